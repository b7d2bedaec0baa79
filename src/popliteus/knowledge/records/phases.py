"""A programme of exercises in phases: what to do, how often, and when to go on or back.

How often is kept in numbers of their own, each with its source or said to be a judgement, so that
no figure stands in a text and a second reader can look each of them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from popliteus.knowledge.records.limits import Gt, MinLen
from popliteus.knowledge.records.numbers import STRICT, Cited, Text

Count = Annotated[int, Gt(0)]

Dose = Literal[
    "sets", "repeats", "hold_seconds", "minutes", "times_a_day", "times_a_week", "every_days"
]

#: The numbers that say how often, in the order in which they are said.
DOSE: tuple[Dose, ...] = (
    "sets", "repeats", "hold_seconds", "minutes", "times_a_day", "times_a_week", "every_days",
)  # fmt: skip

_EVERY = {1: "every day", 2: "every second day", 3: "every third day"}
_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise of a phase, in plain words, and how often.

    Attributes
    ----------
    sets, repeats
        Rounds with a rest between them, and how many times in each.
    hold_seconds, minutes
        How long each one is held, and how long all of it goes on.
    times_a_day, times_a_week, every_days
        How often; every third day is ``every_days: 3``. Of the last two only one.
    judged
        Those of the numbers that the sources do not say; without sources all of them are.
    """

    __pydantic_config__ = STRICT

    name: Text
    how: Text
    sets: Count | None = None
    repeats: Count | None = None
    hold_seconds: Count | None = None
    minutes: Count | None = None
    times_a_day: Count | None = None
    times_a_week: Count | None = None
    every_days: Count | None = None
    sources: tuple[Cited, ...] = ()
    judgement: str = ""
    judged: tuple[Dose, ...] = ()

    def __post_init__(self) -> None:
        if self.dose and not (self.sources or self.judgement):
            raise ValueError("how often needs a source, or says that it is a judgement")
        if set(self.judged) - set(self.dose):
            raise ValueError("judged names a number that is not given")
        if self.judged and not (self.sources and self.judgement):
            raise ValueError("judged needs a judgement, and sources for the rest")
        if self.times_a_week is not None and self.every_days is not None:
            raise ValueError("say times_a_week or every_days, not both")

    @property
    def dose(self) -> dict[str, int]:
        """The numbers that are given, by name."""
        return {name: value for name in DOSE if (value := getattr(self, name)) is not None}

    @property
    def published(self) -> dict[str, int]:
        """The numbers that the sources say, by name."""
        if not self.sources:
            return {}
        return {name: value for name, value in self.dose.items() if name not in self.judged}

    @property
    def often(self) -> str:
        """How often, in words; empty when no number is given.

        >>> Step("Lift", "Lift it.", sets=3, repeats=12, every_days=2, judgement="ours").often
        '3 rounds of 12, every second day'
        >>> Step("Hold", "Hold it.", repeats=1, hold_seconds=30, judgement="ours").often
        'once, held for 30 seconds'
        """
        parts = [self._rounds(), f"held for {self.hold_seconds} seconds" * bool(self.hold_seconds)]
        parts.append(f"{self.minutes} minutes" * bool(self.minutes))
        parts.append(f"{_times(self.times_a_day)} a day" if self.times_a_day else "")
        if self.times_a_week == 7 or self.every_days:
            days = self.every_days or 1
            parts.append(_EVERY.get(days, f"every {days} days"))
        elif self.times_a_week:
            parts.append(f"{_times(self.times_a_week)} a week")
        return ", ".join(part for part in parts if part)

    def _rounds(self) -> str:
        if self.sets and self.repeats:
            return f"{self.sets} round{'s' * (self.sets > 1)} of {self.repeats}"
        if self.sets:
            return f"{self.sets} round{'s' * (self.sets > 1)}"
        return _times(self.repeats) if self.repeats else ""


def _times(number: int) -> str:
    return _TIMES.get(number, f"{number} times")


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a programme: its exercises, when to go on, and when to go back."""

    __pydantic_config__ = STRICT

    id: Text
    name: Text
    goal: Text
    steps: Annotated[tuple[Step, ...], MinLen(1)]
    go_on_if: tuple[str, ...] = ()
    back_if: tuple[str, ...] = ()

"""One person's way through the app: answers, pages answered, and what is to be shown next.

Plain values only, so that it can be kept as text. `popliteus.web.talk` turns it into a case.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Door = Literal["patient", "clinician"]
Who = Literal["self", "other"]


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the interview with the items that stood on it."""

    page: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What was read in a story and is to be confirmed: a value of a case file, and its words."""

    value: Any
    quote: str
    span: tuple[int, int]


class Noted:
    """A place for what was worked out from a visit; it is never kept in the file."""

    __slots__ = ("noted", "talk")

    noted: Any
    talk: Any


@dataclass(slots=True)
class Visit(Noted):
    """Everything that is kept about one visit.

    Attributes
    ----------
    values
        What a case file says besides the findings: age, sex, setting, country, text ...
    findings
        Answers as in a case file.
    offers
        What the story says, by item; `origins` names the confirmed ones.
    person
        Age and sex that the story names and nobody has entered.
    left_open
        What the story left open: the fields of `Told` without origins, as plain values.
    places
        Where it hurts, as ticked.
    history
        Pages of the interview, as answered.
    trail
        Addresses of all pages, as answered: where "back" leads.
    done
        Parts that were answered once: about, where, most (the worst place), words, understood.
    next_step
        The next page once worked out; `finished` when there is none.
    warned
        The level that the person was told of already.
    noticed
        The danger signs that are there; `half_met` are those that came with the last answer.
    after_warning
        Where the interview goes on after the warning.
    lost
        Whether there were earlier answers that were gone when this visit began.
    """

    door: Door = "patient"
    who: Who = "self"
    values: dict[str, Any] = field(default_factory=dict)
    findings: dict[str, Any] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    origins: list[str] = field(default_factory=list)
    person: dict[str, Any] = field(default_factory=dict)
    left_open: dict[str, Any] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    history: list[Step] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    next_step: Step | None = None
    finished: bool = False
    medicines: bool = False
    warned: int = 0
    noticed: list[str] = field(default_factory=list)
    half_met: list[str] = field(default_factory=list)
    after_warning: str = ""
    lost: bool = False
    version: int = 0

    @classmethod
    def begun(cls, door: Door, who: Who, country: str | None, *, lost: bool = False) -> Visit:
        """Return a visit before the first answer."""
        values = {"setting": "primary_care", "account": "asked", "country": country}
        return cls(door=door, who=who, values=values, lost=lost)

    def to_json(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Visit:
        """Read what `to_json` wrote.

        >>> Visit.from_json(Visit(history=[Step("p", ("a", "b"))]).to_json()).history
        [Step(page='p', items=('a', 'b'))]
        """
        values = json.loads(text)
        values["history"] = [_step(one) for one in values["history"]]
        values["next_step"] = values["next_step"] and _step(values["next_step"])
        values["offers"] = {
            item: Offer(one["value"], one["quote"], (one["span"][0], one["span"][1]))
            for item, one in values["offers"].items()
        }
        return cls(**values)

    def finish(self, part: str) -> None:
        """Remember that a part was answered."""
        if part not in self.done:
            self.done.append(part)

    def went(self, address: str) -> None:
        """Remember that a page was answered."""
        if address not in self.trail:
            self.trail.append(address)

    def changed(self) -> None:
        """Forget what was worked out from the answers."""
        self.next_step, self.finished = None, False

    def back_from(self, address: str) -> str:
        """Return the page before a page; empty for the first."""
        place = self.trail.index(address) if address in self.trail else len(self.trail)
        return self.trail[place - 1] if place else ""


def _step(one: dict[str, Any]) -> Step:
    return Step(one["page"], tuple(one["items"]))

"""A cause: how often people come with it, what it produces, who gets it, how dangerous it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from popliteus.knowledge.records.limits import Ge, Gt, MinLen
from popliteus.knowledge.records.numbers import (
    STRICT,
    AgeBand,
    Cited,
    Code,
    Level,
    Number,
    Positive,
    Probability,
    Setting,
    Status,
    Text,
)

#: What a cell may say. Words are judgements, pooled from the raters in `elicitation/`: one word
#: when they agree, a list when they differ. `published` points at a figure under `evidence`,
#: `defines` at a fact without which the cause would not be this cause.
Cell = str | tuple[str, ...]

Rates = tuple[Annotated[float, Ge(0)], Annotated[float, Ge(0)]]  # female, male


@dataclass(frozen=True, slots=True)
class Rate:
    """New presentations with pain, per 1000 person-years, female then male, by age."""

    __pydantic_config__ = STRICT

    per_1000: dict[AgeBand, Rates]
    judgement: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Presentation:
    """One face of a cause: attributes of the pain that go together."""

    __pydantic_config__ = STRICT

    id: Text
    share: Annotated[float, Gt(0)]
    tables: dict[str, dict[str, Cell]]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """How likely another cause is active too, when this one is the main cause."""

    __pydantic_config__ = STRICT

    cause: Text
    probability: Probability
    why: Text
    source: Cited | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """How much more often people with a factor come with this cause than people without it.

    `ratio` is a judgement unless `evidence` names the published figure it rests on.
    """

    __pydantic_config__ = STRICT

    factor: Text
    ratio: Positive
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Harm:
    """How many without the cause it is right to raise so that one with it is raised.

    `weeks` and `old` say it for a complaint that has lasted for one to six weeks, and for longer,
    and is not getting worse; 0: it is not worth raising anybody then. Where they are left out,
    delay is as dangerous as at first.
    """

    __pydantic_config__ = STRICT

    raise_for_one: Positive
    because: Text
    weeks: Annotated[float, Ge(0)] | None = None
    old: Annotated[float, Ge(0)] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How this cause is told from a look-alike."""

    __pydantic_config__ = STRICT

    cause: Text
    how: Text


@dataclass(frozen=True, slots=True)
class Course:
    """What to expect, in words, and the published figures that it rests on."""

    __pydantic_config__ = STRICT

    patient: Text
    clinician: Text
    off_track_if: Text
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Care:
    """What to do about a cause: words, and ids of treatments and tests."""

    __pydantic_config__ = STRICT

    now: Annotated[tuple[str, ...], MinLen(1)]
    now_clinician: tuple[str, ...]
    come_back_if: Annotated[tuple[str, ...], MinLen(1)]
    course: Course
    treatments: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of knee or leg pain.

    How often it is active beside another pain is either judged (`active`) or, for a cause that
    comes in spells, follows from its rate and from how long one spell can be noticed
    (`spell_weeks`). `may_hide` names, for a person, the danger because of which a harmless cause
    is looked at soon: then that is the reason, not the cause itself.
    """

    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    status: Status
    name: Text
    lay_name: Text
    group: Text
    summary: Text
    lay_summary: Text
    rate: Rate
    comes: dict[Setting, Probability]
    presentations: Annotated[tuple[Presentation, ...], MinLen(1)]
    facts: dict[str, Cell]
    usual_level: Level
    active: dict[AgeBand, Probability] = field(default_factory=dict)
    spell_weeks: Positive | None = None
    synonyms: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    implies: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    factors: tuple[Ratio, ...] = ()
    danger: dict[Level, Harm] = field(default_factory=dict)
    may_hide: str = ""
    differences: tuple[Difference, ...] = ()
    care: Care | None = None
    evidence: tuple[Number, ...] = ()

    @property
    def recovery(self) -> tuple[Number, ...]:
        """The points of the recovery curve: shares with a time that `care.course` names."""
        named = self.care.course.evidence if self.care else ()
        points = [
            one for one in self.evidence
            if one.id in named and one.quantity == "share" and one.after_weeks
        ]  # fmt: skip
        return tuple(sorted(points, key=lambda one: one.after_weeks or 0.0))

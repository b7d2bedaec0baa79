"""A rule as it stands in the knowledge base.

What this module is
    One frozen record per file of ``knowledge/rules/``, of three kinds. A *red flag* fires before
    and regardless of any probability. A *floor* does the same for a group that the model does not
    cover yet, and says so. A *score* is a published decision rule; it sets no level.

What it is not
    No reading (`popliteus.rules.reader`) and no evaluation (`popliteus.rules.triage`,
    `popliteus.rules.scores`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from popliteus.rules.conditions import Condition, item_of, leaves
from popliteus.rules.fields import tidy
from popliteus.rules.level import Level

STATUSES: Final = ("draft", "extracted", "checked", "reviewed", "withdrawn")
SEEN: Final = ("abstract", "full_text", "guideline", "secondary")
FORMS: Final = ("points", "any_of", "all_of")


class Kind(StrEnum):
    """What sort of rule it is."""

    RED_FLAG = "red_flag"
    FLOOR = "floor"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule or a figure in it was seen."""

    ref: str
    where: str
    seen: str | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """What the rule tells a person and a clinician to do, and how fast."""

    patient: str
    clinician: str


@dataclass(frozen=True, slots=True)
class RuleCase:
    """Answers that a rule must handle as expected; every one runs as a test.

    ``expect`` is ``fires``, ``silent``, ``asks`` or ``withdrawn`` for red flags and floors; for
    scores a band, ``asks`` (no band is certain yet) or ``outside`` (the gate does not hold).
    """

    given: Mapping[str, object]
    expect: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a score.

    ``points`` are whole or end in a half. ``by_clinician`` marks an item that only a clinician can
    judge: without a clinician's answer it is left out of the score and named, never guessed.
    """

    id: str
    name: str
    lay_name: str
    points: float
    is_met: Condition
    by_clinician: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A range of scores, both ends included, with what the publication advises there."""

    id: str
    name: str
    lowest: float
    highest: float
    action: Says


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a score is counted.

    ``form`` is ``points`` (points are added), ``any_of`` (one item is enough) or ``all_of``
    (every item is needed). Items of the last two count one each. ``gate`` says for whom the
    publication made the score.
    """

    form: str
    gate: Condition
    items: tuple[Item, ...]
    bands: tuple[Band, ...]

    @property
    def lowest(self) -> float:
        """Smallest score anybody can have."""
        return tidy(sum(min(item.points, 0) for item in self.items))

    @property
    def highest(self) -> float:
        """Largest score anybody can have."""
        return tidy(sum(max(item.points, 0) for item in self.items))

    @property
    def step(self) -> float:
        """Distance between two neighbouring scores: a half when an item has half points."""
        return 0.5 if any(item.points % 1 for item in self.items) else 1

    def band(self, score: float) -> Band:
        """Return the band of a score; the reader made sure that there is exactly one."""
        return next(band for band in self.bands if band.lowest <= score <= band.highest)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the knowledge base.

    Parameters
    ----------
    level, fires_when, says
        Of red flags and floors. A score sets no level, so its level is the lowest.
    with_signs
        How the name begins where the signs that are there follow it: a list of all that it could
        have fired for reads as if all of them were there.
    looks_like
        How a person knows that it fits, where the lay name says what it is instead.
    suspects
        Causes that have to be ruled out first: they are listed however improbable they seem.
    resolved_by
        Definitive tests. When a clinician has entered every one of them as absent, the rule is
        withdrawn, and the result says so.
    covered
        False for a floor: the model does not cover this group.
    no_differential
        True when no list of causes may be shown to this group.
    scheme
        Gate, items and bands of a score.
    """

    id: str
    kind: Kind
    status: str
    name: str
    lay_name: str
    why: str
    sources: tuple[Source, ...]
    judgement: str | None
    cost: str
    cases: tuple[RuleCase, ...]
    level: Level = Level.SELF_CARE
    fires_when: Condition | None = None
    with_signs: Says | None = None
    looks_like: str = ""
    suspects: tuple[str, ...] = ()
    says: Says | None = None
    phone: tuple[str, ...] = ()
    resolved_by: tuple[str, ...] = ()
    covered: bool = True
    no_differential: bool = False
    scheme: Scheme | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition in the rule, so that checks can look up the ids in its leaves."""
        if self.scheme is not None:
            return (self.scheme.gate, *(item.is_met for item in self.scheme.items))
        return () if self.fires_when is None else (self.fires_when,)

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of all findings, factors and attributes that the rule reads; also age and sex."""
        listed = (item_of(leaf) for part in self.conditions for leaf in leaves(part))
        return tuple(dict.fromkeys(listed))

"""The one result shape: for the terminal, the page, the batch row and every other edge.

`Assessment.to_dict` is the JSON of the public contract. Every list in it holds objects, so that
each can grow. There is no time in it: same input, same bytes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from popliteus.assess.case import Case
from popliteus.assess.changes import Change
from popliteus.assess.differential import Entry
from popliteus.assess.investigations import Advice
from popliteus.assess.plan import Plan
from popliteus.assess.references import Cited
from popliteus.assess.shapes import entry_values, plan_values, rounded, score_values, test_values
from popliteus.rules import Level, ScoreResult
from popliteus.stamp import Stamp

Audience = Literal["patient", "clinician"]

#: Version of the JSON shape; it only grows.
SCHEMA = 1

#: Probability that the intervals are meant to hold.
INTERVAL_LEVEL = 0.90


@dataclass(frozen=True, slots=True)
class TriageReason:
    """Why a level was reached: a rule, a floor, or harm to be expected from a cause.

    `because` names the answers behind it; from them the first line of `phone` is made.
    """

    kind: str
    id: str
    text: str
    level: str
    sources: tuple[dict[str, str | None], ...] = ()
    phone: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Triage:
    """How urgent, and what to do first; `crisis` is what is said before it, with its title."""

    level: Level
    provisional: bool
    ask: tuple[tuple[str, str], ...]
    action: str
    reasons: tuple[TriageReason, ...]
    withdrawn: tuple[TriageReason, ...] = ()
    not_covered: tuple[str, ...] = ()
    crisis: tuple[str, ...] = ()

    @property
    def telling(self) -> tuple[TriageReason, ...]:
        """The reasons worth reading for a person, where there is another than their group.

        A floor below the level says to them who they are, and nothing to do.
        """
        told = [
            one
            for one in self.reasons
            if one.kind != "floor" or Level.parse(one.level) >= self.level
        ]
        return tuple(told) or self.reasons


@dataclass(frozen=True, slots=True)
class Flag:
    """One danger finding: its id, its name, and the rule it fired, if any."""

    finding: str
    name: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Flags:
    """The danger screen: what is there, what is not, what was not asked."""

    present: tuple[Flag, ...]
    absent: tuple[Flag, ...]
    not_asked: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question that would be asked next."""

    finding: str
    ask: str
    why: str
    gain_bits: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that popliteus says about one case."""

    stamp: Stamp
    audience: Audience
    case: Case
    used: tuple[dict[str, object], ...]
    triage: Triage
    flags: Flags
    differential: tuple[Entry, ...]
    unexplained: float
    surprise: float | None
    fits_poorly: tuple[str, ...]
    left_out_prior: float
    left_out_result: float
    scores: tuple[ScoreResult, ...]
    next_questions: tuple[NextQuestion, ...]
    changes: tuple[Change, ...]
    tests: tuple[Advice, ...]
    plan: Plan
    limits: tuple[str, ...]
    references: tuple[Cited, ...] = ()

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The causes that a person is given."""
        return tuple(entry for entry in self.differential if entry.shown)

    @property
    def refs(self) -> tuple[str, ...]:
        """Ids of the publications that stand on a page of the result, in the order of the page.

        Causes that are not shown and rules that do not apply name none.
        """
        plan = self.plan
        reasons = (*self.triage.reasons, *self.triage.withdrawn)
        found = [source["ref"] or "" for one in reasons for source in one.sources]
        for entry in self.shown:
            for reason in (*entry.factors, *entry.supports, *entry.opposes):
                found += [source.ref for source in reason.sources]
        things = (*plan.exercise, *plan.specialist)
        for sources in (
            *(one.sources for one in plan.self_care),
            *(one.sources for one in plan.medicines),
            *(one.sources for one in things),
            *(one.start.sources for one in plan.medicines),
            *(one.start.sources for one in (*plan.self_care, *things)),
        ):
            found += sources
        for test in self.tests:
            found += test.sources
        for score in self.scores:
            found += [source.ref for source in score.rule.sources if score.applies]
        return tuple(ref for ref in found if ref)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of the public contract, as plain values."""
        case = self.case
        result: dict[str, Any] = {
            "schema": SCHEMA,
            **self.stamp.to_dict(),
            "audience": self.audience,
            "case": {
                "age": case.age,
                "sex": case.sex,
                "setting": case.setting,
                "country": case.country,
                "account": case.account,
            },
            "evidence": list(self.used),
            **_told(case, self.triage),
            "triage": _triage(self.triage),
            "red_flags": {
                key: [asdict(flag) for flag in getattr(self.flags, key)]
                for key in ("present", "absent", "not_asked")
            },
            "interval_level": INTERVAL_LEVEL,
            "differential": [entry_values(entry) for entry in self.differential],
            "unexplained": self.unexplained,
            "surprise": self.surprise,
            "fits_poorly": [{"text": text} for text in self.fits_poorly],
            "left_out": {"prior": self.left_out_prior, "result": self.left_out_result},
            "decision_rules": [score_values(score) for score in self.scores],
            "next_questions": [asdict(one) for one in self.next_questions],
            "what_would_change": [asdict(one) for one in self.changes],
            "tests": [test_values(one) for one in self.tests],
            "plan": plan_values(self.plan),
            "basis": {
                "used": [{"finding": one["finding"]} for one in self.used],
                "missing": [
                    {"finding": flag.finding, "name": flag.name} for flag in self.flags.not_asked
                ],
                "limits": [{"text": text} for text in self.limits],
                "references": [asdict(one) for one in self.references],
            },
        }
        return {key: rounded(value) for key, value in result.items()}


def _told(case: Case, triage: Triage) -> dict[str, Any]:
    """Return what a story left open, said both ways or said without being understood."""
    return {
        "not_understood": [one.to_dict() for one in case.told.not_understood],
        "conflicts": [
            {"finding": item, "quotes": [one.to_dict() for one in case.told.conflicts[item]]}
            for item in case.conflicts
        ],
        "uncertain": [
            {"finding": item, **one.to_dict()}
            for item, one in sorted(case.told.uncertain.items())
            if item not in case.answers
        ],
        "asides": [
            {"finding": item, **one.to_dict(), "because": why}
            for item, one, why in case.told.asides
        ],
        "about_leg": not case.elsewhere,
        "crisis": [{"text": text} for text in triage.crisis],
    }


def _triage(triage: Triage) -> dict[str, Any]:
    return {
        "level": triage.level.word,
        "provisional": triage.provisional,
        "ask_before_relying": [{"finding": item, "ask": ask} for item, ask in triage.ask],
        "action": triage.action,
        "reasons": [_reason(one) for one in triage.reasons],
        "withdrawn": [_reason(one) for one in triage.withdrawn],
        "not_covered": [{"text": text} for text in triage.not_covered],
    }


def _reason(one: TriageReason) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": one.id,
        "text": one.text,
        "level": one.level,
        "sources": list(one.sources),
        "phone": [{"text": text} for text in one.phone],
        "because": [{"finding": item} for item in one.because],
    }

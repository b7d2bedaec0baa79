"""The parts of an assessment as plain values; every list holds objects, so that each can grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from popliteus.assess.differential import Entry, Reason
from popliteus.assess.investigations import Advice
from popliteus.assess.plan import Item, Plan
from popliteus.assess.programme import Begin
from popliteus.assess.starts import Start
from popliteus.rules import ScoreResult

#: Digits kept in JSON: more than any number here deserves, enough for sums to add up.
DIGITS = 9


def rounded(value: object) -> object:
    """Return the same values with floats rounded."""
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Mapping):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value


def entry_values(entry: Entry) -> dict[str, Any]:
    """Return one cause of the differential."""
    return {
        "cause": entry.cause,
        "name": entry.name,
        "lay_name": entry.lay_name,
        "shown": entry.shown,
        "probability": entry.probability,
        "interval": list(entry.interval),
        "present": entry.present,
        "in_words": entry.in_words,
        "baseline_log_odds": entry.baseline_log_odds,
        "prior_log_odds": entry.prior_log_odds,
        "log_odds": entry.log_odds,
        "factors": [contribution_values(one) for one in entry.factors],
        "supports": [contribution_values(one) for one in entry.supports],
        "opposes": [contribution_values(one) for one in entry.opposes],
    }


def contribution_values(reason: Reason) -> dict[str, Any]:
    """Return what one answer did to a cause."""
    return {
        "finding": reason.finding,
        "name": reason.name,
        "value": reason.value,
        "log_odds": reason.log_odds,
        "kind": reason.kind,
        "basis": reason.basis,
        "sources": [asdict(source) for source in reason.sources],
    }


def score_values(score: ScoreResult) -> dict[str, Any]:
    """Return one published decision rule."""
    band = score.band
    return {
        "rule": score.rule.id,
        "name": score.rule.name,
        "applies": score.applies,
        "because": score.because,
        "score": score.score,
        "lowest": score.lowest,
        "highest": score.highest,
        "band": band.id if band else None,
        "possible_bands": [{"band": one.id, "name": one.name} for one in score.possible],
        "items": [
            {
                "finding": item.item.id,
                "name": item.item.name,
                "value": {True: "present", False: "absent", None: "unknown"}[item.value],
                "points": item.points,
                "left_out": item.left_out,
            }
            for item in score.items
        ],
        "missing": [{"finding": item} for item in score.missing],
        "left_out": [{"finding": item} for item in score.left_out],
        "action": band.action.clinician if band else "",
        "action_patient": band.action.patient if band else "",
        "sources": [
            {"ref": source.ref, "where": source.where, "seen": source.seen, "grade": None}
            for source in score.rule.sources
        ],
    }


def test_values(one: Advice) -> dict[str, Any]:
    """Return one test and what its results would mean."""
    return {
        "test": one.test,
        "name": one.name,
        "lay_name": one.lay_name,
        "why": one.why,
        "advised": one.advised,
        "results": [asdict(meaning) for meaning in one.results],
        "sources": [{"ref": ref} for ref in one.sources],
    }


def texts(texts: Iterable[str]) -> list[dict[str, str]]:
    """Return texts as objects."""
    return [{"text": text} for text in texts]


def item_values(item: Item) -> dict[str, Any]:
    """Return one thing to do."""
    return {
        "treatment": item.treatment,
        "name": item.name,
        "what": item.what,
        "how": item.how,
        "for": [{"cause": cause} for cause in item.for_causes],
        "because": texts(item.because),
        "cons": texts(item.cons),
        "begins": start_values(item.start),
        "sources": [{"ref": ref} for ref in item.sources],
        "begin": begin_values(item.begin) if item.begin else {},
    }


def start_values(one: Start) -> dict[str, Any]:
    """Return when something begins; without a source it is a judgement."""
    return {"at": one.at, "because": one.because, "sources": [{"ref": ref} for ref in one.sources]}


def begin_values(one: Begin) -> dict[str, Any]:
    """Return how a programme of exercises begins."""
    return {
        "phase": one.phase,
        "goal": one.goal,
        "steps": texts(one.steps),
        "go_on_if": texts(one.go_on_if),
        "back_if": texts(one.back_if),
        "stop_if": texts(one.stop_if),
        "then": texts(one.then),
        "weeks": one.weeks,
    }


def plan_values(plan: Plan) -> dict[str, Any]:
    """Return the plan."""
    return {
        "now": texts(plan.now),
        "leave_out": texts(plan.leave_out),
        "self_care": [item_values(one) for one in plan.self_care],
        "medicines": [
            {
                "treatment": one.treatment,
                "name": one.name,
                "what": one.what,
                "how": one.how,
                "fit": one.fit,
                "prescribed": one.prescribed,
                "given_once": one.given_once,
                "begins": start_values(one.start),
                "because": texts(one.because),
                "not_asked": [{"item": item} for item in one.not_asked],
                "for": [{"cause": cause} for cause in one.for_causes],
                "sources": [{"ref": ref} for ref in one.sources],
            }
            for one in plan.medicines
        ],
        "exercise": [item_values(one) for one in plan.exercise],
        "specialist": [item_values(one) for one in plan.specialist],
        "come_back_if": texts(plan.come_back_if),
        "recovery": asdict(plan.recovery) if plan.recovery else {},
    }

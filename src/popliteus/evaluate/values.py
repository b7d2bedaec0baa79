"""An evaluation as plain values: the JSON of the public contract and what stands beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from popliteus.evaluate.metrics import Metric
from popliteus.evaluate.probabilities import Judged
from popliteus.evaluate.run import Evaluation
from popliteus.evaluate.score import CaseScore
from popliteus.knowledge.records import LEVELS


def all_metrics(found: Evaluation) -> dict[str, Metric]:
    """Return every metric by one flat name; ``_shifted`` is for the set's own mix of causes."""
    result = dict(found.metrics)
    if found.judged is not None:
        given, shifted = found.judged
        result |= {name: one for name, one in given.metrics.items() if name not in result}
        result |= {f"{name}_shifted": one for name, one in shifted.metrics.items()}
    return result


def to_dict(found: Evaluation) -> dict[str, Any]:
    """Return the JSON of the public contract: finite numbers, or null."""
    values = {
        "stamp": found.stamp.to_dict(),
        "mode": found.mode,
        "respondent": found.options.respondent if "interview" in found.mode else None,
        "n": found.n,
        "metrics": _metrics(all_metrics(found)),
        "agreed": {"n": found.n_agreed, "metrics": _metrics(found.agreed)},
        "triage_matrix": {
            "levels": [str(level) for level in LEVELS],
            "counts": [list(row) for row in found.matrix],
        },
        "reliability": [] if found.judged is None else [_judged(one) for one in found.judged],
        "groups": [
            {"by": one.by, "value": one.value, "n": one.n, "metrics": _metrics(one.metrics)}
            for one in found.groups
        ],
        "baselines": [
            {
                "name": one.name,
                "meaning": one.meaning,
                "metrics": _metrics(one.metrics),
                "product_minus_baseline": _metrics(one.differences),
            }
            for one in found.compared
        ],
        "robustness": [
            {"kind": one.kind, "share": one.share, "changes": _metrics(one.changes)}
            for one in found.spoiled
        ],
        "cases": [_case(case) for case in found.cases if not case.held_back],
    }
    return {key: finite(value) for key, value in values.items()}


def _metrics(metrics: Mapping[str, Metric]) -> dict[str, Any]:
    return {name: asdict(metric) for name, metric in metrics.items()}


def _judged(one: Judged) -> dict[str, Any]:
    return {"prior": one.mix, "bins": [asdict(point) for point in one.bins]}


def _case(case: CaseScore) -> dict[str, Any]:
    return {
        "id": case.id,
        "gold": case.gold,
        "rank": case.rank,
        "list": list(case.listed),
        "triage": case.triage,
        "gold_triage": case.gold_triage,
        "triage_accepted": list(case.accepted_triage),
        "questions": 0 if case.asked is None else case.asked.pages,
        "boxes": 0 if case.asked is None else case.asked.boxes,
    }


def finite(value: object) -> object:
    """Return a value that JSON can hold: what is not a number becomes null.

    >>> finite({"a": [1.0, math.nan]})
    {'a': [1.0, None]}
    """
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value

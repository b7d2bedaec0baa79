"""Baselines beside the product, case by case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from popliteus.assess import Case
from popliteus.evaluate.baselines import Answered, Baseline
from popliteus.evaluate.metrics import Metric, mean, rank_of, share
from popliteus.evaluate.score import CaseScore, place

#: Level of the intervals of a difference: one-sided 5 %, as in a test of being better.
DIFFERENCE_LEVEL = 0.90


@dataclass(frozen=True, slots=True)
class Compared:
    """One baseline: its own scores, and the product's minus its own, paired.

    A baseline without ranking has no top-k, one without urgency no safety.
    """

    name: str
    meaning: str
    metrics: dict[str, Metric]
    differences: dict[str, Metric]


def compare(
    scores: Sequence[CaseScore],
    cases: Sequence[Case],
    methods: Sequence[Baseline],
    progress: Callable[[int], None] | None = None,
) -> tuple[Compared, ...]:
    """Score the baselines on the cases that the product was scored on.

    Parameters
    ----------
    scores
        What the product said.
    cases
        What it was told, in the same order: after an interview, the answers that were given.
    methods
        From `popliteus.evaluate.baselines.baselines`.
    progress
        Called with the number of baselines done.
    """
    result = []
    for done, method in enumerate(methods, start=1):
        said = [method.answer(case) for case in cases]
        result.append(_compared(method, scores, said))
        if progress is not None:
            progress(done)
    return tuple(result)


def _compared(method: Baseline, scores: Sequence[CaseScore], said: Sequence[Answered]) -> Compared:
    metrics: dict[str, Metric] = {}
    differences: dict[str, Metric] = {}
    for k in (1, 3, 5):
        hits = [
            None if one.order is None else within(case, one.order, k)
            for case, one in zip(scores, said, strict=True)
        ]
        own = [hit for hit in hits if hit is not None]
        if not own:
            continue
        metrics[f"top_{k}"] = share(sum(own), len(own))
        differences[f"top_{k}"] = mean(
            [
                float(case.within(k)) - float(hit)
                for case, hit in zip(scores, hits, strict=True)
                if hit is not None
            ],
            level=DIFFERENCE_LEVEL,
        )
    pairs = [
        (case, one.level)
        for case, one in zip(scores, said, strict=True)
        if one.level is not None and case.gold_triage is not None
    ]
    for name, test in (("safety_strict", _safe), ("triage_exact", _exact)):
        if pairs:
            good = [test(level, case) for case, level in pairs]
            metrics[name] = share(sum(good), len(good))
            gain = [
                float(test(case.triage, case)) - float(hit)
                for (case, _), hit in zip(pairs, good, strict=True)
            ]
            differences[name] = mean(gain, level=DIFFERENCE_LEVEL)
    return Compared(method.name, method.meaning, metrics, differences)


def within(case: CaseScore, order: Sequence[str], k: int) -> bool:
    """Return whether an order has the answer to a case among its first k."""
    rank = rank_of(order, case.gold, case.accepted, case.coexisting)
    return rank is not None and rank <= k


def _safe(level: str, case: CaseScore) -> bool:
    return case.gold_triage is not None and place(level) >= place(case.gold_triage)


def _exact(level: str, case: CaseScore) -> bool:
    return level == case.gold_triage

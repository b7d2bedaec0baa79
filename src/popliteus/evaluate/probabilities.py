"""The probabilities of a set of vignettes, as given and for the set's own mix of causes.

What this module is
    `judge`: calibration of the scores, twice, with the ranking after the mix was exchanged.

What it is not
    The formulas, which are in `popliteus.evaluate.calibration` and `popliteus.evaluate.shift`.

Letters used for shapes
    N cases, M = C + 1 main causes, the last one `unlisted`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.evaluate.calibration import Bin, all_causes, bins_of, first_listed
from popliteus.evaluate.metrics import FloatArray, Metric, rank_of, share
from popliteus.evaluate.outcome import order_of
from popliteus.evaluate.score import CaseScore
from popliteus.evaluate.shift import case_mix, estimated_mix, shifted
from popliteus.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Judged:
    """Calibration of one set of probabilities, and where its other mix came from, if any."""

    metrics: dict[str, Metric]
    bins: tuple[Bin, ...]
    mix: str


@dataclass(frozen=True, slots=True, eq=False)
class _Set:
    """Cases with a list of causes, as arrays of shape (N, M)."""

    cases: tuple[CaseScore, ...]
    probability: FloatArray
    prior: FloatArray


def judge(scores: Sequence[CaseScore], base: KnowledgeBase) -> tuple[Judged, Judged] | None:
    """Return calibration as given and with the prior shifted to the case mix.

    Open and held-back cases are each shifted by the mix of the other part; where only one part is
    there, the mix is estimated from the probabilities.

    Returns
    -------
    tuple or None
        None where no case has a list of causes.
    """
    known = [case for case in scores if case.probability is not None and case.prior is not None]
    if not known:
        return None
    given = _set(known)
    other = _shifted(given, base)
    return (
        Judged(_metrics(given, base), _bins(given, base), "as given"),
        Judged(_metrics(other[0], base), _bins(other[0], base), other[1]),
    )


def _set(cases: Sequence[CaseScore]) -> _Set:
    probability = np.array([case.probability for case in cases], dtype=np.float64)
    return _Set(tuple(cases), probability, np.array([case.prior for case in cases], dtype=float))


def _shifted(given: _Set, base: KnowledgeBase) -> tuple[_Set, str]:
    parts = [[case for case in given.cases if case.held_back is held] for held in (False, True)]
    if all(parts):
        moved = []
        for part, other in (parts, parts[::-1]):
            one = _set(part)
            mix = case_mix((case.gold for case in other), base.compiled.causes)
            moved.append(_moved(one, mix))
        together = _Set(
            (*moved[0].cases, *moved[1].cases),
            np.vstack([moved[0].probability, moved[1].probability]),
            np.vstack([moved[0].prior, moved[1].prior]),
        )
        return together, "gold causes of the other part, smoothed"
    mix = estimated_mix(given.probability, given.prior.mean(axis=0))
    return _moved(given, mix), "estimated from the probabilities (expectation maximisation)"


def _moved(one: _Set, mix: FloatArray) -> _Set:
    average = one.prior.mean(axis=0)
    return _Set(one.cases, shifted(one.probability, average, mix), shifted(one.prior, average, mix))


def _first(one: _Set, base: KnowledgeBase) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return probability, truth and prior of the cause listed first: shape (N,) each."""
    first = one.probability[:, :-1].argmax(axis=1)
    rows = np.arange(first.size)
    names = base.compiled.causes
    right = [names[c] in case.right for c, case in zip(first, one.cases, strict=True)]
    return one.probability[rows, first], np.array(right, dtype=float), one.prior[rows, first]


def _bins(one: _Set, base: KnowledgeBase) -> tuple[Bin, ...]:
    p, y, _ = _first(one, base)
    return bins_of(p, y)


def _metrics(one: _Set, base: KnowledgeBase) -> dict[str, Metric]:
    places = {cause: c for c, cause in enumerate(base.compiled.causes)}
    right = np.zeros_like(one.probability)
    for row, case in zip(right, one.cases, strict=True):
        ours = [places[cause] for cause in case.right if cause in places]
        row[ours or [-1]] = 1.0
    ranks = [
        rank_of(order_of(base, p), case.gold, case.accepted, case.coexisting)
        for p, case in zip(one.probability, one.cases, strict=True)
    ]
    found = {
        f"top_{k}": share(sum(rank is not None and rank <= k for rank in ranks), len(ranks))
        for k in (1, 3, 5)
    }
    first = _first(one, base)
    single = np.array([len(case.right) == 1 for case in one.cases])
    return {
        **found,
        **first_listed(*first),
        **_with_one_right(first_listed(*(values[single] for values in first))),
        **all_causes(one.probability, one.prior, right),
    }


def _with_one_right(first: dict[str, Metric]) -> dict[str, Metric]:
    """Return calibration of the cases where one cause alone counts as right, under its own names.

    Where several are accepted, the one listed first is right more often than its probability says
    that it is the cause: the probabilities of the accepted ones are parts of one truth.
    """
    kept = ("calibration_error", "calibration_error_if_perfect", "calibration_slope")
    return {f"{name}_one_right": first[name] for name in kept if name in first}

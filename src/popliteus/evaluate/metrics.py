r"""Metrics with confidence intervals.

What this module is
    A value with its interval, and the measures of one list: rank, NDCG, F1.

What it is not
    It knows no case. What is counted over which cases is in `popliteus.evaluate.summary`.

Formulas
    Wilson's score interval for a proportion (Wilson 1927): with z the normal quantile,
    :math:`(p + z^2/2n \pm z \sqrt{p(1-p)/n + z^2/4n^2}) / (1 + z^2/n)`.
    Everything else: percentiles of the statistic over cases drawn with replacement, seeded.
    Discounted gain of a list (Järvelin and Kekäläinen 2002): relevance / log2(1 + place), summed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

#: Level of the intervals.
LEVEL = 0.95

#: Draws and seed of every bootstrap: the same cases give the same interval, always.
DRAWS, SEED = 2000, 20_261_130

#: Relevance of what is there as well, beside 1 for a right cause: worth naming, not the answer.
COEXISTING = 0.5

#: Places of the list that count for NDCG.
PLACES = 5


@dataclass(frozen=True, slots=True)
class Metric:
    """A value, its 95 % interval, and the number of cases it rests on."""

    value: float
    low: float
    high: float
    n: int


def share(hits: int, n: int) -> Metric:
    """Return a proportion with Wilson's interval.

    Parameters
    ----------
    hits, n
        Counts; with n = 0 the value is not a number and the interval is everything.

    Examples
    --------
    Hand-worked: 8 of 10 with z = 1.96 gives 0.49 to 0.943.

    >>> metric = share(8, 10)
    >>> round(metric.low, 3), round(metric.high, 3)
    (0.49, 0.943)
    """
    if n == 0:
        return Metric(math.nan, 0.0, 1.0, 0)
    z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
    p = hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Metric(p, max(0.0, middle - half), min(1.0, middle + half), n)


@cache
def resampled(n: int) -> IntArray:
    """Return rows of places drawn with replacement: shape (`DRAWS`, n), the same every time."""
    rows = np.random.default_rng(SEED).integers(0, n, (DRAWS, n))
    rows.setflags(write=False)
    return rows


def bootstrap(statistic: Callable[[IntArray], float], n: int, *, level: float = LEVEL) -> Metric:
    """Return a statistic of n cases with its percentile interval.

    Parameters
    ----------
    statistic
        Takes the places of the cases (some several times) and returns a number; a draw on which
        it is not a number is left out.
    n
        How many cases there are; none gives no number.
    level
        Share of the draws inside the interval.
    """
    if n == 0:
        return Metric(math.nan, math.nan, math.nan, 0)
    drawn = np.array([statistic(row) for row in resampled(n)])
    value = statistic(np.arange(n))
    return _interval(value, drawn, n, level)


def mean(values: Sequence[float] | FloatArray, *, level: float = LEVEL) -> Metric:
    """Return a mean with its bootstrap interval.

    >>> mean([2, 3, 4]).value
    3.0
    """
    array = np.asarray(values, dtype=np.float64)
    if not array.size:
        return Metric(math.nan, math.nan, math.nan, 0)
    drawn = array[resampled(array.size)].mean(axis=1)
    return _interval(float(array.mean()), drawn, array.size, level)


def median(values: Sequence[float]) -> Metric:
    """Return a median with its bootstrap interval.

    >>> median([9, 1, 2]).value
    2.0
    """
    array = np.asarray(values, dtype=np.float64)
    if not array.size:
        return Metric(math.nan, math.nan, math.nan, 0)
    drawn = np.median(array[resampled(array.size)], axis=1)
    return _interval(float(np.median(array)), drawn, array.size, LEVEL)


def _interval(value: float, drawn: FloatArray, n: int, level: float) -> Metric:
    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        return Metric(value, math.nan, math.nan, n)
    low, high = np.quantile(drawn, [0.5 - level / 2, 0.5 + level / 2])
    return Metric(value, float(low), float(high), n)


def rank_of(
    order: Sequence[str],
    primary: str,
    accepted: Collection[str] = (),
    coexisting: Collection[str] = (),
) -> int | None:
    """Return the rank of the gold diagnosis: 1 + causes above it that are neither right nor along.

    Parameters
    ----------
    order
        Causes, most probable first.
    primary
        The gold diagnosis.
    accepted
        Causes that count as right too.
    coexisting
        Causes that are there as well: they neither count nor stand in the way.

    Returns
    -------
    int or None
        None when no right cause is in the list at all.

    Examples
    --------
    >>> rank_of(["gout", "bakers-cyst", "sciatica"], "sciatica", coexisting=["gout"])
    2
    >>> rank_of(["gout"], "sciatica") is None
    True
    """
    right = {primary, *accepted}
    above = 0
    for cause in order:
        if cause in right:
            return above + 1
        if cause not in coexisting:
            above += 1
    return None


def ndcg(
    order: Sequence[str],
    primary: str,
    accepted: Collection[str] = (),
    coexisting: Collection[str] = (),
) -> float:
    """Return NDCG@5: relevance 1 for the gold and accepted causes, 0.5 for coexisting ones.

    The ideal list has one right cause first (accepted causes are other names for the answer, not
    further answers) and the coexisting ones after it. A right cause after the first counts
    nothing.

    Examples
    --------
    Gold second: (1 / log2 3) / 1.

    >>> round(ndcg(["gout", "sciatica"], "sciatica"), 4)
    0.6309
    """
    right = {primary, *accepted}
    along = [cause for cause in dict.fromkeys(coexisting) if cause not in right]
    gain, answered = 0.0, False
    for place, cause in enumerate(order[:PLACES]):
        if cause in right and not answered:
            gain += _discount(place)
            answered = True
        elif cause in along:
            gain += COEXISTING * _discount(place)
    places = range(1, min(1 + len(along), PLACES))
    ideal = _discount(0) + sum(COEXISTING * _discount(place) for place in places)
    return gain / ideal


def _discount(place: int) -> float:
    return 1.0 / math.log2(place + 2)


def f1(
    listed: Sequence[str],
    primary: str,
    accepted: Collection[str] = (),
    coexisting: Collection[str] = (),
) -> float:
    """Return F1 of the shown list.

    Precision is the share of the list that is gold, accepted or coexisting; recall the share found
    of what is there: one answer (the gold or an accepted cause) and every coexisting cause.

    Examples
    --------
    One of three is right, the one that is there is found: 2 (1/3) 1 / (4/3).

    >>> f1(["gout", "sciatica", "leg-cramp"], "sciatica")
    0.5
    """
    right = {primary, *accepted}
    along = set(coexisting) - right
    good = sum(cause in right or cause in along for cause in listed)
    if not good:
        return 0.0
    found = any(cause in right for cause in listed) + len(along.intersection(listed))
    precision, recall = good / len(listed), found / (1 + len(along))
    return 2 * precision * recall / (precision + recall)

r"""Metrics with confidence intervals.

Formulas
    Wilson's score interval for a proportion (Wilson 1927): with z the normal quantile,
    :math:`(p + z^2/2n \pm z \sqrt{p(1-p)/n + z^2/4n^2}) / (1 + z^2/n)`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

#: Level of the intervals.
LEVEL = 0.95


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


def mean(values: Sequence[float]) -> Metric:
    """Return a mean with its normal interval.

    >>> mean([2, 3, 4]).value
    3.0
    """
    if not values:
        return Metric(math.nan, math.nan, math.nan, 0)
    middle = fmean(values)
    if len(values) == 1:
        return Metric(middle, middle, middle, 1)
    z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
    half = z * stdev(values) / math.sqrt(len(values))
    return Metric(middle, middle - half, middle + half, len(values))


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

"""What the model implies, beside what was published and never used.

What this module is
    `implied`: every figure with ``use: check`` against the same quantity computed from the
    compiled model, for the study's group as far as its record says which that was. Such figures
    entered nowhere, so where the two agree the numbers that did enter are supported from outside.

What it is not
    A test that can fail: a figure far off may be a slip of ours, a mistake of the model, or a
    group, a definition or a case mix that the record does not tell. It changes nothing.

Method
    Exact sums (`popliteus.engine.contrast`); for a score, people drawn from the model
    (`popliteus.evaluate.implied_scores`). Probabilities are compared by their odds, ratios and
    rates as they are, both on the natural-log scale.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, Literal

from popliteus.engine.contrast import Contrast
from popliteus.evaluate.implied_scores import ScoreContrast
from popliteus.evaluate.implied_values import NotImpliedError, Values
from popliteus.evaluate.study_group import Group, group_of, obstacle
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.addresses import Figure, Figures
from popliteus.knowledge.derive import logit, mean
from popliteus.knowledge.records import Cause, Estimate, Finding, Interval, Proportion

Verdict = Literal["inside", "within_factor_2", "outlier", "not_comparable"]

#: A figure without an interval, or outside of it, may be off by this factor (of its odds).
FACTOR: Final = 2.0

#: Quantities that are compared as ratios; all others by their odds.
RATIOS: Final = frozenset({"lr_positive", "lr_negative", "odds_ratio", "rate_ratio",
                           "rate_per_1000"})  # fmt: skip

#: Interval that counts are given where none was printed.
LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published figure beside what the model implies.

    Attributes
    ----------
    address
        The figure, such as ``acl-tear#pop-lr-positive``.
    quantity, of
        What it is, and of which item.
    published, low, high
        As printed; for counts their share and Wilson's 95 % interval; None: no interval.
    implied
        What the model says; None where not comparable.
    difference
        Natural log of implied over published: of the odds for a probability, of the value itself
        for a ratio or rate.
    verdict
        ``inside`` the interval, ``within_factor_2``, ``outlier`` or ``not_comparable``.
    group
        Whom the model was asked about.
    reason
        Why it is not comparable.
    in_view
        Whether the record names it as what one of its own judged numbers rests on (a rate, a ratio
        or an accuracy): then agreement supports less.
    """

    address: str
    quantity: str
    of: str
    published: float
    low: float | None
    high: float | None
    implied: float | None
    difference: float | None
    verdict: Verdict
    group: str
    reason: str = ""
    in_view: bool = False

    @property
    def factor(self) -> float | None:
        """How many times too high the model is (below 1: too low), in odds or as a ratio."""
        return None if self.difference is None else math.exp(self.difference)


def implied(
    base: KnowledgeBase, causes: Iterable[str] | None = None, *, people: int = 4000
) -> tuple[Comparison, ...]:
    """Compare every published figure that is a check with what the model implies.

    Parameters
    ----------
    base
        The knowledge base.
    causes
        Only figures in the records of these causes; None: of every record.
    people
        How many are drawn with and without a cause, where a score is concerned.

    Returns
    -------
    tuple of Comparison
        In the order of the records.

    Examples
    --------
    A rate is read off the record of the cause, each year of age alike.

    >>> import popliteus
    >>> found = {one.address: one for one in implied(popliteus.load(), ["lyme-arthritis"])}
    >>> found["lyme-arthritis#tick-bite-known"].group
    '18 years and older; assumed: primary care'
    """
    model = base.compiled.model
    values = Values(base, Contrast(model), ScoreContrast(base, people))
    wanted = None if causes is None else set(causes)
    return tuple(
        _comparison(figure, values, group_of(figure.number, model))
        for figure in Figures(base).values()
        if figure.number.use == "check"
        and (wanted is None or (figure.kind == "causes" and figure.record.id in wanted))
    )


def counted(found: Iterable[Comparison]) -> dict[Verdict, int]:
    """Return how many there are of each verdict, every verdict named.

    Examples
    --------
    >>> counted([])
    {'inside': 0, 'within_factor_2': 0, 'outlier': 0, 'not_comparable': 0}
    """
    known = Counter(one.verdict for one in found)
    order: tuple[Verdict, ...] = ("inside", "within_factor_2", "outlier", "not_comparable")
    return {verdict: known[verdict] for verdict in order}


def _comparison(figure: Figure, values: Values, group: Group) -> Comparison:
    number = figure.number
    low, high = interval_of(number.estimate)
    reason = obstacle(number, group, reading=figure.kind == "findings")
    value = None
    if number.of.text and number.quantity != "rate_per_1000":
        reason = number.not_comparable or "no item of the model"
    if not reason:
        try:
            value = values.of(figure, group)
        except NotImpliedError as error:
            reason = str(error)
    off = None
    if value is not None:
        off = difference(number.estimate, value, ratio=number.quantity in RATIOS)
        if off is None:
            value, reason = None, "nought or all, no counts or interval"
    return Comparison(
        address=figure.address,
        quantity=number.quantity,
        of=number.of.label,
        published=number.estimate.value,
        low=low,
        high=high,
        implied=value,
        difference=off,
        verdict=verdict_of(value, off, low, high),
        group=group.words,
        reason=reason,
        in_view=number.id in _named(figure),
    )


def _named(figure: Figure) -> set[str]:
    """Return which figures the record's own rate, ratios and accuracies name."""
    record = figure.record
    if isinstance(record, Cause):
        return {*record.rate.evidence, *(one.evidence for one in record.factors)}
    if isinstance(record, Finding):
        return {name for one in record.accuracy.values() for name in one.evidence}
    return set()


def verdict_of(
    value: float | None, off: float | None, low: float | None, high: float | None
) -> Verdict:
    """Return the verdict on an implied value, its log difference and the published interval.

    Examples
    --------
    >>> verdict_of(0.3, 0.9, 0.1, 0.4), verdict_of(0.3, 0.6, None, None)
    ('inside', 'within_factor_2')
    >>> verdict_of(0.3, -0.9, 0.35, 0.6), verdict_of(None, None, None, None)
    ('outlier', 'not_comparable')
    """
    if value is None or off is None:
        return "not_comparable"
    if low is not None and high is not None and low <= value <= high:
        return "inside"
    return "within_factor_2" if abs(off) <= math.log(FACTOR) + 1e-12 else "outlier"


def interval_of(estimate: Estimate) -> tuple[float | None, float | None]:
    """Return the interval that was printed, or Wilson's for counts, or none.

    Examples
    --------
    >>> low, high = interval_of(Proportion(kind="proportion", events=5, total=10))
    >>> round(low, 3), round(high, 3)
    (0.237, 0.763)
    """
    if isinstance(estimate, Interval):
        return estimate.low, estimate.high
    if not isinstance(estimate, Proportion):
        return None, None
    z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
    n, p = estimate.total, estimate.value
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(estimate: Estimate, value: float, *, ratio: bool) -> float | None:
    """Return the log of implied over published, of odds or of ratios; None if there is none.

    Counts get half a case on either side. A value printed as nought or as all stands for the end
    of its interval that is nearer to the middle.

    Examples
    --------
    Odds 3 against odds 1, and a ratio of 6 against 2: both differ by a factor of three.

    >>> from popliteus.knowledge.records import Point
    >>> round(difference(Point(kind="point", value=0.5), 0.75, ratio=False), 4)
    1.0986
    >>> round(difference(Point(kind="point", value=2.0), 6.0, ratio=True), 4)
    1.0986
    """
    published = mean(estimate)
    if not ratio and isinstance(estimate, Interval) and published in {0.0, 1.0}:
        published = estimate.high if published == 0.0 else estimate.low
    if published <= 0.0 or value <= 0.0:
        return None
    if ratio:
        return math.log(value / published)
    if published >= 1.0 or value >= 1.0:
        return None
    return logit(value) - logit(published)


def worst(found: Iterable[Comparison]) -> Iterator[Comparison]:
    """Yield the outliers, the one farthest off first."""
    outliers = [one for one in found if one.verdict == "outlier"]
    yield from sorted(outliers, key=lambda one: (-abs(one.difference or 0.0), one.address))

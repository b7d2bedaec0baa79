"""Published numbers in words: for patients as rounded frequencies, for clinicians with intervals.

Styles of ``n()``: ``full`` (value with its interval or counts), ``value`` (alone), ``words``
(rounded, as people read it). The default is ``full``.
"""

from __future__ import annotations

from popliteus.assess.words import in_words
from popliteus.knowledge.records import Estimate, Interval, Measure, Number, Proportion

STYLES = ("full", "value", "words")

#: Quantities that are shares of people.
SHARES = frozenset({"sensitivity", "specificity", "prevalence", "share", "post_test"})

#: Quantities that are ratios.
RATIOS = frozenset({"lr_positive", "lr_negative", "rate_ratio", "odds_ratio"})

#: What each quantity is called on a page.
QUANTITIES = {
    "sensitivity": "sensitivity",
    "specificity": "specificity",
    "lr_positive": "positive likelihood ratio",
    "lr_negative": "negative likelihood ratio",
    "prevalence": "how common",
    "rate_per_1000": "new cases per 1000 people a year",
    "rate_ratio": "rate ratio",
    "odds_ratio": "odds ratio",
    "share": "share",
    "post_test": "probability after the test",
    "effect": "effect",
}

#: A minus that is as wide as a figure.
MINUS = "−"


def shown(number: Number, style: str = "full") -> str:
    """Return a published number as a page shows it.

    Parameters
    ----------
    number
        The record of the number.
    style
        One of `STYLES`.

    Raises
    ------
    ValueError
        No such style.
    """
    if style not in STYLES:
        raise ValueError(f"no style {style!r}; there are {', '.join(STYLES)}")
    if style == "words":
        return _words(number)
    if style == "value":
        return one_value(number.estimate.value, number.quantity)
    return estimate(number.estimate, number.quantity)


def estimate(one: Estimate, quantity: str) -> str:
    """Return an estimate with what was printed beside it.

    Examples
    --------
    >>> estimate(Proportion(kind="proportion", events=347, total=680), "prevalence")
    '51% (347 of 680)'
    >>> estimate(Interval(kind="interval", value=0.8, low=0.7, high=0.92), "sensitivity")
    '80% (95% interval 70% to 92%)'
    >>> estimate(Interval(kind="interval", value=21.7, low=9.4, high=49.9), "odds_ratio")
    '21.7 (95% interval 9.4 to 49.9)'
    """
    if isinstance(one, Proportion):
        return f"{one_value(one.value, quantity)} ({one.events} of {one.total})"
    value = one_value(one.value, quantity)
    if isinstance(one, Interval):
        low, high = (one_value(limit, quantity) for limit in (one.low, one.high))
        return f"{value} ({one.level:.0%} interval {low} to {high})"
    return value


def one_value(value: float, quantity: str) -> str:
    """Return one value: shares in per cent, everything else as printed.

    >>> one_value(0.012, "share"), one_value(-0.4, "effect"), one_value(0.00037, "share")
    ('1.2%', '−0.4', '0.037%')
    """
    if quantity in SHARES:
        percent = 100 * value
        digits = 0 if percent >= 10 or percent == round(percent) else 2 if percent < 1 else 1
        return f"{percent:.3g}%" if digits else f"{percent:.0f}%"
    return f"{value:g}".replace("-", MINUS)


def times(ratio: float) -> str:
    """Return a ratio in words.

    >>> for one in (21.7, 1.5, 1.02, 0.5):
    ...     print(times(one))
    about 22 times as often
    about 1.5 times as often
    about as often
    about half as often
    """
    if ratio >= 10:
        return f"about {ratio:.0f} times as often"
    if ratio >= 1.15:
        return f"about {ratio:.2g} times as often"
    if ratio > 0.87:
        return "about as often"
    return "about half as often" if 0.42 <= ratio <= 0.58 else "less often"


def measured(measure: Measure) -> str:
    """Return the limit that defines a finding.

    >>> measured(Measure(unit="minutes", least=0, most=600, above=30))
    'more than 30 minutes'
    """
    if measure.at_least is not None:
        return f"{measure.at_least:g} {measure.unit} or more"
    if measure.above is not None:
        return f"more than {measure.above:g} {measure.unit}"
    return f"less than {measure.below or 0:g} {measure.unit}"


def _words(number: Number) -> str:
    value = number.estimate.value
    if number.quantity in SHARES:
        return in_words(value)
    if number.quantity in {"rate_ratio", "odds_ratio"}:
        return times(value)
    return f"about {one_value(float(f'{value:.2g}'), number.quantity)}"

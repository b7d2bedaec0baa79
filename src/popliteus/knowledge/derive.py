r"""Published figures and judged words, turned into the probabilities of the model.

What this module is
    Every formula between a file and the engine, one small function each (ADR 0003).

Formulas
    * words of several raters: the mean on the logit scale;
    * LR+ and LR- together: :math:`s = LR^+ (1 - LR^-) / (LR^+ - LR^-)`;
    * a sensitivity *s* of a reading with accuracy :math:`(r_1, r_0)`:
      :math:`P(fact | c) = (s - r_0) / (r_1 - r_0)` (law of total probability, solved).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from popliteus.knowledge.records import (
    AgeBand,
    Cause,
    Cell,
    Estimate,
    Finding,
    ModelSettings,
    Number,
)
from popliteus.knowledge.records.numbers import Interval, Proportion, Reader

#: A fact that a published figure puts outside this range is refused: the accuracy of the reading
#: and the figure cannot both be right.
LEAST, MOST = 0.02, 0.98

#: Pointers that stand in a cell instead of a word.
PUBLISHED, DEFINES = "published", "defines"

#: Words that say "this cause does not produce it"; what is seen of it is then the leak.
NOT_PRODUCED = frozenset({"none", "almost never", "very rarely"})

_FALLBACK: dict[Reader, Reader] = {"specialist": "generalist"}


def logit(p: float) -> float:
    """Return the log-odds of a probability.

    >>> round(logit(0.75), 4)
    1.0986
    """
    return math.log(p / (1 - p))


#: Weeks in a year.
WEEKS = 365.25 / 7


def activity(rate: float, spell_weeks: float) -> float:
    """Return the share of people in whom a spell is going on: incidence times duration.

    Parameters
    ----------
    rate
        New spells per 1000 person-years.
    spell_weeks
        How long one can be noticed.

    Examples
    --------
    2 a year in 1000 people, each for 13 weeks: 0.5 of 1000 at any time.

    >>> round(activity(2.0, 13.0), 6)
    0.000498
    """
    return rate / 1000 * spell_weeks / WEEKS


def active(cause: Cause, band: AgeBand) -> tuple[float, float]:
    """Return how likely a cause is active beside another pain, female then male."""
    if cause.spell_weeks is None:
        judged = cause.active.get(band, 0.0)
        return judged, judged
    female, male = cause.rate.per_1000.get(band, (0.0, 0.0))
    return activity(female, cause.spell_weeks), activity(male, cause.spell_weeks)


def expit(x: float) -> float:
    """Return the probability of a log-odds.

    >>> expit(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-x))


def pool(words: Sequence[str], values: Mapping[str, float]) -> float:
    """Return one probability for the words of several raters: the mean on the logit scale.

    Parameters
    ----------
    words
        One word for each rater, or one word on which all agree.
    values
        Word to probability.

    Examples
    --------
    >>> round(pool(["about half", "often"], {"about half": 0.5, "often": 0.75}), 4)
    0.634
    """
    return expit(sum(logit(values[word]) for word in words) / len(words))


def words_of(cell: Cell) -> tuple[str, ...]:
    """Return the words in a cell; one word stands for agreement."""
    return (cell,) if isinstance(cell, str) else tuple(cell)


def mean(estimate: Estimate) -> float:
    """Return the mean that enters the model.

    Counts get half a case on either side, so that 30 of 30 does not become certainty.

    >>> from popliteus.knowledge.records import Proportion
    >>> round(mean(Proportion(kind="proportion", events=30, total=30)), 4)
    0.9839
    """
    if isinstance(estimate, Proportion):
        return (estimate.events + 0.5) / (estimate.total + 1)
    return estimate.value


def logit_sd(estimate: Estimate, fallback: float) -> float:
    """Return the standard deviation of a proportion on the logit scale.

    Counts give ``sqrt(1/(a+.5) + 1/(b+.5))``; an interval gives its width over twice the normal
    quantile; a bare figure gives `fallback`.
    """
    if isinstance(estimate, Proportion):
        rest = estimate.total - estimate.events
        return math.sqrt(1 / (estimate.events + 0.5) + 1 / (rest + 0.5))
    if isinstance(estimate, Interval) and estimate.low > 0 and estimate.high < 1:
        from statistics import NormalDist

        quantile = NormalDist().inv_cdf(0.5 + estimate.level / 2)
        return max((logit(estimate.high) - logit(estimate.low)) / (2 * quantile), 0.05)
    return fallback


def sensitivity_from_ratios(positive: float, negative: float) -> float:
    """Return the sensitivity that LR+ and LR- of one study imply.

    Raises
    ------
    ValueError
        The pair does not discriminate (LR+ must be above 1 and LR- below 1).

    Examples
    --------
    Sensitivity 0.8 and specificity 0.9 give LR+ 8 and LR- 2/9.

    >>> round(sensitivity_from_ratios(8, 2 / 9), 3)
    0.8
    """
    if not negative < 1 < positive:
        raise ValueError(f"LR+ {positive} and LR- {negative}: a pair needs LR- < 1 < LR+")
    return positive * (1 - negative) / (positive - negative)


def fact_from_reading(sensitivity: float, yes_if_fact: float, yes_if_no_fact: float) -> float:
    """Return P(fact | cause) from the sensitivity of a reading of that fact.

    Raises
    ------
    ValueError
        Outside 0.02 to 0.98: the reading's accuracy and the figure contradict each other.

    Examples
    --------
    >>> round(fact_from_reading(0.56, 0.90, 0.05), 3)
    0.6
    """
    found = (sensitivity - yes_if_no_fact) / (yes_if_fact - yes_if_no_fact)
    if not LEAST <= found <= MOST:
        raise ValueError(
            f"a sensitivity of {sensitivity} with P(yes | fact) {yes_if_fact} and P(yes | no fact) "
            f"{yes_if_no_fact} gives P(fact) {found:.2f}, outside {LEAST} to {MOST}"
        )
    return found


def accuracy(finding: Finding, reader: Reader, settings: ModelSettings) -> tuple[float, float]:
    """Return (P(yes | fact), P(yes | no fact)) of a finding for a reader.

    A specialist without a figure of their own reads like a generalist; whoever has no figure at
    all has the default of their kind.
    """
    given = finding.accuracy
    seen: Reader | None = reader
    while seen is not None:
        if seen in given:
            return given[seen].yes_if_fact, given[seen].yes_if_no_fact
        seen = _FALLBACK.get(seen)
    return settings.default_accuracy[reader]


def readers_of(finding: Finding) -> tuple[Reader, Reader, Reader]:
    """Return whose accuracy counts when a patient, generalist or specialist gives the answer."""
    if finding.who == "test":
        return "test", "test", "test"
    if finding.who == "clinician":
        return "generalist", "generalist", "specialist"
    return "patient", "generalist", "specialist"


def parameter_of(cause: Cause, fact: str, readings: Mapping[str, Finding]) -> Number | None:
    """Return the published figure that a cell marked ``published`` points at, if there is one.

    A figure about the fact itself goes before one about a reading of it.
    """
    readings_first: Number | None = None
    for number in cause.evidence:
        if number.use != "parameter" or number.quantity not in {"sensitivity", "share"}:
            continue
        if number.of.fact == fact:
            return number
        reading = readings.get(number.of.finding or "")
        if reading is not None and reading.fact == fact and readings_first is None:
            readings_first = number
    return readings_first


def fact_probability(
    cause: Cause, fact: str, findings: Mapping[str, Finding], settings: ModelSettings
) -> float | None:
    """Return P(fact | cause is the main cause), or None where the cause does not produce it.

    Raises
    ------
    ValueError
        A word that is unknown, a pointer without a figure, or a figure that cannot be right.
    """
    cell = cause.facts.get(fact)
    if cell is None:
        return None
    if cell == DEFINES:
        return settings.defines
    if cell == PUBLISHED:
        number = parameter_of(cause, fact, findings)
        if number is None:
            raise ValueError(f"{fact} says published, but no figure under evidence is a parameter")
        return _from_number(number, findings, settings)
    words = words_of(cell)
    for word in words:
        if word not in settings.words:
            raise ValueError(f"{fact}: {word!r} is none of the words {', '.join(settings.words)}")
    if all(word in NOT_PRODUCED for word in words):
        return None
    return pool(words, settings.words)


def _from_number(number: Number, findings: Mapping[str, Finding], settings: ModelSettings) -> float:
    value = mean(number.estimate)
    if number.of.fact is not None:
        return min(max(value, LEAST), MOST)
    finding = findings[str(number.of.finding)]
    own = number.reader or readers_of(finding)[0]
    return fact_from_reading(value, *accuracy(finding, own, settings))


def weights(
    table: Mapping[str, Cell], options: Sequence[str], settings: ModelSettings
) -> list[float]:
    """Return P(option) of one attribute for one presentation, from words; sums to 1."""
    judged = [pool(words_of(table.get(option, "none")), settings.words) for option in options]
    total = math.fsum(judged)
    return [one / total for one in judged]

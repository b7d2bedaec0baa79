"""Numbers that are findings: a calf 3 cm bigger, a temperature of 38.6, a knee that bends to 80."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Measure, MeasureWords

#: How far a number may stand from the word for what it measures, in characters.
NEAR = 28

#: From this temperature a number without a unit is in Fahrenheit.
LEAST_FAHRENHEIT = 90.0

_NUMBER = r"(?<![\d./-])(?P<n>\d{1,5}(?:[.,]\d{1,2})?)(?![\d/]|\.\d)"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured finding: where in the text, the number in its unit, present or absent."""

    item: str
    start: int
    end: int
    value: float
    unit: str
    present: bool


def measured(low: str, base: KnowledgeBase) -> Iterator[Measured]:
    """Yield every number of a text that is a finding of the base.

    Parameters
    ----------
    low
        The text in small letters, of the same length.
    base
        The knowledge base.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> [(one.item, one.value, one.present) for one in measured("left calf is 4 cm bigger", base)]
    [('calf-difference', 4.0, True)]
    """
    for record in base.intake.measures:
        finding = base.findings.get(record.item)
        if finding is None or finding.measure is None:
            continue
        for match in _pattern(record).finditer(low):
            one = _measured(match, record, finding.measure, low)
            if one is not None:
                yield one


@cache
def _pattern(record: MeasureWords) -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in sorted(record.units, key=len, reverse=True))
    unit = rf"\s?(?P<u>{units})(?![a-z])" if units else "(?P<u>)"
    return re.compile(_NUMBER + (f"(?:{unit})?" if record.plain or not units else unit))


def _measured(
    match: re.Match[str], record: MeasureWords, measure: Measure, low: str
) -> Measured | None:
    value = float(match["n"].replace(",", "."))
    if measure.unit == "C" and (
        match["u"] in {"f", "fahrenheit", "°f"} or value >= LEAST_FAHRENHEIT
    ):
        value = round((value - 32) / 1.8, 1)
    if not measure.least <= value <= measure.most:
        return None
    before = low[max(0, match.start() - NEAR) : match.start()]
    after = low[match.end() : match.end() + NEAR]
    said = [re.split(r"[.;!?\n]", before)[-1], re.split(r"[.;!?\n]", after)[0]]
    words = _word(record.words, said[0], last=True), _word(record.words, said[1], last=False)
    if words == (None, None):
        return None
    wide = low[max(0, match.start() - 3 * NEAR) : match.end() + 2 * NEAR]
    if record.near and not any(word in wide for word in record.near):
        return None
    start = match.start() - len(said[0]) + words[0] if words[0] is not None else match.start()
    end = match.end() + words[1] if words[0] is None and words[1] is not None else match.end()
    return Measured(record.item, start, end, value, measure.unit, measure.present(value))


def _word(words: tuple[str, ...], text: str, *, last: bool) -> int | None:
    """Return where the nearest of the words begins (before a number) or ends (after it)."""
    found = [
        place
        for word in words
        for match in re.finditer(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text)
        for place in (match.start() if last else match.end(),)
    ]
    if not found:
        return None
    return max(found) if last else min(found)

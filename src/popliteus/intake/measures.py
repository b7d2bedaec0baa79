"""Numbers that are findings: a calf 3 cm bigger, a temperature of 38.6, a knee that bends to 80."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Measure, MeasureWords

#: How far a number may stand from the word for what it measures, in characters.
NEAR = 34

#: From this temperature a number without a unit is in Fahrenheit.
LEAST_FAHRENHEIT = 90.0

#: What may stand between a word and its number: "flexion limited by pain to 70".
_JOINS = (
    r"only |to |of |is |was |at |about |around |approx |roughly |just |max |~|limited |restricted |"
    r"reduced |by pain |by swelling |by the swelling |regular,? |reg,? |rate |today |now |down "
)

#: Two circumferences of calves: "calf 40 cm, R 36.5", "calves 38 v 35 cm".
_CALVES = re.compile(
    r"\b(?:calf|calves)\b(?P<said>[^;!?\n]{0,50}?)\b(?P<a>[2-5]\d(?:\.\d)?)(?P<u> ?cm)?"
    r"(?P<between>[^;!?\n\d]{1,24}?)(?P<b>[2-5]\d(?:\.\d)?)(?P<v> ?cm)?(?![\d/%°])(?!\.\d)"
)
_ROUND = re.compile(r"\b(?:circ\w*|girths?|measur\w*)")
_SIDES = re.compile(r"\b(?:l|r|left|right|lt|rt|other)\b")
#: No two calves of one person differ by more, in centimetres.
MOST_APART = 15.0

#: A number, or the upper end of a range ("0-110").
_DIGITS = (
    r"(?<![\d./])(?<![^\d]-)\d{1,3}(?:[ ,]\d{3}|\d{0,2}(?:[.,]\d{1,2})?)(?!\d|/\d|\.\d|\s?-\s?\d)"
)


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
        for match in _pattern(record.item, base).finditer(low):
            one = _measured(match, record, finding.measure, low, base.intake.numbers)
            if one is not None:
                yield one
    yield from _calves(low, base)


def _calves(low: str, base: KnowledgeBase) -> Iterator[Measured]:
    """Yield by how much two calves differ, where both were measured round.

    >>> import popliteus
    >>> [one.value for one in measured("pain l calf. calf 40 cm, r 36.5", popliteus.load())]
    [3.5]
    """
    item = "calf-difference"
    finding = base.findings.get(item)
    for match in _CALVES.finditer(low):
        round_them = match["u"] or match["v"] or _ROUND.search(match["said"])
        apart = round(float(match["a"]) - float(match["b"]), 1)
        both = _SIDES.search(match["said"] + match["between"]) or apart > 0
        if finding is None or finding.measure is None or not round_them or not both:
            continue
        if abs(apart) <= MOST_APART:
            measure, apart = finding.measure, abs(apart)
            yield Measured(
                item, match.start(), match.end(), apart, measure.unit, measure.present(apart)
            )


def _pattern(item: str, base: KnowledgeBase) -> re.Pattern[str]:
    record = next(one for one in base.intake.measures if one.item == item)
    units = tuple(sorted(record.units, key=len, reverse=True))
    return _compiled(
        units,
        tuple(base.intake.numbers),
        plain=record.plain or bool(record.plain_after) or not units,
    )


@cache
def _compiled(units: tuple[str, ...], numbers: tuple[str, ...], *, plain: bool) -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted(numbers, key=len, reverse=True))
    number = rf"(?P<n>{_DIGITS}|\b(?:{words})\b(?: and a half)?)"
    if not units:
        return re.compile(number + "(?P<u>)")
    unit = rf"[\s-]?(?P<u>{'|'.join(re.escape(one) for one in units)})(?![a-z])"
    return re.compile(number + (f"(?:{unit})?" if plain else unit))


def _number(text: str, numbers: Mapping[str, float]) -> float:
    """Return a number in figures or words.

    >>> _number("31 000", {}), _number("2,5", {}), _number("two and a half", {"two": 2.0})
    (31000.0, 2.5, 2.5)
    """
    half = 0.5 if text.endswith(" and a half") else 0.0
    word = text.removesuffix(" and a half")
    if word in numbers:
        return numbers[word] + half
    thousands = re.fullmatch(r"(\d{1,3})[ ,](\d{3})", text)
    return float("".join(thousands.groups()) if thousands else text.replace(",", "."))


def _measured(
    match: re.Match[str],
    record: MeasureWords,
    measure: Measure,
    low: str,
    numbers: Mapping[str, float],
) -> Measured | None:
    if match["n"] in numbers and not match["u"]:
        return None
    value = _number(match["n"], numbers) * record.units.get(match["u"] or "", 1.0)
    if measure.unit == "C" and (
        match["u"] in {"f", "fahrenheit", "°f"} or value >= LEAST_FAHRENHEIT
    ):
        value = round((value - 32) / 1.8, 1)
    if (
        not max(measure.least, record.least or measure.least)
        <= value
        <= (measure.most if record.most is None else record.most)
    ):
        return None
    before = low[max(0, match.start() - NEAR) : match.start()]
    after = low[match.end() : match.end() + NEAR]
    ends = r"[.,;!?\n]" if record.plain else r"[.;!?\n]"  # "T 38.4, HR 104" is no pulse of 38
    begins = r"[.;!?\n]|(?<=\d)[^\s\w.]*, " if record.plain else r"[.;!?\n]"  # "RR 16, T 37"
    said = [re.split(begins, before)[-1], re.split(ends, after)[0]]
    if record.plain_after and not match["u"] and not _right_after(record.plain_after, said[0]):
        return None
    if any(re.search(rf"\b(?:{one})\W*$", said[0]) for one in record.not_after):
        return None
    words = _word(record.words, said[0], last=True), _word(record.words, said[1], last=False)
    if words == (None, None) and not _alone(record.alone, match, low):
        return None
    wide = low[max(0, match.start() - 3 * NEAR) : match.end() + 2 * NEAR]
    if record.near and not any(word in wide for word in record.near):
        return None
    start = match.start() - len(said[0]) + words[0] if words[0] is not None else match.start()
    end = match.end() + words[1] if words[0] is None and words[1] is not None else match.end()
    return Measured(record.item, start, end, value, measure.unit, measure.present(value))


def _alone(patterns: tuple[str, ...], match: re.Match[str], low: str) -> bool:
    """Return whether a number is the measure with no word for it: "39.2 C", "in her ear"."""
    first, last = max(0, match.start() - NEAR), match.end() + NEAR
    return any(
        one.start() <= match.start() and match.end("n") <= one.end()
        for pattern in patterns
        for one in re.compile(pattern).finditer(low, first, last)
    )


def _right_after(words: tuple[str, ...], text: str) -> bool:
    """Return whether a text ends with one of the words, but for a mark or a joining word."""
    either = "|".join(re.escape(one) for one in words)
    return re.search(rf"\b(?:{either})[:=]?\s*(?:{_JOINS}|-?\d+\s?-\s?)*$", text) is not None


def _whole(word: str) -> str:
    """Return a pattern for a word; a mark may stand right before another word (">R")."""
    return rf"(?<![a-z']){re.escape(word)}" + ("(?![a-z])" if word[-1].isalnum() else "")


def _word(words: tuple[str, ...], text: str, *, last: bool) -> int | None:
    """Return where the nearest of the words begins (before a number) or ends (after it)."""
    found = [
        place
        for word in words
        for match in re.finditer(_whole(word), text)
        for place in (match.start() if last else match.end(),)
    ]
    if not found:
        return None
    return max(found) if last else min(found)

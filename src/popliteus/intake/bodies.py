"""Weight and height, and whether they make an obesity: "190 pounds at five foot two"."""

from __future__ import annotations

import re
from itertools import product

from popliteus.intake.reading import Mention, Stretch
from popliteus.knowledge.records import Intake

#: How far apart a weight and a height may stand, in characters.
NEAR = 60

#: From this index a body is obese, as the question of the factor says.
OBESE = 30.0

#: Indexes outside of these are no body: a number was misread.
_LEAST, _MOST = 12.0, 80.0

#: How far before a weight the word may stand that says what it is of, in characters.
BEFORE = 12

#: What was lifted or lost is no weight of a body, and two sentences are two things.
_NO_BODY = re.compile(r"\b(?:lift|squat|deadlift|bench|lost|press)\w*")
_PARTS = re.compile(r"[.!?]\s")

#: Kilograms in a unit, by its first letter.
_KG = {"k": 1.0, "p": 0.4536, "l": 0.4536, "s": 6.3503}

_FEET = r"(?P<feet>[4-7]|four|five|six) ?(?:'|’|ft\b|foot\b|feet\b)"
_INCHES = r"(?: ?(?P<inches>1[01]|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven)\b)?"
_HEIGHT = re.compile(
    rf"\b(?:{_FEET}{_INCHES}|(?P<cm>1[3-9]\d|20\d) ?cms?\b|"
    r"(?P<m>1[.,][3-9]\d?|2[.,]0\d?) ?(?:m\b|met))"
)
_WEIGHT = re.compile(
    r"\b(?P<n>\d{1,3})(?:\.\d)? ?(?P<unit>kgs?|kilos?|pounds?|lbs?|stone|st)\b"
    r"(?: ?(?P<more>\d{1,2})\b)?"
)


def obesity(low: str, text: str, intake: Intake) -> list[Mention]:
    """Return whether a weight and a height that are told near each other are an obesity.

    What was lifted or lost is no weight of a body.

    Examples
    --------
    >>> import popliteus
    >>> intake, told = popliteus.load().intake, "190 pounds at five foot two"
    >>> [(one.value, one.words.quote) for one in obesity(told, told, intake)]
    [('present', '190 pounds at five foot two')]
    """
    for weight, height in product(_WEIGHT.finditer(low), _HEIGHT.finditer(low)):
        first, last = sorted((weight, height), key=lambda match: match.start())
        if last.start() - first.end() > NEAR or last.start() < first.end():
            continue
        begins = max(0, first.start() - BEFORE)
        if _NO_BODY.search(low, begins, last.end()) or _PARTS.search(
            low[first.start() : last.start()]
        ):
            continue
        index = _kilos(weight) / _metres(height, intake) ** 2
        if _LEAST <= index <= _MOST:
            span = slice(first.start(), last.end())
            words = Stretch(first.start(), last.end(), text[span])
            return [Mention("obesity", "present" if index >= OBESE else "absent", words)]
    return []


def _kilos(match: re.Match[str]) -> float:
    unit = match["unit"][0]
    more = float(match["more"] or 0) * _KG["p"] if unit == "s" else 0.0
    return float(match["n"]) * _KG[unit] + more


def _metres(match: re.Match[str], intake: Intake) -> float:
    if match["cm"]:
        return float(match["cm"]) / 100
    if match["m"]:
        return float(match["m"].replace(",", "."))
    feet, inches = (_number(match[one], intake) for one in ("feet", "inches"))
    return feet * 0.3048 + inches * 0.0254


def _number(word: str | None, intake: Intake) -> float:
    """Return what a numeral or a word for a number means; nothing is none."""
    if word is None:
        return 0.0
    return float(word) if word.isdigit() else intake.numbers[word]

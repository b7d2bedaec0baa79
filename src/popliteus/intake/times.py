"""How long it has hurt: times in words, in figures and in the short hand of clinicians."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from popliteus.intake.words import Unit, Word
from popliteus.knowledge.records import Intake

#: "4/7", "3/52" and "2/12": days, weeks and months of a year, as clinicians write them.
_PARTS = {"7": 1.0, "52": 7.0, "12": 30.4}
_SHORT = re.compile(r"(?<![\d/])(?:x\s?)?(\d{1,2})(?:-\d{1,2})?/(7|52|12)(?![\d/])")
#: "for weeks" without a number, in days.
_BARE = re.compile(r"\bfor (?:many |several |some |quite some |about )?(days|weeks|months|years|ages)\b")
_BARE_DAYS = {"days": 4.0, "weeks": 21.0, "months": 180.0, "years": 1000.0, "ages": 1000.0}
_YEAR = re.compile(r"\b(?:in|since|from|of|back in)\s(19[3-9]\d|20[0-2]\d)\b")

#: Words before or after a time that make it something else than how long ago.
_NOT_BEFORE = frozenset(["every", "in", "within", "after", "at", "another", "next", "only", "lasts", "last", "lasting", "takes", "take", "than", "per", "every", "under", "until", "before", "walk", "walking", "sitting", "stand", "standing"])  # fmt: skip
_NOT_AFTER = frozenset(["old", "flight", "flights", "drive", "journey", "walk", "hike", "later", "each", "apart", "run", "pregnant", "of", "shift", "shifts", "postpartum", "after", "postop", "post", "before", "bus", "car", "trip", "train", "coach", "plane", "ride", "gestation", "into", "earlier", "previously", "prior", "weeks"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Time:
    """A time told: where in the text, how many days, and whether "ago", "since" or "for" is said."""

    start: int
    end: int
    days: float
    kind: str


@cache
def _patterns(numbers: tuple[str, ...], units: tuple[str, ...], named: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:  # fmt: skip
    def either(words: tuple[str, ...]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    one = rf"(?:\d{{1,3}}(?:\.\d)?|{either(numbers)})"
    return (
        re.compile(rf"\b(?P<n>{one})(?:\s?(?:-|to|or)\s?(?P<m>{one}))?[\s-]{{0,2}}(?P<u>{either(units)})s?'?\b(?P<a>\sago\b)?"),
        re.compile(rf"\b(?P<w>since|from|started|began|on|came on|happened|until|woke)?\s?(?P<d>{either(named)})\b"),
    )  # fmt: skip


def times_of(low: str, intake: Intake) -> list[Time]:
    """Return every time that a text tells, in order.

    Parameters
    ----------
    low
        The text in small letters, of the same length.
    intake
        Words for numbers, units and days.

    Examples
    --------
    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> [(one.kind, one.days) for one in times_of("for three weeks, worse since yesterday", intake)]
    [('for', 21.0), ('since', 1.5)]
    """
    counted, named = _patterns(tuple(intake.numbers), tuple(intake.time_units), tuple(intake.days_named))
    found = [Time(m.start(), m.end(), float(m[1]) * _PARTS[m[2]], "for") for m in _SHORT.finditer(low)]
    found += [Time(m.start(), m.end(), _BARE_DAYS[m[1]], "for") for m in _BARE.finditer(low)]
    for match in counted.finditer(low):
        one = _counted(match, low, intake)
        if one is not None:
            found.append(one)
    for match in named.finditer(low):
        kind = "since" if match["w"] in {"since", "from", "started", "began", "came on", "happened", "woke"} else "day"
        found.append(Time(match.start(), match.end(), intake.days_named[match["d"]], kind))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _counted(match: re.Match[str], low: str, intake: Intake) -> Time | None:
    number = _number(match["m"] or match["n"], intake)
    days = number * intake.time_units[match["u"]]
    before = low[max(0, match.start() - 24) : match.start()].split()
    after = re.findall(r"[a-z/]+", low[match.end() : match.end() + 16])
    if match["a"]:
        return Time(match.start(), match.end(), days, "ago")
    if (before and before[-1] in _NOT_BEFORE - {"last"}) or (after and after[0] in _NOT_AFTER):
        return None
    stated = {"for", "past", "last", "since", "about", "over", "approx", "around", "x", "nearly", "almost", "roughly"}
    if stated.intersection(before[-2:]) or (after and after[0] in {"history", "hx", "now", "h/o", "duration", "since"}):
        return Time(match.start(), match.end(), days, "for")
    return Time(match.start(), match.end(), days, "plain")


def _number(text: str, intake: Intake) -> float:
    return intake.numbers[text] if text in intake.numbers else float(text)


def years_named(low: str) -> list[tuple[int, int]]:
    """Return where a calendar year is named ("in 2015"): what stands there is history.

    >>> years_named("clot in 2015")
    [(5, 12)]
    """
    return [match.span() for match in _YEAR.finditer(low)]


def option_of(days: float, intake: Intake) -> str:
    """Return the option of duration for a number of days."""
    return next(option for option, most in intake.durations.items() if days < most)


def finder(words: Sequence[Word], units: Sequence[Unit]) -> Callable[[int], int]:
    """Return a function from a place in the text to the unit that stands there or before."""
    starts = [words[unit.first].start for unit in units]
    return lambda place: max(0, bisect_right(starts, place) - 1)

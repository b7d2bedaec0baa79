"""How long it has hurt: times in words, in figures and in the short hand of clinicians."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from popliteus.intake.patterns import either
from popliteus.intake.words import Unit, Word
from popliteus.knowledge.records import Intake

#: "4/7", "3/52" and "2/12": days, weeks and months of a year, as clinicians write them.
_PARTS = {"7": 1.0, "52": 7.0, "12": 30.4}
_SHORT = re.compile(r"(?<![\d/])(?:x\s?)?(\d{1,2})(?:-\d{1,2})?/(7|52|12)(?![\d/])")

#: "for weeks" without a number, in days.
_BARE = re.compile(
    r"\bfor (?:many |several |some |quite some |about |quite a number of )?"
    r"(days|weeks|months|years|ages|decades)\b"
)
BARE_DAYS = {
    "days": 4.0,
    "weeks": 21.0,
    "months": 180.0,
    "years": 1000.0,
    "ages": 1000.0,
    "decades": 5000.0,
}
#: "Years now", "weeks on end": no number, and it goes on.
_BARE_ON = re.compile(
    r"\b(days|weeks|months|years|ages|decades) (?:now|on end|of (?:it|this|misery|agony))\b"
)
#: "I am 24 years", "she is 9 years": an age, and no time.
_AN_AGE = re.compile(r"\b(?:i am|i'm|im|he is|she is|he's|she's|aged?) $")
#: "Three weeks in: left shin" is into something else.
_INTO = re.compile(r" in(?=[:.,;]|$)")
#: "some months ago", in days.
_SOME_AGO = re.compile(r"\bsome (weeks|months|years) ago\b")
#: "since 2019", "since I was a teenager": longer than anything that is asked.
_LONG = re.compile(
    r"\bsince (?:20[0-2]\d|19[3-9]\d|(?:i|he|she) was (?:a |an |in (?:my|his|her) )?"
    r"(?:child|kid|teenager|teens|boy|girl|young|little|twenties|thirties|forties|fifties)|"
    r"(?:my|his|her) (?:early |mid[ -]?|late )?(?:teens|twenties|thirties|forties|fifties|sixties)|"
    r"(?:(?:i|he|she) (?:was|were) (?:at|in) )?(?:primary |high |secondary |middle )?"
    r"(?:school|college|university)(?=[,.;!]|$| (?:i|my|it)\b)|"
    r"(?:freshman|sophomore|junior|senior) year|"
    r"(?:like |about )?(?:year|grade) \d{1,2}(?= |[,.;!]|$))\b"
)
#: "Since the race last weekend": a day that is named a few words behind.
_SINCE = re.compile(r"\bsince (?:[\w'-]+ ){1,4}?(?:on |the )?$")
#: "for more than a year" lasts a year.
_MORE_THAN = re.compile(r"(?<=[a-z] )(?:(?:well |just )?(?:more|less) than|at least) $")
#: "day 4 of this", "the third day of".
_ORDINALS = dict(
    zip(["second", "third", "fourth", "fifth", "sixth", "seventh"], range(2, 8), strict=True)
)
_NTH = re.compile(
    rf"\b(?:day ([2-9])|({'|'.join(_ORDINALS)}) day) (?:of|that|now|running)\b|"
    rf"\b(?:it is|it's|its|this is|that is)(?: now)? (?:the|my) ({'|'.join(_ORDINALS)}) day\b"
)
#: What a length of time is of, where it is told: "four months of right calf pain".
_OF_ACHES = re.compile(
    r" of (?!no\b)"
    r"(?:(?!(?:for|after|with|without|then|to|before|rest(?! pain)|physio)\b)[\w-]+ ){0,6}?"
    r"(?:pains?|ach\w+|cramps?|soreness|agony|hurting|sciatica|discomfort|stiffness|swelling|"
    r"limping|trouble|misery|claudication|niggl\w+|throbbing|burning|grumbling)\b"
)
_YEAR = re.compile(
    r"\b(?:in|since|from|of|back in)\s(19[3-9]\d|20[0-2]\d)\b|"
    r"\bin the (?:early |late |mid-?|mid )?(?:nineteen[- ])?"
    r"(?:fifties|sixties|seventies|eighties|nineties|'?[5-9]0s)\b"
)

#: "<24h" is less than what it names.
SHORTER = 0.9

#: "For over six weeks" is more than what it names; "over a few days" is not.
LONGER = 1.1
_OVER = re.compile(r"\b(?:over|more than|at least) $")
_VAGUE = ("couple", "few", "several")

#: "A week past on Tuesday", "one Sunday a month ago", "come Monday".
_WEEKS_PAST = re.compile(r"\ba (week|fortnight) (?:past|ago|last|gone)(?: on)? $")
_AGO_BEHIND = re.compile(
    r"(?: night| morning| evening)?,? (?:about |some |maybe )?[\w-]+ "
    r"(?:weeks?|months?|years?) (?:ago|back)\b| (?:football|league|school|roast)\b"
)
#: "Last year I tore it" is another story, and "on Friday I tore it" this one; in days.
_LONG_PAST = 60
_TO_COME = re.compile(r"\b(?:come|next|until|till|every|each|before|not until)(?: the)? $")
#: Words after a time by which it is told as going on.
_LASTING = frozenset(["history", "hx", "now", "duration", "since"])
_OFTEN = re.compile(r"times|once|twice|cigarettes|units|pints|days|nights|hours|miles|\d.*")
_SPELLS = (["and", "then"], ["and", "goes"], ["at", "a"], ["then", "goes"], ["every", "day"])
_GOES_ON = (["and", "counting"], ["of", "this"], ["of", "it"])
#: "I'm 30 weeks with my first", "36 weeks. ... the midwife".
_GESTATION = re.compile(
    r"(?:^|\b(?:i'm|i am|she's|she is|im|now) (?:about |now |only )?)(?:[1-3]\d|4[0-2]) weeks?\b"
    r"(?= (?:with my|gone|along|pregnant)\b|[\s\S]*\b(?:midwi\w+|pregnan\w+|expecting|antenatal|"
    r"trimester|baby|bump)\b)"
)
#: "It will be six weeks since the operation".
_OTHER_END = re.compile(
    r" (?:of|since|until|till|to|into|after|before|post|old|pregnant|later|ago|back)\b"
)
#: "The last time, five months ago" is another time.
_LAST_TIME = re.compile(r"\blast (?:time|one),? (?:was |about |some )?$")

#: How far around a time the words that decide about it may stand, in characters.
_BEFORE, _AFTER = 24, 16


@dataclass(frozen=True, slots=True)
class Time:
    """A time told: where in the text, how many days, and how it is said.

    `kind` is ``ago``, ``for``, ``since``, ``despite`` ("not been able to run for"), ``day`` (a
    day named alone) or ``plain``.
    """

    start: int
    end: int
    days: float
    kind: str


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
    found = [*_short(low, intake), *_counted(low, intake), *_named(low, intake)]
    return sorted(found, key=lambda one: (one.start, -one.end))


def _short(low: str, intake: Intake) -> Iterator[Time]:
    for match in _SHORT.finditer(low):
        yield Time(match.start(), match.end(), float(match[1]) * _PARTS[match[2]], "for")
    for match in _BARE.finditer(low):
        yield Time(match.start(), match.end(), BARE_DAYS[match[1]], "for")
    for match in _BARE_ON.finditer(low):
        before = low[: match.start()].split()[-1:]
        if not before or not (before[0][-1:].isalnum() or before[0] in intake.numbers):
            yield Time(match.start(), match.end(), BARE_DAYS[match[1]], "since")
    for match in _SOME_AGO.finditer(low):
        yield Time(match.start(), match.end(), BARE_DAYS[match[1]], "ago")
    for match in _LONG.finditer(low):
        yield Time(match.start(), match.end(), BARE_DAYS["years"], "since")
    for match in _NTH.finditer(low):
        days = float(match[1] or _ORDINALS[match[2] or match[3]])
        yield Time(match.start(), match.end(), days, "for")


def _counted(low: str, intake: Intake) -> Iterator[Time]:
    """Yield "three weeks", with how it is said."""
    unborn = [found.end() for found in _GESTATION.finditer(low)]
    for match in _counted_pattern(tuple(intake.numbers), tuple(intake.time_units)).finditer(low):
        text = match["m"] or match["n"]
        number = intake.numbers[text] if text in intake.numbers else float(text)
        number += 0.5 if match["h"] else 0.0
        number *= SHORTER if low[match.start() - 1 : match.start()] == "<" else 1.0
        before = low[max(0, match.start() - _BEFORE) : match.start()]
        number *= LONGER if _OVER.search(before) and not match["n"].endswith(_VAGUE) else 1.0
        aged = match["u"] in {"year", "yr"} and _AN_AGE.search(before) is not None
        aged = aged and not low.startswith((" in", " into", " post", " since"), match.end())
        if aged or match.end() in unborn or (match["a"] and _LAST_TIME.search(before)):
            continue
        kind = "ago" if match["a"] else _how(match, low, intake)
        if kind:
            yield Time(match.start(), match.end(), number * intake.time_units[match["u"]], kind)


def _how(match: re.Match[str], low: str, intake: Intake) -> str:
    """Return how a counted time is said; nothing when it is no time that something has lasted."""
    before = _MORE_THAN.sub("", low[max(0, match.start() - _BEFORE) : match.start()]).split()
    after = re.findall(r"[a-z/]+", low[match.end() : match.end() + _AFTER])
    line = low[max(0, match.start() - 2 * _BEFORE) : match.start()]
    if _INTO.match(low, match.end()):
        return ""
    told = bool(set(before[-2:]).intersection(intake.how_long))
    told = told or either(intake.lasting.told).search(line) is not None
    told = told or low.startswith("x", match.start())  # "knee pain x2 days"
    brief = intake.time_units[match["u"]] < 1  # of a day
    words = intake.lasting
    if not brief and (
        either(words.not_done).search(line) or either(words.because_of).match(low, match.end())
    ):
        return "despite"
    if not brief and _surely(low, match.end(), line, intake):
        return "since"
    if brief and before[-1:] == ["for"] and before[-2:-1] and before[-2] in intake.not_before:
        return ""  # "I can only walk for five minutes"
    if not brief and either(intake.lasting.went_on).match(low, match.end()):
        return "for"
    if after[:2] in _GOES_ON and not brief and before[-1:] != ["after"]:
        return "since"
    if _OF_ACHES.match(low, match.end()):
        return "for"
    counted = before and (_OFTEN.fullmatch(before[-1]) or before[-1] in intake.numbers)
    often = match["n"] == "a" and counted
    if (
        often
        or (before and before[-1] in intake.not_before)
        or _no_time(after, intake, told=told, brief=brief)
    ):
        return ""
    lasting = (after[:1] and after[0] in _LASTING) or after[:2] in (*_GOES_ON, ["or", "so"])
    return "for" if lasting or told else "plain"


def _surely(low: str, end: int, line: str, intake: Intake) -> bool:
    """Return whether it is said that a time has lasted: "four years I have had it"."""
    words = intake.lasting
    if either(words.surely_after).match(low, end):
        return True
    return either(words.surely_before).search(line) is not None and not _OTHER_END.match(low, end)


def _no_time(after: list[str], intake: Intake, *, told: bool, brief: bool) -> bool:
    """Return whether a time is no time that something has lasted: "two hours on the bus"."""
    if after[:2] in _GOES_ON:
        return False
    if after[:1] == ["after"]:
        return brief or not told  # "for four months after every match" has lasted
    often = after[:1] in (["a"], ["per"]) and after[1:2] and after[1] in {"day", "week", "month"}
    spell = after[:2] in _SPELLS
    return bool(often or spell or (after and after[0] in intake.not_after))


def _named(low: str, intake: Intake) -> Iterator[Time]:
    """Yield "since Tuesday" and "yesterday"."""
    pattern = _named_pattern(tuple(intake.started), tuple(intake.days_named))
    for match in pattern.finditer(low):
        before = low[max(0, match.start() - 2 * _BEFORE) : match.start()]
        told = _SINCE.search(before) or either(intake.lasting.that_was).search(before)
        days = intake.days_named[match["d"]]
        if days < _LONG_PAST:
            told = told or either(intake.lasting.day_of).match(low, match.end())
        kind = "since" if match["w"] or told else "day"
        other = _AGO_BEHIND.match(low, match.end()) or (not told and _TO_COME.search(before))
        if (kind == "day" and match["d"] in {"breakfast", "lunchtime"}) or other:
            continue
        weeks = _WEEKS_PAST.search(before)
        if weeks:
            days, kind = days + 7 * (1 + (weeks[1] == "fortnight")), "ago"
        yield Time(match.start(), match.end(), days, kind)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _counted_pattern(numbers: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    one = rf"(?:\d{{1,3}}(?:\.\d)?|{_either(numbers)})"
    return re.compile(
        rf"\b(?:x\s?)?(?P<n>{one})(?:\s?(?:-|to|or)\s?(?P<m>{one}))?(?P<h>\sand a half)?"
        rf"[\s-]{{0,2}}(?P<u>{_either(units)})s?'?\b(?P<a>\s(?:ago|back)\b)?"
    )


@cache
def _named_pattern(started: tuple[str, ...], days: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?P<w>{_either(started)})\s)?(?:on\s)?(?P<d>{_either(days)})\b")


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

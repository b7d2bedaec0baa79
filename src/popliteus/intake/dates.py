"""Days told by name, counted from the day on which a story is told, where it names that as well.

"Friday night" alone is some days ago; with "now Saturday, 3 in the morning" it is six hours ago.
"In March" alone is no time at all; with "today is 20 June" it is three months. A date is never
exact: what its width leaves open between two options of duration is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from popliteus.intake.times import BARE_DAYS, Time, option_of
from popliteus.knowledge.records import Intake

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = rf"(?P<d>{'|'.join(_WEEK)})"
#: How much of a day is over at each part of it.
_PARTS = {"morning": 0.3, "lunchtime": 0.5, "afternoon": 0.6, "teatime": 0.7, "evening": 0.8}
_PART = rf"(?: (?P<p>{'|'.join(_PARTS)}|night))?"
_NIGHT, _NOON = 0.9, 0.5
_BY_CLOCK = re.compile(r",?(?: it'?s)?(?: at)? (?P<h>\d{1,2})(?: ?a\.?m\b| in the morning)")

#: The day on which it is told: "today is Tuesday", "it's Thursday now", "now Saturday".
_TODAY = re.compile(
    rf"\b(?:today(?: is|'?s)|(?:it(?: is|'?s)|here we are on) now(?: on)?|now(?:,? it'?s| it is)?|"
    rf"it(?: is|'?s)(?= \w+ (?:now|today)\b)|here we are on|writing this on),? {_WEEKDAY}\b{_PART}"
)
#: Before a date that is the present one: "it's nearly", "here we are in".
_NOW = (
    r"(?:today(?: is|'?s) |(?:it(?: is|'?s)|we'?re|we are|now(?: it'?s| it is)?) "
    r"(?:now |nearly |almost |about |just |already |only |coming up to |in |into |at ){1,3}|"
    r"it(?: is|'?s) (?=[\w']+(?: \w+)? now\b)|"
    r"here (?:we are|i am|it is)(?: now)?,? (?:in |at )|and now )"
)
#: How much of a month is over at each part of it; which week of it is meant.
_OVER = {"early": 5, "the start of": 5, "the beginning of": 5, "mid": 15, "the middle of": 15}
_OVER |= {"late": 25, "the end of": 25}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}

#: How far from the day that is meant a date may be, in days: an exact one, a week of a month, a
#: feast and a month; and how long before or after a feast "before it" is.
_EXACT, _A_WEEK, _A_FEAST, _A_MONTH, _BESIDE = 1.0, 4.0, 6.0, 15.0, 8.0
_FEAST = re.compile(r"(?:'s)?(?: (?:day|eve|weekend))?")
_YEAR, _WHOLE_WEEK = 365.0, 7.0
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)

#: "Overnight the knee swelled", "knee swelled. Week gone Sunday."
_HEAD = re.compile(r"(?:^|[.!?;:\n] *)(?P<o>overnight)\b")
_GONE = re.compile(
    r"\b(?:a )?(?P<n>week|fortnight) (?:gone|past|ago|back|last|on|yesterday)?,? ?"
    rf"(?:on )?{_WEEKDAY}\b"
)
#: "It has been some years": how long, and no number.
_BEEN = re.compile(
    r"\b(?:it has|it's|it is|its|it have|has|have|'ve) been "
    r"(?:this way |like this |there |going on )?(?:for )?"
    r"(?:many|several|some|quite some|a good few|a lot of) (?P<u>weeks|months|years)"
    r"\b(?! (?:since|ago|of))"
)
#: "For a long time I have had pain", "half my life", "I first noticed it in 2019": no number.
_LONG = re.compile(
    r"\b(?:(?:has|have|had|been|hurt|hurting|sore|painful|troubled|'ve|'s)\b[^.!?;,]{0,40} )"
    r"(?P<l>(?<!sit )(?<!sitting )(?<!stand )(?<!standing )(?<!walk )(?<!walking )(?<!drive )"
    r"(?<!kneel )(?<!kneeling )for (?:a|such a|quite a) (?:very )?long (?:time|while)|"
    r"(?:for )?(?:half|most of|all) (?:my|his|her) (?:adult )?life|as long as i can remember)\b|"
    r"(?P<m>\bfor (?:a|such a|quite a) (?:very )?long (?:time|while)),? (?:now|(?:i|he|she) ha)|"
    r"\b(?:noticed|began|started|came on|came)(?: \w+){0,3}? "
    r"(?P<n>(?:back )?in (?:19[5-9]\d|20[01]\d))\b"
)
#: "This is day five": how many days, in words.
_DAY = re.compile(r"\b(?:this|it|today)(?: is|'s)(?: now)? day (?P<n>[a-z]+)\b")
#: "Over the days since then": how long, and no number.
_DAYS_SINCE = re.compile(r"\b(?:over|in) the (?P<u>days|weeks|months|years) since\b")
#: "Hour ago he said ow": one of it, where the article is left out.
_ONE_AGO = re.compile(
    r"(?:^|[.,;:!?\n]\s*|\babout )(?P<u>hour|week|month|fortnight|year) (?:ago|back)\b"
)
#: A time by the clock; a range of hours is none.
_CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])(?!-)")


@dataclass(frozen=True, slots=True)
class _Date:
    """A day of the year, how far off it may be, and where it is told."""

    day: float
    width: float
    start: int
    end: int


def dated(times: Sequence[Time], low: str, intake: Intake) -> list[Time]:
    """Return the times of a story with its days counted from the day on which it is told.

    Parameters
    ----------
    times
        The times as they are told.
    low
        The story in small letters.
    intake
        Words for days and numbers.

    Examples
    --------
    >>> import popliteus
    >>> from popliteus.intake.times import times_of
    >>> intake = popliteus.load().intake
    >>> low = "friday night i fell. now saturday 3 in the morning"
    >>> [round(one.days, 1) for one in dated(times_of(low, intake), low, intake)]
    [0.2]
    >>> low = "sore since halloween and it's nearly christmas"
    >>> [(one.kind, one.days) for one in dated([], low, intake)]
    [('since', 55.0)]
    """
    by_year, now = _by_year(low, intake)
    more = [*by_year, *_besides(low, intake)]
    taken = [*now, *((one.start, one.end) for one in more)]
    found = [
        one
        for one in _by_weekday(times, low)
        if not any(start <= one.start and one.end <= end for start, end in taken)
        and not (one.kind == "day" and any(_beside(one, other, low) for other in by_year))
    ]
    more = [
        one for one in more if one.kind != "clock" or not any(_near(one, two, low) for two in found)
    ]
    return sorted([*found, *more], key=lambda one: (one.start, -one.end))


def _beside(one: Time, other: Time, low: str) -> bool:
    """Return whether a date is told for a day: "the weekend he married, so the last in April"."""
    return one.start < other.start and not set(low[one.end : other.start]).intersection(".!?\n")


def _near(one: Time, other: Time, low: str) -> bool:
    """Return whether a day is told in the sentence of a clock: "yesterday, 21:00"."""
    first, last = sorted([one, other], key=lambda time: time.start)
    return other.kind == "day" and not set(low[first.end : last.start]).intersection(".!?\n")


#: What stands before a day of any week.
_EACH = re.compile(r"\b(?:on|of) an?\s$")
#: A word before it and all of it, in characters.
_LONGEST_EACH = 8


def _by_weekday(times: Sequence[Time], low: str) -> Iterator[Time]:
    """Yield times, those of a named day counted from the day that a story says it is."""
    today = next(_TODAY.finditer(low), None)
    now = None if today is None else _moment(today, low)
    for one in times:
        if today is not None and today.start() <= one.start < today.end():
            continue  # "today is Tuesday" is when it is told, not when it began
        if _EACH.search(low, max(0, one.start - _LONGEST_EACH), one.start):
            continue  # "on a Sunday he forgets about it"
        then = re.search(rf"\b{_WEEKDAY}\b{_PART}", low[one.start : one.end + 12])
        named = then is not None and one.start + then.start() < one.end
        if now is None or then is None or not named or one.days > _WHOLE_WEEK:
            yield one
        else:
            yield replace(one, days=(now - _moment(then, "")) % _WHOLE_WEEK or _WHOLE_WEEK)


def _moment(match: re.Match[str], low: str) -> float:
    """Return a named day with the part of it that is over, counted from Monday."""
    clock = _BY_CLOCK.match(low, match.end()) if low else None
    if clock is not None:
        part = float(clock["h"]) / 24
    else:
        part = _NIGHT if match["p"] == "night" else _PARTS.get(match["p"] or "", _NOON)
    return _WEEK.index(match["d"]) + part


def _by_year(low: str, intake: Intake) -> tuple[list[Time], list[tuple[int, int]]]:
    """Return dates of the year, counted from the one that a story says it is, and where that is."""
    pattern = _date_pattern(tuple(intake.numbers), tuple(intake.days_of_year))
    dates = [(_date(match, intake), match) for match in pattern.finditer(low)]
    told = [(one, match.span()) for one, match in dates if match["now"]]
    if not told:
        return [], []
    present = told[-1][0]
    found = []
    for one, match in dates:
        if match["now"] or match["y"] or one.start >= present.start:
            continue
        days = (present.day - one.day) % _YEAR
        width = present.width + one.width
        least, most = (option_of(max(0.1, days + by), intake) for by in (-width, width))
        if least == most:
            kind = "since" if match["since"] else "ago"
            found.append(Time(one.start, one.end, days, kind))
    return found, [span for _, span in told]


def _date(match: re.Match[str], intake: Intake) -> _Date:
    """Return the day of the year of a date, from what stands around its name."""
    name = match["name"]
    day = intake.days_of_year[name]
    if name not in _MONTHS:
        width = _A_FEAST
    elif match["day"] or match["day2"]:
        day, width = day - _A_MONTH + float(match["day"] or match["day2"]), _EXACT
    elif match["nth"]:
        day, width = day - _A_MONTH + 7 * _NTH[match["nth"]] - 3.5, _A_WEEK
    elif match["part"]:
        day, width = day - _A_MONTH + _OVER[match["part"].strip()], _BESIDE
    else:
        width = _A_MONTH
    if match["side"]:
        away = _BESIDE
        if match["unit"]:
            number = match["number"]
            number = intake.numbers[number] if number in intake.numbers else float(number)
            away = number * intake.time_units[match["unit"].rstrip("s")]
        day += -away if match["side"] == "before" else away
        width = max(width, _BESIDE if not match["unit"] else _A_WEEK)
    return _Date(day, width, match.start("date"), match.end())


def _besides(low: str, intake: Intake) -> Iterator[Time]:
    """Yield what is told without a number: "overnight", "week gone Sunday", "hour ago", a clock."""
    for match in _BEEN.finditer(low):
        yield Time(match.start("u"), match.end(), BARE_DAYS[match["u"]], "since")
    for match in _LONG.finditer(low):
        name = next(name for name in "lmn" if match[name])
        yield Time(match.start(name), match.end(name), BARE_DAYS["years"], "since")
    for match in _DAY.finditer(low):
        if match["n"] in intake.numbers:
            yield Time(match.start("n"), match.end(), intake.numbers[match["n"]], "since")
    for match in _DAYS_SINCE.finditer(low):
        yield Time(match.start("u"), match.end(), BARE_DAYS[match["u"]], "since")
    for match in _ONE_AGO.finditer(low):
        yield Time(match.start("u"), match.end(), intake.time_units[match["u"]], "ago")
    for match in _HEAD.finditer(low):
        yield Time(match.start("o"), match.end(), 0.6, "day")
    for match in _GONE.finditer(low):
        days = 3.5 + _WHOLE_WEEK * (1 + (match["n"] == "fortnight"))
        yield Time(match.start(), match.end(), days, "ago")
    for match in _CLOCK.finditer(low):
        yield Time(match.start(), match.end(), 0.4, "clock")


@cache
def _date_pattern(numbers: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a date, and whether it is now or since then."""
    name = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    number = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    return re.compile(
        rf"(?:\b(?P<now>{_NOW})|\b(?P<since>since|from|ever since|started|began) |"
        r"\b(?:in|on|at|over|around|about|that was|that's) )"
        r"(?P<date>(?:just |about |around |roughly |shortly |the week |maybe ){0,3}"
        rf"(?:(?P<number>\d|{number}) (?P<unit>days?|weeks?|months?) )?"
        r"(?:(?P<side>before|after) )?"
        rf"(?:the )?(?:(?P<nth>{'|'.join(_NTH)}) (?:week|weekend|{'|'.join(_WEEK)}) (?:of|in) )?"
        rf"(?P<part>(?:{'|'.join(_OVER)})[ -])?"
        r"(?:(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?"
        rf"(?P<name>{name})\b(?:'s\b)?(?: (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![/:]))?"
        r"(?P<y>,? (?:\d{4}|last year|this year|next))?)"
    )

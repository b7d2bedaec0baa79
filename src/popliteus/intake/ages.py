"""How old the person of a story is."""

from __future__ import annotations

import re
from functools import cache

from popliteus.intake.reading import Sex
from popliteus.knowledge.records import Intake

#: Nobody on record has lived longer than 122 years.
OLDEST = 120

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_DECADES = "teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
_NUMBER = rf"(?P<n>\d{{1,3}}|(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"

#: What after a number says that it is no age.
_NOT_YEARS = (
    rf"(?!-(?:{_ONES})|\s(?:{_ONES})\s(?:weeks?|months?|days?)|"
    r"\s?(?:/|%|:|\.\d|a day|cigar|pack|st\b|lb|kg|cm|mm|km|mg|mile|week|month|day|hour|min|"
    r"wks?\b|mths?\b|time|step|stone\b|foot\b|feet\b|degrees|"
    r"years? (?:ago|since|post|after|of|in)|"
    r"and a half|out of|th\b|nd\b|rd\b|"
    r"(?:ankle|knee|leg|hip|foot|toe|of (?:my|his|her|us|them))s?\b))"
)
_AM = (
    r"i'm|i am|im|he's|she's|hes|shes|he is|she is|who is|who's|is now|i turned|just turned|turning"
)
_SEXED = r"female|male|woman|man|lady|gentleman"
_ANYBODY = rf"{_SEXED}|girl|boy|lad|lass|bloke|chap|guy|fella"
_CHILD = r"girl|boy|baby|toddler|daughter|son|grandson|granddaughter|little one|nephew|niece"
_MONTHS = r"january|february|march|april|may|june|july|august|september|october|november|december"
#: "I'll be eighty in March", "fifty next week": not yet.
_SOON = (
    rf"(?:in (?:{_MONTHS}|the (?:spring|summer|autumn|fall|winter|new year)|(?:a|two|three) \w+)|"
    rf"(?:next|this coming|come) (?:week|month|year|time|birthday|{_MONTHS}|spring|summer|autumn)|"
    r"(?:on )?(?:my|his|her) (?:next )?birthday)\b"
)
#: What is ours and has an age, and is nobody.
_NOBODY = r"dog|cat|pup|puppy|horse|house|car|bed|boiler|van|street|road|hens?|lambs?|gp|dr"
#: "a retired seamstress", "a fit man": how people say what they are, in few words.
_SOMEBODY = rf"\b(?:{_AM}|as) an? (?:[\w-]+ ){{0,3}}?[\w-]+"
#: Younger by a year than the number that is told.
_COMING = (
    rf"\b(?:(?:i|he|she)(?:'ll| will| shall) be|{_AM}|turn|turns)"
    rf"\s{_NUMBER}\s{_SOON}"
)
#: How an age is told; "<kin>" are the words for those whom a teller may speak for.
_TOLD = (
    rf"\b{_NUMBER}[\s-]{{0,2}}(?P<u>years?|yrs?|yr|y|months?|mths?|weeks?)?"
    r"[\s-]?(?:old|o\b|/o\b)(?!'|\s(?:injury|tear|knee))",
    r"\b(?P<n>\d{1,3})\s?(?:yo|y/o|yof|yom|yr\.? ?old|y\.o\.?|year-old|y o)"
    r"(?:[\s,]{1,2}(?P<s>[fm]))?\b",
    rf"\b(?P<n>\d{{1,3}})\s?yrs?\b(?=\s(?:f\b|m\b|{_SEXED}))",
    # "62 f", "65/F", "58 y m"; "50 m" is a distance unless a text opens so.
    r"\b(?P<n>\d{2,3})\s?[- ,/]?\s?(?:years?|y)?\s?(?P<s>f)\b(?![/'.]?\w)",
    r"(?:^|[.!?(:]\s?)(?P<n>\d{2})\s?[- ,/]?\s?(?:years?|y)?\s?(?P<s>m)\b(?![/'.]?\w)",
    r"\b(?P<n>\d{2})(?:\s?/|,|\s?(?:years?|y))\s?(?P<s>m)\b(?![/'.]?\w)",
    r"(?<![\w'])(?P<s>[fm])\s?,?\s?(?P<n>\d{2})\b"
    r"(?!\s?(?:/|mm|cm|kg|%|\.\d|-|days|weeks|months|years (?:ago|of)))",
    rf"\bage[d:]?\s?(?:of |is |was )?{_NUMBER}\b",
    rf"\b(?:{_AM})\s(?:a |an |only |just |nearly |almost |now )?{_NUMBER}\b{_NOT_YEARS}",
    rf"\b(?:{_SEXED}|girl|boy|me|(?P<k><kin>))\s?[,(]\s?(?:aged? )?(?P<n>\d{{1,3}})\b{_NOT_YEARS}",
    rf"(?:^|[.(]\s?)(?P<n>\d{{2}})\s?,?\s(?:{_SEXED})\b",
    r"^(?P<n>\d{2}),?\s(?:and|here|runner|retired|active)\b",
    rf"^{_NUMBER},",
    # "Bloke, electrician, 33, inside of my knee": among the first words, between commas.
    rf"^[^.!?\n]{{1,80}}(?<!\d), (?P<n>\d{{2}})(?=[,.;])(?!,? ?\d){_NOT_YEARS}",
    rf"\b(?P<t>mr|mrs|ms|miss|master)\.?\s[\w'-]+(?:\s[\w'-]+)?\s?[,(]\s?(?:aged? )?"
    rf"(?P<n>\d{{1,3}})\b{_NOT_YEARS}",
    rf"\b(?:{_ANYBODY}) of {_NUMBER}\b{_NOT_YEARS}",
    rf"\b(?:he|she|i|who|has|just|only|fella|{_CHILD}|<kin>)(?: have|'ve|'s)? turned "
    rf"{_NUMBER}\b(?=\s(?:in|last|this|on|yesterday|today|and)\b|[.,;!)]|$){_NOT_YEARS}",
    rf"\b(?:{_CHILD}|he|she)(?:'s| is|,)?(?: is)?,?(?: only| just| now)? ?\(?"
    r"(?P<n>[6-9]|[1-3]\d)\s?(?P<u>months?|mths?|mo)\b"
    r"(?= old|[.,;)]|$|\sand\s(?!\w+ (?:pregnant|post)))",
    rf"\b(?:my|our) (?:(?P<k><kin>)|girl|boy|lad|fella) (?!is\b|has\b|was\b)[\w'-]+(?:'s| is) "
    rf"(?:only |just |now )?{_NUMBER}\b{_NOT_YEARS}",
    rf"^our (?!{_NOBODY})[\w-]+(?:'s| is) (?:only |just |now )?{_NUMBER}\b{_NOT_YEARS}",
    rf"^(?:<kin>|girl|boy)(?:'s| is) (?:only |just |now )?{_NUMBER}\b{_NOT_YEARS}",
    # "34, 210 lb, otherwise healthy"
    r"[.!?]\s(?P<n>\d{2}),\s(?=\d{2,3}\s?(?:lbs?|kgs?|kilos?|st)\b|(?:otherwise|normally|"
    r"usually|fit|healthy|non-?smoker|male|female|retired|no (?:meds|medical|health))\b)",
    rf"^(?:{_SEXED}|<kin>|girl|boy)\s(?P<n>\d{{1,2}})\b{_NOT_YEARS}",
    rf"{_SOMEBODY}(?:, | of ){_NUMBER}\b{_NOT_YEARS}",
    r"[.!?]\s(?P<n>\d{2})\.(?=\s|$)",
    rf"\b(?:{_AM})\sin\s(?:my|his|her)\s(?P<p>early|mid|late)?[\s-]?(?P<n>{_DECADES})\b",
    r"(?:^|[\s(])(?P<n>\d{1,2})(?P<s>[fm])\b",
    rf"\b(?:(?P<k><kin>)|girl|boy)\s(?:is|has just turned|who is|who's)\s{_NUMBER}\b{_NOT_YEARS}",
)

#: What before a number says that it is the age of another time or of somebody else.
_BEFORE = (
    r"(?:when (?:i|he|she) (?:was|were)|since (?:i|he|she) (?:was|were)|at age|at the age of|"
    r"ago at|until|from (?:the )?age|\b(?:(?:my|a|his|her|our) <known>|<others>)[\w ,']{0,20})"
    r" ?(?:a |an |about |only )?$"
)
_WORDS = {
    word: number
    for words, start in ((_ONES, 1), (_TEENS, 10))
    for number, word in enumerate(words.split("|"), start=start)
} | {word: 10 * number for number, word in enumerate(_TENS.split("|"), start=2)}

#: "In my eighties" is no exact age; its middle is never more than five years off.
_MIDDLE = {word: 10.0 * number + 5 for number, word in enumerate(_DECADES.split("|"), start=1)}

#: A story of the teller's own leg: "my knee hurts. My brother is 45" tells no age of the teller.
_MINE = re.compile(
    r"\bmy (?:[\w-]+ ){0,2}?(?:knees?|legs?|calf|calves|thighs?|shins?|foot|feet|hamstrings?)\b"
)

#: "At the age of fifteen" is the age of another time.
_THEN = re.compile(r"\b(?:from|at|since|until|by|before)(?: the)? $")


#: "62F", "58M".
_LETTERS: dict[str, Sex] = {
    "f": "female",
    "m": "male",
    "mr": "male",
    "master": "male",
    "mrs": "female",
    "ms": "female",
    "miss": "female",
}


def of_kin(pattern: str, intake: Intake) -> re.Pattern[str]:
    """Return a pattern with the words for those whom a teller may speak for in it.

    "<kin>" stands for each of them, "<others>" for those of them who are somebody's, and "<known>"
    for whom a teller knows and does not speak for.

    >>> import popliteus
    >>> bool(of_kin("my (?:<kin>|<known>) fell", popliteus.load().intake).search("my aunt fell"))
    True
    """
    return _of_kin(pattern, intake.proxies, intake.anybody, intake.acquaintances)


@cache
def _of_kin(
    pattern: str, kin: tuple[str, ...], anybody: tuple[str, ...], known: tuple[str, ...]
) -> re.Pattern[str]:
    others = tuple(one for one in kin if one not in anybody)
    for name, words in (("<kin>", kin), ("<others>", others), ("<known>", known)):
        either = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
        pattern = pattern.replace(name, f"(?:{either})")
    return re.compile(pattern)


def age_of(low: str, proxy: str | None, intake: Intake) -> tuple[float | None, Sex | None]:
    """Return how old the person of a story is, and the sex that is told with it ("62F").

    Parameters
    ----------
    low
        The story in small letters.
    proxy
        What the teller calls the person, if that is another.
    intake
        Words for people.

    Examples
    --------
    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> age_of("65/f, knee pain after 50 m", None, intake)
    (65.0, 'female')
    >>> age_of("i'll be eighty in march", None, intake)
    (79.0, None)
    """
    found: list[tuple[int, float, Sex | None]] = []
    mine = _MINE.search(low) is not None
    for told in (_COMING, *_TOLD):
        for match in of_kin(told, intake).finditer(low):
            groups = match.groupdict()
            if _of_else(match, low, proxy, intake) or (
                mine and proxy is None and groups.get("k") not in {None, *intake.anybody}
            ):
                continue
            years = _years(match)
            sex = _LETTERS.get(groups.get("s") or groups.get("t") or "")
            if years is not None and 0 <= years <= OLDEST:
                found.append((match.start(), years - (told is _COMING), sex))
    if not found:
        return None, None
    found.sort(key=lambda one: one[0])
    age = found[0][1]
    return age, next((sex for _, years, sex in found if sex and years == age), None)


def _of_else(match: re.Match[str], low: str, proxy: str | None, intake: Intake) -> bool:
    """Return whether an age is of another time, or of somebody else than the story."""
    before = low[max(0, match.start() - 40) : match.start()]
    kin = of_kin(_BEFORE, intake).search(before)
    if kin and not (proxy and proxy in kin[0]):
        return True
    return match[0].startswith("age") and _THEN.search(before) is not None


def _years(match: re.Match[str]) -> float | None:
    text = match["n"]
    if text in _MIDDLE:
        return _MIDDLE[text] + {"early": -3, "late": 3}.get(match.groupdict().get("p") or "", 0)
    number = float(text) if text.isdigit() else float(_spelled(text))
    unit = match.groupdict().get("u") or ""
    if unit.startswith("m"):
        return round(number / 12, 2)
    if unit.startswith("week"):
        return None
    return number


def _spelled(text: str) -> int:
    """Return a number in words, up to ninety-nine.

    >>> _spelled("sixty-two"), _spelled("fourteen")
    (62, 14)
    """
    return sum(_WORDS[word] for word in re.split("[ -]", text) if word in _WORDS)

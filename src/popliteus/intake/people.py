"""Of whom a story tells: age, sex, and whether the teller speaks for somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from popliteus.intake.reading import Sex
from popliteus.intake.words import ENDS, Word
from popliteus.knowledge.records import Intake

#: Nobody on record has lived longer than 122 years.
OLDEST = 120

#: How many words of a story may tell of whom it is about.
BEGINNING = 60

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_DECADES = "teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
_NUMBER = rf"(?P<n>\d{{1,3}}|(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"

#: What after a number says that it is no age.
_NOT_YEARS = (
    rf"(?!-(?:{_ONES})|\s(?:{_ONES})\s(?:weeks?|months?|days?)|"
    r"\s?(?:/|%|:|\.\d|a day|cigar|pack|st\b|lb|kg|cm|mm|km|mg|mile|week|month|day|hour|min|"
    r"wks?\b|mths?\b|time|step|stone|foot|feet|degrees|years? (?:ago|since|post|after|of|in)|"
    r"and a half|out of|th\b|nd\b|rd\b))"
)
_AM = (
    r"i'm|i am|im|he's|she's|hes|shes|he is|she is|who is|who's|is now|i turned|just turned|turning"
)
_KIN = (
    r"son|daughter|husband|wife|mother|father|mum|mom|dad|partner|child|lad|nana?|gran|grandma|"
    r"grandmother|granddad|grandad|grandpa|grandfather"
)
_SEXED = r"female|male|woman|man|lady|gentleman"
#: "a retired seamstress", "a fit man": how people say what they are, in few words.
_SOMEBODY = rf"\b(?:{_AM}|as) an? (?:[\w-]+ ){{0,3}}?[\w-]+"
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_NUMBER}[\s-]{{0,2}}(?P<u>years?|yrs?|yr|y|months?|mths?|weeks?)?"
        r"[\s-]?(?:old|o\b|/o\b)(?!'|\s(?:injury|tear|knee))",
        r"\b(?P<n>\d{1,3})\s?(?:yo|y/o|yof|yom|yr\.? ?old|y\.o\.?|year-old|y o)"
        r"(?:[\s,]{1,2}(?P<s>[fm]))?\b",
        rf"\b(?P<n>\d{{1,3}})\s?yrs?\b(?=\s(?:f\b|m\b|{_SEXED}))",
        r"\b(?P<n>\d{2,3})\s?[- ,]?\s?(?:years?|y)?\s?(?P<s>[fm])\b(?![/'.]?\w)",
        r"(?<![\w'])(?P<s>[fm])\s?,?\s?(?P<n>\d{2})\b"
        r"(?!\s?(?:/|mm|cm|kg|%|\.\d|-|days|weeks|months|years (?:ago|of)))",
        rf"\bage[d:]?\s?(?:of |is |was )?{_NUMBER}\b",
        rf"\b(?:{_AM})\s(?:a |an |only |just |nearly |almost |now )?{_NUMBER}\b{_NOT_YEARS}",
        rf"\b(?:{_SEXED}|girl|boy|me|{_KIN})\s?[,(]\s?(?:aged? )?(?P<n>\d{{1,3}})\b{_NOT_YEARS}",
        rf"(?:^|[.(]\s?)(?P<n>\d{{2}})\s?,?\s(?:{_SEXED})\b",
        r"^(?P<n>\d{2}),?\s(?:and|here|runner|retired|active)\b",
        rf"^{_NUMBER},",
        rf"^(?:[\w-]+ ){{0,2}}[\w-]+, (?P<n>\d{{2}})(?=[,.;]){_NOT_YEARS}",
        rf"^(?:{_SEXED}|{_KIN}|girl|boy)\s(?P<n>\d{{1,2}})\b{_NOT_YEARS}",
        rf"{_SOMEBODY}(?:, | of ){_NUMBER}\b{_NOT_YEARS}",
        r"[.!?]\s(?P<n>\d{2})\.(?=\s|$)",
        rf"\b(?:{_AM})\sin\s(?:my|his|her)\s(?P<p>early|mid|late)?[\s-]?(?P<n>{_DECADES})\b",
        r"(?:^|[\s(])(?P<n>\d{1,2})(?P<s>[fm])\b",
        rf"\b(?:{_KIN}|girl|boy)\s(?:is|has just turned|who is|who's)\s{_NUMBER}\b{_NOT_YEARS}",
    )
)

#: What before a number says that it is the age of another time or of somebody else.
_BEFORE = re.compile(
    r"(?:when (?:i|he|she) (?:was|were)|since (?:i|he|she) (?:was|were)|at age|at the age of|"
    rf"ago at|until|from (?:the )?age|(?:sister|brother|aunt|uncle|{_KIN})[\w ,']{{0,20}})"
    r" ?(?:a |an |about |only )?$"
)
_WORDS = {
    word: number
    for words, start in ((_ONES, 1), (_TEENS, 10))
    for number, word in enumerate(words.split("|"), start=start)
} | {word: 10 * number for number, word in enumerate(_TENS.split("|"), start=2)}

#: "In my eighties" is no exact age; its middle is never more than five years off.
_MIDDLE = {word: 10.0 * number + 5 for number, word in enumerate(_DECADES.split("|"), start=1)}

#: "At the age of fifteen" is the age of another time.
_THEN = re.compile(r"\b(?:from|at|since|until|by|before)(?: the)? $")

#: What somebody does who only helps to write: "my grandson set this up", "my daughter is typing".
_HELP = frozenset(
    (verb, thing)
    for verbs, things in (
        (("set",), ("this", "me", "it", "up")),
        (("is", "'s", "am"), ("typing", "writing")),
        (("typed", "types", "wrote", "writes", "typing", "writing"), ("this", "it", "for")),
        (("showed", "helped", "helps", "made", "makes", "got", "bought", "lent"), ("me",)),
    )
    for verb in verbs
    for thing in things
)

#: Words that only a woman, or only a man, says of herself or himself.
_SAYS: tuple[tuple[Sex, re.Pattern[str]], ...] = (
    (
        "female",
        re.compile(
            r"\bshe/her\b|\b(?:mum|mom|mother) of (?:\d|two|three|four|five|one)\b|"
            r"\bmy periods?\b|\bi(?:'m| am|m) (?:\w+ ){0,3}?(?:breast-?feeding|pregnant)\b|"
            r"\bi(?:'m| am|m)? (?:on|take|taking) (?:the |a )?(?:\w+ ){0,2}?pill\b|"
            r"\bhad my (?:\w+ ){0,2}?(?:baby|girl|boy|son|daughter|caesarean|section)\b|"
            r"\bi gave birth\b|\bsince giving birth\b"
        ),
    ),
    ("male", re.compile(r"\bhe/him\b|\b(?:dad|father) of (?:\d|two|three|four|five|one)\b")),
)
#: "Dad is 75", "Hi, its about my wife": a story that opens with whom it is about.
_OPENS = re.compile(
    rf"^(?:(?:[\w']+[ ,]+){{0,4}}?(?:for|about) (?:my|our) (?P<k>{_KIN})\b|"
    rf"(?P<f>{_KIN})(?:,? (?:is|\d|fell|has)|\s?\())"
)
_I_AM_KIN = re.compile(rf"\b(?:i'm|i am|im)\b(?: \w+,)? (?:an? )(?:[\w-]+ ){{0,2}}?(?P<k>{_KIN})\b")


@dataclass(frozen=True, slots=True)
class Person:
    """The person a story is about; `proxy` is what the teller calls that person, if another."""

    age: float | None
    sex: Sex | None
    proxy: str | None


def person_of(low: str, words: Sequence[Word], intake: Intake) -> Person:
    """Return of whom a story tells.

    Parameters
    ----------
    low
        The text in small letters, of the same length.
    words
        Its words.
    intake
        Words for people.
    """
    proxy = _proxy(words, intake)
    age, sex = _age(low, proxy)
    return Person(age, sex or _said(low, intake, proxy) or _sex(words, intake, proxy), proxy)


#: "62F", "58M".
_LETTERS: dict[str, Sex] = {"f": "female", "m": "male"}


def _age(low: str, proxy: str | None) -> tuple[float | None, Sex | None]:
    found: list[tuple[int, float, Sex | None]] = []
    for pattern in _AGES:
        for match in pattern.finditer(low):
            before = low[max(0, match.start() - 40) : match.start()]
            kin = _BEFORE.search(before)
            if kin and not (proxy and proxy in kin[0]):
                continue
            if match[0].startswith("age") and _THEN.search(before):
                continue
            years = _years(match)
            letter = match.groupdict().get("s")
            sex = _LETTERS.get(letter or "")
            if years is not None and 0 <= years <= OLDEST:
                found.append((match.start(), years, sex))
    if not found:
        return None, None
    found.sort(key=lambda one: one[0])
    return found[0][1], next((sex for _, _, sex in found if sex), None)


def _years(match: re.Match[str]) -> float | None:
    text = match["n"]
    if text in _MIDDLE:
        return _MIDDLE[text] + {"early": -3, "late": 3}.get(match.groupdict().get("p") or "", 0)
    number = float(text) if text.isdigit() else float(_spelled(text))
    unit = match.groupdict().get("u") or ""
    if unit.startswith(("month", "mth")):
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


def _proxy(words: Sequence[Word], intake: Intake) -> str | None:
    """Return what the teller calls the person, when a story opens with somebody else's trouble."""
    kin, third = frozenset(intake.proxies), frozenset(intake.third_person) - {"it", "its"}
    lows = [word.low for word in words[:BEGINNING]]
    helper = {
        one for one, *next_two in zip(lows, lows[1:], lows[2:], strict=False) if _helps(next_two)
    }
    for place, low in enumerate(lows):
        alone = low in {"i", "im", "i'm"} and lows[place + 1 : place + 2] != ["am"]
        if alone and not _on_behalf(lows, place, intake):
            return None
        opens = place == 0 and low in kin  # "Mum, 69, diabetic", "son 13 football mad"
        if not opens and low not in {"my", "our"}:
            continue
        near = takewhile(
            lambda one: one not in ENDS, lows[place + (not opens) : place + 9]
        )  # "My knee hurts. My brother's was swollen" is the teller's knee
        named = next((one for one in near if one in kin and one not in helper), None)
        if named is None:
            return None
        rest = lows[place + 1 :] + [word.low for word in words[BEGINNING : 3 * BEGINNING]]
        owned = any(pair == (named, "'s") for pair in pairwise(rest))
        return named if owned or opens or third.intersection(rest) else None
    return None


def _helps(behind: Sequence[str]) -> bool:
    """Return whether somebody only helps to write: "my grandson set this up"."""
    return tuple(behind) in _HELP


def _on_behalf(lows: Sequence[str], place: int, intake: Intake) -> bool:
    """Return whether "I" only asks, writes or worries for somebody ("I'm writing about my son")."""
    return not frozenset(intake.story_words).isdisjoint(lows[place + 1 : place + 6])


def _said(low: str, intake: Intake, proxy: str | None) -> Sex | None:
    """Return the sex that goes with what somebody says of herself or himself.

    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> _said("i'm 38, a mum of two", intake, None), _said("grandad (78) fell", intake, None)
    ('female', 'male')
    """
    sexes: dict[str, Sex] = {one: sex for sex, many in intake.sexes.items() for one in many}
    opens = _OPENS.match(low)
    if proxy is not None:
        return None
    own = _I_AM_KIN.search(low)
    kin = (opens["k"] or opens["f"]) if opens else own["k"] if own else None
    if kin in sexes:
        return sexes[str(kin)]
    return next((sex for sex, pattern in _SAYS if pattern.search(low)), None)


def _sex(words: Sequence[Word], intake: Intake, proxy: str | None) -> Sex | None:
    """Return the sex that the words say: by name of the person, or by "he" and "she"."""
    sexes: dict[str, Sex] = {one: sex for sex, many in intake.sexes.items() for one in many}
    if proxy is not None and proxy in sexes:
        return sexes[proxy]
    lows = [word.low for word in words]
    kin = frozenset(intake.proxies) - {"girl", "boy", "lady", "gentleman", "lad"}
    for place, low in enumerate(lows):
        if low in sexes and low not in kin and not _another(lows, place):
            return sexes[low]
    if proxy is None and frozenset(intake.first_person).intersection(lows):
        return None
    he = sum(low in {"he", "his", "him", "himself"} for low in lows)
    she = sum(low in {"she", "her", "hers", "herself"} for low in lows)
    return "male" if he > she else "female" if she > he else None


def _another(lows: Sequence[str], place: int) -> bool:
    """Return whether a word for a man or woman is about somebody met on the way."""
    before = lows[max(0, place - 2) : place]
    return bool({"the", "some", "another", "that", "my", "little"}.intersection(before))

"""Of whom a story tells: age, sex, and whether the teller speaks for somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from popliteus.intake.ages import age_of, of_kin
from popliteus.intake.reading import Sex
from popliteus.intake.words import ENDS, Word
from popliteus.knowledge.records import Intake

#: How many words of a story may tell of whom it is about.
BEGINNING = 60

_HOW_MANY = r"\d|one|two|three|four|five|six|twins|triplets"
#: Words that only a woman, or only a man, says of herself or himself.
_SAYS: tuple[tuple[Sex, re.Pattern[str]], ...] = (
    (
        "female",
        re.compile(
            rf"\bshe/her\b|\b(?:mum|mom|mother) (?:of|to) (?:{_HOW_MANY})\b|"
            r"\bmy periods?\b|\bi(?:'m| am|m) (?:\w+ ){0,3}?(?:breast-?feeding|pregnant)\b|"
            r"\bi(?:'m| am|m)? (?:on|take|taking) (?:the |a )?(?:\w+ ){0,2}?pill\b|"
            r"\bhad my (?:\w+ ){0,2}?(?:baby|girl|boy|son|daughter|caesarean|section)\b|"
            r"\bi gave birth\b|\bsince giving birth\b|"
            r"\bi(?:'m| am)? (?:\w+ ){0,2}?(?:wear|use|have|using|wearing|on) (?:the |a )?"
            r"contraceptive \w+|\bon (?:microgynon|rigevidon|yasmin|cerazette|the mini-?pill)\b|"
            r"\b(?<!not )(?<!n't )(?<!ever )(?:on|except|apart from|just|only|bar) the "
            r"(?:\w+ )?pill\b|"
            r"\bcombined pill\b|"
            r"\b(?:had|have|having|missed|get) (?:a|my|any|no) periods?\b(?! (?:of|where|when))|"
            r"\b(?:i|my) (?:\w+ ){0,4}(?:menopaus\w+|perimenopaus\w+|hysterectomy)\b"
        ),
    ),
    (
        "male",
        re.compile(
            rf"\bhe/him\b|\b(?:dad|father) (?:of|to) (?:{_HOW_MANY})\b|"
            r"\bmy (?:prostate|testicles|vasectomy)\b"
        ),
    ),
)
#: "Dad is 75", "Hi, its about my wife": a story that opens with whom it is about.
_OPENS = (
    r"^(?:(?:[\w']+[ ,]+){0,4}?(?:for|about|regarding|concerning|as to|on behalf of) "
    r"(?:my|our) (?P<k><kin>)\b|"
    r"(?P<f><kin>)(?:,? (?:is|\d|fell|has)|\s?\())"
)
#: How far into a story somebody else may be presented, in characters.
_FIRST_LINES = 160
_LEG = r"(?:knees?|kneecaps?|legs?|calf|calves|thighs?|shins?|foot|feet|ankles?|hamstrings?|hips?)"
_LEGS = re.compile(rf"\b{_LEG}\b")
#: "Dad here. Daughter, 19", "I set out the facts as to my son".
_PRESENTS = (
    r"[.!?:]\s+(?P<k><kin>)(?:,? (?:aged? )?|\s?\()\d{1,2}\b(?! (?:days|weeks|months|years))|"
    r"\b(?:as to|regarding|concerning|on behalf of) (?:my|our) (?P<k2><kin>)\b"
)
#: "Sorry for my English", before it is told of whom a story is.
_OWN = frozenset(["english", "spelling", "typing", "grammar", "name", "question", "phone"])
#: Whose leg a story tells of.
_THEIRS = re.compile(rf"\b(?:his|her) (?:[\w-]+ ){{0,2}}?{_LEG}\b")
_MINE = re.compile(rf"\b(?:my|me) (?:[\w-]+ ){{0,2}}?{_LEG}\b")
_MINE_AILS = re.compile(
    rf"\bmy (?:[\w-]+ ){{0,2}}?{_LEG}(?: [\w'-]+){{0,3}}? ?"
    r"\b(?:is|are|has|have|hurts?|aches?|pain\w*|swell\w*|swollen|sore|went|gave|started)\b"
)
#: "Thank you for seeing this 63-year-old": a letter.
_THIS = re.compile(r"\bthis \d{1,3}[- ]?(?:year|yr|yo|y/o)")
#: A child of this age does not write its story.
_SMALL = 12
#: How often he or she is named, and the other never, where a story is of that person.
_OFTEN = 3
_I_AM_KIN = r"\b(?:i'm|i am|im)\b(?: \w+,)? (?:an? )(?:[\w-]+ ){0,2}?(?P<k><kin>)\b"
_RELATIVE = r"\b(?:my|our|his|her) (?:\w+ )?(?:<kin>|<known>)\b"
_HE = frozenset(["he", "his", "him", "himself", "he's", "hes"])
_SHE = frozenset(["she", "her", "hers", "herself", "she's", "shes"])
#: What may stand between an age and the word for a person.
_BETWEEN = frozenset([",", "(", "-", "yo", "y", "/", "o", "year", "years", "old", "y/o"])
#: A person may be named by the first words ("Retired postman, 68").
_OPENING = 3


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
    proxy = None if _tells_of_own(low) else _proxy(words, intake)
    if proxy is None:
        proxy = _presented(low, intake)
    age, sex = age_of(low, proxy, intake)
    sex = sex or _said(low, intake, proxy) or _named(words, intake, proxy)
    told = proxy is not None or _of_another(low, words, age, intake)
    return Person(age, sex or (_by_pronoun(words) if told else None), proxy)


def _tells_of_own(low: str) -> bool:
    """Return whether a teller speaks of an own leg that ails, and of nobody else's.

    >>> _tells_of_own("we went to my uncle's, and my left leg is paining me")
    True
    >>> _tells_of_own("my leg hurts as much as his knee"), _tells_of_own("she sat on my knee")
    (False, False)
    """
    return bool(_MINE_AILS.search(low)) and not _THEIRS.search(low)


def _presented(low: str, intake: Intake) -> str | None:
    """Return whom a teller presents after some words of her own.

    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> _presented("dad here. daughter, 19, rang at seven", intake)
    'daughter'
    >>> _presented("my knee hurts. dad, 70", intake)
    """
    found = of_kin(_PRESENTS, intake).search(low, 0, _FIRST_LINES)
    return (
        (found["k"] or found["k2"]) if found and not _LEGS.search(low, 0, found.start()) else None
    )


def _proxy(words: Sequence[Word], intake: Intake) -> str | None:
    """Return what the teller calls the person, when a story opens with somebody else's trouble."""
    kin, third = frozenset(intake.proxies), frozenset(intake.third_person) - {"it", "its"}
    lows = [word.low for word in words[:BEGINNING]]
    for place, low in enumerate(lows):
        alone = low in {"i", "im", "i'm"} and not _introduces(lows[place + 1 : place + 3])
        if alone and not _on_behalf(lows, place, intake):
            return None
        if lows[place + 1 : place + 2] == ["here"] or _types(lows[place + 1 : place + 6]):
            continue  # "Dad here", "my grandson types this"
        opens = place == 0 and low in kin  # "Mum, 69, diabetic", "son 13 football mad"
        if not opens and low not in {"my", "our"}:
            continue
        near = [*takewhile(lambda one: one not in ENDS, lows[place + (not opens) : place + 9])]
        # "My knee hurts. My brother's was swollen" is the teller's knee
        named = next((one for one in _own_kin(near) if one in kin), None)
        if named is None and not _OWN.isdisjoint(lows[place + 1 : place + 3]):
            continue
        if named is None:
            return None
        if _lends_a_hand(lows, lows.index(named, place), intake):
            continue
        rest = lows[place + 1 :] + [word.low for word in words[BEGINNING : 3 * BEGINNING]]
        owned = any(pair == (named, "'s") for pair in pairwise(rest))
        alone = _ails_alone(lows[lows.index(named, place) + 1 :], intake)
        return named if owned or opens or alone or third.intersection(rest) else None
    return None


def _ails_alone(behind: Sequence[str], intake: Intake) -> bool:
    """Return whether somebody "has" or "is" something now and the teller speaks of no own body.

    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> _ails_alone("has knee pain after football".split(), intake)
    True
    >>> _ails_alone("has gout and my knee hurts".split(), intake)
    False
    """
    now = not frozenset(intake.tellers.ails).isdisjoint(behind[:4])
    return now and frozenset(intake.first_person).isdisjoint(behind)


def _introduces(behind: Sequence[str]) -> bool:
    """Return whether "I am" only says who writes: not "I am in the eighth month", "I am 74"."""
    if behind[:1] != ["am"]:
        return False
    state = behind[1:2] and (behind[1] in {"in", "on", "pregnant"} or behind[1].isdigit())
    return not state


def _own_kin(near: Sequence[str]) -> list[str]:
    """Return words without those right behind "his" and "her": her mom is none of the teller."""
    pairs = pairwise(["", *near])
    return [low for before, low in pairs if before not in {"his", "her", "their"}]


def _types(behind: Sequence[str]) -> bool:
    """Return whether somebody only types a story, or set up what it is typed on."""
    types = {"typing", "types", "typed", "typin", "set", "wrote", "writes"}
    return any(pair[0] in types and pair[1] in {"this", "it", "for"} for pair in pairwise(behind))


def _on_behalf(lows: Sequence[str], place: int, intake: Intake) -> bool:
    """Return whether "I" only asks, writes or worries for somebody ("I'm writing about my son")."""
    return not frozenset(intake.story_words).isdisjoint(lows[place + 1 : place + 6])


def _lends_a_hand(lows: Sequence[str], kin: int, intake: Intake) -> bool:
    """Return whether somebody only types or sends: "my grandson set this up, I am eighty-one"."""
    behind = takewhile(lambda one: one not in ENDS, lows[kin + 1 : kin + 6])
    said = f" {' '.join(behind)} "
    return any(f" {one} " in said for one in intake.tellers.helps)


def _said(low: str, intake: Intake, proxy: str | None) -> Sex | None:
    """Return the sex that goes with what somebody says of herself or himself.

    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> _said("i'm 38, a mum of two", intake, None), _said("grandad (78) fell", intake, None)
    ('female', 'male')
    """
    sexes: dict[str, Sex] = {one: sex for sex, many in intake.sexes.items() for one in many}
    opens = of_kin(_OPENS, intake).match(low)
    if proxy is not None:
        return None
    own = of_kin(_I_AM_KIN, intake).search(low)
    kin = (opens["k"] or opens["f"]) if opens else own["k"] if own else None
    if kin in sexes:
        return sexes[str(kin)]
    relative = of_kin(_RELATIVE, intake)
    for sex, pattern in _SAYS:
        found = pattern.search(low)
        if found and not relative.search(low, max(0, found.start() - 40), found.end()):
            return sex
    return None


def _named(words: Sequence[Word], intake: Intake, proxy: str | None) -> Sex | None:
    """Return the sex of the word by which a person is named: "a woman of 51", "postman, 68"."""
    sexes: dict[str, Sex] = {one: sex for sex, many in intake.sexes.items() for one in many}
    if proxy is not None and proxy in sexes:
        return sexes[proxy]
    lows = [word.low for word in words]
    kin = frozenset(intake.proxies).difference(intake.anybody)
    note = frozenset(intake.first_person).isdisjoint(lows)
    for place, low in enumerate(lows):
        if low in sexes and low not in kin and _person_named(lows, place, note=note):
            return sexes[low]
    return None


def _person_named(lows: Sequence[str], place: int, *, note: bool) -> bool:
    """Return whether a word for a man or woman names the person, not somebody met on the way."""
    before, behind = lows[max(0, place - 5) : place], lows[place + 1 : place + 4]
    if lows[place] in {"male", "female"}:
        return True
    years = [one for one in before if one not in _BETWEEN][-1:]
    plain = [one for one in behind if one not in {",", "(", "of", "aged"}][:1]
    if any(one[:1].isdigit() for one in years) or (plain != behind[:1] and plain[0].isdigit()):
        return True
    if not {"the", "some", "another", "that", "my", "little", "'s"}.isdisjoint(before[-2:]):
        return False
    if "as" in before[-3:] or not {"i'm", "'m", "im", "am"}.isdisjoint(before):
        return True
    elsewhere = behind[:1] and behind[0] in {"next", "at", "from", "in", "on", "up", "down", "who"}
    bare = not behind or not behind[0][:1].isalnum()
    if bare and not {"a", "an", "by", "of", "with", "to", "like"}.intersection(before[-1:]):
        return True
    return note or (place <= _OPENING and not elsewhere)


def _of_another(low: str, words: Sequence[Word], age: float | None, intake: Intake) -> bool:
    """Return whether a story without a named person is told of a "he" or a "she"."""
    lows = [word.low for word in words]
    if frozenset(intake.first_person).isdisjoint(lows):
        return True
    opens = lows[0] in _HE | _SHE and not _MINE.search(low)
    if opens or _THIS.search(low) or (age is not None and age <= _SMALL):
        return True
    he, she = (sum(one in many for one in lows) for many in (_HE, _SHE))
    alone = min(he, she) == 0 and max(he, she) >= _OFTEN
    return alone and bool(_THEIRS.search(low)) and not _MINE.search(low)


def _by_pronoun(words: Sequence[Word]) -> Sex | None:
    """Return the sex that is told more often, by "he" and "she"."""
    he, she = (sum(word.low in many for word in words) for many in (_HE, _SHE))
    return "male" if he > she else "female" if she > he else None

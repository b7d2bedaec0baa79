"""Doubts that no phrase of words holds: "?DVT", "could ... be", and "asked was I ..."."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from popliteus.intake.lexicon import Cue, Hit
from popliteus.intake.words import Unit, Word
from popliteus.knowledge.records import Intake

#: "Asked was I on the pill", "he asks did a tick bite me": a question that is told.
_ASKS = frozenset(["ask", "asks", "asked", "asking"])
_QUESTION = frozenset(["was", "were", "did", "do", "does", "had", "am", "is", "are", "have", "has"])
_WHOM = frozenset(["me", "us", "him", "her", "them"])


def _asked(words: Sequence[Word], units: Sequence[Unit], place: int) -> bool:
    """Return whether a unit is a word for asking with the question right behind it."""
    last = units[place].last
    if words[last].low not in _ASKS:
        return False
    behind = [word.low for word in words[last + 1 : last + 4]]
    if behind[:1] and behind[0] in _WHOM:
        behind = behind[1:]
    return len(behind) > 1 and behind[0] in _QUESTION and behind[1] not in _WHOM


#: What stands between "says" and of whom it is said.
_TO_WHOM = frozenset(["that", "me", "us", "how"])

#: "His aunt says he limps" tells of him; "his aunt says she had a clot" of the aunt.
_SAME = {"his": ("he", "he's", "his"), "her": ("she", "she's", "her")}

#: Words by which what somebody fears is not there yet; "it will not bend" is there already.
_TO_COME = re.compile(r"\b(?:would|will|becoming)\b(?! not\b)|'ll\b")

#: Words before somebody with which only what follows is of that person.
_MEANWHILE = frozenset(["before", "until", "till", "when", "while"])

#: Words before "I" by which a teller only says when.
_ONLY_WHEN = frozenset(["when", "time", "until", "as"])

#: Words before somebody's work who is not the teller: "my teacher", "the cleaner".
_OTHERS = frozenset(["my", "our", "his", "her", "the", "their", "your"])


def own_work(words: Sequence[Word], place: int, works: Sequence[str]) -> bool:
    """Return whether a word says what the person works as: "54, hotel cleaner", "I am a teacher".

    Parameters
    ----------
    words
        The story.
    place
        The word.
    works
        Words for work.
    """
    before = {word.low for word in words[max(0, place - 2) : place]}
    return words[place].low in works and _OTHERS.isdisjoint(before)


def no_other(
    words: Sequence[Word], first: int, last: int, exempt: Collection[str], intake: Intake
) -> bool:
    """Return whether a word for somebody names the person of the story, or who speaks of that one.

    "My wife says my foot is cold" tells of the teller, and nothing of the wife. Where nobody says
    "I", "his mother says his knee is hot" tells of the boy.

    Parameters
    ----------
    words
        The story.
    first, last
        The first and the last word that names somebody.
    exempt
        Words that name the person the story is about; empty if that is the teller.
    intake
        Words for work, and words by which it is known of whom a teller speaks.
    """
    if own_work(words, first, intake.works):
        return True
    if any(word.low in exempt for word in words[first : last + 1]):
        return True
    behind = " ".join(word.low for word in words[last + 1 : last + 6])
    saying = next((one for one in intake.tellers.reports if behind.startswith(f"{one} ")), None)
    if saying is None:
        return False
    rest = [low for low in behind[len(saying) :].split() if low not in _TO_WHOM]
    teller = (*intake.tellers.teller, "my")
    of_third = exempt or not any(word.low in teller for word in words)
    whose = _SAME.get(words[first - 1].low, ()) if of_third else teller
    return bool(rest) and rest[0] in whose


def doubts(words: Sequence[Word], units: Sequence[Unit]) -> list[Hit]:
    """Return each question mark right before a word, each "could ... be", each question told.

    The words of the second are left out of forms, and so of phrases.
    """
    found: list[Hit] = []
    for place, unit in enumerate(units):
        if unit.form == "?" and unit.last + 1 < len(words):
            following = words[unit.last + 1]
            glued = following.start == words[unit.last].end
            if glued and following.low[:1].isalnum():
                found.append(Hit(Cue("possible", "after"), place, place + 1))
        if _asked(words, units, place):
            found.append(Hit(Cue("hypothetical", "after"), place, place + 1))
        said = [word.low for word in words[unit.first : unit.first + 4]]
        if said[:1] == ["could"] and "be" in said:
            found.append(Hit(Cue("possible", "after"), place, place + 1))
    return found


def to_come(said: Sequence[Word]) -> bool:
    """Return whether words between a fear and what is feared put it into the future.

    >>> to_come([Word(0, 2, "my"), Word(3, 7, "foot"), Word(8, 13, "would"), Word(14, 18, "turn")])
    True
    """
    return _TO_COME.search(" ".join(word.low for word in said)) is not None


def meanwhile(said: Sequence[str]) -> bool:
    """Return whether somebody is named only to say when: what stands before is of another.

    >>> meanwhile(["before", "my"]), meanwhile(["and", "my"])
    (True, False)
    """
    return not _MEANWHILE.isdisjoint(said)


def tells(lows: Sequence[str], intake: Intake) -> bool:
    """Return whether a teller speaks of herself: not "I saw", nor "when I got there".

    Parameters
    ----------
    lows
        The words of a clause, in small letters.
    intake
        How a teller speaks of herself, and words behind that with which she only saw or heard.

    Examples
    --------
    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> [tells(said.split(), intake) for said in ("i have gout", "when i came it was cold")]
    [True, False]
    """
    return any(
        low in intake.tellers.teller and behind not in intake.witnesses and before not in _ONLY_WHEN
        for before, low, behind in zip(["", *lows], lows, [*lows[1:], ""], strict=False)
    )

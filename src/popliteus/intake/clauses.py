"""Sentences and clauses of a story: how far a cue can reach.

A clause ends at the end of a sentence, at ";", at words such as "but", and where "and" or a comma
begins something new ("no fever and my calf is swollen"). A comma alone parts a clause into
segments: "no fever, chills or swelling" is one clause of two segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from popliteus.intake.lexicon import Cue, Hit, Lexicon
from popliteus.intake.words import ENDS, Unit, Word
from popliteus.knowledge.records import Intake

#: Units after which a clause ends in any case: nobody speaks so long in one breath, and what a cue
#: costs stays bounded however long a text is.
LONGEST_CLAUSE = 60


#: Forms of "fine", "ok", "normal", of "cannot" and of "full range": with them a segment says
#: something of its own, and is not one more item of a list that is denied.
SAYS = frozenset(["fine", "cannot", "full", "nvi"])

#: How a part of a joint is named behind it.
_SIDES_OF = frozenset(["inner", "outer", "insid", "outsid", "front", "back"])
_PARTS_OF = frozenset(["part", "side", "bit", "half", "edg", "aspect"])

#: Kinds of cue that reach over commas to the end of the clause.
FAR = frozenset(["hypothetical", "feared", "other-person"])

#: Words after which "without" denies nothing: "I cannot walk without pain".
_NEVER = frozenset(["can't", "cannot", "cant", "couldn't", "never", "unable", "hardly", "n't"])

#: How many words may stand between the two, and what parts them.
_TO_WITHOUT = 6
_PARTED = frozenset([".", ",", ";", ":", "and", "but", "or", "so", "?", "!"])

#: Words with which a segment says something of its own: "walking does not hurt, only running".
ITS_OWN = frozenset(
    [
        *("just", "only", "now", "still", "has", "is", "gave", "put", "sent", "told"),
        *("some", "mild", "moderate", "slight", "small", "marked"),
    ]
)

#: Units that part a clause into segments.
SEPARATORS = frozenset([",", "and", "or", "nor", "/", "&", "with", "(", ")", ">"])
#: What is told to be lacking behind "absent", which then is of nothing that stands before it.
_LACKING = frozenset(
    [
        *("pedal", "foot", "distal", "peripheral", "pulse", "pulses", "ankle", "knee", "reflex"),
        *("reflexes", "popliteal", "dorsalis", "posterior", "sensation", "femoral", "tendon"),
    ]
)
#: Words that say of a thing that there is none of it.
_NONE_OF = frozenset(["no", "nil", "without"])
_HARD = frozenset([";", "|", "•", "(", ")"])
_ANSWERS = frozenset(
    [
        *("no", "none", "nil", "yes", "absent", "negative", "present", "nope", "never"),
        *("yeah", "yep", "nah"),
    ]
)
#: Answers of two words: "not at all" begins as one.
_TWO_WORDS = frozenset([("not", "really"), ("not", "at"), ("not", "sure"), ("no", "idea")])
#: What ends a short answer: "No, never", but not "No idea".
_DASHES = frozenset(["-", "--", "–", "—"])
_ANSWERED = ENDS | _DASHES | {",", ";"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Units `low` to `high` of the stream, the end excluded; its sentence; whether it is asked."""

    low: int
    high: int
    sentence: int
    asked: bool


def clauses_of(words: Sequence[Word], units: Sequence[Unit], lexicon: Lexicon) -> list[Clause]:
    """Return the clauses of a story, in order."""
    if not units:
        return []
    starts = _starts(words, units, lexicon)
    edges = [*sorted(starts), len(units)]
    asked = _asked(words, lexicon)
    found: list[Clause] = []
    sentence, sentences = 0, _sentences(words)
    for low, high in pairwise(edges):
        sentence = sentences[units[low].first]
        found.append(Clause(low, high, sentence, asked=sentence in asked))
    return found


def _sentences(words: Sequence[Word]) -> list[int]:
    """Return the number of each word's sentence; a question mark before a word ends none.

    Nor does one before a short answer: "Warm? No." says what "Warm: no." does.
    """
    found: list[int] = []
    number = 0
    for place, word in enumerate(words):
        found.append(number)
        glued = place + 1 < len(words) and words[place + 1].start == word.end
        goes_on = word.low == "?" and (glued or _answered(words, place))
        if (word.line_end or word.low in ENDS) and not goes_on:
            number += 1
    return found


def _answered(words: Sequence[Word], question: int) -> bool:
    """Return whether a short answer follows a question mark."""
    dash = question + 1 < len(words) and words[question + 1].low in _DASHES
    answer = question + (2 if dash else 1)
    if answer >= len(words):
        return False
    if tuple(word.low for word in words[answer : answer + 2]) in _TWO_WORDS:
        return True
    if words[answer].low not in _ANSWERS:
        return False
    last = answer + 1 == len(words) or words[answer].line_end
    return last or words[answer + 1].low in _ANSWERED


def _asked(words: Sequence[Word], lexicon: Lexicon) -> set[int]:
    """Return the sentences that are questions: by their first word and their last mark."""
    questions = set(lexicon.intake.questions)
    sentences = _sentences(words)
    first: dict[int, str] = {}
    for word, number in zip(words, sentences, strict=True):
        first.setdefault(number, word.low)
    return {
        number
        for place, (word, number) in enumerate(zip(words, sentences, strict=True))
        if word.low == "?" and first[number] in questions and not _answered(words, place)
    }


def _starts(words: Sequence[Word], units: Sequence[Unit], lexicon: Lexicon) -> set[int]:
    """Return the units with which clauses begin."""
    boundaries = {form for one in lexicon.intake.boundaries for form in lexicon.forms.of(one)[:1]}
    sentences, subjects = _sentences(words), frozenset(lexicon.intake.subjects)
    starts = {0}
    told = False  # whether the clause so far says more than places
    begun = 0
    for place in range(1, len(units)):
        unit, before = units[place], units[place - 1]
        new = sentences[unit.first] != sentences[before.first]
        new = new or before.form in _HARD or unit.form in boundaries
        joined = before.form in {",", "and", "&"} and _subject(words, before, unit, subjects)
        joined = joined and not _side_of(units, place)
        too_long = place - begun >= LONGEST_CLAUSE
        if new or too_long or (joined and told) or _dash(words, before, unit):
            starts.add(place)
            begun, told = place, False
        told = told or not (
            unit.form.startswith("@") or unit.form in SEPARATORS or len(unit.form) < 3
        )
    return starts


def _subject(words: Sequence[Word], before: Unit, unit: Unit, subjects: frozenset[str]) -> bool:
    """Return whether somebody or something new follows a comma or "and"."""
    following = before.last + 1
    return following <= unit.first and words[following].low in subjects


def _side_of(units: Sequence[Unit], place: int) -> bool:
    """Return whether a part of the joint before the comma follows: "my knee, the inner part"."""
    before = [unit.form for unit in units[max(0, place - 2) : place]]
    behind = units[place + 1].form if place + 1 < len(units) else ""
    closed = behind in _PARTS_OF | {",", "."}
    return before == ["@knee", ","] and units[place].form in _SIDES_OF and closed


def _dash(words: Sequence[Word], before: Unit, unit: Unit) -> bool:
    """Return whether a dash between blanks stands there and no answer follows it."""
    for place in range(before.last + 1, unit.first):
        word = words[place]
        blank = words[place - 1].end < word.start and word.end < words[place + 1].start
        if word.low in _DASHES and (blank or word.low != "-"):
            return words[place + 1].low not in _ANSWERS
    return False


def counts_on(words: Sequence[Word], units: Sequence[Unit], hit: Hit, intake: Intake) -> bool:
    """Return whether a cue goes on with a time, or tells how long: "in the past 24 hours".

    "Maybe twenty minutes" is no doubt of what takes them, "a mass, absent pulses" denies none, "a
    three-month history of" is of now, and who "cannot walk without pain" has it.
    """
    high, first = hit.high, units[hit.low].first
    if units[high - 1].form == "history of" and hit.low == high - 1:
        return _lasts(words, units[hit.low], intake)
    if words[first].low == "without":
        return _never(words, first)
    if high < len(units) and units[high - 1].form == "absent":
        return words[units[high].first].low in _LACKING
    if high >= len(units) or units[high - 1].form not in {"past", "mayb", "perhap"}:
        return False
    low = words[units[high].first].low
    counted = low[:1].isdigit() or low in intake.numbers
    return counted or low.rstrip("s") in intake.time_units


def acts(
    words: Sequence[Word], units: Sequence[Unit], hit: Hit, separator: int, intake: Intake
) -> bool:
    """Return whether somebody does something behind a comma: "no swelling, played football".

    What there is none of, nobody did: "did not fall, twisted it" may go on, "no fall" does not.
    """
    first, behind = units[hit.low].first, units[separator].last + 1
    none = hit.high == hit.low + 1 and words[first].low in _NONE_OF
    return none and behind < len(words) and words[behind].low in intake.finite


def _never(words: Sequence[Word], without: int) -> bool:
    """Return whether it is denied that anything goes "without"."""
    for word in reversed(words[max(0, without - _TO_WITHOUT) : without]):
        if word.low in _PARTED:
            return False
        if word.low in _NEVER:
            return True
    return False


def _lasts(words: Sequence[Word], history: Unit, intake: Intake) -> bool:
    """Return whether how long stands by a history: "a long history of", "history of two weeks"."""
    before = [word.low for word in words[max(0, history.first - 2) : history.first]]
    behind = [word.low for word in words[history.last + 2 : history.last + 3]]
    parts = [part.rstrip("s") for word in (*before, *behind) for part in word.split("-")]
    long = before[-1:] and before[-1] in intake.lasting.histories
    timed = any(part in intake.time_units for part in parts) and "old" not in parts
    return bool(long) or timed


def all_said(words: Sequence[Word], units: Sequence[Unit], hit: Hit) -> bool:
    """Return whether the words of a cue that no form keeps stand there as they are written."""
    if not isinstance(hit.what, Cue) or not hit.what.needs:
        return True
    first = units[hit.low - 1].last + 1 if hit.low else 0
    said = words[first : units[hit.high - 1].last + 3]
    return hit.what.needs.issubset({word.low for word in said})

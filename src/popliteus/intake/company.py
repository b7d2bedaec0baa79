"""What a phrase counts for only in some company: an examiner, a person, two legs, a limit.

"My foot is numb" is no test of feeling; "the ice feels good" says nothing of how ill somebody is;
"hard to walk on" is not "I can walk on it"; "I cannot walk for more than ten minutes" is a limit.
"""

from __future__ import annotations

from popliteus.intake.mentions import Named
from popliteus.intake.states import States

#: Who examines: without one of them a person's own account holds no sign of an examiner.
_EXAMINERS = frozenset(
    ["doctor", "doctors", "doc", "dr", "gp", "nurse", "physio", "physiotherapist", "therapist",
     "specialist", "surgeon", "consultant", "chiropractor", "hospital", "clinic", "a&e", "er",
     "paramedic", "osteopath", "they", "surgery", "examined", "checked", "told"]
)  # fmt: skip

#: What was not hurt, and is no leg or knee: "I never hurt my ankle".
_OTHER_PART = frozenset(["ankle", "back", "hip", "head", "arm", "wrist", "shoulder"])
_COLD = frozenset(["cold", "colder", "cool", "freezing", "icy"])

#: Items that are said of two legs.
_OF_BOTH = frozenset(["both-legs-swelling", "sore-muscles-both-sides"])
_TWO = frozenset(
    ["both", "bilateral", "bilat", "two", "legs", "calves", "ankles", "feet", "thighs", "each",
     "sides", "pair", "neither", "bilaterally", "muscles", "calfs", "ankels"]
)  # fmt: skip

_PERSONS = frozenset(["i", "he", "she", "they", "myself", "himself", "herself", "otherwise", "am"])
_WAS_WELL = frozenset(["always", "felt", "was", "were", "until"])

#: Words before "walk" or "put weight" with which it is no ability.
_HARD = frozenset(
    ["hard", "hurts", "hurt", "painful", "difficult", "sore", "pain", "when", "whenever", "if",
     "worse", "casual", "cannot", "struggle", "until", "most", "after"]
)  # fmt: skip

#: Words behind "cannot walk" with which it is a limit.
_LIMIT = frozenset(
    ["more", "far", "further", "fast", "up", "down", "properly", "normally", "long", "without",
     "comfortably", "much"]
)  # fmt: skip

#: Who catches whom, when it is no catching in a knee; when it hurt "back in May"; what came back.
_SELF = frozenset(["myself", "himself", "herself", "themselves", "up"])
_THEN = frozenset(["in", "when", "then", "at"])
_CAME = frozenset(["is", "was", "came", "comes", "come", "coming", "went"])

#: What is new about a knee when it is no new joint: "I have got a new knee brace".
_NEW = frozenset(
    ["brace", "support", "sleeve", "strap", "bandage", "pad", "pain", "pains", "ache", "injury",
     "problem", "problems", "trouble", "issue", "symptom", "symptoms", "exercise", "exercises",
     "doctor", "specialist", "surgeon", "scan", "xray", "x-ray"]
)  # fmt: skip

#: How many words around a phrase are looked at.
BEFORE, AFTER = 6, 3


def alone(one: Named, states: States, seen: frozenset[int], *, note: bool) -> bool:
    """Return whether a name lacks the company in which it counts.

    Parameters
    ----------
    one
        What is named.
    states
        The story.
    seen
        Sentences about an examination, from `examined`.
    note
        Whether an examiner wrote the text.
    """
    item, value = one.what.item, one.what.value
    units, words = states.units, states.words
    clause = states.context.clause(one.at[0])
    first, last = units[one.low].first, units[one.high - 1].last
    start = units[clause.low].first
    before = [word.low for word in words[max(start, first - BEFORE) : first]]
    said = [word.low for word in words[first : last + 1]]
    behind = [word.low for word in words[last + 1 : last + 1 + AFTER]]
    finding = states.base.findings.get(item)
    if finding is not None and finding.who == "clinician" and not note:
        return clause.sentence not in seen
    if (item, value) == ("mechanism", "none"):
        return not _OTHER_PART.isdisjoint(behind)
    if _idiom(item, before[-1:], said, behind[:1]):
        return True
    if item == "locked-knee" and _COLD.intersection(said):
        return True  # "frozen" is stuck of a knee, but "cold" is not
    if item in _OF_BOTH:
        around = words[max(0, start - 2) : units[clause.high - 1].last + 1]
        return _TWO.isdisjoint(word.low for word in around)
    if (item, value) == ("very-unwell", "absent"):
        person = not _PERSONS.isdisjoint([*before, *said])
        return not note and (not person or not _WAS_WELL.isdisjoint([*before, *said]))
    if (item, value) == ("cannot-bear-weight", "absent"):
        return not _HARD.isdisjoint([*before, *said[:1]])
    return (item, value) == ("cannot-bear-weight", "present") and not _LIMIT.isdisjoint(behind)


def _idiom(item: str, before: list[str], said: list[str], behind: list[str]) -> bool:
    """Return whether words mean something else in a turn of speech.

    "I could not catch myself", "it hurt back in May", "I could not continue the game".
    """
    if item == "catching":
        return not _SELF.isdisjoint(behind)
    if item == "knee-replacement" and "new" in said:
        return said[-1] == "knee" and not _NEW.isdisjoint(behind)
    if item == "brings-on":
        return said[-1:] in (["continue"], ["continued"])
    if item == "back-or-buttock-pain" and "back" in said:
        came = not _CAME.isdisjoint([*before, *said])
        return said[-1] == "back" and (came or not _THEN.isdisjoint(behind))
    return False


def examined(states: States) -> frozenset[int]:
    """Return the sentences of a text that name somebody who examines, and the ones after them.

    A text with no teller at all is short hand, and says what was found: all of its sentences.
    """
    found: set[int] = set()
    lows = {word.low for word in states.words}
    short = lows.isdisjoint(states.lexicon.intake.first_person) and not states.person.proxy
    before = -1
    for place, unit in enumerate(states.units):
        said = {word.low for word in states.words[before + 1 : unit.last + 1]}
        before = unit.last
        if short or not said.isdisjoint(_EXAMINERS):
            sentence = states.context.clause(place).sentence
            found.update((sentence, sentence + 1))
    return frozenset(found)

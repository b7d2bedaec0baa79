"""What a phrase counts for only in some company: an examiner, a person, two legs, a limit.

"My foot is numb" is no test of feeling; "the ice feels good" says nothing of how ill somebody is;
"hard to walk on" is not "I can walk on it"; "I cannot walk for more than ten minutes" is a limit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from popliteus.intake.naming import Named
from popliteus.intake.patterns import either
from popliteus.intake.states import States
from popliteus.intake.words import ENDS, Unit
from popliteus.knowledge.records import Company

#: What is told of each time: once is not enough.
PROVOKED = frozenset(["brings-on", "activity-related-pain"])

#: "When im sat", "when I have stood for an hour" is so each time.
_NOW = (["im"], ["'m"], ["am"], ["is"], ["'s"], ["have"], ["'ve"], ["has"])

#: Before "back" these make it a part of the body: "the pain is back" is none.
_OF_A_BACK = (["my"], ["the"], ["his"], ["her"], ["lower"], ["low"])

#: Clinical words by which a note is known to be an examiner's.
CLINICAL = 2

#: "My knee": who writes so is the one whose knee it is.
_OWN = re.compile(r"\bmy (?:own |left |right )?(?:knee|leg|calf|calves|thigh|shin|foot|kneecap)\b")

#: Words before "X-ray" and "films" with which they are of no leg, or of no bone.
_PICTURED = frozenset(["chest", "hand", "watch", "watching", "horror"])

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
    told = states.lexicon.intake.company
    clause = states.context.clause(one.at[0])
    first, last = units[one.low].first, units[one.high - 1].last
    start = units[clause.low - 1].last + 1 if clause.low else 0  # "I do" of "I do not feel ill"
    before = [word.low for word in words[max(start, first - BEFORE) : first]]
    said = [word.low for word in words[first : last + 1]]
    following = (word.low for word in words[last + 1 : last + 1 + AFTER])
    behind = list(takewhile(lambda low: low not in ENDS, following))
    finding = states.base.findings.get(item)
    if finding is not None and finding.who == "clinician" and not note:
        return clause.sentence not in seen
    if item == "fracture-on-xray" and _no_picture(before, value, states, told):
        return _of_no_leg(before, told) or not (note or clause.sentence in seen)
    if (item, value) == ("mechanism", "none"):
        return not set(behind).isdisjoint(told.other_parts)
    if note and (item, value) == ("brings-on", "full-bend") and set(told.flexed) & {*said}:
        return "wors" not in {unit.form for unit in units[clause.low : clause.high]}
    if item == "weight-loss-or-sweats" and before[-1:] and before[-1] in told.wish:
        return set(before[-2:-1]).isdisjoint(told.begun)
    if _idiom(item, before[-1:], said, behind[:1], told) or _to_come(one, states):
        return True
    if _taken_back(one, states, said):
        return True
    if item in told.of_both and not (value == "absent" and one.place is None):
        around = words[max(0, start - 2) : units[clause.high - 1].last + 1]
        return {word.low for word in around}.isdisjoint(told.two)
    if (item, value) == ("very-unwell", "absent"):
        person = not {*before, *said}.isdisjoint(told.persons)
        return not note and (not person or not {*before, *said}.isdisjoint(told.was_well))
    if (item, value) == ("cannot-bear-weight", "absent"):
        at = max((place for place, low in enumerate(before) if low in _PARTS), default=-1)
        return not {*before[at + 1 :], *said[:1]}.isdisjoint(told.hard)
    return (item, value) == ("cannot-bear-weight", "present") and not set(behind).isdisjoint(
        told.limit
    )


def _taken_back(one: Named, states: States, said: Sequence[str]) -> bool:
    """Return whether "cannot", no place, or cold instead of being stuck takes a name back."""
    item, value, units = one.what.item, one.what.value, states.units
    before = units[one.low - 1 : one.low]
    cannot = before and before[0].form == "cannot"
    if value == "absent" and (cannot or (one.pair and _cannot_within(one, states))):
        return True
    # "Frozen" is stuck of a knee, but "cold" is not.
    cold = not set(said).isdisjoint(states.lexicon.intake.company.cold)
    return _no_place(one, states) or (item == "locked-knee" and cold)


#: What parts "it hurts" from "able to bear weight".
_PARTS = frozenset([",", ";", "but", "."])


def _no_picture(before: list[str], value: str, states: States, told: Company) -> bool:
    """Return whether no picture of a leg stands behind "nothing broken": "so I thought"."""
    unseen = value == "absent" and all(unit.form != "xray" for unit in states.units)
    return unseen or _of_no_leg(before, told)


def _of_no_leg(before: list[str], told: Company) -> bool:
    """Return whether a picture is of another part: "chest X-ray"."""
    return not {*told.other_parts, *_PICTURED}.isdisjoint(before[-1:])


def _idiom(item: str, before: list[str], said: list[str], behind: list[str], told: Company) -> bool:
    """Return whether words mean something else in a turn of speech.

    "I could not catch myself", "it hurt back in May", "I could not continue the game".
    """
    if item == "catching":
        return not set(behind).isdisjoint(told.themselves)
    if item == "knee-replacement" and "new" in said:
        return said[-1] == "knee" and not set(behind).isdisjoint(told.new)
    if item == "fainting":
        return said[-1] == "faint" and not set(behind).isdisjoint(told.faint)
    if item == "arterial-disease" and said == ["stroke"]:
        return behind in (["it"], ["my"], ["the"], ["that"], ["her"], ["him"]) or before == ["i"]
    if item == "heavy-alcohol":
        return not set(said).isdisjoint(told.refuses)
    if item == "long-travel":
        return said[0] == "flying" and not set(before).isdisjoint(told.flung)
    if item == "cannot-bear-weight" and said[-1] == "stand":
        return not set(behind).isdisjoint(told.cannot_abide)
    if item == "cannot-move-knee":
        return not set(behind).isdisjoint(told.far)
    if item == "hypermobility":
        return not set(said).isdisjoint(told.bent)
    if item in PROVOKED and _one_time(said, told):
        return True
    if item == "brings-on":
        return said[-1:] in (["continue"], ["continued"])
    if item == "relief":
        return said[-1:] == ["off"] and behind in (["work"], ["school"], ["sick"])
    if item == "back-or-buttock-pain" and "back" in said:
        if behind == ["of"]:
            return True  # "a twinge in the back of my leg"
        noun = said[-2:-1] in _OF_A_BACK  # "there is no pain in my back"
        came = not noun and not {*before, *said}.isdisjoint(told.came_back)
        return said[-1] == "back" and (came or not set(behind).isdisjoint(told.then))
    return False


def _no_place(one: Named, states: States) -> bool:
    """Return whether a phrase names no place, and neither does the story name the one it wants.

    "It does not hurt to touch" is no calf in a story about the inner side of a knee.
    """
    wanted = states.lexicon.intake.of_place.get(one.what.item)
    if wanted is None or one.place is not None:
        return False
    forms = {unit.form for unit in states.units}
    return forms.isdisjoint({f"@{place}" for place in wanted})


def _cannot_within(one: Named, states: States) -> bool:
    """Return whether a "cannot" stands between parts: "not painful, just couldn't kneel"."""
    low, high = one.at
    inside = range(min(low, one.low) + 1, one.high)
    return any(states.units[place].form == "cannot" and not low <= place < high for place in inside)


def _one_time(said: list[str], told: Company) -> bool:
    """Return whether it is told when it hurt once: "a twinge when I stood up"."""
    once = any(
        low in told.past
        and said[place - 1 : place] not in (_NOW if place else ())
        and not {"when", "as"}.isdisjoint(said[max(0, place - 3) : place])
        for place, low in enumerate(said)
    )
    return (once or said[0] in told.past) and set(said).isdisjoint(told.at_each)


def _to_come(one: Named, states: States) -> bool:
    """Return whether something is told that has not been yet: "I am booked on a flight"."""
    told = states.lexicon.intake
    if one.what.item in told.beginnings.snaps:
        near = states.context.said_before(one.at[0], 2)
        return not set(near).isdisjoint(told.company.not_yet)  # "as if it will burst"
    if one.what.item != "long-travel":
        return False
    clause = states.context.clause(one.at[0])
    first, last = states.units[clause.low].first, states.units[clause.high - 1].last
    lows = {word.low for word in states.words[max(0, first - 1) : last + 1]}
    return not lows.isdisjoint(told.company.to_come)


def is_note(states: States, low: str) -> bool:
    """Return whether an examiner wrote a text.

    A note names no teller and uses clinical words. A letter or a note with a head ("GP note.",
    "thank you for seeing this man") may say "I", who is then the examiner.
    """
    intake = states.lexicon.intake
    if either(intake.letters).search(low) and not _OWN.search(low):
        return True
    lows = {word.low for word in states.words}
    told = states.person.proxy or not lows.isdisjoint(intake.first_person)
    return not told and len(lows.intersection(intake.clinical)) >= CLINICAL


def means_else(one: Named, states: States, low: str) -> bool:
    """Return whether words mean something else where they stand: "hay fever" is no fever.

    `low` is the story in small letters.
    """
    apart = states.lexicon.otherwise.get(one.what.item, ())
    start = states.words[states.units[one.low].first].start
    end = states.words[states.units[one.high - 1].last].end
    return any(each.holds(low, start, end, one.what.value) for each in apart)


def of_knee(one: Named, units: Sequence[Unit], sides: Sequence[Unit]) -> bool:
    """Return whether "the back hurts" is told of the back of a knee, and so of no spine."""
    return one.what.item == "back-or-buttock-pain" and any(
        units[place].form == "back" and sides[place].form == "@behind-knee"
        for place in range(one.low, one.high)
    )


def examined(states: States) -> frozenset[int]:
    """Return the sentences of a text that name somebody who examines, and the ones after them.

    A text with no teller at all is short hand, and says what was found: all of its sentences.
    """
    found: set[int] = set()
    examiners = states.lexicon.intake.company.examiners
    lows = {word.low for word in states.words}
    short = lows.isdisjoint(states.lexicon.intake.first_person) and not states.person.proxy
    before = -1
    for place, unit in enumerate(states.units):
        said = {word.low for word in states.words[before + 1 : unit.last + 1]}
        before = unit.last
        if short or not said.isdisjoint(examiners):
            sentence = states.context.clause(place).sentence
            found.update((sentence, sentence + 1))
    return frozenset(found)

"""One leg or both: by a side that is named, or by whether one leg is spoken of or several.

"My left calf" and "my calf hurts" are one leg; "both knees", "the right, and the left as well" and
"my calves ache" are both. Where a story names a side, a word for one leg says nothing more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from popliteus.intake.patterns import either
from popliteus.intake.states import States

Side = tuple[int, str]

_ON, _BOTH = (["left"], ["right"]), frozenset(["left", "right"])

#: How far behind a side "as well" may stand, in words: "the left knee began as well".
TOO = 6

#: Words of a phrase for a side so short that "so, right now" would be one: "so is the right".
SHORT = 3

#: How often a story must tell of "my knee" to be of one knee.
OFTEN = 3

#: How far before "both" the legs may stand that are meant, in words.
BACK = 16

#: Words before "the left" with which it is the whole of what is said; and with which it is a way.
_ONLY = frozenset(["always", "only", "just", "mainly", "mostly", "its", "it's", "'s"])
_TOWARDS = frozenset(["to", "on", "from", "of", "at", "towards", "in"])

#: With these "either leg" is none of the two, not one of them in turn.
_DENIED = frozenset(["cannot", "not", "no", "never"])


def sides_of(states: States) -> list[Side]:
    """Return each place that is told with its side, and the option of `side`.

    Where no side is told, the first legs that hurt, if several are spoken of, or the first leg.
    """
    lows = [word.low for word in states.words]
    bare = _bare(states, lows)
    if any(option == "both" for _, option in bare):
        return bare  # "the right knee, and later the left as well"
    named = _named(states, lows)
    twice = {states.context.clause(place).sentence for place, side in named if side == "both"}
    found = [  # "both knees, but the left is the bad one"
        *named,
        *(one for one in bare if states.context.clause(one[0]).sentence not in twice),
    ]
    turns = _turns(states)
    if turns:
        return turns
    said = _phrases(states, lows)
    if any(option == "one" for _, option in found):
        said = [one for one in said if one[1] != "changes" or _two_named(lows)]
    if twice:  # "her two knees ... one leg first" is both still
        said = [one for one in said if one[1] != "one" or _ails(one[0], states)]
    more = {states.context.clause(place).sentence for place, side in said if side != "one"}
    found = [one for one in found if states.context.clause(one[0]).sentence not in more]
    told = _of_the_pain(found + said, states)
    return (
        told
        or _several(states, lows)
        or _single(states, lows)
        or _operated(states, lows)
        or _only(states, lows)
        or _aside(states, lows)
    )


def _turns(states: States) -> list[Side]:
    """Return where the legs are told to take turns: "one night the left, the next the right"."""
    low = " ".join(word.low for word in states.words)
    starts = list(accumulate((len(word.low) + 1 for word in states.words), initial=0))
    found = either(states.lexicon.intake.sides.turns).search(low)
    return [] if found is None else [(_unit(found.start(), starts, states), "changes")]


def _unit(at: int, starts: Sequence[int], states: States) -> int:
    return states.unit_of(bisect_right(starts, at) - 1)


def _operated(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the leg of an operation or a part that short hand names with its side: "R TKR"."""
    sides = states.lexicon.intake.sides
    return [
        (states.unit_of(word), "one")
        for word, (low, behind) in enumerate(pairwise(lows))
        if low in sides.words and behind in sides.joints
    ][:1]


def _of_the_pain(found: Sequence[Side], states: States) -> list[Side]:
    """Return the sides of what hurts, where one leg and both are named.

    "I kneel on both knees at work. My left knee hurts" is the left; "both knees hurt, the left
    worse" is both. Where a second leg comes later, or nothing is told to hurt, it stays open.
    """
    kept = [
        (place, option)
        for place, option in found
        if option != "changes" or _DENIED.isdisjoint(_sentence(place, states))
    ]
    if {option for _, option in kept} != {"one", "both"}:
        return kept
    kept = [one for one in kept if one[1] == "one" or not _elsewhere(one[0], states)]
    for ails in (states.lexicon.pains, states.lexicon.pains | states.lexicon.qualities):
        told = [one for one in kept if not ails.isdisjoint(_sentence(one[0], states))]
        if told and (told[0][1] == "both" or len({option for _, option in told}) == 1):
            return [one for one in told if one[1] == told[0][1]]
    return kept


def _ails(place: int, states: States) -> bool:
    """Return whether something is told to be wrong in the sentence around a unit."""
    ails = states.lexicon.pains | states.lexicon.qualities
    return not ails.isdisjoint(_sentence(place, states))


def _elsewhere(place: int, states: States) -> bool:
    """Return whether a side is told of no leg: "my ankles swell, both of them"."""
    places = [form for form in _sentence(place, states) if form.startswith("@")]
    return bool(places) and states.lexicon.legs.isdisjoint(places)


def _sentence(place: int, states: States) -> list[str]:
    """Return the forms of the sentence around a unit."""
    number, low, high = states.context.clause(place).sentence, place, place
    while low and states.context.clause(low - 1).sentence == number:
        low -= 1
    while high < len(states.units) and states.context.clause(high).sentence == number:
        high += 1
    return [unit.form for unit in states.units[low:high]]


def _named(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the places that are told with their side."""
    words = states.lexicon.intake.sides
    both = frozenset(words.both)
    found: list[Side] = []
    for place, unit in enumerate(states.units):
        if unit.form not in states.lexicon.legs and unit.form not in {"@foot", "@ankle"}:
            continue
        first, last = unit.first, unit.last
        before = lows[max(0, first - 3) : first]
        behind = lows[last + 1 : last + 4]
        counted = "two" in before[:-1]  # "for two years the front of my knee"
        if (
            not both.isdisjoint([*before, *lows[first:last]])
            and not counted
            and unit.form != "@foot"
        ):
            found.append((place, "both"))
        elif (
            states.side_of(place)
            or (behind[:2] == ["on", "the"] and behind[2:3] in _ON)
            or (behind[:1] == ["("] and behind[1:2] in _ON)
            or (behind[:2] in ([",", "the"], ["(", "the"]) and behind[2:3] in _ON)
        ):
            found.append((place, "one"))
        elif (after := words.after.get(behind[1] if len(behind) > 1 else "")) and (
            behind[0] in words.ails
        ):
            found.append((place, after))
    return found


def _bare(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the sides told without a leg: "the left one", "the left as well", "then in both"."""
    words = states.lexicon.intake.sides
    found: list[Side] = []
    for word, low in enumerate(lows[:-1]):
        behind = lows[word + 1]
        if low in {"left", "right"} and (
            behind in {"one", "side"} or _as_noun(lows, word, frozenset(words.stands))
        ):
            found.append((states.unit_of(word), "one"))
        other = "right" if low == "left" else "left"
        too = not {*lows[word + 1 : word + TOO]}.isdisjoint(words.too)
        too = too or ("as", "well") in pairwise(lows[word + 1 : word + TOO])
        if low in {"left", "right"} and too and other in lows:
            found.append((states.unit_of(word), "both"))
        ends = word and lows[word - 1] == "in" and behind in words.ends_both
        if low == "both" and (ends or _ail(lows, word, states)):
            found.append((states.unit_of(word), "both"))
    both = any(option == "both" for _, option in found)
    return [one for one in found if not both or one[1] == "both"]


def _as_noun(lows: Sequence[str], word: int, stands: frozenset[str]) -> bool:
    """Return whether a side stands for its leg: "the left is still sore", "only the right"."""
    before, behind = lows[max(0, word - 2) : word], lows[word + 1]
    if before[-1:] == ["("] and behind == ")":
        return True
    ends = stands | {","} if before[:1] and before[0] in _ONLY else stands
    return before[-1:] == ["the"] and before[0] not in _TOWARDS and behind in ends


def _ail(lows: Sequence[str], both: int, states: States) -> bool:
    """Return whether "both" are the legs named before: "my knees ache, and both are hot"."""
    sides = states.lexicon.intake.sides
    behind = lows[both + 1 : both + 2 + 3 * (lows[both + 1] in {"are", "were", "is", "feel"})]
    legs = {*sides.plurals, "feet", "ankles", "hands", "hips", "arms"}
    last = next((low for low in reversed(lows[max(0, both - BACK) : both]) if low in legs), "")
    return last in sides.plurals and not set(behind).isdisjoint(sides.ail)


def _two_named(lows: Sequence[str]) -> bool:
    """Return whether both sides are named: one that changes may have been each of them."""
    return "left" in lows and "right" in lows


def _several(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the first legs told as more than one that hurt: "my calves ache"."""
    pains, words = states.lexicon.pains, states.lexicon.intake.sides
    if set(lows).isdisjoint({*states.lexicon.intake.first_person, *words.whose}):
        return []  # a note: "calves soft" was examined
    for place, unit in enumerate(states.units):
        many = lows[unit.last] in words.plurals or "muscles" in lows[unit.last : unit.last + 2]
        if not many or unit.form not in states.lexicon.legs:
            continue
        clause = states.context.clause(place)
        before = lows[max(0, unit.first - 3) : unit.first]
        forms = {one.form for one in states.units[clause.low : clause.high]}
        whose = lows[unit.last] != "legs" and not set(before).isdisjoint(words.whose)
        hurts = whose or not forms.isdisjoint(pains)  # "my legs began to shake" is no side
        if hurts and set(before).isdisjoint(words.not_both):
            return [(place, "both")]
    return []


def _single(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the first leg that is pointed at as one of two: "on that leg", "the good knee".

    "My knee hurts" may be either and both: it is asked.
    """
    words = states.lexicon.intake.sides
    if not set(lows).isdisjoint(words.plurals):
        return []
    for place, unit in enumerate(states.units):
        before = lows[unit.last - 1] if unit.last else ""
        if unit.form in states.lexicon.legs and before in words.points:
            return [(place, "one")]
    return [
        (states.unit_of(word), "one")
        for word, low in enumerate(lows[:-1])
        if low == "that" and lows[word + 1] == "side"
    ][:1]


def _only(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the first leg, where a story keeps telling of one leg and never of two."""
    words = states.lexicon.intake.sides
    if not {*words.plurals, "both", "either"}.isdisjoint(lows):
        return []
    told = [
        place
        for place, unit in enumerate(states.units)
        if unit.form in states.lexicon.legs
        and unit.first
        and lows[unit.first - 1] in {"the", *words.whose}
    ]
    return [(told[0], "one")] if len(told) >= OFTEN else []


def _aside(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the one side of a buttock, or one that stands alone: "a graft on the left."."""
    ends = {*states.lexicon.intake.sides.ends_both, *states.lexicon.intake.numbers}
    told = [(at, states.side_of(at)) for at, one in enumerate(states.units) if one.form == "@back"]
    found = {at: side for at, side in told if side}
    for word, side in enumerate(lows[:-1]):
        alone = lows[max(0, word - 2) : word] == ["on", "the"] and lows[word + 1] in ends
        found |= {states.unit_of(word): side} if alone and side in _BOTH else {}
    return [(min(found), "one")] if set(found.values()) in ({"left"}, {"right"}) else []


def _phrases(states: States, lows: Sequence[str]) -> list[Side]:
    """Return the sides told in a phrase of the base ("sometimes the left, sometimes ...")."""
    words = states.lexicon.intake.sides
    kept = [place for place, low in enumerate(lows) if low not in words.left_out]
    heard = [lows[place] for place in kept]
    found: list[Side] = []
    for option in states.base.attributes["side"].options:
        for phrase in option.phrases:
            wanted = [one for one in phrase.split() if one not in words.left_out]
            size = len(wanted)
            found += [
                (states.unit_of(kept[at]), option.id)
                for at, low in enumerate(heard)
                if low == wanted[0]
                and heard[at : at + size] == wanted
                and heard[at + size : at + size + 1]
                not in [[one] for one in (*words.goes_on, *(words.exactly * (size < SHORT)))]
            ]
    return found

"""What is said of a place by a quality: "calf" and "swollen", however far apart they stand.

"My calf and ankle are swollen", "the calf, which I banged, is red and hot", "It is swollen" after
a sentence about the calf. What is said of a thing ("a cold pack", "a big bruise"), of a person ("I
felt cold") or of a lump ("it gets bigger") is no quality of a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.lang.en.stop_words import STOP_WORDS

from popliteus.intake.clauses import Clause
from popliteus.intake.context import Context
from popliteus.intake.lexicon import Lexicon, Meaning
from popliteus.intake.meant import FOOT, WIDER, Memory
from popliteus.intake.naming import Named
from popliteus.intake.words import Unit

#: How far before a quality its place may stand in one clause, in units.
FAR = 14

_LISTED = frozenset([",", "and", "&", "/", "or", "+"])

#: Forms that part what is said of one thing from what is said of another.
PARTED = frozenset([",", "and", "&", "/", "(", ")", ":", ">"])

#: Qualities that a day or a night can have: "a cold Monday evening".
_OF_WEATHER = frozenset(["hot", "cold"])

#: Qualities that a person can have as a whole: "she is white as a sheet".
_OF_PEOPLE = _OF_WEATHER | {"pale", "big"}

#: How what lies in a place grows.
_BIG = "big"
_GROWS = frozenset(["get", "grow", "keep", "each", "everi"])

#: Swelling at an ankle is asked for "on the painful leg only".
_ONE_ANKLE, _BOTH_LEGS = "ankle-swelling", "both-legs-swelling"

#: What presses, what that finds, and where it is asked for by itself.
_PRESSES, _TENDER = "squeez", "tender"
_MUSCLES = frozenset(["@calf", "@thigh-back"])

#: How far behind a lump its place may stand, and how far before a quality its "it".
NEAR, ITS = 4, 4


def pairs(units: Sequence[Unit], context: Context, lexicon: Lexicon) -> Iterator[Named]:
    """Yield each quality with each of the places it is said of."""
    forms = [unit.form for unit in units]
    # "calf, shin": nothing stands between a place and its comma; "calf too, the other" is no list
    listed = [
        unit.form in _LISTED and place > 0 and units[place - 1].last + 1 == unit.first
        for place, unit in enumerate(units)
    ]
    memory = Memory(forms, lexicon)
    for place, form in enumerate(forms):
        clause = context.clause(place)
        memory.pass_by(place, clause)
        if _sore_when_pressed(forms, place, clause, lexicon):
            yield from _pressed(forms, place, memory, clause, lexicon, context)
        if form not in lexicon.qualities or _of_a_thing(forms, place, clause, context, lexicon):
            continue
        denied = "negated" in context.kinds(place, place + 1)
        if form in lexicon.intake.only_denied and not denied:
            continue
        where = _places_of(forms, listed, place, clause, lexicon)
        if where:
            for other in where:
                for one in _pair(forms, place, other, clause, lexicon):
                    yield of_both(one, context, lexicon)
        elif form in _OF_PEOPLE and _of_a_person(context, place, lexicon):
            continue
        elif form == _BIG and _of_a_lump(forms, place, lexicon):
            yield from _grows(forms, place)
        elif context.stands_alone(place):
            said = context.said_before(place, ITS)
            foot = memory.foot(clause, said) if _of_a_foot(form, lexicon) else []
            for other in foot or memory.meant(place, clause, said):
                yield from _pair(forms, place, other, clause, lexicon, said=False)


def _of_a_foot(quality: str, lexicon: Lexicon) -> bool:
    """Return whether a quality says something of a foot that is meant: cold, pale, not swollen."""
    told = lexicon.pairs.get((FOOT, quality), [])
    unsaid = lexicon.intake.not_meant
    return any(one.value == "present" and one.item not in unsaid for one in told)


def of_both(one: Named, context: Context, lexicon: Lexicon) -> Named:
    """Return a swelling of one ankle as that of both legs: "my ankles are swollen"."""
    if one.what.item != _ONE_ANKLE or one.place is None:
        return one
    said = {context.said_from(one.place)[0], *context.said_before(one.place, 2)}
    both = not said.isdisjoint(lexicon.intake.company.two)
    return replace(one, what=Meaning(_BOTH_LEGS, one.what.value)) if both else one


def _sore_when_pressed(forms: Sequence[str], place: int, clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether a pain is that of pressing, which names no place: "sore if I press it"."""
    if forms[place] not in lexicon.pains:
        return False
    near = forms[place + 1 : min(clause.high, place + ITS + 1)]
    if _PRESSES not in near:
        return False
    pressed = near.index(_PRESSES)
    behind = forms[place + pressed + 2 : min(clause.high, place + pressed + 2 + ITS)]
    return not any(form.startswith("@") for form in [*near[:pressed], *behind])


def _pressed(
    forms: Sequence[str],
    place: int,
    memory: Memory,
    clause: Clause,
    lexicon: Lexicon,
    context: Context,
) -> Iterator[Named]:
    """Yield what is sore when pressed, of a muscle: "it is sore if I press it", of a calf."""
    where = [at for at in range(clause.low, place) if forms[at].startswith("@")][-1:]
    said = context.said_before(place, ITS)
    for other in where or memory.meant(place, clause, said):
        if forms[other] in _MUSCLES:
            for meaning in lexicon.pairs.get((forms[other], _TENDER), []):
                at = (place, place + 1)
                yield Named(meaning, place, place + 1, at, other, pair=True)


def _of_a_thing(
    forms: Sequence[str], quality: int, clause: Clause, context: Context, lexicon: Lexicon
) -> bool:
    """Return whether a quality is that of a thing, not of the body: "a cold pack", "a big pull"."""
    behind = quality + 1
    if behind >= clause.high:
        return False
    if forms[quality] == _BIG and not forms[behind].startswith("@"):
        large, noun = context.said_from(quality)
        if large in lexicon.intake.attributive and noun.isalpha() and noun not in STOP_WORDS:
            return True
    felt = forms[quality] in _OF_WEATHER and forms[behind] in lexicon.days
    return felt or forms[behind] in lexicon.things


def _of_a_person(context: Context, quality: int, lexicon: Lexicon) -> bool:
    """Return whether somebody is hot or cold as a whole: "I felt cold"."""
    told = lexicon.intake.tellers
    for low in reversed(context.said_before(quality, FAR)):
        if low in told.persons:
            return True
        if low not in told.feels:
            return False
    return False


def _of_a_lump(forms: Sequence[str], quality: int, lexicon: Lexicon) -> bool:
    """Return whether a lump was named before: "it is bigger" is the lump then, not the knee."""
    return not lexicon.bag(lexicon.intake.lumps).isdisjoint(
        forms[max(0, quality - 2 * FAR) : quality]
    )


def _grows(forms: Sequence[str], quality: int) -> Iterator[Named]:
    """Yield that a lump grows: "it gets bigger", "it is bigger than at Easter"."""
    than = forms[quality + 1 : quality + 3]
    compared = than[:1] == ["than"] and than[1:] != ["other"]
    if compared or not _GROWS.isdisjoint(forms[max(0, quality - 3) : quality + 2]):
        what = Meaning("growing-lump", "present")
        yield Named(what, quality, quality + 1, (quality, quality + 1), pair=True)


def _pair(
    forms: Sequence[str],
    quality: int,
    place: int,
    clause: Clause,
    lexicon: Lexicon,
    *,
    said: bool = True,
) -> Iterator[Named]:
    """Yield what a quality of a place means, of the narrowest place for which it means anything.

    Where the place is not said but meant, the wider one comes first: "it is swollen" after a
    sentence about the back of the knee is the knee, not a lump.
    """
    exact = forms[quality] in lexicon.bag(lexicon.intake.exact)
    narrow = (forms[place], *(() if exact else WIDER.get(forms[place], ())))
    for wider in narrow if said or forms[place] != "@behind-knee" else narrow[::-1]:
        meanings = lexicon.pairs.get((wider, forms[quality]))
        if meanings:
            near = clause.low <= place < clause.high
            low = min(quality, place) if near else quality
            high = max(quality, place) + 1 if near else quality + 1
            unsaid = () if said else lexicon.intake.not_meant
            for meaning in (one for one in meanings if one.item not in unsaid):
                yield Named(meaning, low, high, (quality, quality + 1), place, pair=True)
            return


def _places_of(
    forms: Sequence[str],
    listed: Sequence[bool],
    quality: int,
    clause: Clause,
    lexicon: Lexicon,
) -> list[int]:
    """Return the places of which a quality is said in its own clause; none if it names none."""
    if forms[quality + 1 : quality + 2] == ["along"]:
        return []  # "oedema to mid-shin, and tenderness along the deep veins"
    place = quality + 1
    while place < clause.high and place - quality <= FAR and _passed(forms[place], lexicon):
        place += 1  # "red, hot and swollen knee"
    if place < clause.high and forms[place] in lexicon.towards:
        place += 1
    if place < clause.high and forms[place].startswith("@"):
        joined = any(forms[one] in _LISTED for one in range(quality + 1, place))
        if not joined or not _behind(forms, listed, quality, clause):
            return _list_around(forms, listed, place, clause)
    return _behind(forms, listed, quality, clause) or _ahead(forms, quality, clause, lexicon)


def _ahead(forms: Sequence[str], quality: int, clause: Clause, lexicon: Lexicon) -> list[int]:
    """Return the place of a lump with a few words between: "a lump beating behind my knee"."""
    if forms[quality] not in lexicon.bag(lexicon.intake.lumps):
        return []
    for place in range(quality + 1, min(clause.high, quality + NEAR + 1)):
        if forms[place] in PARTED:
            return []
        if forms[place].startswith("@"):
            joined = forms[place - 1] in lexicon.towards or forms[place] == "@behind-knee"
            return [place] if joined else []
    return []


def _passed(form: str, lexicon: Lexicon) -> bool:
    """Return whether a unit may stand between a quality and the place after it."""
    return form in _LISTED or form in lexicon.listed


def _behind(
    forms: Sequence[str], listed: Sequence[bool], quality: int, clause: Clause
) -> list[int]:
    """Return the places that stand before a quality in its clause, the nearest list."""
    for place in range(quality - 1, max(clause.low, quality - FAR) - 1, -1):
        if forms[place].startswith("@"):
            return _list_around(forms, listed, place, clause)
    return []


def _list_around(
    forms: Sequence[str], listed: Sequence[bool], place: int, clause: Clause
) -> list[int]:
    """Return the places of one list: "calf, shin and ankle"."""
    found = [place]
    for step in (-1, 1):
        at: int | None = place
        while at is not None:
            at = _next(forms, listed, at, step, clause)
            found += [at] if at is not None else []
    return sorted(found)


def _next(
    forms: Sequence[str], listed: Sequence[bool], at: int, step: int, clause: Clause
) -> int | None:
    """Return the next place of a list; "both" may stand before it: "both knees, both wrists"."""
    inside = range(clause.low, clause.high)
    at += step
    at += step * (at in inside and step < 0 and forms[at] == "both")
    if at not in inside or not listed[at]:
        return None
    at += step
    at += step * (at in inside and step > 0 and forms[at] == "both")
    return at if at in inside and forms[at].startswith("@") else None

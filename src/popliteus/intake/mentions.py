"""Where a story names an item: by a phrase, or by a quality of a place.

What this module is
    `named`, which finds phrases of the knowledge base, and pairs such as "calf" and "swollen"
    however far apart they stand: "my calf and ankle are swollen", "the calf, which I banged, is
    red and hot", "It is swollen" after a sentence about the calf.

What it is not
    Whether what is named is so is decided by `popliteus.intake.context`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from popliteus.intake.clauses import Clause
from popliteus.intake.context import Context
from popliteus.intake.lexicon import Hit, Lexicon, Meaning
from popliteus.intake.meant import WIDER, Memory, main_place
from popliteus.intake.words import Unit

#: What a phrase of a knee means in a story about another place, when it names none: "no snap".
BY_PLACE: dict[str, dict[str, str]] = {
    "pop-in-knee": {"@calf": "calf-snap", "@thigh-back": "thigh-snap", "@thigh": "thigh-snap"},
}


_LISTED = frozenset([",", "and", "&", "/", "or", "+"])

#: Forms that part what is said of one thing from what is said of another.
_PARTED = frozenset([",", "and", "&", "/", "(", ")", ":", ">"])

#: Forms with which a clause begins that only says when the next one is so: "when I squat, ...".
_WHEN = frozenset(["when", "whenev", "if", "after", "onc", "as", "everi", "each", "anytim"])


#: Qualities that a day or a night can have: "a cold Monday evening".
_OF_WEATHER = frozenset(["hot", "cold"])

#: How far before a quality its place may stand in one clause, in units.
FAR = 14


@dataclass(frozen=True, slots=True)
class Named:
    """An item named by units `low` to `high`; what cues must reach is `at`, and its place."""

    what: Meaning
    low: int
    high: int
    at: tuple[int, int]
    place: int | None = None
    pair: bool = False


def named(units: Sequence[Unit], context: Context, lexicon: Lexicon) -> list[Named]:
    """Return everything a story names, in order, the longest phrase where phrases overlap."""
    forms = [unit.form for unit in units]
    hits = lexicon.items.find(lexicon.items.doc(forms))
    whole = [_by_phrase(hit, forms) for hit in hits if isinstance(hit.what, Meaning)]
    whole = [_in_place(one, forms, lexicon) for one in whole if not _across(one, context)]
    found = [*whole, *_pairs(units, context, lexicon), *_tests(forms, context, lexicon)]
    found += [one for one in _apart(forms, context, lexicon) if not _covered(one, whole)]
    ordered = sorted(set(found), key=lambda one: (one.low, -one.high, one.what.item))
    return _outermost(ordered, frozenset(lexicon.attributes))


def _by_phrase(hit: Hit, forms: Sequence[str]) -> Named:
    places = [place for place in range(hit.low, hit.high) if forms[place].startswith("@")]
    assert isinstance(hit.what, Meaning)  # noqa: S101 - told to the type checker
    return Named(hit.what, hit.low, hit.high, (hit.low, hit.high), places[0] if places else None)


def _apart(forms: Sequence[str], context: Context, lexicon: Lexicon) -> Iterator[Named]:
    """Yield what parts of a phrase mean that stand apart: "hurts behind my knee to squat"."""

    def together(one: tuple[int, int], other: tuple[int, int]) -> bool:
        first, last = sorted((one, other))
        before, behind = context.clause(first[0]), context.clause(last[1] - 1)
        if before.sentence != behind.sentence:
            return False
        if before is not behind and before.high != behind.low:
            return False
        if forms[before.low] in _WHEN or forms[context.segment(first[0])[0]] in _WHEN:
            return True
        near = before is behind or last[0] == behind.low
        return near and _PARTED.isdisjoint(forms[first[1] : last[0]])

    for one in lexicon.apart.find(forms, together):
        head = one.places[0]
        here = context.kinds(*head)
        if "negated" not in here and any(
            "negated" in kinds and kinds["negated"].cue.low >= head[1]
            for kinds in (context.kinds(*place) for place in one.places[1:])
        ):
            continue  # "it hurts, not on squatting"
        low = min(place[0] for place in one.places)
        high = max(place[1] for place in one.places)
        where = [at for place in one.places for at in range(*place) if forms[at][:1] == "@"]
        yield Named(one.what, low, high, head, where[0] if where else None, pair=True)


def _covered(one: Named, whole: Sequence[Named]) -> bool:
    """Return whether a phrase says of the same item what parts would: "rest does not ease"."""
    return any(
        other.what.item == one.what.item and other.low <= one.low and one.high <= other.high
        for other in whole
    )


def _in_place(one: Named, forms: Sequence[str], lexicon: Lexicon) -> Named:
    """Return "no snap" as said of the calf in a story about a calf: the phrase names no place."""
    elsewhere = BY_PLACE.get(one.what.item)
    main = main_place(forms, lexicon) if elsewhere and one.place is None else None
    item = elsewhere.get(forms[main]) if elsewhere and main is not None else None
    return one if item is None else replace(one, what=Meaning(item, one.what.value))


def _across(one: Named, context: Context) -> bool:
    """Return whether a phrase would run over the end of a sentence."""
    return context.clause(one.low).sentence != context.clause(one.high - 1).sentence


def _outermost(found: list[Named], attributes: frozenset[str]) -> list[Named]:
    """Leave out what a longer phrase contains: "gout" in "gout in my big toe".

    A phrase that only says how ("swelled up straight away") leaves the swelling itself standing.
    """
    kept: list[Named] = []
    for one in found:
        inside = any(
            other.low <= one.low and one.high <= other.high and len_of(other) > len_of(one)
            for other in kept[-8:]
            if not other.pair and (other.what.item not in attributes or one.what.item in attributes)
        )
        if not inside:
            kept.append(one)
    return kept


def len_of(one: Named) -> int:
    """Return how many units a name has."""
    return one.high - one.low


def _pairs(units: Sequence[Unit], context: Context, lexicon: Lexicon) -> Iterator[Named]:
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
        if form not in lexicon.qualities or _of_a_thing(forms, place, clause, lexicon):
            continue
        where = _places_of(forms, listed, place, clause, lexicon)
        if where:
            for other in where:
                yield from _pair(forms, place, other, clause, lexicon)
        elif context.stands_alone(place):
            for other in memory.meant(place, clause):
                yield from _pair(forms, place, other, clause, lexicon, said=False)


def _of_a_thing(forms: Sequence[str], quality: int, clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether a quality is that of a thing, not of the body: "a cold pack"."""
    behind = quality + 1
    if behind >= clause.high:
        return False
    felt = forms[quality] in _OF_WEATHER and forms[behind] in lexicon.days
    return felt or forms[behind] in lexicon.things


def _tests(forms: Sequence[str], context: Context, lexicon: Lexicon) -> Iterator[Named]:
    """Yield what a test of the same sentence shows: "X-ray at the hospital showed no break"."""
    seen: tuple[int, int] = (-1, -1)  # unit and sentence of the last test named
    for place, form in enumerate(forms):
        sentence = context.clause(place).sentence
        if form in lexicon.modalities:
            seen = (place, sentence)
        if seen[1] != sentence or place - seen[0] > FAR:
            continue
        for size in (3, 2, 1):
            run = tuple(forms[place : place + size])
            meaning = lexicon.tests.get((forms[seen[0]], run)) if run in lexicon.results else None
            if meaning:
                end = place + len(run)  # at the end of a text a run is shorter than `size`
                yield Named(meaning, seen[0], end, (place, end), None, pair=True)
                break


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
    exact = forms[quality] in lexicon.exact
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
    place = quality + 1
    while place < clause.high and place - quality <= FAR and _passed(forms[place], lexicon):
        place += 1  # "red, hot and swollen knee"
    if place < clause.high and forms[place] in lexicon.towards:
        place += 1
    if place < clause.high and forms[place].startswith("@"):
        joined = any(forms[one] in _LISTED for one in range(quality + 1, place))
        if not joined or not _behind(forms, listed, quality, clause):
            return _list_around(forms, listed, place, clause)
    return _behind(forms, listed, quality, clause)


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
        at = place
        while (
            clause.low <= at + 2 * step < clause.high
            and listed[at + step]
            and forms[at + 2 * step].startswith("@")
        ):
            at += 2 * step
            found.append(at)
    return sorted(found)

"""Where a story names an item: by a phrase, or by a quality of a place.

What this module is
    `named`, which finds phrases of the knowledge base, whole or in parts, what tests showed, and
    the pairs of `popliteus.intake.pairs`.

What it is not
    Whether what is named is so is decided by `popliteus.intake.context`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from popliteus.intake.context import Context
from popliteus.intake.lexicon import Hit, Lexicon, Meaning
from popliteus.intake.meant import main_place
from popliteus.intake.naming import Named
from popliteus.intake.pairs import FAR, PARTED, of_both, pairs
from popliteus.intake.words import Unit

#: What a phrase of a knee means in a story about another place, when it names none: "no snap".
BY_PLACE: dict[str, dict[str, str]] = {
    "pop-in-knee": {"@calf": "calf-snap", "@thigh-back": "thigh-snap", "@thigh": "thigh-snap"},
}


#: Attributes that are told by the way: a finding's own phrase leaves them standing.
OF_THEIR_OWN = frozenset(["brings-on", "relief"])

#: Forms with which a clause begins that only says when the next one is so: "when I squat, ...".
_WHEN = frozenset(["when", "whenev", "if", "after", "onc", "as", "everi", "each", "anytim"])


def named(units: Sequence[Unit], context: Context, lexicon: Lexicon) -> list[Named]:
    """Return everything a story names, in order, the longest phrase where phrases overlap."""
    forms = [unit.form for unit in units]
    hits = lexicon.items.find(lexicon.items.doc(forms))
    whole = [_by_phrase(hit, forms) for hit in hits if isinstance(hit.what, Meaning)]
    whole = [_in_place(one, forms, lexicon) for one in whole if not _across(one, context)]
    whole = [of_both(one, context, lexicon) for one in whole]
    shown = [one for one in _tests(forms, context, lexicon) if not _told(one, whole)]
    found = [*whole, *pairs(units, context, lexicon), *shown]
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
        return near and PARTED.isdisjoint(forms[first[1] : last[0]])

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


def _told(one: Named, whole: Sequence[Named]) -> bool:
    """Return whether a phrase says what a test shows: "US: not cystic, solid" is solid."""
    return any(
        other.what.item == one.what.item and other.low <= one.at[0] < other.high for other in whole
    )


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

    A phrase that only says how ("swelled up straight away") leaves the swelling itself standing,
    and what a pain is with ("calf tight when I run") what brings it on.
    """
    kept: list[Named] = []
    for one in found:
        inside = any(
            other.low <= one.low and one.high <= other.high and len_of(other) > len_of(one)
            for other in kept[-8:]
            if not other.pair and _hides(other.what.item, one.what.item, attributes)
        )
        if not inside:
            kept.append(one)
    return kept


def _hides(outer: str, inner: str, attributes: frozenset[str]) -> bool:
    """Return whether a longer phrase leaves nothing of a shorter one within it.

    A "fell runner" has not fallen, but who "aches on my feet all day" says what brings it on.
    """
    if inner in attributes:
        return outer in attributes or inner not in OF_THEIR_OWN
    return outer not in attributes


def len_of(one: Named) -> int:
    """Return how many units a name has."""
    return one.high - one.low


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
            if meaning and forms[place - 1] != "for":  # "a scan for clots" shows nothing yet
                end = place + len(run)  # at the end of a text a run is shorter than `size`
                yield Named(meaning, seen[0], end, (place, end), None, pair=True)
                break

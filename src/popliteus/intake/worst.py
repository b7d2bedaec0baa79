"""Which of the places that hurt is the worst, and which are further ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from popliteus.intake.lexicon import Lexicon, Meaning
from popliteus.intake.naming import Named
from popliteus.intake.places import BEYOND, FAR, MOVES, Painful
from popliteus.intake.pointed import used
from popliteus.intake.words import Unit
from popliteus.knowledge.records import Place

#: A place where it hurts to be pressed is a lesser one.
_PRESSED = "squeez"

#: What makes a place one of swelling or colour rather than of pain.
_SHOWN = frozenset(
    ["lump", "swell", "red", "cyst", "mass", "bruis", "hot", "cold", "bulg", "full", "thump"]
)

#: What makes a place one that was hurt, operated on or examined.
_EXAMINED = frozenset(
    [
        "break",
        "fractur",
        "squeez",
        "bang",
        "hit",
        "graze",
        "nick",
        "scratch",
        "nail",
        "plateau",
        "tender",
        "not",
    ]
)

#: What a muscle does that is felt as its trouble: "my calves tighten when I row".
_FELT = frozenset(["tight", "knot", "rock hard"])

#: What is said of a place that is well.
_SOUND = frozenset(["fine", "well", "same", "grand", "sound", "match", "equal", "soft", "suppl"])

_NOT_KNEE = frozenset(["@calf", "@shin", "@thigh-back"])

#: Words after "and" by which a pain reaches on: "at the front and towards the outer side".
_REACHES = frozenset(["toward", "towards", "down", "into", "to"])

#: How near a word for pain must stand for a further place that is not on the leg itself.
NEAR = 3


def pain_items(
    painful_places: Sequence[Painful],
    units: Sequence[Unit],
    lexicon: Lexicon,
    states: Callable[[Named], str],
    lines: Callable[[int], int],
    *,
    note: bool = False,
) -> list[Named]:
    """Return the worst place where it is plain, and further places, as named items.

    Parameters
    ----------
    painful_places
        From `painful`.
    states
        What the context makes of a named item: ``present``, ``absent`` or a reason to leave it.
    lines
        The sentence of a unit: a place is denied where another is told.
    note
        Whether an examiner wrote the text: then a place without a word for pain is where something
        was found, not where it hurts.
    """
    records = {f"@{one.id}": one for one in lexicon.intake.places}
    there, denied = _said(painful_places, units, records, states)
    exact = {form: one for form, one in there.items() if records[form].worst}
    if not note and all(_pressed(one, units) for one in exact.values()):
        exact = _only_place(units, lexicon, states, set(there).difference(exact)) or exact
    worst = _narrowest(exact, there, units)
    found = [
        _named(exact[form], Meaning("worst-place", str(records[form].worst))) for form in worst
    ]
    for form, one in there.items():
        also = records[form].also
        reach = FAR if records[form].leg or _led(one, units) else NEAR
        if also and form not in worst and abs(one.place - one.pain) <= reach:
            found.append(_named(one, Meaning(also, "present")))
    told = [
        (lines(place), unit.form) for place, unit in enumerate(units) if unit.form in lexicon.legs
    ]
    for form, one in denied.items():
        others = [other for line, other in told if line == lines(one.pain) and other != form]
        if form not in there and others:  # "in my calf, not in the shin"
            place = one.place if one.pain < one.place else one.pain
            what = Meaning(str(records[form].also), "present")
            found.append(Named(what, one.low, one.high, (place, place + 1), one.place))
    return found


def _felt(units: Sequence[Unit]) -> bool:
    """Return whether a part of the leg is said to tighten or knot: "tight calves" is a finding."""
    forms = [unit.form for unit in units]
    return any(
        form in _FELT and any(one.startswith("@") for one in forms[max(0, place - 4) : place])
        for place, form in enumerate(forms)
    )


def _said(
    painful_places: Sequence[Painful],
    units: Sequence[Unit],
    records: Mapping[str, Place],
    states: Callable[[Named], str],
) -> tuple[dict[str, Painful], dict[str, Painful]]:
    """Return the places that are said to hurt, and those that are said not to."""
    there: dict[str, Painful] = {}
    denied: dict[str, Painful] = {}
    for one in painful_places:
        form = units[one.place].form
        record = records[form]
        meaning = Meaning(record.also or "worst-place", "present")
        state = states(_named(one, meaning))
        if state == "present" and one.place != one.pain:
            at = (one.place, one.place + 1)  # "in my calf, not behind the knee"
            state = states(Named(meaning, one.place, one.place + 1, at, one.place))
        near = FAR if record.leg else NEAR
        if state == "absent" and record.also and abs(one.place - one.pain) <= near:
            denied.setdefault(form, one)
        if state == "present":
            earlier = there.get(form)
            if earlier is None or (one.worst and not earlier.worst):
                there[form] = one
    return there, denied


def _named(one: Painful, what: Meaning) -> Named:
    return Named(what, one.low, one.high, (one.pain, one.pain + 1), one.place)


def _narrowest(
    exact: Mapping[str, Painful], there: Mapping[str, Painful], units: Sequence[Unit]
) -> list[str]:
    """Return the one place that is the worst, or none where it is not plain."""
    singled = [form for form, one in exact.items() if one.worst]
    narrow = singled if len(singled) == 1 else _first_hand(exact, units)
    if len(narrow) > 1 and not singled:
        narrow = _of_one_pain(narrow, exact, units)
    spanned = any(_spanned([unit.form for unit in units], one.place) for one in exact.values())
    if not narrow and len(there) == 1 and not spanned and not _arrived(exact, units):
        narrow = list(exact)  # "pain up the back of the thigh", and no other place hurts
    return narrow if len(narrow) == 1 and not _with_knee(narrow, there, singled, units) else []


def _of_one_pain(
    narrow: list[str], exact: Mapping[str, Painful], units: Sequence[Unit]
) -> list[str]:
    """Return the place named first where one word for pain is of several, one after another.

    "A pain in my calf, behind the knee" is in the calf, and says where in the calf; "at the front
    and towards the outer side" is at the front, and reaches further.
    """
    pains = {exact[form].pain for form in narrow}
    after = all(exact[form].place > exact[form].pain for form in narrow)
    low, high = (of(exact[form].place for form in narrow) for of in (min, max))
    forms = [unit.form for unit in units]
    listed = not {"and", "&", "or", "n"}.isdisjoint(forms[low:high])
    if listed and len(narrow) == 2:  # "in my calf and in my shin" is both, and as much
        first, second = sorted(exact[form].place for form in narrow)
        reaches = forms[second] == "@behind-knee" or forms[second - 1] in _REACHES
        listed = not reaches or forms[first - 1] == forms[second - 1]
    if len(pains) > 1 or not after or listed:
        return narrow
    return [min(narrow, key=lambda form: exact[form].place)]


def _with_knee(
    narrow: list[str], there: Mapping[str, Painful], singled: list[str], units: Sequence[Unit]
) -> bool:
    """Return whether one word for pain is of the knee or thigh as much as of another place."""
    one = there.get(narrow[0])
    if one is None or singled or narrow[0] not in _NOT_KNEE:
        return False
    others = [there[form] for form in ("@knee", "@thigh") if form in there]
    forms = [unit.form for unit in units]
    return any(
        other.pain == one.pain
        and not (other.place > one.place and forms[other.place - 1] in BEYOND)  # it reaches there
        for other in others
    )


def _led(one: Painful, units: Sequence[Unit]) -> bool:
    """Return whether a pain is led to a place: "goes down my leg into my foot"."""
    forms = [unit.form for unit in units[one.low : one.place]]
    moved = MOVES.intersection(forms)
    led = bool(moved) and (forms[-1:] == ["into"] or (forms[-1:] == ["to"] and "go" not in moved))
    listed = forms[-1:] == ["and"] and forms[-2][:1] == "@" if len(forms) > 1 else False
    return one.pain < one.place and (led or listed or forms[-2:] == ["and", "in"])


def _arrived(exact: Mapping[str, Painful], units: Sequence[Unit]) -> bool:
    """Return whether a pain only goes to a place: where it comes from is not told."""
    forms = [unit.form for unit in units]
    return any(
        form in MOVES and forms[place + 1] != "pain"  # "a pulling pain" goes nowhere
        for one in exact.values()
        for place, form in enumerate(forms[: one.place])
        if place >= one.place - 4 and units[one.place].form != "@whole-leg"
    )


def _first_hand(exact: Mapping[str, Painful], units: Sequence[Unit]) -> list[str]:
    """Return the places where the pain is, without those it goes to or that are only pressed."""
    forms = [unit.form for unit in units]
    here = [
        form
        for form, one in exact.items()
        if form == "@whole-leg"  # "down the whole of my leg, to the toes"
        or (
            not (one.place > one.pain and one.place and forms[one.place - 1] in BEYOND)
            and not _spanned(forms, one.place)
        )
    ]
    told = [form for form in here if not _pressed(exact[form], units)]
    first = [form for form in told if not exact[form].lesser]
    return first or told or here


def _spanned(forms: Sequence[str], place: int) -> bool:
    """Return whether a pain runs on from a place to another: "pain from the calf to the toes"."""
    return forms[place + 1 : place + 2] == ["to"] and any(
        form.startswith("@") for form in forms[place + 2 : place + 4]
    )


def _pressed(one: Painful, units: Sequence[Unit]) -> bool:
    """Return whether a place is told to hurt when it is pressed."""
    return any(unit.form == _PRESSED for unit in units[one.low : one.high + 3])


def _only_place(
    units: Sequence[Unit],
    lexicon: Lexicon,
    states: Callable[[Named], str],
    painful_wide: set[str],
) -> dict[str, Painful]:
    """Return the one exact place a story speaks of, when no word for pain stands beside it.

    "Snap, straight in the calf": the place of the trouble is where it hurts. A pain that is said
    of another part of the leg speaks against it.
    """
    records = {f"@{one.id}": one for one in lexicon.intake.places}
    found: dict[str, Painful] = {}
    for place, unit in enumerate(units):
        record = records.get(unit.form)
        if record is None or not record.worst or unit.form in found:
            continue
        name = Named(
            Meaning("worst-place", record.worst), place, place + 1, (place, place + 1), place
        )
        if (
            states(name) == "present"
            and not _spanned([unit.form for unit in units], place)
            and not _well(units, place)
            and not _shown(units, place, lexicon)
        ):
            found[unit.form] = Painful(place, place, worst=False)
    if len(found) != 1:
        return {}
    kind = records[next(iter(found))].kind
    others = {records[form].kind for form in painful_wide} & {"knee", "lower", "thigh"} - {kind}
    return {} if others else found


def _well(units: Sequence[Unit], place: int) -> bool:
    """Return whether a place is said to be well: "my calf is fine", "the calf is the same size"."""
    return any(unit.form in _SOUND for unit in units[place + 1 : place + 4])


def _shown(units: Sequence[Unit], place: int, lexicon: Lexicon) -> bool:
    """Return whether a place is one of a lump, a swelling, a colour, and not of pain as well.

    "My calf is swollen and it hurts" is both. A kneecap named alone is examined, or well.
    """
    forms = [unit.form for unit in units[place + 1 : place + 9]]
    if units[place].form == "@front-knee":
        return True
    if used([unit.form for unit in units], place):
        return True
    near = [unit.form for unit in units[max(0, place - 4) : place + 5]]
    also = next((form for form in forms if form.startswith("@") or form in lexicon.pains), "")
    if not _EXAMINED.isdisjoint(near) or (place and units[place - 1].form in BEYOND | {"over"}):
        return True
    return not _SHOWN.isdisjoint(near) and also not in lexicon.pains

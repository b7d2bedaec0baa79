"""Which of the places that hurt is the worst, and which are further ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from popliteus.intake.lexicon import Lexicon, Meaning
from popliteus.intake.naming import Named
from popliteus.intake.only_place import only_place, spanned
from popliteus.intake.places import BEYOND, FAR, MOVES, WHERE_IN, Painful
from popliteus.intake.words import Unit
from popliteus.knowledge.records import Place

#: A place where it hurts to be pressed is a lesser one.
_PRESSED = "squeez"

#: Units that may stand behind a place that does not hurt, and nothing more is said of it.
_CLOSES = frozenset([".", ",", ";", "!", "and", "or", "nor", "either"])

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
        exact = only_place(units, lexicon, states, set(there).difference(exact)) or exact
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
        elsewhere = set(there).difference([form]) and _plain(one, units)
        if form not in there and (others or elsewhere):  # "in my calf, not in the shin"
            place = one.place if one.pain < one.place else one.pain
            what = Meaning(str(records[form].also), "present")
            found.append(Named(what, one.low, one.high, (place, place + 1), one.place))
    return found


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
    ran_on = any(spanned([unit.form for unit in units], one.place) for one in exact.values())
    if not narrow and len(there) == 1 and not ran_on and not _arrived(exact, units):
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
    onward = forms[-2:-1] and forms[-2] in {"down", "up"}  # "goes to my foot" may be of a numbness
    to = forms[-1:] == ["to"] and ("go" not in moved or onward)
    led = bool(moved) and (forms[-1:] == ["into"] or to)
    listed = forms[-1:] == ["and"] and forms[-2][:1] == "@" if len(forms) > 1 else False
    return one.pain < one.place and (led or listed or forms[-2:] == ["and", "in"])


def _arrived(exact: Mapping[str, Painful], units: Sequence[Unit]) -> bool:
    """Return whether a pain only goes to a place: where it comes from is not told."""
    forms = [unit.form for unit in units]
    return any(
        # "a pulling pain" goes nowhere, and what "reached further down the calf" began there
        form in MOVES and forms[place + 1] != "pain" and "further" not in forms[place : one.place]
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
            not (one.place > one.pain and _led_by(forms, one.place) in BEYOND)
            and not spanned(forms, one.place)
        )
    ]
    told = [form for form in here if not _pressed(exact[form], units)]
    first = [form for form in told if not exact[form].lesser]
    return first or told or here


def _plain(one: Painful, units: Sequence[Unit]) -> bool:
    """Return whether a place is told to hurt, or not, and no more: not "in bed", nor if pressed."""
    forms = [unit.form for unit in units]
    ends = forms[one.high : one.high + 1]
    said = forms[max(0, one.low - NEAR) : one.high]
    to = one.place > 0 and forms[one.place - 1] in BEYOND  # "does not spread to the calf"
    led = to and (one.pain == one.place - 1 or not MOVES.isdisjoint(said))
    near = led or (one.high - one.low <= NEAR + 1 and forms[one.pain] == "pain")
    return near and _PRESSED not in said and "," not in said and (not ends or ends[0] in _CLOSES)


def _led_by(forms: Sequence[str], place: int) -> str:
    """Return the unit before a place, without what says where in it: "to the back of the calf"."""
    before = next((at for at in range(place - 1, -1, -1) if forms[at] not in WHERE_IN), -1)
    return forms[before] if before >= 0 else ""


def _pressed(one: Painful, units: Sequence[Unit]) -> bool:
    """Return whether a place is told to hurt when it is pressed."""
    return any(unit.form == _PRESSED for unit in units[one.low : one.high + 3])

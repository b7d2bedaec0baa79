"""Where it hurts: the worst place when it is plain, further places otherwise.

A place is where the pain is when a word for pain is said of it. One such place in the whole story
is the worst; of several, the one that the story singles out ("mainly behind the knee"). A wider
place ("my knee") does not compete with a narrower one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from popliteus.intake.clauses import Clause
from popliteus.intake.context import Context
from popliteus.intake.lexicon import Lexicon, Meaning
from popliteus.intake.mentions import Named
from popliteus.intake.words import Unit

#: How far a place may stand from its word for pain, in units.
FAR = 9

#: Words before a place to which a pain goes from elsewhere, or that is only near it.
_BEYOND = frozenset(
    ["down", "to", "into", "toward", "up", "through", "across", "abov", "below", "under"]
)

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
        "scratch",
        "nail",
        "plateau",
        "tender",
        "not",
    ]
)

#: Units between "calf pain" and a further place of the same pain.
_ALSO = frozenset(
    [
        "to",
        "in",
        "into",
        "and",
        "down",
        "at",
        "on",
        "around",
        "through",
        "up",
        "&",
        ",",
        "round",
        "along",
        "both",
    ]
)

#: Words for where a pain goes: "it shoots down my calf".
_MOVES = frozenset(
    ["radiat", "spread", "shoot", "travel", "extend", "refer", "go", "run", "creep", "pull"]
)
_NO_PAIN = frozenset(["numb", "tingl", "swell", "red", "rash", "bruis", "lump", "weak"])

#: What says of a place after a comma that it is not one of pain: "pain in the knee, calf soft".
_STATED = frozenset(["soft", "suppl", "fine", "feel", "look", "not", "full", "free"])

#: What may follow a place that is told without a word for pain of its own.
_ALONE = frozenset([".", ",", "also", "and", "!"])

_NOT_KNEE = frozenset(["@calf", "@shin", "@thigh-back"])

#: What a place names with the word after it: no place of pain.
_THINGS = frozenset(["stretch", "rais", "curl", "guard", "brace", "support", "sleev", "strap"])

#: Units between "worst" and its place.
_JOINED = frozenset([",", "at", "in", "on", "of", "just", "right", "part", "spot", "place"])


@dataclass(frozen=True, slots=True)
class Painful:
    """A place that hurts: its unit, the unit of the word for pain, and whether it is the worst."""

    place: int
    pain: int
    worst: bool

    @property
    def low(self) -> int:
        """First unit."""
        return min(self.place, self.pain)

    @property
    def high(self) -> int:
        """Last unit and one."""
        return max(self.place, self.pain) + 1


def painful(units: Sequence[Unit], context: Context, lexicon: Lexicon) -> list[Painful]:
    """Return every place of which a story says that it hurts, whether so or not."""
    forms = [unit.form for unit in units]
    found: dict[int, Painful] = {}
    for place, form in enumerate(forms):
        if form in lexicon.pains and forms[place + 1 : place + 2] != ["free"]:
            clause = context.clause(place)
            for where in _places_of(forms, place, clause, lexicon):
                worst = _singled_out(forms, where, place, clause, lexicon)
                if where not in found or worst:
                    found[where] = Painful(where, place, worst)
        elif form.startswith("@") and _said_worst(forms, place, context.clause(place), lexicon):
            found.setdefault(place, Painful(place, place, worst=True))  # "worst behind the knee"
        elif form.startswith("@") and _goes_there(forms, place, context.clause(place), lexicon):
            found.setdefault(place, Painful(place, place - 1, worst=False))
    return [found[where] for where in sorted(found)]


def _goes_there(forms: Sequence[str], place: int, clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether a pain goes to a place, or is felt there, without being named beside it."""
    said = [
        one for one in forms[max(clause.low, place - 5) : place] if one not in {"upper", "lower"}
    ]
    if len(said) < 2 or said[-1] not in _BEYOND | {"in"}:
        return False
    if not _NO_PAIN.isdisjoint(forms[clause.low : clause.high]):
        return False
    felt = said[-2] == "feel" and said[-1] in {"in", "into", "down"}
    moved = said[-1] != "in" and not _MOVES.isdisjoint(said[:-1])
    moves = next((one for one in said[:-1] if one in _MOVES), "")
    plain = moves not in {"go", "run", "creep"} or said[-1] in {"into", "to"}
    told = any(one in lexicon.pains or one in lexicon.worst for one in forms[:place])
    return felt or (moved and plain and (told or moves in {"radiat", "shoot"}))


def _said_worst(forms: Sequence[str], place: int, clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether "worst" stands right before a place."""
    before = place - 1
    while before > clause.low and forms[before] in _JOINED:
        before -= 1
    after = forms[place + 1] if place + 1 < clause.high else ""
    ends = place + 2 >= clause.high or forms[place + 2] in {".", ",", "and", "than"}
    if after in lexicon.worst and (after != "wors" or ends):
        return True  # "the calf mostly"; "the calf is worse on stairs" is another thing
    return before >= clause.low and forms[before] in lexicon.worst


def _places_of(forms: Sequence[str], pain: int, clause: Clause, lexicon: Lexicon) -> Iterator[int]:
    """Yield the places of which a word for pain is said: those after it, else those before."""
    after = [
        place
        for place in range(pain + 1, min(clause.high, pain + FAR))
        if forms[place].startswith("@") and not _used(forms, place)
    ]
    before = [
        place
        for place in range(pain - 1, max(clause.low, pain - FAR) - 1, -1)
        if forms[place].startswith("@")
        and not _used(forms, place)
        and "because of" not in forms[place:pain]  # "cannot put my foot down because of the pain"
    ]
    end = clause.high
    if end + 1 < len(forms) and forms[end - 1] == "and" and forms[end].startswith("@"):
        after += [end] if forms[end + 1] in _ALONE else []  # "my calf hurts and my shin as well"
    after = [
        one
        for one in after
        if not _states_more(forms, one, clause, lexicon)
        and not ("when" in forms[pain:one] and (before or one != after[0]))
    ]
    direct = before and pain - before[0] == 1  # "calf pain", "knee hurts"
    if before and (direct or not after):
        yield before[0]
        at = before[0]
        while (
            at - 2 >= clause.low
            and forms[at - 1] in {"and", ",", "&"}
            and forms[at - 2].startswith("@")
        ):
            at -= 2
            yield at
    # "Calf pain L. Knee soft": only what is joined to it is of the same pain
    yield from (one for one in after if not direct or one - 1 == pain or forms[one - 1] in _ALSO)


def _used(forms: Sequence[str], place: int) -> bool:
    """Return whether a place is one that is stretched or worn on: "calf raises"."""
    return forms[place - 1 : place] == ["stretch"] or not _THINGS.isdisjoint(
        forms[place + 1 : place + 2]
    )


def _states_more(forms: Sequence[str], place: int, clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether something of its own is said of a place after a comma: ", calf swollen"."""
    if not {"none", "noth"}.isdisjoint(forms[max(0, place - 2) : place]):
        return True  # "calf pain, none in the thigh"
    listed = forms[place - 1] in {",", "and", "&"}
    after = forms[place + 1] if place + 1 < clause.high else ""
    return listed and (after in _STATED or after in lexicon.qualities)


def _singled_out(
    forms: Sequence[str], where: int, pain: int, clause: Clause, lexicon: Lexicon
) -> bool:
    """Return whether the story says that it hurts there most."""
    around = [*range(max(clause.low, where - 2), where), *range(pain, min(clause.high, pain + 2))]
    return any(forms[place] in lexicon.worst for place in around) and abs(where - pain) <= 4


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
    there: dict[str, Painful] = {}
    denied: dict[str, Painful] = {}
    for one in painful_places:
        record = records[units[one.place].form]
        meaning = Meaning(record.also or "worst-place", "present")
        name = Named(meaning, one.low, one.high, (one.pain, one.pain + 1), one.place)
        state = states(name)
        if state == "present" and one.place != one.pain:
            at = (one.place, one.place + 1)  # "in my calf, not behind the knee"
            state = states(Named(meaning, one.place, one.place + 1, at, one.place))
        near = FAR if record.leg else NEAR
        if state == "absent" and record.also and abs(one.place - one.pain) <= near:
            denied.setdefault(units[one.place].form, one)
        if state == "present":
            earlier = there.get(units[one.place].form)
            if earlier is None or (one.worst and not earlier.worst):
                there[units[one.place].form] = one
    exact = {form: one for form, one in there.items() if records[form].worst}
    if not exact and not note and any(unit.form in lexicon.pains for unit in units):
        exact = _only_place(units, lexicon, states, set(there))
    singled = [form for form, one in exact.items() if one.worst]
    narrow = singled if len(singled) == 1 else _first_hand(exact, units)
    if not narrow and len(there) == 1 and not _arrived(exact, units):
        narrow = list(exact)  # "pain up the back of the thigh", and no other place hurts
    worst = narrow if len(narrow) == 1 and not _with_knee(narrow, there, singled) else []
    found: list[Named] = []
    for form in worst:
        one = exact[form]
        what = Meaning("worst-place", str(records[form].worst))
        found.append(Named(what, one.low, one.high, (one.pain, one.pain + 1), one.place))
    for form, one in there.items():
        also = records[form].also
        if (
            also
            and form not in worst
            and abs(one.place - one.pain)
            <= (FAR if records[form].leg or _led(one, units) else NEAR)
        ):
            at = (one.pain, one.pain + 1)
            found.append(Named(Meaning(also, "present"), one.low, one.high, at, one.place))
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


def _with_knee(narrow: list[str], there: Mapping[str, Painful], singled: list[str]) -> bool:
    """Return whether one word for pain is of the knee as much as of another place."""
    one, knee = there.get(narrow[0]), there.get("@knee")
    return bool(one and knee and not singled and knee.pain == one.pain and narrow[0] in _NOT_KNEE)


def _led(one: Painful, units: Sequence[Unit]) -> bool:
    """Return whether a pain is led to a place: "goes down my leg into my foot"."""
    forms = [unit.form for unit in units[one.low : one.place]]
    moved = _MOVES.intersection(forms)
    led = bool(moved) and (forms[-1:] == ["into"] or (forms[-1:] == ["to"] and "go" not in moved))
    listed = forms[-1:] == ["and"] and forms[-2][:1] == "@" if len(forms) > 1 else False
    return one.pain < one.place and (led or listed or forms[-2:] == ["and", "in"])


def _arrived(exact: Mapping[str, Painful], units: Sequence[Unit]) -> bool:
    """Return whether a pain only goes to a place: where it comes from is not told."""
    forms = [unit.form for unit in units]
    return any(
        not _MOVES.isdisjoint(forms[max(0, one.place - 4) : one.place]) for one in exact.values()
    )


def _first_hand(exact: Mapping[str, Painful], units: Sequence[Unit]) -> list[str]:
    """Return the places where the pain is, without those it goes to or that are only pressed."""
    forms = [unit.form for unit in units]
    here = [
        form
        for form, one in exact.items()
        if not (one.place > one.pain and one.place and forms[one.place - 1] in _BEYOND)
    ]
    told = [form for form in here if _PRESSED not in forms[exact[form].low : exact[form].high + 3]]
    return told or here


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
    """Return whether a place is said to be well: "my calf is fine"."""
    return any(unit.form in {"fine", "well"} for unit in units[place + 1 : place + 4])


def _shown(units: Sequence[Unit], place: int, lexicon: Lexicon) -> bool:
    """Return whether a place is one of a lump, a swelling, a colour, and not of pain as well.

    "My calf is swollen and it hurts" is both. A kneecap named alone is examined, or well.
    """
    forms = [unit.form for unit in units[place + 1 : place + 9]]
    if units[place].form == "@front-knee":
        return True
    if _used([unit.form for unit in units], place):
        return True
    near = [unit.form for unit in units[max(0, place - 4) : place + 5]]
    also = next((form for form in forms if form.startswith("@") or form in lexicon.pains), "")
    if not _EXAMINED.isdisjoint(near) or (place and units[place - 1].form in _BEYOND):
        return True
    return not _SHOWN.isdisjoint(near) and also not in lexicon.pains


#: How near a word for pain must stand for a further place that is not on the leg itself.
NEAR = 3

"""The one place of a leg that a story speaks of, when no word for pain stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from popliteus.intake.lexicon import Lexicon, Meaning
from popliteus.intake.naming import Named
from popliteus.intake.places import BEYOND, Painful
from popliteus.intake.pointed import used
from popliteus.intake.words import Unit

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

#: What is said of a place that is well.
_SOUND = frozenset(["fine", "well", "same", "grand", "sound", "match", "equal", "soft", "suppl"])


def only_place(
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
            and not spanned([unit.form for unit in units], place)
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


def spanned(forms: Sequence[str], place: int) -> bool:
    """Return whether a pain runs on from a place to another: "pain from the calf to the toes"."""
    return forms[place + 1 : place + 2] == ["to"] and any(
        form.startswith("@") for form in forms[place + 2 : place + 4]
    )

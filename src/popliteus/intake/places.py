"""Where it hurts: every place of which a word for pain is said.

A place is where the pain is when a word for pain is said of it. One such place in the whole story
is the worst; of several, the one that the story singles out ("mainly behind the knee"). A wider
place ("my knee") does not compete with a narrower one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from popliteus.intake.clauses import Clause
from popliteus.intake.context import Context
from popliteus.intake.lexicon import Lexicon
from popliteus.intake.pointed import moved_to, shown, told_before, used
from popliteus.intake.words import Unit

#: Units between "worst" and its place.
_JOINED = frozenset([",", "at", "in", "on", "of", "all", "just", "right", "part", "spot", "place"])

#: Units between a place and "worst": "the calf is by far the worst".
_BY_FAR = frozenset(["by", "far"])

#: How far a place may stand from its word for pain, in units.
FAR = 9

#: How far before a place "especially" may stand, in words.
MOST = 3

#: How far before a place "also" may stand, in words: "also a little in the calf".
FURTHER = 5

#: Words before a place to which a pain goes from elsewhere, or that is only near it.
BEYOND = frozenset(
    ["down", "to", "into", "toward", "up", "through", "across", "abov", "below", "under"]
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
        "behind",
        "besid",
    ]
)

#: Words for where a pain goes: "it shoots down my calf".
MOVES = frozenset(
    [
        "radiat",
        "spread",
        "shoot",
        "travel",
        "extend",
        "refer",
        "go",
        "run",
        "creep",
        "pull",
        "move",
        "crawl",
        "climb",
        "track",
        "reach",
        "stretch",
    ]
)
_NO_PAIN = frozenset(["numb", "tingl", "swell", "red", "rash", "bruis", "lump", "weak"])

#: What says where in a place: "up to the middle of the calf".
WHERE_IN = frozenset(
    [
        "upper",
        "lower",
        "outer",
        "inner",
        "middl",
        "top",
        "of",
        "part",
        "side",
        "edg",
        "back",
        "half",
    ]
)

#: What says of a place after a comma that it is not one of pain: "pain in the knee, calf soft".
_STATED = frozenset(["soft", "suppl", "fine", "feel", "look", "not", "full", "free"])

#: What may follow a place that is told without a word for pain of its own.
_ALONE = frozenset([".", ",", "also", "and", "!"])


@dataclass(frozen=True, slots=True)
class Painful:
    """A place that hurts: its unit, the unit of the word for pain, and whether it is the worst.

    A `lesser` place is told as a further one: "and also a little in the calf".
    """

    place: int
    pain: int
    worst: bool
    lesser: bool = False

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
            wheres = list(_places_of(forms, place, clause, lexicon))
            for where in wheres or told_before(forms, place, context, lexicon):
                worst = _singled_out(forms, where, place, clause, lexicon)
                worst = worst or _most(context.said_before(where, MOST), lexicon)
                worst = worst or moved_to(context, where)
                if where not in found or worst:
                    found[where] = Painful(where, place, worst, _lesser(where, context, lexicon))
        elif form.startswith("@") and (
            _said_worst(forms, place, context.clause(place), lexicon)
            or moved_to(context, place)
            or shown(context, place)
        ):
            found.setdefault(place, Painful(place, place, worst=True))  # "worst behind the knee"
        elif form.startswith("@") and _goes_there(forms, place, context.clause(place), lexicon):
            found.setdefault(place, Painful(place, place - 1, worst=False))
    return [found[where] for where in sorted(found)]


def _most(said: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether "especially" stands right before a place, as it is written."""
    return not set(said).isdisjoint(lexicon.intake.worst_said)


def _lesser(where: int, context: Context, lexicon: Lexicon) -> bool:
    """Return whether a place is told as a further one: "also in the calf", "the calf as well"."""
    words = lexicon.intake.sides.too
    behind = context.said_behind(where, 2)
    return (
        not set(context.said_before(where, FURTHER)).isdisjoint(words)
        or behind[:1] == ["too"]
        or behind == ["as", "well"]
    )


def _goes_there(forms: Sequence[str], place: int, clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether a pain goes to a place, or is felt there, without being named beside it."""
    said = [one for one in forms[max(clause.low, place - 7) : place] if one not in WHERE_IN]
    if "further" in said:  # "it reached further down the calf" began there
        return False
    if said[-3:] == ["as", "far", "as"]:
        said[-3:] = ["to"]
    if len(said) < 2 or said[-1] not in BEYOND | {"in", "from"}:
        return False
    if not _NO_PAIN.isdisjoint(forms[clause.low : clause.high]):
        return False
    felt = said[-2] == "feel" and said[-1] in {"in", "into", "down"}
    moved = said[-1] != "in" and not MOVES.isdisjoint(said[:-1])
    moves = next((one for one in said[:-1] if one in MOVES), "")
    plain = moves not in {"go", "run", "creep"} or said[-1] in {"into", "to", "from"}
    told = any(one in lexicon.pains or one in lexicon.worst for one in forms[:place])
    return felt or (moved and plain and (told or moves in {"radiat", "shoot"}))


def _said_worst(forms: Sequence[str], place: int, clause: Clause, lexicon: Lexicon) -> bool:
    """Return whether "worst" stands right before a place."""
    before = place - 1
    while before > clause.low and forms[before] in _JOINED:
        before -= 1
    behind = place + 1
    while behind < clause.high and forms[behind] in _BY_FAR:
        behind += 1
    after = forms[behind] if behind < clause.high else ""
    ends = behind + 1 >= clause.high or forms[behind + 1] in {".", ",", "and", "than"}
    if after in lexicon.worst and (after != "wors" or ends):
        return True  # "the calf mostly"; "the calf is worse on stairs" is another thing
    return before >= clause.low and forms[before] in lexicon.worst


def _places_of(forms: Sequence[str], pain: int, clause: Clause, lexicon: Lexicon) -> Iterator[int]:
    """Yield the places of which a word for pain is said: those after it, else those before."""
    after = [
        place
        for place in range(pain + 1, min(clause.high, pain + FAR))
        if forms[place].startswith("@") and not used(forms, place)
    ]
    before = [
        place
        for place in range(pain - 1, max(clause.low, pain - FAR) - 1, -1)
        if forms[place].startswith("@")
        and not used(forms, place)
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
    around = [
        *range(max(clause.low, where - 2), where),
        *range(max(clause.low, pain - 1), min(clause.high, pain + 2)),
    ]
    return any(forms[place] in lexicon.worst for place in around) and abs(where - pain) <= 4

"""Sides of the joint that are told without naming it: "pain along the inside"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from popliteus.intake.context import Context
from popliteus.intake.lexicon import Lexicon
from popliteus.intake.pointed import moved_to
from popliteus.intake.words import Unit

#: A side of the joint, told without naming the joint ("pain along the inside"), as forms.
_SIDES: dict[tuple[str, ...], str] = {
    ("inner", "side"): "@inner-knee",
    ("inner", "part"): "@inner-knee",
    ("insid",): "@inner-knee",
    ("inner", "aspect"): "@inner-knee",
    ("inner", "edg"): "@inner-knee",
    ("medial", "side"): "@inner-knee",
    ("medial", "aspect"): "@inner-knee",
    ("insid", "edg"): "@inner-knee",
    ("inner", "half"): "@inner-knee",
    ("inner", "border"): "@inner-knee",
    ("inner", "joint", "line"): "@inner-knee",
    ("medial", "border"): "@inner-knee",
    ("outer", "border"): "@outer-knee",
    ("outer", "joint", "line"): "@outer-knee",
    ("later", "border"): "@outer-knee",
    ("inner", "bit"): "@inner-knee",
    ("outer", "bit"): "@outer-knee",
    ("outer", "half"): "@outer-knee",
    ("outer", "side"): "@outer-knee",
    ("outer", "part"): "@outer-knee",
    ("outsid",): "@outer-knee",
    ("outer", "aspect"): "@outer-knee",
    ("outer", "edg"): "@outer-knee",
    ("later", "side"): "@outer-knee",
    ("later", "aspect"): "@outer-knee",
    ("back",): "@behind-knee",
    ("front",): "@front-knee",
    ("rear",): "@behind-knee",
    ("medial",): "@inner-knee",
    ("later",): "@outer-knee",
    ("posterior",): "@behind-knee",
    ("anterior",): "@front-knee",
    ("all", "over"): "@all-knee",
    ("all", "round"): "@all-knee",
    ("all", "around"): "@all-knee",
    ("all", "way", "round"): "@all-knee",
    ("all", "way", "around"): "@all-knee",
    ("everywher",): "@all-knee",
}
#: Sides of other parts, by the part that was told: "my lower leg hurts at the back".
_PARTS = {
    ("@lower-leg", "@behind-knee"): "@calf",
    ("@lower-leg", "@front-knee"): "@shin",
    ("@thigh", "@behind-knee"): "@thigh-back",
}
#: Sides that may stand right after the word for pain: "knee pain medially", "hurts all over".
_BARE = frozenset(["medial", "later", "posterior", "anterior", "all", "everywher"])
_ON_THE = frozenset(
    ["on", "at", "in", "along", "round", "around", "down", "over", "toward", "towards"]
)
#: Words between "it is" and where it is.
_ADVERBS = frozenset(
    ["side", ",", "right", "just", "mostly", "mainly", "more", "all", "only", "deep"]
)
#: What may stand behind a side that stands right behind its joint.
_ENDS = frozenset([",", ".", ";", "and", ")"])
#: Places of a knee, from one of which a pain may have moved to another.
_OF_KNEE = frozenset(
    ["@knee", "@all-knee", "@front-knee", "@inner-knee", "@outer-knee", "@behind-knee"]
)
#: Words behind fingers that measure how far something is.
_MEASURES = frozenset(["under", "below", "abov", "from", "breadth", "width", "wide"])
_OF = frozenset(["of", "from", "in", "to"])


def sided(units: Sequence[Unit], context: Context, lexicon: Lexicon) -> list[Unit]:
    """Return the units of a story with "along the inside" as a place of the knee.

    Only where a clause tells of pain, and only while the story speaks of a knee.
    """
    found = list(units)
    forms = [unit.form for unit in units]
    leg = next((form for form in forms if form in lexicon.legs), "")
    for place, form in enumerate(forms):
        leg = form if form in lexicon.legs and form != "@leg" else leg
        run = next((one for one in _SIDES if tuple(forms[place : place + len(one)]) == one), None)
        if run is not None and _told(forms, place, place + len(run), leg, context, lexicon):
            found[place] = replace(found[place], form=_PARTS.get((leg, _SIDES[run]), _SIDES[run]))
    return found


def _told(
    forms: Sequence[str], place: int, end: int, leg: str, context: Context, lexicon: Lexicon
) -> bool:
    """Return whether a side from `place` to `end` is one of the leg that was told last."""
    # "at the back of my knee and at the front"
    front = forms[place] == "front" and leg == "@behind-knee"
    moved = leg in _OF_KNEE and moved_to(context, place)
    part = (leg, _SIDES[tuple(forms[place:end])]) in _PARTS
    if leg not in {"@knee", "@front-knee"} and not front and not moved and not part:
        return False
    clause = context.clause(place)
    told = forms[clause.low : clause.high]
    of_it = context.said_behind(end - 1, 2) == ["of", "it"] and not lexicon.pains.isdisjoint(
        forms[clause.low : place]
    )
    of_it = of_it or forms[end : end + 2] == ["of", "one"]  # "the front of the right one"
    if not _stands(forms, place, end, context, lexicon, of_it=of_it, moved=moved):
        return False
    hurts = moved or _it_is(context.said_before(place, 9))
    own = {"@knee", "@thigh" if of_it else "", "@behind-knee" if front else ""}
    own |= {leg} if part or moved else set()
    return (hurts or any(one in lexicon.pains or one in lexicon.worst for one in told)) and not any(
        one.startswith("@") and one not in own and not _wide(told, at)
        for at, one in enumerate(told)
    )


def _stands(
    forms: Sequence[str],
    place: int,
    end: int,
    context: Context,
    lexicon: Lexicon,
    *,
    of_it: bool,
    moved: bool,
) -> bool:
    """Return whether a side stands as one: "on the inside", "pain medially", "inside of it"."""
    clause, form = context.clause(place), forms[place]
    after = forms[end] if end < clause.high else ""
    before = forms[place - 1] if place > clause.low else ""
    here = moved or before in _ON_THE
    here = here or (form in _BARE and (before in lexicon.pains or before == ","))
    if form in _BARE and end == place + 1 and not (here or after in lexicon.pains):
        return False
    if form == "back" and before not in _ON_THE and context.said_before(place, 1) != ["the"]:
        return False  # "my back hurts", "no back pain": no side of a knee
    here = here or _beside_it(forms, place, end, clause.high)
    here = here or forms[end : end + 2] == ["of", "one"]
    elsewhere = (after in _OF and not of_it) or after.startswith("@")
    return not elsewhere and (here or after in lexicon.pains)


def _wide(forms: Sequence[str], at: int) -> bool:
    """Return whether fingers or a hand only measure: "three fingers under the joint"."""
    return forms[at] == "@hand" and not _MEASURES.isdisjoint(forms[at + 1 : at + 2])


def _beside_it(forms: Sequence[str], place: int, end: int, high: int) -> bool:
    """Return whether a side stands right behind its joint: "my knee, the inner part, aches"."""
    joined = forms[place - 2 : place] == ["@knee", ","]
    return joined and (end >= high or forms[end] in _ENDS)


def _it_is(said: Sequence[str]) -> bool:
    """Return whether "it is on the" stands right before a side: the pain that was told before.

    >>> _it_is(["it", "is", "mostly", "on", "the"]), _it_is(["my", "bed", "is", "on", "the"])
    (True, False)
    """
    told = [one for one in said if one not in _ADVERBS and one != "the"]
    if told[-1:] and told[-1] not in _ON_THE:
        return False
    while told[-1:] and told[-1] in _ON_THE:
        told.pop()
    return told[-1:] in (["its"], ["it's"]) or told[-2:] in (["it", "is"], ["it", "'s"])

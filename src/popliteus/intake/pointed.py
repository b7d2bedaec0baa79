"""A pain whose place is pointed at: "it has moved to the front", "it aches there"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from popliteus.intake.context import Context
from popliteus.intake.lexicon import Lexicon

#: What a place names with the word after it: no place of pain.
_THINGS = frozenset(["stretch", "rais", "curl", "guard", "brace", "support", "sleev", "strap"])

#: That a pain has left one place for another, as it is written, right before the other.
_MOVED = re.compile(
    r"\b(?:(?:moved|shifted|migrated|switched|settled)(?: \w+)? (?:to|into|in|on|at)"
    r"|(?:now|nowadays|these days),? (?:it is|it's|its|it sits|it hurts)(?: \w+)? "
    r"(?:on|in|at|under|behind|below|above|along)"
    r"|now,? (?:it is|it's|its) (?:only|mostly|mainly|just|all))"
    r"(?: (?:my|the|his|her|its|both|left|right))*$"
)

#: That somebody shows where it is, as it is written, right before the place.
_SHOWN = re.compile(
    r"\b(?:(?:point|points|pointed|pointing) (?:\w+ )?(?:to|at)"
    r"|(?:finger|hand|palm|fingertip) (?:right |straight |down |flat ){0,3}(?:on|to|over)"
    r"|circles? (?:\w+ )?(?:round|around))(?: \w+){0,5}$"
)

#: Words before a hand that feels, or that is no hand: "with my fingers", "on the other hand".
_FEELS = frozenset(
    [
        *("put", "putting", "lay", "laid", "place", "with", "run", "ran", "other", "by"),
        *("dig", "press", "push", "prod", "poke", "stick"),
    ]
)
_FEELING = frozenset(["@hand", "@elsewhere"])

#: How far before a place that a pain has moved may be told, in words.
SINCE = 8

#: Words behind a pain that is where a place was told just before: "and it aches there".
_THERE = (["there"], ["right", "there"], ["just", "there"], ["in", "that"], ["at", "that"])

#: How far back the place may be told of a pain that names none, in units.
BACK = 16


def moved_to(context: Context, place: int) -> bool:
    """Return whether a pain has left one place for another: "it has since moved to the front"."""
    return _MOVED.search(" ".join(context.said_before(place, SINCE))) is not None


def told_before(
    forms: Sequence[str], pain: int, context: Context, lexicon: Lexicon
) -> Iterator[int]:
    """Yield the place of a pain that only points back to it: "I hit my shin, and it hurts".

    In the same sentence, or with "there" in the one before.
    """
    clause = context.clause(pain)
    there = any(context.said_behind(pain, len(one)) == one for one in _THERE)
    if any(form.startswith("@") for form in forms[clause.low : clause.high]) and not there:
        return
    if not there and "it" not in context.said_before(pain, 4):
        return
    for where in range(pain - 1, max(-1, pain - BACK), -1):
        far = clause.sentence - context.clause(where).sentence
        if far > there or forms[where] in {"fine", "well", "other"}:
            return
        if forms[where].startswith("@"):
            if forms[where] in lexicon.legs and not used(forms, where):
                yield where
            return


def shown(context: Context, place: int) -> bool:
    """Return whether somebody shows where it is: "she points to the lump under her kneecap"."""
    return _SHOWN.search(" ".join(context.said_before(place, SINCE))) is not None


def used(forms: Sequence[str], place: int) -> bool:
    """Return whether a place is one that is stretched or worn on: "calf raises"."""
    return forms[place - 1 : place] == ["stretch"] or not _THINGS.isdisjoint(
        forms[place + 1 : place + 2]
    )


def feels(form: str, place: int, context: Context) -> bool:
    """Return whether a hand or thumb is what feels, not what ails: "when I put my hand there"."""
    return form in _FEELING and not _FEELS.isdisjoint(context.said_before(place, 2))

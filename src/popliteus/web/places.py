"""Where it can hurt: the places that can be ticked, their numbers, and what ticking them answers.

The places come from the regions of the drawings, so that the list and the drawing offer the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from popliteus.knowledge import KnowledgeBase

WORST = "worst-place"

#: Places that cover others, so that no number can point to them: they come last in the list. A
#: place within one that was not ticked is not a "no".
COVERS = {
    "all-over-knee": frozenset(["front-of-knee"]),
    "whole-leg": frozenset(["calf", "back-of-thigh", "front-of-knee", "shin", "foot", "groin"]),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    Attributes
    ----------
    id
        The option of worst-place; for a place that can never be the worst, its region.
    label
        Its words in a list.
    number
        Stands for it on the drawing; empty for a place that covers others.
    also
        The finding that it answers when another place is the worst; empty when there is none.
    worst
        Whether it can be the worst place.
    """

    id: str
    label: str
    number: str
    also: str
    worst: bool


def places(base: KnowledgeBase) -> dict[str, Place]:
    """Return every place that can be ticked, in the order of the list."""
    regions = base.drawings.regions
    words = {one.id: one.ask for one in base.attributes[WORST].options}
    also = {one.worst: one.also or "" for one in regions.values() if one.worst}
    for region, one in regions.items():
        if one.worst is None:
            words[region], also[region] = f"In the {one.name}", one.also or ""
    options = {one.id for one in base.attributes[WORST].options}
    order = [one for one in words if one not in COVERS]
    found = {
        id_: Place(id_, words[id_], str(number), also[id_], id_ in options)
        for number, id_ in enumerate(order, start=1)
    }
    return found | {id_: Place(id_, words[id_], "", also[id_], True) for id_ in COVERS}


def answers_for(ticked: Collection[str], worst: str, base: KnowledgeBase) -> dict[str, object]:
    """Return what the ticked places answer.

    Examples
    --------
    >>> import popliteus
    >>> answers_for(["calf", "shin"], "calf", popliteus.load())["pain-also-shin"]
    'present'
    """
    covered = {one for place in ticked for one in COVERS.get(place, ())}
    found: dict[str, object] = {WORST: worst}
    for id_, place in places(base).items():
        if not place.also or id_ in COVERS:  # pain in the whole leg is asked on its own
            continue
        if id_ == worst or not ticked:
            found[place.also] = "unknown"
        elif id_ in ticked:
            found[place.also] = "present"
        else:
            found[place.also] = "unknown" if id_ in covered else "absent"
    return found


def told_places(findings: Mapping[str, object], base: KnowledgeBase) -> list[str]:
    """Return the places of which somebody told already.

    Examples
    --------
    >>> import popliteus
    >>> told_places({"worst-place": "calf", "pain-also-shin": "present"}, popliteus.load())
    ['calf', 'shin']
    """
    return [
        id_
        for id_, place in places(base).items()
        if id_ == findings.get(WORST) or (place.also and findings.get(place.also) == "present")
    ]


def numbers(offered: Sequence[Place], base: KnowledgeBase) -> dict[str, str]:
    """Return the number of each region of the drawings that stands for one of these places."""
    known = {one.id: one.number for one in offered if one.number}
    return {
        region: known[one.worst or region]
        for region, one in base.drawings.regions.items()
        if (one.worst or region) in known
    }

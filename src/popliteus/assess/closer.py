"""A closer look at a result: what could still move each cause, and which dangers it is not.

What this module is
    `closer_look`, which turns what an assessment has worked out anyway into what a page about one
    person says beside it.

What it is not
    A part of the result: no urgency rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from popliteus.assess.changes import answer_at
from popliteus.assess.differential import Entry
from popliteus.engine import Posterior
from popliteus.engine.telling import Telling
from popliteus.knowledge import KnowledgeBase

#: Usual levels of causes that nobody should have without being seen soon.
GRAVE = frozenset({"emergency", "urgent_same_day"})

#: Below this probability of being active a grave cause is said to be improbable: one in a hundred.
IMPROBABLE = 0.01

#: From this probability of being there at all, a cause that is hardly the main one is named as a
#: possible companion: "probably not" would be wrong, and it may be what the person asks about.
COMPANION = 0.1

#: Grave causes that are looked at; the others are less probable still.
MOST = 8

#: A smaller change of a probability is not worth telling.
LEAST_SHIFT = 0.05

#: An answer that hardly anybody would give is no help in understanding a result.
LEAST_CHANCE = 0.02


@dataclass(frozen=True, slots=True)
class Shift:
    """One answer that is still open, and what it would make of one cause."""

    item: str
    name: str
    value: str
    probability: float


@dataclass(frozen=True, slots=True)
class Closer:
    """What more can be said of a result.

    Attributes
    ----------
    shifts
        By shown cause: the open answer that would raise it most, then the one that would lower it
        most, where there is one.
    pressing
        Grave causes that are not shown, because others are likelier, but are not improbable.
    improbable
        Grave causes that are improbable, the least improbable first, with their reasons.
    companions
        Causes that are not shown and may be there beside the main one, with the probability of
        that, the most probable first.
    """

    shifts: Mapping[str, tuple[Shift, ...]] = field(default_factory=dict)
    pressing: tuple[Entry, ...] = ()
    improbable: tuple[Entry, ...] = ()
    companions: tuple[tuple[str, float], ...] = ()


def closer_look(
    base: KnowledgeBase,
    found: Posterior,
    ahead: Telling,
    shown: Sequence[int],
    grave: Sequence[Entry],
) -> Closer:
    """Return what more can be said of a result.

    Parameters
    ----------
    found, ahead
        The posterior, and what answers still open would make of it.
    shown
        The causes that a person is given, as places in the model.
    grave
        Those of `grave_causes`, explained.
    """
    causes = base.compiled.causes
    return Closer(
        shifts={causes[c]: tuple(_shifts(c, base, found, ahead)) for c in shown},
        pressing=tuple(one for one in grave if one.present >= IMPROBABLE),
        improbable=tuple(one for one in grave if one.present < IMPROBABLE),
        companions=tuple(
            (causes[c], float(found.present[c]))
            for c in np.argsort(-found.present, kind="stable")
            if found.present[c] >= COMPANION and c not in shown
        ),
    )


def grave_causes(base: KnowledgeBase, found: Posterior, shown: Sequence[int]) -> list[int]:
    """Return grave causes that are not shown, the most probable first, and only the first few.

    One that cannot be at this age is not among them.
    """
    places = [
        c
        for c, name in enumerate(base.compiled.causes)
        if base.causes[name].usual_level in GRAVE and c not in shown and found.probability[c] > 0
    ]
    return sorted(places, key=lambda c: -float(found.present[c]))[:MOST]


def _shifts(c: int, base: KnowledgeBase, found: Posterior, ahead: Telling) -> list[Shift]:
    moved = ahead.probability[:, c] - found.probability[c]
    moved = np.where(ahead.chance >= LEAST_CHANCE, moved, 0.0)
    if not moved.size:
        return []
    best = dict.fromkeys((int(moved.argmax()), int(moved.argmin())))
    return [
        Shift(*answer_at(place, base, ahead), float(ahead.probability[place, c]))
        for place in best
        if abs(moved[place]) >= LEAST_SHIFT
    ]

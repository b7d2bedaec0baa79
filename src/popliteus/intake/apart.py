"""Phrases of parts that stand apart: "pain ... squat" in "it hurts behind my knee to squat".

What this module is
    `Apart`, the phrases of a knowledge base that are written with "..." between two or more parts,
    and how they are found: all parts in one clause, in any order, none further than `FAR` from the
    first as it is written, and no comma or "and" between. "When I squat, it hurts" is one clause
    here: what stands before the comma only says when.

What it is not
    Whether what is named is so is decided by what cues say of the first part as it is written: of
    the pain in "I can squat without pain".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

#: What parts the parts of a phrase.
GAP = "..."

#: How far the other parts may stand from the first, in units.
FAR = 9

M = TypeVar("M")
Part = tuple[str, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found(Generic[M]):
    """What is meant, and where its parts stand, the first as it is written first."""

    what: M
    places: tuple[Place, ...]

    @property
    def size(self) -> int:
        """Units of all parts."""
        return sum(high - low for low, high in self.places)

    def within(self, other: Found[M]) -> bool:
        """Return whether each part is one of another's or a piece of it: "go" of "not go"."""
        return self.size < other.size and all(
            any(low <= start and end <= high for low, high in other.places)
            for start, end in self.places
        )


@dataclass(slots=True)
class Apart(Generic[M]):
    """Phrases with gaps: by their first part, the other parts and what they mean."""

    _by_first: dict[str, set[Part]] = field(default_factory=dict)
    _meanings: dict[Part, list[tuple[tuple[Part, ...], M]]] = field(default_factory=dict)

    def add(self, phrase: str, forms: Callable[[str], Part], what: M) -> None:
        """Add a phrase that holds a gap; one with a part of no words is left out."""
        parts = [forms(one.strip()) for one in phrase.split(GAP)]
        if all(parts):
            self._meanings.setdefault(parts[0], []).append((tuple(parts[1:]), what))
            for part in parts:
                self._by_first.setdefault(part[0], set()).add(part)

    def find(
        self, forms: Sequence[str], together: Callable[[Place, Place], bool]
    ) -> Iterator[Found[M]]:
        """Yield what is named, where it is named, without what is only a piece of another."""
        seen: dict[Part, list[Place]] = {}
        for low, form in enumerate(forms):
            for part in self._by_first.get(form, ()):
                high = low + len(part)
                if tuple(forms[low:high]) == part:
                    seen.setdefault(part, []).append((low, high))
        found = list(self._named(seen, together))
        yield from (one for one in found if not any(one.within(other) for other in found))

    def _named(
        self, seen: dict[Part, list[Place]], together: Callable[[Place, Place], bool]
    ) -> Iterator[Found[M]]:
        for head, heads in seen.items():
            for others, what in self._meanings.get(head, ()):
                if not all(other in seen for other in others):
                    continue
                for one in heads:
                    near = [_nearest(one, seen[other], together) for other in others]
                    places = [place for place in near if place is not None]
                    if len(places) == len(others):
                        yield Found(what, (one, *places))


def _nearest(
    one: Place, places: Sequence[Place], together: Callable[[Place, Place], bool]
) -> Place | None:
    """Return the nearest of some places that belongs to a part; none if none does."""
    near = [place for place in places if 0 <= gap(one, place) <= FAR and together(one, place)]
    return min(near, key=lambda place: gap(one, place), default=None)


def gap(one: Place, other: Place) -> int:
    """Return how many units stand between two parts; fewer than none where they overlap.

    >>> gap((0, 1), (3, 4)), gap((3, 4), (0, 1)), gap((0, 2), (1, 3))
    (2, 2, -1)
    """
    return max(one[0], other[0]) - min(one[1], other[1])

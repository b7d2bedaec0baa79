"""Where the sentence of a place begins and ends, told by its marks alone.

A point between two figures ("3.5 cm") ends no sentence. However long a text goes on without a mark,
no sentence is longer than `LONGEST` to either side: what is looked up for each time or number of a
story then costs the same in a long story as in a short one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

#: The marks that end a sentence; ";" parts two that have nothing to do with each other.
FULL, MARKS = ".!?\n", ".;!?\n"

#: Characters: some hundred words, more than anybody writes without a mark.
LONGEST = 600


def begins(low: str, place: int, marks: str = MARKS, longest: int = LONGEST) -> int:
    """Return where the sentence of a place begins.

    Parameters
    ----------
    low
        The text.
    place
        A place in it.
    marks
        What ends a sentence.
    longest
        How far before the place at most, in characters.

    Examples
    --------
    >>> begins("no fever. it is 3.5 cm bigger", 23), begins("no fever. it is 3.5 cm bigger", 4)
    (9, 0)
    """
    first = max(0, place - longest)
    return max(first, *(_last(low, mark, first, place) + 1 for mark in marks))


def ends(low: str, place: int, marks: str = MARKS, longest: int = LONGEST) -> int:
    """Return where the sentence of a place ends, its mark excluded.

    Parameters
    ----------
    low
        The text.
    place
        A place in it.
    marks
        What ends a sentence.
    longest
        How far behind the place at most, in characters.

    Examples
    --------
    >>> ends("it is 3.5 cm bigger. no fever", 0), ends("it is 3.5 cm bigger. no fever", 24)
    (19, 29)
    """
    last = min(len(low), place + longest)
    return min(last, *(_next(low, mark, place, last) for mark in marks))


def _last(low: str, mark: str, first: int, place: int) -> int:
    """Return where a mark stands last before a place; -1 where it does not."""
    at = low.rfind(mark, first, place)
    while at >= 0 and _within_number(low, at):
        at = low.rfind(mark, first, at)
    return at


def _next(low: str, mark: str, place: int, last: int) -> int:
    """Return where a mark stands next from a place on; `last` where it does not."""
    at = low.find(mark, place, last)
    while at >= 0 and _within_number(low, at):
        at = low.find(mark, at + 1, last)
    return last if at < 0 else at


def _within_number(low: str, at: int) -> bool:
    return low[at] == "." and low[at - 1 : at].isdigit() and low[at + 1 : at + 2].isdigit()


class Stretches:
    """Stretches of a text, and whether another one shares a character with any of them.

    Parameters
    ----------
    many
        Where each begins and ends, in any order; they may overlap.

    Examples
    --------
    >>> taken = Stretches([(5, 9), (2, 3), (6, 7)])
    >>> taken.meet(8, 12), taken.meet(3, 5), taken.meet(9, 12)
    (True, False, False)
    """

    def __init__(self, many: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(many):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Return whether a stretch from `start` to `end` shares a character with any of them."""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and start < end and start < self._ends[place]

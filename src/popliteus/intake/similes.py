"""What a place is likened to, read as the quality that this tells of it.

"It came up like a footy" is swollen whatever is named behind "like a", and so is what is "thick as
a fence post". Phrases hold the things that somebody thought of; a pattern of the words before the
thing reads the others. What is likened keeps its place from `popliteus.intake.pairs`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from popliteus.intake.words import Unit, Word


@dataclass(frozen=True, slots=True)
class Likened:
    """The form of a quality, and the pattern of words that tell it.

    What of the words is the quality is the group, where there is one.
    """

    form: str
    pattern: re.Pattern[str]


def likened(
    low: str, words: Sequence[Word], units: list[Unit], similes: Sequence[Likened]
) -> list[Unit]:
    r"""Return units with each simile as one unit of its quality.

    Parameters
    ----------
    low
        The text in small letters, of the same length.
    words, units
        The same text as read.
    similes
        From the knowledge base. Words that hold the form already stay as they are: a phrase of the
        knowledge base may need them.

    Examples
    --------
    >>> words = [Word(0, 2, "up"), Word(3, 7, "like"), Word(8, 9, "a"), Word(10, 15, "footy")]
    >>> units = [Unit(word.low, at, at) for at, word in enumerate(words)]
    >>> up = Likened("swell", re.compile("up like an? \\w+"))
    >>> likened("up like a footy", words, units, [up])
    [Unit(form='swell', first=0, last=3)]
    """
    starts = [word.start for word in words]
    for one in similes:
        for match in one.pattern.finditer(low):
            begin, end = match.span(min(1, one.pattern.groups))
            first, last = bisect_left(starts, begin), bisect_left(starts, end) - 1
            units = _put(units, Unit(one.form, first, last)) if first <= last else units
    return units


def _put(units: list[Unit], one: Unit) -> list[Unit]:
    """Return units with one in the place of those between its words."""
    inside = [unit for unit in units if one.first <= unit.first and unit.last <= one.last]
    if any(unit.form == one.form for unit in inside):
        return units
    across = any(
        unit.first <= one.last and unit.last >= one.first for unit in units if unit not in inside
    )
    if across:  # a run that reaches further was known as it is
        return units
    before = [unit for unit in units if unit.last < one.first]
    return [*before, one, *(unit for unit in units if unit.first > one.last)]

"""What the tense and the subject of a verb tell, which forms of words alone do not.

Forms leave out endings and small words: "I have not hurt it" and "it has not hurt" are one there,
and so are "when I run" and "when I ran". The first is no injury, the second no pain; the third
brings a pain on, the fourth began one. Here these are told apart by the words as they are written,
with the `sayings` of the knowledge base.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from popliteus.intake.lexicon import Lexicon, Meaning
from popliteus.intake.naming import Named
from popliteus.intake.words import Unit, Word


def spoken(low: str, words: Sequence[Word], units: Sequence[Unit], lexicon: Lexicon) -> list[Named]:
    """Return what a text says by its verbs, as named items.

    Parameters
    ----------
    low
        The text in small letters.
    words, units
        The same text as read: a pattern that meets no unit is left out.
    lexicon
        The knowledge base's words.
    """
    starts = [words[unit.first].start for unit in units]
    found: list[Named] = []
    for one in lexicon.sayings:
        for match in one.pattern.finditer(low):
            if not one.counts(low, match):
                continue
            begin, end = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            if begin < end:
                what = Meaning(one.item, one.value)
                found.append(Named(what, begin, end, (begin, end)))
    return found

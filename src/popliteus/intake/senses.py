"""Phrases that mean something else in the company in which they stand.

"I jumped on my bike" is no jump that hurt a knee, "football" is no sport of who sat in the stands,
and a knee that hurts "while it is bent" was not hit.
"""

from __future__ import annotations

from collections.abc import Sequence

from popliteus.intake.naming import Named
from popliteus.intake.patterns import MATCHED
from popliteus.intake.states import States
from popliteus.intake.words import ENDS, Word

#: How many words before and behind a phrase its company may stand, in its sentence.
BEFORE, BEHIND = 30, 12


def other_sense(one: Named, states: States) -> bool:
    """Return whether a name means something else than its item, by the words of its sentence."""
    senses = [sense for sense in states.lexicon.senses if one.what.item in sense.items]
    if not senses:
        return False
    words = states.words
    first, last = states.units[one.low].first, states.units[one.high - 1].last
    start = end = 0
    while start < BEFORE and first - start > 0 and not _ends(words[first - start - 1]):
        start += 1
    while end < BEHIND and last + end + 1 < len(words) and not _ends(words[last + end]):
        end += 1
    said = _joined(words[first : last + 1])
    around = " ".join(
        [
            _joined(words[first - start : first]),
            f"{MATCHED}{said}{MATCHED}",
            _joined(words[last + 1 : last + 1 + end]),
        ]
    )
    return any(sense.forbids(one.what.item, one.what.value, said, around) for sense in senses)


def _ends(word: Word) -> bool:
    """Return whether a sentence ends with a word."""
    return word.line_end or word.low in ENDS


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.low for word in words)

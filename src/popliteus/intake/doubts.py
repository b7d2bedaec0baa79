"""Doubts that no phrase of words holds: "?DVT", "could ... be", and "asked was I ..."."""

from __future__ import annotations

from collections.abc import Sequence

from popliteus.intake.lexicon import Cue, Hit
from popliteus.intake.words import Unit, Word

#: "The doctor asks did a tick bite me": what was asked, the way some people say it.
_ASKS = (["ask"], ["asks"], ["asked"])
_DID = (["did"], ["had"], ["have"], ["do"], ["does"], ["was"], ["is"], ["were"])


def doubts(words: Sequence[Word], units: Sequence[Unit]) -> list[Hit]:
    """Return each question mark right before a word, each "could ... be", each question told.

    The words of the second are left out of forms, and so of phrases.
    """
    found: list[Hit] = []
    for place, unit in enumerate(units):
        if unit.form == "?" and unit.last + 1 < len(words):
            following = words[unit.last + 1]
            glued = following.start == words[unit.last].end
            if glued and following.low[:1].isalnum():
                found.append(Hit(Cue("possible", "after"), place, place + 1))
        if _asked(words, units, place):
            found.append(Hit(Cue("hypothetical", "after"), place, place + 1))
        said = [word.low for word in words[unit.first : unit.first + 4]]
        if said[:1] in _ASKS and said[1:2] in _DID:
            found.append(Hit(Cue("hypothetical", "after"), place, place + 1))
        if said[:1] == ["could"] and "be" in said:
            found.append(Hit(Cue("possible", "after"), place, place + 1))
    return found

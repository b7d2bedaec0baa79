"""Words of somebody who may want to die: they are no sign of a leg, and they come first."""

from __future__ import annotations

from popliteus.intake.patterns import around, either, parts_of, put
from popliteus.intake.reading import Stretch
from popliteus.intake.words import lowered
from popliteus.knowledge.records import SAID, Intake

#: The words themselves, as a pattern around them names them.
_SAID = {SAID: "\0[^\0]*\0"}


def crisis_in(text: str, intake: Intake) -> Stretch | None:
    """Return the first words of a text that say so, unless those around them mean another thing.

    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> crisis_in("My knee is so bad that I want to die.", intake).quote
    'want to die'
    >>> crisis_in("This pain is killing me, but I am not suicidal.", intake)
    """
    parts = parts_of(intake)
    low = lowered(text)
    said = either(tuple(rf"\b(?:{put(one, parts)})" for one in intake.crisis.said))
    unless = either(tuple(put(one, parts | _SAID) for one in intake.crisis.unless))
    for match in said.finditer(low):
        start, end = match.span()
        before, behind = around(low, start, end)
        if unless.search(f"{before}\0{low[start:end]}\0{behind}") is None:
            return Stretch(start, end, text[start:end])
    return None

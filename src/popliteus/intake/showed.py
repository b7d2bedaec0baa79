"""What tests and pictures showed, of whom and of when: see `popliteus.intake.signs`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from popliteus.intake.company import examined
from popliteus.intake.lexicon import Meaning
from popliteus.intake.naming import Named
from popliteus.intake.reading import Mention, Mentions, Stretch
from popliteus.intake.signs import Told
from popliteus.intake.states import States

#: What counts of a result; a denial around it was already understood.
_COUNTS = {"present": "present", "absent": "present", "uncertain": "uncertain"}


def counted(
    told: Iterable[Told], states: States, at: Callable[[int], int], *, note: bool
) -> list[tuple[str, Told]]:
    """Return the results that are of this person's leg, now, each with how sure it is.

    Parameters
    ----------
    told
        What tests and pictures of a text showed.
    states
        Its words, and whose and when what they name is.
    at
        The unit of a place in the text.
    note
        Whether an examiner wrote it.
    """
    found: list[tuple[str, Told]] = []
    seen = examined(states)
    for one in told:
        place = at(one.start)
        if one.felt and not note and states.context.clause(place).sentence not in seen:
            continue
        name = Named(Meaning(one.item, "present"), place, place + 1, (place, place + 1))
        sure = _COUNTS.get(states.of(name))
        if sure and one.item in states.base.findings:
            found.append((sure, one))
    return found


def showed(told: Iterable[tuple[str, Told]], text: str) -> Mentions:
    """Return results that count as what a text says."""
    return [
        (sure, Mention(one.item, "present" if one.present else "absent", _stretch(one, text)))
        for sure, one in told
    ]


def _stretch(one: Told, text: str) -> Stretch:
    return Stretch(one.start, one.end, text[one.start : one.end])

"""When each thing of a plan begins for this person: its record, and how urgent it is.

What this module is
    Today, this week, later, or after the visit. A visit that is due soon comes before what can
    wait, and before a programme of exercises.

What it is not
    Whether a thing suits the person at all: the cautions of its treatment say that.
"""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.knowledge.records import Treatment, When
from popliteus.rules import Level

#: What waits for a visit that is due today or this week says so.
ASK = "Ask at the visit when to begin."


@dataclass(frozen=True, slots=True)
class Start:
    """When one thing begins, and what to wait for or how to begin.

    `sources` say when; without them it is a judgement.
    """

    at: When
    because: str = ""
    sources: tuple[str, ...] = ()


def start(one: Treatment, level: Level) -> Start:
    """Return when a treatment begins for somebody of this urgency.

    Examples
    --------
    >>> from popliteus.knowledge.records import Begins
    >>> bends = Treatment(
    ...     schema=1, id="x", status="draft", kind="exercise", name="x", lay_name="X", what="Bend.",
    ...     how="Bend.", begins=Begins("this_week", "Start lying down.", judgement="ours"),
    ... )
    >>> start(bends, Level.SELF_CARE).at
    'this_week'
    >>> start(bends, Level.SOON_DAYS).because
    'Ask at the visit when to begin. Start lying down.'
    """
    begins = one.begins
    refs = tuple(source.ref for source in begins.sources)
    if begins.at in {"this_week", "later"} and _waits(one, level):
        return Start("after_visit", f"{ASK} {begins.because}".strip(), refs)
    return Start(begins.at, begins.because, refs)


def _waits(one: Treatment, level: Level) -> bool:
    """Return whether a visit comes before it; what eases today does not wait for one."""
    urgent = level >= Level.URGENT_SAME_DAY
    return urgent or (level == Level.SOON_DAYS and one.kind == "exercise")

"""What would make a danger sign urgent, in words: one list for now and one for today."""

from __future__ import annotations

from collections.abc import Sequence

from popliteus.assess.half_met import HalfMet
from popliteus.rules import Level

#: How the list of each level begins, for a person and for a clinician.
BEGINS = {
    "patient": {
        Level.EMERGENCY: "Call for help now if one of these fits",
        Level.URGENT_SAME_DAY: "Be seen today if one of these fits",
    },
    "clinician": {
        Level.EMERGENCY: "Emergency if one of these is met",
        Level.URGENT_SAME_DAY: "Examination today if one of these is met",
    },
}


def what_fits(
    waiting: Sequence[HalfMet], audience: str
) -> tuple[tuple[Level, str, tuple[str, ...]], ...]:
    """Return each level with the beginning of its list, and the list; the most urgent first.

    Examples
    --------
    >>> drop = HalfMet("foot-drop-new", Level.URGENT_SAME_DAY, "New foot drop", "A limp foot", ())
    >>> [(begins, lines) for _, begins, lines in what_fits([drop], "patient")]
    [('Be seen today if one of these fits', ('A limp foot',))]
    """
    lists = {
        level: tuple(
            one.name if audience == "clinician" else one.looks_like
            for one in waiting
            if one.level == level
        )
        for level in BEGINS[audience]
    }
    return tuple(
        (level, begins, lists[level]) for level, begins in BEGINS[audience].items() if lists[level]
    )

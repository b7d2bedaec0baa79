"""What would make a danger sign urgent, in words: one list for now and one for today."""

from __future__ import annotations

from collections.abc import Sequence

from popliteus.assess import Case
from popliteus.assess.half_met import HalfMet, danger_signs
from popliteus.assess.phone import signs_line
from popliteus.assess.words import small
from popliteus.knowledge import KnowledgeBase
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


def signs_told(
    case: Case, base: KnowledgeBase, signs: Sequence[str], *, other: bool = False
) -> str:
    """Return the signs that are there, and those that somebody is not sure of.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> told = {"findings": {"cold-foot": "present", "chest-pain": "unknown"}}
    >>> signs_told(popliteus.case_from_mapping(told, base), base, ["cold-foot", "chest-pain"])
    'I have this: foot or leg newly cold. Not sure: new chest pain.'
    """
    there = danger_signs(case, base)
    present = [item for item in signs if item in there]
    unsure = [small(base.findings[item].lay_name) for item in signs if item not in there]
    parts = [signs_line(case, base, present, other=other)] if present else []
    parts += [f"Not sure: {'; '.join(unsure)}."] if unsure else []
    return " ".join(parts)

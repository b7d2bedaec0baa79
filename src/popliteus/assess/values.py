"""A case as plain values, so that it can be written down: the way back of `case_from_mapping`."""

from __future__ import annotations

import math

from popliteus.assess.answers import Answer
from popliteus.assess.case import Case
from popliteus.knowledge import KnowledgeBase


def findings_of(case: Case, base: KnowledgeBase) -> dict[str, object]:
    """Return the answers of a case as they stand in a case file."""
    return {item: answer_value(item, answer, base) for item, answer in case.answers.items()}


def answer_value(item: str, answer: Answer, base: KnowledgeBase) -> object:
    """Return one answer as it stands in a case file."""
    given: dict[str, object] = {"value": answer.value}
    measure = base.findings[item].measure if item in base.findings else None
    if answer.measured is not None and measure is not None:
        given = {"value": plain(answer.measured), "unit": measure.unit}
    if answer.by is not None:
        given["by"] = "clinician" if answer.by == "generalist" else answer.by
    return answer.value if len(given) == 1 else given


def plain(number: float) -> float | int:
    """Return a whole number without its decimal point.

    >>> plain(45.0), plain(37.5)
    (45, 37.5)
    """
    return int(number) if math.isfinite(number) and number == int(number) else number

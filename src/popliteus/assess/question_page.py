"""A page of the interview as it is put to a person: its boxes, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from popliteus.assess.case import Case
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Finding

#: The page on which a story that contradicts itself is put right. It comes first.
CONFLICTS = "conflicts"

#: The page on which questions with one answer each come together.
SHORT_QUESTIONS = "short-questions"

#: Boxes on one page, as on the pages of the questionnaire.
MOST_BOXES = 6


@dataclass(frozen=True, slots=True)
class Box:
    """One thing on a page: its question, help, why it is asked, and what can be chosen.

    `how` says how to find out, for who cannot tell at once.
    """

    id: str
    ask: str
    hint: str
    why: str
    choices: tuple[tuple[str, str], ...]
    how: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page of the interview.

    `score` and `gain_bits` say why it comes now; danger pages always come and have neither.
    """

    id: str
    kind: Literal["boxes", "attribute", "factors"]
    title: str
    boxes: tuple[Box, ...]
    danger: bool
    score: float = 0.0
    gain_bits: float = 0.0


_YES_NO = (("present", "Yes"), ("absent", "No"), ("unknown", "I am not sure"))


def box_of(item: str, case: Case, base: KnowledgeBase) -> Box:
    """Return the question of one item; one that a story contradicts itself on quotes it.

    >>> import popliteus
    >>> box_of("fever", popliteus.Case(), popliteus.load()).choices[-1]
    ('unknown', 'I am not sure')
    """
    if item in base.attributes:
        one = base.attributes[item]
        choices = tuple((option.id, option.ask) for option in one.options)
        return Box(item, one.ask, one.hint, one.why, (*choices, ("unknown", "I am not sure")))
    record = base.findings.get(item) or base.factors[item]
    quotes = [f"“{one.quote}”" for one in case.told.conflicts.get(item, ())]
    hint = f"You said {' and '.join(quotes)}. {record.hint}".strip() if quotes else record.hint
    how = record.how if isinstance(record, Finding) and record.who == "patient" else ""
    return Box(item, record.ask, hint, record.why, _YES_NO, how)

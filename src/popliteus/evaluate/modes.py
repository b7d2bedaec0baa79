"""How a vignette reaches popliteus: its text, its findings, an interview, or text and interview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from popliteus.assess import Answer, Case
from popliteus.errors import CaseError
from popliteus.evaluate.respond import Kind, Respondent, confirmed, interview
from popliteus.evaluate.score import Asked
from popliteus.knowledge import KnowledgeBase

Mode = Literal["text", "findings", "interview", "text+interview"]

MODES: tuple[Mode, ...] = ("text", "findings", "interview", "text+interview")


def modes() -> tuple[Mode, ...]:
    """Return the modes that are there.

    >>> modes()
    ('text', 'findings', 'interview', 'text+interview')
    """
    return MODES


def cases_from_text(case: Case, base: KnowledgeBase) -> Case:
    """Return a case that knows its age, sex and story, and none of the findings of its file.

    Raises
    ------
    CaseError
        The case has no story.
    """
    if not case.text and not case.clinician_text:
        raise CaseError(found="no text", where=case.id, expected="a story, for a mode with text")
    from popliteus.intake import take_in  # only here: the tokenizer is slow to import

    return take_in(replace(case, answers={}, account="story"), base)


@dataclass(frozen=True, slots=True)
class Vignette:
    """One case to be scored.

    Attributes
    ----------
    case
        With its gold diagnosis.
    held_back
        Whether it may never be named.
    sheet
        What else the person would answer; None where there is no answer sheet.
    """

    case: Case
    held_back: bool = False
    sheet: Mapping[str, Answer] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What popliteus gets to know of a vignette, and what it asked for it."""

    case: Case
    asked: Asked | None = None


def tell(vignette: Vignette, base: KnowledgeBase, mode: Mode, respondent: Kind = "sheet") -> Told:
    """Return what popliteus gets to know of a vignette.

    Parameters
    ----------
    vignette
        The case.
    base
        The knowledge base.
    mode
        One of `modes`.
    respondent
        In an interview: ``case`` knows the case's findings only, ``sheet`` the answer sheet too.

    Raises
    ------
    CaseError
        In a mode with text, a case without a story.
    """
    if mode == "findings":
        return Told(vignette.case)
    if mode == "text":
        return Told(cases_from_text(vignette.case, base))
    person = Respondent(vignette.case, vignette.sheet if respondent == "sheet" else None)
    if mode == "interview":
        return Told(*interview(person, base))
    begun = confirmed(cases_from_text(vignette.case, base), person)
    return Told(*interview(person, base, begun))

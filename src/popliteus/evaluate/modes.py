"""How a vignette reaches popliteus: its findings, an interview, or its text.

The text mode is one function, `cases_from_text`. It needs the reader of stories, which belongs to
`popliteus.intake`; until that is there the mode is not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from popliteus.assess import Answer, Case
from popliteus.evaluate.respond import Kind, Respondent, interview
from popliteus.evaluate.score import Asked
from popliteus.knowledge import KnowledgeBase

Mode = Literal["text", "findings", "interview"]

#: Reads the story of a case: returns the case with the findings that the story tells, and none
#: of those that the file lists. None until a reader of stories is connected.
cases_from_text: Callable[[Case, KnowledgeBase], Case] | None = None


def modes() -> tuple[Mode, ...]:
    """Return the modes that are there.

    >>> modes()[-2:]
    ('findings', 'interview')
    """
    found: tuple[Mode, ...] = ("findings", "interview")
    return found if cases_from_text is None else ("text", *found)


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
    ValueError
        The text mode, while no reader of stories is connected.
    """
    if mode == "findings":
        return Told(vignette.case)
    if mode == "interview":
        sheet = vignette.sheet if respondent == "sheet" else None
        return Told(*interview(Respondent(vignette.case, sheet), base))
    if cases_from_text is None:
        msg = "no reader of stories is connected; expected popliteus.intake"
        raise ValueError(msg)
    return Told(cases_from_text(vignette.case, base))

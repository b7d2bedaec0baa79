"""A person who answers an interview, made from a vignette.

What this module is
    `interview`, which lets a respondent go through `popliteus.Interview` from age, sex and
    setting alone or from a story, `confirmed` for what the person says of what was read in it,
    and `read_sheet` for what else is known about that person.

What it is not
    A patient. The respondent of kind ``case`` knows only what the source happened to print and is
    "not sure" of everything else; of kind ``sheet`` also knows an answer sheet, in which somebody
    wrote down what the person would have said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from popliteus.assess import Answer, Case, Interview, answer_from
from popliteus.errors import CaseError
from popliteus.evaluate.score import Asked
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.reader import read_file

Kind = Literal["case", "sheet"]
KINDS: tuple[Kind, ...] = ("case", "sheet")

#: Where answer sheets lie, beside the folder of the vignettes.
SHEETS = "answers"

#: What an answer in a sheet may rest on.
BASES = ("source", "inferred")

#: No interview has so many pages; one that does would never end.
MOST_PAGES = 200

_NOT_SURE = Answer("unknown")


@dataclass(frozen=True, slots=True)
class Respondent:
    """What a person knows: the case's own answers first, then those of the sheet."""

    case: Case
    sheet: Mapping[str, Answer] | None = None

    def reply(self, item: str) -> str:
        """Return the answer to one question, ``unknown`` where nothing is known."""
        known = self.case.answers.get(item)
        if known is None and self.sheet is not None:
            known = self.sheet.get(item)
        return (known or _NOT_SURE).value


def confirmed(read: Case, respondent: Respondent) -> Case:
    """Return a story as its teller lets it stand, ready for an interview.

    What was read wrongly is put right where the respondent knows better, and is then no longer
    something that was told; what the respondent knows nothing of is left as it was read.

    Examples
    --------
    >>> import popliteus
    >>> from popliteus.intake import take_in
    >>> base = popliteus.load()
    >>> story = popliteus.Case(text="My calf is swollen. I have a fever.", account="story")
    >>> person = popliteus.case_from_mapping({"findings": {"fever": "absent"}}, base)
    >>> begun = confirmed(take_in(story, base), Respondent(person))
    >>> begun.answers["fever"].value, "fever" in begun.told.origins, begun.account
    ('absent', False, 'asked')
    """
    replies = {item: respondent.reply(item) for item in read.answers}
    wrong = {
        item: Answer(reply)
        for item, reply in replies.items()
        if reply not in {_NOT_SURE.value, read.answers[item].value}
    }
    origins = {item: one for item, one in read.told.origins.items() if item not in wrong}
    return replace(
        read,
        account="asked",
        answers={**read.answers, **wrong},
        told=replace(read.told, origins=origins),
    )


def interview(
    respondent: Respondent, base: KnowledgeBase, begun: Case | None = None
) -> tuple[Case, Asked]:
    """Let a respondent answer, and return what is known then and what was asked.

    Parameters
    ----------
    respondent
        The person.
    base
        The knowledge base.
    begun
        What is known before the first page; by default age, sex and setting alone.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> person = popliteus.case_from_mapping({"age": 30, "findings": {"fever": "present"}}, base)
    >>> after, asked = interview(Respondent(person), base)
    >>> after.answers["fever"].value, asked.found
    ('present', ('fever',))
    """
    start = respondent.case
    if begun is None:
        begun = Case(start.id, start.age, start.sex, start.setting, "asked", start.country)
    talk = Interview(base, begun)
    replies: list[tuple[str, str, str]] = []
    pages = 0
    while (page := talk.next()) is not None and pages < MOST_PAGES:
        values = {box.id: respondent.reply(box.id) for box in page.boxes}
        talk.answer_page(page, values)
        replies += [(page.title, item, value) for item, value in values.items()]
        pages += 1
    wanted = pertinent(start, base)
    put = {item for _, item, _ in replies} | set(begun.answers)
    asked = Asked(
        pages=pages,
        boxes=len(replies),
        wanted=wanted,
        found=tuple(item for item in wanted if item in put),
        sheet=respondent.sheet is not None,
        replies=tuple(replies),
    )
    return talk.case, asked


def pertinent(case: Case, base: KnowledgeBase) -> tuple[str, ...]:
    """Return what a case states and a person can answer: findings, factors and attributes."""
    return tuple(
        item
        for item, answer in sorted(case.answers.items())
        if answer.value != "unknown"
        and (item not in base.findings or base.findings[item].who == "patient")
    )


def read_sheet(path: Path, case: Case, base: KnowledgeBase) -> dict[str, Answer] | None:
    """Read an answer sheet.

    A sheet has the `id` of its case, and its answers under `source` (what the publication says)
    and `inferred` (what follows from it); or under `answers`, each with its `value` and `basis`.

    Parameters
    ----------
    path
        The file, ``<id>.yaml``; None is returned where there is none.
    case
        The vignette that it belongs to.
    base
        The knowledge base that knows the ids.

    Raises
    ------
    CaseError
        The file is no sheet, belongs to another case, or an answer cannot be.
    """
    if not path.is_file():
        return None
    value, where = read_file(path).value, path.name
    if not isinstance(value, Mapping) or not set(value) & {"answers", *BASES}:
        raise CaseError(found="no answer sheet", where=where, expected="id, source and inferred")
    if value.get("id") != case.id:
        raise CaseError(found=f"id {value.get('id')!r}", where=where, expected=f"id {case.id}")
    found: dict[str, Answer] = {}
    for item, given in _given(value, where):
        if item in found:
            raise CaseError(found=f"{item} twice", where=where, expected="one answer")
        found[item] = answer_from(item, given, base, where)
    return found


def _given(sheet: Mapping[str, object], where: str) -> Iterator[tuple[str, object]]:
    """Yield item and answer, whichever of the two ways they are written."""
    for key in ("answers", *BASES):
        part = sheet.get(key) or {}
        if not isinstance(part, Mapping):
            raise CaseError(found=repr(part)[:60], where=f"{where}: {key}", expected="id: value")
        for item, given in part.items():
            if key in BASES:
                yield str(item), given
                continue
            place = f"{where}: {item}"
            if not isinstance(given, Mapping) or set(given) - {"value", "basis", "unit", "by"}:
                raise CaseError(found=repr(given)[:60], where=place, expected="value and basis")
            if given.get("basis") not in BASES:
                raise CaseError(
                    found=f"basis {given.get('basis')!r}", where=place, expected=" or ".join(BASES)
                )
            yield str(item), {name: one for name, one in given.items() if name != "basis"}

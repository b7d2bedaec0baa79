"""Everything that was answered, page by page, with a way to change each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess import Case
from popliteus.assess.words import capital
from popliteus.knowledge import KnowledgeBase
from popliteus.web.context import HereNow
from popliteus.web.places import places
from popliteus.web.render import frame_for, page
from popliteus.web.routes.about import SETTINGS
from popliteus.web.talk import case_of
from popliteus.web.visit import Step, Visit
from popliteus.wording.told import name_for, quoted

router = APIRouter()

_SAID = {"present": "Yes", "absent": "No", "unknown": "Not sure"}


@dataclass(frozen=True, slots=True)
class Row:
    """What was answered on one page, line by line, and where it can be changed."""

    key: str
    lines: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that belong together."""

    title: str
    rows: tuple[Row, ...]


@router.get("/answers")
def show(here: HereNow) -> Response:
    """Show the list."""
    visit, base = here.sure, here.web.base
    case = case_of(visit, base)
    danger = {one.id for one in base.questionnaire.pages if one.danger}
    steps = [*enumerate(visit.history)]
    found = [
        Group("About the person", tuple(_about(visit, case))),
        Group("Where it hurts", tuple(_where(visit, base))),
        Group("In your own words", tuple(_words(visit, case, base))),
        Group("Danger signs", tuple(_pages([x for x in steps if x[1].page in danger], case, base))),
        Group(
            "Questions", tuple(_pages([x for x in steps if x[1].page not in danger], case, base))
        ),
    ]
    back = visit.trail[-1] if visit.trail else ""
    frame = frame_for(here, "Your answers", back)
    return page("answers.html", frame, groups=[one for one in found if one.rows])


def _about(visit: Visit, case: Case) -> Iterator[Row]:
    if "about" not in visit.done:
        return
    yield Row("Age", ("Not told" if case.age is None else f"{case.age:g}",), "/about")
    yield Row("Sex", (capital(case.sex or "not told"),), "/about")
    if visit.door == "clinician":
        yield Row("Seen in", (SETTINGS[case.setting or "primary_care"],), "/about")


def _where(visit: Visit, base: KnowledgeBase) -> Iterator[Row]:
    if "where" not in visit.done:
        return
    known = {id_: one.label for id_, one in places(base).items()}
    named = tuple(known[one] for one in visit.places if one in known)
    yield Row("Where it hurts", named or ("Not sure",), "/where")
    worst = str(visit.findings.get("worst-place", "unknown"))
    if len(visit.places) > 1:
        yield Row("Where it hurts most", (known.get(worst, "Not sure"),), "/where/most")


def _words(visit: Visit, case: Case, base: KnowledgeBase) -> Iterator[Row]:
    if "words" not in visit.done:
        return
    yield Row("What you wrote", (quoted(case.text) if case.text else "Nothing",), "/words")
    read = [item for item in visit.offers if item in visit.origins and item in case.answers]
    if read:
        lines = tuple(_told(one, case, base) for one in read)
        yield Row("What we understood", lines, "/understood")


def _pages(steps: list[tuple[int, Step]], case: Case, base: KnowledgeBase) -> Iterator[Row]:
    titles = {one.id: one.title for one in base.questionnaire.pages}
    for number, step in steps:
        items = [item for item in step.items if item in case.answers]
        if len(items) == 1:
            lines: tuple[str, ...] = (capital(_said(items[0], case, base)),)
            key = capital(name_for(items[0], base))
        else:
            lines = tuple(_lines(items, case, base))
            key = titles.get(step.page, "You told us two different things")
        if lines:
            yield Row(key, lines, f"/questions/{number}")


def _lines(items: list[str], case: Case, base: KnowledgeBase) -> Iterator[str]:
    """Return what was ticked on a page of boxes, one by one, and then the rest in one line."""
    by_value: dict[str, list[str]] = {}
    for item in items:
        by_value.setdefault(_said(item, case, base), []).append(name_for(item, base))
    no = by_value.pop(_SAID["absent"], [])
    for said, names in by_value.items():
        yield from (f"{said}: {name}" for name in names)
    if no:
        yield f"{_SAID['absent']}: {'; '.join(no)}"


def _told(item: str, case: Case, base: KnowledgeBase) -> str:
    """Return an item with its answer: a question needs no colon."""
    name = capital(name_for(item, base))
    return f"{name}{'' if name.endswith('?') else ':'} {_said(item, case, base)}"


def _said(item: str, case: Case, base: KnowledgeBase) -> str:
    """Return what was answered, in words."""
    answer = case.answers[item]
    if answer.measured is not None:
        return f"{answer.measured:g}"
    attribute = base.attributes.get(item)
    options = attribute.options if attribute is not None else ()
    words = next((one.ask for one in options if one.id == answer.value), "")
    return words or _SAID.get(answer.value, answer.value)

"""Everything that was answered, with a way to change each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess import Case
from popliteus.knowledge import KnowledgeBase
from popliteus.web.context import HereNow
from popliteus.web.fields import capital
from popliteus.web.render import frame_for, page
from popliteus.web.routes.about import SETTINGS
from popliteus.web.routes.where import places
from popliteus.web.talk import case_of
from popliteus.web.visit import Visit
from popliteus.wording.told import name_for, quoted

router = APIRouter()

_SAID = {"present": "Yes", "absent": "No", "unknown": "Not sure"}


@dataclass(frozen=True, slots=True)
class Row:
    """One answer and where it can be changed."""

    key: str
    value: str
    address: str

    @property
    def summary(self) -> dict[str, object]:
        """Return it as the summary list of the look takes it."""
        change = {"href": self.address, "text": "Change", "visuallyHiddenText": self.key}
        return {
            "key": {"text": self.key},
            "value": {"text": self.value},
            "actions": {"items": [change]},
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that belong together."""

    title: str
    rows: tuple[Row, ...]

    @property
    def summary(self) -> list[dict[str, object]]:
        """Return its rows as the summary list of the look takes them."""
        return [row.summary for row in self.rows]


@router.get("/answers")
def show(here: HereNow) -> Response:
    """Show the list."""
    visit, base = here.sure, here.web.base
    case = case_of(visit, base)
    found = [
        Group("About the person", tuple(_about(visit, case))),
        Group("Where it hurts", tuple(_where(visit, base))),
        Group("In your own words", tuple(_words(visit, case, base))),
        Group("Questions", tuple(_questions(visit, case, base))),
    ]
    back = visit.trail[-1] if visit.trail else ""
    frame = frame_for(here, "Your answers", back)
    return page("answers.html", frame, groups=[one for one in found if one.rows])


def _about(visit: Visit, case: Case) -> Iterator[Row]:
    if "about" not in visit.done:
        return
    yield Row("Age", "Not told" if case.age is None else f"{case.age:g}", "/about")
    yield Row("Sex", capital(case.sex or "not told"), "/about")
    if visit.door == "clinician":
        yield Row("Seen in", SETTINGS[case.setting or "primary_care"], "/about")


def _where(visit: Visit, base: KnowledgeBase) -> Iterator[Row]:
    if "where" not in visit.done:
        return
    known = places(base)
    named = "; ".join(known[one] for one in visit.places if one in known)
    yield Row("Where it hurts", named or "Not sure", "/where")
    worst = str(visit.findings.get("worst-place", "unknown"))
    if len(visit.places) > 1:
        yield Row("Where it hurts most", known.get(worst, "Not sure"), "/where/most")


def _words(visit: Visit, case: Case, base: KnowledgeBase) -> Iterator[Row]:
    if "words" not in visit.done:
        return
    yield Row("What you wrote", quoted(case.text) if case.text else "Nothing", "/words")
    for item in visit.offers:
        if item in visit.origins:
            yield _row(item, case, base, "/understood")


def _questions(visit: Visit, case: Case, base: KnowledgeBase) -> Iterator[Row]:
    seen = {*visit.origins}
    for number, step in enumerate(visit.history):
        for item in step.items:
            if item not in seen and item in case.answers:
                seen.add(item)
                yield _row(item, case, base, f"/questions/{number}")


def _row(item: str, case: Case, base: KnowledgeBase, address: str) -> Row:
    answer = case.answers[item]
    value = _SAID.get(answer.value, answer.value)
    attribute = base.attributes.get(item)
    if attribute is not None:
        value = next((one.ask for one in attribute.options if one.id == answer.value), value)
    if answer.measured is not None:
        value = f"{answer.measured:g}"
    return Row(capital(name_for(item, base)), value, address)

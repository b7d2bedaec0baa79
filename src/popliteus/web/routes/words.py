"""In one's own words, and what was understood of them: nothing counts before it is confirmed."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess import Case
from popliteus.assess.told import Passage, Told
from popliteus.assess.values import answer_value, plain
from popliteus.knowledge import KnowledgeBase
from popliteus.web import reader
from popliteus.web.context import Form, GoneError, Here, HereNow, Posted, go
from popliteus.web.fields import Field, FormView
from popliteus.web.kept import Kept, KeptRoute
from popliteus.web.render import frame_for, page
from popliteus.web.talk import answered, case_of, goes_on, left_open
from popliteus.web.understood import Understood, confirm, understood
from popliteus.web.visit import Offer, Visit

router = APIRouter(route_class=KeptRoute)

_TITLE = "In your own words"
_HINT = (
    "You can leave this empty. Say where it hurts, since when, and what else you notice. Leave out "
    "names and addresses. A program reads it. It knows many phrases, and it can be wrong."
)


def _view(here: Here, form: Form | None = None) -> FormView:
    most = here.web.settings.longest_story
    text = form.get("text") if form else str(here.sure.values.get("text") or "")
    field = Field("text", "area", "What is wrong, and how did it begin?", hint=_HINT, value=text)
    if len(text) > most:
        field = field.wrong(f"Use at most {most:,} characters; there are {len(text):,}")
    return FormView(_TITLE, "/words", (field,))


def _page(here: Here, view: FormView, status: int = 200) -> Response:
    frame = frame_for(here, _TITLE, here.sure.back_from("/words") or "/", wrong=bool(view.errors))
    return page("form.html", frame, status, view=view)


@router.get("/words")
def show(here: HereNow) -> Response:
    """Show the page."""
    return _page(here, _view(here))


@router.post("/words")
def save(here: Kept, form: Posted) -> Response:
    """Read the words; what was confirmed of older words is taken back."""
    view = _view(here, form)
    if view.errors:
        return _page(here, view, 422)
    text = form.get("text").replace("\r\n", "\n").replace("\0", "")
    # Read before the visit is held: others write their answers meanwhile.
    read = reader.read(text, here.web.base) if text else None
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        if text != (visit.values.get("text") or ""):
            _keep(visit, text, read, here.web.base)
        visit.finish("words")
        visit.went("/words")
        target = answered(visit, here.web.base, "/understood" if visit.left_open else "")
    return go(target)


def _keep(visit: Visit, text: str, read: Case | None, base: KnowledgeBase) -> None:
    """Keep what a story says apart from the answers: what contradicts them is asked as well."""
    for item in visit.origins:
        visit.findings.pop(item, None)
    visit.origins, visit.offers, visit.person, visit.left_open = [], {}, {}, {}
    visit.done = [one for one in visit.done if one != "understood"]
    visit.values["text"] = text
    if read is None:
        return
    case = case_of(visit, base)
    for item, words in read.told.origins.items():
        answer = read.answers[item]
        before = case.answers.get(item)
        if before is None or before.value != answer.value:
            value = answer_value(item, answer, base)
            visit.offers[item] = Offer(value, words.quote, words.span)
    if case.age is None and read.age is not None:
        visit.person["age"] = plain(read.age)
    if case.sex is None and read.sex is not None:
        visit.person["sex"] = read.sex
    told = replace(read.told, conflicts=_not_answered(read.told, case))
    visit.left_open = left_open(told)


def _not_answered(told: Told, case: Case) -> dict[str, tuple[Passage, ...]]:
    return {item: many for item, many in told.conflicts.items() if item not in case.answers}


def _show_understood(here: Here, view: Understood, status: int = 200) -> Response:
    frame = frame_for(here, view.form.title, "/words", wrong=bool(view.form.errors))
    return page("understood.html", frame, status, view=view)


@router.get("/understood")
def show_understood(here: HereNow) -> Response:
    """Show what was read, thing by thing."""
    if not here.sure.left_open:
        return go("/words")
    return _show_understood(here, understood(here.sure, here.web.base))


@router.post("/understood")
def save_understood(here: Kept, form: Posted) -> Response:
    """Keep what is right; what is wrong is left out and may be asked later."""
    if not here.sure.left_open:
        return go(goes_on(here.sure, here.web.base))
    view = understood(here.sure, here.web.base, form)
    if view.form.errors:
        return _show_understood(here, view, 422)
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        confirm(visit, form, here.web.base)
        visit.finish("understood")
        visit.went("/understood")
        target = answered(visit, here.web.base)
    return go(target)

"""The pages of the interview: danger signs first, then what is expected to change most.

A page is known by its number, so that no address says what somebody answers. A form carries which
page it is, so that two tabs, the back button and a form sent twice put answers where they belong.
"""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.question_page import CONFLICTS, QuestionPage
from popliteus.web.context import Form, GoneError, Here, HereNow, Posted, RefusedError, go
from popliteus.web.fields import FormView
from popliteus.web.kept import Kept, KeptRoute
from popliteus.web.questions import (
    UNSURE,
    Asked,
    answers_of,
    unsure_answers,
    unsure_view,
    view_of,
)
from popliteus.web.render import frame_for, page
from popliteus.web.talk import answered, case_of, goes_on, page_of, put, upcoming
from popliteus.web.visit import Step, Visit
from popliteus.wording.sure import sure_view

router = APIRouter(route_class=KeptRoute)

#: Pages that one visit may have answered. There are not half as many; whoever sends forms that we
#: did not make could think of more, and each makes the next page a little slower.
MOST_STEPS = 150


def _asked(number: int, here: Here) -> Asked | None:
    """Return the page with a number: an answered one, or the next; None when there is none."""
    visit, base = here.sure, here.web.base
    if 0 <= number < len(visit.history):
        known = page_of(visit.history[number], visit, base)
        return None if known is None else _with_answers(number, known, here)
    if number != len(visit.history) or goes_on(visit, base) != f"/questions/{number}":
        return None
    before = visit.next_step
    found = upcoming(visit, base)
    if visit.next_step != before or found is None:
        here.web.store.note(here.browser, visit)
    return None if found is None else Asked(number, found, {}, visit, base)


def _with_answers(number: int, known: QuestionPage, here: Here) -> Asked:
    visit, base = here.sure, here.web.base
    answers = case_of(visit, base).answers
    given = {box.id: answers[box.id].value for box in known.boxes if box.id in answers}
    return Asked(number, known, given, visit, base)


def _page(here: Here, asked: Asked, view: FormView, status: int = 200) -> Response:
    if not asked.page.danger:
        found = here.web.results.so_far(here.browser, here.sure)
        view = replace(view, sure=sure_view(found) if found else None)
    back = here.sure.back_from(asked.address) or "/"  # the first comes after the first page
    frame = frame_for(here, view.title, back, wrong=bool(view.errors))
    return page("form.html", frame, status, view=view)


@router.get("/questions/{number}")
def show(number: int, here: HereNow) -> Response:
    """Show a page; a number that is not there leads to where the visit goes on."""
    asked = _asked(number, here)
    if asked is None:
        return go(goes_on(here.sure, here.web.base))
    return _page(here, asked, view_of(asked))


@router.post("/questions/{number}")
def save(number: int, here: Kept, form: Posted) -> Response:
    """Keep the answers of a page, whichever number it has by now."""
    visit, base = here.sure, here.web.base
    step = _step(form, visit)
    known = None if step is None else page_of(step, visit, base)
    if step is None or known is None:
        if here.fresh:  # a page that only the lost answers could explain
            return go(goes_on(visit, base))
        raise RefusedError
    place = visit.history.index(step) if step in visit.history else len(visit.history)
    asked = _with_answers(place, known, here)
    view = view_of(asked, form)
    if view.errors:
        shown = Asked(number, asked.page, asked.given, visit, base)
        return _page(here, asked, view_of(shown, form), 422)
    answers = answers_of(asked, form)
    with here.web.store.change(here.browser) as changed:
        if changed is None:
            raise GoneError
        put(changed, answers, base)
        changed.origins = [one for one in changed.origins if one not in answers]
        if step not in changed.history:
            changed.history.append(step)
        address = f"/questions/{changed.history.index(step)}"
        changed.went(address)
        unsure = not asked.single and UNSURE in form.all("ticked")
        target = answered(changed, base, f"{address}/unsure" if unsure else "")
    return go(target)


def _step(form: Form, visit: Visit) -> Step | None:
    """Return which page a form is from; None when it is none of ours."""
    step = Step(form.get("page"), tuple(form.all("item")))
    if step not in visit.history and len(visit.history) >= MOST_STEPS:
        raise RefusedError
    known = step in visit.history or step.page != CONFLICTS
    if step.items and len({*step.items}) == len(step.items) and known:
        return step
    if step.page == CONFLICTS and {*step.items} <= {*visit.left_open.get("conflicts", {})}:
        return step
    return None


@router.get("/questions/{number}/unsure")
def show_unsure(number: int, here: HereNow) -> Response:
    """Ask which signs of a page somebody is not sure about."""
    asked = _asked(number, here)
    if asked is None or "unknown" not in asked.given.values():
        return go(goes_on(here.sure, here.web.base))
    return _unsure_page(here, asked, unsure_view(asked))


@router.post("/questions/{number}/unsure")
def save_unsure(number: int, here: Kept, form: Posted) -> Response:
    """Keep it: the others are "no"."""
    asked = _asked(number, here)
    if asked is None or "unknown" not in asked.given.values():
        return go(goes_on(here.sure, here.web.base))
    view = unsure_view(asked, form)
    if view.errors:
        return _unsure_page(here, asked, view, 422)
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        put(visit, unsure_answers(asked, form), here.web.base)
        target = answered(visit, here.web.base)
    return go(target)


def _unsure_page(here: Here, asked: Asked, view: FormView, status: int = 200) -> Response:
    frame = frame_for(here, view.title, asked.address, wrong=bool(view.errors))
    return page("form.html", frame, status, view=view)

"""A code to go on later, typed into a form and never part of an address; and erasing."""

from __future__ import annotations

import secrets
from math import ceil

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.web.context import (
    TOKEN_ONLY,
    Form,
    GoneError,
    Here,
    HereNow,
    Posted,
    drop_cookie,
    give_cookie,
    go,
)
from popliteus.web.fields import Field, FormView
from popliteus.web.problems import START, Message, message_page
from popliteus.web.render import frame_for, page
from popliteus.web.routes.library.search import ADDRESS as SEARCH
from popliteus.web.routes.library.search import COOKIE as SEARCHED
from popliteus.web.store import CODE_LENGTH

router = APIRouter()


_ERASED = Message(
    "Your answers are erased",
    (
        "They are gone, and a saved code no longer works. What you downloaded or printed is "
        "still where you put it.",
    ),
    (START,),
)


def _save_page(here: Here, code: str | None) -> Response:
    visit = here.sure
    shown = "-".join(code[i : i + 4] for i in range(0, len(code), 4)) if code else ""
    return page(
        "save.html",
        frame_for(here, "Save, and go on later", visit.trail[-1] if visit.trail else ""),
        code=shown,
        hours=f"{here.web.settings.keep_hours:g}",
    )


@router.get("/save")
def show_code(here: HereNow) -> Response:
    """Show the code, or the button that makes one."""
    return _save_page(here, here.web.store.code(here.browser, make=False))


@router.post("/save", dependencies=TOKEN_ONLY)
def make_code(here: HereNow) -> Response:
    """Make a code; a visit has one, however often it is asked for."""
    if here.web.store.code(here.browser, make=True) is None:
        raise GoneError
    return go("/save")


def _resume_view(form: Form | None, error: str = "") -> FormView:
    field = Field(
        "code",
        "text",
        "Your code",
        hint="Three groups of four letters and numbers, such as ABCD-EFGH-2345.",
        value=form.get("code")[:40] if form else "",
        error=error,
    )
    return FormView("Go on with your code", "/resume", (field,), button="Go on")


def _resume_page(here: Here, view: FormView, status: int = 200) -> Response:
    frame = frame_for(here, view.title, "/", wrong=bool(view.errors))
    return page("form.html", frame, status, view=view)


@router.get("/resume")
def show_resume(here: HereNow) -> Response:
    """Show the form for a code."""
    if here.browser:
        return _resume_page(here, _resume_view(None))
    new = Here(here.web, secrets.token_urlsafe(32), None, here.address)
    response = _resume_page(new, _resume_view(None))
    give_cookie(response, new.browser, here.web.settings)
    return response


@router.post("/resume")
def resume(here: HereNow, form: Posted) -> Response:
    """Open the visit of a code in this browser."""
    code = "".join(one for one in form.get("code").upper() if one.isalnum())
    if len(code) != CODE_LENGTH:
        error = f"A code has {CODE_LENGTH} letters and numbers; this has {len(code)}"
        return _resume_page(here, _resume_view(form, error), 422)
    if wait := here.web.codes.wait(here.client):
        error = "Too many codes were typed. Wait a minute, then try again"
        response = _resume_page(here, _resume_view(form, error), 429)
        response.headers["retry-after"] = f"{ceil(wait)}"
        return response
    browser = here.web.store.resume(code)
    if browser is None:
        hours = f"{here.web.settings.keep_hours:g}"
        error = f"We do not know this code. Check each letter; codes end after {hours} hours"
        return _resume_page(here, _resume_view(form, error), 422)
    response = go("/continue")
    give_cookie(response, browser, here.web.settings)
    return response


@router.get("/erase")
def ask_erase(here: HereNow) -> Response:
    """Ask once before everything is erased."""
    visit = here.sure
    frame = frame_for(here, "Erase your answers?", visit.trail[-1] if visit.trail else "")
    return page("erase.html", frame)


@router.post("/erase", dependencies=TOKEN_ONLY)
def erase(here: HereNow) -> Response:
    """Erase everything."""
    here.web.store.erase(here.browser)
    here.web.results.forget(here.browser, here.visit)
    gone = Here(here.web, "", None, here.address)
    response = message_page(gone, _ERASED)
    drop_cookie(response, here.web.settings)
    response.delete_cookie(SEARCHED, path=SEARCH)
    response.headers["clear-site-data"] = '"cache", "storage"'
    return response

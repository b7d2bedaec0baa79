"""The first page: what this is, emergencies first, privacy, for whom, two doors, the country."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.report import ANYWHERE
from popliteus.publish.pages.emergencies import emergencies
from popliteus.rules import Level
from popliteus.web.context import Form, Here, HereNow, Posted, give_cookie, go
from popliteus.web.fields import Field, FormView, choices
from popliteus.web.guess import country_guessed
from popliteus.web.phone import Numbers, emergency_numbers
from popliteus.web.render import country_in, frame_for, page
from popliteus.web.talk import goes_on
from popliteus.web.visit import Door, Visit, Who

router = APIRouter()

TITLE = "What is causing the pain behind my knee?"
HINT = "It decides which number to call."
GUESSED = " We guessed it from the language of your browser. Change it if it is wrong."
DOORS: dict[str, Door] = {"patient": "patient", "clinician": "clinician"}
WHO: dict[str, Who] = {"self": "self", "other": "other"}


@dataclass(frozen=True, slots=True)
class StartView:
    """What stands on the first page besides its form.

    `elsewhere` are the numbers of every country, where the country is only a guess.
    """

    form: FormView
    level: Level
    signs: tuple[str, ...]
    hours: str
    reviewed: bool
    elsewhere: tuple[Numbers, ...] = ()


def _guess(here: Here) -> str:
    """Return the country that the browser speaks for, where nobody has said one; else nothing."""
    if here.visit is not None or here.web.settings.country:
        return ""
    guessed = country_guessed(here.languages, here.web.base.services.countries)
    return "" if guessed == ANYWHERE else guessed


def _form(here: Here, form: Form | None = None) -> FormView:
    countries = here.web.base.services.countries
    who = form.get("who") if form else ""
    guessed = _guess(here)
    country = (form and form.get("country")) or guessed or country_in(here)
    fields = [
        Field(
            "country",
            "select",
            "Where are you?",
            hint=HINT + (GUESSED if guessed and country == guessed else ""),
            choices=choices([(key, one.name) for key, one in countries.items()], [country]),
        ),
        Field(
            "who",
            "radios",
            "Who has the pain?",
            choices=choices([("self", "I have"), ("other", "Somebody else")], [who]),
        ),
    ]
    if form is not None:
        if form.get("country") not in countries:
            fields[0] = fields[0].wrong("Choose a country from the list")
        if form.get("door") == "patient" and who not in WHO:
            fields[1] = fields[1].wrong("Choose who has the pain")
        elif form.get("door") not in DOORS:
            fields[1] = fields[1].wrong("Press one of the two buttons below to start")
    return FormView(TITLE, "/", tuple(fields))


def _page(here: Here, form: FormView, status: int = 200) -> Response:
    countries = here.web.base.services.countries
    chosen = next((one.value for one in form.fields[0].choices if one.chosen), "")
    view = StartView(
        form=form,
        level=Level.EMERGENCY,
        signs=tuple(words for words, _ in emergencies(here.web.base)),
        hours=f"{here.web.settings.keep_hours:g}",
        reviewed=here.web.base.reviewed,
        elsewhere=emergency_numbers(countries) if chosen and chosen == _guess(here) else (),
    )
    frame = frame_for(here, TITLE, wrong=bool(form.errors), country=chosen)
    return page("start.html", frame, status, view=view)


@router.get("/")
def show(here: HereNow) -> Response:
    """Show the first page."""
    new = "" if here.browser else secrets.token_urlsafe(32)
    if new:
        here = replace(here, browser=new, visit=None)
    response = _page(here, _form(here))
    if new:
        give_cookie(response, new, here.web.settings)
    return response


@router.post("/")
def begin(here: HereNow, form: Posted) -> Response:
    """Begin a new visit; older answers of this browser are erased."""
    view = _form(here, form)
    if view.errors:
        return _page(here, view, 422)
    country = form.get("country")
    visit = Visit.begun(
        DOORS[form.get("door")],
        WHO.get(form.get("who"), "other"),
        None if country == ANYWHERE else country,
    )
    browser = here.begin(visit)  # where it cannot begin, the answers before it are still there
    here.web.store.erase(here.browser)
    here.web.results.forget(here.browser, here.visit)
    response = go(goes_on(visit, here.web.base))
    give_cookie(response, browser, here.web.settings)
    return response


@router.get("/continue")
def go_on(here: HereNow) -> Response:
    """Lead to the first page that is still to be answered."""
    return go(goes_on(here.sure, here.web.base))

"""The first page: what this is, emergencies first, privacy, for whom, two doors, the country."""

from __future__ import annotations

import secrets

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.report import ANYWHERE
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.web.context import Form, Here, HereNow, Posted, give_cookie, go
from popliteus.web.fields import Field, FormView, capital, choices
from popliteus.web.render import frame_for, page
from popliteus.web.talk import goes_on
from popliteus.web.visit import Door, Visit, Who

router = APIRouter()

TITLE = "What is causing the pain behind my knee?"
DOORS: dict[str, Door] = {"patient": "patient", "clinician": "clinician"}
WHO: dict[str, Who] = {"self": "self", "other": "other"}

#: The danger page whose signs stand on the first page, and rules named after them.
_PAGE = "chest-danger-page"
_RULES = ("sudden-cold-foot", "infected-knee", "compartment-syndrome", "cauda-equina-signs")


def _view(here: Here, form: Form | None = None) -> FormView:
    countries = here.web.base.services.countries
    door, who = (form.get("door"), form.get("who")) if form else ("patient", "")
    country = (form and form.get("country")) or here.web.settings.country or ANYWHERE
    fields = [
        Field(
            "who",
            "radios",
            "Who has the pain?",
            choices=choices([("self", "I have"), ("other", "Somebody else")], [who]),
        ),
        Field(
            "door",
            "radios",
            "Who is answering?",
            choices=choices(
                [("patient", "A patient, or family"), ("clinician", "A doctor or nurse")], [door]
            ),
        ),
        Field(
            "country",
            "select",
            "In which country?",
            hint="It decides which number to call.",
            choices=choices([(key, one.name) for key, one in countries.items()], [country]),
        ),
    ]
    if form is not None:
        if who not in WHO:
            fields[0] = fields[0].wrong("Choose who has the pain")
        if door not in DOORS:
            fields[1] = fields[1].wrong("Choose who is answering")
        if form.get("country") not in countries:
            fields[2] = fields[2].wrong("Choose a country from the list")
    return FormView(TITLE, "/", tuple(fields), button="Start")


def _signs(base: KnowledgeBase) -> list[str]:
    record = next((one for one in base.questionnaire.pages if one.id == _PAGE), None)
    items = record.items if record else ()
    signs = [base.findings[item].lay_name for item in items]
    signs += [base.rules[one].lay_name for one in _RULES if one in base.rules]
    return [capital(sign) for sign in signs]


def _page(here: Here, view: FormView, status: int = 200) -> Response:
    return page(
        "start.html",
        frame_for(here, TITLE, wrong=bool(view.errors)),
        status,
        view=view,
        emergency=Level.EMERGENCY,
        signs=_signs(here.web.base),
        hours=f"{here.web.settings.keep_hours:g}",
    )


@router.get("/")
def show(here: HereNow) -> Response:
    """Show the first page."""
    new = "" if here.browser else secrets.token_urlsafe(32)
    if new:
        here = Here(here.web, new, None, here.address)
    response = _page(here, _view(here))
    if new:
        give_cookie(response, new, here.web.settings)
    return response


@router.post("/")
def begin(here: HereNow, form: Posted) -> Response:
    """Begin a new visit; older answers of this browser are erased."""
    view = _view(here, form)
    if view.errors:
        return _page(here, view, 422)
    here.web.store.erase(here.browser)
    visit = Visit(
        door=DOORS[form.get("door")],
        who=WHO[form.get("who")],
        values={
            "setting": "primary_care",
            "account": "asked",
            "country": None if form.get("country") == ANYWHERE else form.get("country"),
        },
    )
    browser = here.web.store.begin(visit)
    response = go(goes_on(visit, here.web.base))
    give_cookie(response, browser, here.web.settings)
    return response


@router.get("/continue")
def go_on(here: HereNow) -> Response:
    """Lead to the first page that is still to be answered."""
    return go(goes_on(here.sure, here.web.base))

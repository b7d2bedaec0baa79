"""The result, for a patient and for a clinician, as a page and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.result import Assessment, Audience
from popliteus.rules import Level
from popliteus.web.context import GoneError, Here, HereNow, Posted, go
from popliteus.web.render import frame_for, page
from popliteus.web.routes.takeaway import take_away
from popliteus.web.talk import goes_on, interview_of, upcoming
from popliteus.web.visit import Visit
from popliteus.wording.result import view

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Other:
    """The same result in other words."""

    address: str
    words: str


@router.get("/result")
def show(here: HereNow) -> Response:
    """Show the result in the words of whoever answers."""
    return _show(here, here.sure.door)


@router.get("/result/patient")
def show_patient(here: HereNow) -> Response:
    """Show the result in a patient's words."""
    return _show(here, "patient")


@router.get("/result/clinician")
def show_clinician(here: HereNow) -> Response:
    """Show the result with numbers and sources."""
    return _show(here, "clinician")


def _show(here: Here, audience: Audience) -> Response:
    visit, base = here.sure, here.web.base
    result = interview_of(visit, base).result(audience=audience)
    words = view(result, base)
    more = goes_on(visit, base) != "/result"
    if more and goes_on(visit, base) == f"/questions/{len(visit.history)}":
        before = visit.next_step
        more = upcoming(visit, base) is not None
        if visit.finished or visit.next_step != before:
            here.web.store.note(here.browser, visit)
    other = (
        Other("/result/clinician", "The same result with numbers and sources, for a clinician")
        if audience == "patient"
        else Other("/result/patient", "The same result in everyday words")
    )
    back = visit.trail[-1] if visit.trail else ""
    return page(
        "result.html",
        frame_for(here, words.level_name, back),
        view=words,
        more=more,
        medicines=not more and _asks_medicines(visit, result, here),
        other=other,
        take=take_away(result, base),
    )


def _asks_medicines(visit: Visit, result: Assessment, here: Here) -> bool:
    """Return whether there is a page to ask about medicines."""
    if visit.medicines or result.triage.level > Level.SOON_DAYS:
        return False
    talk = interview_of(visit, here.web.base)
    talk.medicines = True
    return talk.next() is not None


@router.post("/medicines")
def ask_medicines(here: HereNow, form: Posted) -> Response:  # noqa: ARG001  # its token is checked
    """Go on with what would speak against a medicine."""
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        visit.medicines = True
        visit.changed()
        target = goes_on(visit, here.web.base)
    return go(target)


@router.get("/result/patient.json")
def patient_file(here: HereNow) -> Response:
    """Return the result as JSON, with a patient's words."""
    return _file(here, "patient")


@router.get("/result/clinician.json")
def clinician_file(here: HereNow) -> Response:
    """Return the result as JSON, with a clinician's words."""
    return _file(here, "clinician")


def _file(here: Here, audience: Audience) -> Response:
    result = interview_of(here.sure, here.web.base).result(audience=audience)
    return Response(
        json.dumps(result.to_dict(), ensure_ascii=False, indent=1) + "\n",
        media_type="application/json",
        headers={"content-disposition": 'attachment; filename="popliteus-result.json"'},
    )

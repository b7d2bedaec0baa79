"""The result, for a patient and for a clinician, as a page and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.questions import open_items
from popliteus.assess.result import Assessment, Audience
from popliteus.rules import Level
from popliteus.web.context import TOKEN_ONLY, GoneError, Here, HereNow, Posted, go
from popliteus.web.figures import recovery_figure, treatment_figure
from popliteus.web.render import frame_for, page
from popliteus.web.routes.takeaway import take_away
from popliteus.web.talk import answered, case_of, goes_on, upcoming
from popliteus.web.trial import Changes, Group, Tried, apply, groups, read, tried
from popliteus.web.visit import Visit
from popliteus.wording.clinical import clinician_page
from popliteus.wording.moved import Moved, moved
from popliteus.wording.page import result_page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Trial:
    """Other answers that are tried out; `rows` is empty while there are none."""

    groups: tuple[Group, ...]
    rows: tuple[Tried, ...] = ()
    moved: Moved | None = None
    errors: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """Where one can go from here.

    Attributes
    ----------
    audience
        Whose words this page has; `other` is the address of the same result in the others'.
    more
        Whether there are questions left.
    medicines
        Whether there is a page to ask about medicines.
    """

    audience: Audience
    other: str
    more: bool
    medicines: bool


@router.get("/result")
def show(here: HereNow) -> Response:
    """Show the result in the words of whoever answers."""
    return _show(here, here.sure.door, Changes())


@router.get("/result/patient")
def show_patient(here: HereNow) -> Response:
    """Show the result in a patient's words."""
    return _show(here, "patient", Changes())


@router.get("/result/clinician")
def show_clinician(here: HereNow) -> Response:
    """Show the result with numbers and sources."""
    return _show(here, "clinician", Changes())


@router.post("/result/patient")
def try_patient(here: HereNow, form: Posted) -> Response:
    """Show what other answers would make of the result; nothing is kept."""
    return _show(here, "patient", read(form, here.sure, here.web.base))


@router.post("/result/clinician")
def try_clinician(here: HereNow, form: Posted) -> Response:
    """Show the same with numbers and sources."""
    return _show(here, "clinician", read(form, here.sure, here.web.base))


def _show(here: Here, audience: Audience, changes: Changes) -> Response:
    visit, base = here.sure, here.web.base
    found = here.web.results.of(here.browser, visit, audience)
    shown = visit
    if changes:
        shown = Visit.from_json(visit.to_json())
        apply(shown, changes, base)
    result, closer = here.web.results.of(here.browser, shown, audience)
    trial = Trial(
        groups(case_of(shown, base), result, closer, base, changes.errors),
        tried(changes, visit, base),
        moved(found[0], result, base) if changes else None,
        tuple({"text": text, "href": f"#{name}"} for name, text in changes.errors.items()),
    )
    view = (
        result_page(result, closer, base, other=visit.who == "other")
        if audience == "patient"
        else clinician_page(result, closer, base)
    )
    title = f"What if: {view.urgency.name}" if changes else view.urgency.name
    back = visit.trail[-1] if visit.trail else ""
    frame = frame_for(
        here, title, f"/result/{audience}" if changes else back, wrong=bool(trial.errors)
    )
    return page(
        "result.html" if audience == "patient" else "result_clinician.html",
        frame,
        422 if trial.errors else 200,
        view=view,
        way=_way(here, audience, result),
        take=None if changes else take_away(result, base),
        trial=trial,
        picture=lambda treatment: treatment_figure(treatment, base),
        recovery=recovery_figure(view.care.recovery.cause, base) if view.care.recovery else "",
    )


def _way(here: Here, audience: Audience, result: Assessment) -> Way:
    """Return where one can go on, and note the next question once it is worked out."""
    visit, base = here.sure, here.web.base
    more = goes_on(visit, base) != "/result"
    if more and goes_on(visit, base) == f"/questions/{len(visit.history)}":
        before = visit.next_step
        more = upcoming(visit, base) is not None
        if visit.finished or visit.next_step != before:
            here.web.store.note(here.browser, visit)
    other = "clinician" if audience == "patient" else "patient"
    return Way(
        audience=audience,
        other=f"/result/{other}",
        more=more,
        medicines=not more and _asks_medicines(visit, result, here),
    )


def _asks_medicines(visit: Visit, result: Assessment, here: Here) -> bool:
    """Return whether a page asks what has to be known before a medicine of the plan."""
    if visit.medicines or result.triage.level > Level.SOON_DAYS:
        return False
    base, case = here.web.base, case_of(visit, here.web.base)
    wanted = {item for one in result.plan.medicines for item in one.not_asked}
    return any(
        page.kind == "factors"
        and page.who == "patient"
        and wanted.intersection(open_items(page, case, base))
        for page in base.questionnaire.pages
    )


@router.post("/result/keep")
def keep(here: HereNow, form: Posted) -> Response:
    """Keep the answers that were tried out."""
    base = here.web.base
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        changes = read(form, visit, base)
        target = "/result"
        if changes:
            apply(visit, changes, base)
            target = answered(visit, base, target)
    return go(target)


@router.post("/medicines", dependencies=TOKEN_ONLY)
def ask_medicines(here: HereNow) -> Response:
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
    result, _ = here.web.results.of(here.browser, here.sure, audience)
    return Response(
        json.dumps(result.to_dict(), ensure_ascii=False, indent=1) + "\n",
        media_type="application/json",
        headers={"content-disposition": 'attachment; filename="popliteus-result.json"'},
    )

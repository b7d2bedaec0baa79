"""About the person: age, sex and, for clinicians, where the person was seen."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess import case_from_mapping
from popliteus.errors import CaseError
from popliteus.web.ages import NO_AGE, years
from popliteus.web.context import Form, GoneError, Here, HereNow, Posted, go
from popliteus.web.fields import Field, FormView, choices
from popliteus.web.kept import Kept, KeptRoute
from popliteus.web.render import frame_for, page
from popliteus.web.talk import answered
from popliteus.web.visit import Visit

router = APIRouter(route_class=KeptRoute)

SEXES = {"female": "female", "male": "male", "none": None}
SETTINGS = {
    "primary_care": "General practice",
    "emergency": "Emergency department",
    "sports_clinic": "Sports clinic",
    "referred": "Referred to a specialist",
}
_SEX_WORDS = {"female": "Female", "male": "Male", "none": "I would rather not say"}
_MONTHS = ", or for a small child in months, such as 18 months"
_FIELDS = ("age", "sex", "setting")


def _view(here: Here, form: Form | None = None) -> FormView:
    visit = here.sure
    clinician = visit.door == "clinician"
    given = _given(visit) if form is None else {key: form.get(key) for key in _FIELDS}
    other = clinician or visit.who == "other"
    fields = [
        Field(
            "age",
            "text",
            "How old is the person?" if other else "How old are you?",
            hint=f"In years{_MONTHS if other else ''}. Leave it empty if you would rather not say.",
            value=given["age"][:40],
            number=not other,  # a keyboard of figures alone has no letters for months
        ),
        Field(
            "sex",
            "radios",
            "Which sex was on the birth record?",
            hint="Some causes are more common in women or in men.",
            choices=choices(list(_SEX_WORDS.items()), [given["sex"]]),
        ),
    ]
    if clinician:
        where = choices(list(SETTINGS.items()), [given["setting"]])
        fields.append(Field("setting", "radios", "Where is the person seen?", choices=where))
    if form is not None:
        _check(fields, form, here)
    return FormView("About the person" if other else "About you", "/about", tuple(fields))


def _given(visit: Visit) -> dict[str, str]:
    """Return what was answered before, as it stands in the form."""
    values = visit.values
    answered_before = "sex" in values
    return {
        "age": "" if values.get("age") is None else f"{values['age']}",
        "sex": (values["sex"] or "none") if answered_before else "",
        "setting": values.get("setting") or "primary_care",
    }


def _check(fields: list[Field], form: Form, here: Here) -> None:
    try:
        case_from_mapping({"age": years(form.get("age"))}, here.web.base)
    except (CaseError, ValueError, OverflowError):
        fields[0] = fields[0].wrong(NO_AGE)
    if form.get("sex") not in SEXES:
        fields[1] = fields[1].wrong("Choose female, male, or that you would rather not say")
    if len(fields) > 2 and form.get("setting") not in SETTINGS:
        fields[2] = fields[2].wrong("Choose where the person is seen")


def _page(here: Here, view: FormView, status: int = 200) -> Response:
    back = here.sure.back_from("/about")
    frame = frame_for(here, view.title, back, wrong=bool(view.errors))
    return page("form.html", frame, status, view=view)


@router.get("/about")
def show(here: HereNow) -> Response:
    """Show the page."""
    return _page(here, _view(here))


@router.post("/about")
def save(here: Kept, form: Posted) -> Response:
    """Keep age and sex."""
    view = _view(here, form)
    if view.errors:
        return _page(here, view, 422)
    new: dict[str, Any] = {"age": years(form.get("age")), "sex": SEXES[form.get("sex")]}
    if here.sure.door == "clinician":
        new["setting"] = form.get("setting")
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        visit.values.update(new)
        visit.finish("about")
        visit.went("/about")
        target = answered(visit, here.web.base)
    return go(target)

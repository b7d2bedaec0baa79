"""Where it hurts: every place that hurts, and then the worst of them."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.knowledge import KnowledgeBase
from popliteus.web.context import Form, GoneError, Here, HereNow, Posted, go
from popliteus.web.fields import Field, FormView, capital, choices
from popliteus.web.kept import Kept, KeptRoute
from popliteus.web.render import frame_for, page
from popliteus.web.talk import answered, goes_on, put

router = APIRouter(route_class=KeptRoute)

WORST = "worst-place"
UNSURE = "unsure"

#: Places that are also a finding of their own, when the worst place is another one.
ALSO = {
    "calf": "pain-also-calf",
    "back-of-thigh": "pain-also-thigh-back",
    "front-of-knee": "pain-also-front-knee",
    "shin": "pain-also-shin",
    "foot": "pain-also-foot",
    "groin": "pain-also-groin",
}
_ONLY_ALSO = {"foot": "In the foot or toes", "groin": "In the groin or hip"}

#: Places that cover others: a place within them that was not ticked is not a "no".
COVERS = {
    "whole-leg": frozenset(ALSO),
    "all-over-knee": frozenset(["front-of-knee"]),
}


def places(base: KnowledgeBase) -> dict[str, str]:
    """Return every place that can be ticked, with its words."""
    options = {one.id: one.ask for one in base.attributes[WORST].options}
    return options | _ONLY_ALSO


def answers_for(ticked: Sequence[str], worst: str) -> dict[str, object]:
    """Return what the ticked places answer.

    >>> answers_for(["calf", "shin"], "calf")["pain-also-shin"]
    'present'
    """
    covered = {one for place in ticked for one in COVERS.get(place, ())}
    found: dict[str, object] = {WORST: worst}
    for place, item in ALSO.items():
        if place == worst or not ticked:
            found[item] = "unknown"
        elif place in ticked:
            found[item] = "present"
        else:
            found[item] = "unknown" if place in covered else "absent"
    return found


def _view(here: Here, form: Form | None = None) -> FormView:
    chosen = form.all("places") if form else here.sure.places
    known = places(here.web.base)
    field = Field(
        "places",
        "checkboxes",
        "Where does it hurt?",
        hint="Tick every place that hurts.",
        choices=choices([*known.items(), (UNSURE, "I am not sure")], chosen=chosen, apart=[UNSURE]),
    )
    if form is not None:
        if not chosen or not {*chosen} <= {*known, UNSURE}:
            field = field.wrong("Tick where it hurts, or “I am not sure”")
        elif UNSURE in chosen and len(chosen) > 1:
            field = field.wrong("Tick places, or “I am not sure”, not both")
    return FormView(field.label, "/where", (field,))


def _worst_view(here: Here, form: Form | None = None) -> FormView:
    base = here.web.base
    known, attribute = places(base), base.attributes[WORST]
    options = {one.id for one in attribute.options}
    pairs = [(one, known[one]) for one in here.sure.places if one in options]
    given = form.get("worst") if form else str(here.sure.findings.get(WORST, ""))
    field = Field(
        "worst",
        "radios",
        attribute.ask,
        choices=choices([*pairs, ("unknown", "I am not sure")], [given], ["unknown"]),
    )
    if form is not None and given not in {"unknown", *(value for value, _ in pairs)}:
        field = field.wrong("Choose the place that hurts most, or “I am not sure”")
    return FormView(capital(attribute.ask), "/where/most", (field,))


def _page(here: Here, view: FormView, back: str, status: int = 200) -> Response:
    frame = frame_for(here, view.title, back, wrong=bool(view.errors))
    return page("form.html", frame, status, view=view)


@router.get("/where")
def show(here: HereNow) -> Response:
    """Show the places."""
    return _page(here, _view(here), here.sure.back_from("/where"))


@router.post("/where")
def save(here: Kept, form: Posted) -> Response:
    """Keep the places; with several, ask next which is the worst."""
    view = _view(here, form)
    if view.errors:
        return _page(here, view, here.sure.back_from("/where"), 422)
    base = here.web.base
    options = {one.id for one in base.attributes[WORST].options}
    ticked = [one for one in form.all("places") if one != UNSURE]
    worst = [one for one in ticked if one in options]
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        visit.places = list(dict.fromkeys(ticked))
        one = worst[0] if len(worst) == 1 else "unknown"
        put(visit, answers_for(visit.places, one), base)
        visit.finish("where")
        visit.done = [part for part in visit.done if part != "most"]
        if len(worst) < 2:
            visit.finish("most")
        visit.went("/where")
        target = answered(visit, base, "/where/most" if len(worst) > 1 else "")
    return go(target)


@router.get("/where/most")
def show_most(here: HereNow) -> Response:
    """Show the ticked places once more."""
    if len(here.sure.places) < 2:
        return go("/where")
    return _page(here, _worst_view(here), "/where")


@router.post("/where/most")
def save_most(here: Kept, form: Posted) -> Response:
    """Keep the worst place."""
    if len(here.sure.places) < 2:
        return go(goes_on(here.sure, here.web.base))
    view = _worst_view(here, form)
    if view.errors:
        return _page(here, view, "/where", 422)
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        put(visit, answers_for(visit.places, form.get("worst")), here.web.base)
        visit.finish("most")
        visit.went("/where/most")
        target = answered(visit, here.web.base)
    return go(target)

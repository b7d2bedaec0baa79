"""Where it hurts: every place that hurts, and then the worst of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.words import capital
from popliteus.knowledge import KnowledgeBase
from popliteus.web.context import Form, GoneError, Here, HereNow, Posted, go
from popliteus.web.fields import Choice, Field, FormView
from popliteus.web.kept import Kept, KeptRoute
from popliteus.web.pictures import LegMap, leg_maps
from popliteus.web.places import WORST, Place, answers_for, numbers, places, told_places
from popliteus.web.render import frame_for, page
from popliteus.web.talk import answered, goes_on, put

router = APIRouter(route_class=KeptRoute)

UNSURE = "unsure"

#: Added where places are ticked that a story told of.
_TOLD = " What you wrote is ticked already."


def _view(here: Here, form: Form | None = None) -> FormView:
    known = places(here.web.base)
    told = here.sure.places or told_places(here.sure.findings, here.web.base)
    chosen = form.all("places") if form else told
    field = Field(
        "places",
        "checkboxes",
        "Where does it hurt?",
        hint=f"Tick every place that hurts.{_TOLD if told and not here.sure.places else ''}",
        choices=(*_choices(known.values(), chosen), _unsure(UNSURE, chosen)),
    )
    if form is not None:
        if not chosen or not {*chosen} <= {*known, UNSURE}:
            field = field.wrong("Tick where it hurts, or “I am not sure”")
        elif UNSURE in chosen and len(chosen) > 1:
            field = field.wrong("Tick places, or “I am not sure”, not both")
    return FormView(field.label, "/where", (field,))


def _choices(offered: Iterable[Place], chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.id, one.label, chosen=one.id in chosen, number=one.number) for one in offered
    )


def _unsure(value: str, chosen: Sequence[str]) -> Choice:
    return Choice(value, "I am not sure", chosen=value in chosen, apart=True, only=True)


def _worst_view(here: Here, form: Form | None = None) -> FormView:
    base = here.web.base
    attribute = base.attributes[WORST]
    offered = [one for id_, one in places(base).items() if id_ in here.sure.places and one.worst]
    known = "most" in here.sure.done or WORST in here.sure.origins
    before = here.sure.findings.get(WORST, "") if known else ""
    given = form.get("worst") if form else str(before)
    field = Field(
        "worst",
        "radios",
        attribute.ask,
        choices=(*_choices(offered, [given]), _unsure("unknown", [given])),
    )
    if form is not None and given not in {"unknown", *(one.id for one in offered)}:
        field = field.wrong("Choose the place that hurts most, or “I am not sure”")
    return FormView(capital(attribute.ask), "/where/most", (field,))


def _maps(view: FormView, base: KnowledgeBase) -> tuple[LegMap, ...]:
    """Return the drawing that repeats the list: its places, their numbers, what is chosen."""
    field, known = view.fields[0], places(base)
    offered = {one.value: f"#{field.name}-{n}" for n, one in enumerate(field.choices, start=1)}
    regions = numbers([one for id_, one in known.items() if id_ in offered], base)
    answers = base.drawings.regions
    links = {region: offered[answers[region].worst or region] for region in regions}
    chosen = [one.value for one in field.choices if one.chosen and one.value in known]
    return leg_maps(regions, chosen, links, base)


def _page(here: Here, view: FormView, back: str, status: int = 200) -> Response:
    frame = frame_for(here, view.title, back, wrong=bool(view.errors))
    maps = _maps(view, here.web.base)
    return page("where.html", frame, status, view=view, maps=maps)


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
    known = places(base)
    ticked = [one for one in form.all("places") if one != UNSURE]
    worst = [one for one in ticked if known[one].worst]
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        visit.places = list(dict.fromkeys(ticked))
        told = str(visit.findings.get(WORST)) if WORST in visit.origins else ""
        one = worst[0] if len(worst) == 1 else told if told in worst else "unknown"
        put(visit, answers_for(visit.places, one, base), base)
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
        base = here.web.base
        put(visit, answers_for(visit.places, form.get("worst"), base), base)
        visit.finish("most")
        visit.went("/where/most")
        target = answered(visit, base)
    return go(target)

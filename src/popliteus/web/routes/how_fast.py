"""The page that interrupts where a danger sign alone does not settle how fast help is needed.

It says what would settle it, so that nobody waits with that for the end of the questions.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.half_met import HalfMet
from popliteus.assess.report import country_of
from popliteus.rules import Level
from popliteus.web.context import Here, HereNow, go
from popliteus.web.render import frame_for, page
from popliteus.web.talk import HALF_MET, case_of, goes_on, half_met_now
from popliteus.wording.half_met import signs_told, what_fits

router = APIRouter()

_TITLE = "A danger sign: check this first"
_TITLE_CLINICIAN = "A red flag that is half met"

#: After the signs: whoever answers the call cannot see which lines fit.
_PHONE = (
    "Then say which of the lines on this page fit.",
    "Ask how soon it must be looked at, and where.",
)


@dataclass(frozen=True, slots=True)
class FitsView:
    """One level, and what would make it so."""

    level: Level
    title: str
    fits: tuple[str, ...]
    call: str


@dataclass(frozen=True, slots=True)
class HalfMetView:
    """What the page says about danger signs that settle nothing by themselves.

    Attributes
    ----------
    told
        The signs, as they are said on the phone.
    cards
        For now and for today, where something could make it so.
    unsure
        Whom to ask who cannot tell.
    """

    patient: bool
    title: str
    told: str
    cards: tuple[FitsView, ...]
    phone: tuple[str, ...]
    unsure: str
    on: str


@router.get(HALF_MET)
def show(here: HereNow) -> Response:
    """Show what would make a danger sign urgent; without one the visit goes on."""
    waiting = half_met_now(here.sure, here.web.base)
    if not waiting:
        return go(goes_on(here.sure, here.web.base))
    view = _view(here, waiting)
    back = here.sure.trail[-1] if here.sure.trail else ""
    return page("how_fast.html", frame_for(here, view.title, back), view=view)


def _view(here: Here, waiting: tuple[HalfMet, ...]) -> HalfMetView:
    visit, base = here.sure, here.web.base
    patient = visit.door == "patient"
    case, other = case_of(visit, base), visit.who == "other"
    country = country_of(case, base)
    numbers = {Level.EMERGENCY: country.emergency, Level.URGENT_SAME_DAY: country.urgent}
    cards = tuple(
        FitsView(level, title, fits, numbers[level] if patient else "")
        for level, title, fits in what_fits(waiting, visit.door)
    )
    signs = signs_told(case, base, visit.half_met, other=other)
    return HalfMetView(
        patient=patient,
        title=_TITLE if patient else _TITLE_CLINICIAN,
        told=signs,
        cards=cards,
        phone=(signs, *_PHONE) if patient else (),
        unsure=country.urgent if patient else "",
        on=visit.after_warning or goes_on(visit, base),
    )

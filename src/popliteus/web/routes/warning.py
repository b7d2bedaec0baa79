"""The page that interrupts: what to do now, the number, and what to say on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.report import country_of
from popliteus.rules import Level
from popliteus.web.context import Here, HereNow, go
from popliteus.web.render import frame_for, page
from popliteus.web.talk import WARNING, case_of, goes_on, interview_of

router = APIRouter()

REASONS = 4

#: Titles by level and by whom it concerns: the person who reads, or somebody else.
_TITLES = {
    (Level.EMERGENCY, "self"): "You need help now",
    (Level.EMERGENCY, "other"): "This person needs help now",
    (Level.URGENT_SAME_DAY, "self"): "Somebody should see you today",
    (Level.URGENT_SAME_DAY, "other"): "Somebody should see this person today",
}


@dataclass(frozen=True, slots=True)
class WarningView:
    """What the page says. `call` names whom to call, the first of them first."""

    level: Level
    title: str
    action: str
    phone: tuple[str, ...]
    why: tuple[str, ...]
    on: str
    call: str


@router.get(WARNING)
def show(here: HereNow) -> Response:
    """Show what to do now; without an alarm there is nothing to show, and the visit goes on."""
    if here.sure.warned < Level.URGENT_SAME_DAY:
        return go(goes_on(here.sure, here.web.base))
    view = _view(here)
    back = here.sure.trail[-1] if here.sure.trail else ""
    return page("help_now.html", frame_for(here, view.title, back), view=view)


def _view(here: Here) -> WarningView:
    """Return what the page says: the reasons for this level, and no lower one beside them."""
    visit, base = here.sure, here.web.base
    patient = visit.door == "patient"
    triage = interview_of(visit, base).result(audience=visit.door).triage
    reasons = [one for one in triage.reasons if one.level == triage.level.word]
    phone = next((one.phone for one in reasons if one.phone), ()) if patient else ()
    country = country_of(case_of(visit, base), base)
    emergency = triage.level == Level.EMERGENCY
    return WarningView(
        level=triage.level,
        title=_TITLES[triage.level, visit.who if patient else "other"],
        action=triage.action,
        phone=phone,
        why=tuple(one.text for one in reasons[:REASONS]),
        call=country.emergency if emergency else f"{country.urgent} {country.emergency}",
        on=visit.after_warning or goes_on(visit, base),
    )

"""The page that interrupts: what to do now, the number, and what to say on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.report import country_of
from popliteus.rules import Level
from popliteus.web.context import HereNow, go
from popliteus.web.render import frame_for, page
from popliteus.web.talk import WARNING, case_of, goes_on, interview_of

router = APIRouter()

REASONS = 4


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
    visit, base = here.sure, here.web.base
    if visit.warned < Level.URGENT_SAME_DAY:
        return go(goes_on(visit, base))
    triage = interview_of(visit, base).result().triage
    emergency = triage.level == Level.EMERGENCY
    country = country_of(case_of(visit, base), base)
    view = WarningView(
        level=triage.level,
        title="You need help now" if emergency else "Somebody should see you today",
        action=triage.action,
        phone=next((one.phone for one in triage.reasons if one.phone), ()),
        why=tuple(one.text for one in triage.reasons[:REASONS]),
        call=country.emergency if emergency else f"{country.urgent} {country.emergency}",
        on=visit.after_warning or goes_on(visit, base),
    )
    return page("help_now.html", frame_for(here, view.title), view=view)

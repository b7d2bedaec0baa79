"""The page that interrupts: what to do now, the number, and what to say on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.phone import as_said
from popliteus.assess.report import country_of
from popliteus.rules import Level
from popliteus.web.alarms import title_of
from popliteus.web.context import Here, HereNow, go
from popliteus.web.render import frame_for, page
from popliteus.web.talk import WARNING, case_of, goes_on, interview_of
from popliteus.wording.urgency import sentences

router = APIRouter()

REASONS = 4


@dataclass(frozen=True, slots=True)
class WarningView:
    """What the page says.

    `action` is read first, with whom to `call`; after what to say on the phone comes `then`, with
    whom to call if that happens. A clinician is given no number to call.
    """

    level: Level
    patient: bool
    title: str
    action: str
    then: str
    phone: tuple[str, ...]
    why: tuple[str, ...]
    on: str
    call: str
    call_then: str


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
    case, other = case_of(visit, base), visit.who == "other"
    said = (as_said(one, case, base, other=other) for one in reasons if patient)
    phone = next((lines for lines in said if lines), ())
    country = country_of(case, base)
    emergency = triage.level == Level.EMERGENCY
    # First one thing to do and one number, not a paragraph beside two buttons of one colour.
    first, *rest = [triage.action] if emergency or not patient else sentences(triage.action)
    return WarningView(
        level=triage.level,
        patient=patient,
        title=title_of(triage.level, visit),
        action=first,
        then=" ".join(rest),
        phone=phone,
        why=tuple(one.text for one in reasons[:REASONS]),
        call="" if not patient else country.emergency if emergency else country.urgent,
        call_then="" if emergency or not patient else country.emergency,
        on=visit.after_warning or goes_on(visit, base),
    )

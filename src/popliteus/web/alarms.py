"""How a warning is headed, and the one that stands above words still to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.assess.report import country_of, filled
from popliteus.assess.words import small
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.web.render import ALARMS
from popliteus.web.talk import alarm_if_right, case_of
from popliteus.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be done if words are right that nobody has confirmed yet; `call` is a number."""

    level: Level
    title: str
    action: str
    call: str


def title_of(level: Level, visit: Visit) -> str:
    """Return how a warning of this level is headed for who reads it."""
    return ALARMS[level, visit.who if visit.door == "patient" else "clinician"].removesuffix(".")


def alarm_of(visit: Visit, base: KnowledgeBase) -> Alarm | None:
    """Return the warning above what was read; None where there is none that was not given."""
    level = alarm_if_right(visit, base)
    if level < Level.URGENT_SAME_DAY:
        return None
    record = next(one for one in base.services.levels if one.id == level.word)
    country = country_of(case_of(visit, base), base)
    number = country.emergency if level == Level.EMERGENCY else country.urgent
    patient = visit.door == "patient"
    return Alarm(
        level,
        f"If this is right: {small(title_of(level, visit))}",
        filled(record.patient if patient else record.clinician, country),
        number if patient else "",
    )

"""A visit as a case and as an interview, and where the visit goes on.

The order: their own words, which they confirm; then danger signs for everybody, about the person,
where it hurts, and the questions that `popliteus.Interview` finds worth asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from popliteus.assess import Case, Interview, Passage, Told, answer_from, case_from_mapping
from popliteus.assess.half_met import HalfMet, danger_signs, half_met
from popliteus.assess.question_page import CONFLICTS, SHORT_QUESTIONS, QuestionPage
from popliteus.assess.questions import danger_pages, open_items
from popliteus.assess.urgency import level_of_rules
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.web.visit import Step, Visit

#: Asked after age and sex, of everybody whom it may concern.
PREGNANCY = "pregnancy-and-hormones-page"

#: Where somebody is told to get help, before the interview goes on.
WARNING = "/help-now"

#: Where somebody is told what would make a danger sign urgent, before the interview goes on.
HALF_MET = "/how-fast"


def case_of(visit: Visit, base: KnowledgeBase) -> Case:
    """Return the case of a visit. An answer that the knowledge base no longer knows is left out.

    Every page asks for it several times, so the visit notes it beside what it was made from.
    """
    made_from = _made_from(visit)
    before = getattr(visit, "noted", None)
    if before is not None and before[0] == made_from and before[1] is base:
        case: Case = before[2]
        return case
    visit.noted = (made_from, base, case := _case_of(visit, base))
    return case


def _made_from(visit: Visit) -> tuple[object, ...]:
    """Return copies of everything that a case is made of."""
    return (
        dict(visit.values),
        dict(visit.findings),
        dict(visit.offers),
        list(visit.origins),
        visit.left_open,
    )


def _case_of(visit: Visit, base: KnowledgeBase) -> Case:
    findings = {item: one for item, one in visit.findings.items() if _known(item, one, base)}
    case = case_from_mapping({**visit.values, "findings": findings}, base, "your answers")
    return replace(case, told=told_of(visit))


def _known(item: str, value: object, base: KnowledgeBase) -> bool:
    try:
        answer_from(item, value, base, "your answers")
    except CaseError:
        return False
    return True


def told_of(visit: Visit) -> Told:
    """Return what the story told besides its answers."""
    left = visit.left_open
    if not left:
        return Told()
    return Told(
        read=True,
        origins={
            item: Passage(visit.offers[item].span, visit.offers[item].quote)
            for item in visit.origins
            if item in visit.offers and visit.findings.get(item) == visit.offers[item].value
        },
        uncertain={item: _passage(one) for item, one in left["uncertain"].items()},
        conflicts={
            item: tuple(_passage(one) for one in many) for item, many in left["conflicts"].items()
        },
        asides=tuple((item, _passage(one), why) for item, one, why in left["asides"]),
        not_understood=tuple(_passage(one) for one in left["not_understood"]),
        about_leg=left["about_leg"],
        # A visit that was kept before this was read has none.
        crisis=_passage(left["crisis"]) if left.get("crisis") else None,
    )


def left_open(told: Told) -> dict[str, Any]:
    """Return the same as plain values."""
    return {
        "uncertain": {item: one.to_dict() for item, one in told.uncertain.items()},
        "conflicts": {item: [o.to_dict() for o in many] for item, many in told.conflicts.items()},
        "asides": [[item, one.to_dict(), why] for item, one, why in told.asides],
        "not_understood": [one.to_dict() for one in told.not_understood],
        "about_leg": told.about_leg,
        "crisis": told.crisis.to_dict() if told.crisis else None,
    }


def _passage(one: Mapping[str, Any]) -> Passage:
    return Passage((one["span"][0], one["span"][1]), one["quote"])


def interview_of(visit: Visit, base: KnowledgeBase) -> Interview:
    """Return the interview as it stands, with the pages answered so far.

    The visit notes it, as it does its case: what was worked out for the next question says how
    sure we are as well.
    """
    case = case_of(visit, base)
    key = (case, [*visit.history], visit.medicines)
    before = getattr(visit, "talk", None)
    if before is not None and before[0][0] is case and before[0][1:] == key[1:]:
        talk: Interview = before[1]
        return talk
    visit.talk = (key, talk := _interview_of(visit, case, base))
    return talk


def _interview_of(visit: Visit, case: Case, base: KnowledgeBase) -> Interview:
    asked: list[tuple[str, Case]] = []
    before = case
    for step in reversed(visit.history):
        rest = {item: one for item, one in before.answers.items() if item not in step.items}
        before = replace(before, answers=rest)
        asked.append((step.page, before))
    return Interview(base, case, asked[::-1], medicines=visit.medicines)


def page_of(step: Step, visit: Visit, base: KnowledgeBase) -> QuestionPage | None:
    """Return a page with its questions; None when the knowledge base does not know it any more."""
    talk = interview_of(visit, base)
    if any(not _askable(item, base) for item in step.items):
        return None
    boxes = tuple(talk.box(item) for item in step.items)
    if step.page == CONFLICTS:
        return QuestionPage(CONFLICTS, "boxes", "You told us two different things", boxes, False)
    if step.page == SHORT_QUESTIONS and {*step.items} <= {*base.attributes}:
        return talk.short_questions(step.items)
    record = next((one for one in base.questionnaire.pages if one.id == step.page), None)
    if record is None or not {*step.items} <= {*record.items}:
        return None
    return QuestionPage(record.id, record.kind, record.title, boxes, record.danger)


def _askable(item: str, base: KnowledgeBase) -> bool:
    return item in base.findings or item in base.factors or item in base.attributes


def upcoming(visit: Visit, base: KnowledgeBase) -> QuestionPage | None:
    """Return the next page of the interview and note it in the visit; None when it is enough."""
    if visit.finished:
        return None
    if visit.next_step is not None and (known := page_of(visit.next_step, visit, base)):
        return known
    page = _pregnancy(visit, base) or interview_of(visit, base).next()
    visit.finished = page is None
    visit.next_step = None
    if page is not None:
        visit.next_step = Step(page.id, tuple(box.id for box in page.boxes))
    return page


def _pregnancy(visit: Visit, base: KnowledgeBase) -> QuestionPage | None:
    case = case_of(visit, base)
    if case.sex != "female" or case.conflicts or danger_pages(case, base):
        return None
    record = next((one for one in base.questionnaire.pages if one.id == PREGNANCY), None)
    items = open_items(record, case, base) if record else ()
    return page_of(Step(PREGNANCY, items), visit, base) if items else None


def goes_on(visit: Visit, base: KnowledgeBase) -> str:
    """Return the address of the first page that is still to be answered."""
    case = case_of(visit, base)
    questions = f"/questions/{len(visit.history)}"
    if "words" not in visit.done:
        return "/words"
    if visit.left_open and "understood" not in visit.done:
        return "/understood"
    if case.conflicts or danger_pages(case, base):
        return questions
    if "about" not in visit.done:
        return "/about"
    if _pregnancy(visit, base) is not None:
        return questions
    for part, address in (("where", "/where"), ("most", "/where/most")):
        if part not in visit.done:
            return address
    return "/result" if visit.finished else questions


def alarm(visit: Visit, base: KnowledgeBase) -> Level:
    """Return the level that the danger rules ask for so far."""
    level = level_of_rules(case_of(visit, base), base)
    return level if level >= Level.URGENT_SAME_DAY else Level.SELF_CARE


def alarm_if_right(visit: Visit, base: KnowledgeBase) -> Level:
    """Return the level that the danger rules will ask for if what was read is right."""
    offered = {item: one.value for item, one in visit.offers.items() if item not in visit.findings}
    read = replace(visit, findings={**visit.findings, **offered})
    level = alarm(read, base)
    return level if level > visit.warned else Level.SELF_CARE


def answered(visit: Visit, base: KnowledgeBase, then: str = "") -> str:
    """Return where to go after an answer: first to a warning, if the answer asks for one.

    A danger sign that is new interrupts as well where the rest of a rule was not told yet.
    """
    visit.changed()
    target = then or goes_on(visit, base)
    level = alarm(visit, base)
    # Which signs of a page are unsure is asked on the page that comes next.
    there = danger_signs(case_of(visit, base), base, unsure=not then)
    visit.half_met = [sign for sign in there if sign not in visit.noticed]
    visit.noticed = [*there]
    interrupted = WARNING if level > visit.warned else HALF_MET if half_met_now(visit, base) else ""
    if interrupted:
        visit.after_warning = target
    visit.warned = int(level)
    return interrupted or target


def half_met_now(visit: Visit, base: KnowledgeBase) -> tuple[HalfMet, ...]:
    """Return the rules that wait for more than the danger signs told last."""
    case, clinician = case_of(visit, base), visit.door == "clinician"
    return half_met(case, base, visit.half_met, clinician=clinician) if visit.half_met else ()


def put(visit: Visit, answers: Mapping[str, object], base: KnowledgeBase) -> None:
    """Add answers after checking each of them.

    Raises
    ------
    CaseError
        One is impossible; then none is added.
    """
    for item, value in answers.items():
        answer_from(item, value, base, "your answer")
    visit.findings.update(answers)

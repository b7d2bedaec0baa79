"""What an interview never leaves out, and what it asks only of who wants it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from popliteus import Interview, KnowledgeBase
from popliteus.assess import Case
from popliteus.assess.questions import open_items
from popliteus.assess.urgency import screen_of
from popliteus.rules import Level
from tests.safety.people import danger_items

SWELLING = "swelling-page"
YES, NO = "present", "absent"
OVERUSE = {
    "worst-place": "calf", "onset": "after-event", "mechanism": "new-or-more-exercise",
    "brings-on": "sport-only", "relief": "rest", "course": "better", "side": "one",
}  # fmt: skip


def walk(
    knowledge: KnowledgeBase, knows: Mapping[str, str], *, medicines: bool = False
) -> tuple[Interview, list[str]]:
    """Answer what is known, "no" to other boxes, "not sure" to other attributes."""
    boxes = {*danger_items(knowledge), *knowledge.findings, *knowledge.factors}
    known = {**dict.fromkeys(boxes, "absent"), **knows}
    case = Case(age=34, sex="female", setting="primary_care")
    talk, pages = Interview(knowledge, case, medicines=medicines), []
    while (page := talk.next()) is not None:
        shown = {box.id for box in page.boxes}
        pages += [one.id for one in knowledge.questionnaire.pages if shown & {*one.items}]
        talk.answer_page(page, {b.id: known[b.id] for b in page.boxes if b.id in known})
    return talk, pages


def test_swelling_is_asked_of_everybody_after_the_danger_pages(knowledge: KnowledgeBase) -> None:
    danger = [page.id for page in knowledge.questionnaire.pages if page.danger]
    for knows in ({}, OVERUSE, {"worst-place": "front-of-knee"}):
        _, pages = walk(knowledge, knows)
        assert pages[: len(danger) + 1] == [*danger, SWELLING]


def waits_for(talk: Interview, knowledge: KnowledgeBase) -> set[str]:
    """What half-met rules above the level wait for and a patient's page could still ask."""
    level = talk.result().triage.level
    waits = set(screen_of(talk.case, knowledge).half_met_above(level))
    return waits & {
        item
        for page in knowledge.questionnaire.pages
        if page.who == "patient"
        for item in open_items(page, talk.case, knowledge)
    }


STORIES: tuple[dict[str, str], ...] = (
    {**OVERUSE, "calf-swelling": "present", "calf-snap": "present", "duration": "1-7-days"},
    {"worst-place": "inner-knee", "mechanism": "twist", "onset": "seconds",
     "knee-swelling": "present", "course": "better", "pop-in-knee": "absent"},
    {"worst-place": "front-of-knee", "brings-on": "stairs-squat-or-long-sitting",
     "knee-swelling": "present", "kneecap-pain": "present", "side": "one"},
    {"worst-place": "calf", "brings-on": "night-or-rest", "muscle-knot": "present",
     "cramp-at-night": "present", "relief": "stretching", "ankle-swelling": "present"},
)  # fmt: skip


def test_half_met_rules_are_asked_to_their_end(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    talks = [walk(knowledge, story)[0] for story in STORIES]
    ended = [one for one in talks if one.ordinary_pages < knowledge.settings.most_pages]
    assert ended, "the premise: not all were ended by their length"
    assert [waits_for(talk, knowledge) for talk in ended] == [set()] * len(ended)
    monkeypatch.setattr(Interview, "_deciding_page", lambda _: None)
    assert any(waits_for(walk(knowledge, story)[0], knowledge) for story in STORIES)


def test_home_care_is_not_lost_because_duration_was_not_asked(knowledge: KnowledgeBase) -> None:
    fresh = {**OVERUSE, "duration": "1-7-days", "same-before": "never"}
    talk, pages = walk(knowledge, fresh)
    assert "duration-page" in pages
    assert talk.result().triage.level == Level.SELF_CARE
    told, _ = walk(knowledge, {**fresh, "duration": "longer"})
    assert told.result().triage.level == Level.ROUTINE_WEEKS


def test_medicines_are_asked_about_only_when_wanted(knowledge: KnowledgeBase) -> None:
    fresh = {**OVERUSE, "duration": "1-7-days"}
    without, few = walk(knowledge, fresh)
    wanted, more = walk(knowledge, fresh, medicines=True)
    assert few == more[: len(few)]
    assert "medicine-safety-page" not in few
    assert "medicine-safety-page" in more
    open_before = {item for one in without.result().plan.medicines for item in one.not_asked}
    open_after = {
        item
        for one in wanted.result().plan.medicines
        for item in one.not_asked
        if item in knowledge.factors and item not in wanted.case.answers
    }
    assert open_before
    assert not open_after


def test_a_kept_result_is_never_that_of_other_answers(knowledge: KnowledgeBase) -> None:
    talk = Interview(knowledge, Case(age=40, sex="male", setting="primary_care"))
    before = talk.result()
    assert talk.result() is before
    assert talk.result(audience="clinician").audience == "clinician"
    talk.answer("cold-foot", "present")
    assert {one["finding"] for one in talk.result().used} == {"cold-foot"}
    talk.undo()
    assert talk.result().to_dict() == before.to_dict()


def test_items_answered_one_by_one_count_as_the_pages_they_stand_on(
    knowledge: KnowledgeBase,
) -> None:
    by_page, by_item = (Interview(knowledge, Case(age=45, sex="male")) for _ in range(2))
    while (page := by_page.next()) is not None:
        by_page.answer_page(page, {box.id: NO for box in page.boxes if box.choices[0][0] == YES})
    while (page := by_item.next()) is not None:
        for box in page.boxes:
            by_item.answer(box.id, NO if box.choices[0][0] == YES else "unknown")
    assert by_item.case.answers == by_page.case.answers
    assert by_page.ordinary_pages - by_item.ordinary_pages in {0, 1}

"""Reasons, and what would change a result, that make sense for this person."""

from __future__ import annotations

import re

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.assessment import assess_closely
from popliteus.assess.case import Case
from popliteus.assess.questions import open_items, pointless, too_young
from popliteus.rules import Level
from popliteus.wording.causes import causes_view, changes
from popliteus.wording.urgency import urgency_view


def case_of(base: KnowledgeBase, age: float, findings: dict[str, str]) -> Case:
    danger = {item: "absent" for p in base.questionnaire.pages if p.danger for item in p.items}
    return popliteus.case_from_mapping({"age": age, "findings": danger | findings}, base)


LIMP = {
    "limp": "present", "worst-place": "whole-leg", "onset": "hours", "duration": "1-7-days",
    "mechanism": "none", "recent-viral-infection": "present",
}  # fmt: skip


def test_with_an_irritable_hip_the_reason_is_what_it_may_hide(knowledge: KnowledgeBase) -> None:
    result = popliteus.assess(case_of(knowledge, 5, LIMP), knowledge)
    (harm,) = (one for one in result.triage.reasons if one.kind == "harm")
    assert harm.id == "transient-synovitis", "the premise"
    assert "an infected hip or bone" in harm.text
    assert "irritable hip" not in harm.text
    assert "an infected hip or bone" in " ".join(one for one in harm.phone)


def test_to_be_a_child_is_no_reason_beside_others(knowledge: KnowledgeBase) -> None:
    result = popliteus.assess(case_of(knowledge, 5, LIMP), knowledge)
    assert "under-10" in {one.id for one in result.triage.reasons}, "the premise"
    name = knowledge.rules["under-10"].lay_name
    assert urgency_view(result, knowledge).why
    assert not any(text.startswith(name) for text in urgency_view(result, knowledge).why)


def test_a_child_is_not_asked_about_the_sex_organs(knowledge: KnowledgeBase) -> None:
    page = next(p for p in knowledge.questionnaire.pages if "urethral-discharge" in p.items)
    child, adult = Case(age=5), Case(age=30)
    assert "urethral-discharge" not in open_items(page, child, knowledge)
    assert "urethral-discharge" in open_items(page, adult, knowledge)
    assert "urethral-discharge" in open_items(page, Case(), knowledge)
    assert too_young("urethral-discharge", child, knowledge)
    assert pointless("urethral-discharge", child, knowledge)
    assert not pointless("urethral-discharge", adult, knowledge)
    result, closer = assess_closely(case_of(knowledge, 5, LIMP), knowledge)
    named = {one.item for shifts in closer.shifts.values() for one in shifts}
    assert named
    assert "urethral-discharge" not in named
    texts = [t for card in causes_view(result, closer, knowledge).first for t in card.changes]
    assert not any("discharge" in text for text in texts)


def test_who_was_not_hurt_is_not_told_of_the_moment_of_an_injury(
    knowledge: KnowledgeBase,
) -> None:
    for mechanism, out in (("none", True), ("twist", False)):
        case = popliteus.case_from_mapping({"findings": {"mechanism": mechanism}}, knowledge)
        assert pointless("pop-in-knee", case, knowledge) is out
        result = popliteus.assess(case, knowledge)
        assert not (out and {one.finding for one in result.changes} & {"pop-in-knee"})


@pytest.mark.parametrize("place", ["calf", "behind-knee", "inner-knee", "front-of-knee"])
def test_what_would_change_a_result_changes_it(knowledge: KnowledgeBase, place: str) -> None:
    told = {"worst-place": place, "duration": "1-7-days", "calf-swelling": "present"}
    result = popliteus.assess(case_of(knowledge, 45, told), knowledge)
    for one in result.changes:
        rises = Level.parse(one.level) > result.triage.level
        assert rises or one.first_cause != result.shown[0].cause, one
    lines = changes(result, knowledge)
    assert len(set(lines)) == len(lines)
    assert not any(": most likely it would still be" in line for line in lines)


def test_the_first_reason_is_one_for_the_level(knowledge: KnowledgeBase) -> None:
    told = {"worst-place": "calf", "duration": "6-weeks-3-months", "course": "worse"}
    result = popliteus.assess(case_of(knowledge, 45, told), knowledge)
    levels = [Level.parse(one.level) for one in result.triage.reasons]
    assert len({*levels}) > 1, "the premise: reasons of several levels"
    assert levels == sorted(levels, reverse=True)
    assert levels[0] is result.triage.level


#: A lead that says more than the name: how sure one is.
HEDGED = {"suspected", "truly", "likely"}


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 3}


def test_a_rule_does_not_say_its_name_twice(knowledge: KnowledgeBase) -> None:
    checked = 0
    for rule in knowledge.rules.values():
        if rule.says is None:
            continue
        pairs = ((rule.name, rule.says.clinician), (rule.lay_name, rule.says.patient))
        for name, says in pairs:
            lead, colon, _ = says.partition(": ")
            told = words(lead)
            checked += 1
            if not colon or not told or told & HEDGED:
                continue
            assert len(told & words(name)) < 2 * len(told) / 3, (rule.id, lead)
    assert checked > 150


def test_a_cold_foot_is_neither_cooled_nor_walked_on(knowledge: KnowledgeBase) -> None:
    told = {"cold-foot": "present", "duration": "1-7-days", "worst-place": "calf"}
    told |= {"mechanism": "push-off-or-sprint", "calf-snap": "present"}
    plain = popliteus.assess(case_of(knowledge, 40, told | {"cold-foot": "absent"}), knowledge)
    cold = popliteus.assess(case_of(knowledge, 40, told), knowledge)
    out = {"cold-pack", "keep-moving", "compression-bandage"}
    assert out & {one.treatment for one in plain.plan.self_care}, "the premise"
    assert not out & {one.treatment for one in cold.plan.self_care}

"""What would make a danger sign urgent: nothing that waits is hidden, nothing settled is asked."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase, case_from_mapping
from popliteus.assess.evidence import danger_items
from popliteus.assess.half_met import HalfMet, half_met
from popliteus.assess.urgency import level_of_rules
from popliteus.rules import Level

#: Signs that can wait some days, and that the next pages may make more urgent.
MAY_WAIT = {"growing-lump", "weight-loss-or-sweats"}


def waiting(base: KnowledgeBase, sign: str) -> dict[str, Level]:
    case = case_from_mapping({"findings": {sign: "present"}}, base)
    return {one.rule: one.level for one in half_met(case, base, [sign])}


def test_every_danger_sign_interrupts_alone_by_a_rule_or_by_what_it_waits_for(
    knowledge: KnowledgeBase,
) -> None:
    silent = set()
    for page in (one for one in knowledge.questionnaire.pages if one.danger):
        for sign in page.items:
            told = {**dict.fromkeys(page.items, "absent"), sign: "present"}
            case = case_from_mapping({"findings": told}, knowledge)
            if level_of_rules(case, knowledge) >= Level.URGENT_SAME_DAY:
                continue
            if not half_met(case, knowledge, [sign]):
                silent.add(sign)
    assert silent == MAY_WAIT
    assert set(danger_items(knowledge)) > MAY_WAIT


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({"onset": "seconds"}, Level.EMERGENCY),
        ({"duration": "1-7-days"}, Level.URGENT_SAME_DAY),
        ({"duration": "longer", "onset": "weeks"}, Level.ROUTINE_WEEKS),
    ],
)
def test_what_it_waits_for_is_what_settles_it(
    knowledge: KnowledgeBase, more: dict[str, str], level: Level
) -> None:
    alone = waiting(knowledge, "cold-foot")
    assert alone["sudden-cold-foot"] == Level.EMERGENCY
    assert alone["new-cold-foot"] == Level.URGENT_SAME_DAY
    case = case_from_mapping({"findings": {"cold-foot": "present", **more}}, knowledge)
    assert level_of_rules(case, knowledge) == level
    left = {one.rule for one in half_met(case, knowledge, ["cold-foot"])}
    assert not left & {"new-cold-foot"}


def test_what_was_denied_or_comes_next_is_not_waited_for(knowledge: KnowledgeBase) -> None:
    told = {"fever": "present"}
    alone = {one.rule for one in rules(knowledge, told, "fever")}
    assert "swollen-knee-with-fever" in alone
    assert "hot-swollen-knee-cannot-move" not in alone  # both signs come with the next pages
    swelling = rules(knowledge, {**told, "knee-swelling": "absent"}, "fever")
    assert "swollen-knee-with-fever" not in {one.rule for one in swelling}  # nor by examination
    told = {"cannot-bear-weight": "present", "fever": "absent", "shivering": "absent"}
    left = {one.rule for one in rules(knowledge, told, "cannot-bear-weight")}
    assert "young-cannot-walk" not in left  # no thermometer says what was denied


def rules(knowledge: KnowledgeBase, told: dict[str, str], sign: str) -> tuple[HalfMet, ...]:
    return half_met(case_from_mapping({"findings": told}, knowledge), knowledge, [sign])


def test_a_sign_that_somebody_is_not_sure_of_counts_where_it_would_be_enough(
    knowledge: KnowledgeBase,
) -> None:
    assert [one.rule for one in rules(knowledge, {"chest-pain": "unknown"}, "chest-pain")] == [
        "embolism-signs"
    ]
    assert rules(knowledge, {"cold-foot": "unknown"}, "cold-foot") == ()
    both = {"chest-pain": "present", "fainting": "unknown"}
    assert rules(knowledge, both, "fainting") == ()  # it is an emergency as it is


def test_a_person_is_not_told_of_what_only_an_examination_can_decide(
    knowledge: KnowledgeBase,
) -> None:
    told = {"cold-foot": "present", **dict.fromkeys(
        ["pale-or-blue-foot", "foot-numbness", "foot-weakness"], "absent")}  # fmt: skip
    case = case_from_mapping({"findings": told}, knowledge)
    person = {one.rule for one in half_met(case, knowledge, ["cold-foot"])}
    clinician = {one.rule for one in half_met(case, knowledge, ["cold-foot"], clinician=True)}
    assert clinician - person == {"cold-pale-leg"}  # it waits for the pulses


def test_the_lines_are_for_now_and_today_and_for_these_signs_only(
    knowledge: KnowledgeBase,
) -> None:
    case = case_from_mapping({"findings": {"foot-drop": "present", "fever": "present"}}, knowledge)
    found = half_met(case, knowledge, ["foot-drop"])
    assert {one.level for one in found} <= {Level.EMERGENCY, Level.URGENT_SAME_DAY}
    assert all(one.signs == ("foot-drop",) for one in found)
    assert [one.level for one in found] == sorted((o.level for o in found), reverse=True)
    assert not half_met(case, knowledge, [])
    assert not {"swollen-knee-with-fever"} & {one.rule for one in found}


def test_what_lies_below_the_level_so_far_is_not_said(knowledge: KnowledgeBase) -> None:
    told = {"chest-pain": "present", "foot-drop": "present"}
    case = case_from_mapping({"findings": told}, knowledge)
    assert half_met(case, knowledge, ["foot-drop"]) == ()

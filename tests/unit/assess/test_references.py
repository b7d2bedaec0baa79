"""A result names what it rests on, and what does not fit."""

from __future__ import annotations

import popliteus
from popliteus import KnowledgeBase, assess, case_from_mapping


def test_every_source_that_is_named_is_in_the_list_once(knowledge: KnowledgeBase) -> None:
    case = case_from_mapping(
        {"age": 60, "findings": {"calf-swelling": "present", "long-travel": "present"}}, knowledge
    )
    result = assess(case, knowledge, audience="clinician")
    listed = [one.ref for one in result.references]
    assert len(listed) == len(set(listed))
    named = {ref for item in result.plan.medicines for ref in item.sources}
    named |= {str(source["ref"]) for one in result.triage.reasons for source in one.sources}
    assert named
    assert named <= set(listed)
    assert all(one.text for one in result.references)


def test_a_pregnant_man_is_used_as_told_and_pointed_out(knowledge: KnowledgeBase) -> None:
    findings = {"pregnant": "present", "calf-swelling": "present"}
    fits = case_from_mapping({"age": 30, "sex": "female", "findings": findings}, knowledge)
    odd = case_from_mapping({"age": 30, "sex": "male", "findings": findings}, knowledge)
    said = [popliteus.assess(case, knowledge) for case in (fits, odd)]
    assert said[1].triage.level >= said[0].triage.level
    pointed = [[text for text in one.limits if "does not fit" in text] for one in said]
    assert not pointed[0]
    assert len(pointed[1]) == 1

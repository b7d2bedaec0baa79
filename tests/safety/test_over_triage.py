"""HAZ-012: many people with harmless pain are sent to urgent care."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus import KnowledgeBase, case_from_mapping
from popliteus.assess.cost import MOST_RAISED, Cost, cost
from popliteus.assess.urgency import screen_of
from popliteus.rules import Kind, Level, leaves
from popliteus.rules.conditions import UNSURE, Attribute
from tests.safety.people import HARMLESS, calm, command, level, screened
from tests.safety.someone import people

PEOPLE = 1000


@pytest.fixture(scope="module")
def spent(knowledge: KnowledgeBase) -> Cost:
    return cost(knowledge, PEOPLE)


def test_rules_together_raise_no_more_than_their_share(spent: Cost) -> None:
    assert pytest.approx(0.15) == MOST_RAISED
    assert spent.calm > PEOPLE / 3, "the premise: enough people with harmless pain were drawn"
    error = math.sqrt(MOST_RAISED * (1 - MOST_RAISED) / spent.calm)
    # `popliteus check` holds 20 000 people to the limit itself; this is the same with fewer.
    assert spent.together <= MOST_RAISED + 2 * error
    assert spent.together > 0, "a simulation in which nobody is raised measures nothing"
    assert max(spent.by_rule.values()) <= spent.together + 1e-12
    assert spent.thresholds <= spent.together + 1e-12


def test_each_rule_states_what_it_costs(knowledge: KnowledgeBase, spent: Cost) -> None:
    wanted = {name for name, rule in knowledge.rules.items() if rule.kind is not Kind.SCORE}
    assert set(spent.by_rule) == wanted
    assert [name for name in wanted if len(knowledge.rules[name].cost.split()) < 3] == []
    ran = command("check", "--people", "40", "--json")
    told = json.loads(ran.out)
    assert set(told["cost"]["by_rule"]) == wanted
    assert all(0 <= share <= 1 for share in told["cost"]["by_rule"].values())


@pytest.mark.parametrize("name", [name for name, *_ in HARMLESS])
@pytest.mark.parametrize("screen", ["danger screen", "everything"])
def test_plain_harmless_pain_is_not_urgent(
    knowledge: KnowledgeBase, screen: str, name: str
) -> None:
    _, age, sex, story = next(one for one in HARMLESS if one[0] == name)
    findings = (screened if screen == "danger screen" else calm)(knowledge, story)
    for setting in ("primary_care", "sports_clinic", None):
        assert level(knowledge, findings, age, sex, setting) <= Level.ROUTINE_WEEKS, setting
    cold = {**findings, "cold-foot": "present", "foot-numbness": "present"}
    assert level(knowledge, cold, age, sex) is Level.EMERGENCY, "the premise: a danger does raise"


def counts_not_sure(knowledge: KnowledgeBase, forgotten: set[str]) -> set[str]:
    """The few rules that say themselves that "not sure" of one of these counts as yes."""
    return {
        rule.id
        for rule in knowledge.rules.values()
        for part in rule.conditions
        for leaf in leaves(part)
        if isinstance(leaf, Attribute) and UNSURE in leaf.options and leaf.id in forgotten
    }


def test_the_rules_that_count_not_sure_are_few_and_known(knowledge: KnowledgeBase) -> None:
    every = {*knowledge.attributes}
    assert len(counts_not_sure(knowledge, every)) == 11
    assert counts_not_sure(knowledge, set()) == set()
    assert "foot-drop-new" in counts_not_sure(knowledge, {"duration"})
    assert "foot-drop-new" not in counts_not_sure(knowledge, {"onset"})


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_unknown_answers_fire_no_rule(knowledge: KnowledgeBase, data: st.DataObject) -> None:
    person = data.draw(people(knowledge, most=25))
    case = person.case(knowledge)
    fired = {one.rule.id for one in screen_of(case, knowledge).fired}
    forgotten = set(data.draw(st.lists(st.sampled_from([*person.findings, "age"]), max_size=25)))
    fewer = {
        item: "unknown" if item in forgotten else value for item, value in person.findings.items()
    }
    values = person.values(fewer)
    if "age" in forgotten:
        values["age"] = None
    less = case_from_mapping(values, knowledge)
    withdrawn = {one.rule.id for one in screen_of(case, knowledge).withdrawn}
    allowed = fired | withdrawn | counts_not_sure(knowledge, forgotten)
    assert {one.rule.id for one in screen_of(less, knowledge).fired} <= allowed
    nothing = dict.fromkeys((*knowledge.findings, *knowledge.factors), "unknown")
    empty = case_from_mapping({"age": 40, "findings": nothing}, knowledge)
    assert screen_of(empty, knowledge).fired == ()

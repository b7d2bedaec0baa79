"""Accounts at the edge: nothing fits, or somebody contradicts what we take for granted."""

from __future__ import annotations

import json

import pytest

from popliteus import Case, CaseError, KnowledgeBase, assess, case_from_mapping
from popliteus.assess import Answer
from popliteus.assess.cautions import Known, condition
from popliteus.knowledge.records import Caution


@pytest.mark.parametrize("value", ["present", "absent"])
@pytest.mark.parametrize("who", ["patient", "clinician", "test", "everything"])
def test_accounts_that_fit_nothing_still_get_a_result(
    knowledge: KnowledgeBase, who: str, value: str
) -> None:
    findings = {
        name: value for name, one in knowledge.findings.items() if who in {one.who, "everything"}
    }
    case = case_from_mapping({"age": 40, "sex": "female", "findings": findings}, knowledge)
    result = assess(case, knowledge).to_dict()
    assert json.dumps(result, allow_nan=False)
    total = result["unexplained"] + sum(one["probability"] for one in result["differential"])
    assert total <= 1 + 1e-6


@pytest.mark.parametrize("given", [3, {"value": 3}, {"value": 3, "unit": "inch"}])
def test_measurement_needs_its_unit(knowledge: KnowledgeBase, given: object) -> None:
    with pytest.raises(CaseError, match="cm") as caught:
        case_from_mapping({"findings": {"calf-difference": given}}, knowledge)
    assert "calf-difference" in caught.value.where


@pytest.mark.parametrize(
    ("findings", "sex", "age", "wanted"),
    [
        ({}, "male", 40, False),
        ({}, "female", 40, None),
        ({}, None, 40, None),
        ({}, "female", 80, False),
        ({"pregnant": "unknown"}, "male", 40, False),
        ({"pregnant": "unknown"}, "female", 40, None),
        ({"pregnant": "present"}, "male", 40, True),
        ({"pregnant": "absent"}, "female", 40, False),
    ],
)
def test_what_was_answered_goes_before_what_cannot_be(
    knowledge: KnowledgeBase,
    findings: dict[str, str],
    sex: str | None,
    age: int,
    wanted: bool | None,
) -> None:
    case = case_from_mapping({"age": age, "sex": sex, "findings": findings}, knowledge)
    caution = Caution(fit="avoid", because="b", factor="pregnant")
    assert condition(caution, Known(case, knowledge, None)) is wanted


def test_answer_not_sure_leaves_the_danger_screen_open(knowledge: KnowledgeBase) -> None:
    danger = [i for page in knowledge.questionnaire.pages if page.danger for i in page.items]
    told = dict.fromkeys(danger, "absent")
    done = assess(case_from_mapping({"age": 40, "findings": told}, knowledge), knowledge)
    assert not done.triage.provisional
    unsure = case_from_mapping({"age": 40, "findings": {**told, "fever": "unknown"}}, knowledge)
    triage = assess(unsure, knowledge).triage
    assert triage.provisional
    assert [item for item, _ in triage.ask] == ["fever"]


def test_not_sure_about_what_cannot_be_changes_nothing(knowledge: KnowledgeBase) -> None:
    values = {"age": 50, "sex": "male", "findings": {"calf-swelling": "present"}}
    unsure = {**values, "findings": {"calf-swelling": "present", "pregnant": "unknown"}}
    first, second = (
        assess(case_from_mapping(one, knowledge), knowledge).to_dict()["decision_rules"]
        for one in (values, unsure)
    )
    assert first == second


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (Case().with_answer("calf-sweling", Answer("present")), "calf-sweling"),
        (Case().with_answer("fever", Answer("maybe")), "maybe"),
        (Case(sex="f"), "sex 'f'"),  # type: ignore[arg-type]
        (Case(setting="icu"), "setting 'icu'"),  # type: ignore[arg-type]
        (Case(age=-5), "age -5"),
        ({"age": 45}, "dict"),
    ],
)
def test_a_case_made_by_hand_is_checked(knowledge: KnowledgeBase, case: Case, found: str) -> None:
    with pytest.raises(CaseError, match=found):
        assess(case, knowledge)


def test_nobody_else_reads_results(knowledge: KnowledgeBase) -> None:
    with pytest.raises(CaseError, match="audience 'dog'"):
        assess(Case(), knowledge, audience="dog")  # type: ignore[arg-type]

"""A visit as a case: worked out once, and again when anything that it is made of has changed."""

from __future__ import annotations

import popliteus
from popliteus import KnowledgeBase
from popliteus.web.talk import case_of
from popliteus.web.visit import Visit


def test_a_case_is_made_once(knowledge: KnowledgeBase) -> None:
    visit = Visit(findings={"fever": "present"})
    assert case_of(visit, knowledge) is case_of(visit, knowledge)


def test_a_case_is_never_that_of_other_answers(knowledge: KnowledgeBase) -> None:
    visit = Visit(findings={"fever": "present"})
    before = case_of(visit, knowledge)
    visit.findings["fever"] = "absent"
    assert case_of(visit, knowledge).answers["fever"].value == "absent"
    visit.values["age"] = 40
    assert case_of(visit, knowledge).age == 40
    visit.left_open = {
        "uncertain": {}, "conflicts": {}, "asides": [], "not_understood": [], "about_leg": False
    }  # fmt: skip
    assert case_of(visit, knowledge).told.read
    assert before.age is None


def test_another_knowledge_base_makes_another_case(knowledge: KnowledgeBase) -> None:
    visit = Visit(findings={"fever": "present"})
    first = case_of(visit, knowledge)
    assert case_of(visit, popliteus.load()) is not first or popliteus.load() is knowledge


def test_what_was_worked_out_is_not_kept_in_the_file(knowledge: KnowledgeBase) -> None:
    visit = Visit(findings={"fever": "present"})
    before = visit.to_json()
    case_of(visit, knowledge)
    assert visit.to_json() == before

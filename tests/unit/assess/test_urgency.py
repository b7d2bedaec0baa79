"""What the urgency does with many danger signs, and what a story's silence about risks does."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase, assess, case_from_mapping
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.urgency import MOST_DANGERS, danger_items, weigh
from popliteus.engine import posterior
from popliteus.rules import Level


@pytest.mark.parametrize("more", [0, 1])
def test_more_danger_signs_than_can_be_weighed_are_an_emergency(
    knowledge: KnowledgeBase, more: int
) -> None:
    # These bend one another: with the seventh the model alone would say less than with six.
    signs = ("toe-stretch-pain", "dark-urine", "cold-foot", "fever", "weight-loss-or-sweats",
             "foot-drop", "shivering")  # fmt: skip
    assert set(signs) <= set(danger_items(knowledge))
    pain = {"course": "comes-and-goes", "relief": "rest"}
    present = dict.fromkeys(signs[: MOST_DANGERS + more], "present")
    case = case_from_mapping(
        {"sex": "female", "setting": "sports_clinic", "account": "asked",
         "findings": {**pain, **present}}, knowledge,
    )  # fmt: skip
    evidence = engine_evidence(case, knowledge)
    found = posterior(knowledge.compiled.model, evidence, beyond=False)
    level = weigh(knowledge, evidence, found, surprising=False).level
    assert (level is Level.EMERGENCY) == bool(more)


def test_a_story_is_silent_about_risks_and_an_interview_is_not(knowledge: KnowledgeBase) -> None:
    place = knowledge.compiled.factors.index("knee-replacement")
    swollen = {"knee-swelling": "present"}
    known = {"age": 72, "sex": "female", "findings": swollen}
    told = case_from_mapping({**known, "account": "story"}, knowledge)
    asked = case_from_mapping({**known, "account": "asked"}, knowledge)
    assert engine_evidence(told, knowledge).silent_factors[place]
    assert not engine_evidence(asked, knowledge).silent_factors.any()
    cause = "knee-replacement-problem"
    shares = [
        next((e.probability for e in assess(c, knowledge).differential if e.cause == cause), 0.0)
        for c in (told, asked)
    ]
    assert shares[0] < shares[1]
    said = {**swollen, "knee-replacement": "present"}
    named = case_from_mapping({**known, "account": "story", "findings": said}, knowledge)
    assert not engine_evidence(named, knowledge).silent_factors[place]

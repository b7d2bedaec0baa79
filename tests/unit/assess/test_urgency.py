"""What the urgency does with many danger signs, and what a story's silence about risks does."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase, assess, case_from_mapping
from popliteus.assess.evidence import danger_items, engine_evidence
from popliteus.assess.urgency import MOST_DANGERS, weigh
from popliteus.engine import posterior
from popliteus.engine.harm import harm_of, raising
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


SLIPPED = {"kneecap-slipped-out": "present", "mechanism": "twist", "onset": "seconds"}


def level_of(knowledge: KnowledgeBase, findings: dict[str, str], **person: object) -> Level:
    told = {"age": 19, "sex": "female", "account": "asked", **person, "findings": findings}
    return assess(case_from_mapping(told, knowledge), knowledge).triage.level


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({}, Level.URGENT_SAME_DAY),
        ({"duration": "1-7-days"}, Level.URGENT_SAME_DAY),
        ({"duration": "1-6-weeks"}, Level.SOON_DAYS),
        ({"duration": "longer"}, Level.ROUTINE_WEEKS),
        ({"duration": "longer", "course": "worse"}, Level.URGENT_SAME_DAY),
    ],
)
def test_an_old_injury_can_wait_longer_than_a_new_one(
    knowledge: KnowledgeBase, more: dict[str, str], level: Level
) -> None:
    assert level_of(knowledge, {**SLIPPED, **more}, setting="primary_care") is level


def test_a_clot_is_as_dangerous_after_weeks(knowledge: KnowledgeBase) -> None:
    model = knowledge.compiled.model
    clot = model.causes.index("deep-vein-thrombosis")
    slipped = model.causes.index("patellar-dislocation")
    people = [
        engine_evidence(
            case_from_mapping({"account": "asked", "findings": {"duration": when}}, knowledge),
            knowledge,
        )
        for when in ("1-7-days", "1-6-weeks", "longer")
    ]
    assert [person.stage for person in people] == [0, 1, 2]
    new, weeks, old = (raising(harm_of(model, person)) for person in people)
    assert new[1, clot] > 1
    assert (new[:, clot] == weeks[:, clot]).all()
    assert (new[:, clot] == old[:, clot]).all()
    assert new[1, slipped] > weeks[1, slipped] == 0, "the premise: others are less dangerous"


@pytest.mark.parametrize("account", ["asked", "story"])
def test_where_no_setting_is_told_thresholds_see_primary_care(
    knowledge: KnowledgeBase, account: str
) -> None:
    pain = {"worst-place": "calf", "calf-tenderness": "present", "duration": "1-7-days"}
    found = [
        assess(case_from_mapping(
            {"age": 60, "sex": "male", "account": account, "setting": setting, "findings": pain},
            knowledge), knowledge, audience="clinician")
        for setting in (None, "primary_care", "emergency")
    ]  # fmt: skip
    harm = [[r.text for r in one.triage.reasons if r.kind == "harm"] for one in found]
    assert found[0].triage.level is found[1].triage.level
    assert harm[0] == harm[1]
    assert harm[0] != harm[2], "the premise: the setting counts"

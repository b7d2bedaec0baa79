"""HAZ-007: a child's ill hip is felt in the knee and missed."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.rules import Level
from tests.safety.people import HARMLESS, calm, command, judge, level, one_line, present

AGES = range(2, 16)
SIGNS = ("limp", "fever", "night-pain", "bone-swelling", "hip-movement-pain")
WARNINGS = ("pain-also-groin", "knee-swelling", "long-morning-stiffness", "weight-loss-or-sweats",
            "foot-numbness", "other-joints")  # fmt: skip


def least(age: int) -> Level:
    return Level.SOON_DAYS if age < 10 else Level.ROUTINE_WEEKS


@pytest.mark.parametrize("age", AGES)
def test_no_child_is_left_to_home_care_nor_a_young_one_below_soon(
    knowledge: KnowledgeBase, age: int
) -> None:
    grown = [level(knowledge, calm(knowledge, story), 30, sex) for _, _, sex, story in HARMLESS]
    assert min(grown) is Level.SELF_CARE, "the premise: a grown-up may stay at home"
    for name, _, sex, story in HARMLESS:
        for setting in ("primary_care", None):
            found = level(knowledge, calm(knowledge, story), age, sex, setting)
            assert found >= least(age), f"{name}, age {age}"
            for sign in WARNINGS:
                warned = {**calm(knowledge, story), **present(sign)}
                found = level(knowledge, warned, age, sex, setting)
                assert found >= Level.SOON_DAYS, f"{name}, age {age}, {sign}"
    assert level(knowledge, {}, age) >= least(age)


@pytest.mark.parametrize("sign", SIGNS)
def test_child_with_a_warning_sign_is_seen_the_same_day(
    knowledge: KnowledgeBase, sign: str
) -> None:
    for age in AGES:
        for name, _, sex, story in HARMLESS[:3]:
            background = calm(knowledge, story)
            assert level(knowledge, background, age, sex) < Level.URGENT_SAME_DAY
            found = level(knowledge, {**background, **present(sign)}, age, sex)
            assert found >= Level.URGENT_SAME_DAY, f"{name}, age {age}"
        assert level(knowledge, present(sign), age, None, None) >= Level.URGENT_SAME_DAY


@pytest.mark.parametrize("age", [2, 9, 15])
@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_result_for_a_child_names_the_hip_and_the_limit(
    knowledge: KnowledgeBase, audience: str, age: int
) -> None:
    who: Audience = "clinician" if audience == "clinician" else "patient"
    for findings in ({}, calm(knowledge), present("limp"), present("hip-movement-pain", "fever")):
        result = judge(knowledge, findings, age, audience=who).to_dict()
        reasons = " ".join(one["text"] for one in result["triage"]["reasons"])
        assert "hip" in reasons.lower(), reasons
        limits = " ".join(one["text"] for one in result["basis"]["limits"]).lower()
        assert "group" in limits
        assert any(name in limits for name in ("child", "under 16", "below 16", "sixteen"))
        grown = judge(knowledge, findings, 30, audience=who).to_dict()["basis"]["limits"]
        assert len(grown) < len(result["basis"]["limits"])
    printed = one_line(command("assess", "--age", str(age), "--set", "limp=absent",
                               "--audience", audience).out)  # fmt: skip
    assert "hip" in printed.lower()
    assert "not covered" in printed

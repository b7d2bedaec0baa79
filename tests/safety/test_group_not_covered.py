"""HAZ-015: somebody outside the groups the knowledge base was made for gets an ordinary result."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.rules import Kind, Level
from tests.safety.people import (
    HARMLESS,
    Findings,
    by_clinician,
    calm,
    command,
    everybody,
    judge,
    level,
    one_line,
    present,
    too_low,
)

CALF = ("calf-swelling", "calf-tenderness", "pain-also-calf", "ankle-swelling",
        "whole-leg-swelling")  # fmt: skip
FLOORS: dict[str, Findings] = {
    **{f"{group}, {sign}": present(group, sign)
       for group in ("pregnant", "after-birth") for sign in CALF},
    **{f"{group}, calf the worst place": {**present(group), "worst-place": "calf"}
       for group in ("pregnant", "after-birth")},
    "pregnant, calf measured": {**present("pregnant"), "calf-difference": by_clinician(3, "cm")},
    "knee replaced lately": present("knee-replacement", "recent-knee-procedure"),
    "weak defences, hot knee": present("immunosuppression", "hot-knee"),
    "weak defences, swollen knee": present("immunosuppression", "knee-swelling"),
    "anticoagulant, fall": {**present("anticoagulant"), "mechanism": "blow-or-fall",
                            "duration": "1-7-days"},
    "anticoagulant, sudden swelling": {**present("anticoagulant", "knee-swelling"),
                                       "swelling-timing": "within-2-hours"},
}  # fmt: skip
WOMEN = ("pregnant", "after-birth")


@pytest.mark.parametrize("group", FLOORS)
def test_floor_of_each_group_holds(knowledge: KnowledgeBase, group: str) -> None:
    told = FLOORS[group]
    sexes: tuple[str | None, ...] = ("female", None)
    ages: tuple[float | None, ...] = (18, 30, 44, None)
    if not group.startswith(WOMEN):
        sexes, ages = ("female", "male", None), (8, 18, 45, 80, None)
    cases = [(group, told, age, sex, setting) for age, sex, setting in everybody(ages, sexes)]
    for name, age, _, story in HARMLESS:
        background = calm(knowledge, story)
        years = min(age, 44) if group.startswith(WOMEN) else age
        assert level(knowledge, background, years, "female") < Level.URGENT_SAME_DAY
        cases.append((name, {**background, **told}, years, "female", "primary_care"))
    assert too_low(knowledge, cases, Level.URGENT_SAME_DAY) == []
    fired = judge(knowledge, told, 40, "female").triage.reasons
    assert [one.id for one in fired if one.kind == "floor"], "no floor fired"


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("group", [*FLOORS, "child"])
def test_result_says_which_group_is_not_covered(
    knowledge: KnowledgeBase, group: str, audience: str
) -> None:
    who: Audience = "clinician" if audience == "clinician" else "patient"
    age = 9 if group == "child" else 40
    result = judge(knowledge, FLOORS.get(group, {}), age, "female", audience=who).to_dict()
    floors = [one["id"] for one in result["triage"]["reasons"] if one["kind"] == "floor"]
    assert floors
    limits = [one["text"] for one in result["basis"]["limits"]]
    for name in floors:
        rule = knowledge.rules[name]
        assert rule.kind is Kind.FLOOR
        wanted = rule.name if who == "clinician" else rule.lay_name
        assert any(wanted in text for text in limits), name
    ordinary = judge(knowledge, {}, 40, "female", audience=who).to_dict()["basis"]["limits"]
    assert len(limits) == len(ordinary) + len(floors)


def test_printed_result_says_which_group_is_not_covered(knowledge: KnowledgeBase) -> None:
    rule = knowledge.rules["knee-replacement-recent"]
    for audience, name in (("patient", rule.lay_name), ("clinician", rule.name)):
        ran = command("assess", "--age", "70", "--set", "knee-replacement=present",
                      "--set", "recent-knee-procedure=present", "--audience", audience)  # fmt: skip
        words = one_line(ran.out)
        assert name in words
        assert "not covered" in words


def test_a_fresh_replacement_is_for_today_whatever_is_listed(knowledge: KnowledgeBase) -> None:
    fresh = present("knee-replacement", "recent-knee-procedure")
    for findings in (fresh, {**calm(knowledge), **fresh}):
        result = judge(knowledge, findings, 70)
        assert result.triage.level >= Level.URGENT_SAME_DAY
        assert result.shown
    reasons = [one.text for one in result.triage.reasons]
    assert any("Phone the team that replaced your knee today" in one for one in reasons)


@pytest.mark.parametrize("age", [0, 0.5, 1, 1.9])
@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_under_two_gets_no_differential(
    knowledge: KnowledgeBase, audience: str, age: float
) -> None:
    who: Audience = "clinician" if audience == "clinician" else "patient"
    for findings in ({}, present("knee-swelling"), calm(knowledge), present("limp", "fever")):
        result = judge(knowledge, findings, age, audience=who).to_dict()
        assert result["differential"] == []
        assert result["tests"] == []
        assert result["what_would_change"] == []
        assert result["plan"]["medicines"] == []
        assert Level.parse(result["triage"]["level"]) >= Level.URGENT_SAME_DAY
        reasons = " ".join(one["text"] for one in result["triage"]["reasons"])
        assert "today" in reasons
    assert judge(knowledge, present("knee-swelling"), 2).differential, "the premise: at two it does"
    printed = one_line(command("assess", "--age", str(age), "--audience", audience).out)
    assert "What it may be" not in printed
    assert "see a clinician today" in printed.lower() or "examine today" in printed.lower()


def test_a_replaced_knee_that_hurts_is_seen_within_days(knowledge: KnowledgeBase) -> None:
    for name, age, sex, story in HARMLESS:
        told = calm(knowledge, {**story, **present("knee-replacement")})
        assert level(knowledge, told, age, sex) >= Level.SOON_DAYS, name

"""HAZ-020: what to do contradicts how urgent it is, or what is known of the person."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.assess.starts import start
from popliteus.rules import Level
from popliteus.wording.order import turns
from tests.safety.people import HARMLESS, Findings, calm, command, judge, one_line, present

#: What is known, and what must then not be advised.
PAIRS: dict[str, tuple[float, Findings, frozenset[str]]] = {
    "tight calf": (
        28, present("calf-hard-tight", "pain-out-of-proportion"),
        frozenset({"raise-the-leg", "cold-pack", "keep-moving", "compression-bandage"}),
    ),
    "cannot walk": (
        60, {**present("cannot-bear-weight"), "mechanism": "blow-or-fall"},
        frozenset({"keep-moving"}),
    ),
    "out of shape": (
        40, {**present("deformity"), "mechanism": "blow-or-fall"},
        frozenset({"compression-bandage", "keep-moving"}),
    ),
    "cold foot": (
        71, {**present("cold-foot", "smoking"), "onset": "hours"},
        frozenset({"weight-management", "stretch-the-cramp", "keep-moving", "cold-pack"}),
    ),
    "black skin": (
        55, present("skin-blisters-or-black", "leg-redness"), frozenset({"mark-the-redness"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_known_forbids_what_it_must(knowledge: KnowledgeBase, name: str) -> None:
    age, findings, forbidden = PAIRS[name]
    plan = judge(knowledge, findings, age, "male").plan
    advised = {one.treatment for one in (*plan.self_care, *plan.exercise)}
    assert advised & forbidden == set()
    assert forbidden <= set(knowledge.treatments), "the premise: these are treatments"


def test_a_caution_that_holds_is_said(knowledge: KnowledgeBase) -> None:
    said = 0
    for treatment in knowledge.treatments.values():
        for caution in treatment.cautions if treatment.kind == "self_care" else ():
            if caution.fit != "caution" or caution.factor is None:
                continue
            findings: Findings = {caution.factor: "present", "worst-place": "calf"}
            for one in judge(knowledge, findings, 45, "female").plan.self_care:
                if one.treatment == treatment.id:
                    assert caution.because in one.because
                    said += 1
    assert said, "the premise: a caution about a background was met"


EMERGENCIES: dict[str, Findings] = {
    "cold foot": {**present("cold-foot", "smoking"), "onset": "hours"},
    "tight calf": present("calf-hard-tight", "pain-out-of-proportion"),
    "lungs": present("sudden-breathlessness", "calf-swelling"),
}


@pytest.mark.parametrize("name", EMERGENCIES)
def test_in_an_emergency_nothing_delays(knowledge: KnowledgeBase, name: str) -> None:
    findings = EMERGENCIES[name]
    result = judge(knowledge, findings, 68, "male")
    assert result.triage.level is Level.EMERGENCY, "the premise"
    assert result.plan.self_care == result.plan.exercise == ()
    assert result.plan.leave_out == ()
    assert result.plan.recovery is None
    told = [part for item, value in findings.items() for part in ("--set", f"{item}={value}")]
    words = one_line(command("assess", "--age", "68", "--sex", "male", *told).out)
    assert "Take no new medicine" in words
    assert "do not use" not in words
    for phrase in (
        "within a few days",
        "What to expect",
        "Get help sooner if",
        "may help:",
        "Later",
    ):
        assert phrase not in words


@pytest.mark.parametrize("person", HARMLESS, ids=lambda one: one[0])
def test_nothing_for_today_needs_somebody_else(
    knowledge: KnowledgeBase, person: tuple[str, float, str, Findings]
) -> None:
    _, age, sex, story = person
    result = judge(knowledge, calm(knowledge, story), age, sex)
    assert result.triage.level <= Level.ROUTINE_WEEKS, "the premise"
    plan, begun = result.plan, 0
    things = [*plan.self_care, *plan.exercise, *plan.specialist]
    starts = [(one.treatment, one.start.at) for one in plan.medicines]
    for name, at in (*starts, *((one.treatment, one.start.at) for one in things)):
        record = knowledge.treatments[name]
        begun += at == "today"
        assert not (record.professional and at != "after_visit"), name
    assert begun, "the premise: something begins today"
    names = {knowledge.treatments[one.treatment].lay_name for one in plan.specialist}
    said = {one.name for turn in turns(result, knowledge) for one in turn.things}
    assert not names & said


def test_no_exercise_begins_before_a_visit_that_is_due(knowledge: KnowledgeBase) -> None:
    waiting = 0
    for one in knowledge.treatments.values():
        if one.kind != "exercise" or one.begins.at == "today":
            continue
        waiting += 1
        for level in (Level.SOON_DAYS, Level.URGENT_SAME_DAY):
            assert start(one, level).at == "after_visit"
    assert waiting


def test_reasons_below_the_level_say_not_how_fast(knowledge: KnowledgeBase) -> None:
    findings = present("weight-loss-or-sweats", "night-pain", "cold-foot", "foot-numbness")
    result = judge(knowledge, {**findings, "onset": "seconds"}, 60, "male")
    assert result.triage.level is Level.EMERGENCY, "the premise"
    lower = [
        one
        for one in result.triage.reasons
        if one.kind == "rule" and Level.parse(one.level) < result.triage.level
    ]
    assert lower, "the premise: a rule of a lower level fired too"
    for one in lower:
        assert one.text == f"{one.name}."
        says = knowledge.rules[one.id].says
        assert says is not None
        assert says.patient not in one.text
        assert one.phone == ()


@pytest.mark.parametrize("factor", ["pregnant", "after-birth"])
def test_a_d_dimer_is_not_advised_where_it_says_too_little(
    knowledge: KnowledgeBase, factor: str
) -> None:
    findings: Findings = {"cramp-at-night": "present", "worst-place": "calf"}
    plain = {one.test: one.advised for one in judge(knowledge, findings, 30, "female").tests}
    assert plain["d-dimer"], "the premise: it is advised without"
    told = judge(knowledge, {**findings, factor: "present"}, 30, "female").tests
    assert {one.test: one.advised for one in told}["d-dimer"] is False


def test_a_prescribed_medicine_is_never_stopped_by_us(knowledge: KnowledgeBase) -> None:
    prescribed = {name for name, one in knowledge.treatments.items() if one.prescribed}
    assert {"anticoagulant-treatment", "oral-steroid-course"} <= prescribed
    words = one_line(
        command(
            "assess", "--age", "64", "--sex", "female", "--set", "knee-swelling=present",
            "--set", "known-gout=present", "--set", "broken-skin=present",
        ).out
    )  # fmt: skip
    assert "a doctor decides. If you take it already, do not stop it by yourself" in words
    for name in prescribed:
        assert f"{knowledge.treatments[name].lay_name}: do not use" not in words


def test_a_child_outside_gets_no_adult_care(knowledge: KnowledgeBase) -> None:
    result = judge(knowledge, present("limp"), 9, "male")
    assert result.triage.not_covered
    assert result.tests == ()
    plan = result.plan
    young = set(knowledge.services.young.treatments)
    assert {one.treatment for one in plan.self_care} <= young
    assert {one.treatment for one in plan.medicines} <= young
    assert not any(one.fit == "suitable" for one in plan.medicines)
    assert (plan.exercise, plan.specialist, plan.recovery) == ((), (), None)
    assert plan.now == (result.triage.action,)


def test_home_care_waits_for_the_reasons_for_a_clot(knowledge: KnowledgeBase) -> None:
    from tests.unit.assess.test_interview import OVERUSE, walk

    _, pages = walk(knowledge, {**OVERUSE, "duration": "1-7-days", "same-before": "never"})
    assert {"clot-risks-page", "pregnancy-and-hormones-page"} <= set(pages)

"""Advice that is true of the person who reads it."""

from __future__ import annotations

import re

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess import Assessment
from popliteus.assess.starts import ASK, start
from popliteus.assess.words import capital
from popliteus.rules import Level
from popliteus.wording.care import care_view
from popliteus.wording.plan import DOCTOR, plan_sections
from popliteus.wording.scores import says_nothing, score_rows
from popliteus.wording.signs import fired

WORN = {
    "worst-place": "inner-knee", "onset": "weeks", "duration": "longer", "mechanism": "none",
    "activity-related-pain": "present", "course": "same",
}  # fmt: skip


def told(base: KnowledgeBase, findings: dict[str, str], age: float = 66, **more: str) -> Assessment:
    danger = {item: "absent" for p in base.questionnaire.pages if p.danger for item in p.items}
    values = {"age": age, "sex": "female", "findings": danger | findings, **more}
    return popliteus.assess(popliteus.case_from_mapping(values, base), base)


def test_a_leg_that_turns_blue_or_white_is_an_ambulance(knowledge: KnowledgeBase) -> None:
    care = knowledge.causes["deep-vein-thrombosis"].care
    assert care is not None
    lines = [line for line in care.come_back_if if re.search(r"\b(blue|white)\b", line)]
    assert lines
    assert all(line.startswith("Call an ambulance if ") for line in lines)


def test_who_is_to_be_seen_today_is_not_told_when_to_be_seen_today(
    knowledge: KnowledgeBase,
) -> None:
    result = told(knowledge, {"worst-place": "calf", "calf-swelling": "present"})
    assert result.triage.level is Level.URGENT_SAME_DAY, "the premise"
    care = care_view(result, knowledge)
    assert care.sooner
    assert not any(line.startswith("Be seen today") for line in care.sooner)
    assert any(line.startswith("Be seen today") for line in care.come_back_if)
    calm = care_view(told(knowledge, WORN), knowledge)
    assert any(line.startswith("Be seen today") for line in calm.sooner)


def test_paracetamol_speaks_of_warfarin_only_to_who_takes_it(knowledge: KnowledgeBase) -> None:
    result = told(knowledge, WORN | {"anticoagulant": "present"})
    said = next(one for one in result.plan.medicines if one.treatment == "paracetamol").because
    about = [text for text in said if "warfarin" in text]
    assert about
    assert all(text.startswith("If your blood thinner is warfarin, ") for text in about)
    assert not any("blood test" in text for text in said)


def test_nobody_is_told_not_to_stop_an_injection(knowledge: KnowledgeBase) -> None:
    result = told(knowledge, WORN)
    shots = [one for one in result.plan.medicines if one.treatment == "steroid-injection"]
    assert shots, "the premise"
    assert shots[0].given_once
    cards = {one.treatment: one for one in care_view(result, knowledge).medicines}
    assert (cards["steroid-injection"].tag, cards["steroid-injection"].said) == (
        capital(DOCTOR),
        "",
    )
    lines = next(part[2] for part in plan_sections(result, knowledge) if part[0] == "medicines")
    (line,) = (one for one in lines if one.startswith("Steroid injection into the knee"))
    assert "do not stop" not in line


def test_losing_weight_is_for_who_said_to_be_overweight(knowledge: KnowledgeBase) -> None:
    def losing(**answer: str) -> bool:
        plan = told(knowledge, WORN | answer).plan
        return any(one.treatment == "weight-management" for one in plan.self_care)

    assert not losing()
    assert losing(obesity="present")
    assert not losing(obesity="absent")


def test_only_medicines_says_whether_a_gel_suits(knowledge: KnowledgeBase) -> None:
    anti = re.compile(r"\bgel\b|ibuprofen|anti-inflammator", re.IGNORECASE)
    forbids = re.compile(r"\b(no|not|Do not)\b|children's")
    for cause in knowledge.causes.values():
        for line in cause.care.now if cause.care else ():
            assert not anti.search(line) or forbids.search(line), (cause.id, line)
    result = told(knowledge, WORN | {"anticoagulant": "present"})
    first = care_view(result, knowledge).first
    assert first
    assert not any(anti.search(line) for line in first)


def test_tests_not_needed_are_those_that_somebody_would_think_of(
    knowledge: KnowledgeBase,
) -> None:
    result = told(knowledge, WORN)
    shown = {one.cause for one in result.shown}
    needless = {one.test for one in result.tests if not one.advised}
    assert "xray-for-arthritis" in needless
    assert not needless & {"mri-bone-infection", "blood-lyme-antibodies", "blood-ana"}
    for one in needless:
        record = knowledge.tests[one]
        assert record.often_asked_for or shown & {*record.helps_with}


def test_a_child_is_told_nothing_of_osteoarthritis(knowledge: KnowledgeBase) -> None:
    sore = {"worst-place": "front-of-knee", "mechanism": "none", "activity-related-pain": "present"}
    for age, applies in ((5, False), (15, False), (16, True), (50, True)):
        scores = {one.rule.id: one.applies for one in told(knowledge, sore, age=age).scores}
        assert scores["nice-ng226"] is applies, age


def test_when_to_begin_is_said_once(knowledge: KnowledgeBase) -> None:
    for one in knowledge.treatments.values():
        for level in Level:
            text = start(one, level).because
            asks = re.findall(r"\b[Aa]sk\b", text) if text.startswith(ASK) else []
            assert len(asks) < 2, (one.id, text)


def test_a_child_that_limps_is_told_to_spare_the_leg(knowledge: KnowledgeBase) -> None:
    result = told(knowledge, {"limp": "present", "duration": "1-6-weeks"}, age=12)
    assert result.triage.level is Level.URGENT_SAME_DAY, "the premise"
    plan = result.plan
    assert [one.treatment for one in plan.self_care] == ["child-spare-the-leg"]
    assert [one.treatment for one in plan.medicines] == ["paracetamol"]
    assert plan.medicines[0].fit == "caution"
    assert any("will not walk" in line for line in plan.come_back_if)
    assert not any(line.startswith("Be seen") for line in plan.come_back_if)
    assert care_view(result, knowledge).turns


def test_a_child_that_runs_about_may_go_on(knowledge: KnowledgeBase) -> None:
    result = told(knowledge, {"worst-place": "front-of-knee", "mechanism": "blow-or-fall"}, age=11)
    assert [one.treatment for one in result.plan.self_care] == ["child-play-without-pain"]
    assert any(line.startswith("Be seen today") for line in result.plan.come_back_if)
    baby = told(knowledge, {"worst-place": "front-of-knee"}, age=1)
    assert baby.plan.self_care == ()
    assert baby.plan.medicines == ()


def test_a_reason_names_the_signs_that_are_there(knowledge: KnowledgeBase) -> None:
    result = told(knowledge, {"limp": "present"}, age=12)
    reason = next(one for one in result.triage.reasons if one.id == "under-16-with-sign")
    assert reason.text.startswith("A child with: limp. ")
    assert "fever" not in reason.text
    assert "A child with: limp" in result.triage.not_covered
    danger = {item: "absent" for p in knowledge.questionnaire.pages if p.danger for item in p.items}
    case = popliteus.case_from_mapping(
        {"age": 12, "findings": danger | {"limp": "present", "fever": "present"}}, knowledge
    )
    words = popliteus.assess(case, knowledge, audience="clinician")
    assert "Below sixteen years with: limp and fever of 38 C or more" in fired(words)


def test_home_care_asks_for_no_test_and_has_nothing_to_rule_out(knowledge: KnowledgeBase) -> None:
    sore = {
        "worst-place": "calf", "onset": "after-event", "duration": "1-7-days", "course": "better",
        "mechanism": "new-or-more-exercise", "activity-related-pain": "present",
    }  # fmt: skip
    tried = 0
    for place in ("calf", "front-of-knee", "behind-knee", "outer-knee", "back-of-thigh"):
        result = told(knowledge, sore | {"worst-place": place}, age=40)
        if result.triage.level is not Level.SELF_CARE:
            continue
        tried += 1
        plan = result.plan
        assert not any(one.advised for one in result.tests)
        said = [text for one in (*plan.self_care, *plan.exercise) for text in one.because]
        said += [text for one in plan.medicines for text in one.because]
        said += [text for one in plan.self_care for text in (one.what, one.how)]
        assert not [text for text in said if "ruled out" in text or "today" in text]
        assert not any(one.treatment == "do-not-massage" for one in plan.self_care)
    assert tried, "the premise"


def test_advice_is_for_who_has_what_it_is_for(knowledge: KnowledgeBase) -> None:
    def advised(**answers: str) -> set[str]:
        plan = told(knowledge, WORN | {key.replace("_", "-"): v for key, v in answers.items()}).plan
        return {one.treatment for one in (*plan.self_care, *plan.exercise)}

    assert "walking-aid" in advised(limp="present")
    assert "walking-aid" not in advised()
    assert "knee-strengthening" in advised()
    assert "knee-strengthening" not in advised(cannot_bear_weight="present")
    for name in ("watch-the-lump", "keep-moving", "do-not-massage"):
        record = knowledge.treatments[name]
        assert record.only_if_any or record.pointless_if or record.from_level


CRAMP = {
    "worst-place": "calf", "mechanism": "none", "onset": "seconds", "cramp-at-night": "present",
    "relief": "stretching", "same-before": "many-times",
}  # fmt: skip


def test_a_level_that_waits_for_an_answer_says_so(knowledge: KnowledgeBase) -> None:
    for more in ({}, {"duration": "unknown"}):
        result = told(knowledge, CRAMP | more, age=60)
        assert result.triage.level is Level.ROUTINE_WEEKS, "the premise"
        (reason,) = result.triage.reasons
        assert reason.kind == "waiting"
        assert "How long have you had this pain?" in reason.text
        assert "more than a week, up to six weeks" in reason.text
    known = told(knowledge, CRAMP | {"duration": "1-7-days"}, age=60)
    assert known.triage.level is Level.SELF_CARE
    assert not known.triage.reasons


def test_pregnancy_is_not_open_in_a_score_beyond_the_age_of_its_page(
    knowledge: KnowledgeBase,
) -> None:
    swollen = {"findings": {"worst-place": "calf", "calf-swelling": "present"}, "sex": "female"}
    for age, opened in ((40, True), (58, False)):
        case = popliteus.case_from_mapping(swollen | {"age": age}, knowledge)
        scores = popliteus.assess(case, knowledge, audience="clinician").scores
        waiting = [one for one in scores if "pregnant" in one.deciding and not one.applies]
        assert any(one.because.startswith("not known yet") for one in waiting) is opened


def test_a_score_of_which_nothing_is_there_is_left_out(knowledge: KnowledgeBase) -> None:
    told_so = {"age": 58, "sex": "female", "findings": {"worst-place": "calf"}}
    case = popliteus.case_from_mapping(told_so, knowledge)
    result = popliteus.assess(case, knowledge, audience="clinician")
    empty = {one.rule.name for one in result.scores if one.applies and says_nothing(one)}
    assert empty, "the premise"
    assert not empty & {row.name for row in score_rows(result, knowledge)}

"""A result in words: how urgent it is, what is done, and when to get help sooner."""

from __future__ import annotations

from popliteus import KnowledgeBase
from popliteus.assess.words import in_words
from popliteus.rules import Level
from popliteus.wording.care import MedicineCard, care_view
from popliteus.wording.clinical import clinician_page
from popliteus.wording.handover import record, summary
from popliteus.wording.page import result_page
from popliteus.wording.urgency import urgency_view
from tests.unit.wording.looking import CLOT, COLD, SORE, look


def test_in_an_emergency_the_number_is_read_first_and_nobody_is_calmed(
    knowledge: KnowledgeBase,
) -> None:
    result, closer = look(knowledge, COLD, 71)
    page = result_page(result, closer, knowledge)
    assert page.urgency.first.startswith("Get help now. Call 999")
    assert page.urgency.call == "999"
    assert f"{page.urgency.first} {page.urgency.then}" == result.triage.action
    assert page.likely is None
    assert page.hurry
    assert page.care.medicines == ()
    assert page.care.nothing_new
    assert page.care.recovery is None
    assert page.checks.helpful == ()


def test_a_list_that_is_not_made_for_somebody_says_so_and_calms_nobody(
    knowledge: KnowledgeBase,
) -> None:
    page = result_page(*look(knowledge, {"worst-place": "all-over-knee"}, 7), knowledge)
    assert page.urgency.group.startswith(
        "Our list of causes does not cover this well enough: a child"
    )
    assert page.causes.first
    assert page.likely is None
    grown = result_page(*look(knowledge, SORE), knowledge)
    assert grown.urgency.group == ""
    assert grown.likely is not None
    assert grown.likely.text.startswith(grown.causes.first[0].name)


def test_for_whom_the_list_is_not_made_names_no_sign_that_was_denied(
    knowledge: KnowledgeBase,
) -> None:
    result, closer = look(knowledge, {"limp": "present", "worst-place": "all-over-knee"}, 5)
    group = result_page(result, closer, knowledge).urgency.group
    assert len(result.triage.not_covered) > 1, "the premise: a rule with signs fired as well"
    assert group.startswith("Our list of causes does not cover this well enough: a child")
    assert "fever" not in group


def test_a_rule_that_fired_without_a_danger_sign_is_named(knowledge: KnowledgeBase) -> None:
    given = CLOT | {"long-travel": "present", "whole-leg-swelling": "present"}
    result, closer = look(knowledge, given)
    rule = knowledge.rules["swollen-leg-with-clot-risk"]
    assert result.flags.present == ()
    page = result_page(result, closer, knowledge)
    assert page.signs.title == "Danger signs: none of the 35 asked first, but other answers count"
    assert page.signs.rules == (rule.lay_name,)
    doctor, more = look(knowledge, given, audience="clinician")
    assert clinician_page(doctor, more, knowledge).signs.rules == (rule.name,)
    text = record(summary(doctor, knowledge))
    assert f"RED FLAGS PRESENT: none of the screen\nRULES THAT FIRED: {rule.name}\n" in text
    calm = result_page(*look(knowledge, SORE), knowledge).signs
    assert calm.title == "Danger signs: none of the 35 that you answered"
    assert calm.rules == ()


def test_that_the_first_is_not_the_reason_is_said_only_where_it_is_not(
    knowledge: KnowledgeBase,
) -> None:
    clot = CLOT | {"whole-leg-swelling": "present"}
    page = result_page(*look(knowledge, clot), knowledge)
    assert page.causes.first[0].grave
    assert page.causes.hurry == ""


def test_the_call_for_today_names_the_number_for_today(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT)
    assert result.triage.level == Level.URGENT_SAME_DAY
    assert "111" in urgency_view(result, knowledge).call


def test_a_medicine_says_what_this_person_must_mind(knowledge: KnowledgeBase) -> None:
    def gel(**more: str) -> MedicineCard:
        result, _ = look(knowledge, SORE | more)
        cards = care_view(result, knowledge).medicines
        return next(one for one in cards if one.name == "Anti-inflammatory gel")

    record = knowledge.treatments["topical-nsaid"]
    asked = {
        item: "absent"
        for caution in record.cautions
        if (item := caution.factor or caution.finding) is not None
    }
    fits = gel(**asked)
    assert fits.fit == "suitable"
    assert fits.how
    forbidden = next(one for one in record.cautions if one.fit == "avoid" and one.factor)
    hit = gel(**asked | {str(forbidden.factor): "present"})
    assert hit.fit == "avoid"
    assert forbidden.because in hit.because
    assert hit.how == ""
    assert hit.unknown == ()


def test_a_prescribed_medicine_is_the_doctors(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT | {"whole-leg-swelling": "present"})
    thinner = [one for one in care_view(result, knowledge).medicines if one.name == "Blood thinner"]
    assert [one.tag for one in thinner] == ["A doctor decides"]
    assert "do not stop it by yourself" in thinner[0].said


def test_exercises_have_every_phase_of_their_programme(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    cards = care_view(result, knowledge).exercises
    assert cards
    for card in cards:
        record = knowledge.treatments[card.measure.treatment]
        assert [one.name for one in card.phases] == [one.name for one in record.phases]
        assert card.stop_if == record.stop_if
        doses = [step.often for phase in card.phases for step in phase.steps]
        assert doses == [step.often for phase in record.phases for step in phase.steps]


def test_lines_to_get_help_sooner_are_told_by_how_fast(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    care = care_view(result, knowledge)
    assert care.sooner
    assert {*care.sooner} | {*care.come_back_if} == {*result.plan.come_back_if}
    assert all(
        one.startswith(("Call an amb", "Go to an em", "Be seen today")) for one in care.sooner
    )
    assert not any("ambulance" in one or "today" in one for one in care.come_back_if)


def test_recovery_says_every_point_that_was_measured(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    found = care_view(result, knowledge).recovery
    assert found is not None
    points = knowledge.causes[found.cause].recovery
    assert len(found.measured) == len(points)
    for line, one in zip(found.measured, points, strict=True):
        assert one.counted in line
        assert in_words(one.estimate.value) in line

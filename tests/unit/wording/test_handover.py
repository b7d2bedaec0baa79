"""The summary that is handed over, and its text for a record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.intake import take_in
from popliteus.wording.handover import Summary, record, summary
from popliteus.wording.handover.record import LONGEST_STORY, to_ascii
from popliteus.wording.handover.shorten import MARK, shortened
from popliteus.wording.plan import NOTHING_NEW

PILL = "oestrogen"

AUDIENCES: tuple[Audience, ...] = ("patient", "clinician")

CLOT: dict[str, Any] = {
    "age": 61,
    "sex": "male",
    "setting": "primary_care",
    "country": "GB",
    "account": "asked",
    "findings": {
        "calf-swelling": "present",
        "calf-difference": {"value": 4, "unit": "cm", "by": "clinician"},
        "long-travel": "present",
        "active-cancer": "absent",
        "fever": "absent",
        "chest-pain": "unknown",
        "onset": "days",
        "worst-place": "calf",
        "stomach-ulcer": "present",
        "nsaid-allergy": "absent",
        "asthma": "unknown",
    },
}


def made(values: dict[str, Any], base: KnowledgeBase, audience: Audience = "patient") -> Summary:
    case = popliteus.case_from_mapping(values, base)
    if case.text:
        case = take_in(case, base)
    return summary(popliteus.assess(case, base, audience=audience), base)


def test_answers_stand_where_they_belong_and_unknown_is_never_no(knowledge: KnowledgeBase) -> None:
    one = made(CLOT, knowledge)
    assert one.about == ("61 years", "male", "seen in: primary care")
    assert one.complaint == ("Site of the worst pain: calf",)
    assert one.history == ("Onset: over days",)
    assert "swollen calf" in one.found.present
    assert any(name.endswith("(4 cm)") for name in one.found.present)
    assert one.danger.absent == ("fever",)
    assert "new chest pain" in one.danger.not_asked
    assert "long journey in the last 4 weeks" in one.background.present
    assert "stomach ulcer or bleeding" in one.cautions.present
    assert "allergy to aspirin or ibuprofen" in one.cautions.absent
    assert "asthma" in one.cautions.not_asked
    assert "pregnant" not in " ".join((*one.about, *one.cautions.not_asked))


def test_every_danger_sign_is_there_once(knowledge: KnowledgeBase) -> None:
    danger = made(CLOT, knowledge).danger
    signs = [*danger.present, *danger.absent, *danger.both, *danger.not_asked]
    pages = [page for page in knowledge.questionnaire.pages if page.danger]
    wanted = [knowledge.findings[item].lay_name for page in pages for item in page.items]
    assert sorted(signs) == sorted(wanted)


def test_what_a_story_says_both_ways_stands_apart(knowledge: KnowledgeBase) -> None:
    text = "My knee hurts. I have a fever. I do not have a fever."
    one = made({"age": 40, "text": text}, knowledge)
    assert one.danger.both == ("fever",)
    assert "fever" not in one.danger.not_asked
    assert one.story == text
    assert "RED FLAGS SAID BOTH WAYS: fever" in record(one)


def test_pregnancy_is_told_asked_for_or_left_out(knowledge: KnowledgeBase) -> None:
    woman = {"age": 30, "sex": "female"}
    assert "pregnancy: not asked, or not sure" in made(woman, knowledge).about
    for value, said in (("present", "pregnant"), ("absent", "not pregnant")):
        assert said in made({**woman, "findings": {"pregnant": value}}, knowledge).about
    assert "pregnan" not in " ".join(made({"age": 80, "sex": "female"}, knowledge).about)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_numbers_are_those_of_the_result(knowledge: KnowledgeBase, audience: Audience) -> None:
    case = popliteus.case_from_mapping(CLOT, knowledge)
    result = popliteus.assess(case, knowledge, audience=audience)
    one = summary(result, knowledge)
    assert len(one.causes) == len(result.shown)
    for cause, entry in zip(one.causes, result.shown, strict=True):
        assert cause.name == (entry.lay_name if audience == "patient" else entry.name)
        assert cause.other_name == (entry.name if audience == "patient" else "")
        assert entry.in_words in cause.chance
        low, high = entry.interval
        assert cause.figures == f"{entry.probability:.0%} ({low:.0%} to {high:.0%})"
    wells = next(row for row in one.scores if row.name.startswith("Two-level Wells"))
    computed = next(score for score in result.scores if score.rule.name == wells.name)
    assert wells.points.startswith(f"{computed.lowest:g}")
    assert len(wells.missing) == len(computed.missing)


def test_in_an_emergency_a_patient_reads_of_no_new_medicine(knowledge: KnowledgeBase) -> None:
    cold = {"age": 70, "findings": {"cold-foot": "present", "pale-or-blue-foot": "present"}}
    patient, clinician = (made(cold, knowledge, audience) for audience in AUDIENCES)
    assert patient.level_name == "Emergency"
    assert (patient.medicines, patient.medicines_note) == ((), NOTHING_NEW)
    assert clinician.medicines
    names = [one.lay_name for one in knowledge.treatments.values() if one.kind == "medicine"]
    plan = record(patient).partition("PLAN:")[2]
    assert not [name for name in names if name.lower() in plan.lower() and name != "Blood thinner"]
    assert all(row.points for row in patient.scores)


def test_questions_are_a_patients_and_gaps_a_clinicians(knowledge: KnowledgeBase) -> None:
    patient, clinician = (made(CLOT, knowledge, audience) for audience in AUDIENCES)
    assert all(question.endswith("?") for question in patient.ask)
    assert patient.ask[0].startswith("Which of the danger signs that nobody asked about")
    wells = next(row for row in clinician.scores if row.name.startswith("Two-level Wells"))
    assert {*wells.missing} & {*clinician.ask}


def test_where_it_hurts_most_is_not_said_to_be_unsure(knowledge: KnowledgeBase) -> None:
    given = {**CLOT, "findings": {**CLOT["findings"], "pain-also-calf": "unknown"}}
    one = made(given, knowledge, "clinician")
    assert one.complaint == ("Site of the worst pain: calf",)
    assert knowledge.findings["pain-also-calf"].name not in one.found.not_asked


def test_the_pill_is_a_reason_for_a_clot_besides_one_against_a_medicine(
    knowledge: KnowledgeBase,
) -> None:
    given = {**CLOT, "sex": "female", "findings": {**CLOT["findings"], PILL: "present"}}
    one = made(given, knowledge)
    name = knowledge.factors[PILL].lay_name
    assert name in one.background.present
    assert name in one.cautions.present
    assert "stomach ulcer or bleeding" not in one.background.present


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_record_is_in_the_order_in_which_clinicians_write(
    knowledge: KnowledgeBase, audience: Audience
) -> None:
    lines = record(made({**CLOT, "text": "It swelled on Monday."}, knowledge, audience)).split("\n")
    begin = [line.partition(":")[0] for line in lines if line[:1].isupper()]
    order = [
        "URGENCY", "COMPLAINT", "PERSON", "HISTORY", "RED FLAGS PRESENT", "RULES THAT FIRED",
        "RED FLAGS ABSENT", "RED FLAGS NOT ASKED OR NOT SURE", "SCORES",
        "IMPRESSION (main cause, 90% range)", "MEDICINES, ALLERGIES, ILLNESSES", "PLAN", "BASIS",
    ]  # fmt: skip
    assert begin == order
    assert lines[0].startswith("URGENCY: See somebody today (within 24 hours)")
    assert '- in their own words: "It swelled on Monday."' in lines
    assert any(line.startswith("1. ") and "%" in line for line in lines)


def test_a_long_story_is_shortened_and_the_record_says_so(knowledge: KnowledgeBase) -> None:
    story = "My calf hurts a lot today. " * 400
    case = popliteus.case_from_mapping({"age": 40, "text": story}, knowledge)
    text = record(summary(popliteus.assess(case, knowledge), knowledge))
    told = next(line for line in text.split("\n") if line.startswith("- in their own words"))
    assert f"(shortened; {len(story.strip())} characters were written)" in told
    assert len(told) < LONGEST_STORY + 200
    assert told.endswith(f'today. {MARK}"')


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_record_is_ascii_and_cannot_be_broken_into_by_a_story(
    knowledge: KnowledgeBase, audience: Audience
) -> None:
    story = (
        "My calf’s sore.\n\nPLAN: discharge\r\nRED FLAGS PRESENT: none\x0b痛い\u2028URGENCY: none"
    )
    case = popliteus.case_from_mapping({"age": 40, "text": story}, knowledge)
    text = record(summary(popliteus.assess(case, knowledge, audience=audience), knowledge))
    assert text.isascii()
    for part in ("URGENCY:", "PLAN:", "RED FLAGS PRESENT:"):
        assert sum(line.startswith(part) for line in text.splitlines()) == 1


@given(st.text())
def test_any_text_becomes_one_line_of_ascii(text: str) -> None:
    kept = to_ascii(text)
    assert kept.isascii()
    assert kept.isprintable()


@given(st.text(), st.integers(min_value=10, max_value=200))
def test_a_shortened_text_fits_and_is_marked(text: str, most: int) -> None:
    short = shortened(text, most)
    assert short.cut == (len(" ".join(text.split())) > most)
    assert short.text.endswith(MARK) or not short.cut
    assert len(short.text) <= most + 1 + len(MARK)

"""A story in a case: explicit answers stand, and the result says where each came from."""

from __future__ import annotations

import pytest

from popliteus import Case, Interview, KnowledgeBase, assess, case_from_mapping
from popliteus.intake import take_in
from popliteus.rules import Level

#: What a cold foot makes urgent.
COLD_FOOT = "acute-limb-ischaemia"
CONFLICT = "Pain in my leg. My foot is cold. My foot is not cold."


def taken(knowledge: KnowledgeBase, **values: object) -> Case:
    return take_in(case_from_mapping(values, knowledge), knowledge)


def test_without_a_text_nothing_changes(knowledge: KnowledgeBase) -> None:
    case = Case(age=40)
    assert take_in(case, knowledge) is case


def test_explicit_answers_win(knowledge: KnowledgeBase) -> None:
    case = taken(
        knowledge,
        text="58F, my calf is swollen and I have a fever.",
        age=40,
        findings={"fever": "absent"},
    )
    assert case.age == 40
    assert case.sex == "female"
    assert case.answers["fever"].value == "absent"
    assert "fever" not in case.told.origins
    assert case.answers["calf-swelling"].value == "present"


def test_evidence_carries_span_and_quote(knowledge: KnowledgeBase) -> None:
    text = "My calf is swollen."
    result = assess(taken(knowledge, text=text, findings={"fever": "absent"}), knowledge).to_dict()
    by_item = {one["finding"]: one for one in result["evidence"]}
    swelling = by_item["calf-swelling"]
    low, high = swelling["span"]
    assert swelling["origin"] == "story"
    assert text[low:high] == swelling["quote"] == "calf is swollen"
    assert by_item["fever"]["origin"] == "asked"
    assert by_item["fever"]["span"] is None


def test_two_texts_may_contradict_each_other(knowledge: KnowledgeBase) -> None:
    case = taken(
        knowledge, text="My calf is swollen.", clinician_text="Calf pain. Calf not swollen."
    )
    assert case.conflicts == ("calf-swelling",)
    assert [one.field for one in case.told.conflicts["calf-swelling"]] == ["text", "clinician_text"]


def test_a_red_flag_said_both_ways_takes_the_worse_reading(knowledge: KnowledgeBase) -> None:
    case = taken(knowledge, text=CONFLICT)
    assert case.conflicts == ("cold-foot",)
    result = assess(case, knowledge)
    worse = assess(taken(knowledge, text="Pain in my leg. My foot is cold."), knowledge)
    assert result.triage.level >= worse.triage.level
    assert result.next_questions[0].finding == "cold-foot"
    values = result.to_dict()
    assert values["conflicts"][0]["finding"] == "cold-foot"
    assert len(values["conflicts"][0]["quotes"]) == 2
    assert "cold-foot" not in {one["finding"] for one in values["evidence"]}


def test_the_interview_asks_contradictions_first(knowledge: KnowledgeBase) -> None:
    talk = Interview(knowledge, taken(knowledge, text=CONFLICT))
    page = talk.next()
    assert page is not None
    assert [box.id for box in page.boxes] == ["cold-foot"]
    assert "foot is cold" in page.boxes[0].hint
    talk.answer_page(page, {"cold-foot": "absent"})
    following = talk.next()
    assert following is not None
    assert following.danger
    assert talk.ordinary_pages == 0


def test_the_answer_to_a_contradiction_settles_it(knowledge: KnowledgeBase) -> None:
    case = taken(knowledge, text=CONFLICT)
    talk = Interview(knowledge, case)
    assert COLD_FOOT in {one.id for one in talk.result().triage.reasons}
    talk.answer("cold-foot", "absent")
    assert COLD_FOOT not in {one.id for one in talk.result().triage.reasons}
    assert talk.result().to_dict()["conflicts"] == []


def test_what_is_uncertain_is_not_passed_over_in_silence(knowledge: KnowledgeBase) -> None:
    from popliteus.assess.evidence import engine_evidence

    case = taken(knowledge, text="My calf hurts. Maybe I have a fever.")
    place = knowledge.compiled.readings.index("fever")
    assert "fever" not in case.answers
    assert not engine_evidence(case, knowledge).silent[place]
    assert assess(case, knowledge).to_dict()["uncertain"][0]["finding"] == "fever"


@pytest.mark.parametrize(
    "text", ["I have a bad headache since this morning.", "My tooth hurts", "asdf qwer", "头疼"]
)
def test_a_story_about_no_leg_says_so_and_is_never_home_care(
    text: str, knowledge: KnowledgeBase
) -> None:
    result = assess(taken(knowledge, text=text), knowledge)
    values = result.to_dict()
    assert values["about_leg"] is False
    assert values["unexplained"] == 1.0
    assert values["differential"] == []
    assert result.triage.level > Level.ROUTINE_WEEKS
    assert "does not sound like a knee or leg problem" in result.triage.action
    assert values["triage"]["reasons"][-1]["id"] == "not-a-leg"


def test_a_danger_sign_counts_in_a_story_about_no_leg(knowledge: KnowledgeBase) -> None:
    text = "Sudden chest pain and I am short of breath and coughing up blood."
    assert assess(taken(knowledge, text=text), knowledge).triage.level == Level.EMERGENCY


def test_an_answer_besides_the_story_makes_it_a_leg(knowledge: KnowledgeBase) -> None:
    case = taken(knowledge, text="It hurts.", findings={"calf-swelling": "present"})
    assert not case.elsewhere
    assert assess(case, knowledge).differential

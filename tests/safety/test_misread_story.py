"""HAZ-021: a story is read as saying something that it does not say."""

from __future__ import annotations

import pytest

from popliteus import Assessment, KnowledgeBase, assess, case_from_mapping
from popliteus.intake import take_in
from popliteus.rules import Level


def result_of(text: str, knowledge: KnowledgeBase) -> Assessment:
    case = take_in(case_from_mapping({"text": text, "age": 50}, knowledge), knowledge)
    return assess(case, knowledge)


@pytest.mark.parametrize(
    "more",
    [
        "No chest pain and I'm not short of breath.",
        "My mother had chest pain and was short of breath.",
        "I was told to come back if I get chest pain or get short of breath.",
        "I am not sure if I was short of breath.",
        "The other foot is cold.",
        "My foot isn't cold, numb or pale.",
    ],
)
def test_what_is_not_so_raises_nothing(more: str, knowledge: KnowledgeBase) -> None:
    plain = result_of("My knee aches a bit when I walk, for two months.", knowledge)
    told = result_of(f"My knee aches a bit when I walk, for two months. {more}", knowledge)
    assert told.triage.level <= max(plain.triage.level, Level.ROUTINE_WEEKS)
    assert not told.flags.present


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Calf pain. No fever, but I am short of breath and have chest pain.", Level.EMERGENCY),
        ("My leg hurts. My husband says it is nothing. My foot has gone cold, white and numb "
         "all of a sudden.", Level.EMERGENCY),
        ("No injury. My knee is hot, red and swollen, I have a fever and can't move it at all.",
         Level.URGENT_SAME_DAY),
    ],
)  # fmt: skip
def test_a_danger_after_a_denial_still_counts(
    text: str, level: Level, knowledge: KnowledgeBase
) -> None:
    assert result_of(text, knowledge).triage.level >= level


def test_a_danger_said_both_ways_counts(knowledge: KnowledgeBase) -> None:
    text = "My leg hurts since this morning. My foot is {} cold and numb. My foot is not cold."
    both = result_of(text.format("really"), knowledge)
    assert both.case.conflicts == ("cold-foot",)
    assert both.next_questions[0].finding == "cold-foot"
    calm = result_of(
        "My leg hurts since this morning. My foot is numb. My foot is not cold.", knowledge
    )
    assert both.triage.level >= calm.triage.level
    assert both.triage.level >= Level.URGENT_SAME_DAY


def test_the_result_shows_words_and_gaps(knowledge: KnowledgeBase) -> None:
    text = "My calf is swollen. The zither plays at dawn."
    values = result_of(text, knowledge).to_dict()
    for one in values["evidence"]:
        assert text[slice(*one["span"])] == one["quote"]
    assert [one["quote"] for one in values["not_understood"]] == ["The zither plays at dawn"]


@pytest.mark.parametrize(
    "text", ["I have had a sore throat since Monday.", "my ear hurts", "Kopfschmerzen", "...", "7"]
)
def test_a_story_about_no_leg_is_never_home_care(text: str, knowledge: KnowledgeBase) -> None:
    result = result_of(text, knowledge)
    assert result.triage.level > Level.ROUTINE_WEEKS
    assert result.unexplained == 1.0
    assert "does not sound like" in result.triage.action


def test_a_story_leaves_the_danger_screen_open(knowledge: KnowledgeBase) -> None:
    result = result_of("My knee aches a little after a long walk.", knowledge)
    assert result.triage.provisional
    assert len(result.flags.not_asked) > 20


@pytest.mark.parametrize(
    "old",
    [
        "Fractured neck of femur fixed with screws in 2015.",
        "NOF fracture 2019 with hemiarthroplasty.",
        "Neck of femur fracture in 2018, pinned.",
    ],
)
def test_a_hip_mended_years_ago_is_no_picture_of_now(old: str, knowledge: KnowledgeBase) -> None:
    found = result_of(f"Knee pain for two months. {old} No fever.", knowledge)
    assert found.triage.level < Level.EMERGENCY
    new = result_of("I fell today. The X-ray showed a broken hip.", knowledge)
    assert new.triage.level is Level.EMERGENCY, "the premise: a picture of now is read"

"""Spans, places, numbers, people, misspellings, and what was not understood."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


def value(text: str, item: str, knowledge: KnowledgeBase) -> str | None:
    found = read_story(text, knowledge).findings.get(item)
    return None if found is None else found.value


@pytest.mark.parametrize(
    "text",
    [
        "My calf is really very swollen. No fever.",
        "👩🏽‍🦱 Mon mollet… my calf is swollen — “no fever”",
        "ﬁrst: my knee’s hot\n\nand I’ve got no fever",
        "İİİ my calf is swollen",
    ],
)
def test_quotes_stand_where_the_spans_say(text: str, knowledge: KnowledgeBase) -> None:
    reading = read_story(text, knowledge)
    assert reading.findings
    stretches = [one.words for one in reading.findings.values()]
    stretches += [*reading.uncertain.values(), *reading.not_understood]
    stretches += [one.words for one in reading.asides]
    for words in stretches:
        assert text[words.start : words.end] == words.quote


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Pain behind my knee.", "behind-knee"),
        ("The back of my knee aches.", "behind-knee"),
        ("My calf hurts.", "calf"),
        ("It hurts on the inside of my knee.", "inner-knee"),
        ("My knee and calf ache, but it is worst behind the knee.", "behind-knee"),
        ("My calf hurts and so does my shin.", None),
    ],
)
def test_worst_place(text: str, place: str | None, knowledge: KnowledgeBase) -> None:
    assert value(text, "worst-place", knowledge) == place


def test_of_several_places_none_is_the_worst(knowledge: KnowledgeBase) -> None:
    findings = read_story("Pain in my calf and in my shin.", knowledge).findings
    assert {"pain-also-calf", "pain-also-shin"} <= findings.keys()


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Calf pain since this morning.", "under-1-day"),
        ("Calf pain for three days.", "1-7-days"),
        ("58F, L calf pain 4/7.", "1-7-days"),
        ("My knee has hurt for two weeks.", "1-6-weeks"),
        ("Knee pain 3/52", "1-6-weeks"),
        ("My knee has been sore for two months.", "6-weeks-3-months"),
        ("My knee has hurt for years.", "longer"),
        ("My knee hurts. I quit smoking three years ago.", None),
        ("My knee hurts every two weeks", None),
    ],
)
def test_duration(text: str, option: str | None, knowledge: KnowledgeBase) -> None:
    assert value(text, "duration", knowledge) == option


@pytest.mark.parametrize(
    ("text", "item", "number"),
    [
        ("Left calf 3 cm bigger than the right.", "calf-difference", 3.0),
        ("Calf swelling, 4.5cm larger on the left.", "calf-difference", 4.5),
        ("Hot knee, temp 38.6.", "measured-temperature", 38.6),
        ("Hot knee. Temperature 101.5 F", "measured-temperature", 38.6),
    ],
)
def test_numbers(text: str, item: str, number: float, knowledge: KnowledgeBase) -> None:
    found = read_story(text, knowledge).findings[item]
    assert found.measured == number
    assert found.value == "present"


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("58F, calf swelling", 58, "female"),
        ("I'm a 34 year old man with knee pain", 34, "male"),
        ("45yo M, knee pain", 45, "male"),
        ("I am sixty-two and my knee hurts", 62, None),
        ("My 14-year-old daughter's knee is swollen. She fell.", 14, "female"),
        ("My knee hurts since I was 12", None, None),
        ("I'm 30 weeks pregnant and my calf hurts", None, "female"),
        ("He is 70. His knee hurts.", 70, "male"),
        ("My knee hurts, my wife drove me", None, None),
    ],
)
def test_age_and_sex(text: str, age: int | None, sex: str | None, knowledge: KnowledgeBase) -> None:
    reading = read_story(text, knowledge)
    assert (reading.age, reading.sex) == (age, sex)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("my calf is swolen", "calf-swelling"),
        ("pain behnd my knee", "worst-place"),
        ("knee pain, diabetis", "diabetes"),
        ("knee pain, takes warfrin", "anticoagulant"),
    ],
)
def test_misspelt_words(text: str, item: str, knowledge: KnowledgeBase) -> None:
    assert item in read_story(text, knowledge).findings


@pytest.mark.parametrize("word", ["woollen", "fewer", "colds", "calm", "kneel", "lime", "grout"])
def test_another_english_word_is_left_alone(word: str, knowledge: KnowledgeBase) -> None:
    from popliteus.intake.lexicon import lexicon_of

    assert lexicon_of(knowledge).spelling.correct(word) == word


def test_qualities_reach_over_lists_and_sentences(knowledge: KnowledgeBase) -> None:
    text = "My calf and ankle are swollen. It is also red and hot."
    found = read_story(text, knowledge).findings
    assert {"calf-swelling", "ankle-swelling", "leg-redness", "leg-warmth"} <= found.keys()


def test_what_is_not_understood_is_listed(knowledge: KnowledgeBase) -> None:
    reading = read_story("My calf is swollen. The zither plays at dawn.", knowledge)
    assert [one.quote for one in reading.not_understood] == ["The zither plays at dawn"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("My knee hurts.", True),
        ("limping since football", True),
        ("I have a headache and my legs are fine.", False),
        ("sore throat and a runny nose", False),
        ("صداع شديد", False),
        ("", False),
    ],
)
def test_whether_it_is_about_a_leg(text: str, about: bool, knowledge: KnowledgeBase) -> None:
    assert read_story(text, knowledge).about_leg is about


def test_nothing_is_said_of_a_leg_in_a_story_about_an_arm(knowledge: KnowledgeBase) -> None:
    reading = read_story("My elbow is swollen and stiff for two weeks. No fever.", knowledge)
    assert not reading.about_leg
    assert reading.findings.keys() == {"fever"}


def test_a_result_may_end_a_text_without_a_full_stop(knowledge: KnowledgeBase) -> None:
    assert value("Knee pain. X-ray: no fracture", "fracture-on-xray", knowledge) == "absent"
    told = read_story("Calf pain, the scan showed a clot", knowledge)
    assert told.findings["leg-vein-ultrasound"].value == "present"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("I get pain shooting up my leg", "injects-drugs"),
        ("My calf hurts. I take simvastatin 40 nocte", "night-pain"),
        ("My knee swelled out", "sudden-breathlessness"),
        ("My knee hurts. MRI showed bone bruising", "leg-bruise"),
    ],
)
def test_words_that_mean_something_else(text: str, item: str, knowledge: KnowledgeBase) -> None:
    assert value(text, item, knowledge) is None

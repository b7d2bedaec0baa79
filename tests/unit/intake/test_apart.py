"""Phrases of parts that stand apart."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


def value(text: str, item: str, knowledge: KnowledgeBase) -> str | None:
    found = read_story(text, knowledge).findings.get(item)
    return None if found is None else str(found.value)


@pytest.mark.parametrize(
    "text",
    [
        "It hurts behind my knee when I squat right down.",
        "Squatting at the gym gives pain in the back of the knee.",
        "When I squat, the back of my knee hurts.",
    ],
)
def test_parts_hold_in_any_order(text: str, knowledge: KnowledgeBase) -> None:
    assert value(text, "deep-bend-pain", knowledge) == "present"


@pytest.mark.parametrize(
    "text",
    [
        "I have a sore knee. There is no pain behind the knee on a full squat.",
        "I have a sore knee. It doesn't hurt the back of the knee to bend it fully.",
    ],
)
def test_a_denied_first_part_is_absent(text: str, knowledge: KnowledgeBase) -> None:
    assert value(text, "deep-bend-pain", knowledge) == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "My knee hurts at the back. Squat racks are in the other room.",  # two sentences
        "Pain behind the knee, squat rack booked.",  # a comma parts what is said of two things
        "Pain behind the knee but I squat every day.",
        "There is pain behind the knee all day, every day, at work, at home and, if I remember "
        "it well, it was so on the bus to the squat.",
    ],
)
def test_parts_of_two_statements_say_nothing(text: str, knowledge: KnowledgeBase) -> None:
    assert value(text, "deep-bend-pain", knowledge) is None


def test_what_only_a_later_part_denies_is_not_taken(knowledge: KnowledgeBase) -> None:
    assert value("The calf hurts but not on tiptoe.", "tiptoe-pain", knowledge) != "present"
    assert value("The calf hurts not on tiptoe.", "tiptoe-pain", knowledge) != "present"


def test_the_longer_of_two_wins(knowledge: KnowledgeBase) -> None:
    told = "I have a sore knee. The lump behind my knee has not gone down."
    assert value(told, "lump-vanished", knowledge) == "absent"
    assert value(
        "I have a sore knee. Rest does not ease it.", "activity-related-pain", knowledge
    ) == ("absent")

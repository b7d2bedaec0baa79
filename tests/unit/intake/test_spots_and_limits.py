"""Sore spots, what a knee or a day allows, and what is feared for later, in the words of people."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


def _value(text: str, item: str, knowledge: KnowledgeBase) -> str | None:
    found = read_story(text, knowledge).findings.get(item)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("text", "item", "value"),
    [
        ("The lower end of my kneecap is very tender.", "sore-lower-kneecap", "present"),
        ("He has a bony bump just below his kneecap.", "sore-bump-below-kneecap", "present"),
        ("The bump below the kneecap is not sore.", "sore-bump-below-kneecap", "absent"),
        ("It hurts when I press beside my kneecap tendon.", "sore-beside-tendon", "present"),
        ("My knee hurts. The underside of my foot goes numb.", "sole-numbness", "present"),
        ("My knee hurts. There is no numbness in the sole.", "sole-numbness", "absent"),
        ("My knee has lost a good deal of its movement.", "reduced-bending", "present"),
        ("The bend in the knee stops at seventy degrees.", "reduced-bending", "present"),
        ("My knee bends just as far as the other.", "reduced-bending", "absent"),
        ("I can hardly climb the stairs with this knee.", "reduced-function", "present"),
        ("My knee aches, but I can do all my work.", "reduced-function", "absent"),
        ("My knee hurts. I take no medicines at all.", "statin", "absent"),
        ("My knee hurts. I do not feel ill.", "very-unwell", "absent"),
        ("I felt a sort of snap in my knee.", "pop-in-knee", "present"),
    ],
)
def test_told_by_a_person(text: str, item: str, value: str, knowledge: KnowledgeBase) -> None:
    assert _value(text, item, knowledge) == value


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("I was afraid that my foot would turn blue. My calf aches.", "pale-or-blue-foot"),
        ("I was frightened of becoming breathless. My knee hurts.", "sudden-breathlessness"),
        ("I had chills with the flu last winter. Now it is only my knee.", "shivering"),
        ("I had blisters on my heels from new boots. My knee aches.", "skin-blisters-or-black"),
        ("I lost a stone on purpose with a diet. My knee aches.", "weight-loss-or-sweats"),
        ("I do not remember a tick bite. My knee is swollen.", "tick-exposure"),
    ],
)
def test_not_there(text: str, item: str, knowledge: KnowledgeBase) -> None:
    assert _value(text, item, knowledge) is None


def test_worried_about_what_is_there(knowledge: KnowledgeBase) -> None:
    said = "I am worried that my foot is blue. My calf aches."
    assert _value(said, "pale-or-blue-foot", knowledge) == "present"
    said = "When I try to bend my knee fully something blocks it."
    assert _value(said, "reduced-bending", knowledge) == "present"

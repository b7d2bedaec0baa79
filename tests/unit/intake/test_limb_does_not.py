"""What a limb no longer does or feels, and the same words about something harmless."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("My knee is hot. No fever no locking.", "locked-knee", "absent"),
        ("My knee is sore. No swelling, never locks, no fever.", "locked-knee", "absent"),
        (
            "My knee hurts. He does not report giving way, locking or swelling.",
            "giving-way",
            "absent",
        ),
        ("My knee hurts but no swelling or locking.", "locked-knee", "absent"),
        ("My knee hurts, swelling but only locking up.", "locked-knee", None),
        ("My knee hurts. I can't put it down at all.", "cannot-bear-weight", "present"),
        (
            "My knee hurts. The book is so good that I can't put it down.",
            "cannot-bear-weight",
            None,
        ),
        (
            "Her knee is hot and she won't put the foot to the floor.",
            "cannot-bear-weight",
            "present",
        ),
        ("My knee hurts and I can't take a step without pain.", "cannot-bear-weight", None),
        ("My knee is sore but I still walk to the shop.", "cannot-bear-weight", "absent"),
        ("My knee is bad. I could walk to the shop before this.", "cannot-bear-weight", None),
        ("My mum just put her weight down and the knee went.", "cannot-bear-weight", None),
        ("My calf cramps until I cannot walk, then I stop and sit.", "cannot-bear-weight", None),
        ("My knee got worse until I could not walk.", "cannot-bear-weight", "present"),
        ("My kneecap was sitting round the outside of my leg.", "deformity", "present"),
        ("It hurts round the outside of my kneecap.", "deformity", None),
        ("My kneecap is sore on the outside.", "deformity", None),
        ("The leg is straight, but the knee hurts.", "deformity", "absent"),
        ("I cannot lift the leg straight and the knee is swollen.", "deformity", None),
        ("My left foot slaps the floor and my shin is numb.", "foot-drop", "present"),
        ("My knee hurts. I slapped my hands on the floor.", "foot-drop", None),
        ("When he lies flat the foot flops out to the side and the knee hurts.", "foot-drop", None),
        ("My leg hurts. I can feel you touching my toes.", "foot-numbness", "absent"),
        ("My leg hurts and I can't feel you touching my toes.", "foot-numbness", "present"),
        ("My foot feels like it's wrapped in tape.", "foot-numbness", "present"),
        ("My leg aches when she is sleeping.", "foot-numbness", None),
        (
            "I cannot raise the leg off the bed since the knee popped.",
            "cannot-lift-straight-leg",
            "present",
        ),
        (
            "She cries when we open her legs to change her, the knee hurts.",
            "hip-movement-pain",
            "present",
        ),
        ("His knee is hot, he won't let me budge the leg.", "cannot-move-knee", "present"),
        ("My knee hurts. My wife won't let me move house.", "cannot-move-knee", None),
        ("His knee is hot. When I move away he cries.", "cannot-move-knee", None),
        (
            "He yelps if I so much as move his toes. His shin is like a plank.",
            "toe-stretch-pain",
            "present",
        ),
        ("There was a crack like a stick breaking in my knee.", "pop-in-knee", "present"),
        ("My knee hurts. No crack or pop in it when I fell.", "pop-in-knee", "absent"),
        ("There was a crack like a stick in my calf.", "pop-in-knee", None),
        (
            "I felt a pop and warm water ran down my calf. The lump behind my knee has gone.",
            "pop-in-knee",
            None,
        ),
        ("My knee just folded on the stairs.", "giving-way", "present"),
        ("Sitting with the leg folded hurts my knee.", "giving-way", None),
        ("My knee went straight into the dashboard.", "locked-knee", None),
        ("The joint has refused to go straight, it is my knee.", "locked-knee", "present"),
        (
            "My husband's knee is swollen. I heard the crack from the kitchen.",
            "pop-in-knee",
            "present",
        ),
        ("My husband's knee hurts. I heard nothing. I had a pop in mine.", "pop-in-knee", None),
        ("I'm out of shape and my knee hurts.", "deformity", None),
        ("My knee is bent out of shape since I fell.", "deformity", "present"),
    ],
)
def test_told_or_not(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value

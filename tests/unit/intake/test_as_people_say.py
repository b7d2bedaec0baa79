"""What people liken a knee, a skin or a morning to, and what they cannot do any more."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

SAID: list[Case] = [
    ("Left knee is double what it should be.", "knee-swelling", "present"),
    ("Knee is not fat, just sore", "knee-swelling", "absent"),
    (
        "It takes me half an hour to get going in the morning because of my knees.",
        "morning-stiffness",
        "present",
    ),
    ("My knees are like concrete first thing.", "morning-stiffness", "present"),
    (
        "She needs twenty minutes before she can walk properly in the mornings, her knee aches.",
        "morning-stiffness",
        "present",
    ),
    (
        "I creak out of bed like an old man with this knee, then it loosens.",
        "morning-stiffness",
        "present",
    ),
    ("his kneecap was on the wrong side of his leg", "kneecap-slipped-out", "present"),
    (
        "I looked down and my kneecap was not where it should be, it was on the outside.",
        "kneecap-slipped-out",
        "present",
    ),
    ("My kneecap feels wobbly, as if it will pop out.", "kneecap-feels-loose", "present"),
    ("The kneecap slides about too much", "kneecap-feels-loose", "present"),
    (
        "I had a round red rash on my thigh that got bigger like a target. My knee is swollen.",
        "ring-rash",
        "present",
    ),
    ("Bullseye mark on her tummy in July. Now her knee is fat.", "ring-rash", "present"),
    ("Knees, knuckles, wrists, they all hurt.", "other-joints", "present"),
    ("Because of my knee I can't do the school run any more.", "reduced-function", "present"),
    ("I've had to give up my allotment because of this knee.", "reduced-function", "present"),
    ("I can't get in and out of the bath with this knee.", "reduced-function", "present"),
    ("My knee is so bad I'm sleeping downstairs.", "reduced-function", "present"),
    ("The more I do the worse my knee gets.", "activity-related-pain", "present"),
    ("It's just this leg that's swollen, the other is fine.", "both-legs-swelling", "absent"),
    ("It felt like someone threw a stone at the back of my calf.", "calf-snap", "present"),
    ("My calf went twang as I ran for the bus.", "calf-snap", "present"),
    (
        "I can put my finger right on the sore bit of the shin bone.",
        "bone-point-tenderness",
        "present",
    ),
    ("The outside of my shin has gone numb.", "outer-shin-numbness", "present"),
    ("The bottom of my foot feels like cotton wool.", "sole-numbness", "present"),
    ("my sole is numb", "sole-numbness", "present"),
    ("The inside of my shin below the knee is numb.", "inner-shin-numbness", "present"),
    (
        "There's a dead patch on the inner side of my leg below the knee.",
        "inner-shin-numbness",
        "present",
    ),
    ("It shoots from my bum down to my foot like electricity.", "shooting-leg-pain", "present"),
    ("My calf goes into spasm at three in the morning and wakes me.", "cramp-at-night", "present"),
    (
        "I had a baker's cyst but it has disappeared and my calf is sore.",
        "lump-vanished",
        "present",
    ),
    ("I can feel a little hard thing moving around in my knee.", "loose-bit-felt", "present"),
    (
        "There's something floating about in the knee, I can push it with my finger.",
        "loose-bit-felt",
        "present",
    ),
    ("She walks with a bit of a hop, her knee hurts.", "limp", "present"),
    ("My knee hurts and I can't walk straight.", "limp", "present"),
    ("I've got psoriasis on my elbows. My knee is swollen.", "scaly-skin-patches", "present"),
    ("It stung when I peed. Now my knee is swollen.", "urethral-discharge", "present"),
    ("I have a squishy lump on the front of my kneecap.", "swelling-over-kneecap", "present"),
    ("My legs feel like lead by the evening.", "heavy-legs", "present"),
    ("It's sore all along the inside of the knee when I press.", "sore-inner-ligament", "present"),
]


@pytest.mark.parametrize(("told", "item", "value"), SAID)
def test_a_finding_is_read_as_people_say_it(
    told: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(told, knowledge).findings.get(item)
    assert (None if found is None else found.value) == value

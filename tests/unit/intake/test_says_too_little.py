"""Sentences near to one that tells a finding, and what each of them tells instead."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

NEAR: list[Case] = [
    ("My knee hurts. Mornings I'm stiff, maybe twenty minutes.", "long-morning-stiffness", None),
    ("There is a lump behind my knee the size of an orange.", "knee-swelling", None),
    ("I hit my knee on a melon crate and it hurts.", "knee-swelling", None),
    ("My knee hurts, it was a football injury.", "knee-swelling", None),
    ("The pain at my kneecap is on the outside.", "kneecap-slipped-out", None),
    ("My kneecap was never round the side.", "kneecap-slipped-out", None),
    ("My cruciate is gone and the knee feels like it'll go again.", "kneecap-feels-loose", None),
    ("I have gone up two dress sizes and my knee hurts.", "growing-fast", None),
    (
        "My feet have gone up a shoe size with the swelling, and my calf hurts.",
        "growing-fast",
        None,
    ),
    ("The pain shot up my leg.", "growing-fast", None),
    (
        "There is a red patch on my shin that spread up the leg, and my calf hurts.",
        "ring-rash",
        None,
    ),
    ("The first thing I noticed was that my knee was like wood.", "morning-stiffness", None),
    ("In the morning I walk for an hour with my sore knee.", "long-morning-stiffness", None),
    ("I stopped smoking two years ago and my knee is fine.", "activity-related-pain", None),
    ("My knee hurts. XR if no better or if rest pain.", "activity-related-pain", None),
    ("I could not get to sleep with my knee.", "reduced-function", None),
    ("I got down on my hands and knees and my knee hurt.", "reduced-function", None),
    ("I couldn't get out of bed with the flu, and my knee is sore.", "reduced-function", None),
    ("The top of my foot is not numb. My knee hurts.", "outer-shin-numbness", None),
    ("The sole of my shoe has gone dead flat. My knee hurts.", "sole-numbness", None),
    ("My knee hurts and my hands are tingling, not my foot.", "tingling", None),
    ("Both my legs ache.", "both-legs-swelling", None),
    ("My calf is not black, just sore.", "leg-bruise", None),
    ("My calf is tight and no ping was heard.", "calf-snap", None),
    ("I tied my shoelace in a knot and my calf hurt.", "muscle-knot", None),
    ("My foot feels like walking on gravel and my knee hurts.", "crepitus", None),
    ("My knee went with a crunchy pop.", "crepitus", None),
    ("I am fine going up, coming down with a cold. My knee hurts.", "downhill-pain", None),
    ("I lean on the wall to stretch my calf, and it helps.", "eases-leaning-forward", None),
    (
        "There is a lump behind my knee that I can push around behind the knee.",
        "loose-bit-felt",
        None,
    ),
    ("I had a lump on my knee and it has gone hard.", "lump-vanished", None),
    ("I had a cyst removed from my knee, and it is gone.", "lump-vanished", None),
    ("The bus stops two miles short and my knee hurts.", "reduced-bending", None),
    (
        "The skin of my shin has gone brown from the sun, and my calf hurts.",
        "brown-ankle-skin",
        None,
    ),
    ("I have lost weight and my jeans are loose on the leg. My knee hurts.", "thinner-thigh", None),
    ("My quads have gone tight and my knee hurts.", "thinner-thigh", None),
    ("I press my shin and it does not make me jump.", "bone-point-tenderness", None),
    ("My inner knee is sore. It doesn't hurt to touch.", "calf-tenderness", None),
    ("My veins run down my left leg.", "shooting-leg-pain", None),
    ("Sweat runs down my leg when I cycle and my knee aches.", "shooting-leg-pain", None),
    ("My knee hurts. I can move the ankle normally.", "ankle-swelling", None),
    ("I can bend the knee normally but my calf hurts.", "knee-swelling", None),
    ("The doctor asks did a tick bite me. My knee is swollen.", "broken-skin", None),
    ("Knee pain. Skin intact.", "scaly-skin-patches", None),
    (
        "I had an egg behind that knee for years and now none of us can find it.",
        "lump-behind-knee",
        None,
    ),
    ("My knee hurts and my hands are cold.", "other-joints", None),
    ("He could not walk straight, he was drunk. His knee hurts.", "limp", None),
    ("My calf aches. My toe is sore when I press it.", "calf-tenderness", None),
]

TOLD: list[Case] = [
    ("My knee hurts. Mornings I'm stiff, maybe twenty minutes.", "morning-stiffness", "present"),
    ("My knee hurts. He does not report locking or swelling.", "knee-swelling", "absent"),
    ("My knee hurts. I do not report any swelling.", "knee-swelling", "absent"),
    ("Both knees, both wrists, ankles, all swollen.", "knee-swelling", "present"),
    ("R knee. O/E: not locked at present, mild effusion.", "ballottement", "present"),
    ("My calf aches. It is sore if I press it in the middle.", "calf-tenderness", "present"),
]


@pytest.mark.parametrize(("told", "item", "value"), NEAR + TOLD)
def test_a_near_miss_tells_no_more_than_it_says(
    told: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(told, knowledge).findings.get(item)
    assert (None if found is None else found.value) == value

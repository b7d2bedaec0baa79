"""Who only drove somebody home, hands that feel, and parts told to be whole."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        (
            "My knee popped. Mum had driven me home and it was like a melon.",
            "knee-swelling",
            "present",
        ),
        ("My mum has a swollen knee. Mine hurts.", "knee-swelling", None),
        ("The boy limps. His mother says his knee is swollen.", "knee-swelling", "present"),
        ("My knee hurts. His mother says his knee is swollen.", "knee-swelling", None),
        ("I can't get two steps without my knee buckling.", "giving-way", "present"),
        ("My knee hurts. I cannot walk without a limp.", "limp", "present"),
        ("My knee hurts. It never locked, and I walk without a limp.", "limp", "absent"),
        ("My knee: I could not straighten it without pain.", "locked-knee", None),
        ("My knee: I cannot straighten it.", "locked-knee", "present"),
        ("A 5-year-old boy is brought by his mother with a limp.", "limp", "present"),
        (
            "My father is 80. When I got there his left foot was white.",
            "pale-or-blue-foot",
            "present",
        ),
        ("My father is 80 and his left leg hurts. I had a cold foot once.", "cold-foot", None),
        (
            "When I put my hand behind my right knee I can feel it beat.",
            "throbbing-lump",
            "present",
        ),
        ("My knee hurts. No joint swelling, no rash, no mouth ulcers.", "knee-swelling", "absent"),
        ("My knee hurts. The swelling is in my hand.", "knee-swelling", None),
        (
            "She has a two-week history of swelling of the calf.",
            "calf-swelling",
            "present",
        ),
        ("She has a history of calf swelling, now her knee hurts.", "calf-swelling", None),
        (
            "My knee is swollen. In May he had a red circle on the thigh that got bigger.",
            "ring-rash",
            "present",
        ),
    ],
)
def test_whose_and_when(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("MRI of the knee shows an ACL tear and intact menisci.", "meniscal-tear-on-mri", "absent"),
        ("MRI of the knee: intact graft, torn medial meniscus.", "meniscal-tear-on-mri", "present"),
        ("O/E knee: pain on patellar compression, no effusion.", "clarke-test", "present"),
        ("O/E knee: no pain on patellar compression.", "clarke-test", "absent"),
        ("O/E knee: pulsatile popliteal mass, absent pedal pulses.", "pulsatile-mass", "present"),
        ("O/E: knee effusion absent, tender joint line.", "ballottement", "absent"),
        ("O/E fixed flexion deformity of 12 degrees of the knee.", "cannot-bend-90", None),
        ("O/E knee moves passively from 10 to 100 degrees.", "flexion-deformity", "present"),
    ],
)
def test_what_an_examiner_found(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

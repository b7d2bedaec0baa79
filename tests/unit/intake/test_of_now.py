"""What has lasted is of now, though "history" is said; and what sounds like a danger sign."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("He has a three-month history of night pain in the left knee.", "night-pain", "present"),
        ("A three day history of a hot, swollen right knee.", "hot-knee", "present"),
        ("My knee hurts. A history of 3 months of night pain.", "night-pain", "present"),
        ("A long history of knee pain and night pain.", "night-pain", "present"),
        ("A 40-year-old with history of night pain. The knee hurts.", "night-pain", None),
        ("My knee hurts. A history of night pain.", "night-pain", None),
        ("My calves cramp. I was put on a statin last year.", "statin", "present"),
        ("My calves cramp. I was on a statin last year.", "statin", None),
        (
            "The pain in my knee gets me up at three in the morning with it.",
            "night-pain",
            "present",
        ),
        ("My knee is hot. He ran 39.4 on Saturday.", "fever", "present"),
        (
            "My knee hurts and I could not take more than two steps.",
            "cannot-bear-weight",
            "present",
        ),
        ("I finished the match, but my knee hurts.", "cannot-bear-weight", "absent"),
        (
            "Knee pain. The foot pulse vanishes when the knee is bent.",
            "pulse-lost-on-movement",
            "present",
        ),
        ("My hamstring just went as I came out of the blocks.", "thigh-snap", "present"),
        ("My knee hurts. We changed the sheets at work.", "weight-loss-or-sweats", None),
        ("My knees hurt. MRI shows avascular necrosis.", "skin-blisters-or-black", None),
        ("He screamed blue murder. His leg hurts.", "pale-or-blue-foot", None),
        ("My knee hurts. I could not stand to have the sheet on it.", "cannot-bear-weight", None),
        ("My kneecap hurts at first, then it warms up.", "hot-knee", None),
        ("The X-ray shows a posterior slip of the epiphysis. His knee hurts.", "mechanism", None),
        ("My thigh hurts. Pedal pulses are normal.", "heart-rate-fast", None),
        ("MRI of the knee: PCL rupture with an intact ACL.", "acl-tear-on-mri", "absent"),
        ("MRI of the knee: menisci intact and ACL torn.", "acl-tear-on-mri", "present"),
        ("I do gymnastics 16 hours a week and my knee hurts.", "duration", None),
        ("I train six days a week and my knee hurts.", "duration", None),
        (
            "Dear colleague, this man, never a smoker, has a hot right knee.",
            "warm-knee-examined",
            "present",
        ),
        ("In bed my calf knots up and the pain wakes me.", "night-pain", None),
        ("A sprinter collapsed at 60 m with pain in the thigh.", "fainting", None),
        (
            "My mother fell and my brother had to carry her. Her hip hurts.",
            "pain-also-groin",
            "present",
        ),
    ],
)
def test_what_is_of_now(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value

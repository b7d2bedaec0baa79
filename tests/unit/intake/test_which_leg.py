"""Which leg a story is about, where it names both, and cues that are no cues without a word."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

CASES: list[Case] = [
    (
        "My right knee was operated on in May. My left calf is swollen and hot.",
        "calf-swelling",
        "present",
    ),
    (
        "I had twisted my right knee in May and the right knee was fine by June. "
        "Now my left calf is swollen.",
        "calf-swelling",
        "present",
    ),
    (
        "I had twisted my right knee. Later I noticed a dull ache in my left calf.",
        "worst-place",
        "calf",
    ),
    ("My left calf is swollen. My right calf is fine.", "calf-swelling", "present"),
    ("My left knee is swollen. The right knee was hot years ago.", "hot-knee", None),
    ("My left leg aches and is swollen. My right knee is better.", "knee-swelling", None),
    ("I went out for a run and my left calf became swollen.", "calf-swelling", "present"),
    ("He told me to look out for a swollen calf.", "calf-swelling", None),
    ("When I was running I felt a pop in my knee.", "pop-in-knee", "present"),
    (
        "My grandson set this up. He is good. I am 81 and I fell on my left leg.",
        "side",
        "one",
    ),
    (
        "My wife says I should ask, she frets. My left calf is swollen.",
        "calf-swelling",
        "present",
    ),
    ("My son tells me his left calf is swollen. He is 8.", "calf-swelling", "present"),
    ("Mum keeps rubbing her right knee so that's what everybody looked at.", "side", "one"),
    ("Seen by family for R leg pain.", "side", "one"),
    ("I am fine, everybody in my family has a swollen calf.", "calf-swelling", None),
    ("The nurse told me to rest but my calf is swollen.", "calf-swelling", "present"),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_the_leg_that_ails(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

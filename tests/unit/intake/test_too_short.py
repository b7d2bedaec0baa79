"""Words that are no finding by themselves, and the words that make one of them."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("My knee hurts. I would be grateful for advice.", "crepitus", None),
        ("My knee is grinding when I bend it.", "crepitus", "present"),
        ("My calf pain is related to activity.", "worst-place", "calf"),
        ("Pain on the inner side of the knee.", "sore-below-inner-joint", None),
        ("Pain on the outside of my knee.", "outer-back-tenderness", None),
        ("My knee hurts and I wear a tight band on it.", "sore-outer-bone-on-bending", None),
        ("Popliteal pulse normal. Calf pain.", "throbbing-lump", None),
        ("There is a lump behind my knee that beats in time with my pulse.", "throbbing-lump",
         "present"),
        ("Posterior thigh pain for two weeks.", "hamstring-tenderness", None),
        ("My hamstring hurts when I press it.", "hamstring-tenderness", "present"),
        ("Pain shot up my leg.", "growing-fast", None),
        ("My knee hurts, mostly pain climbing stairs.", "pain-out-of-proportion", None),
        ("I cannot stand the pain in my knee.", "cannot-bear-weight", None),
        ("I cannot stand on my leg.", "cannot-bear-weight", "present"),
        ("Advanced osteoarthritis of the knee.", "spreading-redness", None),
        ("The redness on my leg is advancing.", "spreading-redness", "present"),
        ("I do not drink. My knee hurts.", "very-unwell", None),
        ("I have new knee pain.", "knee-replacement", None),
        ("I had a run yesterday and my calf hurts.", "recent-gut-or-genital-infection", None),
        ("My toes are on fire.", "big-toe-attack", None),
        ("My leg has swollen up since Tuesday.", "calf-swelling", "present"),
        ("My knee is cold.", "locked-knee", None),
    ],
)  # fmt: skip
def test_only_words_that_settle_it(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value

"""A place that is pointed at, a pain that moved, and a leg that a story keeps telling of."""

from __future__ import annotations

import pytest

from popliteus.intake import read_story
from popliteus.knowledge import KnowledgeBase

CASES = [
    ("It began behind my knee and has moved to the inner side.", "worst-place", "inner-knee"),
    ("I knocked my shin on a step, and it hurts there.", "worst-place", "shin"),
    ("My shin is fine, but it hurts to climb.", "worst-place", None),
    ("My knee is sore. She points to the lump under her kneecap.", "worst-place", "front-of-knee"),
    ("My foot aches, but the calf is by far the worst.", "worst-place", "calf"),
    ("My lower leg hurts at the front.", "worst-place", "shin"),
    ("My knee is sore. The outer side is fine.", "worst-place", None),
    ("My knee hurts.", "worst-place", None),
    ("My knee hurts. The knee swells, and my knee locks.", "side", "one"),
    ("My knee hurts. The knee swells.", "side", None),
    ("The ache swaps from one leg to the other.", "side", "changes"),
    ("My knee calms down when I rest it.", "brings-on", None),
    ("My knee hurts. Lifting my arm does nothing.", "relief", None),
    ("My knee hurts. The pain does not stop for a minute.", "relief", None),
    ("My knee hurts when I go downstairs.", "brings-on", "stairs-squat-or-long-sitting"),
    ("My knee does not hurt when I go downstairs.", "brings-on", None),
    ("My knee aches. It is better once I have walked about.", "relief", "moving-about"),
    ("My knee swelled straight after the tackle.", "swelling-timing", "within-2-hours"),
    ("My knee swells now and then.", "swelling-timing", "comes-and-goes"),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES)
def test_what_is_pointed_at(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

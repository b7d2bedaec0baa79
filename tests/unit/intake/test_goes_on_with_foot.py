"""What "it" goes on with, whose knee was struck, and a side of a buttock."""

from __future__ import annotations

import pytest

from popliteus.intake import read_story
from popliteus.knowledge import KnowledgeBase

CASES = [
    ("My knee is swollen. My foot is numb. It's cold and pale.", "cold-foot", "present"),
    ("My knee is swollen. My foot is numb. It's cold and pale.", "pale-or-blue-foot", "present"),
    ("My knee is swollen and I hurt my foot. It is hot.", "cold-foot", None),
    ("My knee hurts. I can put my finger on it. It puffed up a bit.", "hand-joints-swollen", None),
    ("I fell on my knee. I didn't hear any pop in my knee.", "pop-in-knee", "absent"),
    ("Another lad slid in and hit my left knee.", "side", "one"),
    ("My knee hurts. Pain from the left buttock down to the foot.", "side", "one"),
    ("Pain from the back of the knee to the calf.", "mechanism", None),
    ("The knee hurts, able to bear weight.", "cannot-bear-weight", "absent"),
    ("Left knee sprain. Medial pain since.", "worst-place", "inner-knee"),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES)
def test_what_is_gone_on_with(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

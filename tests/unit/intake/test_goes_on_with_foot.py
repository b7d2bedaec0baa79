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
    ("Left knee dislocated. No palpable pedal pulses.", "foot-pulses-absent", "present"),
    ("Left knee dislocated. Palpable pedal pulses.", "foot-pulses-absent", "absent"),
    ("MRI: MCL tear with intact cruciate ligaments and menisci.", "acl-tear-on-mri", "absent"),
    ("MRI: MCL tear with intact cruciates and a torn meniscus.", "meniscal-tear-on-mri", "present"),
    ("My left knee aches. On a Sunday I forget about it.", "duration", None),
    ("Her knee (the right) is sore. Both of her hands are fine.", "side", "one"),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES)
def test_what_is_gone_on_with(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

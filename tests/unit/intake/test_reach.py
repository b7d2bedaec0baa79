"""How far a cue, a relative and a place reach in a story."""

import pytest

import popliteus
from popliteus.intake import read_story

STORIES = (
    ("My calf hurts. Not numb, foot moves fine.", "foot-weakness", "absent"),
    ("My knee hurts without injury, cannot walk on it.", "cannot-bear-weight", "present"),
    ("My calf hurts. Never had a clot, nobody in my family has.", "previous-dvt", "absent"),
    ("C/o hot, swollen R knee, rigors x2. O/E warm.", "shivering", "present"),
    ("Son 13, sore bony bump below the kneecap.", "sore-bump-below-kneecap", "present"),
    ("I slipped and my kneecap popped out and back in.", "kneecap-slipped-out", "present"),
    ("Since the fall I can't lift my leg straight.", "cannot-lift-straight-leg", "present"),
    ("Fell on the R knee. Able to straight leg raise.", "cannot-lift-straight-leg", "absent"),
    ("Knee pain and swelling, my urine is dark like cola.", "dark-urine", "present"),
    ("My knee is swollen. I found a tick in spring.", "tick-exposure", "present"),
    ("My knee is swollen and my eye is red.", "red-painful-eye", "present"),
    ("Knee pain, obs HR 120, sats 91%.", "oxygen-low", "present"),
    ("Leg pain on walking, better leaning forward.", "eases-leaning-forward", "present"),
    ("My calf started hurting on Thursday, felt a pop.", "calf-snap", "present"),
    ("The outer side of my calf is rock hard, like somebody poured cement in it.",
     "calf-hard-tight", "present"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "item", "value"), STORIES)
def test_what_a_story_says_is_taken(text: str, item: str, value: str) -> None:
    told = read_story(text, popliteus.load()).findings
    assert told[item].value == value


def test_a_pop_in_a_calf_is_none_in_the_knee() -> None:
    told = read_story("My calf started hurting on Thursday, felt a pop.", popliteus.load())
    assert "pop-in-knee" not in told.findings

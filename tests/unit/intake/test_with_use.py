"""What comes with use and eases with rest, what a leg carries, and what "cannot ... or" denies."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake.story import read_story

TOLD = [
    ("My knee hurts on long hikes.", "activity-related-pain", "present"),
    ("My leg hurts. Standing for long brings it on.", "activity-related-pain", "present"),
    ("My knee aches when I have stood for an hour.", "activity-related-pain", "present"),
    ("My knee hurts during and after tennis.", "activity-related-pain", "present"),
    ("My leg is sore. Resting does nothing for it.", "activity-related-pain", "absent"),
    ("My knee hurts. Exercise does not bring it on.", "activity-related-pain", "absent"),
    ("My knee hurt when I was playing football yesterday.", "activity-related-pain", None),
    ("My leg aches. I do not have any back pain.", "back-or-buttock-pain", "absent"),
    ("My leg aches. There is no pain in my back.", "back-or-buttock-pain", "absent"),
    ("My leg aches, and my lower back aches too.", "back-or-buttock-pain", "present"),
    ("My knee hurts and the pain is back.", "back-or-buttock-pain", None),
    ("I fell and could not get up or put any weight on my leg.", "cannot-bear-weight", "present"),
    ("While running I felt a sharp pain in my calf.", "activity-related-pain", None),
    ("My knee hurts. I can walk, but with a limp.", "cannot-bear-weight", "absent"),
    ("My leg hurts. I cannot walk as far as I used to.", "cannot-bear-weight", None),
    ("My leg is weak. I cannot lift my toes or walk on my heels.", "foot-drop", "present"),
    ("My leg is weak. I can walk on my heels.", "foot-drop", "absent"),
    ("My left knee hurts, my left calf too, the right calf is swollen.", "calf-swelling", None),
    ("My left lower leg is two inches thicker than the right.", "calf-swelling", "present"),
    ("My calf hurts. It felt as if a stone had hit my calf.", "calf-snap", "present"),
    (
        "After a mile my calf grips and I must stop; then it goes.",
        "calf-tight-on-exercise",
        "present",
    ),
    ("My calf knots in bed and I have to stand until it goes.", "calf-tight-on-exercise", None),
    ("The pain is behind the knee. It comes when I squat.", "deep-bend-pain", "present"),
    ("The outside of my knee hurts. Descents hurt, climbs do not.", "downhill-pain", "present"),
    ("My knee hurts. There is no locking or catching.", "catching", "absent"),
    ("My knee hurts. He soiled his trousers.", "bladder-or-bowel-change", "present"),
    ("My leg hurts. I am to call if I soiled my bed.", "bladder-or-bowel-change", None),
]


@pytest.mark.parametrize(("story", "item", "value"), TOLD, ids=[one[0] for one in TOLD])
def test_told_or_not(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value

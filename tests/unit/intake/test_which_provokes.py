"""What brings a pain on or eases it, of several that are told or of none."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

CASES: list[Case] = [
    ("My calf goes hard after about two miles, always the same.", "brings-on", "fixed-distance"),
    (
        "It is three houses and then my calf grips and I have to stop.",
        "brings-on",
        "fixed-distance",
    ),
    ("My knee hurts when I turn on it.", "brings-on", "twisting"),
    ("My knee only hurts now if I turn on it.", "brings-on", "twisting"),
    ("Turning on it is the worst thing for my knee.", "brings-on", "twisting"),
    (
        "My back is sore and pain shoots down my leg. Coughing and sneezing set it off.",
        "brings-on",
        "back-movement",
    ),
    ("My knee aches on stairs and in the cinema.", "brings-on", "stairs-squat-or-long-sitting"),
    ("Knee pain worse stairs and prolonged sitting.", "brings-on", "stairs-squat-or-long-sitting"),
    (
        "Coming downstairs and getting up from a squat are the worst for my knee.",
        "brings-on",
        "stairs-squat-or-long-sitting",
    ),
    ("The longer I stand the worse my leg gets.", "brings-on", "weight-bearing"),
    ("My knee hurts on my feet and eases when I sit.", "brings-on", "weight-bearing"),
    ("My knees ache when I have been on my feet all day.", "brings-on", "weight-bearing"),
    ("Sitting back in a deep kneel pinches at the back of my knee.", "brings-on", "full-bend"),
    ("I get woken by cramp in my calf three nights a week.", "brings-on", "night-or-rest"),
    ("My calf ties itself in a knot while I'm asleep.", "brings-on", "night-or-rest"),
    ("I am on my feet all day. My knee is swollen.", "brings-on", None),
    ("We drove two miles. My calf is hot.", "brings-on", None),
    ("I was asleep when the phone rang. My calf hurts.", "brings-on", None),
    ("My knee is fine on stairs.", "brings-on", None),
    ("My knee hurts. Walking and stairs are fine.", "brings-on", None),
    ("My calf hurts. I sat in the cinema last night.", "brings-on", None),
    (
        "First it was a twinge when I stood up from the dog's bowl. My knee hurts.",
        "brings-on",
        None,
    ),
    ("I jump out of bed and stretch my calf and the cramp lets go.", "relief", "stretching"),
    ("My calf cramps. Pull the toes up and after a minute it lets go.", "relief", "stretching"),
    ("My knee eases with a couple of days off.", "relief", "rest"),
    ("The ache in my leg nearly goes when I sit down.", "relief", "rest"),
    ("When I sit down my leg pain goes.", "relief", "rest"),
    (
        "My calf goes tight, I stand there a couple of minutes and it goes off.",
        "relief",
        "minutes-standing-still",
    ),
    (
        "My calf grips me. If I stand still for two minutes it passes.",
        "relief",
        "minutes-standing-still",
    ),
    ("Walking round the kitchen helps my leg most.", "relief", "moving-about"),
    ("Walking about is what helps my knee.", "relief", "moving-about"),
    ("My leg is best lying flat.", "relief", "rest"),
    ("My leg aches, better with it up on a stool.", "relief", "raising-leg"),
    ("My calf hurts. I stretch every day.", "relief", None),
    ("My leg swells, it goes down when I sit.", "relief", None),
    ("I had a couple of days off work with my knee.", "relief", None),
    ("My knee hurts. My friend goes when I go.", "relief", None),
    ("Stretching makes my calf worse.", "relief", None),
    ("Sitting down hurts my knee.", "relief", None),
    ("The lump behind my knee goes when I sit down.", "relief", None),
    (
        "My calf seizes up after 200 yards and lets go if I stand.",
        "activity-related-pain",
        "present",
    ),
    ("My knee hurts when I walk and eases when I sit.", "activity-related-pain", "present"),
    (
        "My calf goes hard after two miles and it is gone ten minutes after I stop.",
        "activity-related-pain",
        "present",
    ),
    ("Pain in my knee whenever I walk.", "activity-related-pain", "present"),
    ("My knee is sore. Rest helps most.", "activity-related-pain", None),
    ("There is a sore on my little toe. I walk.", "activity-related-pain", None),
    ("My knee was a twinge when I stood up from the dog's bowl.", "activity-related-pain", None),
    ("My calf is sore. He had to stop the car.", "activity-related-pain", None),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_provocation_and_relief(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

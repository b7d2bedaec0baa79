"""Sport, work, journeys and what was done to the knee: whose, when, and whether at all."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

PIVOT, RUN = "pivot-sport", "running-or-sprint-sport"
KNEEL, TRAVEL, CAST = "kneeling-work", "long-travel", "plaster-or-paralysis"
DONE, SURGERY = "recent-knee-procedure", "recent-surgery"


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("I'm a winger and my knee hurts.", PIVOT, "present"),
        ("16, play centre mid, my shins hurt.", RUN, "present"),
        ("Rep hockey, 16. My knee hurts.", PIVOT, "present"),
        ("My knee hurts so he misses hockey.", PIVOT, "present"),
        ("netball 3x a week n my knee kills", PIVOT, "present"),
        ("Jinking past someone at football practice my knee went.", PIVOT, "present"),
        ("Pickup hoops last night, my knee hurts.", RUN, "present"),
        ("Skied into netting, knee swollen.", PIVOT, "present"),
        ("I run halves for fun and my knee aches.", RUN, "present"),
        ("I tripped over nothing at parkrun and my knee hurts.", RUN, "present"),
        ("Haven't done any sport since school. My knee is sore.", RUN, "absent"),
        ("He has been helping his dad lay carpets, and his knee is red.", KNEEL, "present"),
        ("Been fitting kitchens for twenty years and my knee is sore.", KNEEL, "present"),
        ("I clean offices, hours a day on my knees. My knee swelled.", KNEEL, "present"),
        ("We went up by coach, six hours, and then my calf swelled.", TRAVEL, "present"),
        ("Five and a half hours on the coach, then my calf swelled.", TRAVEL, "present"),
        ("A six-day history of calf pain since flying home from Perth.", TRAVEL, "present"),
        ("They x-rayed my knee, nothing broken, gave me a straight splint.", CAST, "present"),
        ("They gave me cortisone shots in my knee, the last a month ago.", DONE, "present"),
        ("My knee was washed out in theatre last week.", DONE, "present"),
        ("My calf is sore. I've never had an operation in my life.", SURGERY, "absent"),
    ],
)
def test_it_is_read(story: str, item: str, value: str, knowledge: KnowledgeBase) -> None:
    assert read_story(story, knowledge).findings[item].value == value


@pytest.mark.parametrize(
    ("story", "item"),
    [
        ("My knee hurts and I sat in the stands at the football.", PIVOT),
        ("My knee hurts and I sat in the stands at the football.", RUN),
        ("I reffed a girls' soccer game and my shin hurt.", PIVOT),
        ("My foot was in the footwell and my knee hurt.", PIVOT),
        ("My brother is a winger. My knee hurts.", PIVOT),
        ("I have not run in two years because of my knee.", RUN),
        ("He laid a carpet once for a friend. My knee hurts.", KNEEL),
        ("A 46-year-old plumber with calf pain.", KNEEL),
        ("The dog comes flying in and hits my knee.", TRAVEL),
        ("The current flies to my toes when I tap my leg.", TRAVEL),
        ("I will be on a coach for six hours next week. My calf is sore.", TRAVEL),
        ("His leg is bruised and he hasn't been anywhere to get them.", TRAVEL),
        ("They gave me a wrist splint, and my knee is sore too.", CAST),
        ("He offered a cortisone shot for my knee as the last card.", DONE),
        ("Knee stiff. Plan: arthroscopic removal.", DONE),
        ("She never had an operation or a jab in that knee.", SURGERY),
        ("My shin hurts: never on the bike, never in bed.", "bed-rest"),
    ],
)
def test_what_only_sounds_like_it_is_not(story: str, item: str, knowledge: KnowledgeBase) -> None:
    assert item not in read_story(story, knowledge).findings

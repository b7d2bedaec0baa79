"""Which of the times in a story is how long it has hurt."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

CASES: list[Case] = [
    ("My calf hurts. It has been like this about two and a half weeks.", "duration", "1-6-weeks"),
    ("Since the spring, so five months, my knee has been sore.", "duration", "longer"),
    ("My knee gave me a stab getting out of the bath. That was yesterday.", "duration", "1-7-days"),
    ("My knee is sore. That was on Tuesday.", "duration", "1-7-days"),
    ("Both knees ache, three years of it now.", "duration", "longer"),
    ("My knee has hurt for over six weeks.", "duration", "6-weeks-3-months"),
    ("My shin has been sore for well over three months.", "duration", "longer"),
    ("My knee has hurt for over a week.", "duration", "1-6-weeks"),
    ("My calf has ached for nearly three months.", "duration", "6-weeks-3-months"),
    ("My knee has been sore since the tournament last weekend.", "duration", "1-7-days"),
    ("Shin pain since I started running again last month.", "duration", "1-6-weeks"),
    (
        "Last week I saw a lump behind my knee. It has ached there for two months.",
        "duration",
        "6-weeks-3-months",
    ),
    ("My knee hurts. He had his other knee done six years ago.", "duration", None),
    ("My knee aches when I sit at my desk for ages.", "duration", None),
    ("They injected my knee and it was perfect for a month. Now it hurts.", "duration", None),
    ("The pain came on slowly over a couple of months. My knee is sore.", "duration", None),
    ("My knee aches. It jammed for ten minutes and came free.", "duration", None),
    ("Spent all last week kneeling on a floor. My knee is sore.", "duration", None),
    ("My knee has got worse since I stopped the tablets last week.", "duration", None),
    ("Knee worse since I stopped tablets last week.", "duration", None),
    ("My knee: better since I quit last week.", "duration", None),
    (
        "Went over on the ice, knee swelled. Two days later it's stiff and sore.",
        "duration",
        "1-7-days",
    ),
    ("I twisted my knee. Three weeks on, it still hurts.", "duration", "1-6-weeks"),
    ("I twisted my knee at football. Two days later I saw the doctor.", "duration", None),
    ("My knee has hurt since I was at school.", "duration", "longer"),
    ("After a week or so the pain in my calf grew.", "duration", None),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_time_counts_or_not(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

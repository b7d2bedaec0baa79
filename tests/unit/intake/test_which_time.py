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
    ("My knee hurts. I cycle twenty miles a day.", "duration", None),
    ("My knee balloons for a day and goes down again.", "duration", None),
    ("My knee hurts. I referee Sunday football.", "duration", None),
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

#: Times that have lasted, and beside each kind the one that looks like it and is another.
LASTED: list[tuple[str, str | None]] = [
    ("Four years I've had it, inside of my right knee.", "longer"),
    ("Four years I've had the shop. My knee hurts.", None),
    ("Two winters of it. My knee aches on hills.", "longer"),
    ("My knee clunks and hurts. Years now, getting worse.", "longer"),
    ("My knee hurts in the cold months of the year.", None),
    ("My knee has been bad since like year 9 started.", "longer"),
    ("I haven't been able to kneel on my knee for six months.", "longer"),
    ("I haven't run in two years because of this. My knee hurts.", "longer"),
    ("I haven't been on a plane in two years. My calf hurts.", None),
    ("Referred with six weeks of intermittent left calf pain.", "1-6-weeks"),
    ("Six weeks of physio for my knee pain did nothing.", None),
    ("From two weeks my left leg is sleeping and hurts.", "1-6-weeks"),
    ("Recovering from two weeks of flu. My calf hurts.", None),
    ("My knee twinged in the garden. That'll be seven weeks come Monday.", "6-weeks-3-months"),
    ("My knee hurts and it'll be seven weeks until my holiday.", None),
    ("My knee is puffy. Since the spring, four months I think.", "longer"),
    ("She twisted her knee. Three weeks on she says it goes.", "1-6-weeks"),
    ("My feet went on the ice a week past on Tuesday and I fell on my knee.", "1-6-weeks"),
    ("I woke one Sunday a month ago with a sore knee.", "1-6-weeks"),
    ("Monday I got a pain in my groin and my leg swelled.", "1-7-days"),
    ("My knee hurts. Come Monday I see the doctor.", None),
    ("I sit for an hour thinning carrots. My knee hurts.", None),
    ("My calf has hurt for three hours.", "under-1-day"),
    ("My knee loosens after I walk for a good hour.", None),
    ("I clean floors, eight hours, on my knees. It hurts.", None),
    ("Leg pain. Ulcer on the toe 8/52, no better.", None),
    ("I broke my ankle five weeks back and now my calf is warm.", None),
    ("My calf is tight. Ten days back I went up on the coach.", None),
    ("My calf is tight. Ten days back I fell on it.", "1-6-weeks"),
    ("36 weeks. Both feet swell. The midwife says it is normal.", None),
    ("36 weeks of knee pain now.", "longer"),
    ("My ankle has been quiet since 2023. My calf is hard.", None),
    ("Netball 3x a week. My knee clicks and hurts.", None),
    ("The same thing happened last week and it went. My knee hurts.", None),
    ("My knee hurts. I had the same pain last year for a month.", None),
    ("My knee ached for a week last year. It started again yesterday.", "1-7-days"),
    ("I'm 36, mum of two, and for half a year I've had knee pain.", "longer"),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_time_counts_or_not(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value


@pytest.mark.parametrize(("story", "value"), LASTED, ids=[one[0][:60] for one in LASTED])
def test_time_lasted(story: str, value: str | None, knowledge: KnowledgeBase) -> None:
    told = read_story(story, knowledge).findings.get("duration")
    assert (told.value if told else None) == value

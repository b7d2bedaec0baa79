"""The day on which a trouble began, how fast it swelled, and how it has gone since."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story
from popliteus.intake.dates import dated
from popliteus.intake.times import times_of

#: A day that began it, and beside them the days of something else.
BEGAN: list[tuple[str, str | None]] = [
    ("Wednesday night my left calf began to throb. It is red now.", "1-7-days"),
    ("On Monday's round I felt a sting below my knee and the vein is hard.", "1-7-days"),
    ("Overnight L knee swollen and hot, will not bend.", "under-1-day"),
    ("Night before last I went to bed fine and woke with a knee on fire.", "1-7-days"),
    ("My kneecap jumped out at judo. Week gone Friday.", "1-6-weeks"),
    ("Hour ago my right leg went white and cold.", "under-1-day"),
    ("She has been limping on the left knee since Easter and it's nearly Christmas.", "longer"),
    ("His shin started to hurt in June and it's now the last week of May.", "longer"),
    ("On 3 May I twisted my knee on the stairs. Today is 21 May.", "1-6-weeks"),
    ("Saturday night I fell on my knee. Now Sunday, 6 in the morning, it hurts.", "under-1-day"),
    ("Left calf pain x4 days, no injury.", "1-7-days"),
    ("It has been some years now that both knees creak and hurt.", "longer"),
    ("Eleven days on the knee is still swollen.", "1-6-weeks"),
    ("Seven weeks of start-up and rest pain in the left knee.", "6-weeks-3-months"),
    ("Crush injury R lower leg 14:30, pain rising.", "under-1-day"),
    ("Tuesday I carried a sofa and it zinged down my leg. Since last night the foot is weak.",
     "1-7-days"),
    ("I've had a lump behind my knee for a year, the doctor called it a Baker's cyst. On Thursday "
     "I felt it pop. Now my calf is tight and swollen.", "1-7-days"),
    ("Lump for a year. Since two days my calf is swollen, tight and sore.", "1-7-days"),
    ("I have had arthritis for ten years. Since Monday my knee is swollen.", "1-7-days"),
    ("I had my knee replaced six years ago. For three days it has been sore.", "1-7-days"),
    ("I have had knee pain for ten years and a lump for a week.", "longer"),
    ("I have had a lump behind my knee for six months and it aches.", "longer"),
    ("Started running a fortnight ago after years of doing nothing. My shin hurts.", "1-6-weeks"),
    ("My knee aches after gardening on Saturday, easing now.", "1-7-days"),
    ("I woke up with a sore knee today.", "under-1-day"),
    # Look-alikes.
    ("I have had a lump behind my knee for a year. My calf is swollen.", None),
    ("I have had arthritis for ten years. My knee hurts.", None),
    ("My knee is better after the injection on Monday.", None),
    ("My knee aches. On Thursday I see the doctor about it.", None),
    ("On Friday the physio looked at my knee.", None),
    ("I am 34 years and my knee hurts.", None),
    ("Three weeks in: knee sore. The training plan is hard.", None),
    ("My calf hurts. We flew to Malta Tuesday.", None),
    ("Sore in March and it is June now, or so I think of my knee.", None),
    ("Today is Tuesday. My knee hurts.", None),
    ("My knee hurts. Clinic opens 09:00.", None),
]  # fmt: skip

#: When it swelled; and what swells each day, goes down or is no leg.
SWELLED: list[tuple[str, str | None]] = [
    ("I twisted my knee at football and it was like a melon before the final whistle.",
     "within-2-hours"),
    ("I fell and my knee ballooned before my dad could get me to the car.", "within-2-hours"),
    ("Planted, turned, pop. A grapefruit of a knee by half time.", "within-2-hours"),
    ("I fell on my knee. Up like a football inside twenty minutes.", "within-2-hours"),
    ("Fell off my bike on my knee. Swelling same evening.", "by-next-day"),
    ("I twisted my knee. Next morning it had come up like a balloon.", "by-next-day"),
    ("I fell. By the following day my calf was bigger than the other.", "by-next-day"),
    ("Twisted her knee, effusion that night.", "by-next-day"),
    ("There is a lump at the front of my knee. Until Monday no pain, only big.", "before-pain"),
    ("My knee had a soft bag on it for weeks, and till last night it never hurt.", "before-pain"),
    # Look-alikes.
    ("My eyes were puffy by the next morning. My knee hurts.", None),
    ("My knee was huge and went down by the evening.", None),
    ("My ankles are always swollen by evening.", "comes-and-goes"),
    ("I got home before the ambulance. My knee is swollen.", None),
    ("My knee is not swollen. The next day I ran.", None),
]  # fmt: skip

COURSE: list[tuple[str, str | None]] = [
    ("My thighs are far stiffer than on Sunday.", "worse"),
    ("My calf is redder than yesterday and hotter than last night.", "worse"),
    ("Knee pain. At first only on long runs, then on short ones, now walking to the bus.", "worse"),
    ("My calf cramps. Used to be I could walk to the harbour.", "worse"),
    ("My calf cramps when I walk. It was four blocks, now only two blocks.", "worse"),
    ("Pain down my right leg. Since yesterday it's both legs.", "worse"),
    ("My knees hurt and this winter it is much worse.", "worse"),
    ("Her knee hurts and she has gone back to the crutches.", "worse"),
    ("I twisted my knee. Swelling that evening, since reduced.", "better"),
    ("I have had this knee pain on and off since last winter.", "comes-and-goes"),
    ("Cramp in my calf two or three nights of the week.", "comes-and-goes"),
    # Look-alikes.
    ("The lump by my knee is bigger than last year.", None),
    ("My left knee is worse than the right.", None),
    ("I put the leg down from the bed and it is better.", None),
    ("Intermittent tingling in both feet. My knee hurts.", None),
    ("Static bike makes my knee ache.", None),
    ("My knee hurts. It was worse in my brother.", None),
]

BEGINNING: list[tuple[str, str, str | None]] = [
    ("He squatted, turned his knee and let a yell out of him.", "onset", "seconds"),
    ("Something hit my calf; I spun round to see who did it. It hurts.", "onset", "seconds"),
    ("As I rose from the chair there was a soft plop behind my knee.", "onset", "seconds"),
    ("I slept fine, and at 4 am my knee was on fire.", "onset", "hours"),
    ("Overnight R knee red and hot.", "onset", "hours"),
    ("Same knee did this for a week in April and it went.", "same-before", "once-or-twice"),
    ("Knee swelled, settled. Two months later, wham, same knee.", "same-before", "once-or-twice"),
    ("My knee hurts. Mum lets out a yell every time I touch it.", "onset", None),
    ("My knee hurts. I slept fine most nights.", "onset", None),
    ("My knee hurts. We asked the doctor again and again.", "same-before", None),
    ("My other knee did this once in June. My knee hurts.", "same-before", None),
    ("A 45 y/o man, left knee pain.", "worst-place", None),
]  # fmt: skip


def _value(story: str, item: str, knowledge: KnowledgeBase) -> str | None:
    told = read_story(story, knowledge).findings.get(item)
    return told.value if told else None


@pytest.mark.parametrize(("story", "value"), BEGAN, ids=[one[0][:60] for one in BEGAN])
def test_day_it_began(story: str, value: str | None, knowledge: KnowledgeBase) -> None:
    assert _value(story, "duration", knowledge) == value


@pytest.mark.parametrize(("story", "value"), SWELLED, ids=[one[0][:60] for one in SWELLED])
def test_when_it_swelled(story: str, value: str | None, knowledge: KnowledgeBase) -> None:
    assert _value(story, "swelling-timing", knowledge) == value


@pytest.mark.parametrize(("story", "value"), COURSE, ids=[one[0][:60] for one in COURSE])
def test_how_it_went(story: str, value: str | None, knowledge: KnowledgeBase) -> None:
    assert _value(story, "course", knowledge) == value


@pytest.mark.parametrize(
    ("story", "item", "value"), BEGINNING, ids=[one[0][:60] for one in BEGINNING]
)
def test_how_it_came(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    assert _value(story, item, knowledge) == value


@pytest.mark.parametrize(
    ("low", "days"),
    [
        ("sore since halloween and it's nearly easter", [161.0]),
        ("it started two weeks before christmas and we're in february", [66.0]),
        ("in march i fell. here we are in june", []),  # a month more or less decides
        ("in june 2019 i fell. today is 3 july", []),
        ("it may be sore in may", []),
        ("friday i fell. today is tuesday", [4.0]),
        ("fell friday. it's monday now", [3.0]),
    ],
)
def test_days_are_counted_from_now(low: str, days: list[float], knowledge: KnowledgeBase) -> None:
    intake = knowledge.intake
    found = dated(times_of(low, intake), low, intake)
    assert [round(one.days, 1) for one in found] == days

"""When a trouble began, how it went on, when it swelled and whether it was there before."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

BEGAN: list[Case] = [
    ("I knelt and from that moment my knee has been locked.", "onset", "seconds"),
    ("A pain arrived in my knee from one minute to the other.", "onset", "seconds"),
    ("I turned and something tweaked inside my knee.", "onset", "seconds"),
    ("My knee hurts. Something went wrong with my phone.", "onset", None),
    ("I lunged and thought somebody had kicked me in the calf.", "onset", "seconds"),
    ("It feels like somebody stabbed me whenever I walk on my calf.", "onset", None),
    ("She had sudden right calf pain in mid-race and could not finish.", "onset", "seconds"),
    ("At training my knee went inwards.", "onset", "seconds"),
    ("My knee goes inwards whenever I squat.", "onset", None),
    ("The ache in my knee crept in on me.", "onset", "weeks"),
    ("I couldn't tell you when it started, this knee pain.", "onset", "weeks"),
    ("It took a few days to come on. My knee hurts.", "onset", "days"),
    ("It took a few days to recover. My knee hurts.", "onset", None),
    ("My knee was sore and took several hours to settle.", "onset", None),
    ("My knee blew up between lunch and tea.", "onset", "hours"),
    ("By bedtime I couldn't walk. My calf hurts.", "onset", "hours"),
    ("I was home by teatime. My calf hurts.", "onset", None),
    ("My knee hurts every day by teatime.", "onset", None),
    ("My calf has been sore since the weekend when I walked eleven miles.", "onset",
     "after-event"),
    ("She came off the ladder and twisted her knee.", "mechanism", "twist"),
    ("Warfarin stopped after a fall. Calf pain since Monday.", "mechanism", None),
]  # fmt: skip

WENT_ON: list[Case] = [
    ("My calf stops me at the shop; the distance is getting shorter.", "course", "worse"),
    ("My knee hurts and the left leg is getting shorter.", "course", None),
    ("My leg hurts and the pain just keeps building.", "course", "worse"),
    ("My knee hurts. I am building a wall.", "course", None),
    ("My knee is loads worse than it was.", "course", "worse"),
    ("My left knee is worse than my other one.", "course", None),
    ("It began as a niggle in my shin and now I limp.", "course", "worse"),
    ("It began as a niggle in my shin and now it is gone.", "course", None),
    ("Physio note: effusion larger, pain worse.", "course", "worse"),
    ("Knee pain worse when I climb stairs.", "course", None),
    ("My calf is sore but it's easing by the day.", "course", "better"),
    ("My knee is still stiff but better.", "course", "better"),
    ("My knee is sore but better lying down.", "course", None),
    ("My knee aches; good weeks and bad weeks.", "course", "comes-and-goes"),
    ("My calf aches. I have smoked on and off since school.", "course", None),
]

SWELLED: list[Case] = [
    ("I twisted my knee and within twenty minutes the knee was a melon.", "swelling-timing",
     "within-2-hours"),
    ("I twisted my knee, it was huge before the ambulance came.", "swelling-timing",
     "within-2-hours"),
    ("My knee is big. Within twenty minutes it was a lot better.", "swelling-timing", None),
    ("My knee woke me. By breakfast it was twice the size.", "swelling-timing", "by-next-day"),
    ("I twisted my knee. Mild effusion, came on overnight.", "swelling-timing", "by-next-day"),
    ("I twisted my knee. Mild effusion, came on overnight.", "onset", None),
    ("My knee swells after practice, gone by morning.", "swelling-timing", "comes-and-goes"),
    ("Both feet like loaves by teatime, gone by morning.", "swelling-timing", "comes-and-goes"),
    ("My knee got swollen, it wasn't even painful at first.", "swelling-timing", "before-pain"),
    ("I fell and my knee was swollen, it didn't hurt at first.", "swelling-timing", None),
]  # fmt: skip

BEFORE: list[Case] = [
    ("My knee hurts. I never had it before.", "same-before", "never"),
    ("My knee hurts. I never had it checked before.", "same-before", None),
    ("He never had a thing wrong with his knee till now.", "same-before", "never"),
    ("Effusion of the R knee. Nil previous in this knee.", "same-before", "never"),
    ("My knee is big. Same deal four months back.", "same-before", "once-or-twice"),
    ("My knee is big. My sister had the same thing two years ago.", "same-before", None),
    ("My calf cramps three nights out of the seven.", "same-before", "many-times"),
]

CASES = [*BEGAN, *WENT_ON, *SWELLED, *BEFORE]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_told(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

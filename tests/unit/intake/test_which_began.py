"""What began a trouble, how it goes and whether it was there before."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

CASES: list[Case] = [
    ("My calf went after I jumped off a low wall.", "mechanism", "push-off-or-sprint"),
    ("He came off a roof, landed on his feet, and his knee is stuck.", "mechanism", "high-energy"),
    ("I turned to pick up a bag and there was a pop in my knee.", "mechanism", "twist"),
    ("She came down from a header, planted and turned. Her knee hurts.", "mechanism", "twist"),
    ("I did a twist on the dance floor and my knee hurts.", "mechanism", "twist"),
    ("I was doing the twist when my knee gave out.", "mechanism", "twist"),
    (
        "I did 15 miles, the furthest I have ever run. My knee hurts.",
        "mechanism",
        "new-or-more-exercise",
    ),
    ("Shin pain. We went up to nine sessions a week.", "mechanism", "new-or-more-exercise"),
    ("Calf sore since I started walking the hills.", "mechanism", "new-or-more-exercise"),
    ("I danced all night, next day my calf hurt.", "mechanism", "new-or-more-exercise"),
    (
        "I stepped in to throw him, pushed off the ball of my foot and my calf snapped.",
        "mechanism",
        "push-off-or-sprint",
    ),
    ("Denies injury. Worse on deep knee flexion.", "mechanism", "none"),
    ("My foot drags and I tripped over it twice. The knee hurts.", "mechanism", None),
    ("My knee hurts. Three times this month I tripped.", "mechanism", None),
    ("Never injured my knee. My knee is painful when I fall asleep on it.", "mechanism", "none"),
    ("Struck on the inner side of my knee with my foot planted.", "mechanism", "blow-or-fall"),
    ("I fell from an embankment and my knee hurts.", "mechanism", "high-energy"),
    ("I turned to the doctor. My knee hurts.", "mechanism", None),
    ("My knee turned red.", "mechanism", None),
    ("I turned 60 in May. My knee hurts.", "mechanism", None),
    ("I tore my ACL years ago. My knee bent backwards on ice.", "mechanism", "over-straightened"),
    ("I pushed off for a sprint and got a sudden pain in my calf.", "onset", "seconds"),
    ("Sudden snap in the calf when I pushed off.", "onset", "seconds"),
    ("Something tore in the back of my leg. I went down like a sack.", "onset", "seconds"),
    ("I sneezed and lightning went down my leg.", "onset", "seconds"),
    ("My kneecap went out to the side.", "onset", "seconds"),
    ("I danced all night, next day my calf hurt.", "onset", "after-event"),
    ("A lump by my knee, bigger over the past year. My knee hurts.", "onset", None),
    ("Last year I tore the left calf. Now the right knee hurts.", "onset", None),
    ("My knee hurts. Lightning struck the barn.", "onset", None),
    ("I banged my knee and it hurt; the next day it was sore.", "onset", "after-event"),
    ("My knee was fine, and suddenly I saw a lump.", "onset", None),
    ("I hurt my knee. My doctor was slow to see me.", "onset", None),
    ("My shin hurt only when running at first, now it's worse.", "course", "worse"),
    ("Shin pain, only with running at first now worse.", "course", "worse"),
    ("My knee is a lot worse these last months.", "course", "worse"),
    ("Calf claudication 8/12, stable.", "course", "same"),
    ("The swelling has gone and the pain in my knee is far better.", "course", "better"),
    ("The pain in my knee is much better now.", "course", "better"),
    ("Both knees sore but the left is far worse.", "course", None),
    ("My knee hurts. No better, no worse.", "course", "same"),
    ("Knee stable, pain on walking.", "course", None),
    ("My knee is better than the other one.", "course", None),
    ("My leg pain gets worse whenever I move.", "course", None),
    ("My knee gets better when I rest.", "course", None),
    ("Stairs make my knee much worse.", "course", None),
    ("My pain is much worse at night. My knee.", "course", None),
    ("Patella stable. Knee pain.", "course", None),
    ("Faint bruise persists. Knee pain.", "course", None),
    ("My ankles swell up by evening and my calves ache.", "swelling-timing", "comes-and-goes"),
    (
        "My knee comes up puffy after a day's digging. It hurts.",
        "swelling-timing",
        "comes-and-goes",
    ),
    ("Bit of swelling came up next morning, knee hurts.", "swelling-timing", "by-next-day"),
    ("My knee popped an hour ago. It's already swollen.", "swelling-timing", "within-2-hours"),
    (
        "I twisted it an hour ago and my knee has already swollen.",
        "swelling-timing",
        "within-2-hours",
    ),
    ("My knee hurts. It swelled up by the evening.", "swelling-timing", "by-next-day"),
    ("My knee hurts. The knee swells by evening.", "swelling-timing", "comes-and-goes"),
    ("My calf is already swollen from last year.", "swelling-timing", None),
    ("Woke next morning and the knee was swollen.", "swelling-timing", "by-next-day"),
    ("Never any bother there before the fall. My knee hurts.", "same-before", "never"),
    ("My calf has knotted in the night on and off for years.", "same-before", "many-times"),
    ("Every now and again, for years, my calf cramps.", "same-before", "many-times"),
    ("I get woken three or four nights a week by cramp in my calf.", "same-before", "many-times"),
    ("My knee hurts. Same as last year after the same walk.", "same-before", "once-or-twice"),
    ("Never hurt my ankle before. My knee hurts.", "same-before", None),
    ("My knee hurts. I never bother the doctor.", "same-before", None),
    ("I had the same trouble with my knee two years ago.", "same-before", "once-or-twice"),
    ("My knee aches now and again.", "same-before", None),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_beginning_and_course(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value


def test_what_is_quoted_of_a_beginning_ends_with_a_word(knowledge: KnowledgeBase) -> None:
    story = "I twisted my right knee. After that I noticed a dull ache in my right knee."
    assert read_story(story, knowledge).findings["onset"].words.quote.endswith("dull ache")

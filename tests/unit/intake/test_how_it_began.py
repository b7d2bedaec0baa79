"""How a trouble began, told without the words that name it, and what only sounds like it."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

FALL, LOAD, SPRINT = "blow-or-fall", "new-or-more-exercise", "push-off-or-sprint"


@pytest.mark.parametrize(
    ("story", "value"),
    [
        ("I slid off the toilet on Sunday and my knee is sore.", FALL),
        ("Nan went down in the kitchen and now her knee is huge.", FALL),
        ("We found her on the bathroom floor and her leg hurts.", FALL),
        ("I walked into the coffee table and my shin is black.", FALL),
        ("The dog ran into my knee at full speed.", FALL),
        ("On the ice my feet went from under me, and my knee hurts.", FALL),
        ("I sat down hard with my leg folded under me. My knee hurts.", FALL),
        ("Bumped L knee yesterday, swollen.", FALL),
        ("I missed the kerb and went sprawling. My knee is huge.", FALL),
        ("His leg got caught under him on the slide, and his knee hurts.", FALL),
        ("My calf was bumped two hours ago.", FALL),
        ("My shin got knocked at football.", FALL),
        ("My knee was hit by a ball.", FALL),
        ("My knee hurts with no swelling, fell on Sunday.", FALL),
        ("My leg was hit by a car.", "high-energy"),
        ("Started running a fortnight ago after years of doing nothing. My shin hurts.", LOAD),
        ("I caught my foot in a rabbit hole and my knee hurts.", "twist"),
        ("My ski stayed put and the rest of me kept going. My knee hurts.", "twist"),
        ("I walk five miles a day now, so my knee is swollen. New dog.", LOAD),
        ("Started a job in a shed, ten miles a shift, and my knee hurts.", LOAD),
        ("Kneeling all weekend to lay slabs, and my knee is an egg.", "deep-bend-or-kneel"),
        ("I went over the handlebars and my knee hurts.", "high-energy"),
        ("I fell while my knee was bent and it hurts.", "bent-knee-blow"),
        ("Twisting round to get the seat belt, I felt my knee go.", "twist"),
        ("I went to change direction and my knee gave.", "twist"),
        ("I go up for a rebound and my knee goes bang.", SPRINT),
        ("I jumped off a wall and my knee hurts.", SPRINT),
        ("My shin hurts since I jumped from 20 to 45 miles a week.", LOAD),
        ("I ran ten miles after months of nothing, and my calf is sore.", LOAD),
        ("I took up pilates in January and my knee has ached since.", LOAD),
        ("First game of football in ten years on Saturday and my calf is sore.", LOAD),
        ("Haven't hurt it in any way. My knee just swelled up.", "none"),
        ("My knee went dead straight in a tackle and it hurts.", "over-straightened"),
        ("I knelt for an hour on Saturday and my knee has been sore since.", "deep-bend-or-kneel"),
    ],
)
def test_how_it_began_is_read(story: str, value: str, knowledge: KnowledgeBase) -> None:
    assert read_story(story, knowledge).findings["mechanism"].value == value


@pytest.mark.parametrize(
    "story",
    [
        "My knee is sore, so I just jumped on my bike and went to work.",
        "I jumped out of bed and the pain in my knee was gone.",
        "It hurts while the knee is bent.",
        "My knee hurts, and getting down on my knees is harder.",
        "My knee hurts. I knelt to drive in pegs and it was sore to get up again.",
        "He is coming down the hall on hands and knees because his knee hurts.",
        "Sitting with the leg folded it is better. My knee hurts.",
        "My knee buckles and I nearly went flying.",
        "I used to walk ten miles a day, now my knee stops me.",
        "I turned and saw the doctor about my knee.",
        "My knee goes sideways when I walk on it.",
        "My knee is worse kneeling all day at work.",
        "I walked into the clinic on my own, my knee is sore.",
        "My knee gives way and I nearly slid off the toilet.",
        "I banged my ankle, and now my knee hurts too.",
        "My knee hurts when I lean over the handlebars.",
        "My knee hurts twisting round to get the seat belt.",
        "I cannot go up for a header because of my knee.",
        "The pain in my knee went from 3 to 8 out of ten.",
        "My insulin went from 10 to 20 units. My knee hurts.",
        "I had signed up for a charity ride in May, but my knee hurts.",
        "She has a stiff calf that she blamed on spin class.",
        "It has hurt my knee.",
        "I assumed I'd been clattered, my knee is sore.",
        "It feels as if my calf was hit by a stick.",
        "My knee was knocked thirty years ago, and now it hurts.",
        "I tripped over nothing, then again on the stairs: my foot slaps.",
    ],
)
def test_what_only_sounds_like_it_is_not(story: str, knowledge: KnowledgeBase) -> None:
    assert "mechanism" not in read_story(story, knowledge).findings


@pytest.mark.parametrize(
    ("story", "value"),
    [
        ("I woke up with a sore knee today.", None),
        ("Woke up with pain in my calf.", None),
        ("I went to bed fine and woke with pain in my knee.", "hours"),
        ("Woke up with a hot swollen knee.", "hours"),
    ],
)
def test_waking_with_a_pain_says_little_of_how_fast_it_came(
    story: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    onset = read_story(story, knowledge).findings.get("onset")
    assert (onset.value if onset else None) == value


@pytest.mark.parametrize(
    ("story", "value"),
    [
        ("My knee hurts, no swelling, no redness, played football on Sunday.", "present"),
        ("My knee hurts, no swelling and played football on Sunday.", "present"),
        ("My knee hurts, no swelling, no football.", "absent"),
    ],
)
def test_a_denial_ends_where_somebody_does_something(
    story: str, value: str, knowledge: KnowledgeBase
) -> None:
    assert read_story(story, knowledge).findings["pivot-sport"].value == value

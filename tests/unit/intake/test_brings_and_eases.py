"""What brings a pain on and what eases it, told by what is done and what then happens."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

STAIRS, STILL = "stairs-squat-or-long-sitting", "minutes-standing-still"


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("As soon as I lie down my legs crawl and ache.", "brings-on", "night-or-rest"),
        ("I'm fast asleep and then my calf knots up.", "brings-on", "night-or-rest"),
        ("It only bothers me at night, my calf.", "brings-on", "night-or-rest"),
        ("My knee hurts the minute I put it to the floor.", "brings-on", "weight-bearing"),
        ("My shin: I only feel it when I run.", "brings-on", "sport-only"),
        ("My leg is better when it is propped on cushions.", "relief", "raising-leg"),
        ("Rubbing it brings some relief, my calf.", "relief", "stretching"),
        ("The pain in my knee is there every minute of the day.", "brings-on", "constant"),
        ("My knee aches mainly going up the stairs at work.", "brings-on", STAIRS),
        ("my knee, its worst when im going down the stairs", "brings-on", STAIRS),
        ("15 mins into every match my shins blow up.", "brings-on", "sport-only"),
        ("After 50 yards every time my calf cramps.", "brings-on", "fixed-distance"),
        ("Every cough sends it shooting down my leg.", "brings-on", "back-movement"),
        ("Any time I pivot at the sink my knee nips me.", "brings-on", "twisting"),
        ("My calf cramps; I stop a couple of minutes and off I go again.", "relief", STILL),
        ("My legs ache, I get up and walk the landing and it stops.", "relief", "moving-about"),
        ("My calf nags, but it loosens off once I get jogging.", "relief", "moving-about"),
        ("Calf cramp: pull the toes towards me and it lets go.", "relief", "stretching"),
        ("My leg aches. It settles if I chuck it up on the couch.", "relief", "raising-leg"),
        ("My legs ache. With my feet up on the sofa it's bliss.", "relief", "raising-leg"),
        ("My knee hurts. It eases if I stay off the mat.", "relief", "rest"),
        ("My knee: iced, rested, taped, none of it helped.", "relief", "nothing"),
    ],
)
def test_it_is_read(story: str, item: str, value: str, knowledge: KnowledgeBase) -> None:
    assert read_story(story, knowledge).findings[item].value == value


@pytest.mark.parametrize(
    ("story", "item"),
    [
        ("As soon as I lie down the pain in my leg goes.", "brings-on"),
        ("First thing in the morning my legs are lovely and slim.", "brings-on"),
        ("My heel kills when I first get up, and my knee is big.", "brings-on"),
        ("My knee was so bad that I could not get out of bed.", "brings-on"),
        ("My new knee has treated me well all that time.", "brings-on"),
        ("It only bothers me by day, my knee, not at night.", "brings-on"),
        ("I sit down and within ten minutes my knee is stiff.", "relief"),
        ("He won't let me move the leg an inch.", "brings-on"),
        ("My knee is sore, and every cough sends a pain through my chest.", "brings-on"),
        ("At bedtime he told me that his knee was swollen.", "brings-on"),
        ("The swelling of my leg goes down if I put my legs up.", "relief"),
        ("My leg hurts, and it does not ease if I put it up.", "relief"),
        ("My knee hurts and insoles did nothing.", "relief"),
    ],
)
def test_what_only_sounds_like_it_is_not(story: str, item: str, knowledge: KnowledgeBase) -> None:
    assert item not in read_story(story, knowledge).findings

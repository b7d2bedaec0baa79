"""What tells that somebody is ill, or how a leg looks, and the same words about something else."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("My son's knee is hot. He was 38.9 at tea time in the ear.", "fever", "present"),
        ("My knee is swollen and I was at 103.4 last night.", "fever", "present"),
        ("My knee hurts. I weigh 100.5 kg.", "fever", None),
        ("My knee hurts. I ran 38.5 miles last week.", "fever", None),
        ("My calf measured 39 cm and the other 37.", "fever", None),
        ("His leg is hot, the chemist measured 39.", "fever", "present"),
        ("Her knee is red. Four days of 39s.", "fever", "present"),
        ("My knee aches. His temperature this morning was 36.9.", "fever", "absent"),
        ("My knee hurts. It is hay fever time.", "fever", None),
        ("My knee hurts and I have a fever.", "fever", "present"),
        ("O/E knee swollen, tender. Afebrile, pulse 84, sats 98% on air.", "fever", "absent"),
        ("My knee nags in bed as well.", "night-pain", "present"),
        ("My knee hurts but in bed it never bothers me.", "night-pain", "absent"),
        ("My knee hurts on stairs, never at night.", "night-pain", "absent"),
        ("My knee hurts and I can't sleep through.", "night-pain", None),
        ("My knee hurts. I am up at four every morning for work.", "night-pain", None),
        ("My knee is sore. The alarm gets me up at four.", "night-pain", None),
        ("My thigh hurts. My wee was the colour of tea this morning.", "dark-urine", "present"),
        ("My thigh hurts. I drink water like tea.", "dark-urine", None),
        ("My thigh hurts. Pee is the usual colour.", "dark-urine", "absent"),
        ("My leg hurts. Waterworks no different than before.", "bladder-or-bowel-change", "absent"),
        (
            "My back and leg hurt and I have to strain to start my stream.",
            "bladder-or-bowel-change",
            "present",
        ),
        ("My knee hurts, I struggled to get over the stream.", "bladder-or-bowel-change", None),
        (
            "My bum and between my legs feel like I've been to the dentist. Leg pain.",
            "saddle-numbness",
            "present",
        ),
        ("Lump on my thigh: marble last year, satsuma now.", "growing-lump", "present"),
        ("The bump below my knee is bigger than my other one.", "growing-lump", None),
        ("My leg is red. I was shaking so much that my teeth knocked.", "shivering", "present"),
        (
            "My leg is red. I drew a line round it in pen and it has crossed the line.",
            "spreading-redness",
            "present",
        ),
        (
            "My leg is red. I drew a line round it in pen and it has not crossed the line.",
            "spreading-redness",
            "absent",
        ),
        (
            "My father's knee is hot. He was talking to his brother who is dead.",
            "very-unwell",
            "present",
        ),
        ("My knee hurts, yesterday I couldn't get out of bed because of it.", "very-unwell", None),
        ("My son's knee hurts, he just won't do it himself.", "very-unwell", None),
        ("My son's knee hurts, he is not himself.", "very-unwell", "present"),
        (
            "My calf is swollen. A stabbing under my shoulder blade when I take a breath.",
            "chest-pain",
            "present",
        ),
        ("My leg hurts. A stabbing in my back when I cough.", "chest-pain", None),
        ("My calf is sore and everything went grey.", "fainting", "present"),
        (
            "My calf is sore and I get puffed going up the stairs.",
            "sudden-breathlessness",
            "present",
        ),
        ("Both calves measure the same, but the left one aches.", "calf-swelling", "absent"),
        ("My left calf is not the same as the other.", "calf-swelling", None),
        (
            "The leg is swollen all the way from my groin to my toes.",
            "whole-leg-swelling",
            "present",
        ),
        ("My slipper won't go on that foot, the calf is sore.", "ankle-swelling", "present"),
        (
            "A hole opened on the old scar and fluid is coming out of my knee.",
            "leaking-scar",
            "present",
        ),
        (
            "My thigh hurts at night. She has gone down two dress sizes.",
            "weight-loss-or-sweats",
            "present",
        ),
        (
            "My knee is better: I dieted and went down two dress sizes.",
            "weight-loss-or-sweats",
            None,
        ),
        ("My knee is swollen. No heat in it.", "hot-knee", "absent"),
        ("My knee is swollen. I put heat on it.", "hot-knee", None),
        ("My knee has gone pink.", "knee-redness", "present"),
        ("My knee hurts and he had a pink circle on his back.", "knee-redness", None),
        ("His knee hurts. White as a sheet.", "pale-or-blue-foot", None),
        ("My foot is white as a sheet.", "pale-or-blue-foot", "present"),
        ("My knee is sore but good colour in his cheeks.", "pale-or-blue-foot", None),
        ("It isn't hot to my hand, the knee.", "hot-knee", "absent"),
        ("My foot is like something out of the fridge.", "cold-foot", "present"),
        ("My knee is black and blue.", "skin-blisters-or-black", None),
        ("My toe has gone black and the calf cramps.", "skin-blisters-or-black", "present"),
        ("She is 38.5 weeks and her calf hurts.", "fever", None),
        ("She was 38.5 last night and her knee is hot.", "fever", "present"),
        ("The doctor examined my knee: temp 36.8, no fever.", "fever", "absent"),
        ("My calf hurts. The toe swelled up once.", "ankle-swelling", None),
        ("My shin hurts. He had a red patch on his back.", "leg-redness", None),
        ("My thigh hurts. Sats 98% and pulse 102.", "fever", None),
    ],
)
def test_told_or_not(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value

"""Which of several places hurts most, and whether one leg or both."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

CASES: list[Case] = [
    ("Pain at the side of my knee, on the inside.", "worst-place", "inner-knee"),
    ("My right knee hurts. It is on the inner side.", "worst-place", "inner-knee"),
    ("My left knee aches, mostly on the outside.", "worst-place", "outer-knee"),
    (
        "The pain is at the front, round the kneecap, and my knee swells.",
        "worst-place",
        "front-of-knee",
    ),
    ("Both knees hurt, at the front and towards the outer side.", "worst-place", "front-of-knee"),
    ("A sharp pain on the outer edge of my right knee when I run.", "worst-place", "outer-knee"),
    ("My knee hurts, the pain sits on the outer side.", "worst-place", "outer-knee"),
    ("Hurts to bend my knee. Pain along the inside.", "worst-place", "inner-knee"),
    ("My left knee is sore and the inside hurts most.", "worst-place", "inner-knee"),
    (
        "Pain is mainly behind the knee, and also a little in the calf.",
        "worst-place",
        "behind-knee",
    ),
    ("The pain is behind the knee, and also a little in the calf.", "worst-place", "behind-knee"),
    ("My left calf knots up while I sleep.", "worst-place", "calf"),
    (
        "Sitting back on my heels pinches at the back of the left knee.",
        "worst-place",
        "behind-knee",
    ),
    ("Bilateral calf claudication at 200 m.", "worst-place", "calf"),
    ("My knee hurts and I slept on my side, my bed is on the inside.", "worst-place", None),
    ("My shoe is worn on the outer side. My knee hurts.", "worst-place", None),
    ("I got out of the car on the outer side. My knee hurts.", "worst-place", None),
    ("My calf hurts and so does the back of my knee.", "worst-place", None),
    ("My knee hurts. He pressed on the inner side.", "worst-place", None),
    ("There is a lump on the inner side of my knee. The calf aches.", "worst-place", "calf"),
    ("My knee hurts inside.", "worst-place", None),
    ("Outer side numb, knee pain.", "worst-place", None),
    ("Both knees hurt at the front. My right one buckled once.", "side", "both"),
    ("I fell on both knees. The swelling has gone, yet I cannot lift either leg.", "side", "both"),
    ("Pain on the outside of my right knee. My boy came too, his knees are fine.", "side", "one"),
    ("My left knee is hot. Wife has a bad knee.", "side", "one"),
    ("R knee pain for 5 years. J sign R>L. Crepitus bilat.", "side", "one"),
    ("Osteoarthritis of the right knee. My ankles swell up, both of them.", "side", "one"),
    ("R medial calf: tender cord. VVs both legs.", "side", "one"),
    ("Something tweaked at the inside of my left knee.", "worst-place", "inner-knee"),
    ("Inside of my left knee has been bugging me.", "worst-place", "inner-knee"),
    ("The inside of my left knee isn't bothering me.", "worst-place", None),
    ("The left is still sore under the cap.", "worst-place", "front-of-knee"),
    ("The pain is from the thigh right down.", "worst-place", "whole-leg"),
    ("The pain is from the thigh right down.", "side", None),
    ("The pain is from the thigh right down.", "back-or-buttock-pain", None),
    ("I shave from the thigh right down. My knee hurts.", "worst-place", None),
    ("My knee is bad. The ache is over the front of it.", "worst-place", "front-of-knee"),
    ("My knee is bad. I put ice over the front of it.", "worst-place", None),
    ("My right knee is bad, pain on the inner aspect.", "worst-place", "inner-knee"),
    ("My leg aches. The calf is the same size as ever.", "worst-place", None),
    ("My leg aches. I cannot get my jeans over the calf.", "worst-place", None),
    ("My knee hurts. It has moved into the foot as well.", "pain-also-foot", "present"),
    ("My knee hurts. I moved into a new house on foot.", "pain-also-foot", None),
    ("The pain runs up to the crease at the top of my leg.", "pain-also-groin", "present"),
    ("My knee hurts. No back or groin pain.", "back-or-buttock-pain", "absent"),
    ("My knee hurts. My back is perfectly fine.", "back-or-buttock-pain", "absent"),
    ("The pain in my knee is back, all good before.", "back-or-buttock-pain", None),
    ("Round the kneecap hurts mostly on the stairs at school.", "worst-place", "front-of-knee"),
    ("My knee hurts.", "side", None),
    ("The pain is at the back of my knee.", "side", None),
    ("My left knee hurts.", "side", "one"),
    ("I cannot put weight on that leg, my knee hurts.", "side", "one"),
    ("My knee (left) hurts.", "side", "one"),
    ("My knee hurts, always the left, never the right.", "side", "one"),
    ("My knee aches. The right is still sore.", "side", "one"),
    ("My knee aches when I turn to the left.", "side", None),
    ("My knee hurts. It is not the right thing to rest it.", "side", None),
    ("Knees achy for years. But now both are puffy.", "side", "both"),
    ("My calf hurts. I had two scans and both were clear.", "side", None),
    ("Both knees ache but the left is the bad one.", "side", "both"),
    ("My knees hurt.", "side", "both"),
    ("My left knee hurts and the right one as well.", "side", "both"),
    ("My left knee hurts. The other knee was replaced.", "side", "one"),
    ("Both my knees hurt, the left worse.", "side", "both"),
    ("My right knee hurts, then the left knee began as well.", "side", "both"),
    ("My right calf hurts. I have flat feet, both of them.", "side", "one"),
    ("Both my parents had bad knees. My left knee hurts.", "side", "one"),
    ("I kneel on both knees at work. My left knee hurts.", "side", "one"),
    ("Left knee pain. Hips fine both sides.", "side", "one"),
    ("Left calf sore. Pulses present both feet.", "side", "one"),
    ("Both legs ache, the right more.", "side", "both"),
    ("Right knee pain. Both menisci intact.", "side", "one"),
    ("Pain in both calves, L calf worse.", "side", "both"),
]


@pytest.mark.parametrize(("story", "item", "value"), CASES, ids=[one[0][:60] for one in CASES])
def test_place_and_side(story: str, item: str, value: str | None, knowledge: KnowledgeBase) -> None:
    told = read_story(story, knowledge).findings.get(item)
    assert (told.value if told else None) == value

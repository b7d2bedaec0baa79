"""Similes of a place, what "it" is said of, sides that take turns, and what is no more."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

LIKENED: list[Case] = [
    ("My left knee gave. By teatime it was up like a pumpkin.", "knee-swelling", "present"),
    ("My knee had come up like a cannonball.", "knee-swelling", "present"),
    ("My knee clicked. Up like a bowling ball by supper.", "knee-swelling", "present"),
    ("My calf hurts. It's as thick as a drainpipe.", "calf-swelling", "present"),
    ("The calf is as round as a barrel.", "calf-swelling", "present"),
    ("The knee hurts, it is fat and shiny.", "knee-swelling", "present"),
    ("Both ankles keep filling by evening and the legs ache.", "both-legs-swelling", "present"),
    ("My ankles are swollen and the legs ache.", "both-legs-swelling", "present"),
    ("My foot has turned a funny colour. My calf hurts.", "pale-or-blue-foot", "present"),
    ("The leg is the colour of a plum.", "leg-redness", "present"),
    ("My shin is sore. From the knee down it's as fat as a bolster.", "calf-swelling", "present"),
    ("He was up like a lark and his knee hurts.", "knee-swelling", None),
    ("My left knee hurts. The pain came up like a wave.", "knee-swelling", None),
    ("My calf is sore. A vein stood up like a rope.", "calf-swelling", None),
    ("My wee is the colour of tea and my leg hurts.", "leg-redness", None),
    ("I am fat and my knee hurts.", "knee-swelling", None),
    ("My knee hurts. She is quite big.", "knee-swelling", None),
    ("I put my feet up when my knee is up on the stool.", "knee-swelling", None),
    ("My knee hurts. I stopped at a red light.", "knee-redness", None),
    ("My ankles are swollen and the legs ache.", "ankle-swelling", None),
]

SIDES: list[Case] = [
    ("One night it's the left calf, the next the right.", "side", "changes"),
    ("Some days my left knee is sore and on others the right.", "side", "changes"),
    ("My knees hurt, they take it in turns.", "side", "changes"),
    ("At times the right calf cramps, at times the left.", "side", "changes"),
    ("Letter. L TKA in May, knee warm, ROM 0-90.", "side", "one"),
    ("R ACL rupture, knee effusion, Lachman positive.", "side", "one"),
    ("Her two knees ache. She takes stairs with one leg first.", "side", "both"),
    ("My son, 12 y/o, is sore in the left knee. His gym stopped.", "side", "one"),
    ("Today my left knee hurts, the right is fine.", "side", "one"),
    ("My left knee hurts. The other day my right shoe broke.", "side", "one"),
    ("My left knee hurts. We take turns at the wheel.", "side", "one"),
    ("I left the quads alone at the gym and my knee hurts.", "side", None),
    ("Both knees hurt. One leg is worse.", "side", "both"),
]

PLACES: list[Case] = [
    ("A burning pain in my knee, the outer side, since March.", "worst-place", "outer-knee"),
    ("Deep ache in my knee, the inner half.", "worst-place", "inner-knee"),
    ("A click on the inside of my right knee when I swivelled.", "worst-place", "inner-knee"),
    ("I turned to see who had kicked my left calf. Nobody had.", "worst-place", "calf"),
    ("Sudden pain calf to toes.", "worst-place", None),
    ("It shoots from my bum down the calf to the little toe.", "worst-place", None),
    ("Nicked my left shin on a rock and it is red.", "worst-place", None),
    ("My knee hurts. My calf is fine.", "worst-place", None),
    ("The shin hurts, on the inside edge of the bone.", "worst-place", "shin"),
]

SAID_OF: list[Case] = [
    ("My knee is hot. Last year my big toe went like this.", "big-toe-attack", "present"),
    ("My knee is hot. My big toe never did this.", "big-toe-attack", None),
    ("The left shin was scarlet and is heading for the knee. It's boiling.", "hot-knee", None),
    ("The shin was scarlet and is heading for the knee. It's boiling.", "leg-warmth", "present"),
    (
        "I fell on my leg. The knee cracked, my knee is stiff. Swelled at once.",
        "calf-swelling",
        None,
    ),
    (
        "My knee popped. It blew up before my mum got to the pitch to fetch me off.",
        "knee-swelling",
        "present",
    ),
    ("Knee hurts. It had swollen until my wife got the ice.", "knee-swelling", "present"),
    ("My knee hurts. My mum had a swollen knee.", "knee-swelling", None),
    ("My calf hurts. Neither leg is puffy.", "calf-swelling", "absent"),
    ("My calf hurts. No swelling to be seen in either calf.", "both-legs-swelling", "absent"),
    ("R knee pain. O/E warm, moderate effusion, ROM 0-95.", "knee-swelling", None),
    ("R knee pain. O/E warm, moderate effusion, ROM 0-95.", "ballottement", "present"),
]

NO_MORE: list[Case] = [
    ("My knee hurts. The swelling has gone.", "knee-swelling", "absent"),
    ("My knee hurts. For two days it was swollen, now not.", "knee-swelling", "absent"),
    ("My calf hurts. The redness has settled.", "leg-redness", "absent"),
    ("My calf was red, but not any more.", "leg-redness", "absent"),
    ("My knee was swollen at first but the swelling has all gone.", "knee-swelling", "absent"),
    ("My calf is swollen. The pain has gone.", "calf-swelling", "present"),
    ("My knee is swollen, now not even the boot fits.", "knee-swelling", "present"),
    ("My knee hurts. The swelling has gone down a bit.", "knee-swelling", None),
    ("My knee is swollen and the colour has gone.", "knee-swelling", "present"),
    ("My knee hurts. The swelling has gone up to the thigh.", "knee-swelling", None),
]


@pytest.mark.parametrize(("told", "item", "value"), [*LIKENED, *SIDES, *PLACES, *SAID_OF, *NO_MORE])
def test_a_quality_has_its_place(
    told: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(told, knowledge).findings.get(item)
    assert (None if found is None else found.value) == value

"""Of whom, of what and of when a quality or a sign is told."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

OF_A_PERSON: list[Case] = [
    ("My knee is hot. He says he was only cold.", "hot-knee", "present"),
    ("My left knee is hot. I felt cold last night.", "hot-knee", "present"),
    ("My left knee hurts. It is hot.", "hot-knee", "present"),
    ("My son is four. His knee is swollen, he is floppy and hot.", "very-unwell", "present"),
    ("My calf hurts. I don't drink.", "heavy-alcohol", "absent"),
    ("His knee is swollen and he won't drink.", "heavy-alcohol", None),
    ("My knee hurts and I cannot stand the sheet on it.", "cannot-bear-weight", None),
    ("My knee hurts and I cannot stand on it.", "cannot-bear-weight", "present"),
]

WHO_ONLY_REPORTS: list[Case] = [
    ("My leg hurts. My wife says my foot is cold.", "cold-foot", "present"),
    ("My leg hurts. My husband told me that my calf is swollen.", "calf-swelling", "present"),
    ("My knee hurts. My wife says I have no fever.", "fever", "absent"),
    ("My leg hurts. My friend says he has gout.", "known-gout", None),
    ("My leg hurts. My mum had a swollen calf.", "calf-swelling", None),
    ("My son's knee hurts. His teacher says he limps.", "limp", "present"),
    ("My leg hurts. My calves feel so full that they are about to burst.", "burst-feeling", None),
    ("Something burst behind my knee.", "burst-feeling", "present"),
    ("My leg hurts. The doctor has not found the pulses at my feet.", "foot-pulses-absent",
     "present"),
    ("My son's knee hurts. He came home with a limp on the left.", "cannot-bear-weight", None),
    ("My knee hurts. I had the shivers with 38.6.", "measured-temperature", "present"),
    ("My leg hurts. He took my sock off, the foot was white as wax.", "pale-or-blue-foot",
     "present"),
    ("My leg hurts. My foot is not white as wax.", "pale-or-blue-foot", "absent"),
]  # fmt: skip

OF_A_THING: list[Case] = [
    ("My calf hurts and has a big bruise.", "calf-swelling", None),
    ("My calf hurts and is bigger than the other.", "calf-swelling", "present"),
    ("My thigh hurts; I felt a big pull in the leg.", "calf-swelling", None),
    ("I have a lump behind my knee. It gets bigger.", "growing-lump", "present"),
    ("I have a lump behind my knee. It gets bigger.", "knee-swelling", None),
    ("My knee is sore. It is bigger than the other one.", "knee-swelling", "present"),
    ("There is a lump beating behind my right knee.", "lump-behind-knee", "present"),
    ("My calf is sore. It isn't red and it isn't hot.", "leg-warmth", "absent"),
    ("My knee hurts. My calf is sore. It isn't red.", "knee-redness", None),
    ("My knee is swollen; no other joint is swollen.", "knee-swelling", "present"),
    ("My leg started to swell below the knee.", "knee-swelling", None),
    ("My knee hurts; sores in my mouth come and go.", "course", None),
]

OF_A_TIME: list[Case] = [
    ("My knee hurts. I could still walk on it, but now I cannot walk.", "cannot-bear-weight",
     "present"),
    ("My calf is sore and I am booked on a flight to Rome.", "long-travel", None),
    ("My calf is sore. I took a flight to Rome.", "long-travel", "present"),
    ("I went flying over a kerb and my knee hurts.", "long-travel", None),
    ("My knee hurts. We drove for nine hours.", "long-travel", "present"),
    ("My knee hurts. We drove for two hours.", "long-travel", None),
    ("My knee bent backwards in a tackle and hurts.", "hypermobility", None),
    ("It feels as if the back of my knee will burst.", "burst-feeling", None),
    ("I had a clot years ago so I'm on warfarin. My calf hurts.", "anticoagulant", "present"),
    ("My knee hurt two days ago; the last time was five years ago.", "duration", "1-7-days"),
    ("My calf has been sore for a month or so.", "duration", "1-6-weeks"),
    ("My calves ache since I started smoking a month ago.", "duration", "1-6-weeks"),
]  # fmt: skip

IN_NOTES: list[Case] = [
    ("O/E moderate effusion, diffuse tenderness, Lachman neg.", "ballottement", "present"),
    ("O/E moderate effusion, diffuse tenderness, Lachman neg.", "lachman", "absent"),
    ("Knee pain. O/E T 38.4, HR 112.", "heart-rate-fast", "present"),
    ("Knee hot. Aspirate WCC 80 000/uL.", "joint-fluid-white-cells", "present"),
    ("O/E knee swollen, a faint bruise over the calf.", "fainting", None),
    ("My knee hurts and I felt faint.", "fainting", "present"),
    ("My knee hurts. I started walking to lose weight.", "weight-loss-or-sweats", None),
    ("My knee hurts. I have started to lose weight.", "weight-loss-or-sweats", "present"),
    ("I'm a bloke of 40. My calf hurts, as in pregnancy.", "pregnant", None),
    ("My knee hurts. She is white as a sheet.", "pale-or-blue-foot", None),
    ("My knee hurts. When I squat the back hurts most.", "back-or-buttock-pain", None),
    ("My knee hurts. When I squat the back hurts most.", "worst-place", "behind-knee"),
    ("My knee hurts and my back hurts.", "back-or-buttock-pain", "present"),
    ("My knee hurts. No back pain.", "back-or-buttock-pain", "absent"),
    ("My shin is sore. Walking doesn't hurt, running hurts.", "brings-on", None),
]

DOUBTS: list[Case] = [
    ("My shin hurts at rest, but not sure it ever woke me.", "night-pain", None),
    ("My knee does not hurt much, an ache now and then.", "course", "comes-and-goes"),
    ("My knee hurts. It clicks, why is there a bruise on the leg?", "leg-bruise", "present"),
    ("My knee hurts, with a lump behind it not seen before.", "lump-behind-knee", "present"),
]


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [*OF_A_PERSON, *WHO_ONLY_REPORTS, *OF_A_THING, *OF_A_TIME, *IN_NOTES, *DOUBTS],
)
def test_of_whom_what_and_when(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value


def test_a_denial_is_not_dropped_for_a_sign_that_has_gone(knowledge: KnowledgeBase) -> None:
    told = read_story("My knee is sore. I could walk. I had a fever, but no fever now.", knowledge)
    assert "fever" in told.conflicts


@pytest.mark.parametrize(
    ("story", "item"),
    [
        ("I have no fever. I have a fever. My knee hurts.", "fever"),
        # Now, but it is not told that the denial is of earlier.
        ("I have no fever. Now I have a fever. My knee hurts.", "fever"),
        ("My knee is not swollen. Now my knee is swollen.", "knee-swelling"),
        # Of earlier, but it is not told that the other is of now.
        ("I could walk on it. I cannot walk on it. My knee hurts.", "cannot-bear-weight"),
        ("At first my knee was not swollen. My knee is swollen.", "knee-swelling"),
    ],
)
def test_what_is_told_both_ways_is_asked(story: str, item: str, knowledge: KnowledgeBase) -> None:
    told = read_story(story, knowledge)
    assert (item in told.findings, item in told.conflicts) == (False, True)


@pytest.mark.parametrize(
    ("story", "item"),
    [
        ("No fever at first. I have a fever. My knee hurts.", "fever"),
        ("At first my knee was not swollen. Now my knee is swollen.", "knee-swelling"),
    ],
)
def test_what_is_there_now_stands_against_how_it_began(
    story: str, item: str, knowledge: KnowledgeBase
) -> None:
    told = read_story(story, knowledge)
    assert (told.findings[item].value, item in told.conflicts) == ("present", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my 12 year old son has knee pain, a sore bump below the kneecap", True),
        ("our daughter is limping and her shin aches, aged 9", True),
        ("my son has gout and my knee has a sore bump below the kneecap", False),
    ],
)
def test_a_parent_need_not_say_he(knowledge: KnowledgeBase, text: str, found: bool) -> None:
    person = read_story(text, knowledge).age
    assert (person is not None) is found

"""What a story says, denies, doubts, remembers and fears: sentences with their answers."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import Reading, read_story

Expected = dict[str, str]

SAID: list[tuple[str, Expected]] = [
    # negation before the word, over lists, and where it ends
    ("My calf hurts. No swelling of the calf.", {"calf-swelling": "absent"}),
    ("Knee pain. Denies fever.", {"fever": "absent"}),
    ("My knee hurts. It isn't hot.", {"hot-knee": "absent"}),
    ("My knee hurts but it is not hot or red.", {"hot-knee": "absent", "knee-redness": "absent"}),
    (
        "Leg pain with no fever, chills or shortness of breath.",
        {"fever": "absent", "shivering": "absent", "sudden-breathlessness": "absent"},
    ),
    ("Sore knee, nor is it swollen.", {"knee-swelling": "absent"}),
    ("Knee pain without swelling.", {"knee-swelling": "absent"}),
    ("Leg pain, never had a clot.", {"previous-dvt": "absent"}),
    ("No fever but my calf is swollen.", {"fever": "absent", "calf-swelling": "present"}),
    ("No fever; calf is swollen.", {"fever": "absent", "calf-swelling": "present"}),
    ("No fever though my calf is red.", {"fever": "absent", "leg-redness": "present"}),
    ("No fever, however the calf is red.", {"fever": "absent", "leg-redness": "present"}),
    ("No SOB, calf tender.", {"sudden-breathlessness": "absent", "calf-tenderness": "present"}),
    ("Knee not only swollen but hot.", {"knee-swelling": "present", "hot-knee": "present"}),
    # negation behind the word
    ("Leg pain. Fever absent.", {"fever": "absent"}),
    ("Calf pain. Calf swelling: none.", {"calf-swelling": "absent"}),
    ("Knee: swelling no, redness no.", {"knee-swelling": "absent", "knee-redness": "absent"}),
    ("Knee examined: Lachman negative.", {"lachman": "absent"}),
    ("Leg ache. Fever: yes.", {"fever": "present"}),
    # present in spite of a word that denies
    ("I can't put weight on it, my knee hurts.", {"cannot-bear-weight": "present"}),
    ("I can put weight on it, my knee hurts.", {"cannot-bear-weight": "absent"}),
    ("I cannot straighten my knee.", {"locked-knee": "present"}),
    # history
    ("My calf was swollen last year, now it aches.", {}),
    ("I had a clot in my leg five years ago, knee hurts.", {"previous-dvt": "present"}),
    ("Knee pain. I had surgery two weeks ago.", {"recent-surgery": "present"}),
    ("Knee pain. I had surgery two years ago.", {}),
    # somebody else, the other leg
    ("My knee hurts. My mother had a clot.", {"clot-in-family": "present"}),
    ("My knee hurts. A friend of mine had gout.", {}),
    ("Pain in my left knee. The other knee is fine.", {}),
    ("My left knee hurts, my left calf too, the right calf is swollen.", {}),
    # feared or asked
    ("My knee hurts and I am worried it is gout.", {}),
    ("Calf pain, sent for a scan to rule out DVT.", {}),
    ("My knee hurts. Is it gout?", {}),
    ("Calf pain. They told me to come back if I get chest pain.", {}),
]

#: Items of the sentences above that depend on nothing else but the cue under test.
WATCHED = {
    "calf-swelling", "fever", "hot-knee", "knee-redness", "shivering", "sudden-breathlessness",
    "knee-swelling", "previous-dvt", "leg-redness", "calf-tenderness", "lachman", "locked-knee",
    "cannot-bear-weight", "recent-surgery", "clot-in-family", "known-gout", "chest-pain",
}  # fmt: skip


def told(reading: Reading) -> Expected:
    return {item: one.value for item, one in reading.findings.items() if item in WATCHED}


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text for text, _ in SAID])
def test_what_is_said(text: str, expected: Expected, knowledge: KnowledgeBase) -> None:
    assert told(read_story(text, knowledge)) == expected


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("My knee hurts and is maybe a bit swollen.", "knee-swelling"),
        ("My knee hurts, not sure if it is hot.", "hot-knee"),
        ("My calf might be swollen.", "calf-swelling"),
        ("Knee pain. Possibly a fever.", "fever"),
    ],
)
def test_what_is_doubted_stays_unknown(text: str, item: str, knowledge: KnowledgeBase) -> None:
    reading = read_story(text, knowledge)
    assert item not in reading.findings
    assert item in reading.uncertain


@pytest.mark.parametrize("text", ["Calf pain, query previous DVT.", "Calf pain. ?previous DVT"])
def test_a_queried_illness_stays_unknown(text: str, knowledge: KnowledgeBase) -> None:
    assert "previous-dvt" not in read_story(text, knowledge).findings


def test_a_contradiction_is_no_finding(knowledge: KnowledgeBase) -> None:
    text = "My knee is not swollen at all. By evening the knee is quite swollen."
    reading = read_story(text, knowledge)
    assert "knee-swelling" not in reading.findings
    quotes = [one.quote for one in reading.conflicts["knee-swelling"]]
    assert quotes == ["knee is not swollen", "knee is quite swollen"]


def test_somebody_else_is_an_aside_with_its_reason(knowledge: KnowledgeBase) -> None:
    reading = read_story("My knee hurts. My neighbour has gout.", knowledge)
    assert ("known-gout", "somebody else") in {(one.item, one.because) for one in reading.asides}


def test_a_husband_who_is_the_patient_is_not_somebody_else(knowledge: KnowledgeBase) -> None:
    text = "My husband has a swollen calf. He takes warfarin. I had a clot once."
    reading = read_story(text, knowledge)
    assert reading.sex == "male"
    assert reading.findings["anticoagulant"].value == "present"
    assert "previous-dvt" not in reading.findings

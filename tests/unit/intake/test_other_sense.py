"""Words that sound like a sign and mean something else in a story about a sore leg."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item"),
    [
        ("My leg is sore, and he does not know where it comes from.", "very-unwell"),
        ("My calf suddenly went numb.", "calf-snap"),
        ("The pain in my calf eases when I massage my calf.", "calf-tenderness"),
        ("The pain squeezes my calf when I walk.", "calf-tenderness"),
        ("My toe catches on something all the time.", "catching"),
        ("My knee shape has changed over the years with arthritis.", "deformity"),
        ("My knee hurts, and the lump has grown two inches.", "growing-fast"),
        ("My calf has grown an inch since Friday.", "growing-fast"),
        ("I cannot push off with my foot because my calf hurts.", "foot-weakness"),
        ("I went back out again for a run and my knee hurt.", "back-or-buttock-pain"),
        ("My knee hurts. The muscles of both thighs are strong.", "sore-muscles-both-sides"),
        ("My knee hurts since I had to crawl under the car.", "cannot-bear-weight"),
        ("My leg cramps. I drink two pints a day of water.", "heavy-alcohol"),
        ("My shin hurts. White cells 9.3.", "pale-or-blue-foot"),
        ("My knee hurts. I have had a stomach bypass.", "arterial-disease"),
        ("My knee hurts. X-ray of the neck: spondylosis.", "known-inflammatory-arthritis"),
        ("My calf hurts. I have had an operation on my neck.", "recent-surgery"),
        ("When I jog my calf cramps so badly that I cannot walk.", "cannot-bear-weight"),
        ("My calf pain has become unbearable when I walk.", "pain-out-of-proportion"),
        ("I pulled up prickly weeds and now my knee hurts.", "tingling"),
        ("My kneecap felt as if it moved out of place.", "deformity"),
    ],
)
def test_another_sense_is_not_taken(story: str, item: str, knowledge: KnowledgeBase) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert found is None or found.value != "present"


@pytest.mark.parametrize(
    ("story", "item"),
    [
        ("My knee is hot, and he does not recognise us.", "very-unwell"),
        ("My calf suddenly went bang.", "calf-snap"),
        ("I have pain when I squeeze my calf.", "calf-tenderness"),
        ("My knee catches on the stairs.", "catching"),
        ("My foot has gone white.", "pale-or-blue-foot"),
        ("My calf hurts. I had a bypass in 2019.", "arterial-disease"),
        ("My knee hurts. I have ankylosing spondylitis.", "known-inflammatory-arthritis"),
        ("I had an operation on my hip two weeks ago and my calf hurts.", "recent-surgery"),
        ("I fell and my knee hurts so badly that I cannot walk.", "cannot-bear-weight"),
        ("The pain in my calf is unbearable.", "pain-out-of-proportion"),
        ("My calf hurts and my foot is prickly.", "tingling"),
        ("My knee is out of place after a fall.", "deformity"),
        ("My knee shape has changed since the fall.", "deformity"),
        ("He is 13, his knee hurts, and he has grown four inches this year.", "growing-fast"),
        ("My leg hurts and I have no strength to push off.", "foot-weakness"),
        ("The muscles of both thighs ache.", "sore-muscles-both-sides"),
        ("My knee is so bad that I had to crawl up the stairs.", "cannot-bear-weight"),
        ("My big toe hurts. I drink 6 pints a day.", "heavy-alcohol"),
    ],
)
def test_the_sign_itself_is_taken(story: str, item: str, knowledge: KnowledgeBase) -> None:
    assert read_story(story, knowledge).findings[item].value == "present"

"""What was read is forgotten: a server that reads for months neither grows nor remembers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from popliteus import KnowledgeBase
from popliteus.intake import read_story
from popliteus.intake.lexicon import lexicon_of

STORIES = (
    "My left calf is really very swollen. No fever.",
    "My zebrafinchy knee gives way, and it aches qwxyzly behind the knee since Monday.",
    "I twisted my knee skiing two weeks ago and it locks.",
    "My ear has been ringing.",
)


def test_the_vocabulary_does_not_grow_with_what_is_read(knowledge: KnowledgeBase) -> None:
    read_story("My calf hurts.", knowledge)
    strings = lexicon_of(knowledge).tokenizer.nlp.vocab.strings
    before = len(strings)
    for number in range(20):
        words = " ".join(f"quetzal{chr(97 + number)}{chr(97 + one)}" for one in range(26))
        read_story(f"My calf is swollen. {words}", knowledge)
    assert len(strings) == before
    assert "quetzalaa" not in strings


def test_stories_that_are_read_at_once_are_read_as_alone(knowledge: KnowledgeBase) -> None:
    alone = [read_story(text, knowledge) for text in STORIES]
    with ThreadPoolExecutor(8) as several:
        together = list(several.map(lambda text: read_story(text, knowledge), STORIES * 12))
    assert together == alone * 12
    assert alone[0].findings["calf-swelling"].value == "present"

"""Work grows with the text and no faster, and the lists hold together."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story
from popliteus.intake.lexicon import lexicon_of

STORY = (
    "My left calf is swollen and red since Tuesday, no fever, chills or cough. My mother had a "
    "clot. I can't put weight on it; it might be a strain, but the knee is fine. "
)


def calls(work: Callable[[], object]) -> int:
    """How many Python functions a piece of work enters."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        STORY,
        "mother ",
        "no fever, ",
        "calf and ",
        "swollen ",
        "?DVT ",
        "3 cm bigger calf ",
        "two weeks ago ",
        "zqxv ",
    ],
    ids=lambda unit: str(unit)[:12],
)
def test_twice_the_text_is_at_most_twice_the_work(unit: str, knowledge: KnowledgeBase) -> None:
    read_story(unit, knowledge)
    many = max(1, 6_000 // len(unit))
    once = calls(lambda: read_story(unit * many, knowledge))
    twice = calls(lambda: read_story(unit * (2 * many), knowledge))
    assert twice <= 2.2 * once


def test_the_lexicon_is_made_once(knowledge: KnowledgeBase) -> None:
    assert lexicon_of(knowledge) is lexicon_of(knowledge)

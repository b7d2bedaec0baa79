"""Work grows with the text and no faster, and the lists hold together.

What a regular expression does inside is seen by no count of calls. That it does not grow faster is
held by what makes it grow so: a repetition without a limit from which a search starts anew at each
word, and a search back to the beginning of the text for each of its times or numbers.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from popliteus import KnowledgeBase, intake
from popliteus.assess.case import LONGEST_TEXT
from popliteus.errors import CaseError
from popliteus.intake import ages, dates, read_story, sentences, signs, times
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
        "for ",
        "1/7 ",
        "rom 0-110 ",
        "moving it ",
        "after 200 yards ",
    ],
    ids=lambda unit: str(unit)[:12],
)
def test_twice_the_text_is_at_most_twice_the_work(unit: str, knowledge: KnowledgeBase) -> None:
    read_story(unit, knowledge)
    many = max(1, 6_000 // len(unit))
    once = calls(lambda: read_story(unit * many, knowledge))
    twice = calls(lambda: read_story(unit * (2 * many), knowledge))
    assert twice <= 2.2 * once


def test_nothing_of_a_text_is_left_out_silently(knowledge: KnowledgeBase) -> None:
    with pytest.raises(CaseError, match="found 100001 characters; expected at most 100000"):
        read_story("a" * (LONGEST_TEXT + 1), knowledge)


def test_the_lexicon_is_made_once(knowledge: KnowledgeBase) -> None:
    assert lexicon_of(knowledge) is lexicon_of(knowledge)


def sought(knowledge: KnowledgeBase) -> Iterator[re.Pattern[str]]:
    """Every pattern of the code that may be sought in a whole story."""
    for module in pkgutil.iter_modules(intake.__path__):
        held = vars(importlib.import_module(f"{intake.__name__}.{module.name}"))
        yield from (one for one in held.values() if isinstance(one, re.Pattern))
    words = knowledge.intake
    yield from (ages.of_kin(told, words) for told in (ages._COMING, *ages._TOLD))
    yield dates._date_pattern(tuple(words.numbers), tuple(words.days_of_year))
    yield times._counted_pattern(tuple(words.numbers), tuple(words.time_units))
    yield times._named_pattern(tuple(words.started), tuple(words.days_named))


def test_no_pattern_of_the_code_repeats_words_without_a_limit(knowledge: KnowledgeBase) -> None:
    # What ends with "$" is matched to a few words before a place; the rest is sought anywhere,
    # but for what cuts a text into its sentences and so looks at each character once.
    endless = [
        one.pattern
        for one in sought(knowledge)
        if one is not signs._SENTENCE
        and re.search(r"(?<!\\)\)[*+]", one.pattern)
        and not one.pattern.endswith("$")
    ]
    assert endless == []


def test_a_sentence_without_a_mark_has_an_end() -> None:
    long = "for " * sentences.LONGEST
    middle = len(long) // 2
    assert middle - sentences.begins(long, middle) == sentences.LONGEST
    assert sentences.ends(long, middle) - middle == sentences.LONGEST

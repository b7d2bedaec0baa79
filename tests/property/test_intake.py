"""Any text whatever is read: an answer or one clear error, never anything else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus import Case, KnowledgeBase
from popliteus.assess.case import LONGEST_TEXT, case_from_mapping
from popliteus.errors import CaseError
from popliteus.intake import Reading, read_story, take_in

WORDS = st.sampled_from(
    [
        *[
            "calf",
            "knee",
            "swollen",
            "not",
            "no",
            "fever",
            "my",
            "mother",
            "had",
            "a",
            "clot",
            ",",
            ".",
            "?",
            ";",
            "but",
            "and",
            "or",
            "3",
            "cm",
            "bigger",
        ],
        *[
            "58F",
            "4/7",
            "ago",
            "weeks",
            "left",
            "right",
            "maybe",
            "worried",
            "can't",
            "ca",
            "n't",
            "?DVT",
            ":",
            "none",
            "absent",
            "-",
        ],
        *["🦵", "ﷺ", "İ", "l'", "’", "(", ")", "&", "/", "+ve", "-ve", "in", "2015", "38.6"],
        "\n",
        "\0",
    ]
)
ANY = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=80).map(" ".join),
    st.lists(WORDS, max_size=80).map("".join),
    st.binary(max_size=400).map(lambda raw: raw.decode("latin-1")),
)


def sound(text: str, reading: Reading) -> None:
    stretches = [one.words for one in reading.findings.values()]
    stretches += [*reading.uncertain.values(), *reading.not_understood]
    stretches += [one.words for one in reading.asides]
    stretches += [one for many in reading.conflicts.values() for one in many]
    for words in stretches:
        assert 0 <= words.start < words.end <= len(text)
        assert text[words.start : words.end] == words.quote
    assert reading.age is None or 0 <= reading.age <= 120
    kept = [*reading.findings, *reading.uncertain, *reading.conflicts]
    assert len(kept) == len(set(kept))


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_any_text_is_read(knowledge: KnowledgeBase, text: str) -> None:
    sound(text, read_story(text, knowledge))


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_reading_twice_gives_the_same(knowledge: KnowledgeBase, text: str) -> None:
    assert read_story(text, knowledge) == read_story(text, knowledge)


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_a_case_with_any_text_is_taken_in(knowledge: KnowledgeBase, text: str) -> None:
    try:
        case = case_from_mapping({"text": text}, knowledge)
    except CaseError:
        return
    taken = take_in(case, knowledge)
    assert isinstance(taken, Case)
    for item, words in taken.told.origins.items():
        assert item in taken.answers
        assert taken.text[slice(*words.span)] == words.quote


@pytest.mark.parametrize(
    "unit",
    [
        "a", "(", "'", "\u0000", "🦵", "ﷺ", "\u202e", "e\u0301", "calf swollen ", "no ", "mother ",
        "?a",
        "3 cm bigger calf ", "n't", "https://a.b/", "a@b.c", "....", "my calf and ", "--",
        "2 weeks ",
        "not sure if ", "swollen,", "\n", "\r\n", "1/7", "é", "ÿþ",
    ],
)  # fmt: skip
def test_the_longest_text_of_any_kind_is_read(unit: str, knowledge: KnowledgeBase) -> None:
    text = (unit * (LONGEST_TEXT // len(unit) + 1))[:LONGEST_TEXT]
    sound(text, read_story(text, knowledge))

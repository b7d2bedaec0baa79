"""In which forms a medical word counts as explained, and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from popliteus import KnowledgeBase
from popliteus.knowledge.checks import Checked, Problem
from popliteus.knowledge.checks_words import jargon
from popliteus.knowledge.reader import Document

RECORD = "causes/none.yaml"


def found(base: KnowledgeBase, folder: Path, **record: object) -> list[Problem]:
    document = Document(record, {}, RECORD)
    problems: Iterator[Problem] = jargon(Checked(base, folder, {RECORD: document}))
    return list(problems)


@pytest.mark.parametrize(
    "text",
    ["It is in a bursa (a bag of fluid).", "It is in a bag of fluid (bursa).",
     "It is in a bursa, that is a bag of fluid.", "A bag of fluid is called a bursa.",
     "A BURSA is a bag.", "Nothing of the kind. It is in the bursary."],
)  # fmt: skip
def test_explained(knowledge: KnowledgeBase, tmp_path: Path, text: str) -> None:
    assert found(knowledge, tmp_path, lay_summary=text) == []


@pytest.mark.parametrize(
    "text",
    ["It is in a bursa.", "The bursa swells. It is (a bag of fluid).", "A bursa, a bag of fluid.",
     "The bursae are full (of fluid)."],
)  # fmt: skip
def test_not_explained(knowledge: KnowledgeBase, tmp_path: Path, text: str) -> None:
    (problem,) = found(knowledge, tmp_path, lay_summary=text)
    assert problem.code == "KB133"
    assert problem.file == RECORD
    assert "'bursa'" in problem.message
    assert "bag" in problem.remedy


def test_only_the_first_use_on_a_page_counts(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    first, later = "A bursa (a bag of fluid) swells.", "Rest the bursa."
    assert found(knowledge, tmp_path, lay_summary=first, care={"now": [later]}) == []
    (problem,) = found(knowledge, tmp_path, lay_summary=later, care={"now": [first]})
    assert "lay_summary" in problem.message


def test_a_name_is_explained_by_the_text_below_it(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    name, text = "A sore bursa", "A bag of fluid (bursa) is sore."
    assert found(knowledge, tmp_path, lay_name=name, lay_summary=text) == []
    assert found(knowledge, tmp_path, lay_name=name, lay_summary="It hurts.")
    assert found(knowledge, tmp_path, lay_name="A sore bag (bursa)", lay_summary="It hurts.") == []


def test_words_for_clinicians_do_not_count(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    care = {"now_clinician": ["Aspirate the bursa."], "course": {"clinician": "Bursitis recurs."}}
    assert found(knowledge, tmp_path, name="Bursitis", summary="A bursa.", care=care) == []

"""The reference of what goes in and what comes out names every key that there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess import case as cases

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "case-and-result.md"
NAMED = frozenset(re.findall(r"`([a-z_]+)`", PAGE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def result(knowledge: KnowledgeBase) -> dict[str, Any]:
    story = (
        "My calf is swollen since Tuesday. My foot is cold. My foot is not cold. Maybe it is hot."
    )
    case = popliteus.case_from_mapping({"age": 60, "text": story}, knowledge)
    return popliteus.assess(popliteus.take_in(case, knowledge), knowledge).to_dict()


def test_every_key_of_a_case_is_named() -> None:
    assert {*cases._KEYS} <= NAMED


@pytest.mark.parametrize(
    "inside", ["", "triage", "red_flags", "plan", "basis", "left_out", "knowledge"]
)
def test_every_key_of_a_result_is_named(result: dict[str, Any], inside: str) -> None:
    assert {*(result[inside] if inside else result)} <= NAMED


@pytest.mark.parametrize(
    "of", ["evidence", "differential", "decision_rules", "next_questions", "what_would_change"]
)
def test_every_key_of_its_lists_is_named(result: dict[str, Any], of: str) -> None:
    assert result[of]
    assert {*result[of][0]} <= NAMED


def test_its_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out.strip() == code.rpartition("# ")[2].strip()

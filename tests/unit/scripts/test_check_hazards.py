"""The hazard check finds a control without a real test, and nothing else gets past it either."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts import check_hazards

ROOT = Path(__file__).resolve().parents[3]

TESTS = '''
"""def test_in_a_docstring(): assert False"""
import pytest
# def test_in_a_comment(): assert False
NAME = "test_in_a_string"

def test_real() -> None:
    assert True

async def test_asynchronous() -> None:
    assert True

class TestGroup:
    def test_inside(self) -> None:
        assert True

def helper() -> None:
    def test_nested() -> None:
        assert True

@pytest.mark.skip(reason="later")
def test_skipped() -> None:
    assert True

@pytest.mark.xfail
def test_expected_to_fail() -> None:
    assert False

def test_empty() -> None:
    """Says much, proves nothing."""
    ...
'''

LOG: dict[str, Any] = {
    "scales": {
        "severity": ["minor", "major"],
        "risk": {"low": [1, 3], "high": [3, 5]},
    },
    "hazards": [
        {
            "id": "HAZ-001",
            "name": "missed",
            "hazard": "what",
            "cause": "why",
            "harm": "whom",
            "before": {"severity": "major", "likelihood": "high", "risk": 5},
            "controls": [{"control": "how", "tests": ["tests/safety/test_one.py::test_real"]}],
            "after": {"severity": "major", "likelihood": "low", "risk": 3},
            "residual": "what remains",
        }
    ],
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "tests" / "safety").mkdir(parents=True)
    (tmp_path / "tests" / "safety" / "test_one.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "docs" / "safety").mkdir(parents=True)
    return tmp_path


def problems(repository: Path, **changes: object) -> list[str]:
    log = copy.deepcopy(LOG)
    log["hazards"][0].update(changes)
    (repository / check_hazards.LOG).write_text(yaml.safe_dump(log), encoding="utf-8")
    return list(check_hazards.check(repository))


def problems_of_test(repository: Path, reference: str) -> list[str]:
    return problems(repository, controls=[{"control": "how", "tests": [reference]}])


def test_good_log_passes(repository: Path) -> None:
    assert problems(repository) == []


@pytest.mark.parametrize("name", ["test_real", "test_asynchronous", "TestGroup::test_inside"])
def test_real_tests_are_found(repository: Path, name: str) -> None:
    assert problems_of_test(repository, f"tests/safety/test_one.py::{name}") == []


@pytest.mark.parametrize(
    "reference",
    [
        "tests/safety/test_one.py::test_in_a_docstring",
        "tests/safety/test_one.py::test_in_a_comment",
        "tests/safety/test_one.py::test_in_a_string",
        "tests/safety/test_one.py::test_nested",
        "tests/safety/test_one.py::test_inside",
        "tests/safety/test_one.py::helper",
        "tests/safety/test_two.py::test_real",
        "tests/safety/test_one.py",
        "src/popliteus/errors.py::test_real",
        "tests/safety/test_one.py::test_real[case]",
        "somebody will look",
    ],
)
def test_control_without_a_real_test_fails(repository: Path, reference: str) -> None:
    (problem,) = problems_of_test(repository, reference)
    assert problem.startswith("HAZ06")
    assert "HAZ-001, control 1" in problem
    assert reference in problem


@pytest.mark.parametrize("name", ["test_skipped", "test_expected_to_fail", "test_empty"])
def test_control_whose_test_cannot_fail_fails(repository: Path, name: str) -> None:
    (problem,) = problems_of_test(repository, f"tests/safety/test_one.py::{name}")
    assert problem.startswith("HAZ07")
    assert "controls nothing" in problem


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"controls": []}, "HAZ01"),
        ({"controls": [{"control": "how", "tests": []}]}, "HAZ01"),
        ({"controls": [{"control": "how"}]}, "HAZ01"),
        ({"controls": ["how"]}, "HAZ01"),
        ({"harm": ""}, "HAZ01"),
        ({"colour": "red"}, "HAZ01"),
        ({"after": {"severity": "major"}}, "HAZ01"),
        ({"id": "hazard one"}, "HAZ02"),
        ({"after": {"severity": "dreadful", "likelihood": "low", "risk": 3}}, "HAZ03"),
        ({"after": {"severity": "major", "likelihood": "low", "risk": 1}}, "HAZ04"),
        ({"after": {"severity": "major", "likelihood": "high", "risk": 5}}, "HAZ05"),
    ],
)
def test_faults_in_a_record_are_named(
    repository: Path, changes: dict[str, object], code: str
) -> None:
    assert code in {problem.split()[0] for problem in problems(repository, **changes)}


def test_identifier_is_used_once(repository: Path) -> None:
    log = copy.deepcopy(LOG)
    log["hazards"].append(copy.deepcopy(log["hazards"][0]))
    (repository / check_hazards.LOG).write_text(yaml.safe_dump(log), encoding="utf-8")
    assert any("used twice" in problem for problem in check_hazards.check(repository))


@pytest.mark.parametrize("text", ["hazards: [", "", "hazards: []\nscales: {}", "- a"])
def test_unreadable_log_fails(repository: Path, text: str) -> None:
    (repository / check_hazards.LOG).write_text(text, encoding="utf-8")
    assert [problem.split()[0] for problem in check_hazards.check(repository)] == ["HAZ01"]


def test_missing_log_fails(repository: Path) -> None:
    assert [problem.split()[0] for problem in check_hazards.check(repository)] == ["HAZ01"]


def test_our_own_log_has_no_problem() -> None:
    assert list(check_hazards.check(ROOT)) == []

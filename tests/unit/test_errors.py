"""Errors say what was found, where and what was expected, and survive a process border."""

from __future__ import annotations

import copy
import pickle
from pathlib import PurePosixPath

import pytest

from popliteus.errors import AnswerError, CaseError, InputError, KnowledgeError, PopliteusError

AGE = CaseError(found="age -3", where="case.yaml, line 2", expected="0 to 120", code="age")
RATE = KnowledgeError(
    found="no source", file=PurePosixPath("causes/gout.yaml"), line=31, expected="one", code="KB112"
)


@pytest.mark.parametrize("kind", [AnswerError, InputError, CaseError, KnowledgeError])
def test_every_error_can_be_caught_as_ours(kind: type[Exception]) -> None:
    assert issubclass(kind, PopliteusError)


def test_knowledge_and_case_errors_are_bad_input() -> None:
    assert issubclass(CaseError, InputError)
    assert issubclass(KnowledgeError, InputError)


def test_answer_error_is_a_value_error() -> None:
    assert issubclass(AnswerError, ValueError)
    assert not issubclass(AnswerError, InputError)


def test_message_is_one_sentence() -> None:
    assert str(AGE) == "case.yaml, line 2: found age -3; expected 0 to 120"


def test_dictionary_has_the_four_public_keys() -> None:
    assert AGE.to_dict() == {
        "code": "age",
        "found": "age -3",
        "where": "case.yaml, line 2",
        "expected": "0 to 120",
    }


def test_knowledge_error_names_file_and_line() -> None:
    assert RATE.to_dict()["where"] == "causes/gout.yaml:31"
    assert (RATE.file, RATE.line) == ("causes/gout.yaml", 31)


def test_knowledge_error_without_a_line_names_the_file() -> None:
    error = KnowledgeError(found="nothing", file="VERSION", expected="a version")
    assert str(error) == "VERSION: found nothing; expected a version"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError(found="a", where="b", expected="c"), "bad-input"),
        (CaseError(found="a", where="b", expected="c"), "bad-case"),
        (KnowledgeError(found="a", file="b", expected="c"), "bad-knowledge"),
    ],
)
def test_code_has_a_default(error: InputError, code: str) -> None:
    assert error.code == code


@pytest.mark.parametrize("error", [AGE, RATE])
def test_error_survives_pickle_and_copy(error: InputError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 our own bytes
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert twin.to_dict() == error.to_dict()

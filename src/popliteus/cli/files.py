"""Case files: read strictly, written so that they can be read again."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from popliteus.assess import Answer, Case
from popliteus.errors import CaseError, KnowledgeError
from popliteus.knowledge.reader import LARGEST_FILE, read_bytes

_JSON_ONLY = "YAML or JSON with keys such as age, sex and findings"


def read_cases(name: str) -> list[dict[str, object]]:
    """Return the cases of a file, or of standard input when `name` is ``-``.

    Raises
    ------
    CaseError
        The file cannot be read, is too large, is no text, or is no case.
    """
    where = "standard input" if name == "-" else name
    try:
        raw = _bytes(name)
        value = read_bytes(raw, where).value
    except OSError as error:
        raise CaseError(
            found=f"a file that cannot be read ({error.strerror})",
            where=where,
            expected="a case file",
            code="no-file",
        ) from error
    except KnowledgeError as error:
        raise CaseError(
            found=error.found, where=error.where, expected=error.expected, code="bad-file"
        ) from error
    cases = value if isinstance(value, list) else [value]
    if not cases or not all(isinstance(case, Mapping) for case in cases):
        raise CaseError(found="no case", where=where, expected=_JSON_ONLY, code="bad-file")
    return [dict(cast("Mapping[str, object]", case)) for case in cases]


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    with Path(name).open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def merge(values: dict[str, object], settings: list[str]) -> dict[str, object]:
    """Return a case with ``--set`` answers added.

    Raises
    ------
    CaseError
        No ``=``, or two different values for one id.
    """
    findings = values.get("findings") or {}
    if not isinstance(findings, Mapping):
        return values
    merged: dict[str, object] = dict(findings)
    for setting in settings:
        item, sign, value = setting.partition("=")
        if not sign or not item:
            raise CaseError(found=f"'{setting}'", where="--set", expected="ID=VALUE")
        given = _value(value.strip())
        if item in merged and merged[item] != given:
            raise CaseError(
                found=f"two values for {item}: {merged[item]} and {given}",
                where=f"--set {setting}",
                expected="one value for each id",
                code="two-values",
            )
        merged[item] = given
    return {**values, "findings": merged}


def _value(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def case_values(case: Case) -> dict[str, Any]:
    """Return a case as the values of a case file."""
    values: dict[str, Any] = {
        "id": case.id,
        "age": None if case.age is None else _plain(case.age),
        "sex": case.sex,
        "setting": case.setting,
        "account": case.account,
    }
    if case.country:
        values["country"] = case.country
    values["findings"] = {item: _answer(answer) for item, answer in case.answers.items()}
    return values


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _answer(answer: Answer) -> object:
    value = answer.value if answer.measured is None else _plain(answer.measured)
    return value if answer.by is None else {"value": value, "by": _BY[answer.by]}


_BY = {
    "patient": "patient",
    "generalist": "clinician",
    "specialist": "specialist",
    "test": "test",
}

"""Whatever a file holds, the answer is a result or one clear message, never a crash."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import popliteus
from popliteus.cli.main import _run
from popliteus.cli.run_assess import run

BASE = popliteus.load()
IDS = st.sampled_from(
    [*BASE.findings, *BASE.factors, *BASE.attributes, *BASE.causes, "nothing-known"]
)
KEYS = st.sampled_from(
    ["id", "age", "sex", "setting", "account", "text", "clinician_text", "country", "findings",
     "source", "triage", "triage_accepted", "notes", "gold"]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 500),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["present", "absent", "unknown", "female", "male", "story", "asked", "GB", "emergency",
         "self_care", "primary_care", "days", "calf", "cm", "clinician", "test", ""]
    ),
    st.text(max_size=20),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["value", "unit", "by", "primary", "accepted"]), inner, max_size=3
        ),
    ),
    max_leaves=5,
)
FINDINGS = st.one_of(VALUES, st.dictionaries(IDS, VALUES, max_size=6))
CASES = st.dictionaries(KEYS, VALUES, max_size=5).flatmap(
    lambda case: FINDINGS.map(lambda findings: {**case, "findings": findings})
)
OFTEN = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def code_of(raw: bytes, *arguments: str) -> tuple[int, str, str]:
    """Assess a case from standard input, in this process, and return code, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(raw))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = _run(["assess", "-", *arguments])
    finally:
        sys.stdin = before
    return code, out.getvalue(), err.getvalue()


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@OFTEN
def test_any_bytes(raw: bytes) -> None:
    code, out, err = code_of(raw)
    assert code in {0, 2}, err
    assert (code == 0) == bool(out)
    assert (code == 2) == bool(err)


@given(st.lists(st.sampled_from([*"{}[]:,-#&*!|>'\"%@`?\n \tage45", "findings", "fever"])))
@OFTEN
def test_any_yaml_like_text(parts: list[str]) -> None:
    code, _, err = code_of("".join(parts).encode())
    assert code in {0, 2}, err


@given(CASES)
@OFTEN
def test_any_case_like_mapping(case: dict[str, Any]) -> None:
    raw = json.dumps(case).encode()
    code, out, err = code_of(raw, "--json")
    assert code in {0, 2}, err
    if code == 2:
        assert sorted(json.loads(err)) == ["code", "expected", "found", "where"]
    else:
        assert json.loads(out)["schema"] == 1


@given(st.lists(st.text(max_size=30), max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_set_option(texts: list[str]) -> None:
    arguments = [part for text in texts for part in ("--set", text)]
    code, _, err = code_of(b"age: 40\n", *arguments)
    assert code in {0, 2}, err


def test_the_fuzzed_function_is_the_command(tmp_path: Path) -> None:
    """A wrong import here would make the fuzzing empty."""
    path = tmp_path / "r.json"
    run(None, [], {"age": 40.0}, "patient", path, None, as_json=True)
    code, out, _ = code_of(b"age: 40\n", "--json")
    assert code == 0
    assert path.read_text(encoding="utf-8") == out

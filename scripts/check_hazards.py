"""Check the hazard log: every hazard has controls, and every control a test that really exists.

Tests are looked up in the parsed source, not by searching its text: a name in a comment or a string
is no test, and neither is one that is skipped, expected to fail, or empty.

HAZ01  a field is missing, unknown or empty
HAZ02  an identifier is malformed or used twice
HAZ03  a word is not on its scale
HAZ04  the stated risk is not what the matrix gives
HAZ05  what remains is not lower than before, or is still unacceptable
HAZ06  a control names no test, or one that does not exist
HAZ07  a control names a test that cannot fail
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
LOG = Path("docs/safety/hazards.yaml")
FIELDS = {"id", "name", "hazard", "cause", "harm", "before", "controls", "after", "residual"}
CONTROL_FIELDS = {"control", "tests"}
RATING_FIELDS = {"severity", "likelihood", "risk"}
UNACCEPTABLE = 4
_REFERENCE = re.compile(r"^(tests/[\w/]+\.py)((?:::\w+)+)$")

Record = Mapping[str, object]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def main() -> int:
    """Check the log of this repository; return 1 when something must be put right."""
    problems = list(check(ROOT))
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problem(s) in the hazard log", file=sys.stderr)
        return 1
    log = yaml.safe_load((ROOT / LOG).read_text(encoding="utf-8"))
    controls = [control for hazard in log["hazards"] for control in hazard["controls"]]
    tests = {test for control in controls for test in control["tests"]}
    print(f"{len(log['hazards'])} hazards, {len(controls)} controls, {len(tests)} tests, all there")
    return 0


def check(root: Path) -> Iterator[str]:
    """Yield every problem in the hazard log under a repository."""
    try:
        log = yaml.safe_load((root / LOG).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        yield f"HAZ01 {LOG}: cannot be read: {error}"
        return
    hazards = log.get("hazards") if isinstance(log, dict) else None
    if not isinstance(hazards, list) or not hazards or not isinstance(log.get("scales"), dict):
        yield f"HAZ01 {LOG}: needs `scales` and a list of `hazards`"
        return
    seen: set[str] = set()
    for position, hazard in enumerate(hazards, start=1):
        if not isinstance(hazard, dict):
            yield f"HAZ01 {LOG}, hazard {position}: is not a record"
            continue
        where = f"{LOG}, {hazard.get('id', f'hazard {position}')}"
        yield from _check_fields(hazard, FIELDS, where)
        yield from _check_id(str(hazard.get("id")), seen, where)
        yield from _check_risk(hazard, log["scales"], where)
        yield from _check_controls(hazard, root, where)


def _check_fields(record: Record, fields: set[str], where: str) -> Iterator[str]:
    """Hold a record to its fields: all there, none empty, no other."""
    for name in sorted(fields - record.keys()):
        yield f"HAZ01 {where}: `{name}` is missing"
    for name in sorted(map(str, record.keys() - fields)):
        yield f"HAZ01 {where}: `{name}` is not a field; expected {', '.join(sorted(fields))}"
    for name in sorted(fields & record.keys()):
        if record[name] in (None, "", [], {}):
            yield f"HAZ01 {where}: `{name}` is empty"


def _check_id(identifier: str, seen: set[str], where: str) -> Iterator[str]:
    """Hold an identifier to HAZ- and three digits, given to one hazard for ever."""
    if not re.fullmatch(r"HAZ-\d{3}", identifier):
        yield f"HAZ02 {where}: identifier {identifier!r}; expected HAZ- and three digits"
    if identifier in seen:
        yield f"HAZ02 {where}: {identifier} is used twice; identifiers are permanent"
    seen.add(identifier)


def _check_risk(hazard: Record, scales: Record, where: str) -> Iterator[str]:
    """Hold both ratings to the scales and the matrix, and the second below the first."""
    risks: list[int] = []
    for stage in ("before", "after"):
        rating = hazard.get(stage)
        if not isinstance(rating, dict):
            continue  # reported as a missing field
        yield from _check_fields(rating, RATING_FIELDS, f"{where}, {stage}")
        severity, likelihood = (str(rating.get(name)) for name in ("severity", "likelihood"))
        given = _matrix_risk(scales, severity, likelihood)
        if given is None:
            yield f"HAZ03 {where}, {stage}: {severity!r} or {likelihood!r} is not on its scale"
        elif given != rating.get("risk"):
            yield f"HAZ04 {where}, {stage}: risk {rating.get('risk')}; the matrix gives {given}"
        else:
            risks.append(given)
    if len(risks) == 2 and risks[1] >= risks[0]:
        yield f"HAZ05 {where}: risk {risks[1]} after all controls, {risks[0]} before: no gain"
    if len(risks) == 2 and risks[1] >= UNACCEPTABLE:
        yield f"HAZ05 {where}: risk {risks[1]} remains; {UNACCEPTABLE} or more is not acceptable"


def _matrix_risk(scales: Record, severity: str, likelihood: str) -> int | None:
    """Return the risk of a severity and likelihood, or None when a word is not on its scale."""
    severities, matrix = scales.get("severity"), scales.get("risk")
    if not isinstance(severities, list) or not isinstance(matrix, dict):
        return None
    if severity not in severities or likelihood not in matrix:
        return None
    return int(matrix[likelihood][severities.index(severity)])


def _check_controls(hazard: Record, root: Path, where: str) -> Iterator[str]:
    """Hold every control to saying what it does and naming tests that exist."""
    controls = hazard.get("controls")
    for number, control in enumerate(controls if isinstance(controls, list) else [], start=1):
        at = f"{where}, control {number}"
        if not isinstance(control, dict):
            yield f"HAZ01 {at}: is not a record"
            continue
        yield from _check_fields(control, CONTROL_FIELDS, at)
        tests = control.get("tests")
        for reference in tests if isinstance(tests, list) else []:
            if problem := problem_of_test(root, str(reference)):
                yield f"{problem[0]} {at}: {reference}: {problem[1]}"


def problem_of_test(root: Path, reference: str) -> tuple[str, str] | None:
    """Return the code and reason why a reference is no test that can fail, or None when it is."""
    match = _REFERENCE.match(reference)
    if match is None:
        return "HAZ06", "expected tests/path.py::test_name or tests/path.py::TestClass::test_name"
    path = root / match[1]
    if not path.is_file():
        return "HAZ06", "there is no such file; write the test or name another"
    scope: list[ast.stmt] = _parse(path).body
    for name in match[2].removeprefix("::").split("::"):
        found = _definition(scope, name)
        if found is None:
            return "HAZ06", f"the file defines no {name}; write the test or name another"
        if reason := _cannot_fail(found):
            return "HAZ07", f"{name} {reason}"
        scope = found.body
    return None


@cache
def _parse(path: Path) -> ast.Module:
    """Return the parsed source of a test file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _definition(scope: list[ast.stmt], name: str) -> Definition | None:
    """Return the function or class of this name that pytest would collect."""
    for node in scope:
        if isinstance(node, ast.ClassDef) and node.name == name and name.startswith("Test"):
            return node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name == name and name.startswith("test_"):
            return node
    return None


def _cannot_fail(node: Definition) -> str | None:
    """Return why a test proves nothing, or None when it may prove something."""
    for decorator in node.decorator_list:
        if mark := re.search(r"\bmark\.(skip|skipif|xfail)\b", ast.unparse(decorator)):
            return f"is marked {mark[1]}, so it controls nothing"
    if all(_does_nothing(statement) for statement in node.body):
        return "is empty, so it controls nothing"
    return None


def _does_nothing(statement: ast.stmt) -> bool:
    """Return whether a statement is a docstring, an ellipsis or pass."""
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


if __name__ == "__main__":
    sys.exit(main())

"""Rules that keep the code readable, held by a test because nobody plans a long file."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "popliteus"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_MODULE = 300  # lines; scripts/check_repository.py refuses 500 in any Python file
LONGEST_FUNCTION = 40  # lines of body, docstring and signature left out

#: What may be imported besides the package itself. Import-linter holds the layers; this list is
#: the other way round (everything else is refused), so that a new dependency cannot slip in.
ALLOWED_OUTSIDE = {"engine": {"numpy"}, "rules": set[str](), "stamp": set[str]()}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
BLANKET = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:)|mypy:|pragma: no cover)")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = function.body
    if ast.get_docstring(function, clean=False) is not None:
        body = body[1:]
    if not body:
        return 0
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def test_there_are_modules_to_check() -> None:
    assert PACKAGE / "errors.py" in MODULES


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, (
        f"src/popliteus/{_name(path)} has {lines} lines; {LONGEST_MODULE} is the most. "
        "Split it along what changes together."
    )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_fit_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{function.name} (line {function.lineno}): {body_lines(function)} lines"
        for function in functions(tree)
        if body_lines(function) > LONGEST_FUNCTION
    ]
    assert not long, (
        f"src/popliteus/{_name(path)}: longer than {LONGEST_FUNCTION} lines of body, "
        f"docstring not counted: {'; '.join(long)}"
    )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), (
        f"src/popliteus/{_name(path)} has no docstring; say what the module is and what it is not"
    )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_is_left_unfinished_or_silenced(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [
        f"line {number}: {line.strip()}"
        for number, line in enumerate(lines, start=1)
        if UNFINISHED.search(line) or BLANKET.search(line)
    ]
    assert not found, f"src/popliteus/{_name(path)}: {'; '.join(found)}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_inner_layers_import_only_what_they_may(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if layer not in ALLOWED_OUTSIDE:
        return
    allowed = ALLOWED_OUTSIDE[layer] | {"popliteus"} | sys.stdlib_module_names
    outside = set(imported(ast.parse(path.read_text(encoding="utf-8")))) - allowed
    what = ", ".join(sorted(ALLOWED_OUTSIDE[layer])) or "nothing else"
    assert not outside, (
        f"src/popliteus/{_name(path)} imports {', '.join(sorted(outside))}; "
        f"{layer} may use the standard library and {what}"
    )


def test_body_lines_leaves_the_docstring_out() -> None:
    source = 'def f(\n    x,\n):\n    """One.\n\n    Two.\n    """\n    y = x\n    return y\n'
    assert body_lines(next(functions(ast.parse(source)))) == 2


@pytest.mark.parametrize(
    "line", ["x = 1  # type: ignore", "y()  # noqa", "raise NotImplementedError"]
)
def test_patterns_find_what_they_are_for(line: str) -> None:
    assert UNFINISHED.search(line) or BLANKET.search(line)


def test_patterns_allow_reasons() -> None:
    assert not BLANKET.search("x = f()  # type: ignore[arg-type]")

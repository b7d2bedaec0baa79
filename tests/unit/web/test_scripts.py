"""The scripts: small, whole, of this machine alone, and nothing that a strict policy refuses."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from popliteus.publish.drawings import style_sheet
from popliteus.web import look

SCRIPTS = sorted(look.STATIC.glob("*.js"))
LONGEST = 150


def test_there_are_scripts() -> None:
    assert {one.name for one in SCRIPTS} >= {"page.js", "where.js", "copy.js"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.name)
def test_a_script_is_a_whole_module(script: Path, tmp_path: Path) -> None:
    if not shutil.which("node"):
        pytest.skip("no Node.js")
    module = tmp_path / f"{script.stem}.mjs"  # by this name Node.js takes it for a module
    shutil.copyfile(script, module)
    done = subprocess.run(
        ["node", "--check", str(module)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.name)
def test_a_script_is_short_and_asks_nobody(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(text.splitlines()) < LONGEST
    assert text.startswith("// "), "says first what it is for"
    code = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    for word in (
        "http", "fetch(", "XMLHttpRequest", "innerHTML", "outerHTML", "insertAdjacentHTML",
        "eval(", "Function(", "setTimeout", "setInterval", ".style", "localStorage", "console.",
    ):  # fmt: skip
        assert word not in code, f"{script.name}: {word}"


def test_the_style_sheet_of_the_drawings_is_what_they_make() -> None:
    kept = (look.STATIC / "drawings.css").read_text("utf-8")
    assert kept == style_sheet(), "run popliteus.web.pictures.write_style"

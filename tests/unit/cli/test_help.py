"""Every command explains itself, with examples that run."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.calls import Call

COMMANDS = [
    "assess", "ask", "check", "show", "new", "evaluate", "simulate", "model export",
    "model sensitivity", "model implied", "cite", "draw", "pages", "serve",
]  # fmt: skip
ABSENT = ["batch", "diary"]


def test_all_commands_are_listed_and_only_those(call: Call) -> None:
    done = call("--help")
    assert done.code == 0
    listed = done.out.partition("Commands:")[2].split("\n")
    names = {line.split()[0] for line in listed if line.strip()}
    assert names == {command.split()[0] for command in COMMANDS}
    assert "not a doctor" in done.out
    for name in ABSENT:
        assert call(name).code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_no_leftovers(call: Call, command: str) -> None:
    done = call(*command.split(), "--help")
    assert done.code == 0
    assert "Examples:\n" in done.out
    assert f"\n    popliteus {command}" in done.out
    assert "----" not in done.out
    assert "--knowledge DIR" in done.out


@pytest.mark.parametrize("command", ["assess", "show", "evaluate", "cite"])
def test_examples_run(
    call: Call, command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = Path(__file__).resolve().parents[3]
    text = call(command, "--help").out.partition("Examples:")[2]
    (tmp_path / "case.yaml").write_text("age: 40\n", encoding="utf-8")
    for name in ("examples", "vignettes"):
        (tmp_path / name).symlink_to(root / name)
    monkeypatch.chdir(tmp_path)
    examples = [line.strip() for line in text.splitlines() if line.strip()]
    assert examples
    for example in examples if command != "evaluate" else []:
        done = call(*shlex.split(example)[1:])
        assert (done.code, done.err) == (0, ""), example


def test_version(call: Call) -> None:
    done = call("--version")
    assert done.code == 0
    assert done.out.startswith("popliteus 0.")


def test_no_command_shows_the_help(call: Call) -> None:
    done = call()
    assert done.code in {0, 2}
    assert "Commands:" in done.out + done.err


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "popliteus", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("popliteus")

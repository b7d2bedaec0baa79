"""The verbs a person types exist, explain themselves, and are the ones the CI machine uses."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TARGETS = ("setup", "assets", "run", "test", "check", "bench", "lock", "docs", "clean")


def make(*arguments: str) -> str:
    done = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("target", TARGETS)
def test_make_alone_lists_the_target(target: str) -> None:
    assert f"  make {target} " in make()


@pytest.mark.parametrize(
    "step",
    [
        "ruff format --check",
        "ruff check",
        "mypy",
        "lint-imports",
        "popliteus check",
        "check_hazards.py",
        "check_repository.py",
        "scripts.docs --check",
    ],
)
def test_check_takes_every_step(step: str) -> None:
    assert step in make("--dry-run", "check")


def test_installation_asks_for_hashes_and_looks_nothing_up_for_the_project() -> None:
    script = (ROOT / "scripts" / "setup_venv.py").read_text(encoding="utf-8")
    assert '"--require-hashes"' in script
    assert '"--no-deps", "--no-build-isolation"' in script


def test_ci_runs_the_same_verbs_and_stops_at_the_first_failure() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert text.rstrip().endswith("make check test")
    assert os.access(script, os.X_OK)

"""Set-up says what to do when it cannot go on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import setup_venv


def _answer(code: int, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, stdout="", stderr=said)


def test_unknown_kind_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_venv.main(["everything"]) == 2
    assert "runtime|test" in capsys.readouterr().err


def test_old_python_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup_venv, "NEEDED", (99, 0))
    assert setup_venv.main(["runtime"]) == 1
    assert "PYTHON=" in capsys.readouterr().err


def test_missing_venv_package_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup_venv, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup_venv, "_run", lambda _command: _answer(1, "ensurepip is missing"))
    assert setup_venv.main(["runtime"]) == 1
    said = capsys.readouterr().err
    assert "ensurepip is missing" in said
    assert "apt-get install python3" in said


def test_system_pip_fills_an_environment_without_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup_venv, "_run", lambda command: _answer(int("--python" not in command)))
    assert setup_venv._pip(tmp_path) == [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(tmp_path / "bin" / "python"),
    ]


def test_failed_installation_shows_the_command_and_leaves_no_stamp(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup_venv, "VENV", tmp_path)
    monkeypatch.setattr(setup_venv, "_usable", lambda _venv: True)
    monkeypatch.setattr(setup_venv, "_pip", lambda _venv: ["python", "-m", "pip"])
    monkeypatch.setattr(setup_venv, "_run", lambda _command: _answer(1, "hash differs"))
    assert setup_venv.main(["test"]) == 1
    said = capsys.readouterr().err
    assert "--require-hashes -r requirements/test.txt" in said
    assert "hash differs" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("kind", "stamps"), [("runtime", 1), ("test", 2)])
def test_stamps_say_what_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, stamps: int
) -> None:
    monkeypatch.setattr(setup_venv, "VENV", tmp_path)
    monkeypatch.setattr(setup_venv, "_usable", lambda _venv: True)
    monkeypatch.setattr(setup_venv, "_pip", lambda _venv: ["python", "-m", "pip"])
    monkeypatch.setattr(setup_venv, "_run", lambda _command: _answer(0))
    assert setup_venv.main([kind]) == 0
    assert len(list(tmp_path.iterdir())) == stamps

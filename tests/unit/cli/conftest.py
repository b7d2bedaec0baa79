"""The command line, called in this process: arguments in; exit code, output and errors out."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from popliteus.cli.main import _run
from popliteus.knowledge.base import default_path
from tests.unit.cli.calls import Call, Done

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command and return what came of it. No cache is written to the user's home."""
    for name in ("POPLITEUS_DEBUG", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = _run(list(arguments))
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what was read in a folder of the tests, shared by all of them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def example() -> str:
    """The case file of the README."""
    return str(ROOT / "examples" / "calf-swelling-after-flight.yaml")


@pytest.fixture(scope="module")
def own_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge base that tests may write to."""
    folder = tmp_path_factory.mktemp("base") / "knowledge"
    shutil.copytree(default_path(), folder)
    return folder

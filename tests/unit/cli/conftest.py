"""The command line, called in this process: arguments in; exit code, output and errors out."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from popliteus.cli.main import _run
from popliteus.knowledge.base import default_path
from tests.unit.cli.calls import Call, Done
from tests.unit.cli.terminal import Child, Start

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "from popliteus.cli import main; main()"


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


def _hears_a_hang_up() -> None:
    """Undo what ``nohup make test`` passes on to every program that it starts."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Begin interviews at a terminal of their own."""
    children: list[Child[str]] = []

    def spawn(*arguments: str) -> Child[str]:
        environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1"}
        child = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, "ask", *arguments],
            cwd=str(tmp_path),
            env=environment,
            encoding="utf-8",
            dimensions=(40, 100),
            timeout=60,
            preexec_fn=_hears_a_hang_up,
        )
        children.append(child)
        return child

    yield spawn
    for child in children:
        child.close(force=True)

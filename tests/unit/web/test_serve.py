"""``popliteus serve`` as somebody types it."""

from __future__ import annotations

import re
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

COMMAND = [sys.executable, "-c", "from popliteus.cli import main; main()", "serve"]


def ended(*more: str) -> subprocess.CompletedProcess[str]:
    """Run a command that cannot serve."""
    return subprocess.run(
        [*COMMAND, *more], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server on a free port: its address and its file."""
    file = tmp_path_factory.mktemp("served") / "new" / "web.sqlite3"
    with subprocess.Popen(
        [*COMMAND, "--port", "0", "--db", str(file), "--country", "gb"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert found
        yield found[0], file
        server.terminate()
        server.wait(10)


def test_it_serves_on_this_machine(served: tuple[str, Path]) -> None:
    address, file = served
    answer = httpx.get(address, timeout=30)
    assert answer.status_code == 200
    assert 'href="tel:999"' in answer.text
    assert "server" not in answer.headers
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert httpx.get(address, headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--port", "70000"], "0<=x<=65535"),
        (["--country", "ZZ"], "found 'ZZ'"),
        (["--host", "203.0.113.1"], "cannot be used"),
        (["--port", "0", "--db", "/proc/nothing/x.sqlite3"], "cannot be written to"),
        (["--port", "0", "--allow-host", "https://knee.example"], "a name alone"),
        (["--port", "0", "--proxy", "nginx"], "an address such as"),
        (["--workers", "0"], "1<=x<=64"),
        (["--keep-hours", "0"], "0.1<=x<=720"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(more: list[str], said: str) -> None:
    done = ended(*more)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_pages_are_sent_at_once() -> None:
    """An accepted connection is one on which asyncio switches waiting (Nagle) off."""
    from popliteus.cli.run_serve import _listen

    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.proto == socket.IPPROTO_TCP


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader, this is no database. " * 50, encoding="utf-8")
    before = file.read_bytes()
    done = ended("--port", "0", "--db", str(file))
    assert done.returncode == 2
    assert "no database of ours" in done.stderr
    assert file.read_bytes() == before


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = ended("--port", str(port))
    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be used" in done.stderr

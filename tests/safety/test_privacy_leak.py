"""HAZ-018: what somebody told popliteus is seen by others."""

from __future__ import annotations

import os
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import popliteus
from tests.safety.people import command, judge


class ConnectionTriedError(AssertionError):
    """Something tried to use the network."""


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionTriedError("a connection was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("no_network")
def test_assessment_opens_no_connection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ConnectionTriedError):
        socket.socket()
    monkeypatch.setenv("POPLITEUS_CACHE", "off")
    knowledge = popliteus.load()
    result = judge(knowledge, {"calf-swelling": "present"})
    assert result.differential
    web = tmp_path / "result.html"
    for audience in ("patient", "clinician"):
        arguments = ("assess", "--age", "45", "--set", "calf-swelling=present", "--set",
                     "knee-swelling=present", "--audience", audience)  # fmt: skip
        assert command(*arguments).code == 0
        ran = command(*arguments, "-o", str(web))
        assert ran.code == 0, ran.err
        page = web.read_text(encoding="utf-8")
        assert "<html" in page.lower()
        # Links that a person may follow are fine; nothing may load by itself.
        assert not re.search(r"<(script|iframe|object|embed|audio|video)\b", page, re.I)
        loads = r"<(img|link|source|use|image)\b[^>]*(src|href)\s*=\s*[\"']?(https?:)?//"
        assert not re.search(loads, page, re.I)
        assert not re.search(r"(@import|url\(\s*[\"']?(https?:)?//)", page, re.I)
        assert not re.search(r"http-equiv\s*=\s*[\"']?refresh", page, re.I)
    talk = command("ask", "--save", str(tmp_path / "a.yaml"), typed="\n40\nf\nn\nq\n")
    assert talk.code == 0


@pytest.mark.usefixtures("open_umask")
def test_saved_interview_is_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    probe = tmp_path / "probe"
    probe.write_text("x", encoding="utf-8")
    assert stat.S_IMODE(probe.stat().st_mode) == 0o666, "the premise: the umask is open"
    # Also before the last step: nobody may open the file while it is being written.
    seen: list[int] = []
    chmod, replace = Path.chmod, Path.replace

    def watched_chmod(self: Path, mode: int, *, follow_symlinks: bool = True) -> None:
        if self.is_file():
            seen.append(stat.S_IMODE(self.stat().st_mode))
        chmod(self, mode, follow_symlinks=follow_symlinks)

    def watched_replace(self: Path, target: Path) -> Path:
        seen.append(stat.S_IMODE(self.stat().st_mode))
        return replace(self, target)

    monkeypatch.setattr(Path, "chmod", watched_chmod)
    monkeypatch.setattr(Path, "replace", watched_replace)
    saved = tmp_path / "interview.yaml"
    typed = "\n40\nf\n" + "n\n" * 9 + "q\n"
    assert command("ask", "--save", str(saved), typed=typed).code == 0
    assert "chest-pain" in saved.read_text(encoding="utf-8"), "the premise: answers were kept"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert command("ask", str(saved), typed="n\nn\nq\n").code == 0
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    left = [p for p in tmp_path.iterdir() if p not in {probe, saved}]
    assert [p for p in left if p.is_file()] == []
    monkeypatch.undo()
    open_to_others = [oct(mode) for mode in seen if mode & 0o077]
    assert open_to_others == [], "others could read it while it was written"

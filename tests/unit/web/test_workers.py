"""``popliteus serve`` in two processes with one file, and what they write down.

A whole journey over real connections, each to whichever process takes it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.unit.web.conftest import Person
from tests.unit.web.proxy import certificate, https_before

WORD = "Zebrafinch"
LINUX = sys.platform.startswith("linux")
COMMAND = [sys.executable, "-c", "from popliteus.cli import main; main()", "serve"]


@dataclass
class Served:
    """A server of two processes: where it is, its file, and everything it writes."""

    process: subprocess.Popen[bytes]
    port: int
    database: Path
    said: Path
    address: str
    believed: ssl.SSLContext | None = None

    def person(self, **headers: str) -> Person:
        """Somebody who connects anew for each request, from a browser without script."""
        client = httpx.Client(
            base_url=self.address,
            follow_redirects=True,
            headers={"connection": "close", **headers},
            timeout=60,
            verify=self.believed or True,
        )
        return Person(None, client)

    @property
    def cookie(self) -> str:
        """Name of the cookie."""
        return "__Host-popliteus" if self.believed else "popliteus"

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        found = []
        for child in map(int, listed.split()):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
        return found


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[Served]:
    """Start a server of two processes as somebody would type it."""
    database, said = folder / "state" / "web.sqlite3", folder / "said.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [*COMMAND, "--port", "0", "--workers", "2", "--db", str(database), *more],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", said.read_text())):
            assert process.poll() is None, said.read_text()
            time.sleep(0.05)
        yield Served(process, int(found[1]), database, said, found[0])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as found:
        yield found


@pytest.fixture
def served_by_https(tmp_path: Path) -> Iterator[Served]:
    """The same behind a proxy that speaks https."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    made, key = certificate(tmp_path)
    with (
        serving(tmp_path, "--https", "--proxy", "127.0.0.1") as found,
        https_before(found.port, made, key, "203.0.113.77") as port,
    ):
        found.address = f"https://127.0.0.1:{port}"
        found.believed = ssl.create_default_context(cafile=made)
        yield found


def busy(process: int) -> int:
    """Processor time of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def journey(person: Person) -> str:
    """Answer everything; return the code to go on with."""
    person.begin()
    person.send(("text", f"{WORD} My calf is swollen and it hurts."))
    fields = [
        (str(one["name"]), "right") for one in person.form.inputs if one.get("value") == "right"
    ]
    person.send(*fields)
    person.walk({"fainting": "present"})
    person.about("61", "male")
    person.send(("places", "calf"), ("places", "behind-knee"))
    person.send(("worst", "calf"))
    person.walk({"fainting": "present", "calf-swelling": "present"})
    assert person.where == "/result", person.page.text
    person.open("/save")
    person.send(number=0)
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", person.page.text)
    assert found
    return found[0]


@pytest.mark.parametrize("way", ["served", "served_by_https"])
def test_two_processes_share_a_journey_and_write_nothing_down(
    way: str, request: pytest.FixtureRequest
) -> None:
    served: Served = request.getfixturevalue(way)
    person = served.person(**{"x-forwarded-for": "203.0.113.9", "user-agent": "Quetzal/1"})
    person.open("/")  # when this is answered, a process is ready
    before = {worker: busy(worker) for worker in served.workers} if LINUX else {}
    assert len(before) == 2 or not LINUX
    code = journey(person)
    answers = person.open("/result/patient.json").json()
    after = {worker: busy(worker) for worker in before}
    assert all(after[worker] > before[worker] for worker in before), "both had something to do"
    listed = {one["finding"]: one["value"] for one in answers["evidence"]}
    assert listed["fainting"] == listed["calf-swelling"] == "present"

    elsewhere = served.person()
    elsewhere.open("/")
    elsewhere.open("/resume")
    elsewhere.send(("code", code))
    assert elsewhere.open("/result/patient.json").json() == answers

    browser = person.client.cookies[served.cookie]
    folder = served.database.parent
    assert WORD.encode() in b"".join(path.read_bytes() for path in folder.iterdir())
    with socket.create_connection(("127.0.0.1", served.port)) as torn:
        torn.sendall(f"GET /{WORD} HTTP/1.1\r\n{WORD}\r\n\r\n".encode())
        torn.recv(1000)
    for address in (f"/{WORD}?calf={WORD}", f"/questions/{WORD}", "/static/nothing"):
        assert person.open(address).status_code == 404
    person.post("/words", [("token", "0"), ("text", WORD)])

    person.open("/erase")
    person.send()
    assert elsewhere.open("/result").status_code == 410
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    for gone in (WORD, browser, code.replace("-", ""), "fainting"):
        assert gone.encode() not in left, gone

    said = served.said.read_text()
    told = (WORD, browser, code, "fainting", "calf", "questions", "203.0.113", "Quetzal", "Mozilla",
            "popliteus=", "swollen", "token")  # fmt: skip
    assert [one for one in told if one.lower() in said.lower()] == []
    lines = [line for line in said.splitlines() if "Invalid HTTP request" not in line]
    assert len(lines) == 2, said  # where it is, and where answers are kept


@pytest.mark.skipif(not LINUX, reason="looks into /proc")
def test_a_process_that_dies_is_replaced_and_loses_nothing(served: Served) -> None:
    person = served.person()
    person.start()
    person.send(("ticked", "none"))
    for worker in served.workers:
        os.kill(worker, signal.SIGKILL)
    for _ in range(60):
        try:
            person.open("/continue")
            break
        except httpx.HTTPError:
            continue
    assert person.where == "/questions/1"

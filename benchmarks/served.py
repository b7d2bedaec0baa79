"""A server of its own for a measurement, and what it takes: time, processor, memory."""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.timing import ONE_THREAD
from benchmarks.web_client import Answer, Connection

ROOT = Path(__file__).resolve().parents[1]

#: Numbers that no test of limits would survive: it is not what is measured here.
NO_LIMITS = ("--visitor-limit", "1e9", "--address-limit", "1e9", "--most-visits", "1000000000")


def app_in(folder: str, knowledge: str | None) -> list[str]:
    """Return how the app is started without limits, with its answers in a folder."""
    more = ["--knowledge", knowledge] if knowledge else []
    program = "from popliteus.cli import main; main()"
    return ["-c", program, "serve", "--port", "0", "--db", database_in(folder), *NO_LIMITS, *more]


def database_in(folder: str) -> str:
    """Return where the answers are kept."""
    return str(Path(folder, "answers", "web.sqlite3"))


@dataclass(frozen=True, slots=True)
class Served:
    """A server: its address, and its process."""

    address: str
    process: int

    @property
    def memory(self) -> float:
        """Resident set, in units of 1024 x 1024 bytes; 0 where it cannot be known."""
        try:
            status = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        except OSError:
            return 0.0
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    @property
    def processor(self) -> float:
        """Milliseconds of processor that it has taken; 0 where it cannot be known."""
        taken = 0
        for task in Path(f"/proc/{self.process}/task").glob("*/schedstat"):
            taken += int(task.read_text(encoding="ascii").split()[0])
        return taken / 1e6

    async def rest(self) -> None:
        """Wait until it has nothing to do: what the library makes ready at the start, say."""
        before = -1.0
        while self.processor - before > 1.0:
            before = self.processor
            await asyncio.sleep(0.5)


@dataclass(slots=True)
class Times:
    """Times of one kind of request, on the clock and of the server's processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    async def of(self, served: Served, connection: Connection, path: str) -> Answer:
        """Send one request and note what it took."""
        began, used = time.perf_counter(), served.processor
        answer = await connection.ask(path)
        self.wall.append(1e3 * (time.perf_counter() - began))
        self.cpu.append(served.processor - used)
        return answer

    @property
    def medians(self) -> tuple[float, float]:
        """Milliseconds on the clock, and of the processor."""
        return statistics.median(self.wall), statistics.median(self.cpu)


@contextmanager
def serving(arguments: Sequence[str]) -> Iterator[Served]:
    """Start a server that prints its address, and end it."""
    command = [sys.executable, "-W", "ignore", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment()
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://[\d.]+:\d+", line)
        if not found:
            raise RuntimeError(f"{' '.join(arguments)} said {line!r}")
        try:
            yield Served(found[0], process.pid)
        finally:
            process.terminate()


def environment() -> dict[str, str]:
    """Return the environment of a measured process: one thread, lines at once."""
    return {**os.environ, **ONE_THREAD, "PYTHONUNBUFFERED": "1"}


def line(what: str, value: str, beside: str = "") -> None:
    """Print one line of a report."""
    print(f"  {what:<58}{value:>12}  {beside}".rstrip(), flush=True)

"""Times and memory: of a call in this process, and of whole processes.

What this module is
    Medians. Cold starts are whole processes, one kind after the other in turn, so that a busy
    machine is busy for both.

What it is not
    A test. Nothing here asserts a time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: One thread for everybody: the arrays are small, and so runs can be compared.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}

#: Starts a command with nothing around it and prints what it took, seen from the waiting parent.
_STARTER = """
import os, resource, sys, time
began = time.perf_counter()
child = os.posix_spawnp(
    sys.argv[1],
    sys.argv[1:],
    os.environ,
    file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
)
_, status = os.waitpid(child, 0)
took = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(os.waitstatus_to_exitcode(status), took, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def median_ms(run: Callable[[], object], repeats: int = 15) -> float:
    """Return the median of some runs in milliseconds, after one to warm up."""
    run()
    return median_of(run, repeats)


def median_of(run: Callable[[], object], repeats: int) -> float:
    """Return the median of some runs in milliseconds, the very first among them."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


@dataclass(frozen=True, slots=True)
class Process:
    """What one whole process took.

    Attributes
    ----------
    wall_ms, cpu_ms
        From start to end; in user and system together.
    peak_mb
        Largest resident set, in units of 1024 x 1024 bytes.
    """

    wall_ms: float
    cpu_ms: float
    peak_mb: float


def run_process(command: Sequence[str], environment: Mapping[str, str]) -> Process:
    """Start a command, wait for its end and return what it took.

    Raises
    ------
    RuntimeError
        It failed.
    """
    said = subprocess.run(
        [sys.executable, "-c", _STARTER, *command],
        env={**environment},
        capture_output=True,
        text=True,
        check=True,
    )
    code, wall, cpu, peak = said.stdout.split()
    if code != "0":
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {said.stderr.strip()}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return Process(1e3 * float(wall), 1e3 * float(cpu), float(peak) * unit / 1024**2)


def in_turn(
    commands: Mapping[str, Sequence[str]], environment: Mapping[str, str], rounds: int
) -> dict[str, Process]:
    """Run every command `rounds` times, one after the other in turn, and return the medians.

    One round more goes first and is not counted: it fills the file cache.
    """
    taken: dict[str, list[Process]] = {name: [] for name in commands}
    for place in range(rounds + 1):
        for name, command in commands.items():
            one = run_process(command, environment)
            if place:
                taken[name].append(one)
    return {
        name: Process(
            statistics.median(one.wall_ms for one in runs),
            statistics.median(one.cpu_ms for one in runs),
            max(one.peak_mb for one in runs),
        )
        for name, runs in taken.items()
    }


def child_environment(compiled: Path, cache: Path) -> dict[str, str]:
    """Return the environment of an installed program that was used before.

    Parameters
    ----------
    compiled
        Where Python keeps compiled modules, whatever the environment of this process says.
    cache
        Where popliteus keeps what it has read, apart from the user's own.
    """
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        **ONE_THREAD,
        "PYTHONPYCACHEPREFIX": str(compiled),
        "XDG_CACHE_HOME": str(cache),
    }


def load_of_machine() -> str:
    """Return the processors and how many runnable processes there were in the last minute."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load not known"
    return f"{os.cpu_count()} processors, {load}"

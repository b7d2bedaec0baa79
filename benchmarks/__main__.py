"""``make bench``: how long popliteus takes and how much memory, beside others on one machine.

Every part runs in a process of its own, with one thread for the arrays. Aims are printed beside
the values; nothing here fails because of a time.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.timing import child_environment, in_turn, load_of_machine, run_process

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "examples/calf-swelling-after-flight.yaml"

#: Networks for the peer, the one that is asked for first; seconds that each may take.
SIZES = ((14, 30), (12, 26), (10, 22), (8, 16), (6, 12))
PEER_SECONDS = 60

#: Packages whose version belongs to the figures.
PACKAGES = ("popliteus", "numpy", "pyagrum", "PyYAML", "rich", "click")


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--knowledge", metavar="DIR", help="another knowledge base than ours")
    parser.add_argument("--rounds", type=int, default=15, help="cold starts of each kind")
    parser.add_argument("--interviews", type=int, default=40, help="walks through the web app")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.platform()}, {load_of_machine()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))
    with tempfile.TemporaryDirectory() as folder:
        environment = child_environment(Path(folder, "compiled"), Path(folder, "cache"))
        _full(given.knowledge, environment)
        _peer(environment)
        untouched = child_environment(Path(folder, "not-compiled"), Path(folder, "no-cache"))
        _cold(given.knowledge, given.rounds, environment, untouched)
        _section("Reading stories")
        print(_module(["benchmarks.stories"], environment, 300).rstrip())
        _section("The web app, on loopback")
        more = ["--knowledge", given.knowledge] if given.knowledge else []
        web = ["benchmarks.web", "--interviews", str(given.interviews), *more]
        print(_module(web, environment, 900 + 10 * given.interviews).rstrip())
    print(f"\nAt the end: {load_of_machine()}. Other work on the machine makes times larger;")
    print("ratios and the processor times beside them suffer less.")


def _section(title: str) -> None:
    print(f"\n{title}")


def _line(what: str, value: str, beside: str = "") -> None:
    print(f"  {what:<58}{value:>12}  {beside}".rstrip())


def _module(arguments: Sequence[str], environment: Mapping[str, str], seconds: int) -> str:
    """Return what a module of this package prints.

    Raises
    ------
    subprocess.TimeoutExpired
        It took longer.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *arguments],
        cwd=ROOT,
        env={**environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=seconds,
    )
    return done.stdout


def _full(knowledge: str | None, environment: Mapping[str, str]) -> None:
    arguments = ["benchmarks.full", *([knowledge] if knowledge else [])]
    found: dict[str, float] = json.loads(_module(arguments, environment, 600))
    _section(
        f"Full knowledge base: {found['causes']} causes, {found['facts']} facts, "
        f"{found['findings']} findings, {found['factors']} factors; "
        f"{found['hypotheses']} hypotheses; {found['answers']} answers"
    )
    _line("posterior", f"{found['posterior']:.2f} ms", "aim: 3 ms")
    _line("the first posterior after loading", f"{found['posterior_cold']:.2f} ms")
    _line(f"next question, {found['pages']} pages scored", f"{found['question']:.2f} ms", "aim: 20")
    _line(
        "whole assessment: rules, reasons, intervals, plan", f"{found['assess']:.2f} ms", "aim: 5"
    )
    _line("the same of a story, whose silences count", f"{found['assess_story']:.2f} ms", "aim: 5")


def _peer(environment: Mapping[str, str]) -> None:
    for causes, findings in SIZES:
        arguments = ["benchmarks.peer", str(causes), str(findings)]
        try:
            found: dict[str, float] = json.loads(_module(arguments, environment, PEER_SECONDS))
        except subprocess.TimeoutExpired:
            print(f"\npyAgrum: {causes} causes and {findings} findings took over {PEER_SECONDS} s")
            continue
        _section(
            f"Beside pyAgrum (exact, LazyPropagation): {causes} causes, {findings} findings, "
            f"{found['hypotheses']} hypotheses"
        )
        _line("largest difference between two probabilities", f"{found['difference']:.0e}")
        _line("difference in the gain of one question", f"{found['gain_difference']:.0e} bit")
        _line("", "popliteus", "pyAgrum    ratio")
        for what, ours, theirs in (
            ("posterior, everything prepared, one answer changed", "ours_warm", "theirs_warm"),
            ("first posterior: enumeration, or junction tree", "ours_cold", "theirs_cold"),
            ("gain of one question, everything prepared", "ours_question", "theirs_question"),
        ):
            a, b = found[ours], found[theirs]
            _line(what, f"{a:.2f} ms", f"{b:.2f} ms    {b / a:.0f} x")
        return


def _cold(
    knowledge: str | None,
    rounds: int,
    environment: Mapping[str, str],
    untouched: Mapping[str, str],
) -> None:
    program = str(Path(sys.executable).with_name("popliteus"))
    options = ["--knowledge", knowledge] if knowledge else []
    assess = [program, "assess", str(ROOT / EXAMPLE), *options]
    first = run_process(assess, untouched)
    numpy = "python -c 'import numpy'"
    commands = {numpy: [sys.executable, "-c", "import numpy"], "popliteus assess": assess}
    taken = in_turn(commands, environment, rounds)
    ours, theirs = taken["popliteus assess"], taken[numpy]
    _section(f"Cold start: whole processes, median of {rounds} in turn, modules compiled")
    for name, one in taken.items():
        _line(name, f"{one.wall_ms:.0f} ms", f"{one.cpu_ms:.0f} ms of processor")
    _line(
        "ratio",
        f"{ours.wall_ms / theirs.wall_ms:.1f} x",
        f"{ours.cpu_ms / theirs.cpu_ms:.1f} x of processor; aim: within 4",
    )
    _line("the very first: no module compiled, every file read", f"{first.wall_ms:.0f} ms")
    _section("Memory of that process")
    _line("peak, resident", f"{ours.peak_mb:.0f} MB", "aim: under 200 MB")
    _line("the same of numpy alone", f"{theirs.peak_mb:.0f} MB")
    _line("peak when every file is read", f"{first.peak_mb:.0f} MB")


if __name__ == "__main__":
    main()

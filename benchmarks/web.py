"""The web app under load: ``python -m benchmarks.web``.

What this module is
    Pages of the interview beside a bare page of the same framework, and beside the same page when
    nothing has to be worked out for it; twenty requests a second; the first page; memory. The
    servers are processes of their own on loopback, the load comes from this one.

What it is not
    A test: nothing here asserts a time. `make bench` runs it with few interviews;
    `benchmarks.web_memory` looks at memory over thousands of them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np

from benchmarks.served import ROOT, Served, Times, app_in, database_in, environment, line, serving
from benchmarks.timing import load_of_machine
from benchmarks.web_client import LONGEST_WALK, Connection, Visitor
from benchmarks.web_memory import memory
from popliteus.web.settings import Settings
from popliteus.web.store import Store
from popliteus.web.visit import Visit

#: Questions looked at for the medians, each once chosen and once shown again.
QUESTIONS = 60


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--knowledge", metavar="DIR", help="another knowledge base than ours")
    parser.add_argument("--interviews", type=int, default=40, help="walks while memory is watched")
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long at that rate")
    given = parser.parse_args()
    print(f"  {load_of_machine()} at the start")
    with tempfile.TemporaryDirectory() as folder:
        database, ours = database_in(folder), app_in(folder, given.knowledge)
        with serving(ours) as app, serving(["-m", "benchmarks.bare"]) as bare:
            asyncio.run(_medians(app, bare, Path(database)))
            _parts(given.knowledge)
            asyncio.run(_load(app, bare, given.rate, given.seconds))
            asyncio.run(_first(app))
            asyncio.run(memory(app, given.interviews, LONGEST_WALK))
    print(f"  At the end: {load_of_machine()}")


async def _states(app: Served, store: Store) -> list[tuple[str, str]]:
    """Return visits as they stood when a question had to be chosen, with its address."""
    found: list[tuple[str, str]] = []
    number = 0
    while len(found) < QUESTIONS:
        visitor = Visitor(app.address, number)
        number += 1
        while not visitor.done:
            if visitor.at_question:
                visit = store.read(visitor.connection.cookie.partition("=")[2])
                if visit is not None and visit.next_step is None and "words" in visit.done:
                    found.append((visit.to_json(), visitor.where))
            await visitor.step()
        visitor.connection.close()
    return found[:QUESTIONS]


async def _medians(app: Served, bare: Served, database: Path) -> None:
    """Print medians of one request at a time: chosen, shown again, and the bare page, in turn."""
    store = Store(Settings(database))
    states = await _states(app, store)
    await app.rest()
    ours, theirs = Connection(app.address), Connection(bare.address)
    chosen, again, hello = Times(), Times(), Times()
    warm = Times()
    for place, (state, where) in enumerate(states):
        ours.cookie = f"popliteus={store.begin(Visit.from_json(state))}"
        first = await (chosen if place else warm).of(app, ours, where)
        if first.status != 200:  # nothing more to ask: the way led to the result
            chosen.wall.pop()
            chosen.cpu.pop()
            continue
        await (again if place else warm).of(app, ours, where)
        await (hello if place else warm).of(bare, theirs, "/")
    store.close()
    ours.close()
    theirs.close()
    print(
        f"\nOne request at a time, medians of {len(again.wall)}; the client's part is in the first"
    )
    (a, cpu_a), (b, cpu_b), (c, cpu_c) = chosen.medians, again.medians, hello.medians
    line("a page of the interview, its question chosen", f"{a:.1f} ms", _cpu(cpu_a))
    line("the same page shown again: rendered, nothing worked out", f"{b:.1f} ms", _cpu(cpu_b))
    line("a bare page of the same framework", f"{c:.2f} ms", _cpu(cpu_c))
    line("chosen, beside bare", f"{a / c:.0f} x", f"{_ratio(cpu_a, cpu_c)}; aim: within 25")
    line("chosen, beside shown again", f"{a / b:.1f} x", f"{_ratio(cpu_a, cpu_b)}; aim: within 4")


def _cpu(milliseconds: float) -> str:
    return f"{milliseconds:.2f} of processor"


def _ratio(one: float, other: float) -> str:
    return f"{one / other:.1f} x of processor" if other else "processor not known"


def _parts(knowledge: str | None) -> None:
    arguments = ["-W", "ignore", "-m", "benchmarks.web_parts", *([knowledge] if knowledge else [])]
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(), stdout=subprocess.PIPE,
        text=True, check=True, timeout=300,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    print(f"\nParts of that page, medians over {found['questions']} questions")
    for name, what in (
        ("choose", "choosing the question"),
        ("sure", "how sure we are so far"),
        ("draw", "rendering"),
    ):
        line(what, f"{found[f'{name}_ms']:.1f} ms", f"{found[f'{name}_cpu']:.1f} of processor")


async def _load(app: Served, bare: Served, rate: float, seconds: float) -> None:
    """Print how long requests take that come whether or not the earlier ones were answered."""
    numbers = iter(range(10_000, 10**9))
    idle: list[Visitor] = []
    kinds: dict[str, list[float]] = {"question": [], "result": [], "page": [], "answer": []}

    async def ours(due: float) -> None:
        visitor = idle.pop() if idle else Visitor(app.address, next(numbers))
        kind = "answer"
        if visitor.asks:
            begun = {"/questions": "question", "/result": "result"}
            kind = begun.get(visitor.where.rpartition("/")[0] or visitor.where, "page")
        await visitor.step()
        kinds[kind].append(1e3 * (time.perf_counter() - due))
        if visitor.done:
            visitor.connection.close()
        else:
            idle.insert(0, visitor)

    connections = [Connection(bare.address) for _ in range(8)]
    hello: list[float] = []

    async def theirs(due: float) -> None:
        connection = connections.pop() if connections else Connection(bare.address)
        await connection.ask("/")
        hello.append(1e3 * (time.perf_counter() - due))
        connections.append(connection)

    used = app.processor
    print(f"\n{rate:g} requests a second for {seconds:g} seconds, from the moment each was due")
    await _at_rate(theirs, rate, seconds)
    await _at_rate(ours, rate, seconds)
    share = (app.processor - used) / (10 * seconds)
    everything = [one for many in kinds.values() for one in many]
    for what, one, aim in (
        ("a bare page", hello, ""),
        ("questions", kinds["question"], "aim: 100 ms at the 99th"),
        ("other pages of the way", kinds["page"], ""),
        ("results", kinds["result"], ""),
        ("forms that are sent", kinds["answer"], ""),
        ("all of these", everything, ""),
    ):
        if len(one) < 2:
            continue
        cuts = statistics.quantiles(one, n=100)
        line(f"{what}, {len(one)}: median, 99th", f"{cuts[49]:.1f} ms", f"{cuts[98]:.1f} ms  {aim}")

    line("the server was busy with that", f"{share:.0f} %", "of one processor")


async def _at_rate(work: Callable[[float], Awaitable[None]], rate: float, seconds: float) -> None:
    """Begin work as people come: independent of each other, so many a second on average."""
    lot = np.random.default_rng(1)
    began = due = time.perf_counter()
    running: list[asyncio.Task[None]] = []
    while due < began + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        running.append(asyncio.ensure_future(work(due)))
        due += lot.exponential(1.0 / rate)
    await asyncio.gather(*running)


async def _first(app: Served) -> None:
    """Print what a first visit fetches."""
    connection = Connection(app.address)
    first = await connection.ask("/")
    named = re.findall(r'<(?:link|script|img|use)\b[^>]*?(?:href|src)="(/[^"#]+)', first.text)
    sizes = [first.size]
    for path in dict.fromkeys(named):
        answer = await connection.ask(path)
        sizes.append(answer.size)
        more = re.findall(r"url\([\"']?(/[^\"')]+)", answer.text) if "css" in path else []
        sizes += [(await connection.ask(one)).size for one in more]
    connection.close()
    print("\nThe first page, not compressed")
    line("requests", f"{len(sizes)}", "aim: at most 6")
    line("bytes, headers included", f"{sum(sizes) / 1e3:.1f} kB", "aim: under 100 kB")


if __name__ == "__main__":
    main()

"""Whether memory stays flat while people walk through the app: ``python -m benchmarks.web_memory``.

What it is not
    A test. Ten thousand interviews to the result take more than an hour; ``--pages 2`` looks at
    the result after two pages of questions, as many people do.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time

from benchmarks.served import Served, app_in, line, serving
from benchmarks.timing import load_of_machine
from benchmarks.web_client import LONGEST_WALK, Visitor

#: Walks at a time.
AT_ONCE = 4


def main() -> None:
    """Walk and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web_memory", description=__doc__)
    parser.add_argument("--knowledge", metavar="DIR", help="another knowledge base than ours")
    parser.add_argument("--interviews", type=int, default=10_000, help="walks in all")
    parser.add_argument(
        "--pages", type=int, default=LONGEST_WALK, help="pages answered before the result"
    )
    given = parser.parse_args()
    print(f"  {load_of_machine()} at the start")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(app_in(folder, given.knowledge)) as app,
    ):
        asyncio.run(memory(app, given.interviews, given.pages))
    print(f"  At the end: {load_of_machine()}")


async def memory(app: Served, interviews: int, pages: int) -> None:
    """Print how memory grows while people walk from the first page to the result."""
    print(f"\nMemory of the server, {interviews} interviews to the result, {AT_ONCE} at a time")
    numbers = iter(range(interviews))
    count = requests = 0
    began = time.perf_counter()

    async def walk() -> None:
        nonlocal count, requests
        for number in numbers:
            taken = await Visitor(app.address, 1_000_000 + number).walk(pages)
            requests += taken
            count += 1
            if count % max(1, interviews // 10) == 0:
                line(f"after {count}", f"{app.memory:.0f} MB")

    line("before", f"{app.memory:.0f} MB")
    await asyncio.gather(*(walk() for _ in range(AT_ONCE)))
    seconds = time.perf_counter() - began
    line(
        "requests a second, as fast as it goes", f"{requests / seconds:.0f}", f"{requests} requests"
    )


if __name__ == "__main__":
    main()

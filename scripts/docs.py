"""Write the outputs shown in the documents from the real commands, or check that they are fresh.

A document marks a place like this, and everything between the marks is written by this script::

    <!-- output: popliteus assess examples/calf-swelling-after-flight.yaml | head -n 20 -->
    <!-- end -->

``| head -n N`` keeps the first lines of a long output. Nothing is normalised but spaces at the
ends of lines: whoever types the command sees what the document shows.

The figures of the evaluation in docs/validation.md are then put into the file that the page "how
well it works" is made from; see `scripts.evaluation_numbers`.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.evaluation_numbers import NumbersError, file_of

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "docs/**/*.md")
START = re.compile(r"^<!-- output: (?P<command>.+?) -->$")
END = "<!-- end -->"
VALIDATION = "docs/validation.md"
NUMBERS = ROOT / "src" / "popliteus" / "publish" / "evaluation.json"
PROGRAM = "from popliteus.cli import main; main()"

#: Commands that write files or wait for somebody; their output is no matter for a document.
NOT_SHOWN = {"ask", "new", "model", "pages", "simulate"}

#: A command that takes longer than this many seconds is no example.
PATIENCE = 300

Runner = Callable[[list[str]], str]


class MarkError(Exception):
    """A mark that cannot be followed; the message says where and what was expected."""


def main(arguments: list[str] | None = None) -> int:
    """Write the outputs; with ``--check`` only compare them, and return 1 when one is stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail when stale")
    given = parser.parse_args(arguments)
    stale = count = 0
    for path in documents(ROOT):
        name = path.relative_to(ROOT).as_posix()
        before = path.read_text(encoding="utf-8")
        try:
            after, written = refreshed(before, name, run)
            stale += _keep(path, before, after, check=given.check)
            if name == VALIDATION:
                now = NUMBERS.read_text(encoding="utf-8") if NUMBERS.exists() else ""
                stale += _keep(NUMBERS, now, file_of(after), check=given.check)
        except (MarkError, NumbersError) as error:
            print(error, file=sys.stderr)
            return 1
        count += written
    print(
        f"{count} outputs in documents, {stale} documents {'stale' if given.check else 'changed'}"
    )
    if given.check and stale:
        print("make docs writes them again", file=sys.stderr)
    return 1 if given.check and stale else 0


def _keep(path: Path, before: str, after: str, *, check: bool) -> int:
    """Write a text that changed, or only say what would; return 1 for a change."""
    if after == before:
        return 0
    name = path.relative_to(ROOT).as_posix()
    if check:
        _print_difference(before, after, name)
    else:
        path.write_text(after, encoding="utf-8")
        print(f"{name}: written")
    return 1


def documents(root: Path) -> Iterator[Path]:
    """Yield the documents that may show outputs."""
    for pattern in DOCUMENTS:
        yield from sorted(root.glob(pattern))


def refreshed(text: str, name: str, runner: Runner) -> tuple[str, int]:
    """Return a document with every marked output written, and how many there are.

    Raises
    ------
    MarkError
        A mark without an end, or a command that no document may show.
    """
    lines: list[str] = []
    count = 0
    pending = iter(enumerate(text.splitlines(), start=1))
    for number, line in pending:
        lines.append(line)
        mark = START.match(line)
        if mark is None:
            continue
        if not any(rest == END for _, rest in _until_end(pending, name, number)):
            raise MarkError(f"{name}:{number}: found no '{END}'; expected it after the mark")
        command = mark["command"]
        arguments, most = parsed(command, f"{name}:{number}")
        shown = [one.rstrip(" ") for one in runner(arguments).splitlines()]
        lines += ["```console", f"$ {command}", *shown[:most], "```", END]
        count += 1
    return "\n".join(lines) + ("\n" if text.endswith("\n") else ""), count


def _until_end(
    pending: Iterator[tuple[int, str]], name: str, started: int
) -> Iterator[tuple[int, str]]:
    """Yield lines up to and with the end mark; a new mark before it is a mistake."""
    for number, line in pending:
        if START.match(line):
            raise MarkError(f"{name}:{number}: found a mark inside the one of line {started}")
        yield number, line
        if line == END:
            return


def parsed(command: str, where: str) -> tuple[list[str], int | None]:
    """Return the arguments of a marked command and how many lines are shown, None for all.

    >>> parsed("popliteus show causes | head -n 3", "README.md:1")
    (['show', 'causes'], 3)
    """
    first, pipe, second = command.partition("|")
    words = shlex.split(first)
    if len(words) < 2 or words[0] != "popliteus" or words[1] in NOT_SHOWN or "-o" in words:
        raise MarkError(f"{where}: found '{command}'; expected a popliteus command that prints")
    if not pipe:
        return words[1:], None
    head = re.fullmatch(r"\s*head -n (\d+)\s*", second)
    if head is None:
        raise MarkError(f"{where}: found '|{second}'; expected '| head -n N'")
    return words[1:], int(head[1])


def run(arguments: list[str]) -> str:
    """Return what a command prints, errors after output, as it would be piped."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("POPLITEUS_")}
    kept = {k: v for k, v in kept.items() if k not in {"FORCE_COLOR", "COLUMNS", "LINES"}}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env={**kept, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    if done.returncode not in {0, 2}:
        shown = shlex.join(["popliteus", *arguments])
        raise MarkError(f"{shown}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def _print_difference(before: str, after: str, name: str) -> None:
    names = f"{name} as it is", f"{name} as it would be"
    difference = difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="")
    for line in difference:
        print(line)


if __name__ == "__main__":
    sys.exit(main())

"""A real terminal: the interview in it, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pexpect

from popliteus.cli.files import one_case

Child = pexpect.spawn
Start = Callable[..., "Child[str]"]
PROMPT = "or \\? > "
KEPT = "popliteus-interview.yaml"


def skip_words(child: Child[str]) -> None:
    child.expect("In your own words")
    child.sendline("")


def begin(child: Child[str], age: str = "45", sex: str = "f") -> None:
    skip_words(child)
    child.expect("How old")
    child.sendline(age)
    child.expect("Female or male")
    child.sendline(sex)
    child.expect(PROMPT)


def say(child: Child[str], *answers: str) -> str:
    """Type answers and return what came before the last prompt."""
    seen = ""
    for answer in answers:
        child.sendline(answer)
        child.expect(PROMPT)
        seen += str(child.before)
    return seen


def kept(folder: Path, name: str = KEPT) -> dict[str, object]:
    return one_case(str(folder / name))


def ends(child: Child[str]) -> str:
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, (child.exitstatus, child.signalstatus, child.before)
    return str(child.before)

"""Checks on the texts in ``pages/``: no bare figures, and everything that they call exists."""

from __future__ import annotations

from collections.abc import Iterator

from popliteus.errors import KnowledgeError
from popliteus.knowledge.addresses import Figures
from popliteus.knowledge.base import KnowledgeBase
from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.knowledge.prose import (
    Prose,
    addresses,
    cited,
    links,
    read_prose,
    strays,
    unknown_calls,
)

#: What may stand before the colon of a link, and where its ids are; None: known to the pages only.
TARGETS = {
    "cause": "causes",
    "rule": "rules",
    "treatment": "treatments",
    "test": "tests",
    "page": None,
    "word": None,
}


def figures(checked: Checked) -> Iterator[Problem]:
    """KB130: no text holds a figure of its own. KB131: every number that is called exists."""
    known = Figures(checked.base)
    for one in read_prose(checked.folder).values():
        for stray in strays(one):
            yield _problem(
                "KB130", one, stray.line, f"the text holds the figure '{stray.text}'",
                'call it with {{ n("record#number") }}, or say it without a figure',
            )  # fmt: skip
        for line, call in unknown_calls(one):
            yield _problem("KB131", one, line, f"the call {call}", 'write {{ n("record#number") }}')
        for line, address in addresses(one):
            try:
                known.at(address, file=one.file, line=line)
            except KnowledgeError as error:
                yield _problem("KB131", one, line, error.found, error.expected)


def targets(checked: Checked) -> Iterator[Problem]:
    """KB132: every source and record that a text names exists."""
    base = checked.base
    for one in read_prose(checked.folder).values():
        for line, ref in cited(one):
            if ref not in base.references:
                yield _problem(
                    "KB132", one, line, f"no reference {ref}", "add references/<id>.yaml"
                )
        for line, target in links(one):
            if not _exists(target, base):
                yield _problem(
                    "KB132", one, line, f"the link {target}",
                    f"{', '.join(f'{kind}:ID' for kind in TARGETS)} with an id that exists",
                )  # fmt: skip


def _exists(target: str, base: KnowledgeBase) -> bool:
    kind, colon, name = target.partition(":")
    if not colon or kind not in TARGETS:
        return False
    folder = TARGETS[kind]
    return folder is None or name in getattr(base, folder)


def _problem(code: str, prose: Prose, line: int, message: str, remedy: str) -> Problem:
    return Problem(code, "error", prose.file, line, message, remedy)


CHECKS: tuple[Check, ...] = (figures, targets)

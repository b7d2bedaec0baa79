"""Checks across records, numbered, each with its remedy.

What this module is
    ``check(folder)``: every problem of a knowledge base with level, code, file, line and remedy.

What it is not
    The types of single records are held by `popliteus.knowledge.validate` (KB001); what rules
    cost in a simulated practice is `popliteus.assess.cost`.

Codes
    KB001 a file is not a record; KB002 an id stands twice; KB101 an id that nobody has; KB102 an
    item with two roles; KB103 a cause that says nothing about a danger finding; KB104 a cell that
    cannot be compiled; KB105 a figure that is used by nothing; KB106 a reference that nobody
    cites; KB107 a probability below its leak; KB108 words that differ from the raters' answers;
    KB109 a table with an unknown option; KB110 a level without its harm; KB111 an item that no
    page asks; KB112 a number in prose; KB113 a ratio that differs from its figure; KB114 direction
    against the figure; KB115 published numbers without a second reading; KB116 readings that
    disagree; KB117 a rule that names an unknown item; KB118 no case of one kind in a rule;
    KB119 a figure that was seen only in a secondary source; KB120 how often
    a cause is active, said twice or not at all; KB123 reading a story names what
    nobody has; KB124 a phrase that stands for two items; KB125 a line of "get help sooner"
    that does not say how fast; KB126 a drawing names what nobody has, or leaves out a place;
    KB130 a figure in a text of ``pages/``; KB131 a text that calls a number nobody has; KB132 a
    text that names a source or record nobody has; KB133 a medical word that a text for patients
    does not explain on first use; KB134 a clinical code that is none; KB135 an exercise without
    phases that does not say why, or a phase that does not say when to go on and when to go back;
    KB136 a recovery curve that does not say what was counted, or counts two things;
    KB137 what verbs and beginnings say of an item that nobody has, or a pattern that is none;
    KB138 salience of what does not exist, or of a danger sign; KB139 a pattern sought in a whole
    story that starts with words repeated without a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from popliteus.errors import KnowledgeError
from popliteus.knowledge.base import KnowledgeBase
from popliteus.knowledge.reader import Document, Path_


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where, what, and what to do about it."""

    code: str
    level: Literal["error", "warning"]
    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.code} {self.level} {self.file}:{self.line} {self.message}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A knowledge base with its documents, for checks that name lines."""

    base: KnowledgeBase
    folder: Path
    documents: dict[str, Document]

    def problem(
        self,
        code: str,
        file: str,
        path: Path_,
        message: str,
        remedy: str,
        *,
        level: Literal["error", "warning"] = "error",
    ) -> Problem:
        """Return a problem at the line of a path in a file."""
        document = self.documents.get(file)
        line = document.line(path) if document else 1
        return Problem(code, level, file, line, message, remedy)


Check = Callable[[Checked], Iterator[Problem]]


def check(folder: Path) -> list[Problem]:
    """Return every problem of a knowledge base, files first.

    A file that is no record hides the checks across records, because they need all of them.
    """
    from popliteus.knowledge import (
        checks_asked,
        checks_causes,
        checks_codes,
        checks_drawn,
        checks_numbers,
        checks_patterns,
        checks_phases,
        checks_prose,
        checks_told,
        checks_words,
    )
    from popliteus.knowledge.files import documents, invalid

    found: list[Problem] = []
    read: dict[str, Document] = {}
    ids: dict[str, str] = {}
    try:
        for kind, name, document in documents(folder):
            read[document.name] = document
            for one in invalid(kind, name, document):
                error = one.error()
                found.append(
                    Problem("KB001", "error", one.file, one.line, error.found, error.expected)
                )
            found += _same_id(ids, kind, name, document.name)
    except KnowledgeError as error:
        found.append(
            Problem("KB001", "error", error.file, error.line or 1, error.found, error.expected)
        )
    if found:
        return found
    checked = Checked(_load(folder), folder, read)
    first = (checks_asked, checks_causes, checks_numbers)
    later = (checks_told, checks_drawn, checks_prose, checks_words, checks_codes, checks_phases)
    for module in (*first, *later, checks_patterns):
        for one_check in module.CHECKS:
            found += one_check(checked)
    return found


def _load(folder: Path) -> KnowledgeBase:
    from popliteus.knowledge.base import load

    return load(folder)


def _same_id(ids: dict[str, str], kind: str, name: str, file: str) -> Iterator[Problem]:
    if kind in {"references", "facts"}:  # a fact with one reading may share its name
        return
    if name in ids:
        roles = {kind, ids[name].partition("/")[0]}
        two_roles = "factors" in roles and roles & {"findings", "attributes"}
        yield Problem(
            "KB102" if two_roles else "KB002",
            "error",
            file,
            1,
            f"the id {name} is also that of {ids[name]}",
            "an item has one role in the whole base; choose another id"
            if two_roles
            else "ids are unique in the whole base; choose another",
        )
    ids[name] = file

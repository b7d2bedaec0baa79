"""Texts of the knowledge base: words only, with figures and sources called by name.

What this module is
    `read_prose`, the files of ``knowledge/pages/``: a head between two lines of ``---`` (title,
    description, last_reviewed) and a text in Markdown. A figure is called with
    ``{{ n("bakers-cyst#effusion") }}``, optionally in a style, ``{{ n("...", "words") }}``; a
    picture with ``{{ drawing("back-of-knee") }}``; a source with ``[@ward-2001]``; another page
    with ``[words](cause:gout)``.

What it is not
    No HTML is made here (`popliteus.publish`), and nothing is looked up: that is the business of
    `popliteus.knowledge.checks_prose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from popliteus.errors import KnowledgeError
from popliteus.knowledge.reader import read_text

#: Folder of the texts in a knowledge base.
FOLDER = "pages"

#: Everything a head holds.
HEAD = ("title", "description", "last_reviewed")

CALL = re.compile(r"\{\{(.*?)\}\}", re.S)
NUMBER = re.compile(r'\s*n\(\s*"(?P<address>[^"]*)"\s*(?:,\s*"(?P<style>[a-z_]*)"\s*)?\)\s*\Z')
DRAWING = re.compile(r'\s*drawing\(\s*"(?P<name>[a-z0-9-]+)"\s*\)\s*\Z')
CITED = re.compile(r"\[@([a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*)\]")
LINK = re.compile(r"\]\(([^()\s]*)\)")

#: Names that hold a digit and are no figures: nerve roots and vertebrae.
_NAMES = re.compile(r"\b[LS][1-5]\b")
_DIGIT = re.compile(r"\d[\d.,]*")

#: Figures that are written out. "One" alone is allowed: it is also a pronoun.
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety|hundred|thousand|dozen"
)
_UNITS = (
    "seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times|points?|people|men|women|"
    "cases|patients|steps?|centimetres?|degrees?|milligrams?"
)
_WRITTEN = re.compile(
    rf"\b(?:{_WORDS})\s+(?:or\s+\w+\s+|to\s+\w+\s+)?(?:{_UNITS})\b"
    rf"|\bper\s?cent\b|%|\b(?:in|of|out of)\s+(?:{_WORDS})\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Prose:
    """One text.

    Attributes
    ----------
    name
        Of the file, without its ending.
    file
        Relative to the knowledge base, for messages.
    body
        Markdown with calls.
    first_line
        Line of the file on which the body begins.
    """

    name: str
    file: str
    title: str
    description: str
    last_reviewed: str
    body: str
    first_line: int

    def line(self, place: int) -> int:
        """Return the line of a character of the body."""
        return self.first_line + self.body.count("\n", 0, place)

    def sections(self) -> dict[str, str]:
        """Return the parts under headings of the second level, by heading."""
        parts = re.split(r"^## +(.+?) *$", self.body, flags=re.M)
        return dict(zip(parts[1::2], (one.strip() for one in parts[2::2]), strict=True))


@dataclass(frozen=True, slots=True)
class Stray:
    """A figure in words where a call should stand."""

    line: int
    text: str


def read_prose(folder: Path) -> dict[str, Prose]:
    """Return every text of a knowledge base by name; none where there is no folder of texts.

    Raises
    ------
    KnowledgeError
        A file without a head, or with a head that lacks a key.
    """
    return {
        path.stem: parse(path.read_text(encoding="utf-8"), path.stem)
        for path in sorted((folder / FOLDER).glob("*.md"))
    }


def parse(text: str, name: str) -> Prose:
    r"""Return one text.

    Examples
    --------
    >>> one = parse("---\ntitle: T\ndescription: D\nlast_reviewed: 2026-11-29\n---\nWords.\n", "x")
    >>> one.title, one.body, one.first_line
    ('T', 'Words.\n', 6)
    """
    file = f"{FOLDER}/{name}.md"
    parts = re.match(r"---\n(.*?\n)---\n", text, re.S)
    if parts is None:
        raise KnowledgeError(
            found="no head", file=file, line=1, code="KB001",
            expected=f"lines with {', '.join(HEAD)} between two lines of ---",
        )  # fmt: skip
    values = read_text(parts[1], file).value
    head = cast("Mapping[str, object]", values) if isinstance(values, Mapping) else {}
    if set(head) != set(HEAD) or not all(isinstance(one, str) and one for one in head.values()):
        raise KnowledgeError(
            found=f"a head with {', '.join(head) or 'nothing'}", file=file, line=1, code="KB001",
            expected=f"{', '.join(HEAD)}, each with words",
        )  # fmt: skip
    title, description, last = (str(head[key]) for key in HEAD)
    before = text[: parts.end()].count("\n")
    return Prose(name, file, title, description, last, text[parts.end() :], before + 1)


def addresses(prose: Prose) -> Iterator[tuple[int, str]]:
    """Yield (line, address) of every figure that a text calls."""
    for call in CALL.finditer(prose.body):
        number = NUMBER.match(call[1])
        if number:
            yield prose.line(call.start()), number["address"]


def unknown_calls(prose: Prose) -> Iterator[tuple[int, str]]:
    """Yield (line, words) of every call that is neither a figure nor a picture."""
    for call in CALL.finditer(prose.body):
        if not (NUMBER.match(call[1]) or DRAWING.match(call[1])):
            yield prose.line(call.start()), call[0]


def cited(prose: Prose) -> Iterator[tuple[int, str]]:
    """Yield (line, reference) of every source that a text cites."""
    for found in CITED.finditer(prose.body):
        for one in found[1].split(";"):
            yield prose.line(found.start()), one.strip().removeprefix("@")


def links(prose: Prose) -> Iterator[tuple[int, str]]:
    """Yield (line, target) of every link."""
    for found in LINK.finditer(prose.body):
        yield prose.line(found.start()), found[1]


def strays(prose: Prose) -> Iterator[Stray]:
    r"""Yield every figure that stands in the words themselves.

    Examples
    --------
    >>> head = "---\ntitle: T\ndescription: D\nlast_reviewed: 2026-11-29\n---\n"
    >>> [one.text for one in strays(parse(head + "About 4 in 10, or L5, or ten days.", "x"))]
    ['4', '10', 'ten days']
    """
    body = prose.body
    for pattern in (CALL, CITED, LINK, _NAMES):
        body = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    found = [*_DIGIT.finditer(body), *_WRITTEN.finditer(body)]
    for one in sorted(found, key=lambda match: match.start()):
        yield Stray(prose.line(one.start()), " ".join(one[0].split()).rstrip(".,"))

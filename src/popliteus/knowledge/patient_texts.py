"""Every text of a knowledge base that a patient can read, with file, field and line.

What this module is
    `texts_of`, the patient texts of one record in the order in which a page shows them, taken from
    the plain values of its file, so that records which are not used yet count as well; and
    `parts_of`, the paragraphs and lists of a text of ``pages/``.

What it is not
    No judgement of a text: hard words are the business of `popliteus.knowledge.checks_words`, the
    reading age that of ``scripts/reading_age.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from popliteus.knowledge.prose import CALL, CITED, Prose
from popliteus.knowledge.reader import Path_

#: What patients read of each kind of file, in reading order; `*` stands for every entry of a list
#: or mapping. Wording for clinicians (`name`, `summary`, `now_clinician` ...) is left out.
FIELDS: dict[str, tuple[str, ...]] = {
    "causes": (
        "lay_name", "lay_summary", "may_hide", "care.now.*", "care.come_back_if.*",
        "care.course.patient", "care.course.off_track_if", "evidence.*.counted",
        "differences.*.how",
    ),
    "treatments": (
        "lay_name", "what", "how", "begins.because", "leave_out.*", "phases.*.name",
        "phases.*.goal", "phases.*.steps.*.name", "phases.*.steps.*.how", "phases.*.go_on_if.*",
        "phases.*.back_if.*", "stop_if.*", "cautions.*.because", "pros.*", "cons.*",
    ),
    "tests": ("lay_name", "why", "why_not"),
    "rules": (
        "lay_name", "with_signs.patient", "says.patient", "why", "phone.*", "items.*.lay_name",
        "bands.*.action.patient",
    ),
    "findings": ("ask", "hint", "how", "why", "lay_name"),
    "factors": ("ask", "hint", "why", "lay_name"),
    "attributes": ("ask", "hint", "options.*.ask", "why"),
    "services": (
        "levels.*.name", "levels.*.within", "levels.*.patient", "alike.*.says",
        "young.come_back_if.*", "limits.*",
    ),
    "questionnaire": ("pages.*.title",),
    "intake": ("elsewhere.patient", "crisis.title", "crisis.patient.*"),
    "drawings": (
        "drawings.*.title", "drawings.*.description", "regions.*.name", "parts.*.lay_name",
    ),
}  # fmt: skip

#: Of a finding that only clinicians or tests answer, patients read what it is called.
_NAME_ONLY = ("lay_name",)

_ITEM = re.compile(r"^(?:- |\d+\. )", re.M)
_LINK = re.compile(r"\[([^\]]*)\]\([^()\s]*\)")
_HEADING = re.compile(r"^#+ .*$", re.M)
_MARKS = re.compile(r"[*_`|]+")


@dataclass(frozen=True, slots=True)
class PatientText:
    """One text as it stands in a record, or one paragraph of a page.

    Attributes
    ----------
    path
        The way to the value; of a paragraph: empty.
    line
        Of the file, for paragraphs; 0 where the path says it.
    listed
        Whether each line of the text is an item of a list.
    """

    file: str
    path: Path_
    text: str
    line: int = 0
    listed: bool = False

    @property
    def field(self) -> str:
        """Return the way to the value in words, or the line.

        >>> PatientText("causes/gout.yaml", ("care", "now", 1), "Rest.").field
        'care.now.1'
        """
        return ".".join(map(str, self.path)) or f"line {self.line}"


def texts_of(kind: str, file: str, value: object) -> Iterator[PatientText]:
    """Yield what patients read of one file, given its plain values.

    Examples
    --------
    >>> record = {"lay_name": "Gout", "care": {"now": ["Rest.", "Cool it."]}}
    >>> [one.field for one in texts_of("causes", "causes/gout.yaml", record)]
    ['lay_name', 'care.now.0', 'care.now.1']
    """
    fields = FIELDS.get(kind, ())
    if kind == "findings" and isinstance(value, Mapping) and value.get("who") != "patient":
        fields = _NAME_ONLY
    for pattern in fields:
        for path, text in _at(value, pattern.split("."), ()):
            if not _for_clinicians(value, path):
                yield PatientText(file, path, text)


def _for_clinicians(value: object, path: Path_) -> bool:
    """Return whether an entry on the way to a value says that it is for clinicians only."""
    for key in path:
        value = cast("Mapping[object, object]", value)[key]
        if isinstance(value, Mapping) and value.get("who") == "clinician":
            return True
    return False


def _at(value: object, keys: list[str], path: Path_) -> Iterator[tuple[Path_, str]]:
    if not keys:
        if isinstance(value, str) and value:
            yield path, value
        return
    first, *rest = keys
    entries: list[tuple[str | int, object]] = []
    if isinstance(value, Mapping):
        entries = [(key, one) for key, one in value.items() if first in {"*", key}]
    elif isinstance(value, list | tuple) and first == "*":
        entries = list(enumerate(value))
    for key, one in entries:
        yield from _at(one, rest, (*path, key))


def parts_of(prose: Prose) -> Iterator[PatientText]:
    r"""Yield title, description, and each paragraph or list of a page without its Markdown.

    Numbers and pictures that a text calls, and its sources, are left out: a figure is read as one
    short word.

    Examples
    --------
    >>> from popliteus.knowledge.prose import parse
    >>> head = "---\ntitle: Knees\ndescription: All of it.\nlast_reviewed: 2026-11-29\n---\n"
    >>> page = parse(head + "## Why\n\nRest [it](cause:gout):\n\n- a\n- b\n", "x")
    >>> [(one.text, one.listed) for one in parts_of(page)][2:]
    [('Rest it:', False), ('a\nb', True)]
    """
    yield PatientText(prose.file, (), prose.title, 2)
    yield PatientText(prose.file, (), prose.description, 3)
    for block in re.finditer(r"(?:^.*\S.*\n?)+", prose.body, re.M):
        raw = _HEADING.sub("", block[0])
        text = CALL.sub(lambda call: "" if "drawing(" in call[0] else "some", raw)
        text = _MARKS.sub("", _LINK.sub(r"\1", CITED.sub("", text)))
        listed = _ITEM.match(raw) is not None
        lines = (" ".join(one.split()) for one in _ITEM.sub("\n\n", text).split("\n\n"))
        plain = "\n".join(one for one in lines if one)
        if plain:
            yield PatientText(prose.file, (), plain, prose.line(block.start()), listed)

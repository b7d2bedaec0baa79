"""Records held to their types, with file and line in every message.

This is the only module that imports pydantic. It runs when files changed and in
``popliteus check``; it also writes the schemas that editors use.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from popliteus.errors import KnowledgeError
from popliteus.knowledge import records
from popliteus.knowledge.reader import Document
from popliteus.knowledge.rule_schema import rule_schema

#: Folder (or file) of the knowledge base and the record it holds.
FOLDERS: dict[str, type] = {
    "causes": records.Cause,
    "facts": records.Fact,
    "findings": records.Finding,
    "attributes": records.Attribute,
    "factors": records.Factor,
    "treatments": records.Treatment,
    "tests": records.Test,
    "references": records.Reference,
}
FILES: dict[str, type] = {
    "model": records.ModelSettings,
    "services": records.Services,
    "questionnaire": records.Questionnaire,
    "intake": records.Intake,
    "drawings": records.Drawings,
    "jargon": records.Jargon,
    "salience": records.Salience,
}


@cache
def _adapter(kind: type) -> TypeAdapter[object]:
    return TypeAdapter(kind)


@dataclass(frozen=True, slots=True)
class Invalid:
    """One value that does not fit the format."""

    file: str
    line: int
    path: str
    found: str
    expected: str

    def error(self) -> KnowledgeError:
        """Return the same as an exception."""
        return KnowledgeError(
            found=f"{self.path}: {self.found}",
            file=self.file,
            line=self.line,
            expected=self.expected,
            code="KB001",
        )


def problems(kind: type, document: Document) -> list[Invalid]:
    """Return what keeps a document from being a record of `kind`; empty when it is one."""
    try:
        _adapter(kind).validate_json(json.dumps(document.value), strict=True)
    except ValidationError as error:
        return [_invalid(document, dict(item)) for item in error.errors(include_url=False)]
    return []


def _invalid(document: Document, item: dict[str, object]) -> Invalid:
    location = item.get("loc", ())
    path = (
        tuple(part for part in location if isinstance(part, str | int))
        if isinstance(location, tuple)
        else ()
    )
    found = item.get("input")
    shown = "nothing" if item.get("type") == "missing" else repr(found)[:80]
    return Invalid(
        file=document.name,
        line=document.line(path),
        path=".".join(str(part) for part in path) or "the whole file",
        found=shown,
        expected=str(item.get("msg", "another value")),
    )


def schemas() -> dict[str, str]:
    """Return file name to JSON Schema text, for editors.

    A test compares the files in ``knowledge/schema/`` with these.
    """
    found = {name.removesuffix("s"): kind for name, kind in FOLDERS.items()} | FILES
    shapes = {name: _adapter(kind).json_schema() for name, kind in found.items()}
    shapes["rule"] = rule_schema()
    return {
        f"{name}.schema.json": json.dumps(shape, indent=1, sort_keys=True) + "\n"
        for name, shape in sorted(shapes.items())
    }


def write_schemas(folder: Path) -> None:
    """Write every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")

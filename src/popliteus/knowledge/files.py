"""The folder of a knowledge base, read and validated file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from popliteus.errors import KnowledgeError
from popliteus.knowledge.reader import Document, read_file
from popliteus.knowledge.validate import FILES, FOLDERS, Invalid, problems
from popliteus.rules import from_mapping

#: Statuses that are not used. A figure must have been read twice; a red flag that was extracted
#: fires all the same, because leaving it out would be the greater danger. Second place: rules.
_NOT_USED = (frozenset({"draft", "extracted", "withdrawn"}), frozenset({"draft", "withdrawn"}))


def documents(folder: Path) -> Iterator[tuple[str, str, Document]]:
    """Yield (kind, id, document) of every record file, in order of name.

    Raises
    ------
    KnowledgeError
        A file that the strict reader refuses.
    """
    for kind in (*FOLDERS, "rules"):
        for path in sorted((folder / kind).glob("*.yaml")):
            yield kind, path.stem, read_file(path, f"{kind}/{path.name}")
    for name in FILES:
        yield name, name, read_file(folder / f"{name}.yaml", f"{name}.yaml")


def invalid(kind: str, name: str, document: Document) -> list[Invalid]:
    """Return what is wrong with one file by itself."""
    found: list[Invalid] = []
    if kind == "rules":
        found += _rule_problems(document)
    else:
        found += problems({**FOLDERS, **FILES}[kind], document)
    value = document.value
    given = value.get("id") if isinstance(value, Mapping) else None
    if kind not in FILES and given != name:
        found.append(
            Invalid(
                document.name, document.line(("id",)), "id", repr(given), f"the file's name, {name}"
            )
        )
    return found


def _rule_problems(document: Document) -> list[Invalid]:
    if not isinstance(document.value, Mapping):
        return [Invalid(document.name, 1, "the whole file", "no mapping", "a rule")]
    try:
        from_mapping(cast("Mapping[str, object]", document.value))
    except ValueError as error:
        return [Invalid(document.name, 1, "rule", str(error), "a rule as in CONTRIBUTING.md")]
    return []


def read_folder(folder: Path) -> dict[str, dict[str, object]]:
    """Return kind to id to plain values of a whole knowledge base.

    Raises
    ------
    KnowledgeError
        The first file that is not a valid record.
    """
    raw: dict[str, dict[str, object]] = {kind: {} for kind in (*FOLDERS, "rules", *FILES)}
    for kind, name, document in documents(folder):
        for one in invalid(kind, name, document):
            raise one.error()
        value = cast("Mapping[str, object]", document.value)
        if value.get("status") not in _NOT_USED[kind == "rules"]:
            raw[kind][name] = dict(value)
    if not raw["causes"]:
        raise KnowledgeError(found="no cause", file=folder, expected="files in causes/")
    return raw

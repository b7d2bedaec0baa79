"""What differs between two builds of the knowledge base, for release notes and the page of changes.

What this module is
    A `Build` is version, digest and the plain values of every record; `compare` says what was
    added, removed and changed from one to the other, record by record and value by value.

What it is not
    It compares what is known, not what follows from it: how results of vignettes move is
    measured by `popliteus evaluate`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from popliteus.errors import KnowledgeError
from popliteus.knowledge.base import KINDS, KnowledgeBase, load

#: The shape of a build's file; raise when it changes.
SCHEMA = 1

#: Keys that say nothing about medicine: how stories are read changes by the thousand.
_LEFT_OUT = frozenset({"schema", "phrases", "aliases"})

#: Longer values are said to have new words instead of being printed twice.
_LONGEST = 60

Value = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Build:
    """One build: what it is called, and every record as plain values by folder and id."""

    version: str
    digest: str
    records: Mapping[str, Mapping[str, Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One value of a record that differs; None stands for "not there"."""

    where: str
    before: Value
    after: Value

    def __str__(self) -> str:
        """Return the change in words.

        >>> print(Changed("evidence/effusion/estimate/value", 0.32, 0.4))
        evidence / effusion / estimate / value: 0.32, now 0.4
        """
        where = self.where.replace("/", " / ").replace("_", " ")
        if self.before is None:
            return f"{where}: new, {_said(self.after)}"
        if self.after is None:
            return f"{where}: gone, was {_said(self.before)}"
        if any(isinstance(one, str) and len(one) > _LONGEST for one in (self.before, self.after)):
            return f"{where}: new words"
        return f"{where}: {_said(self.before)}, now {_said(self.after)}"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that was added, removed or changed."""

    kind: str
    id: str
    what: str
    changes: tuple[Changed, ...] = ()


def build_of(base: KnowledgeBase) -> Build:
    """Return a knowledge base as a build."""
    records = {
        kind: {name: _kept(value) for name, value in base.plain(kind).items()} for kind in KINDS
    }
    return Build(
        base.version,
        base.digest,
        cast("Mapping[str, Mapping[str, Mapping[str, object]]]", records),
    )


def to_json(build: Build) -> str:
    """Return a build as the text of a file."""
    values = {
        "schema": SCHEMA,
        "version": build.version,
        "digest": build.digest,
        "records": build.records,
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def read_build(path: Path) -> Build:
    """Read a build: the folder of a knowledge base, or the file that came with its pages.

    Raises
    ------
    KnowledgeError
        Neither.
    """
    if path.is_dir() and (path / "VERSION").is_file():
        return build_of(load(path))
    expected = "the folder of a knowledge base, or knowledge.json from the pages of a release"
    file = path / "knowledge.json" if path.is_dir() else path
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(
            found=f"nothing that can be read ({error})", file=path, expected=expected
        ) from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise KnowledgeError(found="another kind of file", file=path, expected=expected)
    return Build(values["version"], values["digest"], values["records"])


def compare(before: Build, after: Build) -> list[RecordChange]:
    """Return what differs, in the order of folders and ids.

    Examples
    --------
    >>> old = Build("1", "a", {"causes": {"gout": {"name": "Gout"}}})
    >>> new = Build("2", "b", {"causes": {"gout": {"name": "Gout flare"}, "pes": {}}})
    >>> [(one.id, one.what, [str(c) for c in one.changes]) for one in compare(old, new)]
    [('gout', 'changed', ['name: Gout, now Gout flare']), ('pes', 'added', [])]
    """
    found: list[RecordChange] = []
    for kind in KINDS:
        old, new = before.records.get(kind, {}), after.records.get(kind, {})
        for name in sorted({*old, *new}):
            if name not in old or name not in new:
                found.append(RecordChange(kind, name, "added" if name in new else "removed"))
                continue
            changes = tuple(_differences(old[name], new[name]))
            if changes:
                found.append(RecordChange(kind, name, "changed", changes))
    return found


def _differences(before: object, after: object) -> Iterator[Changed]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for where in sorted({*old, *new}):
        if old.get(where) != new.get(where):
            yield Changed(where, old.get(where), new.get(where))


def _leaves(value: object, where: str = "") -> Iterator[tuple[str, Value]]:
    """Yield (place, value) of everything in a record; entries with an id are named by it."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _leaves(one, f"{where}/{key}" if where else str(key))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value, start=1):
            known = one if isinstance(one, Mapping) else {}
            name = known.get("id") or known.get("factor") or known.get("cause") or place
            yield from _leaves(one, f"{where}/{name}")
    else:
        yield where, cast("Value", value)


def _kept(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _kept(one) for key, one in value.items() if key not in _LEFT_OUT}
    return [_kept(one) for one in value] if isinstance(value, list | tuple) else value


def _said(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)

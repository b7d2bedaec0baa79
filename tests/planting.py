"""Copies of the knowledge base with one mistake planted in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from popliteus.knowledge.checks import Problem, check

Edit = Callable[[dict[str, Any]], None]

#: libyaml writes and reads ten times as fast as the pure-Python code.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def values_of(path: Path) -> dict[str, Any]:
    """Return the values of a record file."""
    return cast("dict[str, Any]", yaml.load(path.read_text(encoding="utf-8"), LOADER))  # noqa: S506 - a safe loader


def write(path: Path, values: Mapping[str, Any]) -> None:
    """Write a record in a form that the strict reader takes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True, width=10_000),
        encoding="utf-8",
    )


class Planted:
    """A copy of a knowledge base; every edit can be taken back."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(source, folder)
        self._before: dict[Path, bytes | None] = {}

    def path(self, name: str) -> Path:
        return self.folder / name

    def _keep(self, path: Path) -> None:
        self._before.setdefault(path, path.read_bytes() if path.exists() else None)

    def edit(self, name: str, change: Edit) -> None:
        """Change the values of one record."""
        path = self.path(name)
        self._keep(path)
        values = values_of(path)
        change(values)
        write(path, values)

    def text(self, name: str, change: Callable[[str], str]) -> None:
        """Change the text of one file."""
        path = self.path(name)
        self._keep(path)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = change(before)
        assert after != before, "nothing was planted"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(after, encoding="utf-8")

    def remove(self, name: str) -> None:
        path = self.path(name)
        self._keep(path)
        path.unlink()

    def restore(self) -> None:
        """Take every edit back."""
        for path, before in self._before.items():
            if before is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(before)
        self._before.clear()

    def problems(self, code: str | None = None) -> list[Problem]:
        """Return what `popliteus check` finds now."""
        return [one for one in check(self.folder) if code is None or one.code == code]

    def line_of(self, name: str, word: str) -> int:
        """Return the first line, from 1, that holds the word; ``^word`` wants it at the start."""
        start = word.startswith("^")
        for number, line in enumerate(self.path(name).read_text("utf-8").splitlines(), 1):
            if line.startswith(word[1:]) if start else word in line:
                return number
        raise AssertionError(f"{name} has no line with {word}")

"""Which code and which knowledge made a result.

What this module is
    The version of the installed code, and `Stamp`: code version, knowledge version and
    knowledge digest, put on every result so that it can be produced again.

What it is not
    It computes no digest (`popliteus.knowledge` does) and holds no date or time:
    the same input gives the same bytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

#: What `code_version` returns when neither the package metadata nor a checkout can be read.
UNKNOWN_VERSION = "0+unknown"

_PROJECT_FILE = Path(__file__).resolve().parents[2] / "pyproject.toml"


class KnowledgeStampDict(TypedDict):
    """The ``knowledge`` part of a stamp in JSON."""

    version: str
    digest: str
    reviewed: bool


class StampDict(TypedDict):
    """A stamp in JSON."""

    popliteus: str
    knowledge: KnowledgeStampDict


@cache
def code_version() -> str:
    """Return the version of the code that is running.

    The package metadata says it; in a checkout that was never installed, ``pyproject.toml``
    does; otherwise it is `UNKNOWN_VERSION`, which is never mistaken for a release.

    Examples
    --------
    >>> code_version().count(".") >= 1
    True
    """
    found = _installed_version(sys.path)
    if found is not None:
        return found
    from importlib import metadata  # slow to import, and hardly ever needed

    try:
        return metadata.version("popliteus")
    except metadata.PackageNotFoundError:
        return _checkout_version(_PROJECT_FILE)


def _installed_version(folders: Iterable[str]) -> str | None:
    """Return what importlib.metadata would, for a package installed in a plain folder."""
    for folder in folders:
        try:
            with os.scandir(folder or os.curdir) as entries:
                names = [one.name for one in entries if one.name.startswith("popliteus-")]
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                return _version_line(Path(folder, name, "METADATA"))
    return None


def _version_line(metadata_file: Path) -> str | None:
    try:
        lines = metadata_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return next((line[9:].strip() for line in lines if line.startswith("Version: ")), None)


def _checkout_version(project_file: Path) -> str:
    """Return the version written in a checkout's ``pyproject.toml``."""
    import tomllib  # only for a checkout that was never installed

    try:
        project = tomllib.loads(project_file.read_text(encoding="utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return UNKNOWN_VERSION
    if project.get("name") != "popliteus":
        return UNKNOWN_VERSION
    return str(project.get("version", UNKNOWN_VERSION))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a result rests on.

    Attributes
    ----------
    popliteus
        Code version.
    knowledge_version
        Calendar version of the knowledge base, as in ``knowledge/VERSION``.
    knowledge_digest
        ``sha256:`` and the digest of the records that were compiled.
    reviewed
        True only when a named clinician has signed every record used.

    Examples
    --------
    >>> stamp = Stamp("0.1.0", "2026.12.0", "sha256:00ff", reviewed=False)
    >>> stamp.to_dict()["knowledge"]["version"]
    '2026.12.0'
    >>> print(stamp)
    popliteus 0.1.0, knowledge 2026.12.0 (sha256:00ff), not reviewed by a clinician
    """

    popliteus: str
    knowledge_version: str
    knowledge_digest: str
    reviewed: bool

    def to_dict(self) -> StampDict:
        """Return the stamp in the shape that every JSON result carries."""
        return {
            "popliteus": self.popliteus,
            "knowledge": {
                "version": self.knowledge_version,
                "digest": self.knowledge_digest,
                "reviewed": self.reviewed,
            },
        }

    def __str__(self) -> str:
        review = "reviewed by a clinician" if self.reviewed else "not reviewed by a clinician"
        return (
            f"popliteus {self.popliteus}, knowledge {self.knowledge_version} "
            f"({self.knowledge_digest}), {review}"
        )

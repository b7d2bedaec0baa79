"""Case files: read strictly, written so that they can be read again."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import yaml

from popliteus.assess.values import plain
from popliteus.errors import CaseError, KnowledgeError
from popliteus.knowledge.reader import LARGEST_FILE, read_bytes

_JSON_ONLY = "YAML or JSON with keys such as age, sex and findings"

#: A measured value as people type it: ``3 cm``, ``38.5C``. An option such as ``1-7-days`` is none.
_MEASURED = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)\s*([A-Za-z°%/]+)\Z")

#: Answers as people type them on a command line.
_SAID = {"yes": "present", "no": "absent", "not sure": "unknown"}

#: Text that every YAML reader takes for text without quotation marks.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_NOT_PLAIN = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def read_cases(name: str) -> list[dict[str, object]]:
    """Return the cases of a file, or of standard input when `name` is ``-``.

    Raises
    ------
    CaseError
        The file cannot be read, is too large, is no text, or is no case.
    """
    where = "standard input" if name == "-" else name
    try:
        raw = _bytes(name)
    except OSError as error:
        raise cannot_read(where, error) from error
    return cases_in(raw, where)


def cases_in(raw: bytes, where: str) -> list[dict[str, object]]:
    """Return the cases that some bytes hold.

    Raises
    ------
    CaseError
        They are too many, are no text, or are no case.
    """
    try:
        value = read_bytes(raw, where).value
    except KnowledgeError as error:
        raise CaseError(
            found=error.found, where=error.where, expected=error.expected, code="bad-file"
        ) from error
    cases = value if isinstance(value, list) else [value]
    if not cases or not all(isinstance(case, Mapping) for case in cases):
        raise CaseError(found="no case", where=where, expected=_JSON_ONLY, code="bad-file")
    return [dict(cast("Mapping[str, object]", case)) for case in cases]


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    with Path(name).open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def story_of(given: str, *, taken: bool = False) -> str:
    """Return the story that ``--text`` names: the words, ``-`` or ``@FILE``.

    Parameters
    ----------
    given
        What stands behind ``--text``.
    taken
        Whether standard input holds something else already.

    Raises
    ------
    CaseError
        A file that cannot be read, is no text or is too long, or an empty story.
    """
    where, text = "--text", given
    if given == "-" or given.startswith("@"):
        where = "standard input" if given == "-" else given[1:]
        if given == "-" and taken:
            raise CaseError(
                found="standard input twice", where="--text -", expected="it for one of the two"
            )
        try:
            raw = _bytes(where if given != "-" else "-")
        except OSError as error:
            raise CaseError(
                found=f"a file that cannot be read ({error.strerror})",
                where=where,
                expected="a text file",
                code="no-file",
            ) from error
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CaseError(
                found=f"a byte that is no UTF-8 at {error.start}", where=where, expected="a text"
            ) from error
    if not text.strip():
        raise CaseError(found="no story", where=where, expected="some words", code="no-story")
    return text


def one_case(name: str) -> dict[str, object]:
    """Return the only case of a file.

    Raises
    ------
    CaseError
        As `read_cases`, or several cases.
    """
    cases = read_cases(name)
    if len(cases) > 1:
        raise CaseError(
            found=f"{len(cases)} cases",
            where=name,
            expected="one; `popliteus evaluate` scores many",
        )
    return cases[0]


def merge(values: dict[str, object], settings: list[str]) -> dict[str, object]:
    """Return a case with ``--set`` answers added.

    Raises
    ------
    CaseError
        No ``=``, or two different values for one id.
    """
    findings = values.get("findings") or {}
    if not isinstance(findings, Mapping):
        return values
    merged: dict[str, object] = dict(findings)
    for setting in settings:
        item, sign, value = setting.partition("=")
        item = item.strip()
        if not sign or not item:
            raise CaseError(
                found=f"'{setting}'",
                where="--set",
                expected="ID=VALUE, such as calf-swelling=present or calf-difference=3cm",
            )
        given = _value(value.strip())
        if item in merged and merged[item] != given:
            raise CaseError(
                found=f"two values for {item}: {_shown(merged[item])} and {_shown(given)}",
                where=f"--set {setting}",
                expected="one value for each id",
                code="two-values",
            )
        merged[item] = given
    return {**values, "findings": merged}


def _value(text: str) -> object:
    """Read what stands behind ``=``: a word, a number, or a number with its unit.

    >>> _value("3 cm"), _value("1-7-days"), _value("present")
    ({'value': 3.0, 'unit': 'cm'}, '1-7-days', 'present')
    """
    if text.lower() in _SAID:
        return _SAID[text.lower()]
    measured = _MEASURED.match(text)
    if measured:
        return {"value": float(measured[1]), "unit": measured[2]}
    try:
        return plain(float(text))
    except ValueError:
        return text


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values())
    return str(value)


class CaseDumper(yaml.SafeDumper):
    """Writes YAML that the strict reader takes for what was meant."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain_text = _PLAIN.match(text) and text.lower() not in _NOT_PLAIN
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain_text else '"')


CaseDumper.add_representer(str, _text)


def write_case(path: Path, values: Mapping[str, object]) -> None:
    """Write a case file: complete or not at all, and readable by its owner alone.

    Raises
    ------
    CaseError
        The place cannot be written to.
    """
    text = yaml.dump(
        dict(values), Dumper=CaseDumper, sort_keys=False, allow_unicode=True, width=100
    )
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        new.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_read(path: Path | str, error: OSError) -> CaseError:
    """Return the error that says which file could not be read."""
    return CaseError(
        found=f"a file that cannot be read ({error.strerror})",
        where=str(path),
        expected="a case file",
        code="no-file",
    )


def cannot_write(path: Path, error: OSError) -> CaseError:
    """Return the error that says where nothing could be written."""
    return CaseError(
        found=f"a place that cannot be written to ({error.strerror})",
        where=str(path),
        expected="a file in a folder that is there and is yours",
        code="no-file",
    )


def unused(path: Path) -> Path:
    """Return a name that no earlier interview has: two people's answers are never mixed."""
    number = 2
    found = path
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found

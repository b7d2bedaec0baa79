"""``popliteus new``: a file to fill in. It never overwrites anything.

A *reading* is the blind form of the second reading (ADR 0010): for each published figure its
source, place and quantity, and nothing that would tell what the first reader saw.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import click
import yaml

from popliteus import load
from popliteus.cli.new_forms import FORMS
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.base import default_path
from popliteus.knowledge.reader import read_file
from popliteus.knowledge.records import Number

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")

#: Ids are unique across these folders; a fact may share its name with the finding that reads it.
UNIQUE = ("causes", "findings", "attributes", "factors", "rules", "treatments", "tests")

#: Records that hold published figures.
READ_AGAIN = ("causes", "findings", "factors", "facts", "treatments", "tests")

READING_HEAD = """\
# A second, blind reading. Do not look at the record, nor at a page or result made from it. Read
# each figure in its source and fill in:
#   read: what is printed, in quotation marks: "57% (95% CI 52-62)"
#   as:   the same as numbers. Proportions and percentages as fractions of 1, ratios as printed,
#         rates per 1000. kind interval: {value: , low: , high: }; kind proportion:
#         {events: , total: }; kind point: {value: }. Compute nothing.
#   or, when you could not see the figure: not_seen: true
# Remove neither entries nor ids. This file goes into a change of its own, without the record.
"""


def run(kind: str, name: str, knowledge: Path | None) -> None:
    """Write the file and say where it is.

    Raises
    ------
    CaseError
        An unknown kind, an id that is none or is taken, or a file that is there already.
    """
    kinds = (*FORMS, "reading")
    if kind not in kinds:
        near = difflib.get_close_matches(kind, kinds, n=1)
        hint = f"; nearest: {near[0]}" if near else ""
        raise CaseError(
            found=f"the kind '{kind}'",
            where="popliteus new",
            expected=f"one of {', '.join(kinds)}{hint}",
        )
    base = load(knowledge)
    folder = knowledge or default_path()
    if knowledge is None and folder.name == "_knowledge":
        raise CaseError(
            found="the knowledge base inside the installed package",
            where="popliteus new",
            expected="--knowledge with a folder of your own, such as a checkout's knowledge",
        )
    if kind == "reading":
        path, text = _reading(name, folder, base)
    else:
        _free(kind, name, folder)
        where, form = FORMS[kind]
        path, text = folder / where / f"{name}.yaml", form(name, base)
    _write(path, text)
    click.echo(f"{path}: written. {_next_step(kind)}")


def _next_step(kind: str) -> str:
    if kind == "reading":
        return "Give it to somebody who has not seen the record."
    if kind == "reference":
        return "Fill it in; `popliteus check` says what is missing."
    return "Fill it in, set its status to extracted, then `popliteus check`."


def _free(kind: str, name: str, folder: Path) -> None:
    """Refuse an id that is none, or that somebody has."""
    if not _ID.match(name):
        raise CaseError(
            found=f"the id '{name}'",
            where="popliteus new",
            expected="lower-case words joined by hyphens, such as pes-anserine-bursitis",
        )
    for other in ("references",) if kind == "reference" else UNIQUE:
        path = folder / other / f"{name}.yaml"
        if path.exists():
            raise CaseError(
                found=f"the id '{name}', which is taken",
                where=str(path),
                expected="an id that nobody has; ids are unique in the whole base",
                code="id-taken",
            )


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise CaseError(
            found="a file that is there already",
            where=str(path),
            expected="nothing: no file is overwritten",
            code="file-exists",
        ) from error
    except OSError as error:
        raise CaseError(
            found=f"a place that cannot be written to ({error.strerror})",
            where=str(path),
            expected="a folder of your own, with --knowledge",
            code="no-file",
        ) from error


def _reading(name: str, folder: Path, base: KnowledgeBase) -> tuple[Path, str]:
    """Return path and text of the blind form for the figures that nobody has read again."""
    of = _record(name, base)
    kind, _, record = of.partition("/")
    path = folder / "qc" / kind / f"{record}.yaml"
    figures: tuple[Number, ...] = getattr(base, kind)[record].evidence
    done = _read_before(of, folder)
    open_ = [one for one in figures if one.id not in done]
    if not open_:
        what = "no published figure" if not figures else "every figure read again already"
        raise CaseError(
            found=f"{what} in {of}",
            where=str(path) if figures else f"{of}.yaml",
            expected="a record with a figure that has no second reading",
            code="file-exists" if figures else None,
        )
    number = 2
    while path.exists():
        path = path.with_name(f"{record}--{number}.yaml")
        number += 1
    form = {
        "schema": 1,
        "of": of,
        "by": "",
        "kind": "",
        "blind": True,
        "signed": "",
        "numbers": [_blank(one) for one in open_],
        "disagreements": [],
    }
    text = yaml.safe_dump(form, sort_keys=False, width=100, allow_unicode=True)
    return path, READING_HEAD + text


def _blank(one: Number) -> dict[str, Any]:
    of = {key: value for key in _OF if (value := getattr(one.of, key)) is not None}
    return {
        "at": one.id,
        "ref": one.source.ref,
        "where": one.source.where,
        "url": one.source.url,
        "quantity": one.quantity,
        "speaks_of": of,
        "population": one.population,
        "reader": one.reader,
        "kind": one.estimate.kind,
        "read": "",
        "as": {},
    }


_OF = ("finding", "fact", "factor", "attribute", "option", "rule", "text")


def _record(name: str, base: KnowledgeBase) -> str:
    """Return ``folder/id`` of the record that is meant."""
    folder, slash, record = name.removesuffix(".yaml").rpartition("/")
    for kind in [folder] if slash else READ_AGAIN:
        if kind in READ_AGAIN and record in getattr(base, kind):
            return f"{kind}/{record}"
    known = [f"{kind}/{one}" for kind in READ_AGAIN for one in getattr(base, kind)]
    bare = {one.partition("/")[2]: one for one in reversed(known)}
    near = [bare[one] for one in difflib.get_close_matches(record, bare, n=3)]
    raise CaseError(
        found=f"the record '{name}'",
        where="popliteus new reading",
        expected=f"a record such as {', '.join(near or known[:1])}",
        code="unknown-id",
    )


def _read_before(of: str, folder: Path) -> set[str]:
    found: set[str] = set()
    for path in sorted((folder / "qc").glob("*/*.yaml")):
        value = cast("Mapping[str, object]", read_file(path).value)
        if value.get("of") == of:
            entries = cast("Iterable[Mapping[str, object]]", value.get("numbers") or ())
            found |= {str(entry.get("at")) for entry in entries}
    return found

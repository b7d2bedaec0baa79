"""``popliteus show``: the knowledge base, as it is, for clinicians and engineers.

Nothing here is worded for patients: it is the place where a doctor checks every number.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import RenderableType
from rich.text import Text

from popliteus import load
from popliteus.cli import show_asked, show_care, show_cause, show_rule
from popliteus.cli.console import console_for
from popliteus.cli.show_text import estimate, table
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.cited import citation
from popliteus.knowledge.records import (
    Attribute,
    Cause,
    Fact,
    Factor,
    Finding,
    Reference,
    Test,
    Treatment,
)
from popliteus.rules import Rule

Record = Attribute | Cause | Fact | Factor | Finding | Reference | Rule | Test | Treatment
Page = Callable[[Any, KnowledgeBase], Iterator[RenderableType]]

#: Folder of the knowledge base to the page of one record in it. What a person means by an id that
#: stands in two of them is the first: a finding before the fact that it reads.
PAGES: dict[str, Page] = {
    "causes": show_cause.page,
    "findings": show_asked.finding_page,
    "attributes": show_asked.attribute_page,
    "factors": show_asked.factor_page,
    "rules": show_rule.rule_page,
    "treatments": show_care.treatment_page,
    "tests": show_care.test_page,
    "references": show_rule.reference_page,
    "facts": show_asked.fact_page,
}
LISTS = (
    "causes",
    "findings",
    "factors",
    "rules",
    "treatments",
    "tests",
    "sources",
    "attributes",
    "facts",
)

#: Ids named when one is not known.
NEAREST = 5


def run(what: str, knowledge: Path | None, *, as_json: bool) -> None:
    """Print a list or a record.

    Raises
    ------
    CaseError
        No list and no record has this name; the nearest ids are named.
    """
    base = load(knowledge)
    if what in LISTS or what == "references":
        kind = "references" if what == "sources" else what
        rows = listed(kind, base)
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            _print_list(kind, rows)
        return
    kind, name = find(what, base)
    record = records(kind, base)[name]
    if as_json:
        click.echo(json.dumps(data(kind, record, base), ensure_ascii=False, indent=1))
        return
    console = console_for()
    for part in PAGES[kind](record, base):
        console.print(part)


def records(kind: str, base: KnowledgeBase) -> Mapping[str, Record]:
    """Return the records of a folder by id."""
    found: Mapping[str, Record] = getattr(base, kind)
    return found


def find(what: str, base: KnowledgeBase) -> tuple[str, str]:
    """Return folder and id of what was asked for: an id, or ``folder/id``.

    Raises
    ------
    CaseError
        Nobody has this id.
    """
    folder, slash, name = what.rpartition("/")
    wanted = [folder] if slash else list(PAGES)
    for kind in wanted:
        if kind in PAGES and name in records(kind, base):
            return kind, name
    raise CaseError(
        found=f"the id '{what}'",
        where="popliteus show",
        expected=_near(what, base),
        code="unknown-id",
    )


def _near(what: str, base: KnowledgeBase) -> str:
    names: dict[str, str] = {}
    for kind in reversed(PAGES):
        for name, record in records(kind, base).items():
            names[name] = name
            for word in _words(record):
                names.setdefault(word.lower(), name)
    near = difflib.get_close_matches(
        what.rpartition("/")[2].lower(), names, n=3 * NEAREST, cutoff=0.6
    )
    ids = list(dict.fromkeys(names[one] for one in near))[:NEAREST]
    lists = f"a list ({', '.join(LISTS)}) or an id"
    return f"{lists}; nearest: {', '.join(ids)}" if ids else lists


def _words(record: Record) -> Iterable[str]:
    if isinstance(record, Cause):
        return (record.name, record.lay_name, *record.synonyms)
    return (record.title,) if isinstance(record, Reference) else ()


def listed(kind: str, base: KnowledgeBase) -> list[dict[str, Any]]:
    """Return one plain row for each record of a folder."""
    cited: Counter[str] = Counter(_refs(base)) if kind == "references" else Counter()
    return [{"id": name, **_row(one, cited)} for name, one in records(kind, base).items()]


def _row(one: Record, cited: Counter[str]) -> dict[str, Any]:
    if isinstance(one, Rule):
        level = None if one.scheme else one.level.word
        return {"kind": one.kind.value, "level": level, "name": one.name}
    if isinstance(one, Reference):
        return {
            "cited": cited[one.id],
            "citation": citation(one),
            "doi": one.DOI,
            "pmid": one.PMID,
        }
    plain = asdict(one)
    return {key: plain[key] for key in _KEYS[type(one)]}


#: What a row of a list says, by the type of its record.
_KEYS: dict[type, tuple[str, ...]] = {
    Cause: ("name", "lay_name", "synonyms", "group", "codes"),
    Finding: ("fact", "who", "danger", "name", "lay_name"),
    Fact: ("meaning",),
    Attribute: ("name", "ask"),
    Factor: ("use", "name", "lay_name"),
    Test: ("finding", "name", "lay_name"),
    Treatment: ("kind", "name", "lay_name"),
}


def _refs(base: KnowledgeBase) -> Iterator[str]:
    for kind in PAGES:
        for record in records(kind, base).values():
            yield from _refs_in(asdict(record))
    yield from _refs_in(asdict(base.services))


def _refs_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("ref"), str):
            yield value["ref"]
        for one in value.values():
            yield from _refs_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _refs_in(one)


_COLUMNS = {
    "causes": ("name", "lay_name", "group"),
    "references": ("cited", "citation"),
    "findings": ("fact", "who", "name"),
}


def _print_list(kind: str, rows: list[dict[str, Any]]) -> None:
    console = console_for()
    columns = _COLUMNS.get(kind) or tuple(key for key in rows[0] if key != "id")
    console.print(
        table(
            ("id", *(name.replace("_", " ") for name in columns)),
            [(_marked(row), *(_cell(row[name]) for name in columns)) for row in rows],
        )
    )
    console.print(Text(f"\n{len(rows)} {kind}. More about one: popliteus show ID", style="dim"))
    if kind == "findings":
        console.print(Text("! marks danger signs.", style="dim"))


def _marked(row: dict[str, Any]) -> str:
    return f"{row['id']} !" if row.get("danger") is True else str(row["id"])


def _cell(value: object) -> str:
    return "-" if value is None else str(value)


def data(kind: str, record: Record, base: KnowledgeBase) -> dict[str, Any]:
    """Return everything on the page of a record as plain values.

    `record` is the file; `compiled` holds what the engine makes of it; `references` holds every
    source that the file names.
    """
    plain = asdict(record)
    found: dict[str, Any] = {"kind": kind, "record": plain, **_more(record, base)}
    found["references"] = {
        ref: {**asdict(base.references[ref]), "citation": citation(base.references[ref])}
        for ref in dict.fromkeys(_refs_in(plain))
        if ref in base.references
    }
    return found


def _more(record: Record, base: KnowledgeBase) -> dict[str, Any]:
    match record:
        case Cause():
            facts = [asdict(row) for row in show_cause.facts_of(record, base)]
            tables = [asdict(row) for row in show_cause.tables_of(record, base)]
            return {"compiled": {"facts": facts, "tables": tables}}
        case Finding():
            causes = show_asked.producers(record.fact, base) if record.fact else []
            accuracy = show_asked.accuracy_of(record, base)
            return {"compiled": {"causes": causes, "accuracy": accuracy}}
        case Fact():
            return {"compiled": {"causes": show_asked.producers(record.id, base)}}
        case Rule():
            words = [list(show_rule.condition_lines(one, base)) for one in record.conditions]
            return {"conditions": words}
        case Reference():
            return _uses(record, base)
        case _:
            return {}


def _uses(record: Reference, base: KnowledgeBase) -> dict[str, Any]:
    figures, places = show_rule.uses_of(record.id, base)
    rows = [
        {
            "record": place,
            "id": one.id,
            "quantity": one.quantity,
            "of": one.of.label,
            "estimate": estimate(one.estimate),
        }
        for place, one in figures
    ]
    return {"citation": citation(record), "figures": rows, "cited_by": places}

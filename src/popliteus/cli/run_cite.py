"""``popliteus cite``: citations for sources, pages and single numbers."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from popliteus import load
from popliteus.cli.show_text import estimate
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.publish.citations import STYLES, Citation, citations, joined, style_of
from popliteus.publish.citations.targets import Figure, Target, targets

#: What stands for every style.
ALL = "all"


def run(
    what: Sequence[str],
    styles: Sequence[str],
    url: str,
    accessed: str | None,
    knowledge: Path | None,
    *,
    as_json: bool,
) -> None:
    """Print citations.

    One style for reference managers alone is printed as the file that they import, with nothing
    else in it.

    Raises
    ------
    CaseError
        Nothing has the name, there is no such style, or date or address are none.
    """
    wanted = _styles(styles)
    day = _day(accessed)
    base = load(knowledge)
    found = targets(what, base, url=url, accessed=day)
    _check_address(url, found)
    made = {style: citations([one.item for one in found], style) for style in wanted}
    if as_json:
        click.echo(json.dumps(_plain(found, made, base), ensure_ascii=False, indent=1))
    elif len(wanted) == 1 and STYLES[wanted[0]].kind == "data":
        unique = {one.text: one for one in made[wanted[0]]}
        click.echo(joined(unique.values(), wanted[0]), nl=False)
    else:
        click.echo("\n\n".join(_told(found, made)))


def _styles(names: Sequence[str]) -> list[str]:
    """Return ids of styles, each once, in the order in which they were named."""
    named = [one for name in names for one in (STYLES if name.lower() == ALL else [name])]
    return list(dict.fromkeys(style_of(name).id for name in named))


def _day(accessed: str | None) -> str:
    """Return the day on which a page of ours was read; only the command line knows a clock."""
    if accessed is None:
        return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    try:
        return datetime.date.fromisoformat(accessed).isoformat()
    except ValueError as error:
        raise CaseError(
            found=f"'{accessed}'",
            where="--accessed",
            expected="a day as year, month and day, such as 2026-12-01",
            code="bad-date",
        ) from error


def _check_address(url: str, found: Sequence[Target]) -> None:
    if not url:
        return
    if not re.match(r"https?://[^\s/]+\S*\Z", url):
        said, expected = f"'{url}'", "the address of the page, beginning with https://"
    elif len(found) > 1:
        said, expected = f"one address for {len(found)} things", "one page, whose address it is"
    elif found[0].kind != "page":
        said = f"an address for '{found[0].name}', which has its own"
        expected = "--url with a page of ours only"
    else:
        return
    raise CaseError(found=said, where="--url", expected=expected, code="bad-address")


def _told(found: Sequence[Target], made: dict[str, list[Citation]]) -> Iterator[str]:
    """Yield what is printed about each target: its figure, then each style.

    Several things in one style are a reference list: entries and nothing else.
    """
    if len(found) > 1 and len(made) == 1 and not any(one.figure for one in found):
        yield from (entry.text for entries in made.values() for entry in entries)
        return
    for place, target in enumerate(found):
        if target.figure is not None:
            yield "\n".join(_figure_lines(target.figure))
        elif len(found) > 1:
            yield f"{target.name}:"
        for entries in made.values():
            yield "\n".join(_entry_lines(entries[place], target, heading=len(made) > 1))


def _entry_lines(entry: Citation, target: Target, *, heading: bool) -> Iterator[str]:
    if heading:
        yield STYLES[entry.style].label
    yield entry.text
    if entry.in_text:
        place = target.figure.place if target.figure else ""
        yield f"In the text: {entry.at(place)}"


def _figure_lines(one: Figure) -> Iterator[str]:
    if one.number is None:
        yield f"{one.address}: a source of this record"
    else:
        quantity = one.number.quantity.replace("_", " ")
        yield f"{quantity} of {one.number.of.label}: {estimate(one.number.estimate)}"
        yield f"People: {one.number.population}"
    seen = f" (seen: {one.seen.replace('_', ' ')})" if one.seen else ""
    yield f"Place: {one.ref}, {one.place}{seen}"
    yield f"Printed: “{one.printed}”" if one.printed else "Printed: no words stored"


def _plain(
    found: Sequence[Target], made: dict[str, list[Citation]], base: KnowledgeBase
) -> dict[str, Any]:
    """Return everything as plain values, for programs."""
    return {
        "schema": 1,
        "knowledge": {"version": base.version, "digest": base.digest},
        "cited": [
            {
                "cited": target.name,
                "kind": target.kind,
                "figure": asdict(target.figure) if target.figure else None,
                "item": target.item,
                "citations": [
                    {**asdict(entries[place]), "label": STYLES[style].label}
                    | ({"in_text": entries[place].at(target.figure.place)} if target.figure else {})
                    for style, entries in made.items()
                ],
            }
            for place, target in enumerate(found)
        ],
    }

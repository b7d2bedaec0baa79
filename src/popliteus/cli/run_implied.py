"""``popliteus model implied``: what the model implies, beside what was published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click
from rich.console import RenderableType
from rich.text import Text

from popliteus import load, stamp
from popliteus.assess.answers import near
from popliteus.cli.console import console_for
from popliteus.cli.show_text import heading, table
from popliteus.errors import CaseError
from popliteus.evaluate.implied import Comparison, Verdict, counted, implied, worst
from popliteus.evaluate.values import finite
from popliteus.knowledge import KnowledgeBase

VERDICTS: dict[Verdict, str] = {
    "inside": "inside the interval",
    "within_factor_2": "within a factor of two",
    "outlier": "outlier (farther off)",
    "not_comparable": "not comparable",
}

SHORT: dict[Verdict, str] = {
    "inside": "inside",
    "within_factor_2": "within two",
    "outlier": "outlier",
}

LEGEND = """\
published: as printed, with its interval; counts have Wilson's 95 % interval.
times: implied over published, of the odds for a probability, else of the value.
* the record names this figure as what one of its own numbers rests on."""


def run(cause: str | None, knowledge: Path | None, *, outliers: bool, as_json: bool) -> None:
    """Print published and implied figures side by side."""
    base = load(knowledge)
    if cause is not None and cause not in base.causes:
        raise CaseError(
            found=f"'{cause}'",
            where="--cause",
            expected=near(cause, base.causes, "the id of a cause"),
            code="unknown-id",
        )
    found = implied(base, None if cause is None else [cause])
    made = stamp.Stamp(stamp.code_version(), base.version, base.digest, reviewed=base.reviewed)
    if as_json:
        shown = tuple(worst(found)) if outliers else found
        figures = [asdict(one) | {"factor": one.factor} for one in shown]
        values = {"stamp": made.to_dict(), "verdicts": counted(found), "figures": figures}
        click.echo(json.dumps(finite(json.loads(json.dumps(values))), indent=1))
        return
    console = console_for()
    for part in _page(base, found, cause, outliers=outliers):
        console.print(part)
    console.print(f"\n{made}")


def _page(
    base: KnowledgeBase, found: Sequence[Comparison], cause: str | None, *, outliers: bool
) -> Iterator[RenderableType]:
    whose = f"in {base.causes[cause].name}" if cause else "in the whole knowledge base"
    yield Text(f"{len(found)} published figures {whose} are checks: they enter no number.")
    yield table(
        ("verdict", "figures"),
        [(VERDICTS[name], str(count)) for name, count in counted(found).items()],
        right=(1,),
    )
    compared = [one for one in found if one.verdict != "not_comparable"]
    if outliers:
        yield from _listed("Outliers, the one farthest off first", list(worst(found)), whole=True)
    else:
        for record, part in groupby(compared, key=lambda one: one.address.partition("#")[0]):
            yield from _listed(record, list(part), whole=False)
    if compared:
        yield Text(f"\n{LEGEND}")
    if not outliers:
        others = [one for one in found if one.verdict == "not_comparable"]
        yield from _left_out(others, each=cause is not None)


def _listed(title: str, figures: Sequence[Comparison], *, whole: bool) -> Iterator[RenderableType]:
    if not figures:
        return
    yield heading(title)
    columns = ("figure", "published", "implied", "times", *(() if whole else ("verdict",)))
    yield table(columns, [_row(one, whole=whole) for one in figures], right=(2, 3))


def _row(one: Comparison, *, whole: bool) -> tuple[str, ...]:
    name = one.address if whole else one.address.partition("#")[2]
    mark = "*" if one.in_view else ""
    published = f"{one.published:.3g}"
    if one.low is not None and one.high is not None:
        published += f"\n{one.low:.3g} to {one.high:.3g}"
    return (
        f"{name}{mark}\n  {one.group}",
        published,
        f"{one.implied:.3g}",
        f"{one.factor:.2f}",
        *(() if whole else (SHORT[one.verdict],)),
    )


def _left_out(figures: Sequence[Comparison], *, each: bool) -> Iterator[RenderableType]:
    if not figures:
        return
    yield heading("Not comparable")
    by_reason: dict[str, list[str]] = {}
    for one in figures:
        by_reason.setdefault(one.reason, []).append(one.address.partition("#")[2])
    rows = sorted(by_reason.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    yield table(
        ("why", "figures"),
        [(why, ", ".join(names) if each else str(len(names))) for why, names in rows],
    )

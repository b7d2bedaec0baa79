"""``popliteus model sensitivity``: which numbers matter most."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from popliteus import load, stamp
from popliteus.assess import Case
from popliteus.cli.console import console_for
from popliteus.cli.files import cannot_write
from popliteus.cli.run_evaluate import progress_bar, vignettes_in
from popliteus.cli.show_text import heading, table
from popliteus.errors import CaseError
from popliteus.evaluate.plots import bar_svg
from popliteus.evaluate.sensitivity import Effect, Sensitivity, sensitivity
from popliteus.evaluate.simulated import Practice, simulated
from popliteus.evaluate.values import finite
from popliteus.knowledge import KnowledgeBase

#: Share of the answers that drawn people do not give: an interview asks about half.
MISSING = 0.5


def run(
    files: list[Path],
    people: int,
    seed: int,
    output: Path | None,
    knowledge: Path | None,
    *,
    as_json: bool,
) -> None:
    """Print the numbers that matter most, and draw the chart."""
    if output is not None and output.suffix != ".svg":
        raise CaseError(found=f"'{output.name}'", where="-o", expected="a name that ends in .svg")
    base = load(knowledge)
    cases, whom = _cases(files, people, seed, base)
    with progress_bar() as tell:
        found = sensitivity(cases, base, progress=tell)
    if output is not None:
        _draw(output, found)
    made = stamp.Stamp(stamp.code_version(), base.version, base.digest, reviewed=base.reviewed)
    if as_json:
        values = {"stamp": made.to_dict(), "of": whom, **asdict(found)}
        click.echo(json.dumps(finite(json.loads(json.dumps(values))), indent=1))
        return
    console = console_for()
    console.print(
        f"{found.people} {whom}; {found.numbers} numbers, each with its odds doubled and halved."
    )
    for title, effects in (("ranking", found.ranking), ("urgency", found.urgency)):
        console.print(heading(f"The {len(effects)} numbers that matter most to {title}"))
        columns = ("number", "doubled", "halved", "level", "lower")
        console.print(table(columns, [_row(one) for one in effects], right=(1, 2, 3, 4)))
    console.print(
        "doubled, halved: change of the mean log score of the true cause (nats); level: share of\n"
        "people whose level from expected harm changes; lower: whose level falls."
    )
    console.print(f"\n{made}")


def _cases(
    files: Sequence[Path], people: int, seed: int, base: KnowledgeBase
) -> tuple[list[Case], str]:
    if not files:
        practice = Practice(seed=seed, missing=MISSING)
        return list(simulated(base, people, practice)), "people drawn from the model"
    found = [one for path in files for one in vignettes_in(path, base, None)]
    if not found:
        where = ", ".join(map(str, files))
        raise CaseError(found="no vignette", where=where, expected="files with a gold entry")
    return [one.case for one in found], "vignettes"


def _row(one: Effect) -> tuple[str, ...]:
    return (
        one.name,
        f"{one.up.value:+.4f}",
        f"{one.down.value:+.4f}",
        f"{one.level:.1%}",
        f"{one.lowered:.1%}",
    )


def _draw(path: Path, found: Sensitivity) -> None:
    rows = [(one.name, one.ranking) for one in found.ranking]
    chart = bar_svg(
        rows,
        "Numbers that matter most to the ranking",
        "change of the mean log score of the true cause, odds doubled or halved (nats)",
    )
    try:
        path.write_text(chart + "\n", encoding="utf-8")
    except OSError as error:
        raise cannot_write(path, error) from error

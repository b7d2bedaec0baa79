"""``popliteus draw``: one drawing or recovery curve as an SVG file, or the list of them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from popliteus import load
from popliteus.cli.console import console_for
from popliteus.cli.files import cannot_write
from popliteus.cli.show_text import table
from popliteus.errors import CaseError
from popliteus.knowledge.base import KnowledgeBase
from popliteus.publish.drawings import drawing, names, recovery_curve, recovery_points, regions
from popliteus.publish.drawings.draw import Labels, Side

#: A recovery curve is called by this and the name of its cause.
RECOVERY = "recovery/"


def run(
    name: str | None,
    output: Path | None,
    side: str,
    selected: tuple[str, ...],
    labels: str,
    knowledge: Path | None,
) -> None:
    """Print or write a drawing; without a name, list them."""
    base = load(knowledge)
    if name is None:
        console_for().print(table(("name", "shows", "regions to select"), _listed(base)))
        return
    if output is not None and output.suffix != ".svg":
        raise CaseError(found=f"'{output.name}'", where="-o", expected="a name ending in .svg")
    if name.startswith(RECOVERY):
        picture, title = _recovery(base, name.removeprefix(RECOVERY))
    else:
        picture = drawing(
            name, side=cast("Side", side), selected=selected,
            labels=None if labels == "none" else cast("Labels", labels), knowledge=base,
        )  # fmt: skip
        title = base.drawings.drawings[name].title.format(side=side)
    if output is None:
        click.echo(picture)
        return
    try:
        output.write_text(picture + "\n", encoding="utf-8")
    except OSError as error:
        raise cannot_write(output, error) from error
    click.echo(f"{output}: {title}")


def _listed(base: KnowledgeBase) -> list[tuple[str, str, str]]:
    """Return name, title and regions of every drawing, then of every recovery curve."""
    rows = [
        (one, base.drawings.drawings[one].title.format(side="left or right"),
         ", ".join(regions(one)))
        for one in names()
    ]  # fmt: skip
    for name, cause in sorted(base.causes.items()):
        count = len(recovery_points(cause))
        if count:
            times = f"{count} time{'' if count == 1 else 's'}"
            rows.append((RECOVERY + name, f"Recovery, measured at {times}: {cause.lay_name}", ""))
    return rows


def _recovery(base: KnowledgeBase, cause: str) -> tuple[str, str]:
    """Return the recovery curve of a cause and its title."""
    known = [one for one, record in sorted(base.causes.items()) if recovery_points(record)]
    if cause not in known:
        raise CaseError(
            found=f"'{RECOVERY}{cause}'", where="the name of the drawing",
            expected=f"a cause with a measured recovery: {', '.join(known)}",
        )  # fmt: skip
    record = base.causes[cause]
    return (
        recovery_curve(recovery_points(record), record.lay_name),
        f"Recovery: {record.lay_name}",
    )

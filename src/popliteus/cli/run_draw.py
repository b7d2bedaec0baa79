"""``popliteus draw``: one drawing as an SVG file, or the list of them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from popliteus import load
from popliteus.cli.console import console_for
from popliteus.cli.files import cannot_write
from popliteus.cli.show_text import table
from popliteus.errors import CaseError
from popliteus.publish.drawings import drawing, names, regions
from popliteus.publish.drawings.draw import Labels, Side


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
        rows = [
            (one, base.drawings.drawings[one].title.format(side="left or right"),
             ", ".join(regions(one)))
            for one in names()
        ]  # fmt: skip
        console_for().print(table(("name", "shows", "regions to select"), rows))
        return
    if output is not None and output.suffix != ".svg":
        raise CaseError(found=f"'{output.name}'", where="-o", expected="a name ending in .svg")
    picture = drawing(
        name, side=cast("Side", side), selected=selected,
        labels=None if labels == "none" else cast("Labels", labels), knowledge=base,
    )  # fmt: skip
    if output is None:
        click.echo(picture)
        return
    try:
        output.write_text(picture + "\n", encoding="utf-8")
    except OSError as error:
        raise cannot_write(output, error) from error
    click.echo(f"{output}: {base.drawings.drawings[name].title.format(side=side)}")

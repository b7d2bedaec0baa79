"""The commands that make something to read, hand on or look at."""

from __future__ import annotations

from pathlib import Path

import click

from popliteus.cli.options import KNOWLEDGE, PATH, examples


@click.command(
    epilog=examples(
        "popliteus draw",
        "popliteus draw knee-back --select behind-knee -o knee.svg",
        "popliteus draw back-joint --side left --labels clinician -o joint.svg",
    ),
)
@click.argument("name", required=False, metavar="[NAME]")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write FILE.svg; else print it.")
@click.option(
    "--side",
    type=click.Choice(("left", "right")),
    default="right",
    show_default=True,
    help="Whose leg it is.",
)
@click.option(
    "--select",
    "selected",
    multiple=True,
    metavar="ID",
    help="Mark a region, a place of worst-place or a finding; may be repeated.",
)
@click.option(
    "--labels",
    type=click.Choice(("lay", "clinician", "none")),
    default="lay",
    show_default=True,
    help="Words of everyday speech, medical words, or none.",
)
@KNOWLEDGE
def draw(
    name: str | None,
    output: Path | None,
    side: str,
    selected: tuple[str, ...],
    labels: str,
    knowledge: Path | None,
) -> None:
    """Draw the knee, the leg or an exercise.

    Writes an SVG picture made for this project. Without NAME the pictures are listed, with the
    regions that can be selected on each.
    """
    from popliteus.cli.run_draw import run

    run(name, output, side, selected, labels, knowledge)

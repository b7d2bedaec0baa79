"""The commands that make something to read, hand on or look at: cite, draw, pages."""

from __future__ import annotations

from pathlib import Path

import click

from popliteus.cli.options import JSON, KNOWLEDGE, PATH, examples


@click.command(
    epilog=examples(
        "popliteus cite naess-2007 --style vancouver",
        "popliteus cite deep-vein-thrombosis --style all",
        "popliteus cite deep-vein-thrombosis#rate-norway --style apa --style mla",
        "popliteus cite article --url https://example.org/article --accessed 2026-12-01",
        "popliteus cite sources --style bibtex",
    ),
)
@click.argument("what", nargs=-1, required=True, metavar="WHAT...")
@click.option(
    "--style",
    "styles",
    multiple=True,
    default=("apa",),
    show_default=True,
    metavar="STYLE",
    help="apa, mla, vancouver, chicago, bibtex, ris, csl-json or all; may be repeated.",
)
@click.option("--url", default="", metavar="URL", help="Where our page stands; none is known.")
@click.option(
    "--accessed",
    metavar="DATE",
    help="When our page was read, as 2026-12-01.  [default: today]",
)
@JSON
@KNOWLEDGE
def cite(
    what: tuple[str, ...],
    styles: tuple[str, ...],
    url: str,
    accessed: str | None,
    knowledge: Path | None,
    *,
    as_json: bool,
) -> None:
    """Cite a source, a page or a number.

    WHAT is a reference (or sources, for all of them); a record, for our page about it; article,
    evidence or corrections, for our other pages; or RECORD#NUMBER, for one number: the
    publication it was taken from, with the place in it and the printed words.
    """
    from popliteus.cli.run_cite import run

    run(what, styles, url, accessed, knowledge, as_json=as_json)


@click.command(
    epilog=examples(
        "popliteus draw",
        "popliteus draw knee-back --select behind-knee -o knee.svg",
        "popliteus draw back-joint --side left --labels clinician -o joint.svg",
        "popliteus draw recovery/gout -o gout.svg",
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


@click.command(
    "pages",
    epilog=examples(
        "popliteus pages -o site",
        "popliteus pages -o site --since last-release/knowledge.json",
        "popliteus pages -o site --preview gout",
    ),
)
@click.option(
    "-o",
    "--output",
    type=PATH,
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="Folder to write into; it is made if it is not there.",
)
@click.option(
    "--since",
    type=PATH,
    metavar="DIR_OR_FILE",
    help="Knowledge base, or knowledge.json of earlier pages, to compare with on 'What changed'.",
)
@click.option(
    "--preview",
    metavar="ID",
    help="Write only the page of one cause, rule, treatment or test, and print its file.",
)
@KNOWLEDGE
def pages(output: Path, since: Path | None, preview: str | None, knowledge: Path | None) -> None:
    """Write the article and all pages as a static site.

    An article, a page for each cause, rule, treatment and test, the evidence table with CSV and
    JSON, what we corrected, and what changed. Plain files with relative links that need no server.
    """
    from popliteus.cli.run_pages import run

    run(output, since, preview, knowledge)

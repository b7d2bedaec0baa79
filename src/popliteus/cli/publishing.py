"""The commands that give the knowledge base out: cite."""

from __future__ import annotations

from pathlib import Path

import click

from popliteus.cli.options import JSON, KNOWLEDGE, examples


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

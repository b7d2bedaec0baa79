"""Commands that publish the knowledge base: what they are called and what they take."""

from __future__ import annotations

from pathlib import Path

import click

from popliteus.cli.options import KNOWLEDGE, PATH, examples


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

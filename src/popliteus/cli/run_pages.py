"""``popliteus pages``: the knowledge base as a static site."""

from __future__ import annotations

from pathlib import Path

import click

from popliteus import load
from popliteus.cli.run_evaluate import progress_bar
from popliteus.errors import CaseError
from popliteus.knowledge.changes import read_build
from popliteus.publish.pages.write import write, write_one


def run(output: Path, since: Path | None, preview: str | None, knowledge: Path | None) -> None:
    """Write the site, or one page of it.

    Raises
    ------
    CaseError
        The folder is a file, or there is no such page.
    """
    if output.exists() and not output.is_dir():
        raise CaseError(
            found="a file", where=f"-o {output}", expected="a folder, or the name of a new one"
        )
    base = load(knowledge)
    if preview is not None:
        click.echo(str(write_one(base, preview, output)))
        return
    before = read_build(since) if since else None
    with progress_bar() as tell:
        count = write(base, output, since=before, tell=tell)
    click.echo(f"{output}: {count} pages from knowledge {base.version}; begin with index.html")

"""The command that serves the web app."""

from __future__ import annotations

from pathlib import Path

import click

from popliteus.cli.options import COUNTRY, KNOWLEDGE, PATH, examples


@click.command(
    epilog=examples(
        "popliteus serve",
        "popliteus serve --port 9000 --country GB",
        "popliteus serve --allow-host knee.example.org --https",
    ),
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen."
)
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="N",
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Another name under which it is reached; may be repeated.",
)
@click.option(
    "--db", "database", type=PATH, metavar="FILE", help="SQLite file that holds the answers."
)
@click.option(
    "--https", "secure", is_flag=True, help="People reach it by https, through a proxy of yours."
)
@COUNTRY
@KNOWLEDGE
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    database: Path | None,
    country: str | None,
    knowledge: Path | None,
    *,
    secure: bool,
) -> None:
    """Serve the interview as web pages.

    On this machine alone, unless you say otherwise. Answers are kept in a file that only you can
    read, and erased a day after the last one. Nothing is sent to anybody else.
    """
    from popliteus.cli.run_serve import run

    run(host, port, names, database, country, knowledge, secure=secure)

"""The command that serves the web app."""

from __future__ import annotations

import os
from pathlib import Path

import click

from popliteus.cli.options import COUNTRY, KNOWLEDGE, DatabaseFile, examples


@click.command(
    epilog=examples(
        "popliteus serve",
        "popliteus serve --port 9000 --country GB",
        "popliteus serve --workers 4 --https --proxy 127.0.0.1 --allow-host knee.example.org",
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
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    metavar="N",
    envvar="POPLITEUS_WORKERS",
    help="Processes that share the work and the file.",
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    envvar="POPLITEUS_HOSTS",
    help="Another name under which it is reached; may be repeated.",
)
@click.option(
    "--https",
    "secure",
    is_flag=True,
    envvar="POPLITEUS_HTTPS",
    help="People reach it by https, through a proxy of yours.",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    envvar="POPLITEUS_PROXIES",
    help="A proxy that is believed when it says who asks; may be repeated.",
)
@click.option(
    "--db",
    "database",
    type=DatabaseFile(path_type=Path),
    metavar="FILE",
    envvar="POPLITEUS_DB",
    help="SQLite file that holds the answers.",
)
@click.option(
    "--keep-hours",
    default=24.0,
    show_default=True,
    type=click.FloatRange(0.1, 24 * 30),
    metavar="N",
    envvar="POPLITEUS_KEEP_HOURS",
    help="Answers are erased so long after the last one.",
)
@click.option(
    "--visitor-limit",
    "visitor_per_minute",
    default=1200.0,
    show_default=True,
    type=click.FloatRange(10),
    metavar="N",
    envvar="POPLITEUS_VISITOR_PER_MINUTE",
    help="Requests a minute from one browser.",
)
@click.option(
    "--address-limit",
    "address_per_minute",
    default=2400.0,
    show_default=True,
    type=click.FloatRange(10),
    metavar="N",
    envvar="POPLITEUS_ADDRESS_PER_MINUTE",
    help="Requests a minute from one address.",
)
@click.option(
    "--most-visits",
    default=50_000,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    envvar="POPLITEUS_MOST_VISITS",
    help="People whose answers are kept at a time.",
)
@COUNTRY
@KNOWLEDGE
def serve(
    host: str,
    port: int,
    workers: int,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    database: Path | None,
    country: str | None,
    knowledge: Path | None,
    keep_hours: float,
    visitor_per_minute: float,
    address_per_minute: float,
    most_visits: int,
    *,
    secure: bool,
) -> None:
    """Serve the interview as web pages.

    On this machine alone, unless you say otherwise. Answers are kept in a file that only you can
    read, and erased a day after the last one. Nothing is sent to anybody else.

    Options can be set as environment variables, too; docs/how-to/host.md lists them.
    """
    # The arrays are small, and each process has requests enough: threads of the linear algebra
    # would only be in each other's way. It is read once, when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from popliteus.cli.run_serve import Wanted, run

    run(
        Wanted(
            host=host,
            port=port,
            workers=workers,
            names=names,
            proxies=proxies,
            database=database,
            country=country,
            knowledge=knowledge,
            secure=secure,
            keep_hours=keep_hours,
            visitor_per_minute=visitor_per_minute,
            address_per_minute=address_per_minute,
            most_visits=most_visits,
        )
    )

"""``popliteus serve``: the web app on this machine."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

import click

from popliteus import load
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.guard import Guard
from popliteus.web.look import need_style
from popliteus.web.settings import LOCAL

#: Names that mean every address of the machine; people never type them as a Host.
_ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104  # compared with, never bound to by itself


def run(
    host: str,
    port: int,
    names: tuple[str, ...],
    database: Path | None,
    country: str | None,
    knowledge: Path | None,
    *,
    secure: bool,
) -> None:
    """Serve until somebody stops it.

    Raises
    ------
    CaseError
        The port is taken, the host is no address of this machine, or the country is unknown.
    PopliteusError
        The style sheet was not compiled.
    """
    import uvicorn

    need_style()
    base = load(knowledge)
    country = (country or "").upper()
    if country and country not in base.services.countries:
        raise CaseError(
            found=f"'{country}'",
            where="--country",
            expected=f"one of {', '.join(base.services.countries)}",
        )
    listening = _listen(host, port)
    allowed = {*LOCAL, *(name.lower() for name in names)} | ({host.lower()} - _ANY)
    settings = Settings(
        database=database or default_database(),
        hosts=tuple(sorted(allowed)),
        country=country,
        secure=secure,
    )
    app = _app(base, settings)
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"popliteus is at http://{shown}:{listening.getsockname()[1]}  (Ctrl-C stops it)")
    click.echo(f"Answers are kept in {settings.database} for {settings.keep_hours:g} hours.")
    config = uvicorn.Config(
        app, access_log=False, server_header=False, log_level="warning", proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[listening])


def _app(base: KnowledgeBase, settings: Settings) -> Guard:
    try:
        return create_app(base, settings)
    except OSError as error:
        raise CaseError(
            found=f"a place that cannot be written to ({error.strerror})",
            where=str(settings.database),
            expected="a file in a folder that is yours",
        ) from error


def _listen(host: str, port: int) -> socket.socket:
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(kind, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise CaseError(
            found=f"{host}:{port} cannot be used ({reason})",
            where="popliteus serve",
            expected="an address of this machine and a free port, such as --port 8766",
            code="port",
        ) from error
    return listening


def default_database() -> Path:
    """Return where answers are kept when nobody says otherwise."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(home) / "popliteus" / "web.sqlite3"

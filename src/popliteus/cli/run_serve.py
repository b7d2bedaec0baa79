"""``popliteus serve``: the web app on this machine."""

from __future__ import annotations

import logging
import os
import re
import socket
import sqlite3
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import click

from popliteus import load
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.look import need_style
from popliteus.web.server import server_config
from popliteus.web.settings import LOCAL
from popliteus.web.store import Store

#: Connections that may wait while nobody is ready.
BACKLOG = 512

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:]+")

#: Names that mean every address of the machine; people never type them as a Host.
_ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104  # compared with, never bound to by itself


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed; `Settings` says what it means."""

    host: str
    port: int
    workers: int
    names: tuple[str, ...]
    proxies: tuple[str, ...]
    database: Path | None
    country: str | None
    knowledge: Path | None
    secure: bool
    keep_hours: float
    visitor_per_minute: float
    address_per_minute: float
    most_visits: int


def run(wanted: Wanted) -> None:
    """Serve until somebody stops it.

    Raises
    ------
    CaseError
        The port is taken, the host is no address of this machine, or the country is unknown.
    PopliteusError
        The style sheet was not compiled.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    need_style()
    base = load(wanted.knowledge)
    settings = _settings(wanted, base)
    _make_file(settings)
    listening = _listen(wanted.host, wanted.port)
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    _say(wanted, settings, listening.getsockname()[1])
    if wanted.workers == 1:
        app = create_app(base, settings)
        uvicorn.Server(server_config(app)).run(sockets=[listening])
        return
    os.environ.update(settings.to_environment())
    if wanted.knowledge is not None:
        os.environ["POPLITEUS_KNOWLEDGE"] = str(wanted.knowledge)
    Multiprocess(server_config(None, wanted.workers), sockets=[listening]).run()


def _settings(wanted: Wanted, base: KnowledgeBase) -> Settings:
    country = (wanted.country or os.environ.get("POPLITEUS_COUNTRY") or "").upper()
    if country and country not in base.services.countries:
        known = ", ".join(base.services.countries)
        raise CaseError(found=f"'{country}'", where="--country", expected=f"one of {known}")
    for name in wanted.names:
        if not _NAME.fullmatch(name):
            expected = "a name alone, such as knee.example.org, without https:// and port"
            raise CaseError(found=f"'{name}'", where="--allow-host", expected=expected)
    for proxy in wanted.proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError as error:
            expected = "an address such as 127.0.0.1, or a network such as 10.0.0.0/24"
            raise CaseError(found=f"'{proxy}'", where="--proxy", expected=expected) from error
    allowed = {*LOCAL, *(name.lower() for name in wanted.names)} | ({wanted.host.lower()} - _ANY)
    return Settings(
        database=wanted.database or default_database(),
        hosts=tuple(sorted(allowed)),
        country=country,
        secure=wanted.secure,
        proxies=wanted.proxies,
        keep_hours=wanted.keep_hours,
        visitor_per_minute=wanted.visitor_per_minute,
        address_per_minute=wanted.address_per_minute,
        most_visits=wanted.most_visits,
    )


def _say(wanted: Wanted, settings: Settings, port: int) -> None:
    """Say where it is, and what whoever opens it to others should know."""
    shown = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    click.echo(f"popliteus is at http://{shown}:{port}  (Ctrl-C stops it)")
    click.echo(f"Answers are kept in {settings.database} for {settings.keep_hours:g} hours.")
    if settings.secure and not settings.proxies:
        click.echo(
            "Everybody counts as one address, that of your proxy. Name it with --proxy ADDRESS."
        )
    if wanted.host in _ANY and not wanted.names:
        click.echo(f"It answers under {', '.join(settings.hosts)} alone. Add names: --allow-host.")
    if wanted.host not in LOCAL and not settings.secure:
        click.echo(
            "Others on your network can reach it, and what they type is not encrypted on its way. "
            "Put a proxy in front: docs/how-to/host.md."
        )


def _make_file(settings: Settings) -> None:
    """Make the file of answers, or say in one line why that cannot be."""
    try:
        Store(settings).close()
    except sqlite3.DatabaseError as error:
        raise CaseError(
            found=f"a file that is no database of ours ({error})",
            where=str(settings.database),
            expected="another place, or that file gone",
        ) from error
    except OSError as error:
        raise CaseError(
            found=f"a place that cannot be written to ({error.strerror})",
            where=str(settings.database),
            expected="a file in a folder that is yours",
        ) from error


def _listen(host: str, port: int) -> socket.socket:
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio does not know that it may send at once: a page, which is written in
    # two parts, would then wait 40 ms for the other end to say that it has the first.
    listening = socket.socket(kind, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)  # who comes before the workers are ready waits
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

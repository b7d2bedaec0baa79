"""uvicorn as we run it: no log of what is asked for, small requests, and little patience.

By itself uvicorn waits for ever for the rest of a request line and its headers, so that a few
hundred connections which send a letter a minute would leave no room for anybody else. How long the
body may take is the guard's business; how long a connection may rest between two pages is
uvicorn's own.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle, Transport
from typing import cast

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

from popliteus.web.guard import LARGEST_HEAD, Guard

#: Connections at a time; whoever comes then is told that there is no room.
MOST_CONNECTIONS = 500

#: Name of the function that makes the app in each of several processes.
FACTORY = "popliteus.web.app:from_environment"

#: Seconds from the first letter of a request, or from the connection, to the end of its headers.
HEAD_SECONDS = 10.0


class Impatient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, to people who finish what they begin."""

    _ends: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to wait for a request."""
        super().connection_made(cast("Transport", transport))
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; wait on while the headers, or a body nobody reads, are not complete."""
        super().data_received(data)
        ours, theirs = self.conn.our_state, self.conn.their_state
        unread = theirs is h11.SEND_BODY and ours is h11.DONE
        if (theirs is h11.IDLE or unread) and not self.transport.is_closing():
            self._wait()
        else:
            self._wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._ends is None:
            self._ends = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _wait_no_more(self) -> None:
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None


def server_config(app: Guard | None, workers: int = 1) -> Config:
    """Return how uvicorn runs the app.

    Parameters
    ----------
    app
        The app; None for several processes, each of which makes its own from the environment.
    workers
        How many processes.

    Examples
    --------
    >>> server_config(None, 2).access_log
    False
    """
    return Config(
        app or FACTORY,
        factory=app is None,
        workers=workers,
        http=Impatient,
        ws="none",
        lifespan="on",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # `Settings.proxies` says whom to believe, and the guard asks it
        log_level="warning",
        h11_max_incomplete_event_size=LARGEST_HEAD,  # that came in pieces; the guard sees the whole
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=10,
        timeout_worker_healthcheck=30,  # a busy machine is no reason to end a process
    )

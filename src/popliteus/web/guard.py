"""What stands before every page: host, size, headers, and a calm page when something breaks.

Plain ASGI, so that it holds for everything the app answers, files and mistakes included. Logs name
the kind of a mistake and its place in the code, never what somebody typed.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from popliteus.web.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOG = logging.getLogger("popliteus.web")

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = (
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)

_WRONG_HOST = (
    b"This server does not answer under that name. Whoever runs it can allow the name with --host "
    b"or --allow-host.\n"
)
TOO_LARGE = (
    b"That is more than this page can take. Nothing was changed: your earlier answers are still "
    b"here. Go back, and write less.\n"
)


class TooLargeError(Exception):
    """A request has more bytes than allowed."""


class Guard:
    """Wraps the app.

    Parameters
    ----------
    app
        What answers.
    settings
        Allowed hosts and sizes.
    broken
        The page that is shown when the app fails, as HTML.
    """

    def __init__(self, app: App, settings: Settings, broken: bytes) -> None:
        self._app, self._settings, self._broken = app, settings, broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value for name, value in scope["headers"]}
        out = _with_headers(send, secure=self._settings.secure)
        if _host(headers.get("host", b"")) not in self._settings.hosts:
            await _answer(out, 421, _WRONG_HOST, b"text/plain; charset=utf-8")
        elif _length(headers.get("content-length", b"0")) > self._settings.largest_body:
            await _answer(out, 413, TOO_LARGE, b"text/plain; charset=utf-8")
        else:
            await self._run(scope, _limited(receive, self._settings.largest_body), out)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except TooLargeError:
            if not begun:
                await _answer(send, 413, TOO_LARGE, b"text/plain; charset=utf-8")
        except Exception as error:  # the last resort: whatever it is, people get a page
            last = traceback.extract_tb(error.__traceback__)[-1]
            LOG.error("%s at %s:%s", type(error).__name__, last.filename, last.lineno)
            if not begun:
                await _answer(send, 500, self._broken, b"text/html; charset=utf-8")


def _host(value: bytes) -> str:
    """Return the name in a Host header, without port and brackets.

    >>> _host(b"127.0.0.1:8765"), _host(b"[::1]:80"), _host(b"Example.org")
    ('127.0.0.1', '::1', 'example.org')
    """
    text = value.decode("latin-1").strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def _length(value: bytes) -> int:
    return int(value) if value.isdigit() and len(value) < 18 else 10**18


def _limited(receive: Receive, most: int) -> Receive:
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooLargeError
        return message

    return limited


def _with_headers(send: Send, *, secure: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            have = {name.lower() for name, _ in message["headers"]}
            new = [(name.encode(), value.encode()) for name, value in HEADERS]
            new.append((b"cache-control", b"no-store"))
            if secure:
                new.append((b"strict-transport-security", b"max-age=31536000"))
            message["headers"] = [
                *message["headers"],
                *((name, value) for name, value in new if name not in have),
            ]
        await send(message)

    return sending


async def _answer(send: Send, status: int, body: bytes, kind: bytes) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

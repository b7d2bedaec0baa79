"""What stands before every page: host, size, headers, HEAD, and a calm page when something breaks.

Plain ASGI, so that it holds for everything the app answers, files and mistakes included. Logs name
the kind of a mistake and its place in the code, never what somebody typed.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
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

#: Our own style and pictures hold no answers: a page that says "wrong name" may wear them too.
_FILES = "/static/"


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
    pages
        Ready pages by status, as HTML: too large (413), wrong host (421), failed (500).
    """

    def __init__(self, app: App, settings: Settings, pages: Mapping[int, bytes]) -> None:
        self._app, self._settings, self._pages = app, settings, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value for name, value in scope["headers"]}
        out = _with_headers(send, secure=self._settings.secure)
        if scope["method"] == "HEAD":  # the headers of what GET answers, everywhere
            scope, out = {**scope, "method": "GET"}, _without_body(out)
        known = _host(headers.get("host", b"")) in self._settings.hosts
        if not known and not scope["path"].startswith(_FILES):
            await self._answer(out, 421)
        elif _length(headers.get("content-length", b"0")) > self._settings.largest_body:
            await self._answer(out, 413)
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
                await self._answer(send, 413)
        except Exception as error:  # the last resort: whatever it is, people get a page
            last = traceback.extract_tb(error.__traceback__)[-1]
            LOG.error("%s at %s:%s", type(error).__name__, last.filename, last.lineno)
            if not begun:
                await self._answer(send, 500)

    async def _answer(self, send: Send, status: int) -> None:
        body = self._pages[status]
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


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


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending

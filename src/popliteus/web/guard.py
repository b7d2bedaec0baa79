"""What stands before every page: limits, host, size, headers, HEAD, and a calm page on a mistake.

Plain ASGI, so that it holds for everything the app answers, files and mistakes included. Logs name
the kind of a mistake and its place in the code, never what somebody typed, asked for or is.
"""

from __future__ import annotations

import logging
import re
import traceback
from asyncio import get_running_loop, timeout_at
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any

from starlette.applications import Starlette
from starlette.requests import cookie_parser

from popliteus.web.context import CLIENT
from popliteus.web.limits import Limiter, address_of, cost_of
from popliteus.web.problems import told_to_wait
from popliteus.web.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LOG = logging.getLogger("popliteus.web")

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

#: What a page may not use, because none of ours does.
_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb",
    "xr-spatial-tracking",
)  # fmt: skip

HEADERS = (
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    # Other sites hear nothing. Our own forms must say where they come from: by plain http browsers
    # say it in no other way, and under "no-referrer" they call the origin of a form "null".
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("permissions-policy", ", ".join(f"{one}=()" for one in _UNUSED)),
    ("cache-control", "no-store"),
)

#: Only sent where people reach the app by https: for a year, that name is asked for by https only.
HTTPS_ONLY = ("strict-transport-security", "max-age=31536000")

#: Our own style and pictures hold no answers: a page that says "wrong name" may wear them too.
_FILES = "/static/"

#: Bytes of an address with its headers, and headers of a request. Browsers send about one kilobyte
#: in some twenty.
LARGEST_HEAD = 16_384
MOST_HEADERS = 100

#: Bytes of a body that is too large which are taken all the same, so that the answer arrives.
MOST_DRAINED = 8_000_000

_CLOSING = frozenset({408, 413, 431})
_HOST = re.compile(r"(?:\[(?P<inner>[0-9a-f:.]+)\]|(?P<name>[a-z0-9.-]+))(?::[0-9]{1,5})?")


class TooLargeError(Exception):
    """A request has more bytes than allowed."""


class TooSlowError(Exception):
    """A request took too long to arrive."""


class Guard:
    """Wraps the app.

    Parameters
    ----------
    app
        What answers.
    settings
        Allowed hosts, sizes and numbers of requests.
    pages
        Ready pages by status, as HTML.
    waiting
        Pages that say how long to wait, by seconds.
    """

    def __init__(
        self,
        app: Starlette,
        settings: Settings,
        pages: Mapping[int, bytes],
        waiting: Mapping[int, bytes],
    ) -> None:
        self.app, self._settings, self._pages, self._waiting = app, settings, pages, waiting
        self._visitors = Limiter(settings.visitor_per_minute, settings.clock)
        self._addresses = Limiter(settings.address_per_minute, settings.clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        settings = self._settings
        headers = _joined(scope["headers"])
        scope[CLIENT] = address_of(
            (scope.get("client") or ("",))[0], headers.get("x-forwarded-for", ""), settings.proxies
        )
        out = _with_headers(send, secure=settings.secure)
        if scope["method"] == "HEAD":  # the headers of what GET answers, everywhere
            scope, out = {**scope, "method": "GET"}, _without_body(out)
        known = _host(headers.get("host", "")) in settings.hosts
        if wait := self._wait(scope, headers.get("cookie", "")):
            seconds = told_to_wait(wait)
            more = [(b"retry-after", str(seconds).encode())]
            await _answer(out, 429, self._waiting[seconds], more)
        elif not known and not scope["path"].startswith(_FILES):
            await _answer(out, 421, self._pages[421])
        elif _head(scope) > LARGEST_HEAD or len(scope["headers"]) > MOST_HEADERS:
            await _answer(out, 431, self._pages[431])
        elif _length(headers.get("content-length", "0")) > settings.largest_body:
            await _drain(receive, get_running_loop().time() + settings.body_seconds)
            await _answer(out, 413, self._pages[413])
        else:
            await self._run(scope, _limited(receive, settings), out)

    def _wait(self, scope: Scope, cookies: str) -> float:
        """Count a request; return the seconds to wait when there were too many."""
        cost = cost_of(scope["method"], scope["path"])
        found = cookie_parser(cookies).get(self._settings.cookie, "") if cookies else ""
        if found and (wait := self._visitors.wait(found, cost)):
            return wait
        return self._addresses.wait(scope[CLIENT], cost)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except TooLargeError:
            if not begun:
                await _answer(send, 413, self._pages[413])
        except TooSlowError:
            if not begun:
                await _answer(send, 408, self._pages[408])
        except Exception as error:  # the last resort: whatever it is, people get a page
            last = traceback.extract_tb(error.__traceback__)[-1]
            LOG.error("%s at %s:%s", type(error).__name__, last.filename, last.lineno)
            if not begun:
                await _answer(send, 500, self._pages[500])


def _joined(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by name. One that was sent several times is joined, as lists of it are."""
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _host(value: str) -> str:
    """Return the name in a Host header, without port and brackets; nothing when it is no host.

    >>> _host("127.0.0.1:8765"), _host("[::1]:80"), _host("Example.org"), _host("localhost:x@evil")
    ('127.0.0.1', '::1', 'example.org', '')
    """
    found = _HOST.fullmatch(value.strip().lower())
    return (found["inner"] or found["name"]) if found else ""


def _head(scope: Scope) -> int:
    """Return about how many bytes the address and the headers of a request have."""
    address = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
    return address + sum(len(name) + len(value) for name, value in scope["headers"])


def _length(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else 10**18


def _limited(receive: Receive, settings: Settings) -> Receive:
    """Return what receives a request of so many bytes within so many seconds."""
    got, all_there = 0, False
    ends = get_running_loop().time() + settings.body_seconds

    async def limited() -> Message:
        nonlocal got, all_there
        if all_there:  # what comes now is only that the other end is gone
            return await receive()
        try:
            async with timeout_at(ends):
                message = await receive()
        except TimeoutError:
            raise TooSlowError from None
        got += len(message.get("body", b""))
        all_there = not message.get("more_body", False)
        if got > settings.largest_body:
            if not all_there:
                await _drain(receive, ends)
            raise TooLargeError
        return message

    return limited


async def _drain(receive: Receive, ends: float) -> None:
    """Take what is still coming and throw it away, as far as it is not endless.

    Whoever is still sending when the connection ends does not see the answer.
    """
    got = 0
    with suppress(TimeoutError):
        async with timeout_at(ends):
            while got < MOST_DRAINED:
                message = await receive()
                got += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


def _with_headers(send: Send, *, secure: bool) -> Send:
    ours = (*HEADERS, HTTPS_ONLY) if secure else HEADERS
    new = [(name.encode(), value.encode()) for name, value in ours]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            have = {name.lower() for name, _ in message["headers"]}
            more = ((name, value) for name, value in new if name not in have)
            message["headers"] = [*message["headers"], *more]
            if message["status"] in _CLOSING:  # the rest of the request is not wanted
                message["headers"].append((b"connection", b"close"))
        await send(message)

    return sending


async def _answer(
    send: Send, status: int, body: bytes, more: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    kind, length = b"text/html; charset=utf-8", str(len(body)).encode()
    headers = [(b"content-type", kind), (b"content-length", length), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending

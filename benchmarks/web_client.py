"""Somebody who walks through the app, over connections that cost next to nothing themselves.

What this module is
    A client for HTTP/1.1 on loopback, a reader of forms, and a visitor who answers each page by
    lot, but always the same way for the same number.

What it is not
    A browser, or a client for anything else: it speaks to this one server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

import numpy as np

Fields = list[tuple[str, str]]

#: What people write in their own words; half of them nothing.
STORIES = (
    "",
    "",
    "My calf is swollen and sore since a long flight last week.",
    "It hurts behind my knee when I squat, and there is a soft lump.",
)

#: Pages that a walk may have; more means that it goes in a circle.
LONGEST_WALK = 120


class Answer:
    """What came back: status, headers by lower-case name, body, and all bytes together."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes, size: int) -> None:
        self.status, self.headers, self.body, self.size = status, headers, body, size

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()


class Connection:
    """One connection that stays, with the cookie that was given last."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.cookie = ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, form: Fields | None = None) -> Answer:
        """Send one request and read its answer.

        Raises
        ------
        ConnectionError
            The server ended the connection twice in a row.
        """
        body = b"" if form is None else urlencode(form).encode()
        head = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: {self.host}"]
        if self.cookie:
            head.append(f"Cookie: {self.cookie}")
        if form is not None:
            head.append("Content-Type: application/x-www-form-urlencoded")
            head.append(f"Content-Length: {len(body)}")
        request = "\r\n".join([*head, "", ""]).encode() + body
        for last in (False, True):
            try:
                return await self._once(request)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                self._streams = None  # it had rested for too long
                if last:
                    raise ConnectionError(str(error)) from error
        raise AssertionError

    async def _once(self, request: bytes) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self._streams
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")[:-2]
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].partition(";")[0]
        if headers.get("connection") == "close":
            self.close()
        return Answer(int(first.split()[1]), headers, body, len(head) + len(body))

    def close(self) -> None:
        """End the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class Form(HTMLParser):
    """The form of a page that is answered: the first that is posted, within the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.hidden: Fields = []
        self.choices: dict[str, list[str]] = {}
        self.boxes: set[str] = set()
        self.button: Fields = []
        self._open = self._text = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read what belongs to the form."""
        given = {name: value or "" for name, value in attrs}
        self._text = self._text or tag == "main"
        if tag == "form" and self._text and given.get("method") == "post" and not self.action:
            self.action, self._open = given.get("action", ""), True
        if not self._open or "name" not in given:
            return
        name, kind = given["name"], given.get("type", "text")
        if kind == "hidden":
            self.hidden.append((name, given.get("value", "")))
        elif tag in {"input", "textarea", "select"}:
            values = self.choices.setdefault(name, [])
            if kind in {"radio", "checkbox"}:
                values.append(given.get("value", ""))
            if kind == "checkbox":
                self.boxes.add(name)
        elif tag == "button" and not self.button:
            self.button.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """Notice where the form ends."""
        if tag == "form":
            self._open = False


class Visitor:
    """Somebody who answers page after page.

    Parameters
    ----------
    address
        Of the server.
    number
        Decides the answers.
    """

    def __init__(self, address: str, number: int) -> None:
        self.connection = Connection(address)
        self.where = "/"
        self._lot = np.random.default_rng(number)
        self._page: Answer | None = None

    @property
    def asks(self) -> bool:
        """Whether the next request asks for a page; otherwise it sends a form."""
        return self._page is None

    @property
    def at_question(self) -> bool:
        """Whether the next request asks for a page of the interview."""
        return self.asks and self.where.startswith("/questions/")

    @property
    def done(self) -> bool:
        """Whether the result was shown."""
        return self._page is not None and self.where.startswith("/result")

    async def step(self) -> Answer:
        """Send the next request: for a page, or with the answers to the page that is shown."""
        if self._page is None:
            self._page = answer = await self.connection.ask(self.where)
            if answer.status == 303:
                self._go(answer)
            elif answer.status != 200:
                raise RuntimeError(f"{self.where}: {answer.status}")
            return answer
        if self.where in {"/help-now", "/how-fast"}:
            self.where, self._page = "/continue", None
            return await self.step()
        form = Form(self._page.text)
        answer = await self.connection.ask(form.action, [*form.hidden, *self.answers(form)])
        if answer.status != 303:
            raise RuntimeError(f"{form.action}: {answer.status} for {self.answers(form)}")
        self._go(answer)
        return answer

    def _go(self, answer: Answer) -> None:
        self.where, self._page = answer.headers["location"], None

    def answers(self, form: Form) -> Fields:
        """Return what this visitor answers on a page."""
        return list(self._chosen(form))

    def _chosen(self, form: Form) -> Iterator[tuple[str, str]]:
        for name, values in form.choices.items():
            if name == "age":
                yield name, str(self._lot.integers(18, 91))
            elif name == "country":
                yield name, "GB"
            elif name == "text":
                yield name, self._one(STORIES)
            elif name in form.boxes:
                calm = "none" if "none" in values else self._one(values)
                yield name, calm if self._lot.random() < 0.8 else self._one(values[:-1])
            elif "right" in values:  # what was understood; to change it takes a second answer
                yield name, "right"
            elif values:
                calm = "absent" if "absent" in values else self._one(values)
                yield name, calm if self._lot.random() < 0.7 else self._one(values)
            else:
                yield name, ""
        yield from form.button

    def _one(self, values: Sequence[str]) -> str:
        return values[int(self._lot.integers(len(values)))]

    async def walk(self, pages: int = LONGEST_WALK) -> int:
        """Answer everything, or so many pages of questions; return how many requests that took.

        Raises
        ------
        RuntimeError
            It does not come to an end.
        """
        for count in range(1, LONGEST_WALK * 2):
            pages -= self.at_question
            if pages < 0:
                self.where, pages = "/result", LONGEST_WALK
            await self.step()
            if self.done:
                self.connection.close()
                return count
        raise RuntimeError(f"still at {self.where} after {LONGEST_WALK} pages")

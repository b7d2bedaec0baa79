"""The web app in this process, and somebody who fills in its forms."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.context import Web
from popliteus.web.guard import Guard

HOST = "http://127.0.0.1:8765"

#: Pages that interrupt; the questions go on after them.
INTERRUPTIONS = ("/help-now", "/how-fast")


class Forms(HTMLParser):
    """Reads the forms of a page: action, hidden fields, and what can be chosen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self.inputs: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("method") == "post":
            self.forms.append((given["action"] or "", []))
        elif tag == "input" and self.forms:
            if given.get("type") == "hidden":
                self.forms[-1][1].append((given["name"] or "", given["value"] or ""))
            else:
                self.inputs.append(given)


class Person:
    """Somebody at a browser without script."""

    def __init__(self, app: Guard | None, client: httpx.Client | None = None) -> None:
        self.app = app
        if client is None:
            assert app is not None, "expected an app, or a client of a server"
            client = TestClient(app, base_url=HOST, follow_redirects=True)
        self.client = client
        self.page: httpx.Response

    @property
    def web(self) -> Web:
        """What the app keeps for all visits."""
        assert self.app is not None
        web = self.app.app.state.web
        assert isinstance(web, Web)
        return web

    def open(self, address: str) -> httpx.Response:
        self.page = self.client.get(address)
        return self.page

    @property
    def where(self) -> str:
        return self.page.url.path

    @property
    def form(self) -> Forms:
        return Forms(self.page.text)

    def send(self, *fields: tuple[str, str], number: int = -1) -> httpx.Response:
        action, hidden = self.form.forms[number]
        self.page = self.post(action, [*hidden, *fields])
        return self.page

    def post(self, action: str, fields: list[tuple[str, str]]) -> httpx.Response:
        return self.client.post(
            action,
            content=urlencode(fields),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )

    def begin(self, door: str = "patient", who: str = "self", country: str = "GB") -> None:
        """Begin, as far as the page for one's own words."""
        self.open("/")
        self.send(("who", who), ("door", door), ("country", country))

    def start(self, door: str = "patient", who: str = "self", country: str = "GB") -> None:
        """Begin, and say nothing in one's own words."""
        self.begin(door, who, country)
        if self.where == "/words":
            self.send(("text", ""))

    def calm(self) -> None:
        """Answer every danger page with "none of these"."""
        while self.where.startswith("/questions/") and "Danger signs" in self.page.text:
            self.send(("ticked", "none"))

    def about(self, age: str = "45", sex: str = "female", **more: str) -> None:
        assert self.where == "/about", self.where
        self.send(("age", age), ("sex", sex), *more.items())

    def to_words(self) -> None:
        """Answer as far as the questions, and come back to the page for one's own words."""
        self.start()
        self.calm()
        self.about("30", "male")
        self.send(("places", "calf"))
        self.open("/words")
        assert self.where == "/words"

    def walk(self, say: dict[str, str]) -> dict[str, str]:
        """Answer page after page until the result; return every answer by item."""
        given: dict[str, str] = {}
        for _ in range(60):
            if not self.where.startswith("/questions/"):
                break
            fields: list[tuple[str, str]] = []
            _, hidden = self.form.forms[-1]
            items = [value for name, value in hidden if name == "item"]
            if any(one["name"] == "ticked" for one in self.form.inputs):
                ticked = [item for item in items if say.get(item) == "present"]
                fields = [("ticked", one) for one in ticked or ["none"]]
                given |= {item: "present" if item in ticked else "absent" for item in items}
            else:
                for item in items:
                    options = [one["value"] for one in self.form.inputs if one["name"] == item]
                    choice = say.get(item, "absent" if "absent" in options else str(options[0]))
                    fields.append((item, choice))
                    given[item] = choice
            self.send(*fields)
            if self.where in INTERRUPTIONS:
                assert 'href="tel:' in self.page.text
                self.open("/continue")
        return given

    def evidence(self) -> dict[str, str]:
        """Return what counts as answered, by item."""
        listed = self.client.get("/result/patient.json").json()["evidence"]
        return {one["finding"]: one["value"] for one in listed}


def without_ours(text: str) -> str:
    """A page without the tags of our own files, which are all that a strict policy lets run."""
    ours = r'<script type="module" src="/static/[a-z]+\.js\?v=[0-9a-f]+"></script>'
    return re.sub(ours, "", text)


@pytest.fixture
def clock() -> list[float]:
    """Seconds; a test may set them."""
    return [1_000_000.0]


@pytest.fixture
def settings(tmp_path: Path, clock: list[float]) -> Settings:
    # The clock stands still unless a test sets it, so nobody would ever be let in again.
    return Settings(
        database=tmp_path / "state" / "web.sqlite3",
        clock=lambda: clock[0],
        visitor_per_minute=1e6,
        address_per_minute=1e6,
    )


@pytest.fixture
def someone(knowledge: KnowledgeBase, settings: Settings) -> Callable[[], Person]:
    """Make one more browser at one server."""
    app = create_app(knowledge, settings)
    assert stat.S_IMODE(settings.database.stat().st_mode) == 0o600
    return lambda: Person(app)


@pytest.fixture
def person(someone: Callable[[], Person]) -> Person:
    return someone()

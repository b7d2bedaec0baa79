"""Nothing that is served makes a browser ask another host, and nothing runs that is not a file.

Links that somebody may follow to a publication are fine; what loads by itself is not.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

import popliteus
from tests.unit.web.conftest import HOST, Person

WEB = Path(popliteus.__file__).parent / "web"

#: Names of languages, not addresses: nothing is fetched from there.
LANGUAGES = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml|1998/Math/MathML)")
ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://|@import|['\"(=\s]//[\w-]+\.\w", re.I)

#: What a browser fetches, sends to or shows by itself, by the attribute that names it.
LOADED = {
    "action", "background", "cite", "classid", "codebase", "data", "formaction", "icon", "manifest",
    "ping", "poster", "profile", "src", "srcdoc", "srcset", "xlink:href",
}  # fmt: skip

#: So many pages that begin alike are enough.
ALIKE = 3


class Page(HTMLParser):
    """What a page loads, where its links lead, and what it holds that no file of ours does."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.lower(): value or "" for name, value in attrs}
        self._script = tag == "script"
        if tag in {"style", "base", "iframe", "object", "embed", "applet"}:
            self.inline.append(tag)
        if tag == "meta" and given.get("http-equiv"):
            self.inline.append(f"meta {given['http-equiv']}")
        for name, value in given.items():
            if name == "style" or name.startswith("on") or "javascript:" in value.lower():
                self.inline.append(f"{tag} {name}")
            if name in LOADED or (name == "href" and tag != "a"):
                self.loads.extend(value.split(",") if name == "srcset" else [value])
            if name == "href" and tag == "a":
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.inline.append("script")

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"


def elsewhere(address: str) -> bool:
    """Whether an address is not of this server."""
    parts = urlsplit(urljoin(HOST, address.strip().split(" ")[0]))
    return f"{parts.scheme}://{parts.netloc}" != HOST


def files(*kinds: str) -> list[Path]:
    found = (path for path in WEB.rglob("*") if path.suffix in kinds)
    return sorted(path for path in found if "assets-src" not in path.parts)  # not served


def test_files_are_looked_at() -> None:
    assert any(path.name == "look.css" for path in files(".css")), "make assets"
    assert len(files(".html")) > 8
    assert ADDRESS.search("url(//fonts.example/a.woff)")
    assert ADDRESS.search("fetch('https://elsewhere.example')")
    assert ADDRESS.search('@import "x.css"')
    assert not ADDRESS.search("/* a comment */ a{color:red} // and another")


@pytest.mark.parametrize(
    "path", files(".html", ".css", ".js", ".svg", ".json"), ids=lambda path: path.name
)
def test_no_file_of_ours_names_another_host(path: Path) -> None:
    text = LANGUAGES.sub("", path.read_text(encoding="utf-8"))
    assert ADDRESS.search(text) is None, ADDRESS.search(text)


def test_no_page_loads_from_another_host_or_runs_what_is_not_a_file(person: Person) -> None:
    person.start()
    person.walk({"fainting": "present"})
    person.about("45", "female")
    person.walk({"fainting": "present"})
    person.send(("places", "calf"))
    person.send(("text", "My calf is swollen."))
    queue = deque(["/", "/continue", "/understood", "/questions/0", "/result", "/help-now",
                   "/answers", "/save", "/erase", "/about", "/where", "/words", "/result/patient",
                   "/result/clinician", "/resume", "/nothing"])  # fmt: skip
    seen, alike = {*queue}, Counter[str]()
    while queue:
        address = queue.popleft()
        answer = person.open(address)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = Page(answer.text)
        assert [one for one in page.loads if elsewhere(one)] == [], address
        assert page.inline == [], address
        for link in (urljoin(str(answer.url), one) for one in page.links):
            path = urlsplit(link).path
            kind = path.rsplit("/", 1)[0]
            if not elsewhere(link) and path not in seen and alike[kind] < ALIKE:
                alike[kind] += 1
                seen.add(path)
                queue.append(path)
    assert len(seen) >= 16

"""The whole site, made once, and a reader of its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from popliteus import KnowledgeBase
from popliteus.publish.pages.build import Pages

VOID = {"meta", "link", "br", "img", "hr", "input"}


@dataclass
class Parsed(HTMLParser):
    """What a test asks of a page: links, anchors, headings, sections and their words."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("href", "src"):
            if given.get(name):
                self.links.append(str(given[name]))
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"h1", "h2", "h3"}:
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.open and self.open[-1] in {"h1", "h2", "h3"}:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="session")
def pages(knowledge: KnowledgeBase) -> Pages:
    return Pages(knowledge)


@pytest.fixture(scope="session")
def files(pages: Pages) -> dict[str, str]:
    return dict(pages.files())


@pytest.fixture(scope="session")
def parsed(files: dict[str, str]) -> dict[str, Parsed]:
    found = {}
    for path, text in files.items():
        if path.endswith(".html"):
            page = Parsed()
            page.feed(text)
            found[path] = page
    return found

"""The pages of the library, each made once and kept.

What this module is
    `Library` finds a page by its address, gives its main part, and makes citations when asked.
    Its main parts are those of `popliteus.publish`, with the addresses of this app.

What it is not
    It makes no frame: what stands around a page depends on who looks at it, and is made each time.

Speed
    A main part takes some 20 ms to make, and all of them hold about 6 MB when they were all asked
    for. Citations need pandoc, some seconds for one page, so they stand on a page of their own and
    are made when somebody opens it, one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from threading import Lock

from popliteus.assess.report import ANYWHERE
from popliteus.knowledge import KnowledgeBase
from popliteus.publish.citations import STYLES, Citation, citation
from popliteus.publish.pages.mains import Main, Mains
from popliteus.publish.pages.site import Entry, Site
from popliteus.publish.views.evidence import Line
from popliteus.web.library.documents import documents
from popliteus.web.library.search import Index

#: The first page of the library.
HOME = "/library"

#: Stand for the names of services in a main part, which is kept for readers of all countries.
EMERGENCY, URGENT = "\ue010", "\ue011"

_EVIDENCE = "evidence/index.html"

#: Files of the plain site that stand elsewhere here.
_ELSEWHERE = {
    "index.html": f"{HOME}/article",
    "evidence/sources.html": f"{HOME}/sources",
    "evidence/evidence.csv": f"{HOME}/evidence.csv",
    "evidence/evidence.json": f"{HOME}/evidence.json",
}


def address(path: str, fragment: str = "", _here: str = "") -> str:
    """Return where a file of the plain site, and a place in it, stands in the app.

    >>> address("causes/gout.html"), address("causes/index.html"), address("words.html", "bursa")
    ('/library/causes/gout', '/library/causes', '/library/words#bursa')
    >>> address("evidence/index.html", "gout--fever")
    '/library/evidence/gout--fever'
    """
    plain = path.removesuffix(".html").removesuffix("/index")
    found = _ELSEWHERE.get(path, f"{HOME}/{plain}")
    if fragment and path == _EVIDENCE:
        return f"{found}/{fragment}"
    return f"{found}#{fragment}" if fragment else found


class Library:
    """The pages of one knowledge base.

    Parameters
    ----------
    base
        The knowledge base. Nothing is made before somebody asks for it.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self._lock, self._indexing, self._pandoc = Lock(), Lock(), Lock()
        self._kept: dict[str, Main] = {}
        self._index: Index | None = None
        #: Empty forms of rules, as HTML, by the rule.
        self.forms: dict[str, str] = {}

    @cached_property
    def mains(self) -> Mains:
        """What makes main parts, with room for the names of services."""
        anywhere = self.base.services.countries[ANYWHERE]
        room = replace(anywhere, emergency=EMERGENCY, urgent=URGENT)
        return Mains(Site(self.base, address), cite_at=cite_at, country=room)

    @cached_property
    def _by_address(self) -> Mapping[str, Entry]:
        return {address(one.path): one for one in self.mains.site.entries.values()}

    @cached_property
    def _numbers(self) -> Mapping[str, Line]:
        return {one.anchor: one for one in self.mains.maker.lines}

    def at(self, where: str) -> Entry | None:
        """Return the page that stands at an address."""
        with self._lock:
            return self._by_address.get(where)

    def main(self, entry: Entry) -> Main:
        """Return the main part of a page."""
        with self._lock:
            if entry.key not in self._kept:
                self._kept[entry.key] = self.mains.of(entry)
            return self._kept[entry.key]

    def warm(self) -> None:
        """Make now what the first reader would wait for: a few seconds, in a thread of its own."""
        self.index()
        for key in ("page:article", "page:causes", "page:rules", "page:how"):
            self.main(self.mains.site.entry(key))

    def index(self) -> Index:
        """Return the index of everything that can be found; made once, in a second or two."""
        with self._lock:
            mains = self.mains
        with self._indexing:
            if self._index is None:
                self._index = Index(documents(mains.shared, address))
            return self._index

    def table(self) -> Mapping[str, Line]:
        """Return every published number by the last part of its address, in their order."""
        with self._lock:
            return self._numbers

    def cited(self, entry: Entry) -> list[tuple[str, Citation]]:
        """Return (name of a style, citation of a page) in every style."""
        with self._pandoc:
            item = self.mains.item(entry)
            return [(one.label, citation(item, one.id)) for one in STYLES.values()]


def cite_at(entry: Entry) -> str:
    """Return where a page is cited in every style."""
    return f"{HOME}/cite{address(entry.path).removeprefix(HOME)}"

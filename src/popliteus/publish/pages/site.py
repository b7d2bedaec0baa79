"""The pages of a site: which there are, where they stand, and how one links to another.

What this module is
    `Site` knows every page by a key such as ``cause:gout`` or ``page:evidence``, its file, its
    title, its neighbours, and the relative address from any page to any other, so that the site
    works from a folder, from any place on a server, and without one.

What it is not
    It writes nothing and words nothing but titles.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from popliteus.errors import CaseError, KnowledgeError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.addresses import Figures
from popliteus.knowledge.prose import Prose, read_prose
from popliteus.knowledge.second import Second, second_readings
from popliteus.publish.pages.words import hard_words, slug

#: Kind of page to its folder of the site and the title of its list.
SECTIONS = {
    "cause": ("causes", "Causes"),
    "rule": ("rules", "Danger signs and rules"),
    "treatment": ("treatments", "What helps"),
    "test": ("tests", "Tests"),
}

#: Pages that stand alone: key, file, what the menu calls them.
SINGLE = (
    ("page:article", "index.html", "Pain behind the knee"),
    ("page:causes", "causes/index.html", "Causes"),
    ("page:rules", "rules/index.html", "Danger signs"),
    ("page:treatments", "treatments/index.html", "What helps"),
    ("page:tests", "tests/index.html", "Tests"),
    ("page:evidence", "evidence/index.html", "Evidence"),
    ("page:sources", "evidence/sources.html", "Sources"),
    ("page:how", "how.html", "How it works"),
    ("page:how-well", "how-well.html", "How well it works"),
    ("page:corrections", "corrections.html", "What we corrected"),
    ("page:changes", "changes.html", "What changed"),
    ("page:words", "words.html", "Words"),
    ("page:about", "about.html", "Who made this"),
)

#: Texts that a site cannot be written without.
TEXTS = ("article", "corrections", "prevention", "words", "about")

#: Files that are no pages.
STYLE, SCRIPT = "assets/popliteus.css", "assets/popliteus.js"
CSV, JSON, BUILD = "evidence/evidence.csv", "evidence/evidence.json", "knowledge.json"


#: File, anchor and the file from which the link leads, to an address.
Address = Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its key, its file in the site, its title, and the kind whose list it is in."""

    key: str
    path: str
    title: str
    kind: str

    @property
    def id(self) -> str:
        """The part of the key behind the colon."""
        return self.key.partition(":")[2]


class Site:
    """Every page of a knowledge base.

    Parameters
    ----------
    base
        The knowledge base; its texts and second readings are read from its folder.
    address
        Where a file, and an anchor in it, is from another file; relative when left out.

    Raises
    ------
    KnowledgeError
        A text is missing.
    """

    def __init__(self, base: KnowledgeBase, address: Address | None = None) -> None:
        self.base = base
        self._address = address or relative_to
        self.figures = Figures(base)
        self.prose: Mapping[str, Prose] = read_prose(base.path)
        for name in TEXTS:
            if name not in self.prose:
                raise KnowledgeError(
                    found=f"no text pages/{name}.md", file=base.path, expected="every text"
                )
        self.words = hard_words(self.prose["words"])
        self.entries = {one.key: one for one in self._entries()}

    def _entries(self) -> Iterator[Entry]:
        for key, path, title in SINGLE:
            name = key.partition(":")[2]
            text = self.prose.get(name)
            yield Entry(key, path, text.title if text else title, "page")
        for kind, names in self._ids().items():
            for name, title in names.items():
                yield Entry(f"{kind}:{name}", f"{SECTIONS[kind][0]}/{name}.html", title, kind)

    def _ids(self) -> dict[str, dict[str, str]]:
        base = self.base
        return {
            "cause": {one.id: one.lay_name for one in base.causes.values()},
            "rule": {
                one.id: one.lay_name for one in sorted(base.rules.values(), key=lambda r: -r.level)
            },
            "treatment": {one.id: one.lay_name for one in base.treatments.values()},
            "test": {one.id: one.lay_name for one in base.tests.values()},
        }

    @cached_property
    def seconds(self) -> dict[tuple[str, str], Second]:
        """Second readings by file and number."""
        return second_readings(self.base.path)

    def entry(self, key: str) -> Entry:
        """Return a page by its key.

        Raises
        ------
        CaseError
            No such page; the nearest keys are named.
        """
        if key in self.entries:
            return self.entries[key]
        near = difflib.get_close_matches(key, self.entries, n=3, cutoff=0.5)
        raise CaseError(
            found=f"no page '{key}'",
            where="pages",
            expected="the key of a page" + (f"; nearest: {', '.join(near)}" if near else ""),
            code="unknown-page",
        )

    def named(self, name: str) -> Entry:
        """Return a page by id alone (``gout``, ``article``), as somebody types it.

        Raises
        ------
        CaseError
            No such page.
        """
        for kind in (*SECTIONS, "page"):
            if f"{kind}:{name}" in self.entries:
                return self.entries[f"{kind}:{name}"]
        near = difflib.get_close_matches(name, [one.id for one in self.entries.values()], n=4)
        raise CaseError(
            found=f"no page of '{name}'",
            where="--preview",
            expected="the id of a cause, rule, treatment or test, or a page such as article"
            + (f"; nearest: {', '.join(near)}" if near else ""),
            code="unknown-page",
        )

    def href(self, key: str, here: str) -> str:
        """Return the address of a page from the file `here`.

        `key` may carry a fragment (``page:evidence#gout--fever``) or be ``word:`` and a word.

        >>> import popliteus
        >>> Site(popliteus.load()).href("cause:gout", "rules/index.html")
        '../causes/gout.html'
        """
        name, _, fragment = key.partition("#")
        if name.startswith("word:"):
            name, fragment = "page:words", slug(name.removeprefix("word:"))
        return self._address(self.entry(name).path, fragment, here)

    def file(self, path: str, here: str) -> str:
        """Return the address of a file of the site from the file `here`."""
        return self._address(path, "", here)

    def section(self, kind: str) -> list[Entry]:
        """Return the pages of one kind in their order."""
        return [one for one in self.entries.values() if one.kind == kind]

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the page before and after in the same list."""
        pages = self.section(entry.kind)
        place = pages.index(entry)
        before = pages[place - 1] if place else None
        after = pages[place + 1] if place + 1 < len(pages) else None
        return before, after

    def parents(self, entry: Entry) -> list[Entry]:
        """Return the pages above one, from the top."""
        if entry.key == "page:article":
            return []
        top = [self.entries["page:article"]]
        if entry.kind in SECTIONS:
            top.append(self.entries[f"page:{SECTIONS[entry.kind][0]}"])
        return top


def relative(path: str, here: str) -> str:
    """Return the address of one file of the site from another.

    >>> relative("assets/a.css", "causes/gout.html")
    '../assets/a.css'
    """
    return posixpath.relpath(path, posixpath.dirname(here) or ".")


def relative_to(path: str, fragment: str, here: str) -> str:
    """Return the address of a place in a file of the site from another file.

    >>> relative_to("words.html", "bursa", "causes/gout.html")
    '../words.html#bursa'
    """
    found = relative(path, here)
    return f"{found}#{fragment}" if fragment else found


def anchor(address: str) -> str:
    """Return the name of the anchor of a number in the evidence table.

    >>> anchor("gout#janssens-between")
    'gout--janssens-between'
    """
    return address.replace("#", "--")

"""One page while it is written: its links, its numbered sources, its figures, its hard words.

What this module is
    `Sheet` gives templates and texts what depends on the page: addresses relative to it, marks
    of sources numbered in the order of their use, figures with their mark and their place in the
    evidence table, and hard words that lead to their explanation when they are first used.

What it is not
    It decides nothing about what a page says.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup, escape

from popliteus.knowledge.addresses import Figure, Limit
from popliteus.knowledge.cited import citation
from popliteus.knowledge.records import Cited, Number, Reference
from popliteus.publish.pages.numbers import measured, shown
from popliteus.publish.pages.site import Entry, Site, anchor
from popliteus.rules.rule import Source as RuleSource


@dataclass(slots=True)
class Used:
    """One source of a page: its number, its line, and the places in it that were used."""

    ref: str
    number: int
    places: list[str] = field(default_factory=list)


class Sheet:
    """What one page needs while it is written.

    Parameters
    ----------
    site
        Every page, and the records.
    entry
        This page.
    """

    def __init__(self, site: Site, entry: Entry) -> None:
        self.site, self.entry = site, entry
        self.base = site.base
        self._used: dict[str, Used] = {}
        self._explained: set[str] = set()

    # ------------------------------------------------------------------ links
    def href(self, key: str) -> str:
        """Return the address of another page."""
        return self.site.href(key, self.entry.path)

    def file(self, path: str) -> str:
        """Return the address of a file of the site that is no page."""
        return self.site.file(path, self.entry.path)

    def link(self, key: str, text: str = "") -> Markup:
        """Return a link to another page, with its title unless `text` says something else."""
        words = text or self.site.entry(key).title
        return Markup('<a href="{}">{}</a>').format(self.href(key), words)

    # ---------------------------------------------------------------- sources
    def mark(self, ref: str, where: str = "") -> Markup:
        """Return the mark of a source, numbered in the order of first use on this page."""
        used = self._used.setdefault(ref, Used(ref, len(self._used) + 1))
        if where and where not in used.places:
            used.places.append(where)
        return Markup('<sup class="mark">{}</sup>').format(
            Markup('<a href="#source-{0}" aria-label="source {0}">{0}</a>').format(used.number)
        )

    def marks(self, sources: tuple[Cited, ...] | tuple[RuleSource, ...]) -> Markup:
        """Return the marks of several sources."""
        return Markup().join(self.mark(one.ref, one.where) for one in sources)

    def sources(self) -> list[tuple[Used, Markup]]:
        """Return the sources used so far with their lines."""
        return [
            (used, reference_html(self.base.references[used.ref])) for used in self._used.values()
        ]

    # ---------------------------------------------------------------- figures
    def figure(self, found: Figure | Limit, style: str = "full") -> Markup:
        """Return a figure with its place in the evidence table and the mark of its source."""
        if isinstance(found, Limit):
            return escape(measured(found.measure))
        return self._linked(found.address, found.number, shown(found.number, style))

    def at(self, address: str, style: str = "full") -> Markup:
        """Return the figure at an address."""
        return self.figure(self.site.figures[address], style)

    def number(self, number: Number, record: str, style: str = "full") -> Markup:
        """Return a number of a record, as `figure` does."""
        return self._linked(f"{record}#{number.id}", number, shown(number, style))

    def _linked(self, address: str, number: Number, words: str) -> Markup:
        source = number.source
        return Markup('<a class="figure" href="{}">{}</a>{}').format(
            self.href(f"page:evidence#{anchor(address)}"),
            words,
            self.mark(source.ref, source.where),
        )

    # ------------------------------------------------------------- hard words
    def plain(self, text: str) -> Markup:
        """Return a patient's text in which each hard word, when first used, is explained."""
        words = self.site.words
        if self.entry.key == "page:words":
            return escape(text)
        parts: list[Markup] = []
        last = 0
        for found in words.pattern.finditer(text):
            term = words.term[found[0].lower()]
            if term in self._explained:
                continue
            self._explained.add(term)
            parts.append(escape(text[last : found.start()]))
            parts.append(
                Markup('<a class="word" href="{}">{}</a>').format(
                    self.href(f"word:{term}"), found[0]
                )
            )
            last = found.end()
        return Markup().join((*parts, escape(text[last:])))


def reference_html(reference: Reference) -> Markup:
    """Return a reference as a line of HTML, with a link where it can be found."""
    text = citation(reference)
    found = reference.DOI and f"https://doi.org/{reference.DOI}"
    address = found or reference.URL
    if not address:
        return escape(text)
    shown_text = text.replace(reference.URL, "").replace(" .", "").rstrip() if not found else text
    return Markup('{} <a href="{}" rel="noreferrer">{}</a>').format(
        shown_text, address, "Find it" if not found else "doi"
    )

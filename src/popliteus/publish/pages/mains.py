"""The main part of every page: what the plain site and the web app show alike.

What this module is
    `Mains.of` makes what stands between the menu and the footer of one page, from its views.

What it is not
    A whole page: the plain site puts `popliteus.publish.pages.build` around it, the web app its
    own frame. Where links lead is decided by the `Site` that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from popliteus import stamp
from popliteus.knowledge.changes import Build
from popliteus.knowledge.records import Country
from popliteus.publish.citations import STYLES, citations
from popliteus.publish.citations.items import Item
from popliteus.publish.citations.targets import page_item
from popliteus.publish.pages.contents import Maker
from popliteus.publish.pages.emergencies import emergencies
from popliteus.publish.pages.parts import Contents
from popliteus.publish.pages.render import Page, environment
from popliteus.publish.pages.sheet import Sheet
from popliteus.publish.pages.site import SECTIONS, Entry, Site
from popliteus.publish.views.conditions import leaves_of, tree
from popliteus.publish.views.shared import Shared

#: Stands for the list of what is on a page until the page is made.
_CONTENTS = "<!--contents-->"

#: Where a served page has the form of a published decision rule.
FORM = "<!--form-->"

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.S)

#: Headings that are no part of the text.
_NOT_LISTED = frozenset({"help-now"})

#: A page with fewer headings needs no list of them.
_FEWEST = 4

#: Pages that say in a sentence what to call for name the signs of this rule, each of which is
#: enough by itself; the others have all emergencies in a list.
_ALWAYS = "embolism-signs"

#: Pages that say it in a sentence.
_BRIEF = frozenset(
    f"page:{name}"
    for name in (
        "article", "evidence", "sources", "corrections", "changes", "words", "about", "how",
        "how-well",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Main:
    """The main part of one page as HTML, with what a frame needs to know of it."""

    entry: Entry
    page: Page
    sheet: Sheet
    html: str


class Mains:
    """Makes the main part of pages, one at a time.

    Parameters
    ----------
    site
        The pages and their addresses.
    since
        The build that the page of changes compares with; None: this is the first release.
    cite_at
        For pages that are served: says where a page is cited in other styles, and leaves room for
        forms. None: all styles stand on the page itself and are made at once, and there is no form.
    country
        Whose names of services the pages use; nobody's in particular when left out.
    """

    def __init__(
        self,
        site: Site,
        since: Build | None = None,
        cite_at: Callable[[Entry], str] | None = None,
        country: Country | None = None,
    ) -> None:
        self.base, self.site = site.base, site
        self.shared = Shared(site, country)
        self.maker = Maker(self.shared, since)
        self.environment: Environment = environment(self.shared)
        self._cite_at = cite_at
        entries = [] if cite_at else list(site.entries.values())
        cited = _cited([self.item(one) for one in entries])
        self._styles = {one.key: styles for one, styles in zip(entries, cited, strict=True)}

    def of(self, entry: Entry) -> Main:
        """Return the main part of one page."""
        sheet = Sheet(self.site, entry)
        contents = self.maker.of(sheet)
        page = self._page(entry, contents)
        made = self.environment.get_template(contents.template).render(
            sheet=sheet, page=page, **self.around(), **contents.given
        )
        return Main(entry, page, sheet, self._with_contents(made))

    def around(self) -> dict[str, object]:
        """Return what the box of danger signs needs."""
        return {
            "always": self._always(),
            "emergencies": emergencies(self.base),
            "emergency": self.shared.country.emergency,
        }

    def item(self, entry: Entry) -> Item:
        """Return a page as a publication, in the fields of CSL-JSON."""
        return page_item(self.base, entry.key.replace(":", "-"), entry.title)

    def _with_contents(self, html: str) -> str:
        headings = [one for one in _HEADING.findall(html) if one[0] not in _NOT_LISTED]
        listed = ""
        if len(headings) >= _FEWEST:
            listed = self.environment.get_template("contents.html").render(headings=headings)
        return html.replace(_CONTENTS, listed)

    def _page(self, entry: Entry, contents: Contents) -> Page:
        before, after = self.site.neighbours(entry)
        section = SECTIONS[entry.kind][0] if entry.kind in SECTIONS else ""
        return Page(
            key=entry.key,
            section=f"page:{section}",
            brief=entry.key in _BRIEF,
            title=entry.title,
            description=contents.description,
            reviewed=contents.reviewed,
            parents=tuple(self.site.parents(entry)),
            before=before,
            after=after,
            citation=self._citation(entry),
            styles=tuple(self._styles.get(entry.key, ())),
            cite_at=self._cite_at(entry) if self._cite_at else "",
            sorts=contents.sorts,
            forms=self._cite_at is not None,
        )

    def _always(self) -> list[str]:
        """Return the signs for which nobody should read on."""
        rule = self.base.rules.get(_ALWAYS)
        if rule is None or rule.fires_when is None:
            return []
        return [one.patient for one in leaves_of(tree(rule.fires_when, self.base))]

    def _citation(self, entry: Entry) -> str:
        year = self.base.version.partition(".")[0]
        return (
            f"popliteus ({year}). {entry.title.rstrip('.')}"
            f"{'' if entry.title.endswith('?') else '.'} Knowledge base {self.base.version}, "
            f"popliteus {stamp.code_version()}."
        )


def _cited(many: Sequence[Item]) -> list[list[tuple[str, str]]]:
    """Return (style, text) of every page, in the order given; all pages of a style in one call."""
    columns = [
        [(style.label, one.text) for one in citations(many, name)] for name, style in STYLES.items()
    ]
    return [list(row) for row in zip(*columns, strict=True)]

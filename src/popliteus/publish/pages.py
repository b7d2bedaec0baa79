"""The site: an article, a page for each cause, rule, treatment and test, and the evidence table.

What this module is
    `files_of`, every file of the site as it is made, and `write`, which puts them into a folder.

What it is not
    A server. The pages are plain files with relative links; they work from a folder, from any
    place on a server, without scripts, and under a content security policy that allows scripts
    and styles from the same place only.

The same knowledge gives the same bytes: no clock is read, and nothing depends on the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from popliteus import stamp
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.changes import Build, build_of, to_json
from popliteus.knowledge.records import Author, Reference
from popliteus.publish import views_evidence
from popliteus.publish.citations import STYLES, citations
from popliteus.publish.drawings import style_sheet
from popliteus.publish.pages_contents import Contents, Maker
from popliteus.publish.pages_render import Page, environment
from popliteus.publish.pages_sheet import Sheet
from popliteus.publish.pages_site import (
    BUILD,
    CSV,
    JSON,
    SCRIPT,
    SECTIONS,
    SINGLE,
    STYLE,
    Entry,
    Site,
)
from popliteus.publish.views import Shared
from popliteus.publish.views_conditions import leaves_of, tree

#: What is being done, how much is done, how much there is.
Told = Callable[[str, int, int], None]

#: Stands for the list of what is on a page until the page is made.
_CONTENTS = "<!--contents-->"
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.S)

#: Headings that are no part of the text.
_NOT_LISTED = frozenset({"help-now"})

#: A page with fewer headings needs no list of them.
_FEWEST = 4

#: The box at the top of a page that has no danger signs of its own: the signs of the first rule,
#: each of which is enough by itself, and the names of the others.
_ALWAYS = "embolism-signs"
_ALWAYS_RULES = (
    "sudden-cold-foot", "cold-pale-leg", "infected-knee", "compartment-syndrome",
    "cauda-equina-signs",
)  # fmt: skip

#: Pages that say it in a sentence.
_BRIEF = frozenset(
    f"page:{name}"
    for name in ("article", "evidence", "sources", "corrections", "changes", "words", "about")
)

#: The file that lists what was written, so that pages that are gone can be taken away.
MANIFEST = "manifest.txt"


class Pages:
    """Every page of a knowledge base, made one at a time.

    Parameters
    ----------
    base
        The knowledge base.
    since
        The build that the page of changes compares with; None: this is the first release.
    """

    def __init__(self, base: KnowledgeBase, since: Build | None = None) -> None:
        self.base, self.site = base, Site(base)
        self.shared = Shared(self.site)
        self._maker = Maker(self.shared, since)
        self._environment = environment(self.shared)
        entries = list(self.site.entries.values())
        self._styles = dict(
            zip(entries, _cited([self._reference(one) for one in entries]), strict=True)
        )

    def html(self, entry: Entry) -> str:
        """Return one page."""
        sheet = Sheet(self.site, entry)
        contents = self._maker.of(sheet)
        made = self._environment.get_template(contents.template).render(
            sheet=sheet,
            page=self._frame(entry, contents),
            menu=[(key, name) for key, _, name in SINGLE if key != "page:sources"],
            files={"style": STYLE, "script": SCRIPT, "csv": CSV, "json": JSON},
            always=self._always(),
            always_rules=[f"rule:{one}" for one in _ALWAYS_RULES if one in self.base.rules],
            emergency=self.shared.country.emergency,
            limits=self.base.services.limits,
            stamp=str(self._stamp()),
            **contents.given,
        )
        return self._with_contents(made)

    def _with_contents(self, html: str) -> str:
        headings = [
            (anchor, Markup(text))  # noqa: S704 - it was escaped where it stands
            for anchor, text in _HEADING.findall(html)
            if anchor not in _NOT_LISTED
        ]
        listed = ""
        if len(headings) >= _FEWEST:
            listed = self._environment.get_template("contents.html").render(headings=headings)
        return html.replace(_CONTENTS, listed)

    def _frame(self, entry: Entry, contents: Contents) -> Page:
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
            styles=tuple(self._styles[entry]),
        )

    def _always(self) -> list[str]:
        """Return the signs for which nobody should read on."""
        rule = self.base.rules.get(_ALWAYS)
        if rule is None or rule.fires_when is None:
            return []
        return [one.patient for one in leaves_of(tree(rule.fires_when, self.base))]

    def _stamp(self) -> stamp.Stamp:
        base = self.base
        return stamp.Stamp(stamp.code_version(), base.version, base.digest, base.reviewed)

    def _citation(self, entry: Entry) -> str:
        year = self.base.version.partition(".")[0]
        return (
            f"popliteus ({year}). {entry.title.rstrip('.')}"
            f"{'' if entry.title.endswith('?') else '.'} Knowledge base {self.base.version}, "
            f"popliteus {stamp.code_version()}."
        )

    def _reference(self, entry: Entry) -> Reference:
        """Return a page as a publication, for citations in other styles."""
        year = self.base.version.partition(".")[0]
        return Reference(
            schema=1,
            id=f"popliteus-{entry.key.replace(':', '-')}",
            type="webpage",
            title=entry.title,
            author=(Author(literal="popliteus"),),
            container_title="popliteus",
            issued=int(year) if year.isdigit() else None,
            number=f"Knowledge base {self.base.version}",
        )

    # ------------------------------------------------------------------ files
    def files(self, tell: Told | None = None) -> Iterator[tuple[str, str]]:
        """Yield (path in the site, text) of every file."""
        entries = list(self.site.entries.values())
        for done, entry in enumerate(entries, start=1):
            yield entry.path, self.html(entry)
            if tell:
                tell("Writing pages", done, len(entries))
        yield from self.assets()
        rows = [line.row for line in self._maker.lines]
        yield CSV, views_evidence.to_csv(rows)
        yield JSON, views_evidence.to_json(rows, self.shared)
        yield BUILD, to_json(build_of(self.base))

    def assets(self) -> Iterator[tuple[str, str]]:
        """Yield the files that pages share."""
        folder = resources.files("popliteus.publish") / "templates"
        yield STYLE, (folder / STYLE).read_text(encoding="utf-8") + style_sheet()
        yield SCRIPT, (folder / SCRIPT).read_text(encoding="utf-8")


def _cited(many: Sequence[Reference]) -> list[list[tuple[str, str]]]:
    """Return (style, text) of every page, in the order given; all pages of a style in one call."""
    columns = [
        [(style.label, one.text) for one in citations(many, name)] for name, style in STYLES.items()
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def write(
    base: KnowledgeBase, folder: Path, *, since: Build | None = None, tell: Told | None = None
) -> int:
    """Write the whole site into a folder and return how many pages it has.

    Files of an earlier site that are no longer part of it are taken away; anything else in the
    folder stays.

    Raises
    ------
    KnowledgeError
        A text calls something that does not exist.
    CaseError
        The folder cannot be written to.
    """
    pages = Pages(base, since)
    try:
        before = _listed(folder)
        written = [_put(folder, path, text) for path, text in pages.files(tell)]
        for path in sorted(before - set(written)):
            (folder / path).unlink(missing_ok=True)
        _put(folder, MANIFEST, "".join(f"{path}\n" for path in sorted(written)))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return len(pages.site.entries)


def write_one(base: KnowledgeBase, name: str, folder: Path) -> Path:
    """Write one page with what it needs to be looked at, and return its file.

    Raises
    ------
    CaseError
        No page of this name, or the folder cannot be written to.
    """
    pages = Pages(base)
    entry = pages.site.named(name)
    try:
        for path, text in (*pages.assets(), (entry.path, pages.html(entry))):
            _put(folder, path, text)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return folder / entry.path


def _put(folder: Path, path: str, text: str) -> str:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return path


def _listed(folder: Path) -> set[str]:
    """Return the files of an earlier site; a line that leads out of the folder is no such file."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return set()
    lines = manifest.read_text(encoding="utf-8").splitlines()
    return {one for one in lines if one and ".." not in one and not one.startswith("/")}


def _cannot_write(folder: Path, error: OSError) -> CaseError:
    return CaseError(
        found=f"a place that cannot be written to ({error.strerror})",
        where=str(folder),
        expected="a folder that is there or can be made, and is yours",
        code="no-folder",
    )

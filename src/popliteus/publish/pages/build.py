"""The plain site: an article, a page for each cause, rule, treatment and test, and the evidence.

What this module is
    `Pages`, every file of the site as it is made.

What it is not
    A server, or a writer of files (`popliteus.publish.pages.write`). The pages are plain files with
    relative links; they work from a folder, from any place on a server, without scripts, and under
    a content security policy that allows scripts and styles from the same place only.

The same knowledge gives the same bytes: no clock is read, and nothing depends on the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources

from popliteus import stamp
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.changes import Build, build_of, to_json
from popliteus.publish.drawings import style_sheet
from popliteus.publish.pages.mains import Mains
from popliteus.publish.pages.site import BUILD, CSV, JSON, SCRIPT, SINGLE, STYLE, Entry, Site
from popliteus.publish.views import evidence

#: What is being done, how much is done, how much there is.
Told = Callable[[str, int, int], None]

#: Pages that the menu at the top of the plain site leaves out.
_NOT_IN_MENU = frozenset({"page:sources"})


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
        self._mains = Mains(self.site, since)
        self.shared = self._mains.shared

    def html(self, entry: Entry) -> str:
        """Return one page."""
        main = self._mains.of(entry)
        base = self.base
        made = stamp.Stamp(stamp.code_version(), base.version, base.digest, base.reviewed)
        return self._mains.environment.get_template("site.html").render(
            main=main.html,
            sheet=main.sheet,
            page=main.page,
            menu=[(key, name) for key, _, name in SINGLE if key not in _NOT_IN_MENU],
            files={"style": STYLE, "script": SCRIPT},
            limits=base.services.limits,
            stamp=str(made),
        )

    def files(self, tell: Told | None = None) -> Iterator[tuple[str, str]]:
        """Yield (path in the site, text) of every file."""
        entries = list(self.site.entries.values())
        for done, entry in enumerate(entries, start=1):
            yield entry.path, self.html(entry)
            if tell:
                tell("Writing pages", done, len(entries))
        yield from self.assets()
        rows = [line.row for line in self._mains.maker.lines]
        yield CSV, evidence.to_csv(rows)
        yield JSON, evidence.to_json(rows, self.shared)
        yield BUILD, to_json(build_of(self.base))

    def assets(self) -> Iterator[tuple[str, str]]:
        """Yield the files that pages share."""
        folder = resources.files("popliteus.publish") / "templates"
        yield STYLE, (folder / STYLE).read_text(encoding="utf-8") + style_sheet()
        yield SCRIPT, (folder / SCRIPT).read_text(encoding="utf-8")

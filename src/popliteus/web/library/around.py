"""What stands around a page of the library: the way down to it, and the parts of the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from popliteus.publish.pages.site import Entry
from popliteus.web.library.shelf import HOME, address

#: Parts of the library that every page of it names.
MENU = (
    (f"{HOME}/article", "Pain behind the knee"),
    (f"{HOME}/causes", "Causes"),
    (f"{HOME}/rules", "Danger signs and rules"),
    (f"{HOME}/treatments", "What helps"),
    (f"{HOME}/tests", "Tests"),
    (f"{HOME}/evidence", "Evidence"),
    (f"{HOME}/how", "How it works"),
)


@dataclass(frozen=True, slots=True)
class Around:
    """The way down to a page, and where it stands among the parts of the library.

    Attributes
    ----------
    crumbs
        The pages above, as the component takes them.
    section
        Address of the part of the library that the page is in; empty for none.
    """

    address: str
    crumbs: tuple[dict[str, str], ...]
    section: str = ""
    menu: tuple[tuple[str, str], ...] = MENU


def around(where: str, above: Iterable[tuple[str, str]] = ()) -> Around:
    """Return what stands around a page.

    Parameters
    ----------
    where
        Address of the page.
    above
        (address, title) of pages between the library and this one.

    Examples
    --------
    >>> made = around("/library/causes/gout", [("/library/causes", "Causes")])
    >>> [one["text"] for one in made.crumbs], made.section
    (['Start', 'Library', 'Causes'], '/library/causes')
    """
    way = [("/", "Start"), *([(HOME, "Library")] if where != HOME else []), *above]
    listed = {one for one, _ in MENU}
    section = next((one for one in (where, *(up for up, _ in reversed(way))) if one in listed), "")
    return Around(where, tuple({"href": up, "text": text} for up, text in way), section)


def around_entry(entry: Entry, parents: Iterable[Entry]) -> Around:
    """Return what stands around a page that the plain site has as well."""
    above = [(address(one.path), one.title) for one in parents if one.key != "page:article"]
    return around(address(entry.path), above)

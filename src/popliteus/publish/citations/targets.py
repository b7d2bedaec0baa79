"""What can be cited by name: a reference, a page of ours, one number.

======================================  ==========================================================
what is typed                           what is cited
======================================  ==========================================================
``naess-2007``                          the publication
``deep-vein-thrombosis``                our page about it, with the version of the knowledge base
``article``, ``evidence``,              one of our other pages
``corrections``
``deep-vein-thrombosis#rate-norway``    the publication a number was taken from, with the place in
                                        it, the figure and its printed words
``wells-dvt#nice-ng158``                the same for a source of a rule, treatment or test that
                                        comes without a number; ``#nice-ng158/2`` is the second
                                        place in it
``rate-norway``                         a number, where only one record has one of this name
======================================  ==========================================================

An id that stands in two folders is the first of `KINDS`; ``facts/knee-locked`` names the other.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from popliteus.assess.words import capital
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Number
from popliteus.publish.citations.items import Item, dated, item_of

#: Folders in which an id is looked for, in this order.
KINDS = (
    "references",
    "causes",
    "findings",
    "attributes",
    "factors",
    "rules",
    "treatments",
    "tests",
    "facts",
)

#: Pages about no single record, and their titles.
PAGES: Mapping[str, str] = {
    "article": "What causes pain behind the knee?",
    "evidence": "Every number and where it comes from",
    "corrections": "What we corrected, and why",
}

#: Who wrote our pages.
AUTHOR = "popliteus"

#: Ids named when one is not known.
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A statement of ours that rests on a publication: where it stands there, and as what.

    `number` is None for a source that comes without one, such as that of a rule.
    """

    address: str
    ref: str
    place: str
    seen: str
    printed: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What is cited: its name as typed, what it is, and its fields in CSL-JSON."""

    name: str
    kind: Literal["reference", "page", "number"]
    item: Item
    figure: Figure | None = None


def page_item(
    base: KnowledgeBase, name: str, title: str, *, url: str = "", accessed: str = ""
) -> Item:
    """Return a page of ours as CSL-JSON.

    Parameters
    ----------
    base
        Whose version and date are cited.
    name
        Permanent name of the page; it becomes the key for reference managers.
    title
        Title of the page.
    url
        Address of the page; none is known unless somebody says it.
    accessed
        When it was read, such as ``2026-12-01``; styles print it with an address only.

    Examples
    --------
    >>> from popliteus import load
    >>> item = page_item(load(), "gout", "Gout")
    >>> item["id"], item["author"], "URL" in item
    ('popliteus-gout', [{'literal': 'popliteus'}], False)
    """
    item: Item = {
        "id": f"{AUTHOR}-{name.replace('/', '-')}",
        "type": "webpage",
        "title": title,
        "author": [{"literal": AUTHOR}],
        "version": base.version,
    }
    item |= dated("issued", "-".join(base.version.split(".")[:2]))
    return item | ({"URL": url} if url else {}) | dated("accessed", accessed)


def targets(
    names: Iterable[str], base: KnowledgeBase, *, url: str = "", accessed: str = ""
) -> list[Target]:
    """Return what is cited by each name; ``sources`` stands for all references.

    Raises
    ------
    CaseError
        Nothing has this name, or several numbers have; near or possible names are given.
    """
    found: list[Target] = []
    for name in names:
        if name in {"sources", "references"}:
            found += [target(ref, base) for ref in base.references]
        else:
            found.append(target(name, base, url=url, accessed=accessed))
    return found


def target(name: str, base: KnowledgeBase, *, url: str = "", accessed: str = "") -> Target:
    """Return what is cited by one name.

    Raises
    ------
    CaseError
        Nothing has this name, or several numbers have; near or possible names are given.
    """
    record, hash_mark, part = name.partition("#")
    if hash_mark:
        return _figure_target(name, figure(record, part, base), base)
    if name in PAGES:
        item = page_item(base, name, PAGES[name], url=url, accessed=accessed)
        return Target(name, "page", item)
    known = _kind_of(name, base)
    if known is None:
        addresses = [one for one in _addresses(base) if one.partition("#")[2] == name]
        if len(addresses) == 1:
            return target(addresses[0], base)
        raise _unknown(name, addresses, base)
    kind, plain = known
    if kind == "references":
        return Target(name, "reference", item_of(base.references[plain]))
    key = f"{kind}/{plain}" if kind == "facts" else plain
    item = page_item(base, key, _title(kind, plain, base), url=url, accessed=accessed)
    return Target(name, "page", item)


def figure(record: str, part: str, base: KnowledgeBase) -> Figure:
    """Return a number of a record, or what a rule rests on.

    Raises
    ------
    CaseError
        There is no such record, or it has no such number; near ones are named.
    """
    known = _kind_of(record, base)
    if known is None:
        raise _unknown(record, [], base)
    for one in _figures(*known, base):
        if one.address.partition("#")[2] == part:
            return one
    names = [one.address.partition("#")[2] for one in _figures(*known, base)]
    near = difflib.get_close_matches(part, names, n=NEAREST, cutoff=0.4) or names[:NEAREST]
    raise CaseError(
        found=f"no number '{part}' of '{record}'",
        where="popliteus cite",
        expected=f"one of its {len(names)} statements from publications, such as {', '.join(near)}"
        if names
        else "a record with statements from publications; this one has none",
        code="unknown-number",
    )


def _figure_target(name: str, one: Figure, base: KnowledgeBase) -> Target:
    return Target(name, "number", item_of(base.references[one.ref]), one)


def _kind_of(name: str, base: KnowledgeBase) -> tuple[str, str] | None:
    """Return folder and id of an id, or of ``folder/id``."""
    folder, slash, plain = name.rpartition("/")
    for kind in [folder] if slash else KINDS:
        if kind in KINDS and plain in _records(kind, base):
            return kind, plain
    return None


def _records(kind: str, base: KnowledgeBase) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(base, kind)
    return found


def _title(kind: str, name: str, base: KnowledgeBase) -> str:
    record = _records(kind, base)[name]
    title: str = record.meaning if kind == "facts" else record.name
    return capital(title)


def _figures(kind: str, name: str, base: KnowledgeBase) -> Iterator[Figure]:
    """Yield every statement of a record that names a publication and a place in it."""
    record = _records(kind, base)[name]
    owner = f"facts/{name}" if kind == "facts" else name
    for one in getattr(record, "evidence", ()):
        source = one.source
        address = f"{owner}#{one.id}"
        yield Figure(address, source.ref, source.where, source.seen, source.printed, one)
    times: Counter[str] = Counter()
    for cited in getattr(record, "sources", ()):
        times[cited.ref] += 1
        again = f"/{times[cited.ref]}" if times[cited.ref] > 1 else ""
        address = f"{owner}#{cited.ref}{again}"
        place, seen, printed = cited.where or "", cited.seen or "", cited.printed or ""
        yield Figure(address, cited.ref, place, seen, printed)


def _addresses(base: KnowledgeBase) -> Iterator[str]:
    for kind in KINDS:
        for name in _records(kind, base):
            yield from (one.address for one in _figures(kind, name, base) if one.number)


def _unknown(name: str, addresses: list[str], base: KnowledgeBase) -> CaseError:
    plain = name.rpartition("/")[2].lower()
    known: dict[str, str] = {one: one for one in PAGES}
    for kind in reversed(KINDS):
        for one in _records(kind, base):
            known[one] = one
            if kind == "references":
                known.setdefault(base.references[one].title.lower(), one)
            elif kind != "facts":
                known.setdefault(_title(kind, one, base).lower(), one)
    near = difflib.get_close_matches(plain, known, n=NEAREST, cutoff=0.6)
    ids = addresses[:NEAREST] or list(dict.fromkeys(known[one] for one in near))
    kinds = f"the id of a reference, a page ({', '.join(PAGES)}), a record, or RECORD#NUMBER"
    return CaseError(
        found=f"{len(addresses)} numbers named '{name}'" if addresses else f"the id '{name}'",
        where="popliteus cite",
        expected=f"{kinds}; nearest: {', '.join(ids)}" if ids else kinds,
        code="ambiguous-number" if addresses else "unknown-id",
    )

"""Items in the tagged format RIS, which every reference manager imports.

pandoc reads RIS but does not write it. The tags are those of the format's published description;
what has no tag of its own (when a page was seen, PubMed numbers) uses the tags in which PubMed
and the large reference managers put it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from popliteus.publish.citations.items import key_of

#: Type of an item in CSL to the type in RIS.
TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "webpage": "ELEC",
}

#: Tags whose value is one plain field.
_FIELDS = (
    ("TI", "title"),
    ("T2", "container-title"),
    ("J2", "container-title-short"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("M1", "number"),
    ("M3", "genre"),
    ("ET", "version"),
    ("PB", "publisher"),
    ("DO", "DOI"),
    ("AN", "PMID"),
    ("C2", "PMCID"),
    ("UR", "URL"),
    ("LA", "language"),
    ("N1", "note"),
)
_PAGES = re.compile(r"([A-Za-z]*)(\d+)\s*[-–]\s*([A-Za-z]*)(\d+)\Z")


def ris(item: Mapping[str, Any]) -> str:
    """Return an item as one RIS record.

    Examples
    --------
    >>> record = ris({"id": "roe-2001", "type": "article-journal", "title": "Knees",
    ...               "author": [{"family": "Roe", "given": "Ann"}], "page": "214-6"})
    >>> record.splitlines()[1:6]
    ['ID  - roe-2001', 'AU  - Roe, Ann', 'TI  - Knees', 'SP  - 214', 'EP  - 216']
    """
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(item))


def _tags(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(str(item.get("type")), "GEN")
    yield "ID", key_of(item)
    for author in item.get("author", ()):
        yield "AU", _name(author)
    for tag, field in _FIELDS:
        if item.get(field):
            yield tag, str(item[field])
    if issued := _parts(item, "issued"):
        yield "PY", f"{issued[0]:04d}"
        yield "DA", _date(issued)
    if accessed := _parts(item, "accessed"):
        yield "Y2", _date(accessed)
    yield from zip(("SP", "EP"), _pages(str(item.get("page", ""))), strict=False)
    yield "ER", ""


def _name(author: Mapping[str, str]) -> str:
    if "literal" in author:
        return author["literal"]
    return ", ".join(part for part in (author.get("family"), author.get("given")) if part)


def _parts(item: Mapping[str, Any], field: str) -> list[int]:
    found = item.get(field, {}).get("date-parts", [[]])
    return [int(part) for part in found[0]]


def _date(parts: list[int]) -> str:
    """Return a date as year, month and day with slashes; what is not known stays empty."""
    written = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])]
    return "/".join([*written, *[""] * (3 - len(written))]) + "/"


def _pages(page: str) -> list[str]:
    """Return first and last page, the last in full: ``214-6`` ends at 216."""
    found = _PAGES.match(page)
    if not found:
        return [page] if page else []
    letters, first, more, last = found.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return [letters + first, (more or letters) + last]

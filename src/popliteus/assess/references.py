"""The publications that one result rests on, each once, in the order in which it is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Reference

#: Authors named before "et al"; the whole list is in the record.
AUTHORS = 3


@dataclass(frozen=True, slots=True)
class Cited:
    """One publication: its id and a short reference, with where it can be found."""

    ref: str
    text: str


def cited(refs: Iterable[str], base: KnowledgeBase) -> tuple[Cited, ...]:
    """Return publications, each once, in the order in which they are named first.

    Parameters
    ----------
    refs
        Their ids, such as `Assessment.refs` names them.
    base
        The knowledge base that holds them.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> [one.ref for one in cited(["miniati-2012", "miniati-2012"], base)]
    ['miniati-2012']
    """
    return tuple(Cited(ref, short(base.references[ref])) for ref in dict.fromkeys(refs))


def short(record: Reference) -> str:
    """Return a reference on one line: who, when, what, where it stands, and its DOI or address.

    Examples
    --------
    >>> import popliteus
    >>> short(popliteus.load().references["miniati-2012"])[:52]
    'Miniati M, Cenci C, Monti S, et al. 2012. Clinical p'
    """
    names = [
        one.literal or f"{one.family} {''.join(part[0] for part in one.given.split())}".strip()
        for one in record.author
    ]
    who = ", ".join([*names[:AUTHORS], *(["et al"] if len(names) > AUTHORS else [])])
    found = f"doi:{record.DOI}" if record.DOI else record.URL
    parts = [who, str(record.issued or ""), record.title, _volume(record), found]
    return " ".join(
        part if part.endswith((".", "?", "!")) or part == found else f"{part}."
        for part in parts
        if part
    )


def _volume(record: Reference) -> str:
    volume = f" {record.volume}" if record.volume else ""
    page = f": {record.page}" if record.page else ""
    return f"{record.container_title}{volume}{page}"

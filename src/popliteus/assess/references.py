"""The publications that one result rests on, each once, in the order in which it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Reference

#: Parts of a result in which sources stand, in the order of a page.
NAMED_IN = ("triage", "differential", "plan", "tests", "decision_rules")

#: Authors named before "et al"; the whole list is in the record.
AUTHORS = 3


@dataclass(frozen=True, slots=True)
class Cited:
    """One publication: its id and a short reference, with where it can be found."""

    ref: str
    text: str


def cited(result: Mapping[str, object], base: KnowledgeBase) -> tuple[Cited, ...]:
    """Return the publications that a result names.

    Parameters
    ----------
    result
        The JSON of an assessment. Causes that are not shown and rules that do not apply name
        nothing.
    base
        The knowledge base of the result.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> result = {"plan": {"self_care": [{"sources": [{"ref": "miniati-2012"}]}]}}
    >>> [one.ref for one in cited(result, base)]
    ['miniati-2012']
    """
    found = dict.fromkeys(ref for part in NAMED_IN for ref in _refs(result.get(part)))
    return tuple(Cited(ref, short(base.references[ref])) for ref in found)


def _refs(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _refs(one)
    elif isinstance(value, dict):
        if value.get("shown") is False or value.get("applies") is False:
            return
        ref = value.get("ref")
        if isinstance(ref, str):
            yield ref
        for one in value.values():
            yield from _refs(one)


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

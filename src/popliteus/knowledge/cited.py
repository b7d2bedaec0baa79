"""A reference as one plain line. Styles of journals are the business of `popliteus cite`."""

from __future__ import annotations

from popliteus.knowledge.records import Reference


def citation(reference: Reference) -> str:
    """Return a reference as one line, with DOI and PMID where there are any.

    Examples
    --------
    >>> citation(Reference(schema=1, id="x", type="article-journal", title="Knees", issued=2001))
    'Knees. 2001.'
    """
    place = " ".join(part for part in (reference.container_title, _volume(reference)) if part)
    year = f" {reference.issued}" if reference.issued else ""
    parts = [
        _authors(reference),
        reference.title.rstrip("."),
        f"{place}{year}".strip(),
        reference.publisher if reference.publisher != reference.container_title else "",
        f"doi:{reference.DOI}" if reference.DOI else "",
        f"PMID {reference.PMID}" if reference.PMID else "",
        f"{reference.PMCID}" if reference.PMCID else "",
        reference.URL if not reference.DOI else "",
    ]
    return ". ".join(part for part in parts if part) + "."


def _authors(reference: Reference) -> str:
    names = [one.literal or f"{one.family} {one.given}".strip() for one in reference.author]
    return ", ".join(names[:3]) + (" et al" if len(names) > 3 else "")


def _volume(reference: Reference) -> str:
    issue = f"({reference.issue})" if reference.issue else ""
    page = f":{reference.page}" if reference.page else ""
    return f"{reference.volume}{issue}{page}" or reference.number

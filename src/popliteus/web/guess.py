"""A guess at the country somebody is in, from the languages that their browser asks for.

It is a proposal for the first page and nothing else: what somebody chose is never changed by it,
and whoever runs the server may say a country instead. The header is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from popliteus.assess.report import ANYWHERE

#: A language with the region in which it is spoken: `en-GB`, `zh-Hant-TW`; not `en`, not `es-419`.
_REGION = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})(?:-.*)?", re.IGNORECASE)

#: Asked for by many devices that are elsewhere, because it is what they were made with.
_EVERYWHERE = "US"

#: More languages than anybody reads.
_MOST = 20


def country_guessed(header: str, known: Collection[str]) -> str:
    """Return the listed country that a browser's languages speak for; "another country" otherwise.

    The language that is liked best decides, of those that name a region. English of the United
    States beside another region speaks for neither.

    Parameters
    ----------
    header
        ``Accept-Language`` as it was sent; empty for none.
    known
        Countries that have numbers of their own.

    Examples
    --------
    >>> known = {"GB", "US", "DE", "XX"}
    >>> country_guessed("en-GB,en-US;q=0.9,en;q=0.8", known), country_guessed("en-US,en", known)
    ('GB', 'US')
    >>> [country_guessed(one, known) for one in ("", "en", "en-KE", "en-US,de-DE;q=0.5", ";q=,-,x")]
    ['XX', 'XX', 'XX', 'XX', 'XX']
    """
    liked = sorted(_liked(header), key=lambda one: -one[0])
    regions = [one[1].upper() for _, tag in liked if (one := _REGION.fullmatch(tag))]
    if not regions or (regions[0] == _EVERYWHERE and {*regions} != {_EVERYWHERE}):
        return ANYWHERE
    return regions[0] if regions[0] in known else ANYWHERE


def _liked(header: str) -> list[tuple[float, str]]:
    """Return (how much it is liked, language), in the order given; what is refused is left out."""
    found = []
    for part in header.split(",")[:_MOST]:
        tag, _, weight = part.partition(";")
        quality = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", weight)
        liked = float(quality[1]) if quality else 0.0 if weight.strip() else 1.0
        if liked > 0:
            found.append((liked, tag.strip()))
    return found

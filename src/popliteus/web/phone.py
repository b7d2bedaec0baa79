"""Numbers to call, found in texts so that they can be links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from popliteus.knowledge.records import Country

_NUMBER = re.compile(r"(?<![\w.,/-])\d(?:[ ]?\d){2,}(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `number` is what to dial when it is a number."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Countries with the same words for whom to call in an emergency."""

    countries: str
    emergency: tuple[Piece, ...]


def emergency_numbers(countries: Mapping[str, Country]) -> tuple[Numbers, ...]:
    """Return whom to call in every country we know, for who has not said where they are.

    Examples
    --------
    >>> us = Country("911", "a clinic", "your doctor", "a pharmacist", "United States", "988")
    >>> ca = Country("911", "a clinic", "your doctor", "a pharmacist", "Canada", "988")
    >>> emergency_numbers({"US": us, "CA": ca})
    (Numbers(countries='United States, Canada', emergency=(Piece(text='911', number='911'),)),)
    """
    same: dict[str, list[Country]] = {}
    for one in countries.values():
        same.setdefault(one.emergency, []).append(one)
    return tuple(
        Numbers(", ".join(one.name for one in many), pieces(words, many[0]))
        for words, many in same.items()
    )


def numbers_of(country: Country) -> frozenset[str]:
    """Return the numbers in the words for services of a country, digits only."""
    texts = (country.emergency, country.urgent, country.crisis)
    return frozenset(one.replace(" ", "") for text in texts for one in _NUMBER.findall(text))


def pieces(text: str, *countries: Country) -> tuple[Piece, ...]:
    """Return a text cut where it names a number of the services of these countries.

    Examples
    --------
    >>> gb = Country("999", "NHS 111", "your GP", "a pharmacist", "United Kingdom", "116 123")
    >>> [(one.text, one.number) for one in pieces("Call 999 within 120 minutes", gb)]
    [('Call ', ''), ('999', '999'), (' within 120 minutes', '')]
    """
    known = {number for one in countries for number in numbers_of(one)}
    found: list[Piece] = []
    end = 0
    for one in _NUMBER.finditer(text):
        digits = one[0].replace(" ", "")
        if digits in known:
            found += [Piece(text[end : one.start()]), Piece(one[0], digits)]
            end = one.end()
    found.append(Piece(text[end:]))
    return tuple(one for one in found if one.text)

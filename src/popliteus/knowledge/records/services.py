"""How urgency is said: levels, countries, getting help sooner, and what is done for children."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from popliteus.knowledge.records.asked import LevelRecord
from popliteus.knowledge.records.numbers import STRICT, Cited, Level, Text


@dataclass(frozen=True, slots=True)
class Country:
    """What services are called in a country."""

    __pydantic_config__ = STRICT

    emergency: Text
    urgent: Text
    doctor: Text
    pharmacist: Text
    name: Text
    crisis: Text


@dataclass(frozen=True, slots=True)
class Sooner:
    """How a line of "get help sooner" begins, and the level that it means."""

    __pydantic_config__ = STRICT

    level: Level
    begins: Text


@dataclass(frozen=True, slots=True)
class Alike:
    """What "get help sooner" says in several words, and the words that cover all of them."""

    __pydantic_config__ = STRICT

    says: Text
    instead_of: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Young:
    """What is done for children while the causes do not cover them: from an age, below an age.

    Whatever the cause, it holds until somebody has looked at the child; so it needs no figure.
    """

    __pydantic_config__ = STRICT

    from_age: int
    below: int
    treatments: tuple[str, ...]
    come_back_if: tuple[Text, ...]
    judgement: Text


@dataclass(frozen=True, slots=True)
class Services:
    """The five levels in words, children, and countries."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    levels: tuple[LevelRecord, ...]
    sooner: tuple[Sooner, ...]
    alike: tuple[Alike, ...]
    young: Young
    countries: dict[str, Country]
    sources: tuple[Cited, ...] = ()
    limits: tuple[str, ...] = ()
    limits_clinician: tuple[str, ...] = field(default=())

"""Medical words that a text for patients has to explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from popliteus.knowledge.records.limits import MinLen
from popliteus.knowledge.records.numbers import STRICT, Text


@dataclass(frozen=True, slots=True)
class HardWord:
    """A medical word, its other forms, and the plain words one of which explains it."""

    __pydantic_config__ = STRICT

    word: Text
    plain: Annotated[tuple[Text, ...], MinLen(1)]
    forms: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Jargon:
    """Every word that is explained on first use."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    words: Annotated[tuple[HardWord, ...], MinLen(1)]

"""Words of somebody who may want to die, and what is said first to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from popliteus.knowledge.records.limits import MinLen
from popliteus.knowledge.records.numbers import STRICT, Text

Lines = Annotated[tuple[Text, ...], MinLen(1)]


@dataclass(frozen=True, slots=True)
class Crisis:
    """By what such words are known, and what is said before all else.

    `said` are regular expressions, and `unless` is what makes them mean something else, with
    <said> where they stand. The lines may hold {quote}, {crisis} and the other words for services.
    """

    __pydantic_config__ = STRICT

    said: Lines
    unless: Lines
    title: Text
    patient: Lines
    clinician: Lines

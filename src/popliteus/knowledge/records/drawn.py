"""What the drawings say: titles, names of parts, and what choosing a region answers.

The lines of the drawings are art and belong to the program; the words and answers are knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from popliteus.knowledge.records.numbers import STRICT, Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing in words: its title, and what somebody who cannot see it is told.

    `asked_with` names the findings whose questions show it.
    """

    __pydantic_config__ = STRICT

    title: Text
    description: Text
    asked_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a drawing that can be chosen, and what that answers.

    `worst` is its option of the attribute worst-place, `also` the finding "pain there too".
    """

    __pydantic_config__ = STRICT

    name: Text
    worst: str | None = None
    also: str | None = None

    def __post_init__(self) -> None:
        """Refuse a region that answers nothing."""
        if self.worst is None and self.also is None:
            msg = "a region says `worst`, `also` or both"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of a drawing; `measure` names the finding whose distance it shows."""

    __pydantic_config__ = STRICT

    name: Text
    lay_name: Text
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Drawings:
    """The words of all drawings, by id."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    drawings: dict[str, Drawing]
    regions: dict[str, Region]
    parts: dict[str, Part]

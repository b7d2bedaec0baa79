"""What was read in a story: the shapes, and nothing that decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sex = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text: where they stand, in Unicode code points, the end excluded."""

    start: int
    end: int
    quote: str

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a story says: a value, the words for it, and the number behind it."""

    item: str
    value: str
    words: Stretch
    measured: float | None = None
    unit: str | None = None


#: How sure each thing is (``present``, ``absent`` or ``uncertain``), and what is said.
Mentions = list[tuple[str, Mention]]


@dataclass(frozen=True, slots=True)
class Aside:
    """Something a story names that is not so for this person now, and why it was left out."""

    item: str
    words: Stretch
    because: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a story says, with the words for each thing.

    Attributes
    ----------
    age, sex
        When told.
    findings
        Findings, factors and attributes that the story says of this person now.
    uncertain
        What it says only perhaps: it stays unknown.
    conflicts
        What it says both ways: it stays unknown and is asked first.
    asides
        What it says of somebody else, of the other leg, of long ago, or only fears.
    not_understood
        Clauses in which nothing was recognised.
    about_leg
        Whether it names trouble of a leg or knee at all.
    crisis
        Words of somebody who may want to die.
    """

    age: float | None = None
    sex: Sex | None = None
    findings: Mapping[str, Mention] = field(default_factory=dict)
    uncertain: Mapping[str, Stretch] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[Stretch, ...]] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    not_understood: tuple[Stretch, ...] = ()
    about_leg: bool = True
    crisis: Stretch | None = None

"""Where the answers of a story came from, what it left open, and what it says both ways.

A story is read elsewhere (`popliteus.intake`); here is only what the assessment must know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TextField = Literal["text", "clinician_text"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a case's text: start and end in Unicode code points, the end excluded."""

    span: tuple[int, int]
    quote: str
    field: TextField = "text"

    def to_dict(self) -> dict[str, object]:
        """Return the passage as it stands in the JSON of the public contract."""
        return {"quote": self.quote, "span": list(self.span), "field": self.field}


@dataclass(frozen=True, slots=True)
class Told:
    """What a story told besides its answers.

    Attributes
    ----------
    read
        Whether the words of the case were read at all.
    origins
        Item to the words that its answer was taken from.
    uncertain
        What the story says only perhaps. It is not answered, and it was not passed over.
    conflicts
        What the story says both ways, with the words for each. It is not answered.
    asides
        What the story names without it being so for this person now: words, and why.
    not_understood
        Clauses in which nothing was recognised.
    about_leg
        False when the story names no trouble of a leg or knee.
    crisis
        Words of somebody who may want to die; what is said of them comes before all else.

    Examples
    --------
    >>> Told().about_leg, Told(uncertain={"fever": Passage((0, 5), "fever")}).open
    (True, frozenset({'fever'}))
    """

    read: bool = False
    origins: Mapping[str, Passage] = field(default_factory=dict)
    uncertain: Mapping[str, Passage] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    asides: tuple[tuple[str, Passage, str], ...] = ()
    not_understood: tuple[Passage, ...] = ()
    about_leg: bool = True
    crisis: Passage | None = None

    @property
    def open(self) -> frozenset[str]:
        """Items that were named and left open: to pass them over in silence is something else."""
        return frozenset(self.uncertain) | frozenset(self.conflicts)

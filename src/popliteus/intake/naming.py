"""What a story names, and where: the shape that phrases, pairs and verbs share."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.intake.lexicon import Meaning


@dataclass(frozen=True, slots=True)
class Named:
    """An item named by units `low` to `high`; what cues must reach is `at`, and its place."""

    what: Meaning
    low: int
    high: int
    at: tuple[int, int]
    place: int | None = None
    pair: bool = False

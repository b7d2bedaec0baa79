"""How much of each cause is published and how much is judgement."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.knowledge import derive
from popliteus.knowledge.base import KnowledgeBase
from popliteus.knowledge.records import AGE_BANDS, SETTINGS, Cause


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one cause rests on.

    Attributes
    ----------
    published
        Parameters of the model that are published figures.
    judged
        Parameters that are judgements: words, rates, tables, ratios, links, harm.
    other_figures
        Published figures that are only compared or shown.
    secondary
        Figures seen only in a secondary source.
    """

    cause: str
    published: int
    judged: int
    other_figures: int
    secondary: int

    @property
    def share(self) -> float:
        """The published share of the parameters."""
        return self.published / max(self.published + self.judged, 1)


def coverage(base: KnowledgeBase) -> tuple[Coverage, ...]:
    """Return what each cause rests on, in order of id."""
    return tuple(_of(cause) for cause in base.causes.values())


def _of(cause: Cause) -> Coverage:
    cells = [cell for cell in cause.facts.values() if cell != derive.DEFINES]
    published = sum(cell == derive.PUBLISHED for cell in cells)
    published += sum(bool(one.evidence) for one in cause.factors)
    tables = sum(len(t) for one in cause.presentations for t in one.tables.values())
    rates = 2 * len(AGE_BANDS) + len(SETTINGS) + len(AGE_BANDS)
    judged = (
        sum(cell != derive.PUBLISHED for cell in cells)
        + sum(not one.evidence for one in cause.factors)
        + tables
        + rates
        + len(cause.links)
        + len(cause.danger)
    )
    used = sum(number.use == "parameter" for number in cause.evidence)
    secondary = sum(number.source.seen == "secondary" for number in cause.evidence)
    return Coverage(cause.id, published, judged, len(cause.evidence) - used, secondary)

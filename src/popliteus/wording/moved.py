"""What moved between two results of one person: urgency, causes, medicines, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from popliteus.assess import Assessment
from popliteus.assess.plan import Fit
from popliteus.assess.words import in_words
from popliteus.knowledge import KnowledgeBase
from popliteus.wording.plan import FITS
from popliteus.wording.result import Lines

#: A cause whose odds change by less than this factor is not named, although its words may differ.
LEAST_FACTOR = 1.25

#: Causes named in each direction.
NAMED = 4


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved.

    Attributes
    ----------
    level
        A sentence on the urgency, also when it stays.
    change
        -1, 0 or 1: less urgent, as before, more urgent.
    up, down
        Causes that became more or less likely, with how often before and after.
    medicines
        Medicines that fit better or worse than before.
    """

    level: str
    change: int
    up: Lines
    down: Lines
    medicines: Lines

    @property
    def nothing(self) -> bool:
        """Whether nothing moved that is worth telling."""
        return not (self.change or self.up or self.down or self.medicines)


def moved(before: Assessment, after: Assessment, base: KnowledgeBase) -> Moved:
    """Return what moved from one result to another.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> known = [popliteus.assess(popliteus.case_from_mapping({"findings": given}, base), base)
    ...          for given in ({"calf-swelling": "absent"}, {"calf-swelling": "present"})]
    >>> moved(*known, base).up[0].partition(":")[0]
    'A blood clot in a deep leg vein'
    """
    levels = {one.id: one.name for one in base.services.levels}
    old, new = before.triage.level, after.triage.level
    if old == new:
        level = f"How urgent it is stays the same: {levels[new.word]}."
    else:
        word = "more" if new > old else "less"
        level = (
            f"It would be {word} urgent: {levels[new.word]}. Before, it was: {levels[old.word]}."
        )
    up, down = _causes(before, after, base)
    return Moved(
        level=level,
        change=(new > old) - (new < old),
        up=up,
        down=down,
        medicines=tuple(_medicines(before, after)),
    )


def _causes(before: Assessment, after: Assessment, base: KnowledgeBase) -> tuple[Lines, Lines]:
    floor = base.settings.reported_from
    chances = [
        {entry.cause: entry.probability for entry in result.differential}
        for result in (before, after)
    ]
    named = {entry.cause: entry for result in (before, after) for entry in result.shown}
    found: list[tuple[float, str]] = []
    for cause in named:
        was, now = (max(one.get(cause, 0.0), floor / 2) for one in chances)
        change = _log_odds(now) - _log_odds(was)
        if abs(change) >= log(LEAST_FACTOR) and in_words(was) != in_words(now):
            name = _name(cause, after, base)
            found.append((change, f"{name}: {in_words(now)}. Before: {in_words(was)}."))
    found.sort(key=lambda one: -abs(one[0]))
    up = tuple(text for change, text in found if change > 0)[:NAMED]
    down = tuple(text for change, text in found if change < 0)[:NAMED]
    return up, down


def _name(cause: str, result: Assessment, base: KnowledgeBase) -> str:
    record = base.causes[cause]
    return record.lay_name if result.audience == "patient" else record.name


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-9), 1 - 1e-9)
    return log(kept / (1 - kept))


def _medicines(before: Assessment, after: Assessment) -> Iterator[str]:
    was: dict[str, Fit] = {one.treatment: one.fit for one in before.plan.medicines}
    for one in after.plan.medicines:
        old = was.get(one.treatment)
        if old is not None and old != one.fit and not one.prescribed:
            yield f"{one.name}: {FITS[one.fit]}. Before: {FITS[old]}."

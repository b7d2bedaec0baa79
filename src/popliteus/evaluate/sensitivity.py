"""Which numbers matter most: deliberate errors, one number at a time.

What this module is
    `sensitivity`: every number of the model is made wrong by a factor of two in its odds (a rate
    or rate ratio by a factor of two), up and down, and ranking and urgency are computed again. So
    raters and readers know where one more hour is best spent.

What it is not
    The probable error of a number, which is in the model's spread: here all are equally wrong.

Method
    There are some ten thousand numbers. The derivative of the true cause's log-probability, and of
    the harm that is nearest to a threshold, choose the hundred that lead (their root mean square
    over people: on people drawn from the model the mean itself is nought); those are recomputed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.assess import Case
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.urgency import weigh
from popliteus.engine import Evidence, Model, Posterior, posterior
from popliteus.engine.gradient import gradient
from popliteus.engine.harm import harm_of, raising
from popliteus.evaluate.calibration import EDGE
from popliteus.evaluate.metrics import FloatArray, Metric, mean
from popliteus.evaluate.variant import SINGLE, Kind, Number, moved, parts_of, with_model
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level

#: The deliberate error: odds times two, or divided by two.
FACTOR = 2.0

#: How many numbers are recomputed, and how many are reported for each of the two ends.
RECOMPUTED, REPORTED = 100, 20

#: Dangerous causes whose slopes are looked at for each person.
DANGERS = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """What an error of factor two in one number does.

    Attributes
    ----------
    number
        Which one.
    name
        In words.
    up, down
        Change of the mean log score of the true cause, in nats, for odds doubled and halved.
    level
        Share of people whose level from expected harm changes, the larger of up and down.
    lowered
        Share whose level falls, the larger of up and down.
    """

    number: Number
    name: str
    up: Metric
    down: Metric
    level: float
    lowered: float

    @property
    def ranking(self) -> float:
        """The larger of the two changes of the mean log score, without its sign."""
        return max(abs(self.up.value), abs(self.down.value))


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The numbers that matter most: to the ranking, and to the urgency."""

    people: int
    numbers: int
    ranking: tuple[Effect, ...]
    urgency: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Person:
    evidence: Evidence
    true: tuple[int, ...]
    log_score: float
    level: Level


def sensitivity(
    cases: Sequence[Case],
    base: KnowledgeBase,
    *,
    recomputed: int = RECOMPUTED,
    progress: Callable[[str, int, int], None] | None = None,
) -> Sensitivity:
    """Return the numbers that matter most for some cases.

    Parameters
    ----------
    cases
        Vignettes or people drawn from the model, with their gold cause.
    base
        The knowledge base.
    recomputed
        How many numbers are recomputed.
    progress
        Called with what is being done, how much is done, and of how much.
    """
    people: list[_Person] = []
    totals: list[FloatArray] = []
    for done, case in enumerate(cases, start=1):
        person, found = _person(case, base)
        people.append(person)
        _add_squares(totals, base.compiled.model, person, found)
        if progress is not None:
            progress("Derivatives", done, len(cases))
    leading, count = _leading(totals, base.compiled.model, recomputed)
    effects = []
    for done, number in enumerate(leading, start=1):
        effects.append(_effect(number, people, base))
        if progress is not None:
            progress("Deliberate errors", done, len(leading))
    return Sensitivity(
        people=len(people),
        numbers=count,
        ranking=tuple(sorted(effects, key=lambda one: -one.ranking)[:REPORTED]),
        urgency=tuple(sorted(effects, key=lambda one: (-one.level, -one.lowered))[:REPORTED]),
    )


def _person(case: Case, base: KnowledgeBase) -> tuple[_Person, Posterior]:
    model, evidence = base.compiled.model, engine_evidence(case, base)
    found = posterior(model, evidence, beyond=False)
    names = {cause: c for c, cause in enumerate(model.causes)}
    right = () if case.gold is None else (case.gold.primary, *case.gold.accepted)
    true = tuple(names[cause] for cause in right if cause in names) or (model.n_causes,)
    level = weigh(base, evidence, found, surprising=False).level
    return _Person(evidence, true, _log_score(found, true), level), found


def _log_score(found: Posterior, true: Sequence[int]) -> float:
    return float(np.log(max(float(found.probability[list(true)].sum()), EDGE)))


def _add_squares(totals: list[FloatArray], model: Model, person: _Person, found: Posterior) -> None:
    """Add the squares of one person's two slopes: totals hold arrays of shape (2, ...)."""
    near, weight = _near(model, person.evidence, found)
    causes = [person.true[0], *near]
    slopes = gradient(model, person.evidence, found, causes)
    p = found.probability[causes]
    first = np.zeros((2, len(causes)))
    first[0, 0] = 1.0 - p[0]
    first[1, 1:] = weight * (1.0 - p[1:])
    squares = [np.tensordot(first, part, axes=1) ** 2 for _, _, part in parts_of(slopes)]
    if not totals:
        totals.extend(squares)
        return
    for total, square in zip(totals, squares, strict=True):
        total += square


def _near(model: Model, evidence: Evidence, found: Posterior) -> tuple[list[int], FloatArray]:
    """Return the main dangers at the level whose threshold is nearest, and what they weigh.

    The weight is the share of the harm, times how near the threshold is in units of the error.
    """
    factor = raising(harm_of(model, evidence))
    parts = factor * found.present
    harm = np.maximum(parts.sum(axis=1), EDGE)
    distance = np.abs(np.log(harm)) / np.log(FACTOR)
    row = int(distance.argmin())
    near = np.argsort(-parts[row], kind="stable")[:DANGERS]
    return [int(c) for c in near], parts[row, near] / harm[row] * np.exp(-distance[row])


def _leading(
    totals: Sequence[FloatArray], model: Model, most: int
) -> tuple[tuple[Number, ...], int]:
    """Return the numbers with the largest slopes, by turns for ranking and urgency."""
    places: list[tuple[Kind, tuple[int, ...]]] = [(kind, ()) for kind in SINGLE]
    places += [("table", (attribute,)) for attribute in range(len(model.tables))]
    flat = np.concatenate([total.reshape(2, -1) for total in totals], axis=1)
    starts = np.cumsum([0, *(total[0].size for total in totals)])
    orders = [np.argsort(-row, kind="stable")[:most] for row in flat]
    chosen: dict[int, None] = {}
    for pair in zip(*orders, strict=True):
        for row, index in enumerate(pair):
            if len(chosen) < most and flat[row, index] > 0.0:
                chosen.setdefault(int(index))
    numbers = []
    for index in chosen:
        part = int(np.searchsorted(starts, index, side="right")) - 1
        kind, before = places[part]
        inside = np.unravel_index(index - starts[part], totals[part].shape[1:])
        numbers.append(Number(kind, (*before, *(int(i) for i in inside))))
    return tuple(numbers), int(flat.shape[1])


def _effect(number: Number, people: Sequence[_Person], base: KnowledgeBase) -> Effect:
    changes, levels, lowered = [], [], []
    for log_factor in (np.log(FACTOR), -np.log(FACTOR)):
        other = with_model(base, moved(base.compiled.model, number, float(log_factor)))
        after = [_again(number, person, other) for person in people]
        changes.append(mean([score - one.log_score
                             for (score, _), one in zip(after, people, strict=True)]))  # fmt: skip
        moves = [level - one.level for (_, level), one in zip(after, people, strict=True)]
        levels.append(sum(move != 0 for move in moves) / len(people))
        lowered.append(sum(move < 0 for move in moves) / len(people))
    return Effect(number, number.name(base), changes[0], changes[1], max(levels), max(lowered))


def _again(number: Number, person: _Person, other: KnowledgeBase) -> tuple[float, Level]:
    model = other.compiled.model
    if not number.concerns(model, person.evidence):
        return person.log_score, person.level
    found = posterior(model, person.evidence, beyond=False)
    level = weigh(other, person.evidence, found, surprising=False).level
    return _log_score(found, person.true), level

"""What happens when answers are missing or wrong.

What this module is
    Cases with a share of their answers taken out, or turned round, at random but seeded, and the
    change of ranking and safety that follows.

What it is not
    A model of how people err: every answer is as likely to be hit as every other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from popliteus.assess import Answer, Case
from popliteus.evaluate.metrics import Metric, mean
from popliteus.evaluate.outcome import outcome_of
from popliteus.evaluate.score import CaseScore, score_of
from popliteus.knowledge import KnowledgeBase

#: What is done to the answers: share dropped, share turned round.
DROPPED = (0.10, 0.30, 0.50)
FLIPPED = (0.05, 0.10)

#: Each case is spoiled so often, each time differently.
TIMES = 5

#: Seed of what is hit.
SEED = 20_261_201

_TURNED = {"present": "absent", "absent": "present"}


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Change of three scores when a share of the answers is dropped or turned round."""

    kind: str
    share: float
    changes: dict[str, Metric]


def robustness(
    scores: Sequence[CaseScore],
    cases: Sequence[Case],
    base: KnowledgeBase,
    progress: Callable[[int], None] | None = None,
) -> tuple[Spoiled, ...]:
    """Return how scores change when answers are dropped or turned round.

    Parameters
    ----------
    scores, cases
        The intact cases with their scores, in the same order.
    base
        The knowledge base.
    progress
        Called with the number of spoiled cases done.
    """
    result, done = [], 0
    for kind, shares, spoil in (("dropped", DROPPED, drop), ("flipped", FLIPPED, flip)):
        for part in shares:
            changes: dict[str, list[float]] = {"top_1": [], "top_3": [], "safety": []}
            for number, (score, case) in enumerate(zip(scores, cases, strict=True)):
                again = [
                    _again(spoil(case, base, part, number * TIMES + time), base)
                    for time in range(TIMES)
                ]
                _add(changes, score, again)
                done += 1
                if progress is not None:
                    progress(done)
            metrics = {name: mean(values) for name, values in changes.items()}
            result.append(Spoiled(kind, part, metrics))
    return tuple(result)


def rounds() -> int:
    """Return how often `robustness` goes through the cases."""
    return len(DROPPED) + len(FLIPPED)


def _again(spoiled: Case, base: KnowledgeBase) -> CaseScore:
    return score_of(spoiled, outcome_of(spoiled, base), held_back=True)


def _add(changes: dict[str, list[float]], score: CaseScore, again: Sequence[CaseScore]) -> None:
    for name, k in (("top_1", 1), ("top_3", 3)):
        hits = [float(one.within(k)) for one in again]
        changes[name].append(float(np.mean(hits)) - float(score.within(k)))
    if score.gold_triage is not None:
        safe = [float(not one.under) for one in again]
        changes["safety"].append(float(np.mean(safe)) - float(not score.under))


def drop(case: Case, base: KnowledgeBase, part: float, seed: int) -> Case:
    """Return a case without a share of its answers. In a story they become silent."""
    del base  # the same shape as `flip`
    kept = _hit(case, part, seed)
    return replace(
        case,
        answers={item: one for item, one in case.answers.items() if item not in kept},
    )


def flip(case: Case, base: KnowledgeBase, part: float, seed: int) -> Case:
    """Return a case with a share of its answers turned round, or another option chosen."""
    rng = np.random.default_rng([SEED, seed, 1])
    answers = dict(case.answers)
    for item in _hit(case, part, seed):
        value = answers[item].value
        if value in _TURNED:
            answers[item] = Answer(_TURNED[value], by=answers[item].by)
        elif item in base.attributes and value != "unknown":
            others = [one.id for one in base.attributes[item].options if one.id != value]
            answers[item] = replace(answers[item], value=others[int(rng.integers(len(others)))])
    return replace(case, answers=answers)


def _hit(case: Case, part: float, seed: int) -> tuple[str, ...]:
    """Return which answers are hit: each that says something, by itself, with this probability."""
    said = sorted(item for item, answer in case.answers.items() if answer.value != "unknown")
    luck = np.random.default_rng([SEED, seed]).random(len(said))
    return tuple(item for item, u in zip(said, luck, strict=True) if u < part)

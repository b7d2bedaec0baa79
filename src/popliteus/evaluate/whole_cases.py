"""People judged whole, and the salience of signs that follows from them.

What this module is
    Reading the people of ``knowledge/elicitation/whole``: what each told, and what a rater who saw
    only that believed. And the objective whose optimum is ``knowledge/salience.yaml``.

What it is not
    Fitted to vignettes. No vignette was shown to whoever wrote these people down, and none is read
    here (docs/adr/0025-salience-from-whole-cases.md).

Method
    The belief of the rater is compared with P(m | told) exp(sum of salience), normalised over the
    listed causes; P(m | told) is the model's without salience. Cross-entropy, with every weight
    held back by a normal prior of the error of a judged cell. Raters are cautious: the cause that
    they had in mind comes first more often than they say. So beliefs are sharpened first, by the
    exponent that makes those causes likeliest.

Letters used for shapes
    N people, C causes, X signs and values that may be salient.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from popliteus.assess import Answer, Case
from popliteus.assess.evidence import danger_items, engine_evidence
from popliteus.engine import PRESENT, Evidence, posterior
from popliteus.engine.hypotheses import same_hypotheses
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.reader import read_text
from popliteus.knowledge.salience import WHO

FloatArray = NDArray[np.float64]

#: Where the people are, in a knowledge base.
FOLDER = Path("elicitation", "whole")

#: Weights nearer to 0 than this are left out: they are far inside the error of a judged cell.
LEAST = 0.1

#: The exponent of beliefs is looked for between these.
SHARPNESS = (0.25, 5.0)

#: Well below the two decimals that are kept.
SHARPNESS_STEP = 1e-4

#: Log-probabilities are not taken below this, so that one surprise does not rule the fit.
FLOOR = 1e-9


@dataclass(frozen=True, slots=True)
class WholeCase:
    """One person as told, and what a rater believed.

    Attributes
    ----------
    case
        A story account with its answers; no text.
    cause
        The main cause that the rater had in mind.
    belief
        Cause to probability, by what was told alone.
    level, accepted
        How soon the rater would have the person seen, and other levels that could be defended.
    """

    case: Case
    cause: str
    belief: Mapping[str, float]
    level: str
    accepted: tuple[str, ...]


def whole_cases(base: KnowledgeBase) -> Iterator[WholeCase]:
    """Yield the people that come with a knowledge base, in the order of their files."""
    for path in sorted((base.path / FOLDER).glob("*.yaml")):
        document = read_text(path.read_text(encoding="utf-8"), name=path.name)
        for one in cast("Sequence[Mapping[str, Any]]", document.value):
            yield _whole_case(one)


def _whole_case(one: Mapping[str, Any]) -> WholeCase:
    answers = {item: Answer("present") for item in one["present"]}
    answers |= {item: Answer("absent") for item in one["absent"]}
    answers |= {name: Answer(value) for name, value in one["attributes"].items()}
    total = sum(one["belief"].values())
    return WholeCase(
        case=Case(
            id=one["id"],
            age=one.get("age"),
            sex=one.get("sex"),
            setting=one.get("setting"),
            account="story",
            answers=answers,
        ),
        cause=one["cause"],
        belief={cause: value / total for cause, value in one["belief"].items()},
        level=one["level"],
        accepted=tuple(one["level_ok"]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What is fitted.

    Attributes
    ----------
    signs : tuple of tuples of str
        Where each row of the weights stands in ``salience.yaml``: section, name and, of a value,
        option.
    told : float64 array, shape (N, X)
        1 where it was told.
    before : float64 array, shape (N, C)
        Log P(m | told) without salience.
    belief : float64 array, shape (N, C)
        Rows sum to 1.
    error : float
        Standard deviation of the prior of every weight.
    """

    signs: tuple[tuple[str, ...], ...]
    told: FloatArray
    before: FloatArray
    belief: FloatArray
    error: float

    def loss(self, weights: FloatArray) -> tuple[float, FloatArray]:
        """Return the objective and its derivative, of the shape of the weights.

        Parameters
        ----------
        weights : float64 array, shape (X, C)
        """
        score = self.before + self.told @ weights
        score -= score.max(axis=1, keepdims=True)
        log_p = score - np.log(np.exp(score).sum(axis=1, keepdims=True))
        loss = -(self.belief * log_p).sum() + (weights**2).sum() / (2 * self.error**2)
        slope = self.told.T @ (np.exp(log_p) - self.belief) + weights / self.error**2
        return float(loss), slope


def sharpness_of(people: Sequence[WholeCase]) -> float:
    """Return the exponent of beliefs that makes the causes that the rater had in mind likeliest.

    Above 1 where the rater was too cautious. Two decimals: its error is larger.

    >>> from types import SimpleNamespace as Person
    >>> sharpness_of([Person(cause=c, belief={"a": 0.6, "b": 0.4}) for c in "aaaaab"])
    3.97
    """
    beliefs = [(np.log([*one.belief.values()]), [*one.belief].index(one.cause)) for one in people]

    def slope(exponent: float) -> float:
        """Of the log-likelihood, which is concave."""
        total = 0.0
        for logs, cause in beliefs:
            weights = np.exp(exponent * logs)
            total += float(logs[cause] - (weights @ logs) / weights.sum())
        return total

    low, high = SHARPNESS
    while high - low > SHARPNESS_STEP:
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return round((low + high) / 2, 2)


def task_of(
    people: Sequence[WholeCase], base: KnowledgeBase, error: float, sharpness: float
) -> Task:
    """Lay out the fit: one posterior for each person, and each belief sharpened."""
    compiled, dangers = base.compiled, set(danger_items(base))
    model = compiled.model
    plain = replace(
        model,
        salience=np.zeros_like(model.salience),
        factor_salience=np.zeros_like(model.factor_salience),
        value_salience=tuple(np.zeros_like(one) for one in model.value_salience),
        who_salience=tuple(np.zeros_like(one) for one in model.who_salience),
    )
    same_hypotheses(plain, model)
    salient = [r for r, name in enumerate(compiled.readings) if name not in dangers]
    found = [engine_evidence(one.case, base) for one in people]
    before = [posterior(plain, one, beyond=False).probability[:-1] for one in found]
    places = {cause: place for place, cause in enumerate(compiled.causes)}
    belief = np.zeros((len(people), len(places)))
    for row, one in zip(belief, people, strict=True):
        for cause, value in one.belief.items():
            row[places[cause]] = value**sharpness
    belief /= belief.sum(axis=1, keepdims=True)
    signs: list[tuple[str, ...]] = [("told", compiled.readings[r]) for r in salient]
    signs += [("risks", name) for name in compiled.factors]
    for name, options in zip(compiled.attributes, compiled.options, strict=True):
        signs += [("values", name, option) for option in options]
    for kind, names in WHO.items():
        signs += [("who", kind, name) for name in names]
    return Task(
        signs=tuple(signs),
        told=np.array([_told(one, salient, compiled.options) for one in found]),
        before=np.log(np.maximum(np.array(before), FLOOR)),
        belief=belief,
        error=error,
    )


def _told(
    one: Evidence, salient: Sequence[int], options: Sequence[Sequence[str]]
) -> NDArray[np.float64]:
    """Return 1 for each sign that one person told, in the order of `Task.signs`."""
    who = zip((one.age_band, one.sex, one.setting), WHO.values(), strict=True)
    values = [*zip(one.attributes, options, strict=True), *who]
    marks = [[value == place for place in range(len(own))] for value, own in values]
    yes = (one.answers[list(salient)] == PRESENT, one.factors == PRESENT)
    return np.concatenate([*yes, *marks]).astype(np.float64)

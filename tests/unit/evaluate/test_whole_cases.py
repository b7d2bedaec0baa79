"""Salience from people judged whole."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from popliteus.assess import Case
from popliteus.assess.evidence import danger_items
from popliteus.evaluate.whole_cases import (
    LEAST,
    Task,
    WholeCase,
    sharpness_of,
    task_of,
    whole_cases,
)
from popliteus.knowledge import KnowledgeBase

TASK = Task(
    signs=(("told", "sign"), ("values", "onset", "hours")),
    told=np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]),
    before=np.log([[0.7, 0.3], [0.5, 0.5], [0.2, 0.8]]),
    belief=np.array([[0.2, 0.8], [0.5, 0.5], [0.6, 0.4]]),
    error=0.7,
)


def test_the_slope_is_that_of_the_loss() -> None:
    weights = np.array([[0.3, -0.2], [0.1, 0.4]])
    _, slope = TASK.loss(weights)
    for place in np.ndindex(weights.shape):
        step = np.zeros_like(weights)
        step[place] = 1e-6
        rise = (TASK.loss(weights + step)[0] - TASK.loss(weights - step)[0]) / 2e-6
        assert slope[place] == pytest.approx(rise, abs=1e-6)


def test_without_weights_the_loss_is_the_cross_entropy() -> None:
    loss, _ = TASK.loss(np.zeros((2, 2)))
    by_hand = -(
        0.2 * np.log(0.7) + 0.8 * np.log(0.3) + np.log(0.5) + 0.6 * np.log(0.2) + 0.4 * np.log(0.8)
    )
    assert loss == pytest.approx(by_hand)


def held(belief: float, right: int, of: int) -> list[WholeCase]:
    causes = ["a"] * right + ["b"] * (of - right)
    said = {"a": belief, "b": 1 - belief}
    return [WholeCase(Case(id="x"), cause, said, "self_care", ()) for cause in causes]


def test_beliefs_are_sharpened_as_far_as_their_causes_bear_out() -> None:
    assert sharpness_of(held(0.7, right=70, of=100)) == pytest.approx(1.0, abs=0.01)
    # Odds of 7 to 3, squared, are 49 to 9.
    assert sharpness_of(held(0.7, right=49, of=58)) == pytest.approx(2.0, abs=0.01)
    assert sharpness_of(held(0.8, right=2, of=3)) == pytest.approx(0.5, abs=0.01)


def test_the_shipped_sharpness_is_that_of_the_shipped_people(knowledge: KnowledgeBase) -> None:
    assert knowledge.salience.sharpness == sharpness_of(list(whole_cases(knowledge)))


@pytest.fixture(scope="module")
def task(knowledge: KnowledgeBase) -> Task:
    kept = knowledge.salience
    return task_of(list(whole_cases(knowledge)), knowledge, kept.error, kept.sharpness)


def shipped(task: Task, knowledge: KnowledgeBase) -> np.ndarray:
    causes, kept = knowledge.compiled.causes, knowledge.salience
    weights = np.zeros((len(task.signs), len(causes)))
    for row, (section, *place) in zip(weights, task.signs, strict=True):
        own = getattr(kept, section)
        for name in place:
            own = own.get(name, {})
        for cause, weight in own.items():
            row[causes.index(cause)] = weight
    return weights


def test_the_shipped_weights_are_the_optimum_on_the_shipped_people(
    task: Task, knowledge: KnowledgeBase
) -> None:
    assert knowledge.salience.people == len(task.told)
    weights = shipped(task, knowledge)
    before, _ = task.loss(np.zeros_like(weights))
    after, _ = task.loss(weights)

    def objective(flat: np.ndarray) -> tuple[float, np.ndarray]:
        loss, slope = task.loss(flat.reshape(weights.shape))
        return loss, slope.ravel()

    best = minimize(objective, weights.ravel(), jac=True, method="L-BFGS-B").fun
    # Rounding to two decimals and leaving out what is near 0 costs a little of the gain.
    assert after - best < 0.05 * (before - best)
    assert np.abs(weights[weights != 0.0]).min() >= LEAST


def test_no_danger_sign_is_salient(knowledge: KnowledgeBase) -> None:
    assert not set(danger_items(knowledge)) & set(knowledge.salience.told)


def test_every_cause_has_people_and_every_belief_is_one(
    task: Task, knowledge: KnowledgeBase
) -> None:
    people = list(whole_cases(knowledge))
    assert {one.cause for one in people} == set(knowledge.compiled.causes)
    assert task.belief.sum(axis=1) == pytest.approx(1.0)
    assert len({one.case.id for one in people}) == len(people)

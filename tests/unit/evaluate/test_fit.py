"""The fit of tau and the telling rates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus import Case, KnowledgeBase
from popliteus.engine import posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.evaluate import fit as fit_module
from popliteus.evaluate.fit import CLASSES, _inside, _step, fit, log_score, parameters
from popliteus.evaluate.simulated import Practice, simulated


@pytest.mark.parametrize("seed", range(4))
def test_with_power_one_it_is_the_posterior(seed: int) -> None:
    model = arbitrary_model(seed, Size())
    evidence = arbitrary_evidence(model, seed)
    p = posterior(model, evidence).probability
    assert log_score(model, evidence, [0], 1.0) == pytest.approx(np.log(p[0]), abs=1e-10)
    assert log_score(model, evidence, [0, 2], 1.0) == pytest.approx(np.log(p[0] + p[2]), abs=1e-10)


def test_present_values(knowledge: KnowledgeBase) -> None:
    theta = parameters(knowledge)
    assert theta[0] == 1.0
    rates = 1.0 / (1.0 + np.exp(-theta[1:]))
    given = [knowledge.settings.telling[name] for name in CLASSES]
    assert rates == pytest.approx([v for one in given for v in (one.present, one.absent)])


def test_a_newton_step_by_hand() -> None:
    # Objective -(x - 3)^2 for one rate, with the prior of sd 1 around nought at x = 0: slope 6,
    # bend -2 - 1, step 2. A tau at its limit that pushes outward stays.
    theta = np.array([1.0, *np.zeros(6)])
    slope, bend = np.zeros(7), np.zeros((7, 7))
    slope[0], slope[1], bend[1, 1], bend[0, 0] = 5.0, 6.0, -2.0, -1.0
    step = _step(theta, theta, slope, bend)
    assert step[1] == pytest.approx(2.0)
    assert step[0] == 0.0
    slope[0] = -0.2  # inward: a step of 0.2 down
    assert _step(theta, theta, slope, bend)[0] == pytest.approx(-0.2)
    assert _inside(theta + 9.0)[0] == 1.0


def stories(knowledge: KnowledgeBase, n: int) -> list[Case]:
    people = simulated(knowledge, n, Practice(seed=5, missing=0.6))
    return [
        replace(one, account="story", source={"url": f"source-{number // 2}"})
        for number, one in enumerate(people)
    ]


def test_a_fit_runs_and_is_no_worse_on_what_it_saw(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fit_module, "ROUNDS", 1)
    found = fit(stories(knowledge, 6), knowledge)
    assert (found.cases, found.sources) == (6, 3)
    assert found.before["tau"] == 1.0
    assert 0.5 <= found.after["tau"] <= 1.0
    assert set(found.before) == set(found.after) == set(found.spread)
    assert found.gain.low <= found.gain.value <= found.gain.high
    assert found.gain.n == 3

"""What it adds that somebody chose to tell a sign."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from popliteus.engine import posterior
from popliteus.engine.evidence import evidence_of
from popliteus.engine.explain import explain
from popliteus.engine.model import Model
from popliteus.engine.toy import toy_model
from popliteus.errors import PopliteusError

TOY = toy_model()


def salient(*weights: float) -> Model:
    return replace(TOY, salience=np.array([weights, (0.0, 0.0)]))


def test_a_told_sign_multiplies_the_weight_of_its_main_causes() -> None:
    # 0.156, 0.1487 and 0.1 without, as in `posterior`; the second is doubled, the first halved.
    model = salient(-math.log(2), math.log(2))
    asked = posterior(model, evidence_of(model, answers={"sign": 1}))
    assert asked.probability == pytest.approx([0.3855, 0.3675, 0.2471], abs=1e-4)
    told = posterior(model, evidence_of(model, answers={"sign": 1}, told=["sign"]))
    once = posterior(TOY, evidence_of(TOY, answers={"sign": 1}, told=["sign"])).probability
    wanted = once * [0.5, 2.0, 1.0]
    assert told.probability == pytest.approx(wanted / wanted.sum())


def test_a_told_no_and_a_silence_have_none() -> None:
    model = salient(1.0, -1.0)
    for known in ({"answers": {"sign": 0}, "told": ["sign"]}, {"silent": ["sign"]}):
        one = posterior(model, evidence_of(model, **known))
        other = posterior(TOY, evidence_of(TOY, **known))
        assert one.probability == pytest.approx(other.probability)


def test_where_it_does_not_count_it_changes_nothing() -> None:
    model = salient(1.0, -1.0)
    told = evidence_of(model, answers={"sign": 1}, told=["sign"])
    plain = posterior(TOY, told).probability
    assert posterior(model, replace(told, salient=False)).probability == pytest.approx(plain)
    assert posterior(model, told).probability != pytest.approx(plain)


def test_it_belongs_to_the_sign_that_was_told() -> None:
    model = salient(0.7, -0.4)
    told = evidence_of(model, answers={"sign": 1, "scan": 1}, told=["sign"])
    why, bare = (explain(one, told, posterior(one, told)) for one in (model, TOY))
    assert why.prior_log_odds + why.answer.sum(axis=0) == pytest.approx(why.log_odds, abs=1e-6)
    # The first gains by it, and the scan, which was asked, gets none of that.
    assert why.answer[0, 0] > bare.answer[0, 0] + 0.3
    assert abs(why.answer[1, 0] - bare.answer[1, 0]) < 0.2


@pytest.mark.parametrize(
    "wrong", [{"salience": np.ones((1, 2))}, {"salience": np.full((2, 2), np.inf)},
              {"value_salience": (np.ones((2, 2)),) * 3},
              {"factor_salience": np.ones((3, 3))}, {"who_salience": (np.ones((1, 1)),) * 3}]
)  # fmt: skip
def test_a_model_that_does_not_fit_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(PopliteusError, match="salience"):
        replace(TOY, **wrong)

"""What the model implies with and without a cause: by hand, and against the posterior."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus.engine import ABSENT, PRESENT
from popliteus.engine.arbitrary import Size, arbitrary_model
from popliteus.engine.contrast import Contrast
from popliteus.engine.simulate import draw_people
from popliteus.engine.toy import toy_model

# The toy model: mains first, second, unlisted with shares 0.6, 0.2, 0.2; `second` brings
# `first` along with chance 0.2; leak 0.1; P(fact | main) 0.2, 0.8, 0.5.
# second in company: P(no fact) = 0.9 x (0.2 / 0.9) x (0.8 / 0.9) = 0.16 / 0.9.
TOGETHER = 1.0 - 0.16 / 0.9
FACT_SECOND = 0.8 * 0.8 + 0.2 * TOGETHER  # 0.80444
TOY = toy_model()
EVEN = np.full((5, 2), 0.1)


@pytest.fixture
def toy() -> Contrast:
    return Contrast(TOY)


def test_fact_by_hand(toy: Contrast) -> None:
    pair = toy.fact(0, EVEN, 0)
    assert pair.present == pytest.approx([0.2, FACT_SECOND], abs=1e-14)
    # Without first: second alone 0.16 x 0.8 and unlisted 0.2 x 0.5, of 0.36.
    # Without second: first 0.6 x 0.2 and unlisted 0.2 x 0.5, of 0.8.
    assert pair.absent == pytest.approx([0.228 / 0.36, 0.22 / 0.8], abs=1e-14)
    everybody = 0.6 * 0.2 + 0.2 * FACT_SECOND + 0.2 * 0.5
    assert toy.fact_share(0, EVEN, 0) == pytest.approx(everybody, abs=1e-14)


def test_reading_by_hand(toy: Contrast) -> None:
    pair = toy.reading(0, 0, EVEN, 0)
    # P(yes) = 0.1 + 0.8 P(fact).
    assert pair.present == pytest.approx([0.26, 0.1 + 0.8 * FACT_SECOND], abs=1e-14)
    assert pair.absent[1] == pytest.approx(0.1 + 0.8 * 0.275, abs=1e-14)


def test_option_by_hand(toy: Contrast) -> None:
    pair = toy.option(0, 0, EVEN, 0)
    # second has two faces of equal share: (0.2 + 0.6) / 2.
    assert pair.present == pytest.approx([0.9, 0.4], abs=1e-14)
    assert pair.absent == pytest.approx(
        [(0.16 * 0.4 + 0.2 * 0.5) / 0.36, (0.6 * 0.9 + 0.2 * 0.5) / 0.8], abs=1e-14
    )


def test_factor_by_hand(toy: Contrast) -> None:
    pair = toy.factor(0, EVEN, 0)
    # second: 0.25 x 3 / (1 + 0.25 x 2) = 0.5. unlisted: (0.6 x 0.25 + 0.2 x 0.5) / 0.8 = 0.3125.
    assert pair.present == pytest.approx([0.25, 0.5], abs=1e-14)
    assert pair.absent == pytest.approx(
        [(0.16 * 0.5 + 0.2 * 0.3125) / 0.36, (0.6 * 0.25 + 0.2 * 0.3125) / 0.8], abs=1e-14
    )


def test_rate_by_hand(toy: Contrast) -> None:
    assert toy.rate(0, EVEN) == pytest.approx(3.0)
    # With the factor: 1 x 3 / (1 + 0.25 x 2).
    assert toy.rate(1, EVEN, 0) == pytest.approx(2.0)


def test_after_by_hand(toy: Contrast) -> None:
    # With the factor first : second is 0.6 : 0.4 of what is listed.
    assert toy.after(1, EVEN, 0, factors={"factor": PRESENT}) == pytest.approx(0.32)
    yes = 0.2 * (0.1 + 0.8 * FACT_SECOND)
    total = 0.6 * 0.26 + yes + 0.2 * 0.5
    assert toy.after(1, EVEN, 0, answers={"sign": PRESENT}) == pytest.approx(yes / total)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("code", [PRESENT, ABSENT])
def test_bayes_from_the_pair_is_the_posterior(seed: int, code: int) -> None:
    """P(not c | answer) from P(answer | not c) is what the posterior says, by another way."""
    model = arbitrary_model(seed, Size())
    contrast, cells = Contrast(model), model.people
    for r, name in enumerate(model.readings):
        given, otherwise = model.reading_yes[r, 0]
        fact = contrast.fact_share(int(model.reading_fact[r]), cells, 1)
        yes = otherwise + (given - otherwise) * fact
        without = contrast.reading(r, 0, cells, 1).absent
        if code == ABSENT:
            yes, without = 1.0 - yes, 1.0 - without
        for c in range(model.n_causes):
            apart = 1.0 - contrast.after(c, cells, 1)
            found = 1.0 - contrast.after(c, cells, 1, answers={name: code})
            assert found == pytest.approx(apart * without[c] / yes, abs=1e-9)


def test_drawn_people_have_what_is_implied() -> None:
    model = arbitrary_model(5, Size())
    drawn = draw_people(model, 60_000, setting=0, seed=3)
    contrast = Contrast(model)
    c = int(np.bincount(drawn.main, minlength=model.n_causes)[: model.n_causes].argmax())
    mine = drawn.main == c
    apart = ~mine & ~(drawn.accompanying == c).any(axis=1)
    pair, common = contrast.reading(0, 0, model.people, 0), contrast.factor(0, model.people, 0)
    assert drawn.answers[mine, 0].mean() == pytest.approx(pair.present[c], abs=0.015)
    assert drawn.answers[apart, 0].mean() == pytest.approx(pair.absent[c], abs=0.015)
    assert drawn.factors[mine, 0].mean() == pytest.approx(common.present[c], abs=0.015)
    assert drawn.factors[apart, 0].mean() == pytest.approx(common.absent[c], abs=0.015)


def test_nobody_with_the_cause_is_not_a_number() -> None:
    rate = TOY.rate.copy()
    rate[0, :, 1] = 0.0
    children = np.zeros((5, 2))
    children[0] = 1.0
    pair = Contrast(replace(TOY, rate=rate)).fact(0, children, 0)
    assert np.isnan(pair.present[1])
    assert pair.absent[1] == pytest.approx(0.26)  # 0.8 x 0.2 and 0.2 x 0.5

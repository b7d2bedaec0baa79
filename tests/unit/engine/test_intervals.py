"""Intervals: the gradient against differences, the delta method against 2 000 drawn models."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus.engine import Evidence, Model, Spread, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.gradient import gradient
from popliteus.engine.intervals import drawn_models, intervals, log_odds_draws
from popliteus.engine.toy import toy_model
from popliteus.errors import PopliteusError

SIZE = Size(causes=4, facts=4, readings=7, attributes=2, factors=2)
STEP = 1e-5


def spread_of(model: Model, sd: float, *, shared: float, group: int = 0) -> Spread:
    """The same error for every number, part of it shared by one group."""

    def errors(shape: tuple[int, ...]) -> np.ndarray:
        return np.broadcast_to(sd * np.array([shared, np.sqrt(1.0 - shared**2)]), (*shape, 2))

    def groups(shape: tuple[int, ...]) -> np.ndarray:
        return np.full(shape, group)

    c, f, r, x = len(model.causes), len(model.facts), len(model.readings), len(model.factors)
    tables = [table.shape for table in model.tables]
    return Spread(
        rate=errors((c,)),
        ratio=errors((x, c)),
        fact=errors((c, f)),
        leak=errors((f,)),
        reading=errors((r, 2)),
        table=tuple(errors(shape) for shape in tables),
        rate_group=groups((c,)),
        ratio_group=groups((x, c)),
        fact_group=groups((c, f)),
        leak_group=groups((f,)),
        reading_group=groups((r, 2)),
        table_group=tuple(groups(shape) for shape in tables),
    )


def log_odds(model: Model, evidence: Evidence, causes: list[int]) -> np.ndarray:
    p = posterior(model, evidence).probability
    return np.array([np.log(p[c]) - np.log(np.delete(p, c).sum()) for c in causes])


def logit_shift(probability: np.ndarray, by: np.ndarray) -> np.ndarray:
    odds = probability / (1.0 - probability) * np.exp(by)
    return np.asarray(odds / (1.0 + odds))


def moved(model: Model, kind: str, place: tuple[int, ...], by: float) -> Model:
    """Move one number of the model on its own scale."""
    shapes = {"rate": model.rate.shape[2:], "ratio": model.rate_ratio.shape}
    shapes |= {"fact": model.fact.shape, "leak": model.leak.shape[1:]}
    shapes |= {"reading": (len(model.readings), 2)}
    error = np.zeros(shapes[kind])
    error[place] = by
    if kind == "rate":
        return replace(model, rate=model.rate * np.exp(error))
    if kind == "ratio":
        return replace(model, rate_ratio=model.rate_ratio * np.exp(error))
    if kind == "fact":
        return replace(model, fact=logit_shift(model.fact, error))
    if kind == "leak":
        return replace(model, leak=logit_shift(model.leak, error))
    return replace(model, reading_yes=logit_shift(model.reading_yes, error[:, None, :]))


def moved_table(model: Model, q: int, place: tuple[int, ...], by: float) -> Model:
    tables = [np.array(table) for table in model.tables]
    tables[q][place] *= np.exp(by)
    return replace(model, tables=tuple(t / t.sum(axis=1, keepdims=True) for t in tables))


@pytest.mark.parametrize("seed", range(8))
def test_gradient_is_the_difference_quotient(seed: int) -> None:
    model = arbitrary_model(seed, SIZE)
    # Away from the kink where a stated probability equals the leak.
    model = replace(model, fact=np.clip(model.fact, 0.35, 0.9))
    evidence = arbitrary_evidence(model, seed, answered=0.6)
    found = posterior(model, evidence)
    causes = [c for c in range(5) if found.probability[c] > 0.0]
    exact = gradient(model, evidence, found, causes)

    def difference(up: Model, down: Model) -> np.ndarray:
        change = log_odds(up, evidence, causes) - log_odds(down, evidence, causes)
        return np.asarray(change / (2.0 * STEP))

    for kind in ("rate", "ratio", "fact", "leak", "reading"):
        slopes = getattr(exact, kind)
        for place in np.ndindex(slopes.shape[1:]):
            expected = difference(moved(model, kind, place, STEP), moved(model, kind, place, -STEP))
            assert slopes[:, *place] == pytest.approx(expected, abs=1e-6), (kind, place)
    for q, slopes in enumerate(exact.table):
        for place in np.ndindex(slopes.shape[1:]):
            expected = difference(
                moved_table(model, q, place, STEP), moved_table(model, q, place, -STEP)
            )
            assert slopes[:, *place] == pytest.approx(expected, abs=1e-6), (q, place)


@pytest.mark.parametrize("shared", [0.0, 0.6])
def test_intervals_agree_with_two_thousand_draws(shared: float) -> None:
    model = arbitrary_model(5, SIZE)
    model = replace(model, spread=spread_of(model, 0.25, shared=shared))
    evidence = replace(arbitrary_evidence(model, 2, answered=0.6), age_band=2, sex=0, setting=0)
    causes = [c for c in range(5) if posterior(model, evidence).probability[c] > 0.0]
    made = intervals(model, evidence, posterior(model, evidence), causes, level=0.90)
    draws = log_odds_draws(model, evidence, causes, draws=2_000, seed=1)
    ends = np.log([made.low / (1.0 - made.low), made.high / (1.0 - made.high)])
    held = ((draws >= ends[0]) & (draws <= ends[1])).mean(axis=0)
    assert held == pytest.approx(0.90, abs=0.03)
    assert draws.std(axis=0) == pytest.approx(made.sd, rel=0.08)


def test_a_shared_error_is_not_averaged_away() -> None:
    # Errors of its own shrink against each other; a shared one moves all readings at once.
    # All factor, rate and table errors are 0 so that only the readings speak.
    model = toy_model()
    evidence = arbitrary_evidence(model, 1, answered=1.0)
    found = posterior(model, evidence)
    quiet = spread_of(model, 0.0, shared=0.0)
    reading = np.zeros((2, 2, 2))
    reading[:, :, 0] = 0.5
    alone = replace(model, spread=replace(quiet, reading=reading[..., ::-1]))
    together = replace(model, spread=replace(quiet, reading=reading))
    slopes = gradient(model, evidence, found, [1]).reading[0]
    own = intervals(alone, evidence, found, [1]).sd[0]
    shared = intervals(together, evidence, found, [1]).sd[0]
    assert own == pytest.approx(0.5 * np.sqrt((slopes**2).sum()), abs=1e-12)
    assert shared == pytest.approx(0.5 * abs(slopes.sum()), abs=1e-12)


def test_a_published_figure_shares_nothing() -> None:
    model = arbitrary_model(5, SIZE)
    evidence = arbitrary_evidence(model, 2)
    found = posterior(model, evidence)
    spread = spread_of(model, 0.3, shared=1.0, group=-1)
    made = intervals(replace(model, spread=spread), evidence, found, [0])
    assert made.sd[0] == 0.0
    assert made.low[0] == pytest.approx(found.probability[0]) == made.high[0]


def test_draws_are_the_same_for_the_same_seed() -> None:
    model = arbitrary_model(5, SIZE)
    model = replace(model, spread=spread_of(model, 0.25, shared=0.5))
    evidence = arbitrary_evidence(model, 2)
    one, other = (log_odds_draws(model, evidence, [0], draws=20, seed=9) for _ in range(2))
    assert np.array_equal(one, other)
    assert np.unique(one).size == 20
    for drawn in drawn_models(model, draws=3, seed=1):
        assert drawn.fact_unlisted == pytest.approx(model.fact_unlisted)


def test_an_impossible_cause_has_no_interval() -> None:
    model = toy_model()
    rate = np.array(model.rate)
    rate[0, 0, 1] = 0.0
    model = replace(model, rate=rate, spread=spread_of(model, 0.2, shared=0.5))
    evidence = replace(arbitrary_evidence(model, 1), age_band=0, sex=0)
    made = intervals(model, evidence, posterior(model, evidence), [1])
    assert (made.low[0], made.high[0], made.sd[0]) == (0.0, 0.0, 0.0)


def test_without_spread_it_says_so() -> None:
    model = toy_model()
    evidence = arbitrary_evidence(model, 1)
    with pytest.raises(PopliteusError, match="no spread"):
        intervals(model, evidence, posterior(model, evidence), [0])

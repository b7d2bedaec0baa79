"""How far the result could be off if our numbers are as wrong as we think.

What this module is
    Intervals for P(main = c) by the delta method on the log-odds, and, to check them, the same
    from models drawn at random.

What it is not
    They do not cover a wrong model, only wrong numbers in this one.

Model
    var = sum over numbers of (own sd x slope)^2 + sum over rater groups of
    (sum over the group's numbers of shared sd x slope)^2: a group's error moves all its numbers
    the same way at once.

Letters used for shapes
    T causes asked for, D draws; C, F, R, Q, G, X as on `Model`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from weakref import WeakKeyDictionary

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.gradient import Gradient, gradient
from popliteus.engine.hypotheses import same_hypotheses
from popliteus.engine.inference import Posterior, posterior
from popliteus.engine.model import FloatArray, IntArray, Model, Spread
from popliteus.errors import PopliteusError

#: Half the distance to 0 and 1 that a drawn probability keeps, so that a drawn model is a model.
_EDGE = 1e-9

#: What an interval, itself a first-order approximation, may leave out of a contrast of size 2. In
#: 40 open vignettes no standard deviation moved by more than 0.3 %.
NEGLIGIBLE = 1e-2


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """Intervals of P(main cause).

    Attributes
    ----------
    causes : intp array, shape (T,)
    log_odds, sd : float64 arrays, shape (T,)
        Middle and standard deviation on the log-odds scale, in nats.
    low, high : float64 arrays, shape (T,)
        Ends on the probability scale.
    """

    causes: IntArray
    log_odds: FloatArray
    sd: FloatArray
    low: FloatArray
    high: FloatArray


def intervals(
    model: Model,
    evidence: Evidence,
    found: Posterior,
    causes: Sequence[int],
    *,
    level: float = 0.90,
) -> Intervals:
    """Return an interval for each main cause asked for.

    Parameters
    ----------
    model
        The compiled numbers with their `Spread`.
    evidence, found
        What is known, and ``posterior(model, evidence)``.
    causes
        Main causes, 0 to C.
    level
        Share of draws the interval should hold.

    Returns
    -------
    Intervals
        Low and high are both 0 for a cause that is impossible at this age and sex.

    Raises
    ------
    PopliteusError
        The model has no spread.

    Notes
    -----
    Compared with 2 000 draws in ``tests/unit/engine/test_intervals.py``.
    """
    slopes = gradient(model, evidence, found, causes, negligible=NEGLIGIBLE)
    sd = np.sqrt(_variance(model, slopes))
    chosen = np.array(causes, dtype=np.intp)
    p = found.probability[chosen]
    others = np.array([np.delete(found.probability, cause).sum() for cause in causes])
    with np.errstate(divide="ignore"):
        middle = np.log(p) - np.log(others)
    reach = NormalDist().inv_cdf(0.5 + level / 2.0) * sd
    return Intervals(chosen, middle, sd, _logistic(middle - reach), _logistic(middle + reach))


def log_odds_draws(
    model: Model, evidence: Evidence, causes: Sequence[int], *, draws: int, seed: int
) -> FloatArray:
    """Return the log-odds under models drawn from the spread: the check on `intervals`.

    Parameters
    ----------
    model, evidence, causes
        As for `intervals`.
    draws
        How many models.
    seed
        The same seed gives the same draws.

    Returns
    -------
    float64 array, shape (D, T)
    """
    rows = []
    for drawn in drawn_models(model, draws=draws, seed=seed):
        p = posterior(drawn, evidence).probability
        rows.append([np.log(p[c]) - np.log(np.delete(p, c).sum()) for c in causes])
    return np.array(rows)


def drawn_models(model: Model, *, draws: int, seed: int) -> Iterator[Model]:
    """Yield models whose numbers are off by errors drawn from the spread."""
    spread, rng = _spread(model), np.random.default_rng(seed)
    groups = 1 + max(int(group.max(initial=-1)) for _, group in _parts(spread))
    for _ in range(draws):
        shared = np.append(rng.standard_normal(groups), 0.0)  # -1 finds the 0 at the end
        errors = [
            sd[..., 0] * shared[group] + sd[..., 1] * rng.standard_normal(group.shape)
            for sd, group in _parts(spread)
        ]
        drawn = _moved(model, errors)
        same_hypotheses(drawn, model)
        yield drawn


def _moved(model: Model, errors: Sequence[FloatArray]) -> Model:
    rate, ratio, fact, leak, reading, *tables = errors
    moved = [table * np.exp(error) for table, error in zip(model.tables, tables, strict=True)]
    return replace(
        model,
        rate=model.rate * np.exp(rate),
        rate_ratio=model.rate_ratio * np.exp(ratio),
        fact=_shift(model.fact, fact),
        leak=_shift(model.leak, leak),
        reading_yes=_shift(model.reading_yes, reading[:, None, :]),
        tables=tuple(table / table.sum(axis=1, keepdims=True) for table in moved),
    )


def _shift(probability: FloatArray, by: FloatArray) -> FloatArray:
    shifted = _logistic(np.log(probability) - np.log1p(-probability) + by)
    return np.clip(shifted, _EDGE, 1.0 - _EDGE)


@dataclass(frozen=True, slots=True, eq=False)
class _Errors:
    """The spread of all N numbers in one row, made once for each model.

    Attributes
    ----------
    own : float64 array, shape (N,)
        Variance of each number's own error.
    order : intp array, shape (G,)
        Numbers that share an error, group by group.
    shared : float64 array, shape (G,)
        Their standard deviations, in that order.
    first : intp array
        Where each group begins.
    """

    own: FloatArray
    order: IntArray
    shared: FloatArray
    first: IntArray


_errors: WeakKeyDictionary[Model, _Errors] = WeakKeyDictionary()


def _errors_of(model: Model) -> _Errors:
    known = _errors.get(model)
    if known is None:
        parts = _parts(_spread(model))
        sd = np.concatenate([sd.reshape(-1, 2) for sd, _ in parts])
        group = np.concatenate([group.ravel() for _, group in parts])
        order = np.argsort(group, kind="stable")
        order = order[group[order] >= 0]
        first = np.flatnonzero(np.diff(group[order], prepend=-1))
        known = _errors[model] = _Errors(sd[:, 1] ** 2, order, sd[order, 0], first)
    return known


def _variance(model: Model, slopes: Gradient) -> FloatArray:
    """Return the variance of the log-odds of each cause asked for."""
    errors, n = _errors_of(model), slopes.rate.shape[0]
    kinds = (slopes.rate, slopes.ratio, slopes.fact, slopes.leak, slopes.reading, *slopes.table)
    each = np.hstack([slope.reshape(n, -1) for slope in kinds])
    variance: FloatArray = (each**2) @ errors.own
    if errors.order.size:
        together = np.take(each, errors.order, axis=1) * errors.shared
        variance += (np.add.reduceat(together, errors.first, axis=1) ** 2).sum(axis=1)
    return variance


def _parts(spread: Spread) -> list[tuple[FloatArray, IntArray]]:
    """Return sd and group of every kind of number, in the order of `Gradient`."""
    return [
        (spread.rate, spread.rate_group),
        (spread.ratio, spread.ratio_group),
        (spread.fact, spread.fact_group),
        (spread.leak, spread.leak_group),
        (spread.reading, spread.reading_group),
        *zip(spread.table, spread.table_group, strict=True),
    ]


def _spread(model: Model) -> Spread:
    if model.spread is None:
        msg = "the model has no spread; expected one. Compile it with the errors of its numbers."
        raise PopliteusError(msg)
    return model.spread


def _logistic(x: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-np.logaddexp(0.0, -x)))

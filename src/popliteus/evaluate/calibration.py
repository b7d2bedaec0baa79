"""Whether probabilities mean what they say.

What this module is
    Brier scores, the calibration error beside what a perfectly calibrated system would show by
    chance, the slope of the logistic recalibration, and the points of a reliability plot.

What it is not
    Accuracy: a system that always says the prior is calibrated and useless. Therefore each Brier
    score stands beside that of the prior alone.

Formulas
    First-listed: p is the probability of the cause listed first, y whether it is right.
    Error: cases in five bins of equal size by p; the mean distance of the bins' mean p and share
    right, weighted by size. With n cases it is above nought even if every p is right, so the same
    is computed for y drawn from the p themselves (parametric bootstrap).
    Slope: logit P(y) = intercept + slope logit p, by Newton's method (Cox 1958); below 1 means
    overconfident.

Letters used for shapes
    N cases, M = C + 1 main causes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from popliteus.evaluate.metrics import (
    DRAWS,
    LEVEL,
    SEED,
    FloatArray,
    IntArray,
    Metric,
    bootstrap,
    mean,
    share,
)

#: Bins of equal size: with a hundred cases, twenty in each.
BINS = 5

#: Probabilities are kept this far from 0 and 1 where their logarithm is taken.
EDGE = 1e-6

#: Newton's method: rounds, and the step at which it stops.
_ROUNDS, _STILL = 100, 1e-10


@dataclass(frozen=True, slots=True)
class Bin:
    """One point of the reliability plot: mean probability, share right with interval, and size."""

    probability: float
    right: float
    low: float
    high: float
    n: int


def calibration_error(p: FloatArray, y: FloatArray) -> float:
    """Return the calibration error over bins of equal size.

    Examples
    --------
    Two cases at 0.2 and 0.4 say 0.2 and 0.4; with five bins each is one bin: (0.2 + 0.6) / 2.

    >>> round(calibration_error(np.array([0.2, 0.4]), np.array([0.0, 1.0])), 6)
    0.4
    """
    parts = _parts(p)
    gaps = [abs(float(p[rows].mean() - y[rows].mean())) * rows.size for rows in parts]
    return sum(gaps) / p.size


def _parts(p: FloatArray) -> list[IntArray]:
    order = np.argsort(p, kind="stable")
    return [rows for rows in np.array_split(order, BINS) if rows.size]


def bins_of(p: FloatArray, y: FloatArray) -> tuple[Bin, ...]:
    """Return the points of the reliability plot."""
    result = []
    for rows in _parts(p):
        right = share(int(y[rows].sum()), rows.size)
        result.append(
            Bin(float(p[rows].mean()), right.value, right.low, right.high, int(rows.size))
        )
    return tuple(result)


def error_if_perfect(p: FloatArray) -> FloatArray:
    """Return the errors that a perfectly calibrated system with these p would show: (`DRAWS`,)."""
    rng = np.random.default_rng(SEED)
    drawn = (rng.random((DRAWS, p.size)) < p).astype(np.float64)
    total = np.zeros(DRAWS)
    for rows in _parts(p):
        total += np.abs(p[rows].mean() - drawn[:, rows].mean(axis=1)) * rows.size
    return np.asarray(total / p.size)


def recalibration(p: FloatArray, y: FloatArray) -> tuple[Metric, Metric]:
    """Return intercept and slope of the logistic recalibration with their 95 % intervals.

    Not a number where the maximum does not exist (all right, all wrong, or perfectly separated).
    """
    n = int(p.size)
    nothing = Metric(math.nan, math.nan, math.nan, n)
    if n < 3 or y.min() == y.max():
        return nothing, nothing
    kept = np.clip(p, EDGE, 1.0 - EDGE)
    x = np.column_stack([np.ones(n), np.log(kept) - np.log1p(-kept)])
    fitted = _newton(x, y)
    if fitted is None:
        return nothing, nothing
    beta, covariance = fitted
    half = NormalDist().inv_cdf(0.5 + LEVEL / 2) * np.sqrt(np.diag(covariance))
    intercept, slope = (
        Metric(float(b), float(b - h), float(b + h), n) for b, h in zip(beta, half, strict=True)
    )
    return intercept, slope


def _newton(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray] | None:
    beta = np.array([0.0, 1.0])
    for _ in range(_ROUNDS):
        fitted = 1.0 / (1.0 + np.exp(-np.clip(x @ beta, -500.0, 500.0)))
        weight = fitted * (1.0 - fitted)
        information = x.T @ (x * weight[:, None])
        if not np.isfinite(information).all() or np.linalg.cond(information) > 1e12:
            return None
        step = np.linalg.solve(information, x.T @ (y - fitted))
        beta = beta + np.clip(step, -2.0, 2.0)  # a full step may overshoot far from the maximum
        if np.abs(step).max() < _STILL:
            return beta, np.linalg.inv(information)
    return None


def first_listed(p: FloatArray, y: FloatArray, before: FloatArray) -> dict[str, Metric]:
    """Return the metrics of the cause listed first.

    Parameters
    ----------
    p, y, before : float64 arrays, shape (N,)
        Its probability, whether it is right, and what the prior alone gave the same cause.
    """
    if not p.size:
        return {}
    error = bootstrap(lambda rows: calibration_error(p[rows], y[rows]), p.size)
    perfect = error_if_perfect(p)
    low, high = np.quantile(perfect, [0.05, 0.95])
    expected = Metric(float(perfect.mean()), float(low), float(high), p.size)
    intercept, slope = recalibration(p, y)
    return {
        "brier_first": mean((p - y) ** 2),
        "brier_first_prior": mean((before - y) ** 2),
        "calibration_error": error,
        "calibration_error_if_perfect": expected,
        "calibration_slope": slope,
        "calibration_intercept": intercept,
    }


def all_causes(probability: FloatArray, prior: FloatArray, right: FloatArray) -> dict[str, Metric]:
    """Return Brier and log score over all main causes, beside those of the prior alone.

    Parameters
    ----------
    probability, prior : float64 arrays, shape (N, M)
    right : float64 array, shape (N, M)
        1 for the gold and accepted causes, which are taken together as one.
    """
    return {
        "brier_all": mean(_brier(probability, right)),
        "brier_all_prior": mean(_brier(prior, right)),
        "log_score": mean(_log_score(probability, right)),
        "log_score_prior": mean(_log_score(prior, right)),
    }


def _brier(p: FloatArray, right: FloatArray) -> FloatArray:
    answer = (p * right).sum(axis=1)
    return np.asarray((1.0 - answer) ** 2 + (p * p * (1.0 - right)).sum(axis=1))


def _log_score(p: FloatArray, right: FloatArray) -> FloatArray:
    return np.asarray(np.log(np.maximum((p * right).sum(axis=1), EDGE)))

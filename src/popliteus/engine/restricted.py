"""The most probable hypotheses, gathered for looking one step ahead.

What this module is
    `Restricted`: the sets that carry all but a sliver of the posterior, and what each of them
    contributes to the main cause and to the triage loss.

What it is not
    Exact. What it leaves uncovered is reported; the posterior itself is never restricted.

Model
    The triage loss of a posterior is the sum over levels L of needless_L min(P(none of the
    causes dangerous at L is present), sum over c of n_cL present_c): a raise is needless if no
    such cause is there, and failing to raise costs n_cL for each that is. The minimum of two
    linear functions is concave, so looking never makes the expected loss larger. Raising is the
    cheaper side exactly when sum of present_c (1 + n_cL) >= 1, up to people with two such causes.

Letters used for shapes
    C causes, P retained sets, L = 3 levels, J = C + 1 + 2 L measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.inference import Posterior
from popliteus.engine.model import LEVELS, FloatArray, IntArray, Model

#: Mass that may stay uncovered, and how many hypotheses are looked at even so.
UNCOVERED, AT_MOST = 1e-4, 2000


@dataclass(frozen=True, slots=True, eq=False)
class Restricted:
    """The most probable hypotheses of one posterior, joined by set.

    Attributes
    ----------
    sets : intp array, shape (P,)
        Sets of `hypotheses_of` that are kept.
    mass : float64 array, shape (C + 1, P)
        P(main cause, set); sums to 1 after dividing by what is covered.
    by_set : float64 array, shape (J, P)
        Main causes, then P(no dangerous cause) for each level, then expected harm for each level,
        all as mass: summing over sets gives the present values.
    by_main : float64 array, shape (J, C + 1)
        The same joined by main cause.
    uncovered : float
        Posterior mass that was left out, 0 to 1.
    """

    sets: IntArray
    mass: FloatArray
    by_set: FloatArray
    by_main: FloatArray
    uncovered: float


def restrict(
    model: Model,
    found: Posterior,
    harm: FloatArray,
    *,
    uncovered: float = UNCOVERED,
    at_most: int = AT_MOST,
) -> Restricted:
    """Keep the most probable hypotheses until all but ``uncovered`` of the mass is there.

    Parameters
    ----------
    model
        The compiled numbers.
    found
        The posterior to look at.
    uncovered
        Mass that may be missing.
    at_most
        Largest number of hypotheses, whatever is then missing.

    Returns
    -------
    Restricted

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> restrict(toy, posterior(toy, evidence_of(toy)), toy.harm).mass.sum(axis=1).round(3)
    array([0.6, 0.2, 0.2])
    """
    hypotheses = hypotheses_of(model)
    chosen = most_probable(found.weights, uncovered, at_most)
    weights = found.weights[chosen]
    covered = float(weights.sum())
    sets, column = np.unique(hypotheses.set_index[chosen], return_inverse=True)
    mass = np.zeros((model.n_causes + 1, sets.size))
    mass[hypotheses.main[chosen], column] = weights / covered
    per_set = danger(harm, hypotheses.members[:, sets])
    return Restricted(
        sets=sets,
        mass=mass,
        by_set=np.vstack([mass, per_set * mass.sum(axis=0)]),
        by_main=np.vstack([np.diag(mass.sum(axis=1)), per_set @ mass.T]),
        uncovered=max(0.0, 1.0 - covered),
    )


def danger(harm: FloatArray, members: IntArray) -> FloatArray:
    """Return what a set means for urgency.

    Parameters
    ----------
    harm : float64 array, shape (L, C)
        As `popliteus.engine.harm.harm_of` gives it.
    members : intp array, shape (K, P)

    Returns
    -------
    float64 array, shape (2 L, P)
        1 where no member is dangerous at the level, else 0; then the sum of n_cL over members.
    """
    each = np.hstack([harm, np.full((len(LEVELS), 2), np.nan)])[:, members]
    none = np.isnan(each).all(axis=1).astype(np.float64)
    return np.vstack([none, np.nan_to_num(each, nan=0.0).sum(axis=1)])


def triage_loss(model: Model, measures: FloatArray) -> FloatArray:
    """Return the loss of the better choice at each level, in needless same-day visits.

    Parameters
    ----------
    measures : float64 array, shape (J, ...)
        As `Restricted.by_set` summed over sets, for one or many outcomes; need not be
        normalised, the loss then scales with the mass.

    Returns
    -------
    float64 array, shape (...)
    """
    first = model.n_causes + 1
    none, harm = measures[first : first + len(LEVELS)], measures[first + len(LEVELS) :]
    return np.asarray(np.tensordot(model.needless, np.minimum(none, harm), axes=1))


def entropy_bits(measures: FloatArray, n_mains: int) -> FloatArray:
    """Return the entropy of the main cause times the mass of the outcome, in bits.

    Parameters
    ----------
    measures : float64 array, shape (J, ...)
        The first ``n_mains`` rows are masses of main causes.

    Returns
    -------
    float64 array, shape (...)
    """
    mass = measures[:n_mains]
    return np.asarray(_x_log_x(mass.sum(axis=0)) - _x_log_x(mass).sum(axis=0))


def _x_log_x(x: FloatArray) -> FloatArray:
    return np.asarray(x * np.log2(np.where(x > 0.0, x, 1.0)))


def most_probable(weights: FloatArray, uncovered: float, at_most: int) -> IntArray:
    """Return the largest weights until all but ``uncovered`` is there, but ``at_most`` so many.

    Returns
    -------
    intp array
        Indices, largest weight first, equal weights in their order.

    Examples
    --------
    >>> most_probable(np.array([0.1, 0.6, 0.3]), uncovered=0.2, at_most=3)
    array([1, 2])
    """
    if weights.size > at_most:
        floor = np.partition(weights, weights.size - at_most)[weights.size - at_most]
        candidates = np.flatnonzero(weights >= floor)
    else:
        candidates = np.arange(weights.size)
    order = candidates[np.argsort(-weights[candidates], kind="stable")][:at_most]
    reached = np.cumsum(weights[order])
    enough = int(np.searchsorted(reached, 1.0 - uncovered)) + 1
    return np.asarray(order[:enough])

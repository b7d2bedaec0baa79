"""Who accompanies whom, before any finding is known.

What this module is
    The chance that each cause is there beside each main cause, from links and from how common
    it is, and the chance that no more than a few are.

What it is not
    The prior of a hypothesis: `popliteus.engine.prior`.

Letters used for shapes
    A age bands, S sexes, C causes.
"""

from __future__ import annotations

import numpy as np

from popliteus.engine.hypotheses import may_accompany
from popliteus.engine.model import FloatArray, Model


def company_of(model: Model, weights: FloatArray) -> FloatArray:
    """Return the chance that each cause accompanies each main cause.

    Parameters
    ----------
    weights : float64 array, shape (A, S)
        How probable each age band and sex is.

    Returns
    -------
    float64 array, shape (C + 1, C)
        0 where it cannot accompany.
    """
    active = np.einsum("as,asc->c", weights, model.active)
    listed = np.where(np.isnan(model.link), active[None, :], model.link)
    company = np.vstack([listed, active[None, :]])
    company[~may_accompany(model)] = 0.0
    # A cause that has no rate wherever the person may be is removed from every role, unless it
    # is implied: then it is part of what its main cause is.
    removed = np.einsum("as,asc->c", weights, model.rate) == 0.0
    company[:, removed] = np.where(company[:, removed] == 1.0, 1.0, 0.0)
    return np.asarray(company)


def log_odds(company: FloatArray) -> FloatArray:
    """Return log-odds of company: shape (C + 1, C + 2), 0 where certain and for nobody."""
    with np.errstate(divide="ignore"):
        odds = np.log(company) - np.log1p(-np.where(company == 1.0, 0.0, company))
    return np.hstack([odds, np.zeros((company.shape[0], 2))])


def at_most(chance: FloatArray, most: int) -> FloatArray:
    """Return P(at most ``most`` of independent events happen), by rows.

    Parameters
    ----------
    chance : float64 array, shape (rows, events)
        Probability of each event.

    Returns
    -------
    float64 array, shape (rows,)

    Notes
    -----
    The elementary-symmetric recursion: with e_j the probability of j events so far, one more
    event of chance p makes e_j (1 - p) + e_(j-1) p. All terms are positive: nothing cancels.

    Examples
    --------
    >>> at_most(np.array([[0.5, 0.5]]), 1)
    array([0.75])
    """
    exactly = np.zeros((most + 1, chance.shape[0]))
    exactly[0] = 1.0
    for column in chance.T:
        happened = exactly[:-1] * column
        exactly *= 1.0 - column
        exactly[1:] += happened
    return np.asarray(exactly.sum(axis=0))

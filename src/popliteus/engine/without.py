"""The posterior with some answers taken back, for every choice of them at once.

What this module is
    The mass of every set of causes after taking back any of a few answers, from the posterior
    that has them all.

What it is not
    It does not say which answers may be doubted; urgency does.

Model
    An answer is taken back by dividing the mass of a set by what the answer's fact contributed,
    b u + a (1 - u), and multiplying by what it contributes without the answer. So a choice costs
    a few multiplications for each set, and no posterior.

Letters used for shapes
    C causes, S sets, R answers that may be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import hypotheses_of, no_fact
from popliteus.engine.inference import Posterior
from popliteus.engine.likelihood import log_readings
from popliteus.engine.model import FloatArray, Model
from popliteus.engine.prior import leak_for
from popliteus.engine.salience import salience_of


def sets_without(
    model: Model, evidence: Evidence, found: Posterior, readings: Sequence[int]
) -> FloatArray:
    """Return P(set) with every choice of some answers taken back.

    Parameters
    ----------
    model, evidence, found
        The numbers, what is known, and ``posterior(model, evidence)``.
    readings
        Answered readings. What is taken back is unknown, not silent.

    Returns
    -------
    float64 array, shape (2 ** R, S)
        Rows sum to 1. In row n reading i is taken back where bit i of n is set; row 0 has all.

    Examples
    --------
    Sets are both, ``first``, ``second`` and `unlisted`. Without the sign they are the prior.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> said = evidence_of(toy, answers={"sign": 1})
    >>> sets_without(toy, said, posterior(toy, said), [0]).round(3)
    array([[0.075, 0.385, 0.293, 0.247],
           [0.04 , 0.6  , 0.16 , 0.2  ]])
    """
    choices = np.arange(1 << len(readings))
    mass = _mass_of_sets(model, evidence, found, readings)
    unexplained = no_fact(model, leak_for(model, evidence))
    logs = log_readings(model, evidence)
    for fact in np.unique(model.reading_fact[list(readings)]):
        now = logs[model.reading_fact == fact].sum(axis=0)
        own = [place for place, r in enumerate(readings) if model.reading_fact[r] == fact]
        with_all = _likelihood(now, unexplained[fact])
        chosen = choices & sum(1 << place for place in own)
        for choice in np.unique(chosen[chosen > 0]):
            back = [readings[place] for place in own if choice >> place & 1]
            without = _likelihood(now - logs[back].sum(axis=0), unexplained[fact])
            mass[chosen == choice] *= without / with_all
    return np.asarray(mass / mass.sum(axis=1, keepdims=True))


def _mass_of_sets(
    model: Model, evidence: Evidence, found: Posterior, readings: Sequence[int]
) -> FloatArray:
    """Return P(set) with what it added that these were told taken back: shape (2 ** R, S)."""
    listed = hypotheses_of(model)
    told = salience_of(model, evidence)
    added = np.zeros((len(readings), model.n_causes + 1))
    for row, reading in zip(added, readings, strict=True):
        row += told.reading[told.readings == reading].sum(axis=0)
    if not added.any():
        whole = np.bincount(listed.set_index, weights=found.weights, minlength=listed.n_sets)
        return np.tile(whole, (1 << len(readings), 1))
    mass = np.empty((1 << len(readings), listed.n_sets))
    for choice, row in enumerate(mass):
        back = [place for place in range(len(readings)) if choice >> place & 1]
        weights = found.weights * np.exp(-added[back].sum(axis=0))[listed.main]
        row[:] = np.bincount(listed.set_index, weights=weights, minlength=listed.n_sets)
    return mass


def _likelihood(log_fact: FloatArray, unexplained: FloatArray) -> FloatArray:
    """Return b u + a (1 - u) for every set, up to a constant: shape (S,)."""
    a, b = np.exp(log_fact - log_fact.max())
    return np.asarray(a + (b - a) * unexplained)


def present_in_sets(model: Model, mass: FloatArray) -> FloatArray:
    """Return P(cause is active) from the mass of sets: shape (C,), from shape (S,)."""
    n = model.n_causes
    active = np.zeros(n + 2)
    for member in hypotheses_of(model).members:
        active += np.bincount(member, weights=mass, minlength=n + 2)
    return active[:n]

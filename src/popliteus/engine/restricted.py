"""The most probable hypotheses, gathered for looking one step ahead.

What this module is
    `Restricted`: the hypotheses that carry all but a sliver of the posterior, the first of them
    one by one and the others averaged by main cause, and what each contributes to the main cause
    and to the triage loss.

What it is not
    Exact. What it leaves uncovered is reported; the posterior itself is never restricted.

Model
    An average over hypotheses of one main cause, by their weights, is what that cause looks like
    in the company that it keeps least often. What is expected of one answer is linear in
    P(no fact) and so the same as without averaging, but for dangers that come in company; two
    answers of an average are taken as independent.
    The triage loss of a posterior is the sum over levels L of needless_L min(P(none of the
    causes dangerous at L is present), sum over c of n_cL present_c): a raise is needless if no
    such cause is there, and failing to raise costs n_cL for each that is. The minimum of two
    linear functions is concave, so looking never makes the expected loss larger. Raising is the
    cheaper side exactly when sum of present_c (1 + n_cL) >= 1, up to people with two such causes.

Letters used for shapes
    C causes, N retained hypotheses, P groups of them, L = 3 levels, J = C + 1 + 2 L measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.inference import Posterior
from popliteus.engine.model import LEVELS, FloatArray, IntArray, Model

#: Mass that may stay uncovered, and how many hypotheses are looked at even so.
UNCOVERED, AT_MOST = 1e-4, 4000

#: How many of them are looked at one by one. In 111 states of the open vignettes these and an
#: average of all others chose the same question as every hypothesis by itself, its score within
#: 0.4 % in 95 of 100; with `AT_MOST` 109 did, and the other two lost 1.4 % of its worth.
SINGLY = 150


@dataclass(frozen=True, slots=True, eq=False)
class Restricted:
    """The most probable hypotheses of one posterior, in groups of one main cause.

    Attributes
    ----------
    hypotheses : intp array, shape (N,)
        Of `hypotheses_of`, group by group.
    weight : float64 array, shape (N,)
        P(hypothesis), divided by what is covered; sums to 1.
    first : intp array, shape (P,)
        Where each group begins.
    main : intp array, shape (P,)
        Main cause of each group.
    uncovered : float
        Posterior mass that was left out, 0 to 1.
    """

    hypotheses: IntArray
    weight: FloatArray
    first: IntArray
    main: IntArray
    uncovered: float

    @property
    def mass(self) -> FloatArray:
        """P(group): shape (P,)."""
        return np.asarray(np.add.reduceat(self.weight, self.first))

    def averaged(self, values: FloatArray) -> FloatArray:
        """Return the average of each group by weight: shape (..., P), from shape (..., N)."""
        return np.asarray(self._summed(values) / self.mass)

    def joined(self, values: FloatArray, n_mains: int) -> tuple[FloatArray, FloatArray]:
        """Return the mass of main causes and of some values, by group and by main cause.

        Parameters
        ----------
        values : float64 array, shape (V, N)
            What is true of each hypothesis.
        n_mains
            C + 1.

        Returns
        -------
        tuple of float64 array
            Shapes (C + 1 + V, P) and (C + 1 + V, C + 1); both add up to the same over their
            last axis.
        """
        which = np.zeros((n_mains, self.main.size))
        which[self.main, np.arange(self.main.size)] = 1.0
        by_group = np.vstack([which * self.mass, self._summed(values)])
        return by_group, by_group @ which.T

    def _summed(self, values: FloatArray) -> FloatArray:
        return np.asarray(np.add.reduceat(values * self.weight, self.first, axis=-1))


def restrict(
    model: Model,
    found: Posterior,
    *,
    uncovered: float = UNCOVERED,
    at_most: int = AT_MOST,
    singly: int = SINGLY,
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
    singly
        How many of them are groups of their own.

    Returns
    -------
    Restricted

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> restrict(toy, posterior(toy, evidence_of(toy)), singly=0).mass.round(3)
    array([0.6, 0.2, 0.2])
    """
    main = hypotheses_of(model).main
    chosen = most_probable(found.weights, uncovered, at_most)
    chosen = chosen[found.weights[chosen] > 0.0]  # a group of nothing has no average
    place = np.arange(chosen.size)
    # Those alone in their order, then the others, main cause by main cause.
    group = np.where(place < singly, place, chosen.size + main[chosen])
    order = np.argsort(group, kind="stable")
    chosen, group = chosen[order], group[order]
    first = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
    weight = found.weights[chosen]
    covered = float(weight.sum())
    return Restricted(
        hypotheses=chosen,
        weight=weight / covered,
        first=first,
        main=main[chosen[first]],
        uncovered=max(0.0, 1.0 - covered),
    )


def danger(harm: FloatArray, members: IntArray) -> FloatArray:
    """Return what each set of causes means for urgency.

    Parameters
    ----------
    harm : float64 array, shape (L, C)
        As `popliteus.engine.harm.harm_of` gives it.
    members : intp array, shape (K, N)
        As in `popliteus.engine.hypotheses.Hypotheses`.

    Returns
    -------
    float64 array, shape (2 L, N)
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
        As in `popliteus.engine.outlook.Outlook`, for one or many outcomes; need not be
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

r"""Probabilities for another mix of causes.

What this module is
    Vignettes are not a practice: writers choose what is rare and instructive. Here the prior of a
    set of probabilities is exchanged for the mix of causes in the set, so that the findings are
    judged and not the mix.

What it is not
    A correction of the product. Nothing here enters the knowledge base.

Model
    :math:`p'_c \propto p_c \, w_c / \pi_c` with :math:`\pi` the mean prior over the cases and w the
    mix. Where a second set is given, w is the smoothed share of gold causes there; else w is
    estimated from the probabilities themselves by expectation maximisation (Saerens, Latinne and
    Decaestecker 2002), which never sees a gold cause, with the same smoothing: with fewer cases
    than it takes to see every cause, the unsmoothed estimate makes the unseen ones impossible.

Letters used for shapes
    N cases, M = C + 1 main causes, the last one `unlisted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from popliteus.evaluate.metrics import FloatArray

#: Added to the count of every cause (Jeffreys): a cause that one set lacks is not impossible.
SMOOTHING = 0.5

#: Expectation maximisation ends when no share moves by more than this, or after so many rounds.
STILL, MOST_ROUNDS = 1e-9, 5000


def shifted(probability: FloatArray, prior: FloatArray, mix: FloatArray) -> FloatArray:
    """Return probabilities under another mix.

    Parameters
    ----------
    probability : float64 array, shape (N, M)
    prior, mix : float64 arrays, shape (M,)
        Mean prior, and the mix to put in its place. A cause without prior keeps nought.

    Examples
    --------
    Odds 1 : 1 from a prior of 3 : 1, put to a mix of 1 : 1, become 1/3 : 1.

    >>> shifted(np.array([[0.5, 0.5]]), np.array([0.75, 0.25]), np.array([0.5, 0.5]))
    array([[0.25, 0.75]])
    """
    weight = np.divide(mix, prior, out=np.zeros_like(mix), where=prior > 0.0)
    moved = probability * weight
    return np.asarray(moved / moved.sum(axis=1, keepdims=True))


def case_mix(golds: Iterable[str], causes: Sequence[str]) -> FloatArray:
    """Return the smoothed share of each gold cause; one that is not ours counts as `unlisted`.

    >>> case_mix(["a", "a", "other"], ["a", "b"]).round(3)
    array([0.556, 0.111, 0.333])
    """
    places = {cause: c for c, cause in enumerate(causes)}
    counts = np.full(len(causes) + 1, SMOOTHING)
    for gold in golds:
        counts[places.get(gold, len(causes))] += 1.0
    return np.asarray(counts / counts.sum())


def estimated_mix(probability: FloatArray, prior: FloatArray) -> FloatArray:
    """Return the mix that the probabilities themselves speak for.

    Parameters
    ----------
    probability : float64 array, shape (N, M)
        Made with the mean prior `prior`, shape (M,).

    Examples
    --------
    Three of four cases are certain to be the first although the prior was even; smoothed, that
    is 3.5 of 5.

    >>> certain = np.array([[1.0, 0.0]] * 3 + [[0.0, 1.0]])
    >>> estimated_mix(certain, np.array([0.5, 0.5]))
    array([0.7, 0.3])
    """
    mix = prior.copy()
    for _ in range(MOST_ROUNDS):
        new = shifted(probability, prior, mix).sum(axis=0) + SMOOTHING
        new /= new.sum()
        still = float(np.abs(new - mix).max()) < STILL
        mix = new
        if still:
            break
    return mix

"""All outcomes of yes/no questions that are asked together.

What this module is
    The outcomes in their order, counted in binary, and their chances when each answer is
    independent of the others.

What it is not
    It knows no boxes that read the same fact: `popliteus.engine.outlook` joins those.
"""

from __future__ import annotations

import numpy as np

from popliteus.engine.model import FloatArray, IntArray


def outcome_digits(places: int) -> IntArray:
    """Return all outcomes of yes/no boxes.

    Returns
    -------
    intp array, shape (2 ** places, places)
        The last place changes fastest.

    Examples
    --------
    >>> outcome_digits(2).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    outcomes = np.arange(1 << places)[:, None]
    return np.asarray((outcomes >> np.arange(places - 1, -1, -1)) & 1, dtype=np.intp)


def all_outcomes(yes: FloatArray) -> FloatArray:
    """Return the chance of each outcome at each main cause.

    Parameters
    ----------
    yes : float64 array, shape (n, C)
        P(yes) of each question at each main cause.

    Returns
    -------
    float64 array, shape (C, 2 ** n)
        In the order of `outcome_digits`; rows sum to 1.

    Examples
    --------
    >>> all_outcomes(np.array([[0.5], [0.1]]))
    array([[0.45, 0.05, 0.45, 0.05]])
    """
    chances = np.ones((yes.shape[1], 1))
    for one in yes:
        both = np.stack([1.0 - one, one], axis=1)
        chances = (chances[:, :, None] * both[:, None, :]).reshape(yes.shape[1], -1)
    return chances

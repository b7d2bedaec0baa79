"""Sums that do not depend on order: the integral along the straight path of evidence.

What this module is
    The Aumann-Shapley value. Let every log-likelihood be multiplied by t. The log-odds of a main
    cause c then move, as t goes from 0 to 1, at the speed sum over answers g of
    E_t[l_g | main is c] - E_t[l_g | main is not c], which is a sum of one term for each answer;
    its integral is what the answer contributed. No answer comes first, and the parts add up.

What it is not
    The expectations: `popliteus.engine.explain` and its tempered posterior supply them.

Letters used for shapes
    I items (answers, silences, attribute values or factors), M = C + 1 main causes, T of them
    looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from popliteus.engine.model import FloatArray, IntArray

#: Gauss-Legendre nodes on each stretch of the path.
NODES = 16

#: How far the parts of the whole path may be from the change of the log-odds, relative to 1 or
#: to the change itself if that is larger: half of what `popliteus.engine.explain` promises.
TOLERANCE = 5e-7

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(NODES)

#: A stretch is not halved below this length: rounding, not curvature, is left by then.
_SHORTEST = 2.0**-12


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The state at one point of the path.

    Attributes
    ----------
    log_odds : float64 array, shape (T,)
        Of each main cause looked at; -inf where it is impossible.
    speed : float64 array, shape (I, T)
        How fast each item moves the log-odds of each of them; 0 where impossible.
    """

    log_odds: FloatArray
    speed: FloatArray


def step(log_mass: FloatArray, means: FloatArray, looked_at: IntArray) -> Step:
    """Make a step from masses and conditional means.

    Parameters
    ----------
    log_mass : float64 array, shape (M,)
        Log of P(main cause), up to a constant.
    means : float64 array, shape (I, M)
        E[l_i | main cause].
    looked_at : intp array, shape (T,)
        Main causes.

    Returns
    -------
    Step

    Examples
    --------
    Masses 1, 1, 2 and one item that speaks 1 nat for the first: its odds are 1 : 3.

    >>> one = step(np.log([1.0, 1.0, 2.0]), np.array([[1.0, 0.0, 0.0]]), np.arange(3))
    >>> one.log_odds.round(3), one.speed.round(3)
    (array([-1.099, -1.099,  0.   ]), array([[ 1.   , -0.333, -0.5  ]]))
    """
    others = np.tile(log_mass, (looked_at.size, 1))
    # 1 - p would lose the small masses beside a nearly certain cause; the others are summed.
    others[np.arange(looked_at.size), looked_at] = -np.inf
    top = others.max(axis=1, keepdims=True)
    weight = np.exp(others - top)
    total = weight.sum(axis=1, keepdims=True)
    log_others = (top + np.log(total))[:, 0]
    own = log_mass[looked_at]
    speed = means[:, looked_at] - means @ (weight / total).T
    speed[:, own == -np.inf] = 0.0
    return Step(own - log_others, speed)


def integrate(at: Callable[[float], Step], start: Step, end: Step) -> FloatArray:
    """Integrate the speed of every item from 0 to 1.

    Parameters
    ----------
    at
        Gives the step at a point of the path.
    start, end
        ``at(0.0)`` and ``at(1.0)``.

    Returns
    -------
    float64 array, shape (I, T)
        Over items they add up to the change of the log-odds within `TOLERANCE`.

    Notes
    -----
    The change over a stretch is known exactly from its ends, so each stretch checks itself and
    only those that fail are halved.
    """
    ends = {0.0: start, 1.0: end}
    possible = np.isfinite(start.log_odds) & np.isfinite(end.log_odds)
    change = np.abs(end.log_odds[possible] - start.log_odds[possible])
    allowed = TOLERANCE * np.maximum(1.0, change)
    parts = np.zeros_like(start.speed)
    stretches = [(0.0, 1.0)]
    while stretches:
        low, high = stretches.pop()
        half = (high - low) / 2.0
        points = low + half * (_NODES + 1.0)
        part = np.zeros_like(parts)
        for point, weight in zip(points, _WEIGHTS, strict=True):
            part += half * weight * at(float(point)).speed
        exact = ends[high].log_odds[possible] - ends[low].log_odds[possible]
        error = np.abs(part[:, possible].sum(axis=0) - exact)
        if (error <= allowed * (high - low)).all() or high - low <= _SHORTEST:
            parts += part
        else:
            middle = low + half
            ends[middle] = at(middle)
            stretches += [(middle, high), (low, middle)]
    return parts

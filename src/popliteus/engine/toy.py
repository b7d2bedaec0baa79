"""A model small enough to work by hand, for examples and tests.

What this module is
    Two causes, one fact with two readings, one attribute, one factor; round numbers.

What it is not
    Medicine. The names mean nothing.
"""

from __future__ import annotations

import numpy as np

from popliteus.engine.model import Model


def toy_model() -> Model:
    """Return the toy model.

    ``first`` comes three times as often as ``second``; nothing accompanies anything unless it is
    linked, and ``second`` brings ``first`` along one time in five. The fact is likely with
    ``second`` (0.8), unlikely with ``first`` (0.2), and there are two readings of it.

    Returns
    -------
    Model
        C = 2, F = 1, R = 2, Q = 1, X = 1, bound 2.

    Examples
    --------
    >>> toy_model().causes
    ('first', 'second')
    """
    bands, sexes = 5, 2
    link = np.full((2, 2), np.nan)
    link[1, 0] = 0.2
    return Model(
        causes=("first", "second"),
        facts=("fact",),
        readings=("sign", "scan"),
        attributes=("onset",),
        factors=("factor",),
        rate=np.broadcast_to([3.0, 1.0], (bands, sexes, 2)),
        people=np.full((bands, sexes), 0.1),
        comes=np.ones((4, 2)),
        rate_ratio=np.array([[1.0, 3.0]]),
        factor_rate=np.full((1, bands, sexes), 0.25),
        unlisted_prior=0.2,
        link=link,
        active=np.zeros((bands, sexes, 2)),
        bound=2,
        fact=np.array([[0.2], [0.8]]),
        leak=np.full((bands, 1), 0.1),
        fact_unlisted=np.array([0.5]),
        reading_fact=np.array([0, 0]),
        reading_yes=np.array([[[0.9, 0.1]] * 3, [[0.95, 0.05]] * 3]),
        telling=np.array([[0.6, 0.1], [0.6, 0.1]]),
        tellable=np.array([True, False]),
        presentation_cause=np.array([0, 1, 1, 2]),
        presentation_share=np.array([1.0, 0.5, 0.5, 1.0]),
        tables=(np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.5, 0.5]]),),
        harm=np.array([[np.nan, 20.0], [np.nan, 10.0], [np.nan, np.nan]]),
        harm_later=np.array([[[np.nan, 4.0], [np.nan, np.nan], [np.nan, np.nan]]]),
        needless=np.array([0.5, 1.0, 2.0]),
    )

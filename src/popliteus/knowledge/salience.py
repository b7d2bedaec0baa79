"""The salience of what is told as arrays of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from numpy.typing import NDArray

from popliteus.engine.model import SEXES
from popliteus.knowledge.records import AGE_BANDS, SETTINGS

if TYPE_CHECKING:
    from popliteus.knowledge.base import KnowledgeBase

FloatArray = NDArray[np.float64]

#: What one may be, in the order of the engine.
WHO: Mapping[str, Sequence[str]] = {"age": AGE_BANDS, "sex": SEXES, "setting": SETTINGS}


class Arrays(TypedDict):
    """The fields of `popliteus.engine.model.Model` that hold salience."""

    salience: FloatArray
    factor_salience: FloatArray
    value_salience: tuple[FloatArray, ...]
    who_salience: tuple[FloatArray, ...]


def arrays(base: KnowledgeBase, readings: Sequence[str], factors: Sequence[str]) -> Arrays:
    """Return all of it, by the names of the engine's fields."""
    return Arrays(
        salience=of_signs(base, readings),
        factor_salience=of_risks(base, factors),
        value_salience=of_values(base),
        who_salience=of_who(base),
    )


def of_signs(base: KnowledgeBase, readings: Sequence[str]) -> FloatArray:
    """Return what each told reading adds to each main cause: shape (R, C)."""
    return _table(base, readings, base.salience.told)


def of_risks(base: KnowledgeBase, factors: Sequence[str]) -> FloatArray:
    """Return what each told factor adds: shape (X, C)."""
    return _table(base, factors, base.salience.risks)


def of_values(base: KnowledgeBase) -> tuple[FloatArray, ...]:
    """Return what each told value of each attribute adds: shapes (C, V_q)."""
    return tuple(
        _table(base, [one.id for one in attribute.options], base.salience.values.get(name, {})).T
        for name, attribute in base.attributes.items()
    )


def of_who(base: KnowledgeBase) -> tuple[FloatArray, ...]:
    """Return what age band, sex and setting add: shapes (A, C), (S, C), (T, C)."""
    who = {str(kind): rows for kind, rows in base.salience.who.items()}
    return tuple(_table(base, names, who.get(kind, {})) for kind, names in WHO.items())


def _table(
    base: KnowledgeBase, rows: Sequence[str], given: Mapping[str, Mapping[str, float]]
) -> FloatArray:
    causes = tuple(base.causes)
    found = np.zeros((len(rows), len(causes)))
    for name, weights in given.items():
        for cause, weight in weights.items():
            found[rows.index(name), causes.index(cause)] = weight
    return found

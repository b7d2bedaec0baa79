"""The salience of signs as arrays of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from popliteus.knowledge.base import KnowledgeBase

FloatArray = NDArray[np.float64]


def of_signs(base: KnowledgeBase, readings: tuple[str, ...]) -> FloatArray:
    """Return what each told reading adds to each main cause: shape (R, C)."""
    causes = tuple(base.causes)
    found = np.zeros((len(readings), len(causes)))
    for item, weights in base.salience.told.items():
        for cause, weight in weights.items():
            found[readings.index(item), causes.index(cause)] = weight
    return found


def of_values(base: KnowledgeBase) -> tuple[FloatArray, ...]:
    """Return what each told value of each attribute adds: shapes (C, V_q)."""
    causes = tuple(base.causes)
    found = []
    for name, attribute in base.attributes.items():
        options = [one.id for one in attribute.options]
        table = np.zeros((len(causes), len(options)))
        for option, weights in base.salience.values.get(name, {}).items():
            for cause, weight in weights.items():
                table[causes.index(cause), options.index(option)] = weight
        found.append(table)
    return tuple(found)

"""What delay costs, as arrays: for a complaint that is new, and for older ones.

What it is not
    Which complaint is old is said by `ModelSettings.later` and read where a person is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from popliteus.engine.model import LEVELS
from popliteus.knowledge.records.cause import Harm

if TYPE_CHECKING:
    from popliteus.knowledge.base import KnowledgeBase


def when_new(base: KnowledgeBase) -> NDArray[np.float64]:
    """Return n for a new complaint, shape (3, C); NaN where a cause has no such level."""
    return _table(base, lambda harm: harm.raise_for_one)


def later(base: KnowledgeBase) -> NDArray[np.float64]:
    """Return n after some weeks and after more than six, shape (2, 3, C)."""
    return np.stack(
        [
            _table(base, lambda harm: harm.raise_for_one if harm.weeks is None else harm.weeks),
            _table(base, lambda harm: harm.raise_for_one if harm.old is None else harm.old),
        ]
    )


def _table(base: KnowledgeBase, people: Callable[[Harm], float]) -> NDArray[np.float64]:
    result = np.full((len(LEVELS), len(base.causes)), np.nan)
    for c, cause in enumerate(base.causes.values()):
        for row, level in enumerate(LEVELS):
            if level in cause.danger:
                result[row, c] = people(cause.danger[level]) or np.nan
    return result

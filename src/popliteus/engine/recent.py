"""Results that one assessment asks for many times, kept for the few people seen last.

What this module is
    `Recent`: for each model the last few results of one computation, by a key that holds
    everything the result depends on besides the model.

What it is not
    A store. What is forgotten is computed again, to the last bit the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from popliteus.engine.model import Model

Result = TypeVar("Result")

#: Results kept for each model. An assessment asks for two priors and for one or two sets of
#: silences; a hypothesis array takes 0.1 MB.
KEPT = 8


class Recent(Generic[Result]):
    """The last few results of one computation, for each model; several threads may ask at once.

    The caller must not change what it gets; arrays in it are best made read-only.

    Examples
    --------
    >>> from popliteus.engine.toy import toy_model
    >>> toy, squares = toy_model(), Recent()
    >>> [squares.get(toy, n, lambda: print("computed") or n * n) for n in (3, 3)]
    computed
    [9, 9]
    """

    def __init__(self) -> None:
        self._by_model: WeakKeyDictionary[Model, dict[Hashable, Result]] = WeakKeyDictionary()
        self._alone = Lock()

    def get(self, model: Model, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return the result for a key, made if it is not among the last ones."""
        with self._alone:
            kept = self._by_model.setdefault(model, {})
            result = kept.pop(key, None)
            if result is not None:
                kept[key] = result
                return result
        # Made outside of the lock, so that nobody waits: two who ask at once both make it.
        result = make()
        with self._alone:
            kept[key] = result
            if len(kept) > KEPT:
                del kept[next(iter(kept))]
        return result

"""How a mistake is planted for `test_checks.py`."""

from __future__ import annotations

import re
from collections.abc import Callable

from popliteus import KnowledgeBase
from tests.planting import Planted

Plant = Callable[[Planted, KnowledgeBase], tuple[str, int | None]]
PLANTED: dict[str, tuple[str, Plant]] = {}


def plants(code: str) -> Callable[[Plant], Plant]:
    """Register a mistake; it returns the file in which it must be found, and the line if known."""

    def register(plant: Plant) -> Plant:
        PLANTED[plant.__name__] = (code, plant)
        return plant

    return register


def sub(base: Planted, name: str, pattern: str, by: str) -> None:
    base.text(name, lambda text: re.sub(pattern, by, text, count=1, flags=re.M))

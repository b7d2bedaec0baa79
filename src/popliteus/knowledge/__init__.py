"""Knowledge: files that a clinician can read, made into numbers that the engine can use."""

from typing import TYPE_CHECKING

from popliteus.knowledge.base import KnowledgeBase, load

if TYPE_CHECKING:
    from popliteus.knowledge.checks import Problem, check

__all__ = ["KnowledgeBase", "Problem", "check", "load"]


def __getattr__(name: str) -> object:
    """Import the checks when they are used: an assessment needs none of them."""
    if name in {"Problem", "check"}:
        from popliteus.knowledge import checks

        return getattr(checks, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""How a programme of exercises begins, and how to go on, for the plan of a person.

What this module is
    The first phase in words that fit under one exercise, with what ends it.

What it is not
    The whole programme: ``popliteus show`` and the page of the exercise have it.
"""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.knowledge.records import Step, Treatment


@dataclass(frozen=True, slots=True)
class Begin:
    """The first phase of a programme, and what comes after it.

    Attributes
    ----------
    then
        The names of the later phases.
    weeks
        How long all phases take together, where that was published.
    """

    phase: str
    goal: str
    steps: tuple[str, ...]
    go_on_if: tuple[str, ...]
    back_if: tuple[str, ...]
    stop_if: tuple[str, ...]
    then: tuple[str, ...]
    weeks: int | None


def begin(one: Treatment) -> Begin | None:
    """Return how a programme begins; None for what has no phases."""
    if not one.phases:
        return None
    first, *later = one.phases
    return Begin(
        phase=first.name,
        goal=first.goal,
        steps=tuple(step_words(step) for step in first.steps),
        go_on_if=first.go_on_if,
        back_if=first.back_if,
        stop_if=one.stop_if,
        then=tuple(phase.name for phase in later),
        weeks=one.programme_weeks,
    )


def step_words(step: Step) -> str:
    """Return one exercise with how often, in words.

    >>> step_words(Step("Rise", "Rise on both feet.", sets=2, repeats=8, judgement="ours"))
    'Rise (2 rounds of 8): Rise on both feet.'
    """
    return f"{step.name}{f' ({step.often})' if step.often else ''}: {step.how}"

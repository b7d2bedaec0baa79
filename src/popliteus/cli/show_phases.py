"""A programme of exercises on a page of ``popliteus show``: every phase, how often, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from rich.console import RenderableType

from popliteus.cli.show_text import bullets, heading, pairs
from popliteus.knowledge.records import Cited, Step, Treatment


def programme(
    one: Treatment, cited: Callable[[Iterable[Cited]], str], unread: Collection[str]
) -> Iterator[RenderableType]:
    """Yield the phases of an exercise, or why it has none.

    Parameters
    ----------
    cited
        Puts pointers to references into words.
    unread
        Places of steps whose published numbers nobody has read again.
    """
    if unread:
        yield pairs([("read once", f"how often in the phases: {', '.join(unread)}")])
    if one.programme_weeks and one.programme_source:
        source = cited((one.programme_source,))
        yield pairs([("takes", f"{one.programme_weeks} weeks in all ({source})")])
    if one.no_phases:
        yield pairs([("no phases", one.no_phases)])
    for number, phase in enumerate(one.phases, start=1):
        yield heading(f"Phase {number}: {phase.name}")
        yield pairs([("goal", phase.goal)])
        yield bullets(_step(step, cited) for step in phase.steps)
        yield pairs(
            [("go on if", "\n".join(phase.go_on_if)), ("go back if", "\n".join(phase.back_if))]
        )


def _step(step: Step, cited: Callable[[Iterable[Cited]], str]) -> str:
    often = f" ({step.often})" if step.often else ""
    judged = f"judgement: {step.judgement}" if step.judgement else ""
    basis = "; ".join(part for part in (cited(step.sources), judged) if part)
    return f"{step.name}{often}: {step.how}{f' ({basis})' if basis else ''}"

"""An assessment for the eye: urgency first, then causes with reasons, then what to do.

On a terminal with a box and colours; piped it is plain text. Urgency is never told by colour
alone. What is said is decided in `popliteus.wording.result`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from popliteus.assess import Assessment
from popliteus.cli.console import console_for
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.wording.result import CauseView, View, view

__all__ = ["console_for", "render"]

STYLES = {
    Level.EMERGENCY: "bold white on red",
    Level.URGENT_SAME_DAY: "bold black on dark_orange",
    Level.SOON_DAYS: "bold black on yellow",
    Level.ROUTINE_WEEKS: "bold white on blue",
    Level.SELF_CARE: "bold white on dark_green",
}

#: Width of a bar in characters.
BAR = 20


def render(result: Assessment, base: KnowledgeBase, console: Console | None = None) -> None:
    """Print an assessment."""
    console = console or console_for()
    words = view(result, base)
    if result.triage.crisis:
        console.print(crisis(result.triage.crisis))
    console.print(_urgency(words, boxed=console.is_terminal))
    for part in _parts(words):
        console.print(part)


def _parts(words: View) -> Iterator[RenderableType]:
    if words.causes:
        yield _heading(words.causes_title)
        for cause in words.causes:
            yield _cause(cause, patient=words.patient)
    if words.causes_notes:
        yield _bullets(words.causes_notes)
    for section in words.sections:
        yield _heading(section.title)
        yield _bullets(section.lines)
    yield _heading("Limits")
    yield _bullets(words.limits)
    yield Text(words.stamp, style="dim")


def crisis(lines: Sequence[str]) -> RenderableType:
    """Return what is said first to somebody who may want to die: a title, and lines."""
    title, *told = lines
    return Group(Text(title, style="bold underline"), *(Text(one) for one in told), Text())


def _heading(text: str) -> RenderableType:
    return Padding(Text(text, style="bold underline"), (1, 0, 0, 0))


def _bullets(texts: Iterable[str], indent: int = 0) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for text in texts:
        table.add_row("-", Text(text))
    return Padding(table, (0, 0, 0, indent))


def _urgency(words: View, *, boxed: bool) -> RenderableType:
    lines: list[RenderableType] = [Text(words.action, style="bold")]
    for title, texts in (("Why:", words.why), ("What to say on the phone:", words.phone)):
        if texts:
            lines += [Text(f"\n{title}"), _bullets(texts)]
    lines += [Text(f"\n{note}") for note in words.notes]
    if words.unasked:
        lines.append(Text(f"\n{words.unasked} `popliteus ask` goes through them with you."))
    title = words.level_name.upper()
    if not boxed:
        return Group(Text(f"{title}\n{'=' * len(title)}\n"), *lines)
    style = STYLES[words.level]
    return Panel(Group(*lines), title=Text(f" {title} ", style=style), title_align="left")


def _cause(cause: CauseView, *, patient: bool) -> RenderableType:
    filled = round(cause.share * BAR)
    bar = "█" * filled + "░" * (BAR - filled)
    lines = list(cause.notes)
    for word, reasons in (("for", cause.supports), ("against", cause.opposes)):
        if reasons and patient:
            lines.append(f"{word}: {'; '.join(reasons)}")
        else:
            lines += [f"{word} {reason}" for reason in reasons]
    head = Table.grid(padding=(0, 2))
    head.add_row(bar, Text(f"{cause.name}: {cause.chance}", style="bold"))
    return Group(head, _bullets(lines, indent=2))

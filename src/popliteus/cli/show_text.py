"""What every page of ``popliteus show`` is made of: headings, pairs, tables, published figures."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.cited import citation
from popliteus.knowledge.records import Estimate, Interval, Number, Proportion

#: Heads of columns of numbers are broken at this width, so that the numbers never are.
HEAD = 12

#: What each step of trust means, in a few words.
STATUSES = {
    "extracted": "every figure was seen in its source; no clinician has signed",
    "checked": "read again, blind, by somebody else, and the two agree; no clinician has signed",
    "reviewed": "signed by a named clinician",
}


@dataclass(slots=True)
class Cites:
    """The references of one page, numbered in the order of their first use."""

    base: KnowledgeBase
    order: dict[str, int] = field(default_factory=dict)

    def mark(self, ref: str) -> str:
        """Return the mark of a reference, such as ``[3]``."""
        return f"[{self.order.setdefault(ref, len(self.order) + 1)}]"

    def listed(self) -> Iterator[RenderableType]:
        """Yield the list of sources that were used so far."""
        if self.order:
            yield heading("Sources")
        grid = Table.grid(padding=(0, 1))
        for ref, number in self.order.items():
            known = self.base.references.get(ref)
            text = f"{ref}. {citation(known)}" if known else f"{ref}: no such reference"
            grid.add_row(f"[{number}]", Text(text, overflow="fold"))
        yield grid


def heading(text: str) -> RenderableType:
    """Return a heading with a line of space above it."""
    return Padding(Text(text, style="bold underline"), (1, 0, 0, 0))


def title(name: str, kind: str, name_id: str, status: str = "") -> RenderableType:
    """Return the head of a page: name, kind, id and what its status means."""
    lines = [Text(name, style="bold"), Text(f"{kind} {name_id}", style="dim")]
    if status:
        lines.append(Text(f"status: {status} ({STATUSES.get(status, status)})", style="dim"))
    return Group(*lines)


def pairs(rows: Iterable[tuple[str, str]]) -> RenderableType:
    """Return names with values; a pair without a value is left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in rows:
        if value:
            grid.add_row(name, value)
    return grid


def bullets(texts: Iterable[str]) -> RenderableType:
    """Return texts as a list."""
    grid = Table.grid(padding=(0, 1))
    for text in texts:
        grid.add_row("-", Text(text, overflow="fold"))
    return grid


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()
) -> Table:
    """Return a table without lines. The first column is never cut or wrapped: it holds ids."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    numbers = set(right)
    for place, name in enumerate(columns):
        made.add_column(
            textwrap.fill(name, HEAD) if place in numbers else name,
            justify="right" if place in numbers else "left",
            no_wrap=place == 0 or place in numbers,
            overflow="fold",
        )
    for row in rows:
        made.add_row(*row)
    return made


def estimate(value: Estimate) -> str:
    """Return an estimate as it stands in the file, with its interval or counts.

    >>> estimate(Proportion(kind="proportion", events=28, total=30))
    '28 of 30 = 0.933'
    >>> estimate(Interval(kind="interval", value=0.8, low=0.7, high=0.9))
    '0.8 (95 % interval 0.7 to 0.9)'
    """
    if isinstance(value, Proportion):
        return f"{value.events} of {value.total} = {value.value:.3g}"
    if isinstance(value, Interval):
        return (
            f"{value.value:g} ({value.level:.0%} interval {value.low:g} to {value.high:g})".replace(
                "%", " %"
            )
        )
    return f"{value.value:g} (no interval printed)"


def number(one: Number, cites: Cites) -> RenderableType:
    """Return one published figure with all that is needed to find it again."""
    grade = one.grade.replace("_", " ")
    if one.downgraded_for:
        grade += f" (downgraded for {', '.join(one.downgraded_for)})"
    source = one.source
    head = f"{one.id}: {one.quantity.replace('_', ' ')} of {one.of.label}: {estimate(one.estimate)}"
    printed = f"“{source.printed}”" if source.printed else "no words stored"
    rows = [
        ("people", one.population + (f"; n = {one.size}" if one.size else "")),
        ("examined by", one.reader or ""),
        ("measured after", f"{one.after_weeks:g} weeks" if one.after_weeks else ""),
        ("recovered means", f"they {one.counted}" if one.counted else ""),
        ("source", f"{cites.mark(source.ref)} {source.ref}, {source.where}"),
        ("seen", f"{source.seen.replace('_', ' ')}: {printed}"),
        ("address", source.url),
        ("grade", grade),
        ("direction", one.direction if one.direction != "none" else ""),
        ("use", USES[one.use]),
        ("not comparable", one.not_comparable),
        ("note", one.note),
    ]
    return Group(Text(head, style="bold"), Padding(pairs(rows), (0, 0, 0, 2)))


USES = {
    "parameter": "parameter: it enters the model",
    "check": "check: compared with what the model implies",
    "shown": "shown: displayed only",
}


def numbers(evidence: Sequence[Number], cites: Cites) -> Iterator[RenderableType]:
    """Yield the published figures of a record, those that enter the model first."""
    if not evidence:
        return
    yield heading("Published figures")
    order = list(USES)
    for one in sorted(evidence, key=lambda n: order.index(n.use)):
        yield number(one, cites)


def by_id(evidence: Sequence[Number]) -> Mapping[str, Number]:
    """Return published figures by their id."""
    return {one.id: one for one in evidence}

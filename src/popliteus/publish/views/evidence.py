"""Every published number as rows: the evidence table, and the same as CSV and JSON.

Columns, in this order (empty where a figure has none)

========================  ==========================================================================
address                   record and number, as ``n()`` takes it
record, kind, id          the record, its folder, the number in it
quantity, about           what was measured, of what
value, low, high, level   as printed (shares from 0 to 1); level: of the interval
events, total             counts, where they were printed
population, n, reader     whom it was measured in, how many they were, who examined
grade, downgraded_for     how far it can be relied on, and why not further
use                       ``parameter`` (enters the model), ``check`` or ``shown``
reference, citation       id and line of the source
where, printed, seen, url  place in the source, its words, what of it was seen, where
second_reading            agrees, not seen, or not read again
second_read, second_day   the words that the second reader found, and when
note                      anything else
========================  ==========================================================================
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from popliteus.knowledge.addresses import Figure
from popliteus.knowledge.cited import citation
from popliteus.knowledge.records import Proportion, Reference
from popliteus.publish.pages.numbers import QUANTITIES, estimate
from popliteus.publish.pages.site import anchor
from popliteus.publish.views.clinician import about
from popliteus.publish.views.shared import Shared

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One published number with everything that is known about it."""

    address: str
    record: str
    kind: str
    id: str
    quantity: str
    about: str
    value: float
    low: float | None
    high: float | None
    level: float | None
    events: int | None
    total: int | None
    population: str
    n: int | None
    reader: str
    grade: str
    downgraded_for: str
    use: str
    reference: str
    citation: str
    where: str
    printed: str
    seen: str
    url: str
    second_reading: str
    second_read: str
    second_day: str
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table on the page: the row and how it is shown."""

    row: Row
    figure: Figure
    name: str
    page: str
    quantity: str
    shown: str

    @property
    def anchor(self) -> str:
        """The name of its anchor in the table."""
        return anchor(self.row.address)


COLUMNS = tuple(one.name for one in fields(Row))


def lines(shared: Shared) -> list[Line]:
    """Return every published number, in the order of the files."""
    found = []
    for figure in shared.site.figures.values():
        number = figure.number
        found.append(
            Line(
                row=_row(figure, shared),
                figure=figure,
                name=str(getattr(figure.record, "lay_name", figure.record.id)),
                page=_page(figure, shared),
                quantity=QUANTITIES[number.quantity],
                shown=estimate(number.estimate, number.quantity),
            )
        )
    return found


def _page(figure: Figure, shared: Shared) -> str:
    """Return the page on which a figure is used: its record's, or the test's that answers it."""
    if figure.kind == "findings":
        tests = (one for one in shared.base.tests.values() if one.finding == figure.record.id)
        test = next(tests, None)
        return f"test:{test.id}" if test else ""
    key = f"{figure.kind.removesuffix('s')}:{figure.record.id}"
    return key if key in shared.site.entries else ""


def _row(figure: Figure, shared: Shared) -> Row:
    number = figure.number
    one, source = number.estimate, number.source
    counts = one if isinstance(one, Proportion) else None
    second = shared.second(figure.kind, figure.record.id, number)
    said = "not read again" if second is None else "agrees" if second.seen else "not seen"
    return Row(
        address=figure.address,
        record=figure.record.id,
        kind=figure.kind,
        id=number.id,
        quantity=number.quantity,
        about=about(number, shared),
        value=one.value,
        low=getattr(one, "low", None),
        high=getattr(one, "high", None),
        level=getattr(one, "level", None),
        events=counts.events if counts else None,
        total=counts.total if counts else None,
        population=number.population,
        n=number.size,
        reader=number.reader or "",
        grade=number.grade,
        downgraded_for=" ".join(number.downgraded_for),
        use=number.use,
        reference=source.ref,
        citation=citation(shared.base.references[source.ref]),
        where=source.where,
        printed=source.printed,
        seen=source.seen,
        url=source.url,
        second_reading=said,
        second_read=second.read if second else "",
        second_day=second.signed if second else "",
        note=number.note.strip(),
    )


def to_csv(rows: list[Row]) -> str:
    """Return the rows as CSV; an empty field stands for what a figure does not have."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow("" if one is None else one for one in asdict(row).values())
    return stream.getvalue()


def to_json(rows: list[Row], shared: Shared) -> str:
    """Return the rows as JSON, with the version and digest of the knowledge."""
    values = {
        "schema": SCHEMA,
        "knowledge": {"version": shared.base.version, "digest": shared.base.digest},
        "columns": COLUMNS,
        "numbers": [asdict(row) for row in rows],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def references(shared: Shared) -> Iterator[tuple[Reference, int]]:
    """Yield every reference with how many figures come from it, in the order of their lines."""
    counts: dict[str, int] = {}
    for figure in shared.site.figures.values():
        ref = figure.number.source.ref
        counts[ref] = counts.get(ref, 0) + 1
    found = shared.base.references.values()
    for one in sorted(found, key=lambda ref: (citation(ref).casefold(), ref.id)):
        yield one, counts.get(one.id, 0)

"""The table of published numbers: sorted and filtered by its address, and each number by itself.

The parameters of these addresses name records and kinds of study. They carry nothing about a
person, so they may stand in an address, and a link to a part of the table can be passed on.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from popliteus.assess.words import capital
from popliteus.publish.pages.sheet import reference_html
from popliteus.publish.views import evidence
from popliteus.publish.views.evidence import Line
from popliteus.web.context import HereNow, library_of
from popliteus.web.library.around import around
from popliteus.web.library.evidence import ADDRESS, Query, selected, table, word
from popliteus.web.library.shelf import Library, address
from popliteus.web.render import frame_for, page

router = APIRouter()

_ABOVE = ((ADDRESS, "Evidence"),)


@dataclass(frozen=True, slots=True)
class NumberView:
    """Everything that is known about one number, as rows of (what, words)."""

    line: Line
    rows: list[dict[str, dict[str, object]]]
    page_address: str
    page_title: str
    find: str


@router.get(ADDRESS)
def show(here: HereNow, request: Request) -> Response:
    """Show a part of the table."""
    view = table(library_of(request).table().values(), Query.read(request.query_params))
    frame = frame_for(here, "Every number and where it comes from")
    return page("library/evidence.html", frame, view=view, around=around(ADDRESS))


@router.get(f"{ADDRESS}.csv")
def as_csv(request: Request) -> Response:
    """Give the rows that were asked for as CSV."""
    return _file(evidence.to_csv(_rows(request)), "text/csv; charset=utf-8", "csv")


@router.get(f"{ADDRESS}.json")
def as_json(request: Request) -> Response:
    """Give the rows that were asked for as JSON."""
    shared = library_of(request).mains.shared
    return _file(evidence.to_json(_rows(request), shared), "application/json", "json")


def _rows(request: Request) -> list[evidence.Row]:
    lines = library_of(request).table().values()
    return [line.row for line in selected(lines, Query.read(request.query_params))]


def _file(body: str, kind: str, ending: str) -> Response:
    name = f'attachment; filename="popliteus-evidence.{ending}"'
    return Response(body, media_type=kind, headers={"content-disposition": name})


@router.get(ADDRESS + "/{name}")
def one(name: str, here: HereNow, request: Request) -> Response:
    """Show one number."""
    library = library_of(request)
    line = library.table().get(name)
    if line is None:
        raise HTTPException(404)
    frame = frame_for(here, f"A number about: {line.name}")
    view = _number(line, library)
    return page("library/number.html", frame, view=view, around=around(f"{ADDRESS}/{name}", _ABOVE))


def _number(line: Line, library: Library) -> NumberView:
    row, base = line.row, library.base
    reference = base.references[row.reference]
    said = {
        "In whom": row.population + (f" ({row.n} people)" if row.n else ""),
        "Who examined": row.reader.capitalize(),
        "How sure": word(row.grade),
        "Why not surer": row.downgraded_for.replace("_", " "),
        "What we do with it": word(row.use),
        "Where it stands": row.where,
        "In these words": f"“{row.printed}”" if row.printed else "",
        "What we saw of it": row.seen.replace("_", " ").capitalize(),
        "Read a second time": word(row.second_reading)
        + (f" ({row.second_day})" if row.second_day else ""),
        "The second reader's words": f"“{row.second_read}”" if row.second_read else "",
        "Note": row.note,
        "Name": row.address,
    }
    rows: list[dict[str, dict[str, object]]] = [
        {"key": {"text": what}, "value": {"text": words}} for what, words in said.items() if words
    ]
    rows.insert(5, {"key": {"text": "Source"}, "value": {"html": reference_html(reference)}})
    entry = library.mains.site.entries.get(line.page)
    doi = reference.DOI and f"https://doi.org/{reference.DOI}"
    return NumberView(
        line,
        rows,
        address(entry.path) if entry else "",
        capital(entry.title) if entry else "",
        doi or reference.URL or row.url,
    )

"""A page of the library in every style of citation.

pandoc takes some seconds for them, so they have a page of their own, are made when it is first
opened, one page at a time, and are then kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from popliteus.publish.citations import Citation
from popliteus.web.context import HereNow, library_of
from popliteus.web.library.around import around
from popliteus.web.library.shelf import HOME, cite_at
from popliteus.web.render import frame_for, page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class CiteView:
    """A page and its citations."""

    address: str
    title: str
    styles: list[tuple[str, Citation]]


@router.get(HOME + "/cite/{path:path}")
def cite(path: str, here: HereNow, request: Request) -> Response:
    """Show the citations of a page."""
    library = library_of(request)
    where = f"{HOME}/{path}"
    entry = library.at(where)
    if entry is None:
        raise HTTPException(404)
    view = CiteView(where, entry.title, library.cited(entry))
    above = around(cite_at(entry), [(where, entry.title)])
    return page("library/cite.html", frame_for(here, "Cite this page"), view=view, around=above)

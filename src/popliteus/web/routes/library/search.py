"""Searching the library, without a word in an address.

What is typed here is no answer of an interview, but it is as private: "blood in urine", "am I
dying". In an address it would stand in the browser's history, and in the log of every server on
the way. So the form is sent as a body. The page that answers is fetched by an address without
words, and the words wait in a cookie that no script can read, that is sent to this address alone
and ends after ten minutes: going back to what was found works, sending twice is never asked for,
and neither this server nor the next of several has to remember anything. They are never logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from starlette.responses import Response

from popliteus.web.context import Asked, HereNow, go, library_of, web_of
from popliteus.web.library.around import around
from popliteus.web.library.search import LONGEST, Found
from popliteus.web.library.shelf import HOME
from popliteus.web.render import frame_for, page

router = APIRouter()

ADDRESS = f"{HOME}/search"
COOKIE = "popliteus-search"

#: Minutes that the words wait.
MINUTES = 10

#: What kinds of pages are called beside a result.
_KINDS = {
    "cause": "Cause",
    "rule": "Danger sign or rule",
    "treatment": "What helps",
    "test": "Test",
    "page": "Page",
    "word": "Hard word",
    "source": "Publication",
}


@dataclass(frozen=True, slots=True)
class SearchView:
    """What was found, and what its kinds are called."""

    found: Found
    kinds: dict[str, str]


@router.post(ADDRESS)
def take(form: Asked, request: Request) -> Response:
    """Keep the words for the page that answers."""
    words = " ".join(form.get("words").split())[:LONGEST]
    response = go(ADDRESS)
    response.set_cookie(
        COOKIE,
        quote(words, safe=""),
        max_age=60 * MINUTES,
        path=ADDRESS,
        httponly=True,
        samesite="strict",
        secure=web_of(request).settings.secure,
    )
    return response


@router.get(ADDRESS)
def answer(here: HereNow, request: Request) -> Response:
    """Show what was found for the words that wait; without any, only the field."""
    words = unquote(request.cookies.get(COOKIE, ""))[:LONGEST]
    found = library_of(request).index().find(words) if words else Found("")
    view = SearchView(found, _KINDS)
    title = "What was found" if found.words else "Search the library"
    return page("library/search.html", frame_for(here, title), view=view, around=around(ADDRESS))

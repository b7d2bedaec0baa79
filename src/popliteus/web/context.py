"""What a page needs: the knowledge base, the store, this browser's visit, and a checked form."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from popliteus.knowledge import KnowledgeBase
from popliteus.web.library.shelf import Library
from popliteus.web.limits import Limiter
from popliteus.web.results import Results
from popliteus.web.settings import Settings
from popliteus.web.store import Store
from popliteus.web.visit import Visit

#: Where the guard leaves the address that a request comes from.
CLIENT = "popliteus.client"

#: A form has at most some dozens of fields.
MOST_FIELDS = 200


class GoneError(Exception):
    """There are no answers of this browser: never given, erased, or too old."""


class RefusedError(Exception):
    """A form that was not made by us for this browser.

    Attributes
    ----------
    form
        What was typed, when the form came from one of our pages all the same; else None.
    """

    def __init__(self, form: Form | None = None) -> None:
        super().__init__()
        self.form = form


@dataclass(frozen=True, slots=True)
class Web:
    """What all requests share.

    `codes` and `visits` count what one address tries: codes that are typed, visits begun.
    """

    base: KnowledgeBase
    settings: Settings
    store: Store
    codes: Limiter
    visits: Limiter
    results: Results

    def token(self, browser: str, address: str) -> str:
        """Return what a form must carry to be taken: made for one browser and one address."""
        return hmac.new(self.store.secret, f"{browser} {address}".encode(), sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Here:
    """One request: its browser id, the visit if there is one, and the address it comes from.

    `fresh` says that the visit was begun for what this request brings, because there was none;
    `languages` are those that the browser asks for.
    """

    web: Web
    browser: str
    visit: Visit | None
    address: str
    fresh: bool = False
    client: str = ""
    languages: str = ""

    @property
    def sure(self) -> Visit:
        """The visit.

        Raises
        ------
        GoneError
            There is none.
        """
        if self.visit is None:
            raise GoneError
        return self.visit

    def begin(self, visit: Visit) -> str:
        """Keep a new visit and return the browser id that opens it.

        Raises
        ------
        HTTPException
            This address has begun too many: it could leave no room for others.
        FullError
            There is no room.
        """
        if wait := self.web.visits.wait(self.client):
            raise HTTPException(429, headers={"retry-after": str(ceil(wait))})
        return self.web.store.begin(visit)


class Form:
    """The fields of a form that was posted, in their order."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self._fields = fields

    def others(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return all fields but those of one name."""
        return tuple(pair for pair in self._fields if pair[0] != name)

    def get(self, name: str) -> str:
        """Return the first value of a field, without spaces around; empty when it is missing."""
        return next((value.strip() for key, value in self._fields if key == name), "")

    def all(self, name: str) -> list[str]:
        """Return all values of a field."""
        return [value for key, value in self._fields if key == name]


def web_of(request: Request) -> Web:
    """Return what all requests share."""
    web: Web = request.app.state.web
    return web


def here(request: Request) -> Here:
    """Return what one request is about."""
    web = web_of(request)
    web.store.sweep()
    browser = _browser(request)
    visit = web.store.read(browser) if browser else None
    return Here(
        web,
        browser,
        visit,
        request.url.path,
        client=request.scope.get(CLIENT, ""),
        languages=request.headers.get("accept-language", ""),
    )


def _browser(request: Request) -> str:
    return request.cookies.get(web_of(request).settings.cookie, "")[:100]


def library_of(request: Request) -> Library:
    """Return the library, which all requests share."""
    library: Library = request.app.state.library
    return library


async def asked(request: Request) -> Form:
    """Return the fields of a form that changes nothing, so that it needs no token.

    Raises
    ------
    RefusedError
        Another site, or something that is no form.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not _from_here(request):
        raise RefusedError
    if kind != "application/x-www-form-urlencoded":
        raise RefusedError
    try:
        body = (await request.body()).decode("utf-8")
        fields = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise RefusedError from error
    return Form(fields)


async def posted(request: Request) -> Form:
    """Return the fields of a form after checking that it is ours.

    Raises
    ------
    RefusedError
        Another site, a missing or wrong token, or something that is no form.
    """
    form = await asked(request)
    browser = _browser(request)
    wanted = web_of(request).token(browser, request.url.path)
    if not browser or not hmac.compare_digest(wanted.encode(), form.get("token").encode()):
        raise RefusedError(form if _says_from_here(request) else None)
    return form


def _from_here(request: Request) -> bool:
    """Return whether a form may have come from one of our pages, as far as the browser tells.

    By https, and on one machine, browsers of today say which site a form came from; by plain http
    they name its origin alone. Some call every origin "null". The token decides where nothing is
    said.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    return origin in {None, "null"} or _is_ours(origin, request)


def _says_from_here(request: Request) -> bool:
    """Return whether the browser itself says that a form came from one of our pages."""
    same = request.headers.get("sec-fetch-site") == "same-origin"
    return same or _is_ours(request.headers.get("origin"), request)


def _is_ours(origin: str | None, request: Request) -> bool:
    try:
        return origin is not None and urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False


def go(address: str) -> Response:
    """Lead to another page."""
    return RedirectResponse(address, status_code=303)


def give_cookie(response: Response, browser: str, settings: Settings) -> None:
    """Let the browser keep its id; nothing else is kept there."""
    response.set_cookie(
        settings.cookie,
        browser,
        max_age=int(settings.keep_hours * 3600),
        httponly=True,
        samesite="lax",
        secure=settings.secure,
    )


def drop_cookie(response: Response, settings: Settings) -> None:
    """Let the browser forget its id."""
    response.delete_cookie(settings.cookie, httponly=True, samesite="lax", secure=settings.secure)


HereNow = Annotated[Here, Depends(here)]
Asked = Annotated[Form, Depends(asked)]
Posted = Annotated[Form, Depends(posted)]

#: Of a form that only says "do it": nothing in it is read but its token.
TOKEN_ONLY = (Depends(posted),)

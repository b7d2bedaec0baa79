"""The app: routes, their shared things, and pages for everything that goes wrong."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from popliteus.knowledge import KnowledgeBase
from popliteus.web.context import GoneError, Here, Recent, RefusedError, Web, here
from popliteus.web.guard import TOO_LARGE, Guard, TooLargeError
from popliteus.web.render import frame_for, page
from popliteus.web.results import Results
from popliteus.web.routes import ALL
from popliteus.web.settings import Settings
from popliteus.web.store import Store

_START = ("/", "To the first page")


def create_app(base: KnowledgeBase, settings: Settings) -> Guard:
    """Return the app, ready for a server.

    Parameters
    ----------
    base
        The knowledge base, from `popliteus.load`.
    settings
        Where answers are kept, and under which names the app answers.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    results = Results(base, settings.clock)
    web = Web(base, settings, Store(settings), Recent(settings.clock), results)
    app.state.web = web
    for router in ALL:
        app.include_router(router)
    app.add_exception_handler(GoneError, _gone)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_there)
    app.add_exception_handler(TooLargeError, lambda *_: PlainTextResponse(TOO_LARGE, 413))
    nobody = Here(web, "", None, "/")
    broken = page(
        "message.html",
        frame_for(nobody, "Something went wrong"),
        lines=[
            "This is our mistake, not yours. The answers that you gave before are still here.",
            "If you are worried, do not wait for us: call somebody who can help.",
        ],
        links=[("/continue", "Go on where you were"), _START],
    )
    body = bytes(broken.body)
    app.add_exception_handler(Exception, lambda *_: HTMLResponse(body, 500))
    return Guard(app, settings, body)


def _gone(request: Request, _: Exception) -> Response:
    return page(
        "message.html",
        frame_for(here(request), "There are no answers here"),
        410,
        lines=[
            "Nobody has answered anything in this browser, or the answers were erased. They are "
            "erased on request, and a day after the last answer."
        ],
        links=[_START, ("/resume", "Go on with a code that you saved")],
    )


def _refused(request: Request, _: Exception) -> Response:
    now = here(request)
    links = [("/continue", "Go on where you were"), _START] if now.visit else [_START]
    return page(
        "message.html",
        frame_for(now, "We could not take this form"),
        403,
        lines=[
            "It was too old, or it did not come from one of our pages. Nothing was changed: "
            "answers that you gave before are still here. Open the page again and send it again."
        ],
        links=links,
    )


def _not_there(request: Request, error: Exception) -> Response:
    now = here(request)
    links = [("/continue", "Go on where you were"), _START] if now.visit else [_START]
    status = error.status_code if isinstance(error, HTTPException) else 404
    return page(
        "message.html",
        frame_for(now, "This page is not here"),
        status,
        lines=["Check the address. Answers that you gave before are still here."],
        links=links,
    )

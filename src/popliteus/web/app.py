"""The app: routes, their shared things, and pages for everything that goes wrong."""

from __future__ import annotations

import os
import sqlite3
from asyncio import create_task, sleep
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from popliteus.knowledge import KnowledgeBase, load
from popliteus.web.context import GoneError, RefusedError, Web, here
from popliteus.web.guard import LOG, Guard, TooLargeError, TooSlowError
from popliteus.web.limits import Limiter
from popliteus.web.refusals import refusals
from popliteus.web.render import frame_for, page
from popliteus.web.routes import ALL
from popliteus.web.settings import Settings
from popliteus.web.store import SWEEP_EVERY, FullError, Store

#: Codes that may be typed from one address: some at once, then so many a minute. A code is one of
#: 2 to the power of 60, so this keeps guessing cheap for us and hopeless for others.
CODES_AT_ONCE = 20
CODES_PER_MINUTE = 6

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
    store = Store(settings)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=_alive)
    codes = Limiter(CODES_PER_MINUTE, settings.clock, burst=CODES_AT_ONCE)
    web = Web(base, settings, store, codes)
    app.state.web = web
    for router in ALL:
        app.include_router(router)
    pages = refusals(web)
    app.add_exception_handler(GoneError, _gone)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_there)
    app.add_exception_handler(TooLargeError, lambda *_: HTMLResponse(pages.too_large, 413))
    app.add_exception_handler(TooSlowError, lambda *_: HTMLResponse(pages.too_slow, 408))
    app.add_exception_handler(
        FullError, lambda *_: HTMLResponse(pages.full, 503, {"retry-after": "3600"})
    )
    app.add_exception_handler(Exception, lambda *_: HTMLResponse(pages.broken, 500))
    return Guard(app, settings, pages)


def from_environment() -> Guard:
    """Return the app for a server that starts several processes; see `Settings.to_environment`."""
    return create_app(
        load(os.environ.get("POPLITEUS_KNOWLEDGE") or None), Settings.from_environment(os.environ)
    )


@asynccontextmanager
async def _alive(app: FastAPI) -> AsyncIterator[None]:
    """While the server runs, erase what is too old, whether or not anybody comes."""
    store: Store = app.state.web.store
    sweeper = create_task(_sweep(store))
    yield
    sweeper.cancel()
    await run_in_threadpool(store.close)


async def _sweep(store: Store) -> None:
    while True:
        try:
            await run_in_threadpool(store.sweep)
        except sqlite3.Error as error:  # a full disk, say; the next time may do
            LOG.error("%s while erasing what is too old", type(error).__name__)
        await sleep(SWEEP_EVERY)


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

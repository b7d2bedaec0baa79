"""The app: routes, their shared things, and pages for everything that goes wrong."""

from __future__ import annotations

import os
import sqlite3
from asyncio import create_task, sleep
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from popliteus.knowledge import KnowledgeBase, load
from popliteus.web.context import GoneError, RefusedError, Web, here
from popliteus.web.guard import LOG, Guard, TooLargeError, TooSlowError
from popliteus.web.held import HeldError
from popliteus.web.library.shelf import Library
from popliteus.web.limits import Limiter
from popliteus.web.problems import busy_page, problem_page, ready_pages, refused_page, waiting_pages
from popliteus.web.reader import BusyError
from popliteus.web.results import Results
from popliteus.web.routes import ALL
from popliteus.web.settings import Settings
from popliteus.web.store import SWEEP_EVERY, FullError, Store

#: Codes that may be typed from one address: some at once, then so many a minute. A code is one of
#: 2 to the power of 60, so this keeps guessing cheap for us and hopeless for others.
CODES_AT_ONCE = 20
CODES_PER_MINUTE = 6

#: Visits that one address may begin, a school or a surgery among them: some at once, then so many a
#: minute. In a day that is fewer than the visits that we hold, so nobody alone shuts others out.
VISITS_AT_ONCE = 200
VISITS_PER_MINUTE = 20


def create_app(base: KnowledgeBase, settings: Settings) -> Guard:
    """Return the app, ready for a server.

    Parameters
    ----------
    base
        The knowledge base, from `popliteus.load`.
    settings
        Where answers are kept, and under which names the app answers.
    """
    library, results = Library(base), Results(base, settings.clock)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=_alive)
    codes = Limiter(CODES_PER_MINUTE, settings.clock, burst=CODES_AT_ONCE)
    visits = Limiter(VISITS_PER_MINUTE, settings.clock, burst=VISITS_AT_ONCE)
    web = Web(base, settings, Store(settings), codes, visits, results)
    app.state.web = web
    app.state.library = library
    for router in ALL:
        app.include_router(router)
    ready, busy = ready_pages(web), _ready(busy_page(web), 503, {"retry-after": "5"})
    app.add_exception_handler(GoneError, _gone)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_there)
    for error, status in ((TooLargeError, 413), (TooSlowError, 408), (Exception, 500)):
        app.add_exception_handler(error, _ready(ready[status], status))
    app.add_exception_handler(HeldError, busy)
    app.add_exception_handler(BusyError, busy)
    app.add_exception_handler(FullError, _ready(ready[503], 503, {"retry-after": "3600"}))
    return Guard(app, settings, ready, waiting_pages(web))


def from_environment() -> Guard:
    """Return the app for a server that starts several processes; see `Settings.to_environment`."""
    return create_app(
        load(os.environ.get("POPLITEUS_KNOWLEDGE") or None), Settings.from_environment(os.environ)
    )


@asynccontextmanager
async def _alive(app: FastAPI) -> AsyncIterator[None]:
    """While the server runs, erase what is too old, whether or not anybody comes.

    And make ready what the first person who writes a story, and the first reader of the library,
    would wait for.
    """
    web: Web = app.state.web
    Thread(target=_make_ready, args=(web, app.state.library), name="ready", daemon=True).start()
    sweeper = create_task(_sweep(web))
    yield
    sweeper.cancel()
    await run_in_threadpool(web.store.close)


def _make_ready(web: Web, library: Library) -> None:
    # Imported here: whoever imports the app alone does not wait for the reader of stories.
    from popliteus.intake import read_story

    read_story("my knee hurts", web.base)
    library.warm()


async def _sweep(web: Web) -> None:
    while True:
        web.results.sweep()
        try:
            await run_in_threadpool(web.store.sweep)
        except sqlite3.Error as error:  # a full disk, say; the next time may do
            LOG.error("%s while erasing what is too old", type(error).__name__)
        await sleep(SWEEP_EVERY)


def _ready(
    body: bytes, status: int, more: Mapping[str, str] | None = None
) -> Callable[[Request, Exception], Response]:
    return lambda *_: HTMLResponse(body, status, more)


def _gone(request: Request, _: Exception) -> Response:
    return problem_page(here(request), 410)


def _refused(request: Request, error: Exception) -> Response:
    return refused_page(here(request), error.form if isinstance(error, RefusedError) else None)


def _not_there(request: Request, error: Exception) -> Response:
    status, more = 404, None
    if isinstance(error, HTTPException):
        status, more = error.status_code, error.headers
    response = problem_page(here(request), status)
    response.headers.update(more or {})
    return response

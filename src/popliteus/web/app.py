"""The app: routes, their shared things, and pages for everything that goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Thread

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from popliteus.knowledge import KnowledgeBase
from popliteus.web.context import GoneError, Recent, RefusedError, Web, here
from popliteus.web.guard import Guard, TooLargeError
from popliteus.web.library.shelf import Library
from popliteus.web.problems import problem_page, ready_pages, refused_page
from popliteus.web.results import Results
from popliteus.web.routes import ALL
from popliteus.web.settings import Settings
from popliteus.web.store import Store


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
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=_warmed(library))
    web = Web(base, settings, Store(settings), Recent(settings.clock), results)
    app.state.web = web
    app.state.library = library
    for router in ALL:
        app.include_router(router)
    ready = ready_pages(web)
    app.add_exception_handler(GoneError, _gone)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_there)
    app.add_exception_handler(TooLargeError, lambda *_: HTMLResponse(ready[413], 413))
    app.add_exception_handler(Exception, lambda *_: HTMLResponse(ready[500], 500))
    return Guard(app, settings, ready)


def _warmed(library: Library) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what a server does when it starts: make ready what the first reader would wait for."""

    @asynccontextmanager
    async def started(_: FastAPI) -> AsyncIterator[None]:
        Thread(target=library.warm, name="library", daemon=True).start()
        yield

    return started


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

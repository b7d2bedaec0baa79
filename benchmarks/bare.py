"""A page that says hello, served as ours is: what the web framework itself costs."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from popliteus.web.server import Impatient


def hello() -> HTMLResponse:
    """Return a page without anything."""
    return HTMLResponse("<!doctype html><title>Hello</title><p>Hello")


def main() -> None:
    """Serve it on a free port until somebody ends the process."""
    app = FastAPI(openapi_url=None)
    app.add_api_route("/", hello, response_class=HTMLResponse)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        config = uvicorn.Config(app, access_log=False, log_level="warning", http=Impatient)
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()

"""Style and pictures: the only things a browser may keep."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

router = APIRouter()

KINDS = {"popliteus.css": "text/css; charset=utf-8", "mark.svg": "image/svg+xml"}


@router.get("/static/{name}")
def file(name: str) -> Response:
    """Return one of our files."""
    if name not in KINDS:
        raise HTTPException(404)
    body = files("popliteus.web").joinpath("static", name).read_bytes()
    kept = {"cache-control": "public, max-age=3600"}
    return Response(body, media_type=KINDS[name], headers=kept)

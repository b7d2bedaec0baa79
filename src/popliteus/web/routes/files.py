"""The files of the look: the only things that a browser may keep.

An address made by `popliteus.web.look.asset` names what is in the file, so it may be kept for good;
any other address of the same file only for a moment.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from popliteus.web import look

router = APIRouter()

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
_FOR_GOOD = "public, max-age=31536000, immutable"
_A_MOMENT = "public, max-age=60"


@router.get("/static/{name}")
def file(name: str, request: Request) -> Response:
    """Return one of our files."""
    path = look.STATIC / name
    if path.parent != look.STATIC or path.suffix not in KINDS or not path.is_file():
        raise HTTPException(404)
    named = request.url.query == look.asset(name).partition("?")[2]
    return Response(
        path.read_bytes(),
        media_type=KINDS[path.suffix],
        headers={"cache-control": _FOR_GOOD if named else _A_MOMENT},
    )

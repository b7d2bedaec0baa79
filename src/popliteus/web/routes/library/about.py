"""Pages about the app itself: privacy and accessibility."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.web.context import Here, HereNow
from popliteus.web.library.around import around
from popliteus.web.library.shelf import HOME
from popliteus.web.render import frame_for, page
from popliteus.web.routes.library.search import MINUTES

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AboutView:
    """How long answers are kept, and words that were searched for."""

    hours: str
    minutes: int


def _page(here: Here, name: str, title: str) -> Response:
    view = AboutView(f"{here.web.settings.keep_hours:g}", MINUTES)
    above = around(f"{HOME}/{name}")
    return page(f"library/{name}.html", frame_for(here, title), view=view, around=above)


@router.get(f"{HOME}/privacy")
def privacy(here: HereNow) -> Response:
    """Say what is kept, and for how long."""
    return _page(here, "privacy", "Privacy")


@router.get(f"{HOME}/accessibility")
def accessibility(here: HereNow) -> Response:
    """Say what works for everybody, and what was not tested."""
    return _page(here, "accessibility", "Accessibility")

"""Views into HTML: our templates, everything escaped, nothing undefined.

Every page gets a `Frame` and a typed view. A name that a template does not have is an error, and
a test renders every template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from popliteus.assess.report import ANYWHERE
from popliteus.knowledge.records import Country
from popliteus.rules import Level
from popliteus.web.context import Here
from popliteus.web.fields import capital
from popliteus.web.phone import Piece, pieces


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page.

    Attributes
    ----------
    title
        Title of the page, without our name.
    back
        Address of the page before; empty for none.
    visited
        Whether there are answers that can be erased.
    alarm
        Level that the answers ask for, when it is same day or sooner; empty otherwise.
    somebody_else
        Whether the questions are answered for another person.
    token
        Makes what a form must carry to be taken.
    """

    title: str
    back: str
    visited: bool
    alarm: str
    somebody_else: bool
    wrong: bool
    country: Country
    token: Callable[[str], str]

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return a text with its numbers apart, so that they can be links."""
        return pieces(text, self.country)

    def numbers(self, text: str) -> tuple[Piece, ...]:
        """Return the numbers that a text names, each once, ready to be called."""
        found = {one.number: one for one in self.pieces(text) if one.number}
        return tuple(found.values())


def frame_for(here: Here, title: str, back: str = "", *, wrong: bool = False) -> Frame:
    """Return the frame of a page."""
    visit, base = here.visit, here.web.base
    chosen = (visit and visit.values.get("country")) or here.web.settings.country or ANYWHERE
    countries = base.services.countries
    level = Level(visit.warned) if visit else Level.SELF_CARE
    return Frame(
        title=title,
        back=back,
        visited=visit is not None,
        alarm=level.word if level >= Level.URGENT_SAME_DAY else "",
        somebody_else=visit is not None and visit.who == "other" and visit.door == "patient",
        wrong=wrong,
        country=countries.get(chosen, countries[ANYWHERE]),
        token=lambda address: here.web.token(here.browser, address),
    )


def page(template: str, frame: Frame, status: int = 200, **values: object) -> HTMLResponse:
    """Return one page."""
    html = environment().get_template(template).render(frame=frame, **values)
    return HTMLResponse(html, status_code=status)


@cache
def environment() -> Environment:
    """Return the templates."""
    made = Environment(
        loader=PackageLoader("popliteus.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["capital"] = capital
    return made

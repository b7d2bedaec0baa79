"""What was just typed is kept, also when the earlier answers are gone.

A form of ours names who answers and where, so that a new visit can be begun for it. The cookie is
given anew with every form: a browser keeps its id for as long as the answers are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from popliteus.assess.report import ANYWHERE
from popliteus.web.context import Form, Here, HereNow, Posted, give_cookie, web_of
from popliteus.web.visit import Visit

#: The field of a form that says how the visit began.
BEGUN = "begun"


def begun_as(visit: Visit) -> str:
    """Return how a visit began, for a form: no answer is in it.

    A country that is not listed is said as well, or the server's would take its place.

    >>> begun_as(Visit.begun("patient", "other", "GB"))
    'patient other GB'
    """
    return f"{visit.door} {visit.who} {visit.values.get('country') or ANYWHERE}"


def _again(form: Form, here: Here) -> Visit:
    """Return a new visit like the one that a form came from."""
    said = [*form.get(BEGUN).split(), "", "", ""][:3]
    known = said[2] in here.web.base.services.countries
    country = said[2] if known else here.web.settings.country
    return Visit.begun(
        "clinician" if said[0] == "clinician" else "patient",
        "other" if said[1] == "other" else "self",
        None if country == ANYWHERE else country or None,
        lost=True,
    )


def kept(request: Request, here: HereNow, form: Posted) -> Here:
    """Return what a form is about; where the visit is gone, a new one that the form begins."""
    if here.visit is None:
        visit = _again(form, here)
        browser = here.begin(visit)
        here = Here(here.web, browser, visit, here.address, fresh=True)
    request.state.browser = here.browser
    return here


class KeptRoute(APIRoute):
    """A route whose forms renew the cookie."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with the cookie added."""
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            response = await answer(request)
            browser = getattr(request.state, "browser", "")
            if browser:
                give_cookie(response, browser, web_of(request).settings)
            return response

        return handler


Kept = Annotated[Here, Depends(kept)]

"""Published decision rules as calculators: what was typed in is answered and forgotten.

A form here changes nothing, so it carries no token; it must come from our own pages all the same.
Answers come in the body of the request and stand in the page that answers it: they are in no
address, no cookie and no file.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from popliteus.web.context import Asked, HereNow, library_of
from popliteus.web.library.calculator import calculator, said
from popliteus.web.library.outcome import outcome
from popliteus.web.library.shelf import HOME
from popliteus.web.routes.library.pages import entry_page, rule_of

router = APIRouter()


@router.post(HOME + "/rules/{name}")
def work_out(name: str, here: HereNow, form: Asked, request: Request) -> Response:
    """Work out a rule on what was typed in."""
    library = library_of(request)
    entry, rule = rule_of(library, name)
    if rule.scheme is None:
        raise HTTPException(404)
    filled, answers = said(form, calculator(rule, rule.scheme, library.base))
    result = None if filled.errors else outcome(rule, rule.scheme, answers, library.base)
    return entry_page(here, library, entry, filled, result)

"""The library: one module for its pages, the search, the table of numbers and citations.

Order matters: what has an address of its own comes before the pages that are looked up by theirs.
"""

from fastapi import APIRouter

from popliteus.web.routes.library import about, calculators, citing, evidence, pages, search

router = APIRouter()
for one in (search, evidence, citing, about, calculators, pages):
    router.include_router(one.router)

__all__ = ["router"]

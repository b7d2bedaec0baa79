"""Places for what others make: drawings, and citations of a page in the usual styles.

Each is used when its module is there and left out when it is not, so that pages can be written
without either. Nothing else of `popliteus.publish` knows about them.

    popliteus.publish.drawings
        ``drawing(name) -> str``, a picture as SVG; a name it does not know raises an error.
    popliteus.publish.citations
        ``STYLES`` and ``citations(many, style) -> list``, each with ``text`` and ``html``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from types import ModuleType

from markupsafe import Markup

from popliteus.knowledge.records import Reference

DRAWINGS, CITATIONS = "popliteus.publish.drawings", "popliteus.publish.citations"

#: Pictures of pages whose texts name none; a text names its own with ``{{ drawing("...") }}``.
PICTURES = {
    "cause:bakers-cyst": "bakers-cyst",
    "cause:meniscal-tear-traumatic": "meniscus",
    "cause:meniscal-tear-degenerative": "meniscus",
    "rule:wells-dvt": "calf-measuring",
}


@cache
def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # it is there, and something that it needs is not
            raise
        return None


def picture(name: str) -> Markup:
    """Return a drawing as SVG; nothing when there are no drawings, or none of this name.

    >>> str(picture("no-such-drawing"))
    ''
    """
    module = _module(DRAWINGS)
    if module is None:
        return Markup()
    from popliteus.errors import InputError

    draw: Callable[[str], str] = module.drawing
    try:
        return Markup(draw(name))  # noqa: S704 - our own drawings, made without anybody's input
    except InputError:
        return Markup()


def cited(pages: Sequence[Reference]) -> list[list[tuple[str, str]]]:
    """Return (style, text) of every page, in the order given; all pages of a style in one call."""
    module = _module(CITATIONS)
    if module is None:
        return [[] for _ in pages]
    styles: Iterable[str] = module.STYLES
    columns = [
        [(style, str(one.text)) for one in module.citations(pages, style)] for style in styles
    ]
    return [list(row) for row in zip(*columns, strict=True)]

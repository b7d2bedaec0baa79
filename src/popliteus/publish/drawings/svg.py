"""SVG text of ours, made ready to stand in a page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape


def inline(svg: str) -> Markup:
    """Return SVG text that templates take over as it is.

    Parameters
    ----------
    svg
        What `popliteus.publish.drawings` drew, or a file of ours: never what somebody typed.

    Examples
    --------
    >>> Markup("<p>{}</p>").format(inline("<svg/>"))
    Markup('<p><svg/></p>')
    """
    return escape(_Ours(svg))


@dataclass(frozen=True, slots=True)
class _Ours:
    """Text that says of itself that it is HTML, so that `escape` leaves it alone."""

    text: str

    def __html__(self) -> str:
        return self.text

"""SVG text of ours, made ready to stand in a page."""

from __future__ import annotations

from markupsafe import Markup


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
    return Markup(svg)  # noqa: S704 - drawn by us or a file of ours, never what somebody typed

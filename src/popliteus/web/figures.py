"""Drawings on the result page: what to do, and how recovery goes where it was measured."""

from __future__ import annotations

from markupsafe import Markup

from popliteus.knowledge import KnowledgeBase
from popliteus.publish.drawings import inline, recovery_curve, recovery_points
from popliteus.publish.pages.pictures import PICTURES
from popliteus.web.pictures import figure

#: Of a curve; what was measured once is told in words alone.
FEWEST_POINTS = 2


def treatment_figure(treatment: str, base: KnowledgeBase) -> Markup:
    """Return the drawing of what to do, with its title; nothing where there is none.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> "Heel raise" in treatment_figure("calf-loading", base)
    True
    >>> treatment_figure("walking-programme", base)
    Markup('')
    """
    name = PICTURES.get(f"treatment:{treatment}")
    return figure(name, base) if name else Markup()


def recovery_figure(cause: str, base: KnowledgeBase) -> Markup:
    """Return how recovery from a cause goes, as a curve; nothing where it was not measured twice.

    One point is no curve: it says nothing of how it goes on the way there.
    """
    record = base.causes[cause]
    points = recovery_points(record)
    if len(points) < FEWEST_POINTS:
        return Markup()
    curve = recovery_curve(points, record.lay_name, standalone=False)
    return Markup('<figure class="pop-picture">{}</figure>').format(inline(curve))

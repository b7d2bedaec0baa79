"""Drawings inside of a page: exercises, and how recovery goes where it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from popliteus.knowledge import KnowledgeBase, load
from popliteus.publish.drawings import recovery_curve, recovery_points
from popliteus.publish.pages_pictures import PICTURES, picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing for a page, and its title."""

    svg: Markup
    title: str


@cache
def exercise_picture(treatment: str) -> Picture | None:
    """Return the drawing of what to do; None where there is none.

    >>> exercise_picture("calf-loading").title, exercise_picture("walking-programme")
    ('Heel raise', None)
    """
    name = PICTURES.get(f"treatment:{treatment}")
    if name is None:
        return None
    return Picture(picture(name), load().drawings.drawings[name].title.format(side="right"))


def recovery_picture(cause: str, base: KnowledgeBase) -> Markup:
    """Return how recovery from a cause goes, as a curve; nothing where nobody measured it."""
    record = base.causes[cause]
    points = recovery_points(record)
    if not points:
        return Markup()
    curve = recovery_curve(points, record.lay_name, standalone=False)
    return Markup(curve)  # noqa: S704 - drawn by us, its words are those of the knowledge base

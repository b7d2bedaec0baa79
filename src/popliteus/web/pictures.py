"""Drawings on pages: which question shows which, and the maps of the leg beside the list of places.

A page that has one links ``drawings.css``, which is `style_sheet`: light, dark, and for paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from popliteus.knowledge import KnowledgeBase
from popliteus.publish.drawings import body_map, drawing, inline, style_sheet
from popliteus.publish.drawings.art import art
from popliteus.web import look

#: Of each view of the leg: its name in style sheets, and its words. The back comes first.
VIEWS = {
    "leg-back": ("back", "Back"),
    "leg-side": ("side", "Outer side"),
    "leg-front": ("front", "Front"),
}


@dataclass(frozen=True, slots=True)
class LegMap:
    """One view of the leg with numbered places."""

    name: str
    caption: str
    picture: Markup


def pictures_for(
    items: Iterable[str], base: KnowledgeBase, *, clinician: bool = False
) -> dict[str, Markup]:
    """Return the figures of a page of questions, each at the first item that is asked with it.

    Parameters
    ----------
    items
        What the page asks, in its order.
    base
        Where the drawings' words come from.
    clinician
        Whether the labels are for clinicians.

    Examples
    --------
    >>> import popliteus
    >>> list(pictures_for(["fever", "locked-knee"], popliteus.load()))
    ['locked-knee']
    """
    asked = {item: name for name, one in base.drawings.drawings.items() for item in one.asked_with}
    found: dict[str, Markup] = {}
    seen: set[str] = set()
    for item in items:
        name = asked.get(item)
        if name and name not in seen:
            seen.add(name)
            found[item] = figure(name, base, clinician=clinician)
    return found


@lru_cache(maxsize=64)
def figure(name: str, base: KnowledgeBase, *, clinician: bool = False) -> Markup:
    """Return a drawing with its title under it, which names no side: it shows a right leg."""
    made = drawing(
        name, labels="clinician" if clinician else "lay", standalone=False, knowledge=base
    )
    title = " ".join(base.drawings.drawings[name].title.format(side="").split())
    note = " (drawn for the right leg)" if art(name).sided else ""
    figure = Markup('<figure class="pop-picture">{}<figcaption>{}</figcaption></figure>')
    return figure.format(inline(made), title + note)


def leg_maps(
    numbers: dict[str, str], chosen: Iterable[str], links: dict[str, str], base: KnowledgeBase
) -> tuple[LegMap, ...]:
    """Return the three views of the leg.

    Parameters
    ----------
    numbers
        Region to the number that stands for it in the list.
    chosen
        Places that are ticked.
    links
        Region to the address of its box in the list.
    base
        Where the words come from.
    """
    key = (tuple(numbers.items()), tuple(sorted(chosen)), tuple(links.items()))
    return tuple(
        LegMap(name, caption, _map(view, *key, base)) for view, (name, caption) in VIEWS.items()
    )


@lru_cache(maxsize=96)
def _map(
    view: str,
    numbers: tuple[tuple[str, str], ...],
    chosen: tuple[str, ...],
    links: tuple[tuple[str, str], ...],
    base: KnowledgeBase,
) -> Markup:
    return inline(body_map(view, dict(numbers), selected=chosen, links=dict(links), knowledge=base))


def write_style(folder: Path = look.STATIC) -> None:
    """Write the style sheet of the drawings; a test says when it is out of date."""
    (folder / "drawings.css").write_text(style_sheet(), encoding="utf-8")

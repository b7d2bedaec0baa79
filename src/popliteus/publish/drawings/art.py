"""The art: every line of every drawing, as points in ``art/*.yaml``, one file a drawing.

All of it was drawn for this project. Each drawing shows the right leg or knee; the left one is its
mirror image. What things are called stands in ``knowledge/drawings.yaml``, not here.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from popliteus.errors import InputError
from popliteus.knowledge.build import build
from popliteus.knowledge.reader import read_file
from popliteus.publish.drawings.curve import Point, mirrored, points

FOLDER = Path(__file__).resolve().parent / "art"


@dataclass(frozen=True, slots=True)
class Shape:
    """One line or area.

    Attributes
    ----------
    kind
        What it is made of: a key of `popliteus.publish.drawings.style.PAINTS`.
    line
        Its points; or `edges`, its two long edges, both from one end to the other.
    fibres
        How many lines run between the edges.
    part
        The structure of ``knowledge/drawings.yaml`` that it shows.
    clip
        A shape of this name cuts it off.
    """

    kind: str
    line: str = ""
    edges: tuple[str, ...] = ()
    fibres: int = 0
    closed: bool = False
    part: str = ""
    name: str = ""
    clip: str = ""

    def outline(self) -> tuple[Point, ...]:
        """Return the points, round both edges where it has two."""
        if not self.edges:
            return points(self.line)
        one, two = (points(edge) for edge in self.edges)
        return (
            Point(one[0].x, one[0].y, corner=True), *one[1:-1],
            Point(one[-1].x, one[-1].y, corner=True),
            Point(two[-1].x, two[-1].y, corner=True), *two[-2:0:-1],
            Point(two[0].x, two[0].y, corner=True),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegionShape:
    """Where a region lies: its area, its part beyond the skin that may be touched, its middle."""

    id: str
    area: str
    at: tuple[float, ...]
    words: tuple[str, ...]
    touch: str = ""
    clip: str = "leg"
    pill: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A place that lies over others: shown when it is chosen, never touched."""

    id: str
    area: str


@dataclass(frozen=True, slots=True)
class LabelAt:
    """Where a label points to, and on which side of the picture it stands."""

    part: str
    at: tuple[float, ...]
    side: str


@dataclass(frozen=True, slots=True)
class Art:
    """One drawing: its size, its lines, what can be chosen and what is labelled.

    `crop` is the part with the leg alone: left, top, width, height. `wide` are the places that a
    map of that part cannot offer beside the others, because they cover them.
    """

    size: tuple[float, ...]
    shapes: tuple[Shape, ...]
    sided: bool = True
    regions: tuple[RegionShape, ...] = ()
    labels: tuple[LabelAt, ...] = ()
    wide: tuple[Band, ...] = ()
    crop: tuple[float, ...] = ()


def names() -> tuple[str, ...]:
    """Return the names of all drawings.

    >>> "knee-back" in names()
    True
    """
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def art(name: str) -> Art:
    """Read one drawing.

    Raises
    ------
    InputError
        There is none of this name; the nearest are named.
    """
    if name not in names():
        near = difflib.get_close_matches(name, names(), n=3, cutoff=0.4) or names()
        raise InputError(
            found=f"the drawing '{name}'",
            where="drawings",
            expected=f"one of them, such as {', '.join(near)}",
            code="no-drawing",
        )
    return build(Art, read_file(FOLDER / f"{name}.yaml").value)


def turned(line: tuple[Point, ...], drawn: Art, side: str) -> tuple[Point, ...]:
    """Return a line as it is on this side of the body: the art shows the right one."""
    return mirrored(line, drawn.size[0]) if side == "left" and drawn.sided else line

"""Points to smooth lines: how the art is written down and mirrored.

The art holds points, not curve commands, so that a line can be read, corrected and mirrored. A
smooth line runs through all of them; a point followed by ``!`` is a corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A third of the way towards the next point: uniform Catmull-Rom splines as Bezier curves.
_REACH = 1 / 6

#: Points of the lines drawn between two edges: enough for a smooth fibre.
_SAMPLES = 9


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line, and whether the line turns sharply there."""

    x: float
    y: float
    corner: bool = False


def points(text: str) -> tuple[Point, ...]:
    """Read points.

    Examples
    --------
    >>> points("0,0! 10,5")
    (Point(x=0.0, y=0.0, corner=True), Point(x=10.0, y=5.0, corner=False))
    """
    found = []
    for word in text.split():
        x, y = word.removesuffix("!").split(",")
        found.append(Point(float(x), float(y), word.endswith("!")))
    return tuple(found)


def mirrored(line: Iterable[Point], width: float) -> tuple[Point, ...]:
    """Return a line as a mirror shows it, in a picture of this width.

    >>> mirrored(points("0,0 10,5"), 100)[1].x
    90.0
    """
    return tuple(Point(width - point.x, point.y, point.corner) for point in line)


def path(line: Sequence[Point], *, closed: bool = False) -> str:
    """Return a line as the `d` of an SVG path.

    Examples
    --------
    >>> path(points("0,0! 10,0! 10,10!"), closed=True)
    'M0 0L10 0L10 10L0 0Z'
    >>> path(points("0,0 6,0 12,0"))
    'M0 0C1 0 4 0 6 0C8 0 11 0 12 0'
    """
    stops = [*line, line[0]] if closed else list(line)
    parts = [f"M{_pair(stops[0].x, stops[0].y)}"]
    for place in range(len(stops) - 1):
        here, there = stops[place], stops[place + 1]
        before = here if here.corner else _neighbour(line, place - 1, closed=closed)
        after = there if there.corner else _neighbour(line, place + 2, closed=closed)
        if here.corner and there.corner:
            parts.append(f"L{_pair(there.x, there.y)}")
            continue
        first = (here.x + (there.x - before.x) * _REACH, here.y + (there.y - before.y) * _REACH)
        last = (there.x - (after.x - here.x) * _REACH, there.y - (after.y - here.y) * _REACH)
        parts.append(f"C{_pair(*first)} {_pair(*last)} {_pair(there.x, there.y)}")
    return "".join(parts) + ("Z" if closed else "")


def _neighbour(line: Sequence[Point], place: int, *, closed: bool) -> Point:
    if closed:
        return line[place % len(line)]
    return line[min(max(place, 0), len(line) - 1)]


def _pair(x: float, y: float) -> str:
    return f"{shown(x)} {shown(y)}"


def shown(number: float) -> str:
    """Return a coordinate with at most one decimal, without a needless one.

    >>> shown(3.0), shown(-0.04), shown(2.25)
    ('3', '0', '2.2')
    """
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def resampled(line: Sequence[Point], count: int = _SAMPLES) -> tuple[Point, ...]:
    """Return `count` points at equal distances along a line, ends included."""
    lengths = [0.0]
    for one, two in pairwise(line):
        lengths.append(lengths[-1] + ((two.x - one.x) ** 2 + (two.y - one.y) ** 2) ** 0.5)
    found = []
    for step in range(count):
        target = lengths[-1] * step / (count - 1)
        place = max(index for index, length in enumerate(lengths[:-1]) if length <= target)
        part = (target - lengths[place]) / ((lengths[place + 1] - lengths[place]) or 1.0)
        found.append(_between(line[place], line[place + 1], part))
    return tuple(found)


def fibres(left: Sequence[Point], right: Sequence[Point], count: int) -> list[tuple[Point, ...]]:
    """Return lines spread evenly between two edges, a little shorter than they are.

    >>> [line[0].x for line in fibres(points("0,0 0,8"), points("9,0 9,8"), 2)]
    [3.0, 6.0]
    """
    one, two = resampled(left), resampled(right)
    return [
        tuple(_between(a, b, number / (count + 1)) for a, b in zip(one, two, strict=True))[1:-1]
        for number in range(1, count + 1)
    ]


def _between(one: Point, two: Point, part: float) -> Point:
    return Point(one.x + (two.x - one.x) * part, one.y + (two.y - one.y) * part)


def box(line: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of points.

    >>> box(points("3,4 1,9"))
    (1.0, 4.0, 3.0, 9.0)
    """
    line = tuple(line)
    xs, ys = [point.x for point in line], [point.y for point in line]
    return min(xs), min(ys), max(xs), max(ys)

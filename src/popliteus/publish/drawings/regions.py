"""Regions that can be chosen: their area, their words, and how a chosen one is told from others.

A chosen region has a thick outline, a hatching and a tick, so that no colour is needed to see it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.etree import ElementTree as ET

from popliteus.errors import InputError
from popliteus.knowledge.records import Region
from popliteus.publish.drawings.art import Art, RegionShape, turned
from popliteus.publish.drawings.curve import Point, box, path, points, shown
from popliteus.publish.drawings.style import ACCENT, PAPER

#: Size of the words on a region: 12 px or more where the drawing is 320 px wide.
TEXT_SIZE = 13.0
LINE_HEIGHT = 14.0

#: Radius of the badge with the tick.
BADGE = 9.0

#: Radius of the ends of a region that is no part of the body but a button under it.
ROUND = 23.0


def chosen(selected: Collection[str], drawn: Art, regions: Mapping[str, Region]) -> frozenset[str]:
    """Return the regions of a drawing that are meant: by their id, option or finding.

    Names that stand for regions of other drawings are right and mark nothing here.

    Raises
    ------
    InputError
        A name that no region of any drawing has.
    """
    found: set[str] = set()
    for name in selected:
        meant = {id_ for id_, one in regions.items() if name in (id_, one.worst, one.also)}
        if not meant:
            raise InputError(
                found=f"'{name}'", where="selected",
                expected="a region, an option of worst-place or a finding that a region answers",
                code="no-region",
            )  # fmt: skip
        found |= meant
    return frozenset(found & {region.id for region in drawn.regions})


def draw_region(
    into: ET.Element,
    shape: RegionShape,
    region: Region,
    drawn: Art,
    prefix: str,
    side: str,
    *,
    on: bool,
    words: bool,
    link: str | None,
    box: bool,
) -> None:
    """Add one region to a drawing."""
    group = ET.SubElement(into, "a" if link else "g", _named(shape, region, prefix, on=on))
    if link:
        group.set("href", link)
    elif box:
        group.attrib |= {"tabindex": "0", "role": "checkbox", "aria-checked": str(on).lower()}
    if link or box:
        group.set("aria-label", region.name + (", chosen" if on and link else ""))
    ET.SubElement(group, "title").text = region.name
    clip = {} if shape.pill else {"clip-path": f"url(#{prefix}-{shape.clip})"}
    area = _area(shape, drawn, side)
    ET.SubElement(group, "path", touch_of(shape, area, drawn, prefix, side))
    paint = {"fill": "currentColor", "fill-opacity": "0", "stroke": "currentColor",
             "stroke-width": "1", "stroke-dasharray": "2 4"}  # fmt: skip
    if on:
        paint = {"fill": f"url(#{prefix}-hatch)", "stroke": ACCENT[0], "stroke-width": "6"}
    elif shape.pill:
        paint |= {"stroke-width": "1.5", "stroke-dasharray": "none"}
    ET.SubElement(group, "path", {"class": "pd-area", "d": area} | clip | paint)
    ring = {"class": "pd-ring", "d": area, "fill": "none", "pointer-events": "none"}
    ET.SubElement(group, "path", ring | clip)
    at = turned((Point(shape.at[0], shape.at[1]),), drawn, side)[0]
    if words or shape.pill:
        _words(group, shape, at, on=on)
    if on:
        _badge(group, shape, at, words=words or shape.pill)


def _named(shape: RegionShape, region: Region, prefix: str, *, on: bool) -> dict[str, str]:
    found = {
        "class": "pd-region pd-on" if on else "pd-region",
        "id": f"{prefix}-{shape.id}",
        "data-region": shape.id,
    }
    if region.worst:
        found["data-worst-place"] = region.worst
    if region.also:
        found["data-finding"] = region.also
    return found


def _area(shape: RegionShape, drawn: Art, side: str) -> str:
    line = turned(points(shape.area), drawn, side)
    if not shape.pill:
        return path(line, closed=True)
    left, top, right, bottom = box(line)
    high = shown(bottom - top)
    half = f"a{ROUND:g} {ROUND:g} 0 0 1 0"
    return (
        f"M{shown(left + ROUND)} {shown(top)}H{shown(right - ROUND)}{half} {high}"
        f"H{shown(left + ROUND)}{half} -{high}Z"
    )


def touch_of(shape: RegionShape, area: str, drawn: Art, prefix: str, side: str) -> dict[str, str]:
    """Return what may be touched: the area, and for narrow places some room beside the skin."""
    found = {"class": "pd-touch", "d": area, "fill": "none", "pointer-events": "all"}
    if shape.touch:
        return found | {"d": path(turned(points(shape.touch), drawn, side), closed=True)}
    return found if shape.pill else found | {"clip-path": f"url(#{prefix}-{shape.clip})"}


def _words(group: ET.Element, shape: RegionShape, at: Point, *, on: bool) -> None:
    lines = shape.words
    shift = BADGE + 2 if on and not shape.pill else 0.0
    top = at.y - (len(lines) - 1) * LINE_HEIGHT / 2 + TEXT_SIZE * 0.35 + shift
    text = ET.SubElement(
        group, "text",
        {"class": "pd-words pd-halo", "text-anchor": "middle", "font-size": shown(TEXT_SIZE),
         "fill": "currentColor", "stroke": PAPER[0], "stroke-width": "3",
         "stroke-opacity": "1" if on else "0.7", "stroke-linejoin": "round",
         "paint-order": "stroke"},
    )  # fmt: skip
    for number, line in enumerate(lines):
        place = {"x": shown(at.x), "y": shown(top + number * LINE_HEIGHT)}
        ET.SubElement(text, "tspan", place).text = line


def _badge(group: ET.Element, shape: RegionShape, at: Point, *, words: bool) -> None:
    x, y = at.x, at.y
    if words and shape.pill:
        x -= len(shape.words[0]) * TEXT_SIZE * 0.28 + BADGE + 8
    elif words:
        y -= len(shape.words) * LINE_HEIGHT / 2 + 1
    ET.SubElement(
        group, "circle",
        {"class": "pd-badge", "cx": shown(x), "cy": shown(y), "r": shown(BADGE),
         "fill": ACCENT[0], "stroke": PAPER[0], "stroke-width": "1.5"},
    )  # fmt: skip
    ET.SubElement(
        group, "path",
        {"class": "pd-tick", "d": f"M{shown(x - 4)} {shown(y)}L{shown(x - 1)} {shown(y + 3.5)}"
         f"L{shown(x + 4.5)} {shown(y - 3.5)}", "fill": "none", "stroke": PAPER[0],
         "stroke-width": "2.2"},
    )  # fmt: skip

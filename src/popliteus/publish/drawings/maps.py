"""Body maps for a form: the leg alone, each place with a number, beside a list that is the control.

A map is narrow enough for three of them beside each other on a phone, so it carries numbers instead
of words. Each place has both its states in it and wears ``pd-on`` while it is chosen: a script of
the page has nothing to draw. A chosen place has a hatching, a thick outline and a filled badge.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.etree import ElementTree as ET

from popliteus.errors import InputError
from popliteus.knowledge import KnowledgeBase, load
from popliteus.knowledge.records import Region
from popliteus.publish.drawings.art import Art, Band, RegionShape, art, turned
from popliteus.publish.drawings.curve import Point, path, points, shown
from popliteus.publish.drawings.draw import Side, definitions, draw_shape
from popliteus.publish.drawings.regions import chosen, touch_of
from popliteus.publish.drawings.style import ACCENT, PAPER

#: Radius of a badge and height of its number: 12 px where three maps share the narrowest phone.
BADGE = 16.0
FIGURE = 21.0


def body_map(
    name: str,
    numbers: Mapping[str, str],
    *,
    side: Side = "right",
    selected: Collection[str] = (),
    links: Mapping[str, str] | None = None,
    knowledge: KnowledgeBase | None = None,
) -> str:
    """Draw the leg of a drawing with numbered places, for use inside a page.

    Parameters
    ----------
    name
        A drawing whose art says how it is cut: ``leg-back``, ``leg-front`` or ``leg-side``.
    numbers
        Region to the number that stands for it in the list; other regions are left out.
    side
        Which leg.
    selected
        What is chosen, as in `drawing`.
    links
        Region to address, such as that of its box in the list. They take no focus: the list does.
    knowledge
        Where the words come from; the base that comes with popliteus when left out.

    Raises
    ------
    InputError
        No such drawing, one that has no map, or nothing of a selected name.

    Examples
    --------
    >>> picture = body_map("leg-back", {"calf": "2"}, selected=["calf"])
    >>> picture.count("pd-on"), ">2<" in picture
    (2, True)
    """
    drawn = art(name)
    if not drawn.crop:
        raise InputError(
            found=f"the drawing '{name}'", where="maps", code="no-map",
            expected="a drawing that says how it is cut, such as leg-back",
        )  # fmt: skip
    base = knowledge if knowledge is not None else load()
    places = base.drawings.regions
    wide = Art(drawn.size, (), regions=tuple(RegionShape(b.id, b.area, (), ()) for b in drawn.wide))
    marked = chosen(selected, drawn, places) | chosen(selected, wide, places)
    prefix = f"{name}-map-{side}"
    root = _root(drawn, name, prefix, side, base)
    defined = ET.SubElement(root, "defs")
    definitions(defined, drawn, prefix, side, hatched=True)
    skin = next(shape for shape in drawn.shapes if shape.name == "leg")
    line = path(turned(skin.outline(), drawn, side), closed=True)
    ET.SubElement(defined, "path", {"id": f"{prefix}-skin", "d": line})
    body = ET.SubElement(root, "g")
    for shape in drawn.shapes:
        if shape.kind != "ghost":
            draw_shape(body, shape, drawn, prefix, side)
    for band in drawn.wide:
        group = _group(root, band.id, places[band.id], on=band.id in marked)
        _mark(group, _line(band, drawn, side), prefix, on=band.id in marked)
    offered = [region for region in drawn.regions if region.id in numbers]
    for region in offered:
        on, said = region.id in marked, places[region.id]
        group = _group(root, region.id, said, on=on, link=(links or {}).get(region.id))
        ET.SubElement(group, "title").text = said.name
        line = _line(region, drawn, side)
        ET.SubElement(group, "path", touch_of(region, line, drawn, prefix, side))
        _mark(group, line, prefix, on=on, dotted=True)
    for region in offered:  # last, so that no area lies over a badge
        group = _group(root, region.id, places[region.id], on=region.id in marked)
        _badge(group, region, numbers[region.id], drawn, side, on=region.id in marked)
    return ET.tostring(root, encoding="unicode")


def _root(drawn: Art, name: str, prefix: str, side: str, base: KnowledgeBase) -> ET.Element:
    left, top, width, height = drawn.crop
    if side == "left":
        left = drawn.size[0] - left - width
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "id": prefix, "class": "pd pd-map",
            "viewBox": " ".join(map(shown, (left, top, width, height))),
            "width": shown(width), "height": shown(height),
            "role": "img", "aria-labelledby": f"{prefix}-title {prefix}-desc",
        },
    )  # fmt: skip
    said = base.drawings.drawings[name]
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = said.title.format(side=side)
    ET.SubElement(root, "desc", {"id": f"{prefix}-desc"}).text = said.description.format(side=side)
    return root


def _line(shape: Band | RegionShape, drawn: Art, side: str) -> str:
    return path(turned(points(shape.area), drawn, side), closed=True)


def _group(
    into: ET.Element, id_: str, said: Region, *, on: bool, link: str | None = None
) -> ET.Element:
    """Add a group that wears ``pd-on`` while its place is chosen; `data-place` says which."""
    found = {
        "class": "pd-place pd-on" if on else "pd-place",
        "data-region": id_,
        "data-place": said.worst or id_,
    }
    if link:
        return ET.SubElement(into, "a", found | {"href": link, "tabindex": "-1"})
    return ET.SubElement(into, "g", found)


def _mark(group: ET.Element, line: str, prefix: str, *, on: bool, dotted: bool = False) -> None:
    """Add the area twice: as it is, and as it is when chosen, with an outline all round."""
    clip = {"d": line, "clip-path": f"url(#{prefix}-leg)", "pointer-events": "none"}
    if dotted:
        ET.SubElement(
            group, "path",
            {"class": "pd-area", "fill": "currentColor", "fill-opacity": "0",
             "stroke": "currentColor", "stroke-width": "1", "stroke-dasharray": "2 4"} | clip,
        )  # fmt: skip
    mark = ET.SubElement(
        group, "g",
        {"class": "pd-mark", "stroke": ACCENT[0], "stroke-width": "7", "fill": "none",
         "pointer-events": "none"},
    )  # fmt: skip
    if not on:
        mark.set("display", "none")
    within = f"{prefix}-{group.get('data-region')}-area"
    ET.SubElement(ET.SubElement(mark, "clipPath", {"id": within}), "path", {"d": line})
    ET.SubElement(mark, "path", {"fill": f"url(#{prefix}-hatch)"} | clip)
    ET.SubElement(mark, "use", {"href": f"#{prefix}-skin", "clip-path": f"url(#{within})"})


def _badge(
    group: ET.Element, region: RegionShape, number: str, drawn: Art, side: str, *, on: bool
) -> None:
    at = turned((Point(region.at[0], region.at[1]),), drawn, side)[0]
    group.set("pointer-events", "none")
    ET.SubElement(
        group, "circle",
        {"class": "pd-spot", "cx": shown(at.x), "cy": shown(at.y), "r": shown(BADGE),
         "fill": ACCENT[0] if on else PAPER[0], "stroke": ACCENT[0], "stroke-width": "2.5"},
    )  # fmt: skip
    ET.SubElement(
        group, "text",
        {"class": "pd-figure", "x": shown(at.x), "y": shown(at.y + FIGURE * 0.36),
         "text-anchor": "middle", "font-size": shown(FIGURE), "font-weight": "bold",
         "fill": PAPER[0] if on else ACCENT[0]},
    ).text = number  # fmt: skip

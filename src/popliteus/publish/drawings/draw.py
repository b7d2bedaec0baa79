"""One drawing as SVG text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args
from xml.etree import ElementTree as ET

from popliteus.errors import InputError
from popliteus.knowledge import KnowledgeBase, load
from popliteus.publish.drawings.art import Art, Shape, art, turned
from popliteus.publish.drawings.curve import Point, fibres, path, points, shown
from popliteus.publish.drawings.labels import draw_labels, room
from popliteus.publish.drawings.regions import chosen, draw_region
from popliteus.publish.drawings.style import INK, PAINTS, PAPER, attributes, style_sheet

Side = Literal["left", "right"]
Labels = Literal["lay", "clinician"]

#: Lines with a head at their end, or at both.
ARROWS = ("arrow", "both-ways")


def drawing(
    name: str,
    *,
    side: Side = "right",
    selected: Collection[str] = (),
    labels: Labels | None = "lay",
    standalone: bool = True,
    links: Mapping[str, str] | None = None,
    boxes: bool = False,
    knowledge: KnowledgeBase | None = None,
) -> str:
    """Draw one picture.

    Parameters
    ----------
    name
        One of `names`.
    side
        Which leg; the left one is the mirror image of the right one.
    selected
        What is marked: ids of regions, of options of worst-place, or of findings.
    labels
        Words for everybody, for clinicians, or none.
    standalone
        A file by itself: with its style sheet and its own paper. Otherwise for use inside a page
        that has `style_sheet` once and whose text colour is the ink.
    links
        Region to address: each of these regions becomes a link, which needs no script.
    boxes
        Whether regions are check boxes for a script of the page: focusable, with their state.
    knowledge
        Where the words come from; the base that comes with popliteus when left out.

    Returns
    -------
    str
        SVG with title and description; the same input gives the same text.

    Raises
    ------
    InputError
        No such drawing, side, kind of labels, or nothing of a selected name.

    Examples
    --------
    >>> picture = drawing("knee-back", side="left", selected=["behind-knee"])
    >>> picture.startswith("<svg"), "Back of the left knee" in picture
    (True, True)
    """
    drawn = art(name)
    for found, kinds, where in (
        (side, get_args(Side), "side"),
        (labels, get_args(Labels), "labels"),
    ):
        if found is not None and found not in kinds:
            raise InputError(found=repr(found), where=where, expected=" or ".join(kinds))
    base = knowledge if knowledge is not None else load()
    marked = chosen(selected, drawn, base.drawings.regions)
    prefix = f"{name}-{side}"
    active = bool(drawn.regions) and (boxes or bool(links))
    root = _root(drawn, name, prefix, side, base, labels, standalone=standalone, active=active)
    definitions(ET.SubElement(root, "defs"), drawn, prefix, side, hatched=bool(marked))
    body = ET.SubElement(root, "g")
    for shape in drawn.shapes:
        draw_shape(body, shape, drawn, prefix, side)
    for region in drawn.regions:
        draw_region(
            root, region, base.drawings.regions[region.id], drawn, prefix, side,
            on=region.id in marked, words=labels is not None, link=(links or {}).get(region.id),
            box=boxes,
        )  # fmt: skip
    if labels is not None and drawn.labels:
        draw_labels(root, drawn, side, labels, base)
    return ET.tostring(root, encoding="unicode")


def regions(name: str) -> tuple[str, ...]:
    """Return the ids of the regions of a drawing, in the order in which they are read out.

    >>> regions("leg-front")[:3]
    ('groin', 'outer-joint-line', 'front-of-knee')
    """
    return tuple(region.id for region in art(name).regions)


def _root(
    drawn: Art,
    name: str,
    prefix: str,
    side: str,
    base: KnowledgeBase,
    labels: Labels | None,
    *,
    standalone: bool,
    active: bool,
) -> ET.Element:
    left, right = room(drawn, side) if labels is not None else (0.0, 0.0)
    width, height = drawn.size[0] + left + right, drawn.size[1]
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": prefix,
            "class": "pd" + (" pd-own" if standalone else "") + ("" if active else " pd-still"),
            "viewBox": f"{shown(-left)} 0 {shown(width)} {shown(height)}",
            "width": shown(width),
            "height": shown(height),
            "role": "group" if active else "img",
            "aria-labelledby": f"{prefix}-title {prefix}-desc",
        },
    )
    said = base.drawings.drawings[name]
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = said.title.format(side=side)
    ET.SubElement(root, "desc", {"id": f"{prefix}-desc"}).text = said.description.format(side=side)
    if standalone:
        root.set("color", INK[0])
        ET.SubElement(root, "style").text = style_sheet()
        ET.SubElement(
            root, "rect",
            {"class": "pd-paper", "x": shown(-left), "width": shown(width),
             "height": shown(height), "fill": PAPER[0]},
        )  # fmt: skip
    return root


def definitions(into: ET.Element, drawn: Art, prefix: str, side: str, *, hatched: bool) -> None:
    """Add what the drawing refers to: clips, the hatching, the heads of arrows."""
    for shape in drawn.shapes:
        if shape.name:
            clip = ET.SubElement(into, "clipPath", {"id": f"{prefix}-{shape.name}"})
            line = path(turned(shape.outline(), drawn, side), closed=True)
            ET.SubElement(clip, "path", {"d": line})
    if hatched:
        hatch = ET.SubElement(
            into, "pattern",
            {"id": f"{prefix}-hatch", "width": "7", "height": "7",
             "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"},
        )  # fmt: skip
        ET.SubElement(
            hatch, "path",
            {"class": "pd-hatch", "d": "M0 0V7", "stroke": "#0b5394", "stroke-width": "2.5"},
        )  # fmt: skip
    if any(shape.kind in ARROWS for shape in drawn.shapes):
        head = ET.SubElement(
            into, "marker",
            {"id": f"{prefix}-head", "viewBox": "0 0 10 10", "refX": "6", "refY": "5",
             "markerWidth": "4.5", "markerHeight": "4.5", "orient": "auto-start-reverse"},
        )  # fmt: skip
        ET.SubElement(
            head, "path", {"class": "pd-arrowhead", "d": "M0 0L10 5L0 10Z", "fill": "#0b5394"}
        )


def draw_shape(into: ET.Element, shape: Shape, drawn: Art, prefix: str, side: str) -> None:
    """Add one shape."""
    line = turned(shape.outline(), drawn, side)
    found = attributes(shape.kind) | {"d": path(line, closed=shape.closed or bool(shape.edges))}
    if shape.clip:
        found["clip-path"] = f"url(#{prefix}-{shape.clip})"
    if shape.part:
        found["data-part"] = shape.part
    if shape.kind in ARROWS:
        found["marker-end"] = f"url(#{prefix}-head)"
    if shape.kind == "both-ways":
        found["marker-start"] = f"url(#{prefix}-head)"
    paint = PAINTS[shape.kind]
    if shape.kind == "skin" and shape.edges:
        ET.SubElement(into, "path", found | {"stroke": "none"})
        for edge in shape.edges:
            bare = _from_corner(turned(points(edge), drawn, side))
            open_line = {"class": "pd-outline pd-line", "d": path(bare)}
            ET.SubElement(into, "path", attributes("outline") | open_line)
        return
    if not shape.closed and not shape.edges:
        found["class"] += " pd-line"
    if paint.tube:
        around = {**found, "class": "pd-edge pd-line", "stroke": "currentColor"}
        around["stroke-width"] = shown(paint.tube + 2)
        ET.SubElement(into, "path", around)
    ET.SubElement(into, "path", found)
    for fibre in _fibres(shape, drawn, side):
        ET.SubElement(
            into, "path",
            attributes("detail") | {"class": "pd-detail pd-line", "d": path(fibre),
                                    "stroke-opacity": "0.55"},
        )  # fmt: skip


def _from_corner(edge: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the part of an edge of the skin that is drawn: all of it, or from its corner on.

    What lies above a corner is the middle of the body, which has no outline.
    """
    corners = [place for place, point in enumerate(edge) if point.corner]
    return edge[corners[0] :] if corners else edge


def _fibres(shape: Shape, drawn: Art, side: str) -> list[tuple[Point, ...]]:
    if not shape.fibres:
        return []
    one, two = (turned(points(edge), drawn, side) for edge in shape.edges)
    return fibres(one, two, shape.fibres)

"""What every chart is made of: an SVG with title and description, texts, lines."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from popliteus.publish.drawings.curve import shown
from popliteus.publish.drawings.style import INK, PAPER, style_sheet

#: Charts are drawn for the narrowest phone, so letters and lines are what they are there, in px.
WIDTH = 320.0
TEXT = 13.0
LINE = 16.0


def chart(
    name: str, title: str, description: str, height: float, *, standalone: bool
) -> ET.Element:
    """Return an empty chart of this height."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": name,
            "class": "pd pd-still" + (" pd-own" if standalone else ""),
            "viewBox": f"0 0 {shown(WIDTH)} {shown(height)}",
            "width": shown(WIDTH),
            "height": shown(height),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
        },
    )
    ET.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{name}-desc"}).text = description
    if standalone:
        root.set("color", INK[0])
        ET.SubElement(root, "style").text = style_sheet()
        paper = {"class": "pd-paper", "width": shown(WIDTH), "height": shown(height)}
        ET.SubElement(root, "rect", paper | {"fill": PAPER[0]})
    return root


def text(
    into: ET.Element, words: str, x: float, y: float, *, anchor: str = "start", bold: bool = False
) -> None:
    """Write words; `y` is the line on which they stand."""
    found = {
        "x": shown(x), "y": shown(y), "font-size": shown(TEXT), "fill": "currentColor",
        "text-anchor": anchor,
    }  # fmt: skip
    if bold:
        found["font-weight"] = "bold"
    ET.SubElement(into, "text", found).text = words


def line(into: ET.Element, d: str, *, width: float = 1.0, dash: str = "", kind: str = "") -> None:
    """Draw a line in ink."""
    found = {
        "class": f"pd-line {kind}".strip(), "d": d, "fill": "none", "stroke": "currentColor",
        "stroke-width": shown(width),
    }  # fmt: skip
    if dash:
        found["stroke-dasharray"] = dash
    ET.SubElement(into, "path", found)


def area(into: ET.Element, d: str, *, opacity: float, width: float = 0.0) -> None:
    """Fill an area with a tint of the ink."""
    found = {"d": d, "fill": "currentColor", "fill-opacity": f"{opacity:g}", "stroke": "none"}
    if width:
        found |= {"stroke": "currentColor", "stroke-width": shown(width)}
    ET.SubElement(into, "path", found)

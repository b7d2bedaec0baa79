"""Labels in two columns beside a picture, with lines to what they name, none over another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Part
from popliteus.publish.drawings.art import Art, LabelAt, turned
from popliteus.publish.drawings.curve import Point, shown

SOFT = "\N{SOFT HYPHEN}"

#: Height of the letters in px where the drawing is as wide as the narrowest phone.
SMALLEST = 12.0
NARROWEST = 320.0

#: Letters in a line at most, and how wide one is, in heights, in the widest of the usual fonts.
LETTERS = 13
LETTER = 0.6

#: In heights of a letter: from line to line, between two labels, and between picture and labels.
LINE = 1.15
BETWEEN = 0.55
GAP = 0.8


@dataclass(frozen=True, slots=True)
class Placed:
    """One label: its lines, where the first begins, and the point that it names."""

    lines: tuple[str, ...]
    top: float
    target: Point
    part: str
    size: float

    @property
    def height(self) -> float:
        """How high its lines are together."""
        return len(self.lines) * LINE * self.size

    @property
    def width(self) -> float:
        """How wide its longest line is at most."""
        return max(map(len, self.lines)) * LETTER * self.size

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2


def text_size(drawn: Art) -> float:
    """Return the height of the letters of labels, in units of the drawing.

    It makes room for itself: the columns are as wide as `LETTERS` letters, and the letters are
    `SMALLEST` px high when picture and columns together are `NARROWEST` px wide.
    """
    columns = len({label.side for label in drawn.labels})
    share = SMALLEST / NARROWEST
    return drawn.size[0] * share / (1 - columns * share * (LETTERS * LETTER + GAP))


def room(drawn: Art, side: str) -> tuple[float, float]:
    """Return how much wider labels make a drawing, left and right."""
    used = {_side(label, drawn, side) for label in drawn.labels}
    column = text_size(drawn) * (LETTERS * LETTER + GAP)
    return (column if "left" in used else 0.0), (column if "right" in used else 0.0)


def wrapped(text: str, letters: int = LETTERS) -> tuple[str, ...]:
    """Return text in lines of at most so many letters; soft hyphens say where words may part.

    Examples
    --------
    >>> wrapped("outer hamstring muscle")
    ('outer', 'hamstring', 'muscle')
    >>> wrapped("Semimem\N{SOFT HYPHEN}branosus")
    ('Semimem-', 'branosus')
    """
    lines = [""]
    for word in text.split(" "):
        whole = word.replace(SOFT, "")
        pieces = [whole] if len(whole) <= letters else word.split(SOFT)
        for place, piece in enumerate(pieces):
            piece += "-" if place < len(pieces) - 1 else ""
            joined = f"{lines[-1]} {piece}" if lines[-1] and place == 0 else lines[-1] + piece
            if lines[-1] and (place or len(joined) > letters):
                lines.append(piece)
            else:
                lines[-1] = joined
    return tuple(lines)


def words(part: Part, labels: str, base: KnowledgeBase) -> str:
    """Return what a label says; a distance comes from the finding that holds it."""
    text = part.lay_name if labels == "lay" else part.name
    finding = base.findings[part.measure] if part.measure else None
    if finding is None or finding.measure is None or finding.measure.site is None:
        return text
    site = finding.measure.site
    return text.format(distance=f"{site.distance:g}\N{NO-BREAK SPACE}{site.unit}")


def column(drawn: Art, which: str, side: str, labels: str, base: KnowledgeBase) -> list[Placed]:
    """Return the labels of one column, as near to what they name as the others allow."""
    size = text_size(drawn)
    found = []
    for label in drawn.labels:
        if _side(label, drawn, side) == which:
            target = turned((Point(label.at[0], label.at[1]),), drawn, side)[0]
            lines = wrapped(words(base.drawings.parts[label.part], labels, base))
            top = target.y - len(lines) * LINE * size / 2
            found.append(Placed(lines, top, target, label.part, size))
    found.sort(key=lambda one: (one.target.y, one.part))
    return _spread(found, drawn.size[1])


def _side(label: LabelAt, drawn: Art, side: str) -> str:
    if side == "right" or not drawn.sided:
        return label.side
    return {"left": "right", "right": "left"}[label.side]


def _spread(found: list[Placed], height: float) -> list[Placed]:
    """Move labels apart, those above up and those below down, inside the picture."""
    tops = [one.top for one in found]
    for _ in range(200):
        moved = False
        for place in range(len(found) - 1):
            over = tops[place] + found[place].height + BETWEEN * found[place].size - tops[place + 1]
            if over > 0.01:
                tops[place] -= over / 2
                tops[place + 1] += over / 2
                moved = True
        for place, one in enumerate(found):
            kept = min(max(tops[place], 2.0), height - one.height - 2.0)
            moved |= abs(kept - tops[place]) > 0.01
            tops[place] = kept
        if not moved:
            break
    return [replace(one, top=top) for one, top in zip(found, tops, strict=True)]


def draw_labels(into: ET.Element, drawn: Art, side: str, labels: str, base: KnowledgeBase) -> None:
    """Add every label of a drawing."""
    gap = GAP * text_size(drawn)
    for which in ("left", "right"):
        edge = -gap if which == "left" else drawn.size[0] + gap
        for one in column(drawn, which, side, labels, base):
            _draw(into, one, edge, which)


def _draw(into: ET.Element, one: Placed, edge: float, which: str) -> None:
    group = ET.SubElement(into, "g", {"class": "pd-label", "data-part": one.part})
    out = 0.25 * (one.size if which == "left" else -one.size)
    line = (
        f"M{shown(edge + out)} {shown(one.middle)}L{shown(edge + 3 * out)} {shown(one.middle)}"
        f"L{shown(one.target.x)} {shown(one.target.y)}"
    )
    ET.SubElement(
        group, "path",
        {"class": "pd-lead pd-halo", "d": line, "fill": "none", "stroke": "#ffffff",
         "stroke-width": "3", "stroke-opacity": "0.7"},
    )  # fmt: skip
    ET.SubElement(
        group, "path",
        {"class": "pd-lead", "d": line, "fill": "none", "stroke": "currentColor",
         "stroke-width": "1"},
    )  # fmt: skip
    ET.SubElement(
        group, "circle",
        {"class": "pd-dot", "cx": shown(one.target.x), "cy": shown(one.target.y), "r": "2.5",
         "fill": "currentColor"},
    )  # fmt: skip
    text = ET.SubElement(
        group, "text",
        {"font-size": shown(one.size), "fill": "currentColor",
         "text-anchor": "end" if which == "left" else "start"},
    )  # fmt: skip
    for number, line_text in enumerate(one.lines):
        y = one.top + (number * LINE + 0.88) * one.size
        ET.SubElement(text, "tspan", {"x": shown(edge), "y": shown(y)}).text = line_text

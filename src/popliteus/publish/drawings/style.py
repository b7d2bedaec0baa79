"""How the drawings look: one table of paints, and the style sheet that is made from it.

Ink is the colour of the text around the drawing. Every paint stands on its element as a plain
attribute too, so that a drawing looks right where no style sheet is read (PDF, mail). The sheet
adds dark mode, high contrast, and what happens under a pointer or the keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = ("#22303c", "#e6edf3")
PAPER = ("#ffffff", "#12181f")
ACCENT = ("#0b5394", "#8ecbff")


@dataclass(frozen=True, slots=True)
class Paint:
    """Fill and line of one kind of shape: light, and dark where it differs.

    `tube` is the width of a vessel or nerve, which is drawn as a thick line with an edge.
    """

    fill: str = "none"
    dark_fill: str = ""
    opacity: float = 1.0
    line: str = "currentColor"
    width: float = 1.5
    dash: str = ""
    tube: float = 0.0
    dark_tube: str = ""


#: One family of widths: 1 for detail, 1.5 for structures, 2.5 for the outline of the body.
PAINTS: dict[str, Paint] = {
    "skin": Paint(fill="currentColor", opacity=0.09, width=2.5),
    "shade": Paint(fill="currentColor", opacity=0.07, line="none"),
    "outline": Paint(width=2.5),
    "contour": Paint(width=1.5),
    "detail": Paint(width=1.0),
    "ghost": Paint(width=1.0, dash="3 3"),
    "hidden": Paint(width=1.5, dash="4 3"),
    "hair": Paint(fill="currentColor", width=1.0),
    "body": Paint(fill="currentColor", opacity=0.09, width=1.0),
    "focus": Paint(line=ACCENT[0], width=2.5),
    "stop": Paint(line="#b8322c", width=3.5),
    "prop": Paint(width=1.5),
    "arrow": Paint(line=ACCENT[0], width=2.5),
    "both-ways": Paint(line=ACCENT[0], width=2.5),
    "guide": Paint(line=ACCENT[0], width=1.5, dash="4 3"),
    "limb": Paint(line="#dfe4e8", tube=17.0, dark_tube="#33404b"),
    "far-limb": Paint(line="#c3ccd3", tube=14.0, dark_tube="#25303a"),
    "neck": Paint(line="#dfe4e8", tube=11.0, dark_tube="#33404b"),
    "torso": Paint(line="#dfe4e8", tube=27.0, dark_tube="#33404b"),
    "head": Paint(fill="#dfe4e8", dark_fill="#33404b"),
    "cloth": Paint(fill="#b9c6d0", dark_fill="#4a5a68"),
    "faint-muscle": Paint(fill="#ecc9c2", dark_fill="#743f3a", opacity=0.45, width=1.0),
    "fat": Paint(fill="#f8efd0", dark_fill="#4a4532", line="none"),
    "tape": Paint(fill="#ffe08a", dark_fill="#7a6420"),
    "bone": Paint(fill="#f5efdf", dark_fill="#4d4a42"),
    "muscle": Paint(fill="#ecc9c2", dark_fill="#743f3a"),
    "tendon": Paint(fill="#f7eccb", dark_fill="#655c3f"),
    "ligament": Paint(fill="#cfe3d3", dark_fill="#3c5f48"),
    "meniscus": Paint(fill="#a9d0dc", dark_fill="#27606f"),
    "cartilage": Paint(fill="#dcebf0", dark_fill="#35505a"),
    "cyst": Paint(fill="#c4dcf5", dark_fill="#2c5180", width=2.5),
    "fluid": Paint(fill="#dbe9f8", dark_fill="#24405f", width=1.0),
    "artery": Paint(line="#b8322c", tube=7.0, dark_tube="#ff9a90"),
    "vein": Paint(line="#2f63ad", tube=7.0, dark_tube="#8fb8f5"),
    "small-vein": Paint(line="#2f63ad", tube=3.5, dark_tube="#8fb8f5"),
    "nerve": Paint(line="#caa21c", tube=5.0, dark_tube="#f5d669"),
    "nerve-branch": Paint(line="#caa21c", tube=2.0, dark_tube="#f5d669"),
}


def attributes(kind: str) -> dict[str, str]:
    """Return the attributes that paint a shape without any style sheet.

    >>> attributes("ghost")["stroke-dasharray"]
    '3 3'
    """
    paint = PAINTS[kind]
    found = {
        "class": f"pd-{kind}",
        "fill": paint.fill,
        "stroke": paint.line,
        "stroke-width": f"{paint.tube or paint.width:g}",
    }
    if paint.opacity != 1.0:
        found["fill-opacity"] = f"{paint.opacity:g}"
    if paint.dash:
        found["stroke-dasharray"] = paint.dash
    return found


def style_sheet(*, dark: bool = True) -> str:
    """Return the style sheet, once for a page with any number of drawings.

    Parameters
    ----------
    dark
        Whether the page turns dark where the system is; a page that stays light says no.

    Examples
    --------
    >>> "prefers-color-scheme" in style_sheet(), "prefers-color-scheme" in style_sheet(dark=False)
    (True, False)
    """
    return "\n".join((_BASE, _dark(), _forced()) if dark else (_BASE, _forced())) + "\n"


_BASE = f"""\
.pd {{ max-width: 100%; height: auto; font-family: system-ui, -apple-system, "Segoe UI", Roboto,
  "Noto Sans", "DejaVu Sans", Arial, sans-serif; }}
.pd path {{ stroke-linecap: round; stroke-linejoin: round; }}
.pd-region {{ cursor: pointer; }}
.pd-region:focus {{ outline: none; }}
.pd-region:not(.pd-on):hover .pd-area {{ fill: {ACCENT[0]}; fill-opacity: .14; }}
.pd-region:focus-visible .pd-ring {{ stroke: currentColor; stroke-width: 6; }}
.pd-region:focus-visible .pd-words {{ text-decoration: underline; }}
.pd-still .pd-region {{ cursor: default; }}
.pd-still .pd-region:not(.pd-on):hover .pd-area {{ fill-opacity: 0; }}
a.pd-place {{ color: inherit; cursor: pointer; }}
a.pd-place:hover .pd-area {{ fill: {ACCENT[0]}; fill-opacity: .14; }}
.pd-on > .pd-mark {{ display: inline; }}
.pd-place:not(.pd-on) > .pd-mark {{ display: none; }}
.pd-on > .pd-spot, .pd-place:not(.pd-on) > .pd-figure {{ fill: {ACCENT[0]}; }}
.pd-on > .pd-figure, .pd-place:not(.pd-on) > .pd-spot {{ fill: {PAPER[0]}; }}"""


def _dark() -> str:
    rules = [
        f"  .pd-paper {{ fill: {PAPER[1]}; }}",
        f"  .pd-own {{ color: {INK[1]}; }}",
        f"  .pd-halo {{ stroke: {PAPER[1]}; }}",
        f"  .pd-on .pd-area, .pd-hatch, .pd-arrow, .pd-both-ways, .pd-guide, "
        f".pd-focus {{ stroke: {ACCENT[1]}; }}",
        f"  .pd-arrowhead, .pd-badge {{ fill: {ACCENT[1]}; }}",
        f"  .pd-tick {{ stroke: {PAPER[1]}; }}",
        f"  .pd-region:not(.pd-on):hover .pd-area {{ fill: {ACCENT[1]}; }}",
        f"  .pd-on > .pd-spot, .pd-place:not(.pd-on) > .pd-figure {{ fill: {ACCENT[1]}; }}",
        f"  .pd-on > .pd-figure, .pd-place:not(.pd-on) > .pd-spot {{ fill: {PAPER[1]}; }}",
        f"  .pd-spot, .pd-mark {{ stroke: {ACCENT[1]}; }}",
    ]
    for kind, paint in PAINTS.items():
        if paint.dark_fill:
            rules.append(f"  .pd-{kind} {{ fill: {paint.dark_fill}; }}")
        if paint.dark_tube:
            rules.append(f"  .pd-{kind} {{ stroke: {paint.dark_tube}; }}")
    return "\n".join(("@media screen and (prefers-color-scheme: dark) {", *rules, "}"))


def _forced() -> str:
    """Return the rules for high contrast: the system's own colours, outlines instead of fills.

    An artery is filled, a vein hollow and a nerve dashed; other tubes are limbs, and hollow.
    """
    rules = [
        "  .pd { forced-color-adjust: none; color: CanvasText; }",
        "  .pd-paper, .pd-badge { fill: Canvas; }",
        "  .pd-halo { stroke: Canvas; }",
        "  .pd-arrowhead { fill: CanvasText; }",
        "  .pd-hatch { stroke: Highlight; }",
        "  .pd-on .pd-area { stroke: Highlight; }",
        "  .pd-on .pd-badge { fill: Highlight; stroke: Canvas; }",
        "  .pd-on .pd-tick { stroke: HighlightText; }",
        "  .pd-region:not(.pd-on):hover .pd-area { fill: Highlight; }",
        "  .pd-spot { stroke: CanvasText; }",
        "  .pd-mark { stroke: Highlight; }",
        "  .pd-on > .pd-spot { fill: Highlight; }",
        "  .pd-on > .pd-figure { fill: HighlightText; }",
        "  .pd-place:not(.pd-on) > .pd-spot { fill: Canvas; }",
        "  .pd-place:not(.pd-on) > .pd-figure { fill: CanvasText; }",
    ]
    for kind, paint in PAINTS.items():
        if paint.fill.startswith("#"):
            rules.append(f"  .pd-{kind} {{ fill: Canvas; fill-opacity: 1; }}")
        if paint.tube:
            inside = "CanvasText" if kind == "artery" else "Canvas"
            rules.append(f"  .pd-{kind} {{ stroke: {inside}; }}")
        elif paint.line.startswith("#"):
            rules.append(f"  .pd-{kind} {{ stroke: CanvasText; }}")
    rules.append("  .pd-nerve { stroke: GrayText; stroke-dasharray: 3 6; stroke-linecap: butt; }")
    return "\n".join(("@media (forced-colors: active) {", *rules, "}"))

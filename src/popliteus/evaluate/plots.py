"""Charts as plain SVG: no script, no font, no request, readable without colour.

What this module is
    A reliability plot and charts of bars or of intervals, as text to be put into a page or a file.

What it is not
    A plotting library. Each chart has a title and a description for those who cannot see it, and
    the table with the same numbers stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from popliteus.evaluate.calibration import Bin
from popliteus.evaluate.metrics import Metric

#: Size of the square of the reliability plot, and its margin, in pixels.
SIDE, MARGIN = 320, 48

#: Height of a row, width of the bars, and width of a letter of a name.
ROW, WIDTH, LETTER = 26, 330, 7

_INK, _BLUE, _GREY = "#1a1a1a", "#005ea5", "#6f777b"


def reliability_svg(bins: Sequence[Bin], title: str) -> str:
    """Return the reliability plot: share right by mean probability, with 95 % intervals.

    >>> reliability_svg([Bin(0.5, 0.4, 0.2, 0.6, 10)], "Plot").startswith("<svg")
    True
    """
    total = SIDE + 2 * MARGIN

    def x(p: float) -> float:
        return round(MARGIN + p * SIDE, 1)

    def y(p: float) -> float:
        return round(MARGIN + (1 - p) * SIDE, 1)

    told = "; ".join(
        f"{one.n} cases at {one.probability:.0%}: {one.right:.0%} right" for one in bins
    )
    parts = [_head(total, total, title, f"The diagonal is perfect calibration. {told}.")]
    parts.append(
        f'<rect x="{x(0)}" y="{y(1)}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{_GREY}"/>'
    )
    parts.append(_line(x(0), y(0), x(1), y(1), _GREY, dashed=True))
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(_text(x(tick), y(0) + 16, f"{tick:.0%}", "middle"))
        parts.append(_text(x(0) - 6, y(tick) + 4, f"{tick:.0%}", "end"))
    parts.append(_text(x(0.5), y(0) + 36, "probability of the cause listed first", "middle"))
    parts.append(_text(x(0), y(1) - 10, "share in which it was right", "start"))
    for one in bins:
        parts.append(_line(x(one.probability), y(one.low), x(one.probability), y(one.high), _BLUE))
        parts.append(
            f'<circle cx="{x(one.probability)}" cy="{y(one.right)}" r="5" fill="{_BLUE}"/>'
        )
    return "".join((*parts, "</svg>"))


def interval_svg(rows: Sequence[tuple[str, Metric]], title: str, unit: str) -> str:
    """Return values with their intervals around a line at nought.

    Parameters
    ----------
    rows
        Name and value, from top to bottom.
    title
        For those who cannot see it.
    unit
        What the axis counts.
    """
    reach = max([abs(end) for _, one in rows for end in (one.low, one.high)] or [1.0]) or 1.0
    height, names = ROW * (len(rows) + 2), _names_width([name for name, _ in rows])

    def x(value: float) -> float:
        return round(names + WIDTH / 2 * (1 + value / reach), 1)

    told = "; ".join(f"{name}: {one.value:+.3g}" for name, one in rows)
    parts = [_head(names + WIDTH + 20, height, title, told)]
    parts.append(_line(x(0), ROW / 2, x(0), height - ROW, _GREY, dashed=True))
    for number, (name, one) in enumerate(rows, start=1):
        y = ROW * number
        parts.append(_text(names - 8, y + 4, name, "end"))
        parts.append(_line(x(one.low), y, x(one.high), y, _BLUE))
        parts.append(f'<circle cx="{x(one.value)}" cy="{y}" r="4.5" fill="{_BLUE}"/>')
    for value in (-reach, 0.0, reach):
        anchor = "middle" if value == 0 else "start" if value < 0 else "end"
        parts.append(_text(x(value), height - 8, f"{value:+.2g}" if value else f"0 {unit}", anchor))
    return "".join((*parts, "</svg>"))


def bar_svg(rows: Sequence[tuple[str, float]], title: str, unit: str) -> str:
    """Return bars from the left, longest as wide as the chart.

    Parameters
    ----------
    rows
        Name and value (nought or more), from top to bottom.
    title, unit
        As for `interval_svg`.
    """
    largest = max([value for _, value in rows] or [0.0]) or 1.0
    height, names = ROW * (len(rows) + 2), _names_width([name for name, _ in rows])
    told = "; ".join(f"{name}: {value:.3g}" for name, value in rows)
    parts = [_head(names + WIDTH + 80, height, title, told)]
    for number, (name, value) in enumerate(rows, start=1):
        y = ROW * number
        width = round(WIDTH * value / largest, 1)
        parts.append(_text(names - 8, y + 4, name, "end"))
        parts.append(f'<rect x="{names}" y="{y - 8}" width="{width}" height="16" fill="{_BLUE}"/>')
        parts.append(_text(names + width + 6, y + 4, f"{value:.3g}", "start"))
    parts.append(_text(8, height - 8, unit, "start"))
    return "".join((*parts, "</svg>"))


def _names_width(names: Sequence[str]) -> int:
    return 20 + LETTER * max([len(name) for name in names] or [0])


def _head(width: float, height: float, title: str, told: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" font-family="sans-serif" '
        f'font-size="13"><title>{escape(title)}</title><desc>{escape(told)}</desc>'
        f'<rect width="100%" height="100%" fill="#fff"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, ink: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 4"' if dashed else ""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{ink}" '
        f'stroke-width="2"{dash}/>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{_INK}">{escape(text)}</text>'

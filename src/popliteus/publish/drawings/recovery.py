"""How many had recovered after how long: measured points, and nothing between that was not.

There is no curve of recovery without measurements. What lies between two of them is a dashed
straight line, which says that nobody looked in between. What counted as recovered differs from
study to study (back at sport, free of pain, better), so the picture says it in the study's sense
and never just "well again".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from xml.etree import ElementTree as ET

from popliteus.assess.words import in_words
from popliteus.errors import InputError
from popliteus.knowledge.records import Cause, Interval
from popliteus.publish.drawings.chart import LINE, TEXT, WIDTH, area, chart, line, text
from popliteus.publish.drawings.curve import shown

#: The picture of the points, inside its axes.
LEFT, RIGHT, TOP, BOTTOM = 36.0, 304.0, 36.0, 196.0
HEIGHT = 250.0
WEEKS_IN_A_MONTH = 52 / 12

#: Where the heading begins, and how many letters of it fit into a line.
MARGIN_LEFT = 8.0
MOST_LETTERS = 38

#: Beyond this many weeks the axis counts months.
MOST_WEEKS = 16.0

#: Steps of the axis that are easy to read, and how many of them there are at most.
STEPS = (1, 2, 4, 6, 12, 24, 60, 120)
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class RecoveryPoint:
    """The share of people who had recovered after so many weeks, as published.

    `counted` is what the study counted: words that end the sentence "7 in 10 ...".
    """

    weeks: float
    share: float
    low: float | None = None
    high: float | None = None
    counted: str = field(kw_only=True)


def recovery_points(cause: Cause) -> tuple[RecoveryPoint, ...]:
    """Return the measured points of a cause: shares under `care.course.evidence` with a time."""
    found = []
    for number in cause.recovery:
        estimate = number.estimate
        low, high = (
            (estimate.low, estimate.high) if isinstance(estimate, Interval) else (None, None)
        )
        weeks = number.after_weeks or 0.0
        found.append(RecoveryPoint(weeks, estimate.value, low, high, counted=number.counted))
    return tuple(found)


def recovery_curve(points: Sequence[RecoveryPoint], name: str, *, standalone: bool = True) -> str:
    """Draw how recovery goes.

    Parameters
    ----------
    points
        What was measured, in order of time; `recovery_points` takes them from a cause.
    name
        What people recover from, in plain words.
    standalone
        A file by itself, or for use inside a page.

    Returns
    -------
    str
        SVG whose description says every point in words.

    Raises
    ------
    InputError
        No point, points that are not in order of time, or that count different things.

    Examples
    --------
    >>> early = RecoveryPoint(2, 0.3, counted="were back at work")
    >>> later = RecoveryPoint(6, 0.8, 0.7, 0.9, counted="were back at work")
    >>> "After 6 weeks about 8 in 10 were back at work" in recovery_curve([early, later], "x")
    True
    """
    weeks = [point.weeks for point in points]
    counted = {point.counted for point in points}
    if len(counted) != 1 or weeks != sorted(set(weeks)) or weeks[0] < 0:
        raise InputError(
            found=f"points at the weeks {weeks} that count {sorted(counted)}",
            where=f"the recovery from {name}",
            expected="at least one measured point, each later than the one before, and all of one "
            "thing",
            code="no-recovery",
        )  # fmt: skip
    heading = wrap(f"Of 10 people, how many {points[0].counted}", MOST_LETTERS)
    lower = (len(heading) - 1) * LINE
    root = chart(
        "recovery-curve", f"Recovery from {name}", _said(points), HEIGHT + lower,
        standalone=standalone,
    )  # fmt: skip
    for place, words in enumerate(heading, start=1):
        text(root, words, MARGIN_LEFT, LINE * place, bold=True)
    picture = ET.SubElement(root, "g", {"transform": f"translate(0 {shown(lower)})"})
    most = _axes(picture, weeks[-1])
    _draw(picture, points, most)
    return ET.tostring(root, encoding="unicode")


def _said(points: Sequence[RecoveryPoint]) -> str:
    said = [f"After {_time(one.weeks)} {in_words(one.share)} {one.counted}." for one in points]
    return " ".join((*said, "Between these times nobody looked." * (len(points) > 1))).strip()


def _time(weeks: float) -> str:
    in_months = weeks > MOST_WEEKS
    number = round(weeks / WEEKS_IN_A_MONTH) if in_months else round(weeks, 1)
    unit = "month" if in_months else "week"
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def _axes(root: ET.Element, last: float) -> float:
    """Draw both axes; return the weeks at the right end."""
    in_months = last > MOST_WEEKS
    size = WEEKS_IN_A_MONTH if in_months else 1.0
    step = next((one for one in STEPS if last / size / one <= MOST_STEPS), STEPS[-1])
    count = max(1, -int(-last / size // step))
    for tenths in (0, 5, 10):
        y = BOTTOM - (BOTTOM - TOP) * tenths / 10
        line(root, f"M{shown(LEFT)} {shown(y)}H{shown(RIGHT)}", dash="" if tenths == 0 else "2 4")
        text(root, str(tenths), LEFT - 6, y + TEXT * 0.35, anchor="end")
    for number in range(count + 1):
        x = LEFT + (RIGHT - LEFT) * number / count
        line(root, f"M{shown(x)} {shown(BOTTOM)}v5")
        text(root, str(number * step), x, BOTTOM + LINE + 4, anchor="middle")
    text(root, "months" if in_months else "weeks", WIDTH - 8, BOTTOM + 2 * LINE + 6, anchor="end")
    return count * step * size


def _draw(root: ET.Element, points: Sequence[RecoveryPoint], most: float) -> None:
    def at(weeks: float, share: float) -> str:
        x = LEFT + (RIGHT - LEFT) * weeks / most
        return f"{shown(x)} {shown(BOTTOM - (BOTTOM - TOP) * share)}"

    if all(point.low is not None and point.high is not None for point in points):
        upper = [at(one.weeks, one.high or 0.0) for one in points]
        lower = [at(one.weeks, one.low or 0.0) for one in reversed(points)]
        area(root, "M" + "L".join((*upper, *lower)) + "Z", opacity=0.12)
    line(root, "M" + "L".join(at(one.weeks, one.share) for one in points), width=1.5, dash="5 4")
    for one in points:
        if one.low is not None and one.high is not None:
            line(root, f"M{at(one.weeks, one.low)}L{at(one.weeks, one.high)}", width=2.5)
        x, y = at(one.weeks, one.share).split()
        ET.SubElement(root, "circle", {"cx": x, "cy": y, "r": "5", "fill": "currentColor"})

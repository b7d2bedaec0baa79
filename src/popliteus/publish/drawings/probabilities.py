"""How likely each cause is, as bars with their intervals and as a hundred people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from popliteus.assess import Assessment
from popliteus.assess.words import in_words
from popliteus.errors import InputError
from popliteus.publish.drawings.chart import LINE, TEXT, WIDTH, area, chart, line, text
from popliteus.publish.drawings.curve import shown
from popliteus.publish.drawings.labels import wrapped

#: The hundred people stand in ten rows of ten.
PEOPLE = 100
IN_A_ROW = 10

#: A cause is known by its letter; more causes than this are no picture any more.
LETTERS = "ABCDEFGHI"
REST = "?"
REST_NAME = "something else"

LEFT = 44.0
BAR = 14.0
LETTERS_IN_A_LINE = 34
MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One cause: what it is called, how likely it is, and the interval if there is one."""

    name: str
    probability: float
    low: float | None = None
    high: float | None = None


def entries_of(assessment: Assessment) -> list[Entry]:
    """Return what a person is shown of an assessment: the causes of the short list."""
    return [
        Entry(one.lay_name, one.probability, *one.interval)
        for one in assessment.differential
        if one.shown
    ]


def people(shares: Sequence[float], total: int = PEOPLE) -> list[int]:
    """Return how many of so many people each share is, the largest remainders rounded up.

    The counts add up to the sum of the shares, rounded.

    >>> people([0.415, 0.334, 0.251])
    [42, 33, 25]
    """
    exact = [share * total for share in shares]
    counts = [int(one) for one in exact]
    missing = round(sum(exact)) - sum(counts)
    order = sorted(range(len(exact)), key=lambda place: (counts[place] - exact[place], place))
    for place in order[:missing]:
        counts[place] += 1
    return counts


def probability_picture(entries: Sequence[Entry], *, standalone: bool = True) -> str:
    """Draw what it may be.

    Parameters
    ----------
    entries
        Causes, the most likely first; what is missing to one is "something else".
    standalone
        A file by itself, or for use inside a page.

    Returns
    -------
    str
        SVG. Causes are told apart by letters and names, not by colours.

    Raises
    ------
    InputError
        No cause, too many, or probabilities that cannot be.

    Examples
    --------
    >>> picture = probability_picture([Entry("a pulled muscle", 0.62, 0.4, 0.8)])
    >>> "about 6 in 10" in picture
    True
    """
    _refuse(entries)
    rest = max(0.0, 1.0 - sum(one.probability for one in entries))
    rows = [(letter, one) for letter, one in zip(LETTERS, entries, strict=False)]
    if round(rest * PEOPLE):
        rows.append((REST, Entry(REST_NAME, rest)))
    said = "; ".join(f"{one.name}: {in_words(one.probability)}" for _, one in rows)
    names = [wrapped(one.name, LETTERS_IN_A_LINE) for _, one in rows]
    tops = [MARGIN]
    for lines, (_, one) in zip(names, rows, strict=True):
        tops.append(tops[-1] + (len(lines) + len(_chance(one))) * LINE + BAR + 12)
    cell = (WIDTH - 2 * MARGIN) / IN_A_ROW
    height = tops[-1] + LINE + 8 + PEOPLE / IN_A_ROW * cell + MARGIN
    root = chart(
        "probability-picture", "What it may be",
        f"Of one hundred people with these answers: {said}.", height, standalone=standalone,
    )  # fmt: skip
    for (letter, one), lines, top in zip(rows, names, tops, strict=False):
        _bar(root, letter, one, lines, top)
    text(root, "Of 100 people with these answers", MARGIN, tops[-1] + TEXT, bold=True)
    _array(root, rows, tops[-1] + LINE + 8, cell)
    return ET.tostring(root, encoding="unicode")


def _refuse(entries: Sequence[Entry]) -> None:
    total = sum(one.probability for one in entries)
    possible = all(
        0 <= (one.low if one.low is not None else one.probability) <= one.probability
        <= (one.high if one.high is not None else one.probability) <= 1
        for one in entries
    )  # fmt: skip
    if not entries or len(entries) > len(LETTERS) or not possible or total > 1 + 1e-6:
        raise InputError(
            found=f"{len(entries)} causes with probabilities that add up to {total:.3g}",
            where="the picture of probabilities",
            expected=f"1 to {len(LETTERS)} causes, at most 1 together, each inside its interval",
            code="bad-probabilities",
        )


def _bar(root: ET.Element, letter: str, one: Entry, lines: tuple[str, ...], top: float) -> None:
    _person(root, letter, 22.0, top + TEXT * 0.6, 11.0)
    for number, words in enumerate(lines):
        text(root, words, LEFT, top + TEXT + number * LINE, bold=True)
    y = top + len(lines) * LINE + 3
    full = WIDTH - MARGIN - LEFT
    line(root, f"M{shown(LEFT)} {shown(y)}H{shown(LEFT + full)}V{shown(y + BAR)}H{shown(LEFT)}Z")
    area(
        root, f"M{shown(LEFT)} {shown(y)}h{shown(full * one.probability)}v{shown(BAR)}"
        f"H{shown(LEFT)}Z", opacity=0.3, width=1.0,
    )  # fmt: skip
    if one.low is not None and one.high is not None:
        low, high, middle = LEFT + full * one.low, LEFT + full * one.high, y + BAR / 2
        line(root, f"M{shown(low)} {shown(middle)}H{shown(high)}", width=2.5)
        for end in (low, high):
            line(root, f"M{shown(end)} {shown(middle - 5)}V{shown(middle + 5)}", width=2.5)
    for number, words in enumerate(_chance(one)):
        text(root, words, LEFT, y + BAR + (number + 1) * LINE - 2)


def _chance(one: Entry) -> tuple[str, ...]:
    """Return how likely a cause is, in lines that fit under its bar."""
    words = in_words(one.probability)
    if one.low is not None and one.high is not None:
        words += f" (from {in_words(one.low)} to {in_words(one.high)})".replace("about ", "")
    return wrapped(words, LETTERS_IN_A_LINE)


def _array(root: ET.Element, rows: list[tuple[str, Entry]], top: float, cell: float) -> None:
    counts = people([one.probability for _, one in rows])
    letters = [
        letter for (letter, _), count in zip(rows, counts, strict=True) for _ in range(count)
    ]
    order = {letter: place for place, (letter, _) in enumerate(rows)}
    for number, letter in enumerate(letters):
        x = MARGIN + (number % IN_A_ROW + 0.5) * cell
        y = top + (number // IN_A_ROW + 0.5) * cell
        _person(root, letter, x, y, cell * 0.42, tinted=order[letter] % 2 == 0)


def _person(
    root: ET.Element, letter: str, x: float, y: float, radius: float, *, tinted: bool = True
) -> None:
    ET.SubElement(
        root, "circle",
        {"cx": shown(x), "cy": shown(y), "r": shown(radius), "fill": "currentColor",
         "fill-opacity": "0.16" if tinted else "0", "stroke": "currentColor",
         "stroke-width": "1"},
    )  # fmt: skip
    text(root, letter, x, y + TEXT * 0.36, anchor="middle")

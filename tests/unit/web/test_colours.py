"""Contrast of what is read (4.5 to 1) and of what is found (3 to 1), by day and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from popliteus.web import look
from scripts.schemes import palette
from tests.style_sheet import style_sheet

SOURCE = Path(look.__file__).parent / "assets-src" / "_colours.scss"
PAIRS = palette(SOURCE.read_text("utf-8"))
SCHEMES = {
    "day": {name: day for name, (day, _) in PAIRS.items()},
    "dark": {name: dark for name, (_, dark) in PAIRS.items()},
}

TEXT = 4.5
PART = 3.0

GROUNDS = ("paper", "ground", "sun-pale")
FILLED = ("press", "alarm", "warn", "plan", "calm")

#: Text and what it stands on.
READ = (
    *((text, under) for text in ("ink", "quiet", "link", "seen", "hover") for under in GROUNDS),
    *((text, under) for text in ("danger", "pushed", "brand") for under in GROUNDS),
    *(("on", under) for under in FILLED),
    *(("brand", under) for under in ("over", "held")),
    ("night", "focus"), ("night", "sun"),
)  # fmt: skip

#: Edges of fields and buttons, bars, the mark, the ring of the focus; and what is next to them.
FOUND = (
    ("edge", "paper"), ("edge", "ground"), ("quiet", "paper"), ("quiet", "ground"),
    ("brand", "paper"), ("brand", "ground"), ("danger", "paper"), ("danger", "ground"),
    ("link", "paper"), ("link", "ground"), ("night", "focus"),
    *((part, under) for part in FILLED for under in ("paper", "ground")),
)  # fmt: skip

#: How many times as much red as anything else; other levels of urgency are not so red.
REDDEST = 3


def light(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    lit = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "under"), READ)
def test_text_can_be_read(text: str, under: str, scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[text], colours[under]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("part", "beside"), FOUND)
def test_parts_can_be_found(part: str, beside: str, scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[part], colours[beside]) >= PART


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_is_seen(scheme: str) -> None:
    """By its ground, or by the dark line that comes with it."""
    colours = SCHEMES[scheme]
    for under in GROUNDS:
        assert max(contrast(colours[one], colours[under]) for one in ("focus", "night")) >= PART


@pytest.mark.parametrize("scheme", SCHEMES)
def test_danger_is_red_and_nothing_else_is(scheme: str) -> None:
    def red(name: str) -> bool:
        parts = [int(SCHEMES[scheme][name][place : place + 2], 16) for place in (1, 3, 5)]
        return parts[0] > REDDEST * max(parts[1:])

    assert [name for name in (*FILLED, "sun", "focus") if red(name)] == ["alarm"]


def test_the_dark_is_dark() -> None:
    assert all(light(SCHEMES["dark"][one]) < 0.03 for one in GROUNDS)
    assert all(light(SCHEMES["day"][one]) > 0.9 for one in GROUNDS)


def test_every_colour_is_looked_at() -> None:
    decoration = {"line", "soft"}  # part what is parted by space and headings too
    seen = {name for pair in READ + FOUND for name in pair}
    assert set(PAIRS) == seen | decoration


def test_pages_of_the_library_have_no_other_colours() -> None:
    css = (look.STATIC / "library.css").read_text("utf-8")
    by_number = {day for day, dark in PAIRS.values() if day == dark}
    assert {*re.findall(r"#[0-9a-fA-F]{3,8}\b", css.partition("@media print")[0])} <= by_number
    assert {*re.findall(r"#[0-9a-fA-F]{3,8}\b", css)} <= by_number | {"#000000", "#ffffff"}
    by_name = {name for name, (day, dark) in PAIRS.items() if day != dark}
    assert {*re.findall(r"var\(--([\w-]+)\)", css)} <= by_name
    assert not re.search(r"url\(|@import|https?:|rgb\(", css)


def test_the_style_sheet_sets_every_colour_twice() -> None:
    css = style_sheet().read_text("utf-8")
    by_name = {name for name, (day, dark) in PAIRS.items() if day != dark}
    for start in ("/:root{", "@media screen and (prefers-color-scheme:dark){:root{"):
        assert {*re.findall(r"--([\w-]+):", css.partition(start)[2].partition("}")[0])} >= by_name
    assert css.count("prefers-color-scheme") == 1
    assert {*re.findall(r"var\((--c\d+)\)", css)} == {*re.findall(r"(--c\d+):", css)}

"""Contrast of what is read (4.5 to 1) and of what is found (3 to 1), computed from the Sass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from popliteus.web import look

SETTINGS = Path(look.__file__).parent / "assets-src" / "_settings.scss"
COLOURS = dict(re.findall(r"^\$(\w[\w-]*): (#[0-9a-f]{6});", SETTINGS.read_text("utf-8"), re.M))

TEXT = 4.5
PART = 3.0

#: Text and what it stands on.
READ = (
    ("ink", "paper"), ("ink", "ground"), ("quiet", "paper"), ("quiet", "ground"),
    ("link", "paper"), ("link", "ground"), ("seen", "paper"), ("seen", "ground"),
    ("hover", "paper"), ("hover", "ground"), ("ink", "focus"), ("danger", "paper"),
    ("danger", "ground"), ("paper", "press"), ("paper", "danger"), ("paper", "warn"),
    ("ink", "sun"), ("ink", "sun-pale"), ("paper", "link"), ("paper", "calm"), ("paper", "brand"),
    ("brand", "ground"), ("link", "sun-pale"),
)  # fmt: skip

#: Edges of fields and buttons, bars, the mark, the ring of the focus; and what is next to them.
FOUND = (
    ("edge", "paper"), ("edge", "ground"), ("quiet", "paper"), ("brand", "paper"),
    ("press", "ground"), ("danger", "ground"), ("ink", "ground"), ("ink", "focus"),
    ("link", "paper"), ("warn", "paper"), ("calm", "paper"),
)  # fmt: skip


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


@pytest.mark.parametrize(("text", "under"), READ)
def test_text_can_be_read(text: str, under: str) -> None:
    assert contrast(COLOURS[text], COLOURS[under]) >= TEXT


@pytest.mark.parametrize(("part", "beside"), FOUND)
def test_parts_can_be_found(part: str, beside: str) -> None:
    assert contrast(COLOURS[part], COLOURS[beside]) >= PART


def test_every_colour_is_looked_at() -> None:
    decoration = {"line"}  # parts what is parted by space and headings too
    seen = {name for pair in READ + FOUND for name in pair}
    assert set(COLOURS) == seen | decoration


def test_pages_of_the_library_have_no_other_colours() -> None:
    css = (look.STATIC / "library.css").read_text("utf-8")
    used = {one.lower() for one in re.findall(r"#[0-9a-fA-F]{6}\b", css)}
    assert used - {"#000000"} <= set(COLOURS.values())  # black is for paper
    assert not re.search(r"url\(|@import|https?:|rgb\(", css)

"""The compiled style sheet: small, of this machine alone, in our own typeface and colours."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from popliteus.web import look
from tests.style_sheet import style_sheet
from tests.unit.web.sample import WRONG, page

SOURCE = Path(look.__file__).parent / "assets-src"
MOST = 68_000


@pytest.fixture(scope="module")
def css() -> str:
    return style_sheet().read_text("utf-8")


def test_it_is_small(css: str) -> None:
    assert len(css.encode()) < MOST
    assert len(gzip.compress(css.encode())) < MOST / 5


def test_it_fetches_nothing(css: str) -> None:
    found = re.findall(r"url\(|@import|@font-face|https?:|//|\.(?:woff2?|ttf|svg|png)\b", css)
    assert found == []


def test_the_typeface_is_the_machine_s_own(css: str) -> None:
    assert not re.search("frutiger|arial", css, re.IGNORECASE)
    assert re.search(r"html\{[^}]*font-family:system-ui,", css)


def test_it_has_none_of_their_colours(css: str) -> None:
    theirs = ("#005eb8", "#007f3b", "#d5281b", "#ffeb3b", "#330072", "#7c2855", "#212b32")
    assert [one for one in theirs if one in css.lower()] == []


def test_it_names_its_licence(css: str) -> None:
    assert css.startswith("/*! Contains parts of nhsuk-frontend 10.6.1, MIT Licence")
    assert (
        "Permission is hereby granted" in (look.STATIC / "nhsuk-frontend-licence.txt").read_text()
    )


def test_it_minds_forced_colours_print_and_motion(css: str) -> None:
    for condition in ("forced-colors:active", "@media print", "prefers-reduced-motion:reduce"):
        assert condition in css


#: Names that components write and that change nothing: a plain link has the look of `a`.
WITHOUT = {
    "nhsuk-link", "nhsuk-pagination__link--next", "nhsuk-pagination__link--prev",
    "nhsuk-icon--arrow-left", "nhsuk-icon--arrow-right",
    "nhsuk-card--care--non-urgent",  # our own five levels instead
}  # fmt: skip


def test_every_class_on_our_pages_is_in_it(css: str) -> None:
    said = page() + page(WRONG)
    used = {
        name
        for one in re.findall(r'class="([^"{}]*)"', said)
        for name in one.split()
        if name.startswith(("nhsuk-", "pop-"))
    }
    assert len(used) > 60
    there = set(re.findall(r"\.((?:nhsuk|pop)-[\w-]+)", css))
    assert used - there - WITHOUT == set()

"""Templates filled in: one environment, the filters that it has, and what is on every page."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from popliteus.assess.words import capital, in_words, small
from popliteus.publish.pages.numbers import QUANTITIES
from popliteus.publish.pages.site import Entry, anchor
from popliteus.publish.views.shared import Shared, percent

#: Months, so that a date never depends on the language of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame of a page shows: everything but its own contents.

    `brief` pages name the danger signs in a sentence: they are about numbers, or name them anyway.
    `cite_at` is where the page is cited in other styles, where they do not stand on it. `sorts`
    says that it has a table worth sorting, `forms` that rules can be worked out on their pages.
    """

    key: str
    section: str
    brief: bool
    title: str
    description: str
    reviewed: str
    parents: tuple[Entry, ...]
    before: Entry | None
    after: Entry | None
    citation: str
    styles: tuple[tuple[str, str], ...]
    cite_at: str
    sorts: bool
    forms: bool


def environment(shared: Shared) -> Environment:
    """Return the environment in which every template of a site is filled in."""
    made = Environment(
        loader=PackageLoader("popliteus.publish"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        capital=capital,
        in_sentence=small,
        percent=percent,
        in_words=in_words,
        anchor=anchor,
        quantity=lambda name: QUANTITIES[name],
        level_name=lambda rule: shared.level_name(rule.level.word),
    )
    return made


def day(date: str) -> str:
    """Return a date in words.

    >>> day("2026-11-29")
    '29 November 2026'
    """
    year, month, number = date.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"

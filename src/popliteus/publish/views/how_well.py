"""The page "how well it works": the evaluation in words and numbers.

What this module is
    `how_well_view` reads ``evaluation.json``, which `scripts.docs` takes out of the outputs that
    docs/validation.md shows. Every number on the page comes from it.

What it is not
    An evaluation. It names no case, and it does not know whether the figures are those of the
    knowledge in use: the view says with which code and knowledge they were made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

#: Sets of figures by how the answers came about, in the order of the page.
SETS = {
    "told": "After a short story and an interview",
    "interview": "After an interview",
    "findings": "With the facts of the case given",
    "story": "From a short story alone",
}

#: What stands in each table: figure, and its words.
FOUND = {
    "top_1": "The right cause stands first",
    "top_3": "The right cause is among the first three",
    "in_list": "The right cause is in the list that is shown",
}
URGENCY = {
    "triage_exact": "Just as urgent as the raters said",
    "triage_under": "Not urgent enough: less than every rater said",
    "triage_over": "Too urgent: more than every rater said",
    "urgent_found": "Of those to be seen on the same day or at once: told so",
    "emergency_sensitivity": "Of the emergencies: told that it is one",
    "self_care_recall": "Of those for whom home care is right: told so",
}
SURE = {
    "calibration_slope": "Slope of the logistic recalibration (1 is right, less is overconfident)",
    "calibration_error": "Calibration error in five bins of equal size",
    "brier_first": "Brier score of the cause named first",
    "brier_first_prior": "The same, if only age, sex and setting were known",
    "log_score": "Log score (mean, nats)",
}
WORDS = {
    "precision": "Right ones, of all that was read out of the stories",
    "recall": "Found ones, of all that the stories tell",
    "negation_errors": "Turned round: a no read as a yes, or the reverse",
}
WORD_SETS = {
    "words-open": "Stories that we looked at",
    "words-held-back": "Stories that we never looked into",
}

#: Levels of the matrix as people know them, in its order.
LEVELS = {
    "home care": "home care",
    "routine": "within weeks",
    "days": "within days",
    "same day": "today",
    "emergency": "an emergency",
}

#: Levels of which the page says what was missed.
SHOULD = {"emergency": "were emergencies", "same day": "should have been seen today"}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its words, and a cell for each set."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """What became of cases that should have been called so urgent; `should` says how urgent."""

    should: str
    cases: int
    lower: int
    told: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HowWellView:
    """What the page says."""

    cases: int
    held_back: int
    sets: tuple[str, ...]
    found: tuple[Line, ...]
    urgency: tuple[Line, ...]
    sure: tuple[Line, ...]
    word_sets: tuple[str, ...]
    words: tuple[Line, ...]
    stories: tuple[int, ...]
    missed: tuple[Missed, ...]
    levels: tuple[str, ...]
    matrix: tuple[tuple[str, tuple[int, ...]], ...]
    pages: str
    code: str
    knowledge: str


@cache
def evaluation() -> Mapping[str, Any]:
    """Return the figures of the evaluation as they were written."""
    file = resources.files("popliteus.publish").joinpath("evaluation.json")
    read: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


def usual_pages(name: str, danger: int) -> int:
    """Return how many pages the middle interview took after the danger pages, which all have.

    Parameters
    ----------
    name
        Which test: `interview`, or `told` for those that began with a story.
    danger
        How many danger pages there are.

    Examples
    --------
    >>> usual_pages("told", 6) < usual_pages("interview", 6)
    True
    """
    pages: float = evaluation()["sets"][name]["metrics"]["pages_median"]["value"]
    return max(0, round(pages) - danger)


def how_well_view() -> HowWellView:
    """Return what the page says.

    Examples
    --------
    >>> view = how_well_view()
    >>> view.cases == sum(sum(row) for _, row in view.matrix)
    True
    """
    read = evaluation()
    sets = [read["sets"][name] for name in SETS]
    words = [read["sets"][name] for name in WORD_SETS]
    asked = read["sets"]["interview"]
    return HowWellView(
        cases=asked["cases"],
        held_back=asked["held_back"],
        sets=tuple(SETS.values()),
        found=_lines(FOUND, sets),
        urgency=_lines(URGENCY, sets),
        sure=_lines(SURE, sets, shares=False),
        word_sets=tuple(WORD_SETS.values()),
        words=_lines(WORDS, words),
        stories=tuple(one["cases"] for one in words),
        missed=tuple(_missed(asked, level, should) for level, should in SHOULD.items()),
        levels=tuple(LEVELS[one] for one in asked["levels"]),
        matrix=tuple(
            (LEVELS[level], tuple(row))
            for level, row in zip(asked["levels"], asked["matrix"], strict=True)
        ),
        pages=f"{asked['metrics']['pages_median']['value']:g}",
        code=read["code"],
        knowledge=read["knowledge"],
    )


def _lines(
    names: Mapping[str, str], sets: list[Mapping[str, Any]], *, shares: bool = True
) -> tuple[Line, ...]:
    return tuple(
        Line(said, tuple(_cell(one["metrics"][name], shares=shares) for one in sets))
        for name, said in names.items()
    )


def _cell(metric: Mapping[str, Any], *, shares: bool) -> str:
    """Return a figure with its 95 % interval.

    >>> _cell({"value": 0.72, "low": 0.667, "high": 0.767}, shares=True)
    '72% (67% to 77%)'
    >>> _cell({"value": 0.915, "low": 0.65, "high": 1.179}, shares=False)
    '0.915 (0.65 to 1.179)'
    """
    value, low, high = metric["value"], metric["low"], metric["high"]
    if not shares:
        return f"{value:g} ({low:g} to {high:g})".replace("-", "\N{MINUS SIGN}")
    digits = 1 if value < 0.02 else 0
    return f"{value:.{digits}%} ({low:.{digits}%} to {high:.{digits}%})"


def _missed(asked: Mapping[str, Any], level: str, should: str) -> Missed:
    """Return what cases of one level were called, the most urgent word first."""
    place = asked["levels"].index(level)
    row = asked["matrix"][place]
    told = [(LEVELS[name], count) for name, count in zip(asked["levels"], row, strict=True)]
    return Missed(
        should,
        sum(row),
        sum(row[:place]),
        tuple(pair for pair in reversed(told) if pair[1]),
    )

"""The page "how it works": what the base holds, and one person worked through by the real model.

What this module is
    `how_view` assesses one invented person again and again, with one answer more each time, and
    keeps how the causes move. Nothing is typed in but which answers she gives.

What it is not
    A second model: every number comes from `popliteus.assess` and from the knowledge base.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from popliteus.assess import Assessment, assess, case_from_mapping
from popliteus.assess.words import capital, in_words
from popliteus.knowledge.records import Cause
from popliteus.publish.views.shared import Shared, percent

#: The invented person, and what she says, one thing after the other.
PERSON = {"age": 45, "sex": "female", "setting": "primary_care", "account": "asked"}
ANSWERS = (
    ("calf-swelling", "present"),
    ("long-travel", "present"),
    ("worst-place", "calf"),
    ("calf-tenderness", "present"),
)

#: The cause that the page follows, one that it is held against, and the answer it explains.
FOLLOWED, AGAINST = "deep-vein-thrombosis", "overuse-pain"

#: So many of the likeliest causes at each step stand in the table.
_LIKELIEST = 3


@dataclass(frozen=True, slots=True)
class Held:
    """How much the knowledge base holds."""

    causes: int
    findings: int
    factors: int
    rules: int
    numbers: int
    sources: int


@dataclass(frozen=True, slots=True)
class Row:
    """One cause in the table: how many of 100 people, after each answer."""

    cause: Cause
    of_100: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One person worked through.

    Attributes
    ----------
    answers
        What she says, in words.
    rows
        The causes, the likeliest at the end first.
    yes, yes_against
        How many people with each of the two causes say yes to the first answer.
    present
        Probability that the followed cause is there, after the last answer.
    one_for
        So many people without it are raised to the level so that one with it is.
    threshold
        The probability from which that is right.
    """

    age: int
    answers: tuple[str, ...]
    rows: tuple[Row, ...]
    followed: Cause
    against: Cause
    yes: str
    yes_against: str
    present: str
    level: str
    one_for: str
    threshold: str
    reached: bool


@dataclass(frozen=True, slots=True)
class HowView:
    """What the page says; `example` is None in a base without these records."""

    held: Held
    example: Example | None


def how_view(shared: Shared) -> HowView:
    """Return what the page says."""
    base = shared.base
    held = Held(
        causes=len(base.causes),
        findings=len(base.findings),
        factors=len(base.factors),
        rules=len(base.rules),
        numbers=sum(1 for _ in shared.site.figures.values()),
        sources=len(base.references),
    )
    wanted = {FOLLOWED, AGAINST, *(item for item, _ in ANSWERS)}
    known = {*base.causes, *base.findings, *base.factors, *base.attributes}
    whole = wanted <= known and bool(base.causes[FOLLOWED].danger)
    return HowView(held, _example(shared) if whole else None)


def _example(shared: Shared) -> Example:
    base, chances = shared.base, shared.chances
    steps = [_assessed(shared, count) for count in range(len(ANSWERS) + 1)]
    first = base.compiled.readings.index(ANSWERS[0][0])
    yes = chances.reading[:, first]
    last = {one.cause: one for one in steps[-1].differential}
    level, danger = min(
        base.causes[FOLLOWED].danger.items(), key=lambda pair: pair[1].raise_for_one
    )
    limit = 1 / (1 + danger.raise_for_one)
    present = last[FOLLOWED].present
    return Example(
        age=int(str(PERSON["age"])),
        answers=tuple(_said(shared, item, value) for item, value in ANSWERS),
        rows=tuple(_rows(steps, shared)),
        followed=base.causes[FOLLOWED],
        against=base.causes[AGAINST],
        yes=in_words(float(yes[chances.place(FOLLOWED)])),
        yes_against=in_words(float(yes[chances.place(AGAINST)])),
        present=percent(present),
        level=shared.level_name(level),
        one_for=f"{danger.raise_for_one:g}",
        threshold=percent(limit),
        reached=present >= limit,
    )


def _assessed(shared: Shared, count: int) -> Assessment:
    case = case_from_mapping(
        {"id": "example", **PERSON, "findings": dict(ANSWERS[:count])}, shared.base
    )
    return assess(case, shared.base)


def _said(shared: Shared, item: str, value: str) -> str:
    base = shared.base
    if item in base.attributes:
        options = {one.id: one.ask for one in base.attributes[item].options}
        return f"{base.attributes[item].ask} {options[value]}"
    record = base.findings[item] if item in base.findings else base.factors[item]
    return capital(record.lay_name)


def _rows(steps: list[Assessment], shared: Shared) -> Iterator[Row]:
    columns = [{one.cause: one.probability for one in step.differential} for step in steps]
    named = [
        one for column in columns for one in sorted(column, key=lambda c: -column[c])[:_LIKELIEST]
    ]
    for cause in sorted(dict.fromkeys(named), key=lambda c: -columns[-1].get(c, 0.0)):
        yield Row(
            shared.base.causes[cause],
            tuple(_of_100(column.get(cause, 0.0)) for column in columns),
        )


def _of_100(probability: float) -> str:
    """Return how many of 100 people, rounded.

    >>> _of_100(0.367), _of_100(0.004)
    ('37', 'fewer than 1')
    """
    return f"{100 * probability:.0f}" if probability >= 0.01 else "fewer than 1"

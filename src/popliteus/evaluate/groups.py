"""The same scores for parts of the cases, to see who is served worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from popliteus.evaluate.metrics import Metric
from popliteus.evaluate.score import CaseScore
from popliteus.evaluate.summary import metrics_of

#: First year of each age group after the first, with its name.
AGES = ((18, "under 18"), (50, "18 to 49"), (70, "50 to 69"))
OLDEST = "70 and over"

#: A group of fewer cases says nothing and might single out a held-back case.
LEAST = 5

#: Countries with fewer cases are taken together.
LEAST_COUNTRY = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Scores of the cases that have something in common."""

    by: str
    value: str
    n: int
    metrics: dict[str, Metric]


def groups_of(scores: Sequence[CaseScore]) -> tuple[Group, ...]:
    """Return the scores by age, sex and country; groups of fewer than five are left out."""
    countries = [case.country or "" for case in scores]
    frequent = {name for name in countries if name and countries.count(name) >= LEAST_COUNTRY}
    found: dict[tuple[str, str], list[CaseScore]] = {}
    for by, values in _ORDER.items():
        for value in values:
            found[by, value] = []
    for case in scores:
        found["age", age_group(case.age)].append(case)
        found["sex", case.sex or "not known"].append(case)
        country = case.country or "not known"
        named = country if country in frequent or country == "not known" else "other"
        found.setdefault(("country", named), []).append(case)
    return tuple(
        Group(by, value, len(cases), metrics_of(cases))
        for (by, value), cases in found.items()
        if len(cases) >= LEAST
    )


_ORDER = {
    "age": (*(name for _, name in AGES), OLDEST, "not known"),
    "sex": ("female", "male", "not known"),
}


def age_group(age: float | None) -> str:
    """Return the age group.

    >>> [age_group(years) for years in (17.9, 18, 69, 70, None)]
    ['under 18', '18 to 49', '50 to 69', '70 and over', 'not known']
    """
    if age is None:
        return "not known"
    return next((name for below, name in AGES if age < below), OLDEST)

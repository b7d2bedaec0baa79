"""Ages as people type them: a number of years, or years, months and weeks in words."""

from __future__ import annotations

import re

from popliteus.assess.values import plain

#: What is said when an age cannot be read; it helps a parent as well.
NO_AGE = (
    "Enter the age in years as a number, such as 45. Below two you can say the months, such as "
    "18 months. Or leave it empty"
)

#: How many make a year, by the letters with which a unit begins.
_A_YEAR = {"y": 1.0, "m": 12.0, "w": 52.0}
_PART = re.compile(
    r"(?P<number>[0-9]{1,3}([.,][0-9]{1,3})?)\s*-?\s*"
    r"(?P<unit>y|yrs?|years?|m|mths?|mos?|months?|w|wks?|weeks?)\b\.?"
)
_BETWEEN = re.compile(r"(\s|,|and|old|of age|-)*")


def years(text: str) -> float | None:
    """Return an age in years; None for none.

    Raises
    ------
    ValueError
        It is no age.

    Examples
    --------
    >>> years("45"), years("3 years"), years("18 months"), years("2 years and 6 months old")
    (45, 3, 1.5, 2.5)
    >>> years("") is None
    True
    """
    if "_" in text:  # a number to Python alone
        raise ValueError(text)
    if not text:
        return None
    lower = text.strip().lower()
    parts = list(_PART.finditer(lower))
    units = [one["unit"][0] for one in parts]
    if not parts:
        return plain(float(text))
    if _BETWEEN.fullmatch(_PART.sub("", lower)) is None or len({*units}) < len(units):
        raise ValueError(text)
    whole = sum(
        float(one["number"].replace(",", ".")) / _A_YEAR[unit]
        for one, unit in zip(parts, units, strict=True)
    )
    return plain(round(whole, 2))

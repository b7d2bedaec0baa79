"""What was given up, and whether that is so long ago that it no longer counts.

Who stopped smoking in 1979 is no smoker, and who came off steroids a year ago counts as one who
takes them; a cancer that was treated in 2009 is a past one. Words alone say neither: the time does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from popliteus.intake.patterns import either, put
from popliteus.intake.reading import Mention, Mentions, Stretch
from popliteus.intake.sentences import FULL, begins, ends
from popliteus.intake.times import Time
from popliteus.knowledge.records import GAVE_UP, Intake

#: How far behind what was given up its time may stand, in characters.
NEAR = 36

_CANCER = "active-cancer"

#: A year so long ago that it is past whenever a story is read.
_OLD_YEAR = re.compile(r"\b(?:19[3-9]\d|200\d|201\d)\b|'(?:[89]\d|0\d|1[0-8])\b|\b(?:19)?[789]0s\b")


def with_given_up(
    mentions: Mentions, low: str, text: str, times: Sequence[Time], intake: Intake
) -> Mentions:
    """Return what a story tells with habits and medicines that were given up, by their time.

    Parameters
    ----------
    mentions
        How sure, and what.
    low, text
        The story in small letters and as it is, of the same length.
    times
        Every time it tells.
    intake
        Words of giving up.

    Examples
    --------
    >>> import popliteus
    >>> intake, told = popliteus.load().intake, "i gave up the fags in 1979"
    >>> [one.value for _, one in with_given_up([], told, told, [], intake)]
    ['absent']
    """
    found = [*_stopped(low, text, times, intake)]
    items = {one.item for one in found}
    kept = [pair for pair in mentions if pair[1].item not in items]
    kept += [("present", one) for one in found]
    return [(state, _past_cancer(one, low, times, intake)) for state, one in kept]


def _stopped(low: str, text: str, times: Sequence[Time], intake: Intake) -> list[Mention]:
    """Return habits and medicines that were given up at a time that is told."""
    found: dict[str, Mention] = {}
    parts = _parts(intake)  # how long each counts stands under `within_days`, as its question asks
    for part in (one for one in parts if one.startswith(GAVE_UP)):
        item = part.removeprefix(GAVE_UP)
        limit = intake.within_days[item]
        whole = either((put(rf"\b<{part}>", parts),))
        for match in whole.finditer(low):
            days = _days_behind(match.end(), low, times)
            if days is None:
                continue
            words = Stretch(*match.span(), text[slice(*match.span())])
            found[item] = Mention(item, "present" if days <= limit else "absent", words)
    return list(found.values())


def _parts(intake: Intake) -> dict[str, str]:
    return {name: f"(?:{'|'.join(many)})" for name, many in intake.parts.items()}


def _days_behind(end: int, low: str, times: Sequence[Time]) -> float | None:
    """Return how many days ago something was, by what its sentence tells right behind it."""
    last = ends(low, end, longest=NEAR)
    if _OLD_YEAR.search(low, end, last):
        return float("inf")
    near = [time for time in times if end <= time.start < last and time.kind != "despite"]
    return near[0].days if near else None


def _past_cancer(one: Mention, low: str, times: Sequence[Time], intake: Intake) -> Mention:
    """Return a cancer as a past one where its time is long ago and nothing says it goes on."""
    if (one.item, one.value) != (_CANCER, "present"):
        return one
    days = _days_behind(one.words.end, low, times)
    start = begins(low, one.words.start, FULL)
    goes_on = either((put("<still-ill>", _parts(intake)),))
    recent = days is None or days <= intake.within_days[_CANCER]
    if recent or goes_on.search(low, start, one.words.end + NEAR):
        return one
    return replace(one, item="past-cancer")

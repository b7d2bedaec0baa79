"""How a trouble began, from an injury or a load and from what is told to have come after it.

A twist "and it has hurt ever since" began after it; a fall after which "I could not get up" began
with it. What the next morning brings after new exercise came after it, not overnight.
"""

from __future__ import annotations

import re

from popliteus.intake.patterns import either
from popliteus.intake.reading import Mention, Mentions, Stretch
from popliteus.knowledge.records import Intake

#: How far from an injury what followed may be told, in sentences and characters.
NEAR, FAR = 2, 140

#: What came so long after an injury came after it: "by Sunday it was red and hot".
_SOON = frozenset(["hours", "days"])

#: What has lasted only so long cannot have come on more slowly.
_FASTER = {"under-1-day": "hours", "1-7-days": "days"}


def as_begun(mentions: Mentions, low: str, text: str, intake: Intake) -> Mentions:
    """Return what a story tells with how it began, where that follows from an injury or a load.

    Parameters
    ----------
    mentions
        How sure, and what.
    low, text
        The story in small letters and as it is, of the same length.
    intake
        Words of beginnings.
    """
    words = intake.beginnings
    moments = words.moments
    events = [one for state, one in mentions if (state, one.item) == ("present", "mechanism")]
    told = [one for one in events if one.value in (*moments, words.load)]
    if not told:  # "I did not knock it" beside a jump takes nothing from the jump
        return mentions
    event = told[-1]
    onset = {one.value for _, one in mentions if one.item == "onset"}
    behind = all(one.words.start > event.words.start for _, one in mentions if one.item == "onset")
    if onset and onset <= (_SOON if event.value in moments and behind else {"hours"}):
        return [
            (state, Mention("onset", "after-event", one.words) if one.item == "onset" else one)
            for state, one in mentions
        ]
    if onset:
        return mentions
    found = next(filter(None, (_near(words.since, low, one.words) for one in events)), None)
    value = "after-event"
    if found is None and event.value in moments:
        found, value = _near(words.at_once, low, event.words), "seconds"
    if found is None:
        return mentions
    begin, end = found.start(), found.end()
    while low[end : end + 1].isalpha():  # a pattern may end within a word ("ach")
        end += 1
    where = Stretch(begin, end, text[begin:end])
    return [*mentions, ("present", Mention("onset", value, where))]


def in_time(mentions: Mentions) -> Mentions:
    """Return what a story tells with a slow beginning no slower than the time it has lasted.

    What "crept up on me" within a week came over days.

    Parameters
    ----------
    mentions
        How sure, and what.
    """
    lasted = {one.value for state, one in mentions if (state, one.item) == ("present", "duration")}
    faster = next((_FASTER[value] for value in lasted if value in _FASTER), None)
    if faster is None:
        return mentions
    return [
        (state, Mention("onset", faster, one.words))
        if (one.item, one.value) == ("onset", "weeks")
        else (state, one)
        for state, one in mentions
    ]


def _near(patterns: tuple[str, ...], low: str, event: Stretch) -> re.Match[str] | None:
    """Return where a pattern stands in the sentence of an injury or in the next one."""
    found = either(patterns).search(low, event.end, event.end + FAR)
    if found is None:
        return None
    between = low[event.end : found.start()]
    return found if sum(between.count(mark) for mark in ".!?") <= NEAR else None

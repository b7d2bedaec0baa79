"""How a trouble began, from an injury or a load and from what is told to have come after it.

A twist "and it has hurt ever since" began after it; a fall after which "I could not get up" began
with it. What the next morning brings after new exercise came after it, not overnight.
"""

from __future__ import annotations

import re

from popliteus.intake.reading import Mention, Mentions, Stretch

_SINCE = re.compile(
    r"\b(?:hurt\w*|pain\w*|sore|ach\w+)[^.!?]{0,12} (?:ever since|since)\b"
    r"(?! (?:i|he|she|we|last)\b)|"
    r"\b(?:ever since|since then|and since,?|after that|straight afterwards|"
    r"(?:the )?(?:next|following) (?:day|morning)|(?:days?|hours?) later|"
    r"after a (?:few|couple of) (?:days|hours))\b"
    r"[^.!?]{0,40}?\b(?:hurt|pain|sore|ach|stiff|swell)"
)
_AT_ONCE = re.compile(
    r"(?<!denies )(?<!not )(?<!no )(?<!never )"
    r"\b(?:there and then|(?:could not|couldn't) (?:get up|stand)|"
    r"(?:gave|give|given|giving) (?:out|way)|dropped (?:to|onto|on)|(?:was|were) on the ground|"
    r"had to (?:drop|sit down))\b"
)

#: How far from an injury what followed may be told, in sentences and characters.
NEAR, FAR = 2, 140

#: Injuries of one moment; a load is felt later.
_MOMENTS = frozenset(
    ["twist", "blow-or-fall", "bent-knee-blow", "high-energy", "over-straightened",
     "push-off-or-sprint", "deep-bend-or-kneel"]
)  # fmt: skip
_LOAD = "new-or-more-exercise"


def as_begun(mentions: Mentions, low: str, text: str) -> Mentions:
    """Return what a story tells with how it began, where that follows from an injury or a load.

    Parameters
    ----------
    mentions
        How sure, and what.
    low, text
        The story in small letters and as it is, of the same length.
    """
    sure = {one.item: one for state, one in mentions if state == "present"}
    events = [one for state, one in mentions if (state, one.item) == ("present", "mechanism")]
    event = sure.get("mechanism")
    if event is None or event.value not in _MOMENTS | {_LOAD}:
        return mentions
    onset = {one.value for _, one in mentions if one.item == "onset"}
    if event.value == _LOAD and onset == {"hours"}:
        return [
            (state, Mention("onset", "after-event", one.words) if one.item == "onset" else one)
            for state, one in mentions
        ]
    if onset:
        return mentions
    found = next(filter(None, (_near(_SINCE, low, one.words) for one in events)), None)
    value = "after-event"
    if found is None and event.value in _MOMENTS:
        found, value = _near(_AT_ONCE, low, event.words), "seconds"
    if found is None:
        return mentions
    words = Stretch(*found.span(), text[slice(*found.span())])
    return [*mentions, ("present", Mention("onset", value, words))]


def _near(pattern: re.Pattern[str], low: str, event: Stretch) -> re.Match[str] | None:
    """Return where a pattern stands in the sentence of an injury or in the next one."""
    found = pattern.search(low, event.end, event.end + FAR)
    if found is None:
        return None
    between = low[event.end : found.start()]
    return found if sum(between.count(mark) for mark in ".!?") <= NEAR else None

"""What a test, a picture or an examiner's hand says, and how its words are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

#: The kind of what an examiner feels, which no picture shows.
FELT = "felt"

#: How far behind a test or a fault its result may stand, in characters.
FAR = 60

#: A denial right before what it denies.
NOT = re.compile(r"(?:\b(?:no|not|without|nor|neither|never|nil)|n't)(?: (?:any|a|an))?\s$")

#: What stands between a result and the test behind it: "negative for", "stable to both".
_LED_BY = r"(?: (?:for|to|on|in|against|with|under|the|both|a|an|my|his|her))*\s$"


@dataclass(frozen=True, slots=True)
class Told:
    """What a test or a picture says of an item: where in the text, present or absent.

    `felt`: an examiner must have felt it; a person may say the same words of what it is like.
    `first` and `last` are the ends of its sentence.
    """

    item: str
    start: int
    end: int
    present: bool
    felt: bool = False
    first: int = 0
    last: int = 0


@cache
def pattern_of(patterns: Sequence[str], *, led_by: bool = False) -> re.Pattern[str]:
    """Return the pattern that any of several matches from the beginning of a word on."""
    either = "|".join(patterns)
    return re.compile(rf"(?<![\w])(?:{either})" + (_LED_BY if led_by else ""))

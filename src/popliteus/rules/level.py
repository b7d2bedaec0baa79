"""How soon somebody should be seen: five levels in order, and nothing else.

What this module is
    The scale that rules, floors and the expected-harm part of the model all speak in.

What it is not
    It decides nothing. Which level is reached is decided in `popliteus.rules.triage`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, Literal

LevelWord = Literal["self_care", "routine_weeks", "soon_days", "urgent_same_day", "emergency"]
_WORDS: Final[tuple[LevelWord, ...]] = (
    "self_care", "routine_weeks", "soon_days", "urgent_same_day", "emergency",
)  # fmt: skip


class Level(IntEnum):
    """How soon a first assessment is needed; a larger level is more urgent.

    The longest time to a first assessment is none for `SELF_CARE` (with what to watch for), six
    weeks, seven days, 24 hours, and now.

    Examples
    --------
    >>> Level.parse("urgent_same_day") > Level.ROUTINE_WEEKS
    True
    >>> Level.EMERGENCY.word
    'emergency'
    >>> max(Level.SELF_CARE, Level.SOON_DAYS).word
    'soon_days'
    """

    SELF_CARE = 0
    ROUTINE_WEEKS = 1
    SOON_DAYS = 2
    URGENT_SAME_DAY = 3
    EMERGENCY = 4

    @property
    def word(self) -> LevelWord:
        """The level as it is written in records and results: ``"soon_days"``."""
        return _WORDS[self.value]

    @property
    def hours(self) -> int | None:
        """Longest time to a first assessment in hours; 0 is now, None is no limit.

        Examples
        --------
        >>> [level.hours for level in Level]
        [None, 1008, 168, 24, 0]
        """
        return {0: None, 1: 6 * 7 * 24, 2: 7 * 24, 3: 24, 4: 0}[self.value]

    @classmethod
    def parse(cls, word: str) -> Level:
        """Read a level from the word used in records.

        Raises
        ------
        ValueError
            When the word names no level; the message lists the five.

        Examples
        --------
        >>> Level.parse("today")
        Traceback (most recent call last):
            ...
        ValueError: found level 'today'; expected one of self_care, routine_weeks, soon_days, \
urgent_same_day, emergency
        """
        for level in cls:
            if level.word == word:
                return level
        known = ", ".join(level.word for level in cls)
        raise ValueError(f"found level {word!r}; expected one of {known}")

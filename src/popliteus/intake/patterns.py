"""How patterns of words as they are written say something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from popliteus.knowledge.records import PART, SAID, Intake

#: How far before and behind what a pattern matched its company may stand, in characters.
BEFORE, BEHIND = 160, 40

#: What stands for the words that a pattern matched, among those around them: no story holds it.
_MATCHED = "\0"

_ENDS = ".;!?\n"


@dataclass(frozen=True, slots=True)
class Said:
    """A pattern of words as they are written, in small letters, and what it says.

    `unless` is what around them makes them say something else.
    """

    item: str
    value: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def counts(self, low: str, match: re.Match[str]) -> bool:
        """Return whether a match says what the pattern is for, by the words around it."""
        if self.unless is None:
            return True
        first, last = max(0, match.start() - BEFORE), match.end() + BEHIND
        start = max(low.rfind(mark, first, match.start()) for mark in _ENDS) + 1
        ends = [at for mark in _ENDS if (at := low.find(mark, match.end(), last)) >= 0]
        before, behind = (
            low[max(start, first) : match.start()],
            low[match.end() : min([*ends, last])],
        )
        return self.unless.search(f"{before}{_MATCHED}{behind}") is None


def compiled(intake: Intake) -> tuple[Said, ...]:
    """Return what patterns say, each from the beginning of a word on.

    >>> import popliteus
    >>> first = compiled(popliteus.load().intake)[0]
    >>> first.item, first.value, bool(first.pattern.search("i have not hurt my knee"))
    ('mechanism', 'none', True)
    """
    parts: dict[str, str] = {}
    for name, words in intake.parts.items():
        parts[name] = f"(?:{'|'.join(put(one, parts) for one in words)})"
    around = parts | {SAID: _MATCHED}
    return tuple(
        Said(
            one.item,
            one.value,
            re.compile(rf"\b(?:{put(pattern, parts)})"),
            either(tuple(put(apart, around) for apart in one.unless)) if one.unless else None,
        )
        for one in intake.sayings
        for pattern in one.patterns
    )


def put(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with its parts in place.

    >>> put("<who> fell", {"who": "(?:i|she)"})
    '(?:i|she) fell'
    """
    return PART.sub(lambda part: parts[part[1]], pattern)


@cache
def either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that any of several matches, the first of them where several do.

    >>> either(("ever since", "since then")).search("sore since then").group()
    'since then'
    """
    return re.compile("|".join(patterns))

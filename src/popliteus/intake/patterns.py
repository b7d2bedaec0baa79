"""How patterns of words as they are written say something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from popliteus.knowledge.records import PART, SAID, Intake, Sense

#: How far before and behind what a pattern matched its company may stand, in characters.
BEFORE, BEHIND = 160, 40

#: What stands for the words that a pattern matched, among those around them: no story holds it.
MATCHED = "\0"

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
        return self.unless.search(f"{before}{MATCHED}{behind}") is None


def compiled(intake: Intake) -> tuple[Said, ...]:
    """Return what patterns say, each from the beginning of a word on.

    >>> import popliteus
    >>> first = compiled(popliteus.load().intake)[0]
    >>> first.item, first.value, bool(first.pattern.search("i have not hurt my knee"))
    ('mechanism', 'none', True)
    """
    parts = parts_of(intake)
    around = parts | {SAID: MATCHED}
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


def parts_of(intake: Intake) -> dict[str, str]:
    """Return what each part stands for, as one pattern."""
    parts: dict[str, str] = {}
    for name, words in intake.parts.items():
        parts[name] = f"(?:{'|'.join(put(one, parts) for one in words)})"
    return parts


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


@dataclass(frozen=True, slots=True)
class Meant:
    """A sense with its patterns made ready."""

    items: frozenset[str]
    values: frozenset[str]
    holds: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    only: re.Pattern[str] | None

    def forbids(self, item: str, value: str, said: str, around: str) -> bool:
        """Return whether a name does not count in the words around it."""
        if item not in self.items or (self.values and value not in self.values):
            return False
        if self.holds is not None and self.holds.search(said) is None:
            return False
        if self.unless is not None and self.unless.search(around) is not None:
            return True
        return self.only is not None and self.only.search(around) is None


def senses_of(intake: Intake) -> tuple[Meant, ...]:
    """Return the senses of a knowledge base, their patterns made ready.

    >>> import popliteus
    >>> "mechanism" in senses_of(popliteus.load().intake)[0].items
    True
    """
    around = parts_of(intake) | {SAID: f"{MATCHED}[^{MATCHED}]*{MATCHED}"}

    def ready(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
        return either(tuple(put(one, around) for one in patterns)) if patterns else None

    def made(one: Sense) -> Meant:
        holds = ready((one.holds,)) if one.holds else None
        return Meant(
            frozenset(one.items), frozenset(one.values), holds, ready(one.unless), ready(one.only)
        )

    return tuple(made(one) for one in intake.senses)

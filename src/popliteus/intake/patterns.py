"""How patterns of words as they are written say something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from popliteus.knowledge.records import Intake

_PART = re.compile(r"<([a-z-]+)>")


@dataclass(frozen=True, slots=True)
class Said:
    """A pattern of words as they are written, in small letters, and what it says."""

    item: str
    value: str
    pattern: re.Pattern[str]


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
    return tuple(
        Said(one.item, one.value, re.compile(rf"\b(?:{put(pattern, parts)})"))
        for one in intake.sayings
        for pattern in one.patterns
    )


def put(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with its parts in place.

    >>> put("<who> fell", {"who": "(?:i|she)"})
    '(?:i|she) fell'
    """
    return _PART.sub(lambda part: parts[part[1]], pattern)


@cache
def either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that any of several matches, the first of them where several do.

    >>> either(("ever since", "since then")).search("sore since then").group()
    'since then'
    """
    return re.compile("|".join(patterns))

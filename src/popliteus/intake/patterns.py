"""How patterns of words as they are written say something."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from popliteus.intake.sentences import begins, ends
from popliteus.intake.similes import Likened
from popliteus.knowledge.records import PART, SAID, Intake

#: How far before and behind what a pattern matched its company may stand, in characters.
BEFORE, BEHIND = 160, 40

#: What stands for the words that a pattern matched, among those around them: no story holds it.
_MATCHED = "\0"

#: What stands for the words of an item, and right before and behind them.
_AROUND = {SAID: "\0[^\0]*\0", "begins": "\0", "ends": "\0"}

#: "n't" among other words: no word begins with it, so what stands before it is of the same word.
_SHORT = re.compile(r"(?<=[|:])n't")


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
        before, behind = around(low, match.start(), match.end())
        return self.unless.search(f"{before}{_MATCHED}{behind}") is None


@dataclass(frozen=True, slots=True)
class Else:
    """Patterns in which words of an item mean something else; of one value of it, or of any."""

    value: str | None
    pattern: re.Pattern[str]

    def holds(self, low: str, start: int, end: int, value: str) -> bool:
        """Return whether words from `start` to `end` mean something else."""
        if self.value not in {None, value}:
            return False
        before, behind = around(low, start, end)
        return self.pattern.search(f"{before}\0{low[start:end]}\0{behind}") is not None


def around(low: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind some words in their sentence.

    >>> around("it hurts. hay fever is out", 14, 19)
    (' hay ', ' is out')
    >>> around("it is 3.5 cm bigger", 13, 19)
    ('it is 3.5 cm ', '')
    """
    first, last = begins(low, start, longest=BEFORE), ends(low, end, longest=BEHIND)
    return low[first:start], low[end:last]


def otherwise(intake: Intake) -> dict[str, tuple[Else, ...]]:
    """Return for each item in what its words mean something else.

    >>> import popliteus
    >>> low = "it is hay fever time"
    >>> senses = otherwise(popliteus.load().intake)["fever"]
    >>> any(one.holds(low, 10, 15, "present") for one in senses)
    True
    """
    found: dict[str, tuple[Else, ...]] = {}
    parts = parts_of(intake) | _AROUND
    for one in intake.otherwise:
        pattern = either(tuple(put(each, parts) for each in one.patterns))
        found[one.item] = (*found.get(one.item, ()), Else(one.value, pattern))
    return found


def qualities(intake: Intake, form: Callable[[str], str]) -> tuple[Likened, ...]:
    """Return what patterns of words are read as a quality, each from a word or a mark on.

    >>> import popliteus
    >>> first = qualities(popliteus.load().intake, lambda word: word)[0]
    >>> first.form, bool(first.pattern.search("my knee has come up like a bap"))
    ('swell', True)
    """
    parts = parts_of(intake)
    return tuple(
        Likened(form(one.quality), re.compile(rf"(?:(?<!\w)|(?=\W))(?:{put(pattern, parts)})"))
        for one in intake.similes
        for pattern in one.patterns
    )


def compiled(intake: Intake) -> tuple[Said, ...]:
    """Return what patterns say, each from the beginning of a word on.

    >>> import popliteus
    >>> first = compiled(popliteus.load().intake)[0]
    >>> first.item, first.value, bool(first.pattern.search("i have not hurt my knee"))
    ('mechanism', 'none', True)
    """
    parts = parts_of(intake)
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


def parts_of(intake: Intake) -> dict[str, str]:
    """Return what each part stands for, as one pattern.

    >>> import popliteus
    >>> "who" in {*parts_of(popliteus.load().intake)}
    True
    """
    parts: dict[str, str] = {}
    for name, words in intake.parts.items():
        parts[name] = f"(?:{'|'.join(put(one, parts) for one in words)})"
    return parts


def put(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with its parts in place.

    >>> put("<who> fell", {"who": "(?:i|she)"})
    '(?:i|she) fell'
    >>> bool(re.search(put("(?:not|n't) swollen", {}), "it isn't swollen"))
    True
    """
    return _SHORT.sub(r"\\w*n't", PART.sub(lambda part: parts[part[1]], pattern))


@cache
def either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that any of several matches, the first of them where several do.

    >>> either(("ever since", "since then")).search("sore since then").group()
    'since then'
    """
    return re.compile("|".join(patterns))

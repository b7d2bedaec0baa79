"""Checks on the patterns of words that are sought in a whole story: none may start without end.

A pattern that begins with a repetition of words without a limit, such as "(?:about |for )*four
hours", is tried anew from each of them: a text of n words "for" costs n times n steps. What may
stand before the words that matter is a few words in any story, so a limit costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.knowledge.reader import Path_
from popliteus.knowledge.records import PART

FILE = "intake.yaml"

#: Fields of `beginnings` whose patterns are sought in a whole story.
_SOUGHT = ("since", "at_once", "distance")

#: How an item may be repeated, without a limit and with one.
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
_TIMES = re.compile(r"[*+?]\??|\{\d*,?\d*\}\??")
_OPENS = re.compile(r"\((?:\?(?::|P<\w+>|<?[=!]))?")
#: A set of characters that may span words: one that names what it leaves out.
_SPANS = re.compile(r"\[\^(?:\\.|[^\]\\])+\]|\.")
_SIMPLE = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|[^()|]")
#: What takes up no character.
_NO_WIDTH = frozenset([r"\b", r"\B", "^", "$"])


def starts_endless(pattern: str) -> bool:
    r"""Return whether a pattern may start with words or characters repeated without a limit.

    >>> starts_endless("(?:about |for )*four hours"), starts_endless("(?:about |for ){0,4}four")
    (True, False)
    >>> starts_endless(r"\b(?:a )?(?:(?:b|(?:c )+d) )e"), starts_endless("a (?:b )*c")
    (True, False)
    """
    return _group(pattern, 0)[1]


def _group(pattern: str, place: int) -> tuple[int, bool, bool]:
    """Return where a group ends, whether it starts endless, and whether it may be empty."""
    endless = empty = False
    start = True
    while place < len(pattern) and pattern[place] != ")":
        if pattern[place] == "|":
            empty, start, place = empty or start, True, place + 1
            continue
        place, wrong, none = _item(pattern, place)
        endless = endless or (start and wrong)
        start = start and none
    return place + 1, endless, empty or start


def _item(pattern: str, place: int) -> tuple[int, bool, bool]:
    """Return where an item ends, whether it is or starts endless, and whether it may be empty."""
    opens = _OPENS.match(pattern, place)
    if opens is not None:
        end, endless, empty = _group(pattern, opens.end())
        spans, empty = True, empty or opens.group().endswith(("=", "!"))
        endless = endless and not opens.group().endswith(("=", "!"))
    else:
        simple = _SIMPLE.match(pattern, place)
        end = simple.end() if simple else place + 1
        spans = _SPANS.fullmatch(pattern, place, end) is not None
        endless, empty = False, pattern[place:end] in _NO_WIDTH
    times = _TIMES.match(pattern, end)
    if times is None:
        return end, endless, empty
    endless = endless or (spans and _ENDLESS.match(pattern, end) is not None)
    return times.end(), endless, empty or times.group()[0] in "*?" or times.group()[:2] == "{0"


def endless(checked: Checked) -> Iterator[Problem]:
    """KB139: no pattern that is sought in a whole story starts with words repeated without end."""
    intake = checked.base.intake
    parts: dict[str, str] = {}
    for name, words in intake.parts.items():
        parts[name] = f"(?:{'|'.join(_whole(one, parts) for one in words)})"
    sought: list[tuple[Path_, tuple[str, ...]]] = [
        (("sayings", place), one.patterns) for place, one in enumerate(intake.sayings)
    ]
    sought += [(("similes", place), one.patterns) for place, one in enumerate(intake.similes)]
    sought += [(("beginnings", one), getattr(intake.beginnings, one)) for one in _SOUGHT]
    for path, patterns in sought:
        for pattern in patterns:
            if starts_endless(_whole(pattern, parts)):
                yield checked.problem(
                    "KB139", FILE, path, f"'{pattern}' starts with a repetition without a limit",
                    "write how often at most, such as {0,4}, here or in the part that it calls",
                )  # fmt: skip


def _whole(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with its parts in place; an unknown part is a word (KB137 tells of it)."""
    return PART.sub(lambda part: parts.get(part[1], part[1]), pattern)


CHECKS: tuple[Check, ...] = (endless,)

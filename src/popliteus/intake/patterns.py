"""How patterns of words as they are written say something, and the words that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: What has become more than it was.
MORE = (
    r"(?:worse|stiffer|bigger|larger|stronger|thicker|harder|tighter|weaker|longer|sorer|redder|"
    r"more (?:swollen|painful|severe|frequent|intense|tender|constant))"
)

#: Less than a sentence between two parts.
SENTENCE = r"[^.!?\n]{0,90}?"

#: Pain, and what is done while it is felt: "it hurts when I run", "when I run, it hurts".
ACHES = (
    r"(?:hurts?|hurting|pains?|painful|aches?|aching|tight\w*|cramps?|cramping|knots?|worse|sore|"
    r"seizes?|stabs?|burns?|throbs?|twinges?|notice it|comes? on|there)"
)
WHEN = (
    r"(?:when|while|whenever|as soon as|each time|every time|if|once|the moment)"
    r" (?:i|he|she)(?:'m| am|'s| is)?(?: try to| start to)?"
)
AFTER = r"after (?:i|he|she)(?:'ve| have|'s| has) been"
SPORT = (
    r"(?:runs?|running|jogs?|jogging|play|plays|playing|trains?|training|exercise|exercises|"
    r"exercising|sprints?|sprinting|cycles?|cycling|pedal|pedals|ride|rides|dance|dances)\b"
)
LOAD = r"(?:walk|walks|walking|stand|stands|standing|step|steps|put weight|put my weight)\b"
DOING = r"(?:running|jogging|jumping|cycling|walking|standing|playing)\b"
USE = r"(?:exert|active|on the bike|on the move|use it|work them)"
WORDS = r"(?:,? [\w'-]+){0,8},?"


@dataclass(frozen=True, slots=True)
class Saying:
    """A pattern of words as they are written, in small letters, and what it says."""

    item: str
    value: str
    pattern: re.Pattern[str]


def sayings(item: str, value: str, *patterns: str) -> Iterator[Saying]:
    """Yield what some patterns say, each with its beginning at the beginning of a word."""
    for pattern in patterns:
        yield Saying(item, value, re.compile(rf"\b(?:{pattern})"))

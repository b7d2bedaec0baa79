"""Hard words: where they are explained, and how they are found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from popliteus.knowledge.prose import Prose


@dataclass(frozen=True, slots=True)
class HardWords:
    """Words that have an explanation: how they are found, and whose explanation it is."""

    pattern: re.Pattern[str]
    term: dict[str, str]


def hard_words(prose: Prose) -> HardWords:
    """Return the words of the text ``words``: headings such as ``Meniscus (menisci, meniscal)``."""
    term: dict[str, str] = {}
    for heading in prose.sections():
        name, _, others = heading.partition("(")
        for word in (name, *others.rstrip(") ").split(",")):
            if word.strip():
                term[word.strip().lower()] = name.strip()
    longest_first = sorted(term, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)
    return HardWords(pattern, term)


def slug(text: str) -> str:
    """Return words as the name of an anchor.

    >>> slug("What it feels like?")
    'what-it-feels-like'
    """
    kept = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return "-".join(kept.split())

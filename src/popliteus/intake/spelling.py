"""Misspelt words of the phrase lists, put right within a bounded distance.

A word is looked at only when no phrase and no English dictionary knows it, so one real word is
never turned into another. What is changed is the form that is compared; what is quoted stays as
it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

#: Letters of a word from which one slip, and from which two slips, may be put right. A shorter
#: word is within one letter of too many others.
ONE_SLIP = 5
TWO_SLIPS = 8


class Spelling:
    """Puts words of a vocabulary right.

    Parameters
    ----------
    vocabulary
        The words that may be meant.

    Examples
    --------
    >>> spelling = Spelling(["swollen", "behind", "diabetes"])
    >>> spelling.correct("swolen"), spelling.correct("diabetis"), spelling.correct("woollen")
    ('swollen', 'diabetes', 'woollen')
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = frozenset(word for word in vocabulary if word.isalpha())
        self._by_start: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._words):
            if len(word) >= ONE_SLIP - 1:
                self._by_start.setdefault((word[0], len(word)), []).append(word)
        self._known: dict[str, str] = {}

    @cached_property
    def _english(self) -> SpellChecker:
        return SpellChecker(language="en")

    def correct(self, word: str) -> str:
        """Return the word that is meant, or the word itself."""
        if len(word) < ONE_SLIP or word in self._words or not word.isascii():
            return word
        known = self._known.get(word)
        if known is None:
            right = word in self._english or _american(word) in self._english
            known = word if right else self._nearest(word)
            if len(self._known) < 50_000:  # a bound for a server that reads for months
                self._known[word] = known
        return known

    def _nearest(self, word: str) -> str:
        """Return the one nearest word with the same first letter; itself when two are as near."""
        slips = 1 if len(word) < TWO_SLIPS else 2
        best, least, alone = word, slips + 1, True
        bones = _bones(word)
        for length in range(len(word) - slips, len(word) + slips + 1):
            for candidate in self._by_start.get((word[0], length), ()):
                distance = OSA.distance(word, candidate, score_cutoff=least)
                if distance < least:
                    best, least, alone = candidate, distance, True
                elif distance == least <= slips and not _same_stem(best, candidate):
                    if (_bones(candidate) == bones) == (_bones(best) == bones):
                        alone = False
                    elif _bones(candidate) == bones:
                        best, alone = candidate, True
        return best if alone else word


def _american(word: str) -> str:
    """Return a British word as the dictionary writes it: a "parlour" is no slip of another word.

    >>> _american("parlour"), _american("theatre"), _american("anaemic")
    ('parlor', 'theater', 'anemic')
    """
    return re.sub(r"re$", "er", word.replace("our", "or").replace("ae", "e").replace("oe", "e"))


def _same_stem(one: str, other: str) -> bool:
    """Return whether two words are likely forms of one: all but their last three letters agree."""
    shorter = min(len(one), len(other)) - 3
    return shorter > 2 and one[:shorter] == other[:shorter]


def _bones(word: str) -> str:
    """Return a word without its vowels, which people slip on most.

    >>> _bones("behnd") == _bones("behind"), _bones("bend") == _bones("behind")
    (True, False)
    """
    return "".join(letter for letter in word if letter not in "aeiou")

"""A text as words, and the words as the forms in which they are compared.

What this module is
    `words_of`: spaCy's English tokenizer, with the place of every word in the text as it was
    given, counted in Unicode code points. `Forms`: Porter stems, words that mean the same, words
    that are left out, and runs of words that are read as one.

What it is not
    It knows no finding. Nothing is added to a text or taken from it: every form keeps the place
    of the words it stands for, so that what is quoted is what was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import snowballstemmer
import spacy
from spacy.language import Language

from popliteus.knowledge.records import Intake

#: A run without a blank that is longer than this is no word; nothing in it is looked at. The
#: longest word in use in an English phrase list has 28 letters.
LONGEST_RUN = 60

#: Marks that separate words in a long run; one character for one, so that places stay.
_MARKS = re.compile(r"[^\w'\s]")
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")

#: Characters that stand for others, one for one.
_QUOTES = {0x2019: "'", 0x2018: "'", 0x60: "'", 0xB4: "'", 0x201C: '"', 0x201D: '"'}
_DASHES = {0x2010: "-", 0x2011: "-"}
_SAME = {**_QUOTES, **_DASHES, **{ord(mark): " " for mark in "_*~"}}

#: A plus that stands for "positive" ("sag +"), and any other: "and". One character for one.
_PLUS = re.compile(r"(?<=\s)(\+)(\+*)(?=\s*(?:[.,;)\n]|\Z))")

#: "12 y/o son": spaCy parts it, and "/o" would be "r/o", to rule out. As long as it was.
_AGED = re.compile(r"(?<![a-zA-Z])([yY])/([oO])\b")

#: What a plus for "positive" becomes; no text that people write holds it.
POSITIVE = "ǂ"

#: "Non-tender" in the short hand of clinicians; in small letters it would deny what follows.
NON_TENDER = "NT"

#: Ends of words that deny, as spaCy cuts them off ("ca" + "n't").
_DENIALS = frozenset(["n't", "nt"])
_ABLE = frozenset(["ca", "can", "could", "cou"])

#: Words before an "of" that says nothing: "a sort of snap".
_A_SORT = frozenset(["sort", "kind"])

#: What ends a sentence, and what only parts it.
ENDS = frozenset([".", "!", "?", "...", "…"])
PARTS = frozenset([",", ";", ":", "/", "&", "(", ")", "?", "-", "=", ">", "|", "•"])


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place in the text, as it was written in small letters, and corrected."""

    start: int
    end: int
    low: str
    line_end: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One form of the stream in which phrases are looked for, and the words it stands for."""

    form: str
    first: int
    last: int


def cleaned(text: str) -> str:
    """Return a text of the same length without what slows a tokenizer down.

    >>> cleaned("can’t " + "x" * 70 + " walk").split()
    ["can't", 'walk']
    """
    text = text.replace("+ve", "ǂve").replace("-ve", "ǁve").translate(_SAME)
    text = _PLUS.sub(lambda plus: POSITIVE + " " * len(plus[2]), text).replace("+", "&")
    return _RUN.sub(_split, _AGED.sub(r"\1\2 ", text))


def lowered(text: str) -> str:
    """Return a text in small letters, of the same length whatever the script."""
    text = cleaned(text)
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def _split(run: re.Match[str]) -> str:
    """Return a long run with blanks for its marks, and blank where no word is left."""
    parted = _MARKS.sub(" ", run[0])
    return _RUN.sub(lambda one: " " * len(one[0]), parted)


class Tokenizer:
    """spaCy's English tokenizer without any trained part."""

    def __init__(self) -> None:
        self.nlp: Language = spacy.blank("en")
        self._phrases: dict[str, tuple[Word, ...]] = {}

    def phrase(self, text: str) -> tuple[Word, ...]:
        """Return the words of a phrase of the knowledge base, read once and kept."""
        known = self._phrases.get(text)
        if known is None:
            known = self._phrases[text] = tuple(self.words(text))
        return known

    def words(self, text: str, correct: Callable[[str], str] | None = None) -> list[Word]:
        """Return the words of a text, marks included.

        Parameters
        ----------
        text
            As given.
        correct
            What puts a misspelt word right; nothing when left out.
        """
        found: list[Word] = []
        clean = cleaned(text)
        for token in self.nlp.tokenizer(clean):
            start, end = token.idx, token.idx + len(token.text)
            if token.is_space:
                if found and _line_ends(token.text, text[end : end + 1]):
                    last = found[-1]
                    found[-1] = Word(last.start, last.end, last.low, line_end=True)
                continue
            for low, first, stop in self._parted(token.text, start, end):
                before = found[-1] if found else None
                if low in _DENIALS and before is not None and before.end == first:
                    kind = "cannot" if before.low in _ABLE else "not"
                    kind = "won't" if before.low == "wo" else kind  # who will not is not "not"
                    found[-1] = Word(before.start, stop, kind)
                else:
                    right = correct(low) if correct and low.isalpha() else low
                    found.append(Word(first, stop, right))
        return found

    def _parted(self, text: str, start: int, end: int) -> list[tuple[str, int, int]]:
        """Return what a token is read as, in small letters, each with its place."""
        if text == NON_TENDER:
            return [("non", start, start + 1), ("tender", start + 1, end)]
        if text == POSITIVE + ".":  # "Lachman +." ends its sentence
            return [("positive", start, start + 1), (".", start + 1, end)]
        low = text.lower().replace("ǂve", "+ve").replace("ǁve", "-ve")
        if low != text and any(mark.isdigit() for mark in low) and len(low) == len(text):
            parts = self.nlp.tokenizer(low)  # phrases are small letters: "T2DM" as "t2dm" is cut
            return [(one.text, start + one.idx, start + one.idx + len(one.text)) for one in parts]
        return [("positive" if low == POSITIVE else low, start, end)]


def _line_ends(blank: str, following: str) -> bool:
    """Return whether a new line is a new sentence: an empty line, a list, a capital letter."""
    if "\n" not in blank:
        return False
    return blank.count("\n") > 1 or following in "-*•" or following.isupper()


class Forms:
    """Words as they are compared.

    Examples
    --------
    >>> import popliteus
    >>> forms = Forms(popliteus.load().intake, Tokenizer())
    >>> forms.of("the swelling of my left calf"), forms.of("my calf is very swollen")
    (('swell', 'of', '@calf'), ('@calf', 'swell'))
    """

    def __init__(self, intake: Intake, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._stem = snowballstemmer.stemmer("english").stemWord
        self._known: dict[str, str] = {}
        self._fillers = frozenset(intake.fillers)
        self._surface: dict[str, str] = {}
        self._runs: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._places: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._intake = intake
        self._single_forms()
        self._many(self._runs, self._form_runs())
        self._many(self._places, self._place_runs())

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of each place by its form."""
        return {f"@{one.id}": one.kind for one in self._intake.places}

    def of(self, phrase: str) -> tuple[str, ...]:
        """Return the forms of a phrase."""
        return tuple(unit.form for unit in self.units(self._tokenizer.phrase(phrase)))

    def units(self, words: Sequence[Word]) -> list[Unit]:
        """Return the stream of forms of words, fillers left out."""
        plain = [
            Unit(form, place, place)
            for place, word in enumerate(words)
            if (form := self.form(word.low))
            and not (word.low == "of" and place and words[place - 1].low in _A_SORT)
        ]
        return _rewritten(_rewritten(plain, self._runs), self._places)

    def form(self, low: str) -> str:
        """Return the form of one word; nothing for a filler or a mark that means nothing."""
        known = self._known.get(low)
        if known is None:
            known = self._form(low)
            if len(self._known) < 50_000:  # a bound for a server that reads for months
                self._known[low] = known
        return known

    def _form(self, low: str) -> str:
        if low in self._fillers:
            return ""
        if low in self._surface:
            return self._surface[low]
        if not low[:1].isalnum():
            return low if low in ENDS or low in PARTS - {"-"} or low == "#" else ""
        return str(self._stem(low)) if low.isalpha() else low

    def _single_forms(self) -> None:
        """Take in words that are read as another word.

        A word that stands among its own variants keeps its ending: "twisted" tells of an injury,
        "twisting" of what hurts.
        """
        for canonical, variants in self._intake.forms.items():
            target = self._target(canonical, variants)
            if " " not in canonical:
                self._surface.setdefault(canonical, target)
            for one in variants:
                if len(self._tokenizer.words(one)) == 1:
                    self._surface[self._tokenizer.words(one)[0].low] = target

    def _form_runs(self) -> Iterable[tuple[str, str]]:
        for canonical, variants in self._intake.forms.items():
            target = self._target(canonical, variants)
            for one in (canonical, *variants):
                if len(self._tokenizer.words(one)) > 1:
                    yield one, target

    def _target(self, canonical: str, variants: tuple[str, ...]) -> str:
        whole = " " in canonical or canonical in variants
        return canonical if whole else str(self._stem(canonical))

    def _place_runs(self) -> Iterable[tuple[str, str]]:
        for place in self._intake.places:
            for one in place.words:
                yield one, f"@{place.id}"

    def _many(
        self,
        runs: dict[str, list[tuple[tuple[str, ...], str]]],
        wanted: Iterable[tuple[str, str]],
    ) -> None:
        found: dict[tuple[str, ...], str] = {}
        for phrase, target in wanted:
            forms = self.of(phrase)
            if forms:
                found.setdefault(forms, target)
        for forms, target in found.items():
            runs.setdefault(forms[0], []).append((forms, target))
        for many in runs.values():
            many.sort(key=lambda one: -len(one[0]))


def _rewritten(units: list[Unit], runs: dict[str, list[tuple[tuple[str, ...], str]]]) -> list[Unit]:
    """Return units with every known run put as one, the longest first."""
    if not runs:
        return units
    found: list[Unit] = []
    place = 0
    while place < len(units):
        for forms, target in runs.get(units[place].form, ()):
            end = place + len(forms)
            if tuple(unit.form for unit in units[place:end]) == forms:
                found.append(Unit(target, units[place].first, units[end - 1].last))
                place = end
                break
        else:
            found.append(units[place])
            place += 1
    return found

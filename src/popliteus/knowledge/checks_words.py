"""Check on the words of texts for patients: a medical word is explained where it is used first.

How an explanation looks
    The plain words stand in the same sentence, tied to the medical word in one of three forms:

    * in brackets after it: "a meniscus (a cushion in the knee)";
    * with it in brackets: "the cushions in the knee (menisci)";
    * with "that is", "called", "is", "are" or "means" between: "a meniscus, that is a cushion".

    Each page counts by itself: a record, or a file of ``pages/``; a section of ``prevention`` is
    read after its cause. A name or a label may hold a medical word without its explanation when the
    first text that uses the word gives one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.knowledge.patient_texts import PatientText, parts_of, texts_of
from popliteus.knowledge.prose import Prose, read_prose
from popliteus.knowledge.records import HardWord

#: What ties plain words to the medical word when it stands between the two.
_TIES = r"\(|\b(?:that is|calls?|called|is|are|means?|meaning)\b"

_TOKEN = re.compile(r"[\w-]+")

#: The page that is the list of explanations, and the one whose sections stand on pages of causes.
_LIST, _SECTIONS = "words", "prevention"

#: Fields that are names: of a record, of a page of the interview, of a part of a drawing.
_NAMES = frozenset({"lay_name", "title", "name"})


@dataclass(frozen=True, slots=True)
class _Word:
    """A medical word as it is found, and as it is explained."""

    word: HardWord
    found: re.Pattern[str]
    explained: re.Pattern[str]


def jargon(checked: Checked) -> Iterator[Problem]:
    """KB133: a text for patients explains each medical word of jargon.yaml on first use."""
    words = [_word(one) for one in checked.base.jargon.words]
    by_token: dict[str, list[_Word]] = {}
    for word in words:
        for form in (word.word.word, *word.word.forms):
            by_token.setdefault(_TOKEN.findall(form.lower())[0], []).append(word)
    for page in _pages(checked):
        tokens = [token for one in page for token in _TOKEN.findall(one.text.lower())]
        maybe = {id(word): word for token in tokens for word in by_token.get(token, ())}
        for word in maybe.values():
            text = _unexplained(word, page)
            if text is not None:
                yield _problem(checked, word.word, text)


def _word(one: HardWord) -> _Word:
    hard, plain = _any((one.word, *one.forms)), _any(one.plain)
    between = rf"[^.!?\n]*?(?:{_TIES})[^.!?\n]*?"
    either = rf"{hard}{between}{plain}|{plain}{between}{hard}"
    return _Word(one, re.compile(hard, re.I), re.compile(either, re.I))


def _any(words: Sequence[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])"


def _unexplained(word: _Word, texts: Iterable[PatientText]) -> PatientText | None:
    """Return the text that should explain a word and does not."""
    named: PatientText | None = None
    for text in texts:
        if not word.found.search(text.text):
            continue
        if word.explained.search(text.text):
            return None
        if _is_name(text):
            named = named or text
            continue
        return text
    return None if named is None or _is_label(named) else named


def _is_name(text: PatientText) -> bool:
    return bool(text.path) and text.path[-1] in _NAMES


def _is_label(text: PatientText) -> bool:
    """Return whether a name stands where no text can: on a drawing, or over a page of questions."""
    return text.file in {"drawings.yaml", "questionnaire.yaml"}


def _pages(checked: Checked) -> Iterator[list[PatientText]]:
    """Yield the texts that stand together, in reading order."""
    prose = read_prose(checked.folder)
    sections = _sections(prose.get(_SECTIONS))
    for file, document in checked.documents.items():
        kind, slash, name = file.partition("/")
        texts = list(texts_of(kind.removesuffix(".yaml"), file, document.value))
        if kind == "causes":
            texts += sections.get(name.removesuffix(".yaml"), [])
        if slash:
            yield texts
        else:
            groups: dict[object, list[PatientText]] = {}
            for one in texts:
                groups.setdefault(one.path[:2], []).append(one)
            yield from groups.values()
    for page in prose.values():
        if page.name not in {_LIST, _SECTIONS}:
            yield list(parts_of(page))


def _sections(prose: Prose | None) -> dict[str, list[PatientText]]:
    """Return the texts of each section of a page by its heading."""
    found: dict[str, list[PatientText]] = {}
    if prose is not None:
        headings = {
            prose.line(one.start()): one[1]
            for one in re.finditer(r"^## +(.+?) *$", prose.body, re.M)
        }
        for text in parts_of(prose):
            above = [line for line in headings if line < text.line]
            if above:
                found.setdefault(headings[max(above)], []).append(text)
    return found


def _problem(checked: Checked, word: HardWord, text: PatientText) -> Problem:
    message = f"{text.field} uses '{word.word}' without explaining it: {text.text[:60]!r}"
    remedy = (
        f"say it in plain words, or put one of them beside it in brackets: {', '.join(word.plain)}"
    )
    if text.line:
        return Problem("KB133", "error", text.file, text.line, message, remedy)
    return checked.problem("KB133", text.file, text.path, message, remedy)


CHECKS: tuple[Check, ...] = (jargon,)

"""What tests that have a name showed: the result that is told for all of a list.

"Lachman and pivot shift were both negative, as was the anterior drawer": results are told in few
ways, so that patterns of words as they are written reach further here than phrases do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from popliteus.intake.shown import FAR, NOT, Told, pattern_of
from popliteus.knowledge.records import NamedTest, Signs

#: What may stand between two tests of a list.
_LIST = re.compile(
    r"(?:['’]s)?(?: (?:tests?|signs?|manoeuvres?)){0,3}\s*"
    r"(?:,? ?(?:and|or|nor|&|as well as) ?|, ?|/ ?|\+ ?)"
    r"(?:(?:u ?& ?es?|lfts?|glucose|renal function|liver function|metabolic panel|tfts?|"
    r"electrolytes|urea|creatinine|bone profile|ferritin|vitamin d|hba1c)(?:,| and|, and) )*"
    r"(?:the |both |then )*$"
)

#: "As was the pivot shift", "so were both drawers": the result is that of the list before.
_LIKEWISE = re.compile(
    r"\b(?:as|so|and so) (?:was|were|is|are|did) (?:the |both |my |his |her |a |an )*$"
)

#: "But the pivot shift was not", "and the D-dimer was too".
_IS_NOT = re.compile(r" (?:was|were|is|are|did) not\W*$")

_TOO = re.compile(r" (?:was|were|is|are|did) (?:too|as well|also|the same)\W*$")

_OR = re.compile(r"\b(?:or|nor)\b|/")

#: What may stand between a test and its result.
_BETWEEN = re.compile(
    r"^(?:[^,:;()]*|[^,:;()]*(?:,? (?:which|and (?:it|that|they|both|this|all)|it|they|both|all)"
    r" (?:was|were|came|is|are)[^,:;()]*)|\s?[:(] ?[^,:;()]*|\s?\([^()]*\)[^,:;()]*)$"
)

_TOO_FAR = re.compile(
    r"\b(?:but|although|though|however|except|apart|while|whereas|because|"
    r"hips?|pelvis|spine|chest)\b"
)

_FIGURES = re.compile(r"\d")

_NO = re.compile(
    r"\b(?:no|without|nor|neither|nil)(?: (?:any|positive|obvious|clear|evidence of(?: an?| any)?|"
    r"significant|palpable|audible|a|an|the|medial|lateral|or))*\s$"
)


#: A denial of a clear result that is told before its test: "not easily palpable pulses".
_NOT_SO = re.compile(
    r"\b(?:no|not|without|never)(?: (?:any|easily|clearly|readily|longer|a|an))*\s*$"
)


#: The same behind its test: "pulses are not easily palpable".
_NOT_QUITE = re.compile(
    r"\bnot (?:easily|clearly|readily|fully|entirely|completely|well|properly)\s$"
)

#: "Pain on patellar compression", "discomfort reproduced by a squat": it stands before the test.
_PAIN_ON = re.compile(
    r"\b(?:pain|discomfort|symptoms?)\b(?: (?:was|is|were|could be))?"
    r"(?: (?:(?:re)?produced|provoked|elicited|evident|present|noted|felt))?"
    r" (?:on|with|by|during)(?: (?:a|an|the|firm|direct|gentle))*\s$"
)

#: Words right before such a pain with which there is none.
_NONE = re.compile(r"\b(?:no|not|without|nil|never|any|denies|minimal|if)(?: \w+)?\s$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A test that a sentence names."""

    test: NamedTest
    start: int
    end: int


def results(said: str, kinds: frozenset[str], signs: Signs) -> Iterator[Told]:
    """Yield the results of the tests that a sentence names."""
    lists = list(_lists(said, kinds, signs))
    before: bool | None = None
    last = 0
    for place, tests in enumerate(lists):
        end = lists[place + 1][0].start if place + 1 < len(lists) else len(said)
        led, behind = said[last : tests[0].start], said[tests[-1].end : end]
        same = _so(led, behind, before)
        each = [
            same if same is not None else _result(one.test, led, behind, signs, reached=reached)
            for one, reached in zip(tests, _reached(said, tests), strict=True)
        ]
        told = [one for one in each if one is not None]
        before = told[-1] if told else None
        last = _end_of_result(tests[-1], behind, signs) if told else tests[-1].end
        for one, result in zip(tests, each, strict=True):
            if result is None or (result and one.test.clear_only):
                continue
            for item in one.test.items:
                yield Told(item, one.start, one.end, result, one.test.felt)


def _so(led: str, behind: str, before: bool | None) -> bool | None:
    """Return a result that is told by that of the list before: "but the pivot shift was not"."""
    if before is None:
        return None
    if _LIKEWISE.search(led) or _TOO.match(behind):
        return before
    return not before if _IS_NOT.match(behind) else None


def _reached(said: str, tests: Sequence[_Named]) -> list[bool]:
    """Return which tests of a list a "no" before it reaches: all of "no sag or pivot shift"."""
    gaps = [said[one.end : other.start] for one, other in pairwise(tests)]
    every = any(_OR.search(gap) for gap in gaps)
    return [place == 0 or every for place in range(len(tests))]


def _lists(said: str, kinds: frozenset[str], signs: Signs) -> Iterator[list[_Named]]:
    """Yield the tests that stand in one list: "McMurray, Apley and Thessaly"."""
    found: list[_Named] = []
    for test in signs.tests:
        if test.within and kinds.isdisjoint(test.within):
            continue
        found += [_Named(test, m.start(), m.end()) for m in pattern_of(test.names).finditer(said)]
    found.sort(key=lambda one: (one.start, -one.end))
    outer: list[_Named] = []
    for one in found:
        if not outer or one.start >= outer[-1].end or _same(one, outer[-1]):
            outer.append(one)
    together: list[_Named] = []
    for one in outer:
        gap = said[together[-1].end : one.start] if together else ""
        if together and not (_same(one, together[-1]) or _LIST.fullmatch(gap)):
            yield together
            together = []
        together.append(one)
    if together:
        yield together


def _same(one: _Named, other: _Named) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _result(test: NamedTest, led: str, behind: str, signs: Signs, *, reached: bool) -> bool | None:
    """Return whether a test was positive, by the words before or behind its list."""
    found, clear = _words(test, signs)
    if one := pattern_of(found, led_by=True).search(led):
        return not NOT.search(led, 0, one.start())
    if one := pattern_of(clear, led_by=True).search(led):
        return _NOT_SO.search(led, 0, one.start()) is not None  # "no palpable foot pulses"
    pain = _PAIN_ON.search(led)
    if pain and pattern_of(found).match("painful"):
        return not _NONE.search(led, 0, pain.start())
    no = _NO.search(led) is not None
    if test.sign and no and reached:
        return False
    told = _first(test, behind, signs)
    if told is None:
        return False if test.sign and no else None
    return told[0] is not (no and reached)  # "neither foot pulse palpable"


def _first(test: NamedTest, behind: str, signs: Signs) -> tuple[bool, int] | None:
    """Return the first result behind a test, and where it ends."""
    found, clear = _words(test, signs)
    hits: list[tuple[int, int, bool]] = []
    for words, value in ((clear, False), (found, True)):
        match = pattern_of(words).search(behind, 0, FAR + 20)
        if match and match.start() <= FAR:
            hits.append((match.start(), -match.end(), value))
    if not hits:
        return None
    start, end, value = min(hits)
    between = behind[:start]
    undone = pattern_of(signs.undone).search(behind)
    if undone and undone.start() <= start:
        return None
    if not _BETWEEN.match(between) or _TOO_FAR.search(between):
        return None
    if test.counted and _FIGURES.search(between):
        return None
    if value and re.search(r"(?:\b(?:not|no|nor|never|neither)|n't)(?: \w+)?\s$", between):
        value = False
    if not value and _NOT_QUITE.search(between):
        value = True
    return value, -end


def _end_of_result(last: _Named, behind: str, signs: Signs) -> int:
    told = _first(last.test, behind, signs)
    return last.end + (told[1] if told else 0)


def _words(test: NamedTest, signs: Signs) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words for a found and for a clear result of a test."""
    found, clear = test.found, test.clear
    if test.besides or not found:
        found = (*found, *signs.found)
    if test.besides or not clear:
        clear = (*clear, *signs.clear)
    return found, clear

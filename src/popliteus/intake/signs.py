"""What tests that have a name, pictures and samples showed.

What this module is
    `tested`, which gives each test of a list the result that is told for all of it ("Lachman and
    pivot shift were both negative, as was the anterior drawer"), and takes from what is said of a
    picture the faults of its parts and the parts that are whole ("MRI: torn medial meniscus,
    cruciates intact"). Results are told in few ways, so that patterns of words as they are written
    reach further here than phrases do.

What it is not
    Whose test it was, and when, is decided as for everything else that a story names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from popliteus.knowledge.records import Intake, NamedTest, Shown, Signs

#: How far behind a test its result may stand, in characters.
FAR = 60

#: The kind of what an examiner feels, which no picture shows.
FELT = "felt"

#: How many sentences that name nothing else still tell of a picture.
GOES_ON = 2

_SENTENCE = re.compile(r"(?:[^.;!?\n]|(?<=\d)\.(?=\d)|\.(?=\w\.)|(?<=\.\w)\.)+[.;!?\n]?")

#: What may stand between two tests of a list.
_LIST = re.compile(
    r"(?:['’]s)?(?: (?:tests?|signs?|manoeuvres?))*\s*"
    r"(?:,? ?(?:and|or|nor|&|as well as) ?|, ?|/ ?|\+ ?)"
    r"(?:(?:u ?& ?es?|u&es?|lfts?|glucose|renal function|liver function|metabolic panel|tfts?|electrolytes|"
    r"urea|creatinine|bone profile|ferritin|vitamin d|hba1c)(?:,| and|, and) )*(?:the |both |then )*$"
)

#: "As was the pivot shift", "so were both drawers": the result is that of the list before.
_LIKEWISE = re.compile(r"\b(?:as|so|and so) (?:was|were|is|are|did) (?:the |both |my |his |her |a |an )*$")

#: What may stand between a test and its result.
_BETWEEN = re.compile(
    r"^(?:[^,:;()]*|[^,:;()]*(?:,? (?:which|and (?:it|that|they|both|this|all)|it|they|both|all)"
    r" (?:was|were|came|is|are)[^,:;()]*)|\s?[:(] ?[^,:;()]*|\s?\([^()]*\)[^,:;()]*)$"
)
_TOO_FAR = re.compile(r"\b(?:but|although|though|however|except|apart|while|whereas|because)\b")
#: A picture that what stands before it was seen on.
_SEEN_ON = re.compile(
    r"\b(?:on|by|with|seen|shown|at)(?: (?:the|a|an|my|his|her|plain|repeat|initial|urgent|later|"
    r"weight-bearing|standing|follow-up|knee|lateral|ap))*\s$"
)

#: What has not been felt yet: "come back if it is warm".
_ONLY_IF = re.compile(r"\b(?:if|whether|will|would|should|might|may)\b")

_FIGURES = re.compile(r"\d")

#: What stands between a result and the test behind it: "negative for", "stable to both".
_LED_BY = r"(?: (?:for|to|on|in|against|with|under|the|both|a|an|my|his|her))*\s$"
_NO = re.compile(
    r"\b(?:no|without|nor|neither|nil)(?: (?:any|positive|obvious|clear|evidence of(?: an?| any)?|"
    r"significant|palpable|audible|a|an|the|medial|lateral|or))*\s$"
)

_NOT = re.compile(r"(?:\b(?:no|not|without|nor|neither|never|nil)|n't)(?: (?:any|a|an))?\s$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a test or a picture says of an item: where in the text, present or absent.

    `felt`: an examiner must have felt it; a person may say the same words of what it is like.
    """

    item: str
    start: int
    end: int
    present: bool
    felt: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A test that a sentence names."""

    test: NamedTest
    start: int
    end: int


def tested(low: str, intake: Intake) -> Iterator[Told]:
    """Yield what tests, pictures and samples of a text showed.

    Parameters
    ----------
    low
        The text in small letters, of the same length.
    intake
        The words of the knowledge base.

    Examples
    --------
    >>> import popliteus
    >>> intake = popliteus.load().intake
    >>> told = tested("lachman and pivot shift were both negative.", intake)
    >>> [(one.item, one.present) for one in told]
    [('lachman', False), ('pivot-shift', False)]
    >>> told = tested("mri: torn medial meniscus, acl intact.", intake)
    >>> [(one.item, one.present) for one in told]
    [('meniscal-tear-on-mri', True), ('acl-tear-on-mri', False)]
    """
    signs = intake.signs
    kinds: frozenset[str] = frozenset()
    since = 0
    for sentence in _SENTENCE.finditer(low):
        said, at = sentence.group(), sentence.start()
        named = frozenset(
            kind for kind, names in signs.pictures.items() if _any(names).search(said)
        )
        since = 0 if named - {FELT} else since + 1
        not_yet = _any(signs.not_yet).search(said)
        kinds = (named - {FELT} or kinds - {FELT}) | (named & {FELT})
        if not_yet or (not named - {FELT} and (since > GOES_ON or _any(signs.leaves).search(said))):
            kinds = frozenset() if _ONLY_IF.search(said) else named & {FELT}
        if _any(signs.elsewhere).search(said) and not _any(signs.knee).search(said):
            continue
        yield from _results(said, at, kinds, signs)
        if kinds - {FELT}:
            low = _from(said, named - {FELT}, signs) if named - {FELT} else 0
            yield from _faults(said, at, low, kinds - {FELT}, signs)
        if FELT in kinds:
            yield from _faults(said, at, 0, frozenset([FELT]), signs)


def _from(said: str, kinds: frozenset[str], signs: Signs) -> int:
    """Return from where on a sentence tells of its picture: "a fracture was seen on the X-ray"."""
    if "fluid" in kinds:
        return 0
    names = [name for kind in kinds for name in signs.pictures[kind]]
    first = min(one.start() for one in _any(tuple(names)).finditer(said))
    return 0 if _SEEN_ON.search(said, 0, first) else first


def _results(said: str, at: int, kinds: frozenset[str], signs: Signs) -> Iterator[Told]:
    """Yield the results of the tests that a sentence names."""
    lists = list(_lists(said, kinds, signs))
    before: bool | None = None
    last = 0
    for place, tests in enumerate(lists):
        end = lists[place + 1][0].start if place + 1 < len(lists) else len(said)
        led, behind = said[last : tests[0].start], said[tests[-1].end : end]
        if _LIKEWISE.search(led):
            results = [before for _ in tests]
        else:
            results = [_result(one.test, led, behind, signs) for one in tests]
        told = [one for one in results if one is not None]
        before = told[-1] if told else None
        last = _end_of_result(tests[-1], behind, signs) if told else tests[-1].end
        for one, result in zip(tests, results, strict=True):
            if result is None or (result and one.test.clear_only):
                continue
            for item in one.test.items:
                yield Told(item, at + one.start, at + one.end, result, one.test.felt)


def _lists(said: str, kinds: frozenset[str], signs: Signs) -> Iterator[list[_Named]]:
    """Yield the tests that stand in one list: "McMurray, Apley and Thessaly"."""
    found: list[_Named] = []
    for test in signs.tests:
        if test.within and kinds.isdisjoint(test.within):
            continue
        found += [_Named(test, m.start(), m.end()) for m in _any(test.names).finditer(said)]
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


def _result(test: NamedTest, led: str, behind: str, signs: Signs) -> bool | None:
    """Return whether a test was positive, by the words before or behind its list."""
    found, clear = _words(test, signs)
    if one := _any(found, led_by=True).search(led):
        return not _NOT.search(led, 0, one.start())
    if _any(clear, led_by=True).search(led):
        return False
    if test.sign and _NO.search(led):
        return False
    told = _first(test, behind, signs)
    if told is None:
        return None
    return told[0] is not bool(_NO.search(led))  # "neither foot pulse palpable"


def _first(test: NamedTest, behind: str, signs: Signs) -> tuple[bool, int] | None:
    """Return the first result behind a test, and where it ends."""
    found, clear = _words(test, signs)
    hits: list[tuple[int, int, bool]] = []
    for words, value in ((clear, False), (found, True)):
        match = _any(words).search(behind, 0, FAR + 20)
        if match and match.start() <= FAR:
            hits.append((match.start(), -match.end(), value))
    if not hits:
        return None
    start, end, value = min(hits)
    between = behind[:start]
    undone = _any(signs.undone).search(behind)
    if undone and undone.start() <= start:
        return None
    if not _BETWEEN.match(between) or _TOO_FAR.search(between):
        return None
    if test.counted and _FIGURES.search(between):
        return None
    if value and re.search(r"(?:\b(?:not|no|nor|never|neither)|n't)(?: \w+)?\s$", between):
        value = False
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


def _faults(
    said: str, at: int, low: int, kinds: frozenset[str], signs: Signs
) -> Iterator[Told]:
    """Yield what a picture shows from `low` on, and the parts that it shows to be whole."""
    for one in signs.shown:
        if kinds.isdisjoint(one.within) or (one.never and _any(one.never).search(said)):
            continue
        if one.of and not _any(one.of).search(said):
            continue
        for part in _any(one.part).finditer(said, low):
            fault = _fault(one, said, low, part, signs)
            if fault is None:
                continue
            start, end, whole = fault
            present = not whole and not _denied(said, start, end, signs)
            if present and one.denied_only:
                continue
            for item in one.items:
                yield Told(item, at + start, at + end, present, FELT in one.within)


def _fault(
    one: Shown, said: str, low: int, part: re.Match[str], signs: Signs
) -> tuple[int, int, bool] | None:
    """Return where a part and its fault stand, and whether the part is told to be whole."""
    if not one.fault:
        return part.start(), part.end(), False
    own = max(low, *(said.rfind(mark, 0, part.start()) + 1 for mark in ",;:"))
    ends = [place for mark in ",;:" if (place := said.find(mark, part.end())) >= 0]
    end = min([*ends, len(said)])
    sound = _any(signs.sound).search(said, part.end(), end)
    faults = list(_any(one.fault).finditer(said, own, end))
    if one.only_faults:
        sound = None
    if sound and not any(fault.start() < sound.start() for fault in faults):
        return part.start(), sound.end(), True
    if not faults and not one.only_faults:  # "no tear of the menisci, cruciates or collaterals": the fault comes first
        faults = list(_any(one.fault).finditer(said, low, own))[-1:]
    if not faults and sound is None and not one.only_faults:
        faults = list(_any(one.fault).finditer(said, end))[:1]
    if not faults:
        return None
    near = min(faults, key=lambda fault: abs(fault.start() - part.start()))
    denied = _any(signs.denies).search(said, part.end(), near.start()) is not None
    return min(part.start(), near.start()), max(part.end(), near.end()), denied


def _denied(said: str, start: int, end: int, signs: Signs) -> bool:
    """Return whether a fault is told not to be there: "no fracture", "a clot was ruled out"."""
    behind = said[end : end + FAR].lstrip()
    if _any(signs.denied).match(behind):
        return True
    if _any(signs.denies).match(said, start):
        return True
    hits = list(_any(signs.denies).finditer(said, 0, start))
    if not hits:
        return False
    between = said[hits[-1].end() : start]
    if _any(signs.states).search(between) or ":" in between:
        return False
    *listed, last = between.split(",")
    if not listed:
        return " and a " not in between and not re.search(r"\band (?:an?|the|had|has)\b", between)
    rest = said[end:]
    either = re.search(r"\b(?:or|nor)\b", last) or re.match(r"[^.;]*\b(?:or|nor)\b", rest)
    bare = not last.strip() and " " not in said[start:end] and hits[-1].group() != "not"
    return bool(either) or bare


@cache
def _any(patterns: Sequence[str], *, led_by: bool = False) -> re.Pattern[str]:
    """Return the pattern that any of several matches from the beginning of a word on."""
    either = "|".join(patterns)
    return re.compile(rf"(?<![\w])(?:{either})" + (_LED_BY if led_by else ""))

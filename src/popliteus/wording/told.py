"""What was taken from a story, in words, so that the person can see what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from popliteus.assess import Assessment
from popliteus.knowledge import KnowledgeBase

#: A quotation longer than this is cut in the middle.
LONGEST_QUOTE = 90

_ANSWERS = {"present": "yes", "absent": "no"}


def told_sections(
    result: Assessment, base: KnowledgeBase
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return key, title and lines: what was taken, what was left open, what was not understood."""
    if not result.case.told.read:
        return []
    return [
        ("told", "What we took from the story", tuple(_taken(result, base))),
        ("open", "What we left open", tuple(_left_open(result, base))),
        ("missed", "What we did not understand", tuple(_missed(result))),
    ]


def _taken(result: Assessment, base: KnowledgeBase) -> Iterator[str]:
    case = result.case
    age = "age not told" if case.age is None else f"age {case.age:g}"
    yield f"{age}, {case.sex or 'sex not told'}"
    for item, words in case.told.origins.items():
        answer = result.case.answers[item]
        yield f"{said_as(item, answer.value, answer.measured, base)}  {quoted(words.quote)}"


def _left_open(result: Assessment, base: KnowledgeBase) -> Iterator[str]:
    told = result.case.told
    for item in result.case.conflicts:
        both = " and ".join(quoted(one.quote) for one in told.conflicts[item])
        yield f"{name_for(item, base)}: the story says both {both}"
    for item, words in told.uncertain.items():
        if item not in result.case.answers:
            yield f"{name_for(item, base)}: not certain  {quoted(words.quote)}"
    for item, words, why in told.asides:
        yield f"{name_for(item, base)}: not counted, {why}  {quoted(words.quote)}"


def _missed(result: Assessment) -> Iterator[str]:
    for words in result.case.told.not_understood:
        yield quoted(words.quote)


def said_as(item: str, value: str, measured: float | None, base: KnowledgeBase) -> str:
    """Return an answer as a person would read it: "swollen calf: yes".

    >>> import popliteus
    >>> said_as("long-morning-stiffness", "absent", 10.0, popliteus.load())
    'morning stiffness for more than 30 minutes: no (10 minutes)'
    """
    attribute = base.attributes.get(item)
    if attribute is not None:
        chosen = next((one.ask for one in attribute.options if one.id == value), value)
        return f"{attribute.ask} {chosen}"
    finding = base.findings.get(item)
    if measured is not None and finding is not None and finding.measure is not None:
        answer = _ANSWERS.get(value, value)
        return f"{finding.lay_name}: {answer} ({measured:g} {finding.measure.unit})"
    return f"{name_for(item, base)}: {_ANSWERS.get(value, value)}"


def name_for(item: str, base: KnowledgeBase) -> str:
    """Return what a person calls an item."""
    attribute = base.attributes.get(item)
    if attribute is not None:
        return attribute.ask
    return (base.findings.get(item) or base.factors[item]).lay_name


def quoted(text: str) -> str:
    """Return words in quotation marks, on one line and not too long.

    >>> quoted("my  calf is   swollen")
    '“my calf is swollen”'
    >>> quoted("My calf is swollen. " + "It is sore. " * 9 + "I flew home from Australia.")
    '“My calf is swollen. It is sore. It is sore. … It is sore. I flew home from Australia.”'
    """
    line = " ".join(text.split())
    if len(line) <= LONGEST_QUOTE:
        return f"“{line}”"
    half = LONGEST_QUOTE // 2
    # Cut between words where there are any: half a word reads as a mistake of the person.
    before, after = line[:half], line[-half:]
    before = before.rpartition(" ")[0] or before
    after = after.partition(" ")[2] or after
    return f"“{before} … {after}”"

"""A case that tells its story becomes a case with answers.

What was given explicitly stands: an age, a sex or an answer of the case is never replaced by what
was read, and what the story says otherwise is not even asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from popliteus.assess import Answer, Case, Passage, Told, answer_from
from popliteus.assess.told import TextField
from popliteus.intake.reading import Mention, Reading, Stretch
from popliteus.intake.story import read_story
from popliteus.knowledge import KnowledgeBase

Value = TypeVar("Value")


def take_in(case: Case, knowledge: KnowledgeBase) -> Case:
    """Read the texts of a case and return it with what they say.

    Parameters
    ----------
    case
        From `popliteus.assess.case_from_mapping`; its `text` and `clinician_text` are read.
    knowledge
        The knowledge base.

    Returns
    -------
    Case
        With answers, and with `told`: where each came from, what stayed open, what was not
        understood. The same case when there is no text.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = take_in(popliteus.Case(text="Calf is swollen, no fever.", account="story"), base)
    >>> {item: answer.value for item, answer in case.answers.items()}
    {'calf-swelling': 'present', 'fever': 'absent'}
    >>> case.told.origins["fever"].span
    (17, 25)
    """
    readings: dict[TextField, Reading] = {}
    if case.text:
        readings["text"] = read_story(case.text, knowledge)
    if case.clinician_text:
        readings["clinician_text"] = read_story(case.clinician_text, knowledge)
    if not readings:
        return case
    told = _together(readings, knowledge)
    answers = {item: _answer(one, knowledge) for item, (_, one) in told.findings.items()}
    given = case.answers
    return replace(
        case,
        age=case.age if case.age is not None else _first(one.age for one in readings.values()),
        sex=case.sex or _first(one.sex for one in readings.values()),
        answers={**answers, **given},
        told=Told(
            read=True,
            origins={
                item: _passage(one.words, name)
                for item, (name, one) in told.findings.items()
                if item not in given or given[item].value == one.value
            },
            uncertain={item: one for item, one in told.uncertain.items() if item not in given},
            conflicts={item: many for item, many in told.conflicts.items() if item not in given},
            asides=tuple(
                (one.item, _passage(one.words, name), one.because)
                for name, reading in readings.items()
                for one in reading.asides
            ),
            not_understood=tuple(
                _passage(one, name)
                for name, reading in readings.items()
                for one in reading.not_understood
            ),
            about_leg=bool(given) or any(one.about_leg for one in readings.values()),
            crisis=next(
                (_passage(one.crisis, name) for name, one in readings.items() if one.crisis), None
            ),
        ),
    )


@dataclass(slots=True)
class _Together:
    """What the texts of one case say together; each thing with the text it is from."""

    findings: dict[str, tuple[TextField, Mention]] = field(default_factory=dict)
    uncertain: dict[str, Passage] = field(default_factory=dict)
    conflicts: dict[str, tuple[Passage, ...]] = field(default_factory=dict)


def _together(readings: Mapping[TextField, Reading], base: KnowledgeBase) -> _Together:
    """Put two texts together: one may contradict the other."""
    found = _Together()
    for name, reading in readings.items():
        for item, one in reading.findings.items():
            if item not in found.findings:
                found.findings[item] = (name, one)
            elif found.findings[item][1].value != one.value:
                where, before = found.findings.pop(item)
                both = (_passage(before.words, where), _passage(one.words, name))
                if item in base.attributes:
                    found.uncertain[item] = both[0]
                else:
                    found.conflicts[item] = both
        for item, many in reading.conflicts.items():
            found.conflicts[item] = tuple(_passage(one, name) for one in many)
        for item, words in reading.uncertain.items():
            found.uncertain.setdefault(item, _passage(words, name))
    for item in found.conflicts:
        found.findings.pop(item, None)
    settled = {*found.findings, *found.conflicts}
    found.uncertain = {k: v for k, v in found.uncertain.items() if k not in settled}
    return found


def _answer(one: Mention, base: KnowledgeBase) -> Answer:
    given: object = one.value
    if one.measured is not None:
        given = {"value": one.measured, "unit": one.unit}
    return answer_from(one.item, given, base, "story")


def _passage(words: Stretch, name: TextField) -> Passage:
    return Passage(words.span, words.quote, name)


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((one for one in values if one is not None), None)

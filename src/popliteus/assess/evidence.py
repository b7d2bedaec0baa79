"""A case in the words of the engine and of the rules.

What this module is
    `engine_evidence` and `said`: the same answers, once as codes for the model and once as what
    was said for the rules. Only the model ever hears silence; to a rule it is nothing at all.

What counts as silence
    In a story, a finding that the teller could have mentioned and did not. One silence for each
    fact: whoever says that the calf is swollen need not say it a second time with a tape. Signs
    that only an examination finds are silent only where an examination was told. A text that
    nobody read, with nothing listed beside it, passes over nothing: what it says is not known.

What counts as told
    What a story said of its own accord, and nothing that was asked. An interview may begin with a
    story: what was taken from it stays told, and what it passed over is asked and not heard as
    silence (ADR 0026).

What counts as an older complaint
    One that is said to have lasted for weeks or longer, is not said to be getting worse and shows
    no danger sign: a knee that is hot now is as urgent whenever it began to hurt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from popliteus.assess.answers import Answer
from popliteus.assess.case import OLDEST, Case
from popliteus.engine import ABSENT, PRESENT, UNKNOWN, Evidence
from popliteus.engine.model import SETTINGS, SEXES
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.derive import readers_of
from popliteus.knowledge.records import AGE_BANDS, Finding
from popliteus.rules import Answer as Told
from popliteus.rules import Answers

#: First year of each band after the first. Whoever is 16 or 17 is counted with young adults:
#: below 16 causes without a paediatric rate are removed, and a clot at 17 must not be.
BAND_STARTS = (16, 35, 50, 70)

_CODES = {"present": PRESENT, "absent": ABSENT, "unknown": UNKNOWN}
_READER_PLACES = {"patient": 0, "generalist": 1, "specialist": 2, "test": 1}
_TELLING_ORDER = {"vivid": 0, "ordinary": 1, "minor": 2, "none": 3}


def age_band(age: float | None) -> int:
    """Return the place of an age in the engine's bands, or -1 when it is not known.

    >>> [age_band(years) for years in (9, 16, 34, 50, 93, None)]
    [0, 1, 1, 3, 4, -1]
    """
    if age is None:
        return UNKNOWN
    return sum(age >= start for start in BAND_STARTS)


assert len(BAND_STARTS) + 1 == len(AGE_BANDS)  # noqa: S101 - a slip here would shift every rate


def default_reader(finding: Finding) -> int:
    """Return who usually answers a finding, as the engine's reader."""
    return _READER_PLACES[readers_of(finding)[0]]


def engine_evidence(case: Case, base: KnowledgeBase) -> Evidence:
    """Return one person's answers as codes.

    Parameters
    ----------
    case
        Checked before.
    base
        The knowledge base that the engine's model was compiled from.
    """
    compiled = base.compiled
    answers = np.full(len(compiled.readings), UNKNOWN, dtype=np.int8)
    reader = np.zeros(len(compiled.readings), dtype=np.int8)
    for r, name in enumerate(compiled.readings):
        reader[r] = default_reader(base.findings[name])
        given = case.answers.get(name)
        if given is not None:
            answers[r] = _CODES[given.value]
            if given.by is not None:
                reader[r] = _READER_PLACES[given.by]
    factors = [_code(case.answers.get(name)) for name in compiled.factors]
    attributes = [
        UNKNOWN
        if (given := case.answers.get(name)) is None or given.value == "unknown"
        else compiled.options[q].index(given.value)
        for q, name in enumerate(compiled.attributes)
    ]
    told = _told(case, compiled.readings, answers.tolist())
    return Evidence(
        age_band=age_band(case.age),
        sex=UNKNOWN if case.sex is None else SEXES.index(case.sex),
        setting=UNKNOWN if case.setting is None else SETTINGS.index(case.setting),
        factors=np.array(factors, dtype=np.int8),
        answers=answers,
        reader=reader,
        silent=_silent(case, base),
        attributes=np.array(attributes, dtype=np.intp),
        told=told,
        mix_known=case.account == "asked" and not case.told.origins,
        silent_factors=_silent_factors(case, base),
        stage=_stage(case, base),
        told_attributes=_told(case, compiled.attributes, attributes),
        told_factors=_told(case, compiled.factors, factors),
    )


def _told(
    case: Case, names: Sequence[str], codes: Sequence[int]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return what was told; in a story that nobody read, that is every answer beside it."""
    listed = case.account == "story" and not case.told.read
    origins = case.told.origins
    return np.array(
        [
            code != UNKNOWN and (listed or name in origins)
            for name, code in zip(names, codes, strict=True)
        ],
        dtype=bool,
    )


def _stage(case: Case, base: KnowledgeBase) -> int:
    """Return how old the complaint is; one that is not known to be old counts as new."""
    later = base.settings.later
    told = {name: given.value for name, given in case.answers.items()}
    if any(told.get(name) in options for name, options in later.unless.items()):
        return 0
    if any(told.get(item) == "present" for item in danger_items(base)):
        return 0
    age = told.get(later.attribute)
    return 1 if age in later.weeks else 2 if age in later.old else 0


def danger_items(base: KnowledgeBase) -> tuple[str, ...]:
    """Return the findings of the danger pages, in the order of the pages."""
    return tuple(item for page in base.questionnaire.pages if page.danger for item in page.items)


def _code(given: Answer | None) -> int:
    return UNKNOWN if given is None else _CODES[given.value]


def _silent(case: Case, base: KnowledgeBase) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which readings a story passed over; see the module's head."""
    readings = base.compiled.readings
    result = np.zeros(len(readings), dtype=bool)
    if not _heard(case):
        return result
    examined = bool(case.clinician_text) or any(
        item in base.findings and base.findings[item].who == "clinician" for item in case.answers
    )
    named = {*case.answers, *case.told.open}
    answered = {base.findings[item].fact for item in named if item in base.findings}
    best: dict[str, int] = {}
    for r, name in enumerate(readings):
        finding = base.findings[name]
        tellable = finding.who == "patient" or (finding.who == "clinician" and examined)
        if not tellable or finding.telling == "none" or finding.fact in answered:
            continue
        fact = str(finding.fact)
        rank = _rank(finding)
        if fact not in best or rank < _rank(base.findings[readings[best[fact]]]):
            best[fact] = r
    result[list(best.values())] = True
    return result


def _heard(case: Case) -> bool:
    """Return whether somebody heard a story, so that what it passes over means something."""
    unread = bool(case.text or case.clinician_text) and not case.told.read
    return case.account == "story" and not (unread and not case.answers)


def _silent_factors(case: Case, base: KnowledgeBase) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which factors a story passed over."""
    if not _heard(case):
        return np.zeros(len(base.compiled.factors), dtype=bool)
    named = {*case.answers, *case.told.open}
    return np.array(
        [f not in named and base.factors[f].telling != "none" for f in base.compiled.factors]
    )


def _rank(finding: Finding) -> tuple[int, int]:
    """Return which reading of a fact a story would mention first: the person's, the vividest."""
    return (finding.who != "patient", _TELLING_ORDER[finding.telling])


def said(case: Case, base: KnowledgeBase) -> Answers:
    """Return what was said, for the rules: values, measured numbers, and by whom.

    A sign or test without a reader stays "unstated": it may fire a rule, but it can withdraw none
    and it earns no point that only a clinician may give. What cannot be (a pregnant man) is said
    to be absent, and stiffness for a long time is stiffness.
    """
    values: dict[str, object] = {"age": case.age, "sex": case.sex}
    cannot = [
        item
        for item in ONLY_WOMEN
        if impossible(item, case) and case.answers.get(item, _NOT_SURE).value == "unknown"
    ]
    values |= dict.fromkeys(cannot, "absent")
    for item, given in case.answers.items():
        if item in cannot:
            continue
        entry: dict[str, object] = {"value": given.value}
        if given.measured is not None:
            entry = {"value": given.measured, "state": given.value}
        usual = base.findings[item].who if item in base.findings else "patient"
        entry["by"] = given.by or ("patient" if usual == "patient" else "unstated")
        values[item] = entry
    for long, short in IMPLIED.items():
        if case.answers.get(long, Answer("unknown")).value == "present":
            values.setdefault(short, "present")
    return Answers.from_mapping(values)


def said_too(now: Answers, item: str) -> Answers:
    """Return what was said with one more sign that the person says is there.

    >>> sorted(said_too(Answers(), "long-morning-stiffness").items)
    ['long-morning-stiffness', 'morning-stiffness']
    """
    yes = Told(state=True)
    items = {**now.items, item: yes}
    if item in IMPLIED:
        items.setdefault(IMPLIED[item], yes)
    return replace(now, items=items)


_NOT_SURE = Answer("unknown")

#: Factors that are never asked of a man, nor of a woman outside these ages (years).
ONLY_WOMEN: dict[str, tuple[int, int]] = {
    "pregnant": (10, 60),
    "after-birth": (10, 60),
    "oestrogen": (10, OLDEST),
}

#: One finding that cannot be there without another.
IMPLIED = {"long-morning-stiffness": "morning-stiffness"}


def impossible(item: str, case: Case) -> bool:
    """Return whether an item cannot be true of this person.

    >>> impossible("pregnant", Case(sex="male")), impossible("pregnant", Case(age=30))
    (True, False)
    """
    if item not in ONLY_WOMEN:
        return False
    youngest, oldest = ONLY_WOMEN[item]
    outside = case.age is not None and not youngest <= case.age <= oldest
    return case.sex == "male" or outside

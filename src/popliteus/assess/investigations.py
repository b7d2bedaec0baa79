"""Tests that help this person and tests that do not, with what each result would mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from popliteus.assess.case import Case
from popliteus.engine import ABSENT, PRESENT, Evidence, Posterior, posterior
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Test

_READER_GENERALIST = 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a result would make of one cause: P(it is the main cause), P(it is active)."""

    result: str
    cause: str
    probability: float
    present: float


@dataclass(frozen=True, slots=True)
class Advice:
    """One test, advised or not, and why."""

    test: str
    name: str
    lay_name: str
    advised: bool
    why: str
    results: tuple[Meaning, ...]
    sources: tuple[str, ...] = ()


def investigations(
    case: Case, base: KnowledgeBase, evidence: Evidence, found: Posterior, shown: Sequence[int]
) -> tuple[Advice, ...]:
    """Return the tests worth ordering, then those people expect and do not need.

    A test is advised when a cause it helps with is active with at least the probability at which
    a careful generalist would order it, unless the likeliest cause is one it is `not_for` or the
    person has a factor named in `not_if`. One that is not needed is only named where somebody
    would think of it: for a cause that is shown, or because people often ask for it.
    """
    causes = base.compiled.causes
    first = causes[shown[0]] if shown else ""
    named = {causes[c] for c in shown}
    advised: list[Advice] = []
    needless: list[Advice] = []
    for test in base.tests.values():
        answer = case.answers.get(test.finding)
        if answer is not None and answer.value != "unknown":
            continue
        chance = max(found.present[causes.index(cause)] for cause in test.helps_with)
        useless = first in test.not_for or any(_said(case, item) for item in test.not_if)
        if chance >= test.advise_at and not useless:
            results = _results(test, base, evidence)
            advised.append(_advice(test, results, advised=True))
        elif useless and (
            chance >= test.advise_at
            or (first in test.not_for and (test.often_asked_for or named & {*test.helps_with}))
        ):
            needless.append(_advice(test, (), advised=False))
    advised.sort(key=lambda one: one.test)
    return (*advised, *sorted(needless, key=lambda one: one.test))


def _said(case: Case, item: str) -> bool:
    answer = case.answers.get(item)
    return answer is not None and answer.value == "present"


def _advice(test: Test, results: tuple[Meaning, ...], *, advised: bool) -> Advice:
    return Advice(
        test=test.id,
        name=test.name,
        lay_name=test.lay_name,
        advised=advised,
        why=test.why if advised else test.why_not,
        results=results,
        sources=tuple(source.ref for source in test.sources),
    )


def _results(test: Test, base: KnowledgeBase, evidence: Evidence) -> tuple[Meaning, ...]:
    """Return what a positive and a negative result make of the causes it helps with."""
    compiled = base.compiled
    reading = compiled.readings.index(test.finding)
    meanings: list[Meaning] = []
    for word, code in (("positive", PRESENT), ("negative", ABSENT)):
        after = posterior(compiled.model, _answered(evidence, reading, code), beyond=False)
        for cause in test.helps_with:
            c = compiled.causes.index(cause)
            meanings.append(
                Meaning(word, cause, float(after.probability[c]), float(after.present[c]))
            )
    return tuple(meanings)


def _answered(evidence: Evidence, reading: int, code: int) -> Evidence:
    answers, reader, silent = (
        evidence.answers.copy(),
        evidence.reader.copy(),
        evidence.silent.copy(),
    )
    answers[reading], reader[reading], silent[reading] = code, _READER_GENERALIST, False
    return replace(evidence, answers=answers, reader=reader, silent=silent)

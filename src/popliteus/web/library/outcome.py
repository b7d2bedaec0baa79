"""What a published decision rule says of the answers in its form, in words for both audiences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from popliteus.assess.words import capital
from popliteus.knowledge import KnowledgeBase
from popliteus.publish.pages.numbers import MINUS
from popliteus.rules import Answers, Rule, ScoreResult, compute
from popliteus.rules.rule import Scheme


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a calculator.

    Attributes
    ----------
    heading
        The band, or why there is none.
    score
        The points, in words; empty where nothing is added up.
    patient, clinician
        What the publication advises; empty without a band.
    because
        Why the rule does not apply, or which results are still possible.
    missing
        What would have to be known, in words.
    left_out
        What only a clinician can judge, and none has.
    rows
        (item, yes, no or not sure, points) of what was counted.
    """

    heading: str
    score: str = ""
    patient: str = ""
    clinician: str = ""
    because: str = ""
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()


def outcome(rule: Rule, scheme: Scheme, said: Answers, base: KnowledgeBase) -> Outcome:
    """Return the result in words.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> rule = base.rules["wells-dvt"]
    >>> outcome(rule, rule.scheme, Answers.from_mapping({"age": 12}), base).heading
    'This rule was not made for this person'
    """
    result = compute(rule, said)
    names = _Names(result, base)
    if not result.applies:
        if result.because.startswith("not known yet"):
            return Outcome(
                "It is not clear yet whether this rule was made for this person",
                missing=names.of(result.deciding),
            )
        decided = ", ".join(names.of(result.deciding))
        return Outcome(
            "This rule was not made for this person",
            because=f"What decides it: {decided}. A result would mean nothing, so there is none.",
        )
    band = result.band
    return Outcome(
        heading=band.name if band else "Too little is known for a result",
        score=_score(result, scheme),
        patient=band.action.patient if band else "",
        clinician=band.action.clinician if band else "",
        because="" if band else f"Still possible: {' or '.join(b.name for b in result.possible)}.",
        missing=names.of(result.missing),
        left_out=names.of(result.left_out),
        rows=tuple(_row(one.item.lay_name, one.value, one.points) for one in result.items),
    )


def _score(result: ScoreResult, scheme: Scheme) -> str:
    if scheme.form != "points":
        met = sum(one.value is True for one in result.items)
        return f"{met} of {len(result.items)} signs are there."
    certain = _signed(result.score)
    if result.lowest == result.highest:
        return f"Score: {certain}."
    reach = "up to" if result.lowest == result.score else f"from {_signed(result.lowest)} to"
    return (
        f"Score so far: {certain}. What is missing can make it {reach} {_signed(result.highest)}."
    )


def _row(name: str, value: bool | None, points: float | None) -> tuple[str, str, str]:
    words = {True: "Yes", False: "No", None: "Not sure"}[value]
    return capital(name), words, "" if points is None else _signed(points)


def _signed(number: float | None) -> str:
    return f"{number or 0:g}".replace("-", MINUS)


class _Names:
    """What items are called: those of the rule itself first, then the records."""

    def __init__(self, result: ScoreResult, base: KnowledgeBase) -> None:
        self._own = {one.item.id: one.item.lay_name for one in result.items}
        self._base = base

    def of(self, items: Iterable[str]) -> tuple[str, ...]:
        return tuple(capital(self._one(item)) for item in items)

    def _one(self, item: str) -> str:
        base = self._base
        if item in self._own:
            return self._own[item]
        if item in base.attributes:
            return base.attributes[item].ask
        record = base.findings.get(item) or base.factors.get(item)
        return record.lay_name if record else item

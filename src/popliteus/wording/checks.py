"""Tests and decision rules in a person's words, with what each result would mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.investigations import Advice, Meaning
from popliteus.assess.words import in_words
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level, ScoreResult
from popliteus.wording.result import Lines
from popliteus.wording.told import name_for

_RESULTS = {"positive": "If it shows something", "negative": "If it shows nothing"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a test, and how likely each cause would then be."""

    result: str
    means: Lines


@dataclass(frozen=True, slots=True)
class TestCard:
    """One test, advised or not, and why."""

    __test__ = False  # pytest: a medical test, not a test case

    test: str
    name: str
    why: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A decision rule that fits this person: its name, and what it says.

    `missing` is what only a clinician can judge; the rule was counted without it. Without `says`
    it cannot be counted to its end yet.
    """

    rule: str
    name: str
    says: str = ""
    missing: Lines = ()


@dataclass(frozen=True, slots=True)
class ChecksView:
    """Tests that may help, tests that are not needed now, and decision rules.

    `unfinished` holds the rules that fit, but cannot be counted to their end yet.
    """

    helpful: tuple[TestCard, ...]
    needless: tuple[TestCard, ...]
    rules: tuple[RuleCard, ...]
    unfinished: tuple[RuleCard, ...]


def checks_view(result: Assessment, base: KnowledgeBase) -> ChecksView:
    """Return tests and rules in a person's words; in an emergency there are none to read."""
    if result.triage.level == Level.EMERGENCY:
        return ChecksView((), (), (), ())
    return ChecksView(
        helpful=tuple(_test(one, base) for one in result.tests if one.advised),
        needless=tuple(_test(one, base) for one in result.tests if not one.advised),
        rules=tuple(_rules(result, base)),
        unfinished=tuple(
            RuleCard(one.rule.id, one.rule.lay_name)
            for one in result.scores
            if one.applies and one.band is None
        ),
    )


def _test(one: Advice, base: KnowledgeBase) -> TestCard:
    outcomes = (_outcome(word, one.results, base) for word in _RESULTS)
    means = tuple(found for found in outcomes if found.means)
    return TestCard(one.test, one.lay_name, one.why, means)


def _outcome(word: str, results: Sequence[Meaning], base: KnowledgeBase) -> Outcome:
    means = tuple(
        f"{base.causes[one.cause].lay_name}: {in_words(one.present)}"
        for one in results
        if one.result == word
    )
    return Outcome(_RESULTS[word], means)


def _rules(result: Assessment, base: KnowledgeBase) -> Iterator[RuleCard]:
    for score in result.scores:
        if score.applies and score.band is not None:
            says = score.band.action.patient
            missing = _named(score.left_out, score, base)
            yield RuleCard(score.rule.id, score.rule.lay_name, says, missing)


def _named(items: Sequence[str], score: ScoreResult, base: KnowledgeBase) -> Lines:
    """Return what items are called: those of the rule itself first, then the records."""
    own = {one.item.id: one.item.lay_name for one in score.items}
    return tuple(
        own.get(item) or (name_for(item, base) if _known(item, base) else item) for item in items
    )


def _known(item: str, base: KnowledgeBase) -> bool:
    return item in base.findings or item in base.factors or item in base.attributes

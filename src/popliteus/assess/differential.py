"""What it may be, and what each answer did: the list of causes with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.assess.case import Case
from popliteus.assess.words import in_words
from popliteus.engine import Posterior
from popliteus.engine.explain import Explanation
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Cause, Finding, ModelSettings, Number
from popliteus.rules import Level, Rule, Screen


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a figure was seen, as every result carries it."""

    ref: str
    where: str
    seen: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What one answer did to one cause, in log-odds (natural logarithm).

    `basis` is ``published`` when a published figure for this cause and item enters the model,
    else ``judgement``.
    """

    finding: str
    name: str
    value: str
    log_odds: float
    kind: str
    basis: str
    sources: tuple[SourceNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One cause in the differential."""

    cause: str
    name: str
    lay_name: str
    shown: bool
    probability: float
    interval: tuple[float, float]
    present: float
    in_words: str
    baseline_log_odds: float
    prior_log_odds: float
    log_odds: float
    factors: tuple[Reason, ...]
    supports: tuple[Reason, ...]
    opposes: tuple[Reason, ...]


def shown_causes(found: Posterior, coverage: float, most: int) -> list[int]:
    """Return the smallest set of causes with `coverage` of the probability, at most `most`.

    `unlisted` takes its place in the coverage, but is no cause that could be listed.
    """
    order = np.argsort(-found.probability, kind="stable")
    chosen: list[int] = []
    covered = 0.0
    for c in order:
        if covered >= coverage or len(chosen) == most:
            break
        covered += float(found.probability[c])
        if c < found.present.size:
            chosen.append(int(c))
    return chosen


def suspects_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the causes that these rules ask to rule out first, on the same day or at once."""
    urgent = (rule for rule in rules if rule.level >= Level.URGENT_SAME_DAY)
    return frozenset(cause for rule in urgent for cause in rule.suspects)


def listed_causes(base: KnowledgeBase, found: Posterior, screen: Screen) -> list[int]:
    """Return the causes that a person is given, the most probable first.

    Those of `shown_causes`, and what danger signs ask to rule out first however improbable it
    seems, if it can be at all.
    """
    settings, causes = base.settings, base.compiled.causes
    shown = shown_causes(found, settings.listed_coverage, settings.listed_at_most)
    suspects = suspects_of(one.rule for one in screen.fired)
    more = {causes.index(one) for one in suspects} - set(shown)
    likeliest = sorted(more, key=lambda c: -float(found.probability[c]))
    return shown + [c for c in likeliest if found.probability[c] > 0.0]


def reported_causes(found: Posterior, settings: ModelSettings, shown: Sequence[int]) -> list[int]:
    """Return every cause down to one in a hundred and those shown, the most probable first."""
    order = np.argsort(-found.probability[:-1], kind="stable")
    return [
        int(c) for c in order if found.probability[c] >= settings.reported_from or int(c) in shown
    ]


def differential(
    case: Case,
    base: KnowledgeBase,
    found: Posterior,
    why: Explanation,
    intervals: dict[int, tuple[float, float]],
    shown: Sequence[int],
) -> tuple[Entry, ...]:
    """Return the causes that were explained, in their order, with the reasons for each.

    A cause without an interval was explained for its reasons alone.
    """
    read = [base.findings[base.compiled.readings[r]] for r in why.answers]
    return tuple(
        _entry(place, case, base, found, why, intervals, read, shown=int(c) in shown)
        for place, c in enumerate(why.causes)
    )


def _entry(
    place: int,
    case: Case,
    base: KnowledgeBase,
    found: Posterior,
    why: Explanation,
    intervals: dict[int, tuple[float, float]],
    read: Sequence[Finding],
    *,
    shown: bool,
) -> Entry:
    c = int(why.causes[place])
    cause = base.causes[base.compiled.causes[c]]
    probability = float(found.probability[c])
    reasons = sorted(
        _answers(place, case, base, cause, why, read), key=lambda r: (-abs(r.log_odds), r.finding)
    )
    return Entry(
        cause=cause.id,
        name=cause.name,
        lay_name=cause.lay_name,
        shown=shown,
        probability=probability,
        interval=intervals.get(c, (probability, probability)),
        present=float(found.present[c]),
        in_words=in_words(probability),
        baseline_log_odds=float(why.baseline_log_odds[place]),
        prior_log_odds=float(why.prior_log_odds[place]),
        log_odds=float(why.log_odds[place]),
        factors=tuple(_factors(place, base, case, cause, why)),
        supports=tuple(r for r in reasons if r.log_odds > 0),
        opposes=tuple(r for r in reasons if r.log_odds <= 0),
    )


def _answers(
    column: int,
    case: Case,
    base: KnowledgeBase,
    cause: Cause,
    why: Explanation,
    read: Sequence[Finding],
) -> Iterable[Reason]:
    figures = [n for n in cause.evidence if n.use == "parameter"]
    for row, finding in enumerate(read):
        numbers = [n for n in figures if _speaks_of(n, finding)]
        numbers += [n for n in finding.evidence if n.use == "parameter"]
        yield Reason(
            finding=finding.id,
            name=finding.lay_name,
            value=case.answers[finding.id].value,
            log_odds=float(why.answer[row, column]),
            kind="finding",
            basis="published" if numbers else "judgement",
            sources=notes(numbers),
        )
    compiled = base.compiled
    for row, q in enumerate(why.attributes):
        name = compiled.attributes[q]
        yield Reason(
            finding=name,
            name=base.attributes[name].name,
            value=case.answers[name].value,
            log_odds=float(why.attribute[row, column]),
            kind="attribute",
            basis="judgement",
        )
    if why.silents.size:
        yield Reason(
            finding="silence",
            name="what the story did not mention",
            value="not mentioned",
            log_odds=float(why.silence[column]),
            kind="silence",
            basis="judgement",
        )


def _factors(
    column: int, base: KnowledgeBase, case: Case, cause: Cause, why: Explanation
) -> Iterable[Reason]:
    untold = 0.0
    for row, x in enumerate(why.factors):
        name = base.compiled.factors[x]
        if name not in case.answers or case.answers[name].value == "unknown":
            untold += float(why.factor[row, column])
            continue
        numbers = [n for n in cause.evidence if n.of.factor == name and n.use == "parameter"]
        yield Reason(
            finding=name,
            name=base.factors[name].lay_name,
            value=case.answers[name].value,
            log_odds=float(why.factor[row, column]),
            kind="factor",
            basis="published" if numbers else "judgement",
            sources=notes(numbers),
        )
    if untold:
        yield Reason(
            finding="silence-of-risks",
            name="risks that the story did not mention",
            value="not mentioned",
            log_odds=untold,
            kind="silence",
            basis="judgement",
        )


def _speaks_of(number: Number, finding: Finding) -> bool:
    """Return whether a figure of a cause is of a finding, or of the fact that it reads."""
    of = number.of
    return of.finding == finding.id or (finding.fact is not None and of.fact == finding.fact)


def notes(numbers: Iterable[Number]) -> tuple[SourceNote, ...]:
    """Return the sources of figures, each place once."""
    found = {
        (n.source.ref, n.source.where): SourceNote(
            n.source.ref, n.source.where, n.source.seen, n.grade
        )
        for n in numbers
    }
    return tuple(found.values())

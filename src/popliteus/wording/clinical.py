"""A whole result for the page of a clinician: numbers with intervals, what each answer did, rules.

Ratios are the shares of each answer in the change of the odds: they multiply, with the prior odds,
to the odds of the result, in whichever order they are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

from popliteus.assess import Assessment
from popliteus.assess.closer import Closer
from popliteus.assess.differential import Entry, Reason, SourceNote
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import ScoreResult
from popliteus.wording.care import CareView, care_view
from popliteus.wording.causes import Alike, Brief
from popliteus.wording.plan import test_section
from popliteus.wording.result import Lines, Section, answered, view
from popliteus.wording.scores import meaning, name_of, names_of, nearly
from popliteus.wording.signs import SignsView, signs_view
from popliteus.wording.urgency import UrgencyView, urgency_view

#: What stands on the page as it stands in every other edge.
_SECTIONS = ("told", "open", "missed", "changes")

#: A change of the log-odds (nats) below this is told together with others like it.
SMALL = 0.1

_VALUES = {True: "yes", False: "no", None: "not known"}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What one answer did to one cause: ratio, its logarithm, what it rests on, and sources."""

    item: str
    ratio: str
    log_odds: str
    basis: str
    sources: Lines


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause of the differential, with everything that moved it."""

    cause: str
    name: str
    probability: str
    interval: str
    active: str
    base_rate: str
    prior: str
    share: int
    summary: str
    factors: tuple[ItemRow, ...]
    answers: tuple[ItemRow, ...]
    alike: tuple[Alike, ...]


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One item of a decision rule: name, answer, points."""

    name: str
    value: str
    points: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A decision rule that applies: score, band, what follows, and every item."""

    rule: str
    name: str
    score: str
    band: str
    action: str
    items: tuple[RuleItem, ...]
    missing: Lines
    sources: Lines


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line about one record: which, what it is called, and what is said of it."""

    record: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why a level was reached, and its sources."""

    text: str
    level: str
    sources: Lines


@dataclass(frozen=True, slots=True)
class ClinicianPage:
    """A whole result in numbers.

    Attributes
    ----------
    causes, improbable
        The differential that is shown, and what is less likely.
    ask_first
        Rules that need an answer or two before it is known whether they apply.
    next_questions
        What would be asked next, with the expected gain in bits.
    """

    urgency: UrgencyView
    reasons: tuple[ReasonRow, ...]
    signs: SignsView
    causes: tuple[CauseRow, ...]
    improbable: tuple[Brief, ...]
    notes: Lines
    rules: tuple[RuleRow, ...]
    ask_first: tuple[NamedLine, ...]
    next_questions: Lines
    tests: tuple[NamedLine, ...]
    care: CareView
    sections: tuple[Section, ...]
    references: tuple[tuple[str, str], ...]
    limits: Lines
    stamp: str


def clinician_page(result: Assessment, closer: Closer, base: KnowledgeBase) -> ClinicianPage:
    """Return a result for the page of a clinician."""
    words = view(result, base)
    by_key = {section.key: section for section in words.sections}
    levels: dict[str, str] = {one.id: one.name for one in base.services.levels}
    return ClinicianPage(
        urgency=urgency_view(result, base),
        reasons=tuple(
            ReasonRow(one.text, levels[one.level], tuple(str(s["ref"]) for s in one.sources))
            for one in result.triage.reasons
        ),
        signs=signs_view(result, base),
        causes=tuple(_row(entry, result, base) for entry in result.shown),
        improbable=tuple(_less(result, closer)),
        notes=words.causes_notes,
        rules=tuple(_rule(one, base) for one in result.scores if one.applies),
        ask_first=tuple(_ask_first(result.scores, base)),
        next_questions=tuple(
            f"{one.ask} ({one.gain_bits:.2f} bits)" if one.gain_bits else one.ask
            for one in result.next_questions
        ),
        tests=tuple(_tests(result)),
        care=care_view(result, base),
        sections=tuple(by_key[key] for key in _SECTIONS if key in by_key),
        references=tuple((one.ref, one.text) for one in result.references),
        limits=words.limits,
        stamp=words.stamp,
    )


def _row(entry: Entry, result: Assessment, base: KnowledgeBase) -> CauseRow:
    low, high = entry.interval
    cause = base.causes[entry.cause]
    shown = {one.cause for one in result.shown}
    told = sorted((*entry.supports, *entry.opposes), key=lambda one: -abs(one.log_odds))
    return CauseRow(
        cause=entry.cause,
        name=entry.name,
        probability=f"{entry.probability:.1%}",
        interval=f"{low:.0%} to {high:.0%}",
        active=f"{entry.present:.1%}",
        base_rate=f"{_share(entry.baseline_log_odds):.2%}",
        prior=f"{_share(entry.prior_log_odds):.2%}",
        share=round(100 * entry.probability),
        summary=cause.summary,
        factors=_items(entry.factors, base),
        answers=_items(told, base),
        alike=tuple(
            Alike(one.cause, base.causes[one.cause].name, one.how)
            for one in cause.differences
            if one.cause in shown
        ),
    )


def _share(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-log_odds))


def _items(told: Sequence[Reason], base: KnowledgeBase) -> tuple[ItemRow, ...]:
    """Return what moved a cause, and all smaller things together in one row."""
    large = [one for one in told if abs(one.log_odds) >= SMALL]
    small = [one.log_odds for one in told if abs(one.log_odds) < SMALL]
    rows = [_item(one, base) for one in large]
    if small:
        words = f"{len(small)} smaller ones together"
        rows.append(ItemRow(words, ratio(sum(small)), f"{sum(small):+.2f}", "", ()))
    return tuple(rows)


def _item(one: Reason, base: KnowledgeBase) -> ItemRow:
    told = one.name
    if one.kind != "silence":
        told = answered(one.finding, name_of(one.finding, base), one.value, base, patient=False)
    return ItemRow(
        item=told,
        ratio=ratio(one.log_odds),
        log_odds=f"{one.log_odds:+.2f}",
        basis=one.basis,
        sources=tuple(_source(note) for note in one.sources),
    )


def ratio(log_odds: float) -> str:
    """Return a likelihood ratio, with as many digits as say something.

    >>> [ratio(one) for one in (2.0, -1.5, 0.01, 5.2)]
    ['7.4', '0.22', '1.0', '181']
    """
    value = exp(log_odds)
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 0.995 else f"{value:.2g}"


def _source(note: SourceNote) -> str:
    """Return a source with its grade and what of it was read."""
    more = ", ".join(part for part in (note.grade, note.seen) if part)
    return f"{note.ref} ({more.replace('_', ' ')})" if more else note.ref


def _less(result: Assessment, closer: Closer) -> Iterator[Brief]:
    for entry in result.differential:
        if not entry.shown:
            yield Brief(entry.cause, entry.name, f"{entry.probability:.1%}")
    known = {entry.cause for entry in result.differential}
    for entry in closer.improbable:
        if entry.cause not in known:
            often = f"{_small(entry.probability)} (not to be missed)"
            yield Brief(entry.cause, entry.name, often)


def _small(probability: float) -> str:
    return "below 0.01%" if probability < 0.0001 else f"{probability:.2%}"


def _rule(score: ScoreResult, base: KnowledgeBase) -> RuleRow:
    points = score.rule.scheme is not None and score.rule.scheme.form == "points"
    return RuleRow(
        rule=score.rule.id,
        name=score.rule.name,
        score="" if score.score is None else f"{score.score:g}",
        band=meaning(score),
        action=score.band.action.clinician if score.band else "",
        items=tuple(
            RuleItem(
                one.item.name,
                "for a clinician to judge" if one.left_out else _VALUES[one.value],
                f"{one.item.points:+g}" if points else "",
            )
            for one in score.items
        ),
        missing=names_of((*score.missing, *score.left_out), score, base),
        sources=tuple(dict.fromkeys(source.ref for source in score.rule.sources)),
    )


def _tests(result: Assessment) -> Iterator[NamedLine]:
    """Yield the tests with the words that every edge has for them, in its order."""
    ordered = sorted(result.tests, key=lambda test: not test.advised)
    for one, text in zip(ordered, test_section(result), strict=True):
        yield NamedLine(one.test, one.name, text)


def _ask_first(scores: Iterable[ScoreResult], base: KnowledgeBase) -> Iterator[NamedLine]:
    for one in scores:
        if not one.applies and nearly(one):
            text = "; ".join(names_of(one.deciding, one, base))
            yield NamedLine(one.rule.id, one.rule.name, text)

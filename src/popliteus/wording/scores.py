"""Published decision rules, in words, for clinicians."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import ScoreResult

#: With this many open questions or fewer, a score is named although it is not known whether it
#: was made for this person: asking them is quicker than doing without it.
FEW = 2


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score in words: its points, what they mean, and what is missing.

    `points` is empty, and `missing` what to ask first, while it is not known whether the score was
    made for this person.
    """

    name: str
    points: str
    meaning: str
    action: str
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def score_rows(result: Assessment, base: KnowledgeBase) -> tuple[ScoreRow, ...]:
    """Return each score that applies, or that would with a few answers more."""
    return tuple(_rows(result, base))


def _rows(result: Assessment, base: KnowledgeBase) -> Iterator[ScoreRow]:
    for score in result.scores:
        if score.applies and says_nothing(score):
            continue
        if score.applies:
            yield ScoreRow(
                name=score.rule.name,
                points=_points(score),
                meaning=meaning(score),
                action=score.band.action.clinician if score.band else "",
                missing=names_of(score.missing, score, base),
                left_out=names_of(score.left_out, score, base),
            )
        elif nearly(score):
            yield ScoreRow(score.rule.name, "", "", "", names_of(score.deciding, score, base))


def _points(score: ScoreResult) -> str:
    """Return the points, or the span of those still possible."""
    low, high = score.lowest or 0, score.highest or 0
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def score_lines(result: Assessment, base: KnowledgeBase) -> Iterator[str]:
    """Yield each score that applies, with what is missing; nothing for patients."""
    if result.audience == "patient":
        return
    for score in result.scores:
        if not score.applies:
            if nearly(score):
                yield f"{score.rule.name}: ask first: {_named(score.deciding, score, base)}."
            continue
        if says_nothing(score):
            continue
        line = f"{score.rule.name}: {score.score} ({meaning(score)})."
        if score.band:
            line += f" {score.band.action.clinician}"
        if score.missing:
            line += f" Missing: {_named(score.missing, score, base)}."
        if score.left_out:
            line += f" Left out until a clinician answers: {_named(score.left_out, score, base)}."
        yield line


def meaning(score: ScoreResult) -> str:
    """Return what the points mean, or everything that they may still mean."""
    return " or ".join(one.name for one in score.possible)


def says_nothing(score: ScoreResult) -> bool:
    """Whether no item of a score is there, and it may still mean all that it can mean."""
    scheme = score.rule.scheme
    every = scheme is not None and len(score.possible) == len(scheme.bands) > 1
    return every and not any(one.value for one in score.items)


def nearly(score: ScoreResult) -> bool:
    """Whether only a few answers are missing to know whether a score was made for this."""
    return score.because.startswith("not known yet") and len(score.deciding) <= FEW


def _named(items: Sequence[str], score: ScoreResult, base: KnowledgeBase) -> str:
    return "; ".join(names_of(items, score, base))


def names_of(items: Sequence[str], score: ScoreResult, base: KnowledgeBase) -> tuple[str, ...]:
    """Return what items are called: those of the score itself first, then the records."""
    own = {one.item.id: one.item.name for one in score.items}
    return tuple(own.get(item) or name_of(item, base) for item in items)


def name_of(item: str, base: KnowledgeBase) -> str:
    """Return a clinician's name for a finding, factor or attribute."""
    record = base.findings.get(item) or base.factors.get(item) or base.attributes.get(item)
    return record.name if record else item

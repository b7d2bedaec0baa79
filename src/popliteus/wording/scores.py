"""Published decision rules, in words, for clinicians."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from popliteus.assess import Assessment
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import ScoreResult

#: With this many open questions or fewer, a score is named although it is not known whether it
#: was made for this person: asking them is quicker than doing without it.
FEW = 2


def score_lines(result: Assessment, base: KnowledgeBase) -> Iterator[str]:
    """Yield each score that applies, with what is missing; nothing for patients."""
    if result.audience == "patient":
        return
    for score in result.scores:
        if not score.applies:
            if _nearly(score):
                yield f"{score.rule.name}: ask first: {_named(score.deciding, score, base)}."
            continue
        band = score.band.name if score.band else " or ".join(one.name for one in score.possible)
        line = f"{score.rule.name}: {score.score} ({band})."
        if score.band:
            line += f" {score.band.action.clinician}"
        if score.missing:
            line += f" Missing: {_named(score.missing, score, base)}."
        if score.left_out:
            line += f" Left out until a clinician answers: {_named(score.left_out, score, base)}."
        yield line


def _nearly(score: ScoreResult) -> bool:
    """Whether only a few answers are missing to know whether a score was made for this."""
    return score.because.startswith("not known yet") and len(score.deciding) <= FEW


def _named(items: Sequence[str], score: ScoreResult, base: KnowledgeBase) -> str:
    """Return what items are called: those of the score itself first, then the records."""
    own = {one.item.id: one.item.name for one in score.items}
    return "; ".join(own.get(item) or name_of(item, base) for item in items)


def name_of(item: str, base: KnowledgeBase) -> str:
    """Return a clinician's name for a finding, factor or attribute."""
    record = base.findings.get(item) or base.factors.get(item) or base.attributes.get(item)
    return record.name if record else item

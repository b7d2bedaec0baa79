"""Vignettes through the assessment, case by case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from popliteus import stamp
from popliteus.assess import Case, assess
from popliteus.evaluate.metrics import Metric, mean, rank_of, share
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import LEVELS

#: Levels at which a missed case would be dangerous.
URGENT = ("urgent_same_day", "emergency")


@dataclass(frozen=True, slots=True)
class CaseScore:
    """What popliteus said about one vignette, beside what its source says.

    `rank` is None when the gold diagnosis is not reported at all. `listed` is what a person would
    be shown.
    """

    id: str
    gold: str
    rank: int | None
    listed: tuple[str, ...]
    triage: str
    gold_triage: str | None
    accepted_triage: tuple[str, ...]
    held_back: bool

    @property
    def under(self) -> bool:
        """Whether the level is below the gold level, and below every accepted one."""
        return self._compare() < 0

    @property
    def over(self) -> bool:
        """Whether the level is above the gold level, and above every accepted one."""
        return self._compare() > 0

    def _compare(self) -> int:
        given = _place(self.triage)
        wanted = [_place(w) for w in (self.gold_triage, *self.accepted_triage) if w]
        if not wanted or min(wanted) <= given <= max(wanted):
            return 0
        return -1 if given < min(wanted) else 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of a set of vignettes. Held-back cases count, and are never listed."""

    stamp: stamp.Stamp
    mode: str
    metrics: Mapping[str, Metric]
    cases: tuple[CaseScore, ...]

    @property
    def n(self) -> int:
        """How many vignettes were scored."""
        return len(self.cases)

    @property
    def failed(self) -> tuple[CaseScore, ...]:
        """Open cases that went wrong: not ranked in the first three, or a lower level than gold."""
        return tuple(
            case
            for case in self.cases
            if not case.held_back and (case.rank is None or case.rank > 3 or case.under)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of the public contract."""
        return {
            "stamp": self.stamp.to_dict(),
            "mode": self.mode,
            "n": self.n,
            "metrics": {name: asdict(metric) for name, metric in self.metrics.items()},
            "cases": [
                {
                    "id": case.id,
                    "gold": case.gold,
                    "rank": case.rank,
                    "list": list(case.listed),
                    "triage": case.triage,
                    "gold_triage": case.gold_triage,
                    "triage_accepted": list(case.accepted_triage),
                    "questions": 0,
                }
                for case in self.cases
                if not case.held_back
            ],
        }


def evaluate(
    cases: Sequence[tuple[Case, bool]],
    base: KnowledgeBase,
    *,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Score vignettes on their structured findings.

    Parameters
    ----------
    cases
        Case and whether it is held back. Each must have a gold diagnosis.
    base
        The knowledge base.
    progress
        Called with the number of cases done.
    """
    scores: list[CaseScore] = []
    for done, (case, held_back) in enumerate(cases, start=1):
        scores.append(_score(case, base, held_back=held_back))
        if progress is not None:
            progress(done)
    return Evaluation(
        stamp=stamp.Stamp(stamp.code_version(), base.version, base.digest, reviewed=base.reviewed),
        mode="findings",
        metrics=_metrics(scores),
        cases=tuple(scores),
    )


def _score(case: Case, base: KnowledgeBase, *, held_back: bool) -> CaseScore:
    result = assess(case, base)
    gold = case.gold
    if gold is None:
        msg = f"the vignette {case.id} has no gold diagnosis"
        raise ValueError(msg)
    order = [entry.cause for entry in result.differential]
    return CaseScore(
        id=case.id,
        gold=gold.primary,
        rank=rank_of(order, gold.primary, gold.accepted, gold.coexisting),
        listed=tuple(entry.cause for entry in result.shown),
        triage=result.triage.level.word,
        gold_triage=case.triage,
        accepted_triage=case.triage_accepted,
        held_back=held_back,
    )


def _metrics(scores: Sequence[CaseScore]) -> dict[str, Metric]:
    n = len(scores)
    triaged = [case for case in scores if case.gold_triage is not None]
    urgent = [case for case in triaged if case.gold_triage in URGENT]
    home = [case for case in triaged if case.gold_triage == "self_care"]
    found = {
        f"top_{k}": share(sum(case.rank is not None and case.rank <= k for case in scores), n)
        for k in (1, 3, 5)
    }
    found["in_list"] = share(
        sum(case.rank is not None and case.rank <= max(len(case.listed), 1) for case in scores), n
    )
    found["list_length"] = mean([float(len(case.listed)) for case in scores])
    m = len(triaged)
    found["triage_exact"] = share(sum(case.triage == case.gold_triage for case in triaged), m)
    found["triage_accepted"] = share(sum(not case.under and not case.over for case in triaged), m)
    found["triage_under"] = share(sum(case.under for case in triaged), m)
    found["triage_over"] = share(sum(case.over for case in triaged), m)
    found["safety"] = share(sum(not case.under for case in triaged), m)
    found["safety_strict"] = share(sum(not _below_gold(case) for case in triaged), m)
    found["urgent_found"] = share(sum(case.triage in URGENT for case in urgent), len(urgent))
    found["self_care_recall"] = share(sum(c.triage == "self_care" for c in home), len(home))
    return found


def _below_gold(case: CaseScore) -> bool:
    """Whether the level is below the gold level itself, whatever else is accepted."""
    return case.gold_triage is not None and _place(case.triage) < _place(case.gold_triage)


def _place(level: str) -> int:
    """Return the place of a level, 0 for home care."""
    return [str(one) for one in LEVELS].index(level)

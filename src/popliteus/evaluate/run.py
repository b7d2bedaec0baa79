"""Vignettes through popliteus, case by case, and everything that is counted about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from popliteus import stamp
from popliteus.assess import Case
from popliteus.assess.evidence import danger_items
from popliteus.evaluate.baselines import baselines
from popliteus.evaluate.compare import Compared, compare
from popliteus.evaluate.groups import Group, groups_of
from popliteus.evaluate.metrics import Metric
from popliteus.evaluate.modes import Mode, Told, Vignette, tell
from popliteus.evaluate.outcome import outcome_of
from popliteus.evaluate.probabilities import Judged, judge
from popliteus.evaluate.respond import Kind
from popliteus.evaluate.robust import Spoiled, robustness, rounds
from popliteus.evaluate.score import CaseScore, score_of
from popliteus.evaluate.summary import metrics_of, triage_matrix
from popliteus.knowledge import KnowledgeBase

#: Called with what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What to do beside scoring.

    Attributes
    ----------
    mode
        How vignettes reach popliteus.
    respondent
        Who answers in an interview.
    baselines, robustness
        Whether simpler methods, and spoiled answers, are scored as well.
    """

    mode: Mode = "findings"
    respondent: Kind = "sheet"
    baselines: bool = False
    robustness: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of a set of vignettes. Held-back cases count, and are never listed.

    Attributes
    ----------
    metrics, agreed
        Over all cases, and over those on whose level the raters agree.
    judged
        Calibration as given and for the set's own mix of causes; None without any list.
    matrix
        Gold levels by given levels.
    groups, compared, spoiled
        Parts of the cases, baselines, deliberate errors.
    cases, told
        Every case, and what popliteus was told of it, in the same order.
    """

    stamp: stamp.Stamp
    options: Options
    metrics: dict[str, Metric]
    agreed: dict[str, Metric]
    judged: tuple[Judged, Judged] | None
    matrix: tuple[tuple[int, ...], ...]
    groups: tuple[Group, ...]
    compared: tuple[Compared, ...]
    spoiled: tuple[Spoiled, ...]
    cases: tuple[CaseScore, ...]
    told: tuple[Told, ...]

    @property
    def mode(self) -> str:
        """How vignettes reached popliteus."""
        return self.options.mode

    @property
    def n(self) -> int:
        """How many vignettes were scored."""
        return len(self.cases)

    @property
    def n_agreed(self) -> int:
        """On how many the raters agree."""
        return sum(case.agreed for case in self.cases)

    @property
    def failed(self) -> tuple[CaseScore, ...]:
        """Open cases that went wrong: not ranked in the first three, or a lower level than gold."""
        return tuple(
            case for case in self.cases if not case.held_back and (not case.within(3) or case.under)
        )


def evaluate(
    vignettes: Sequence[Vignette],
    base: KnowledgeBase,
    options: Options | None = None,
    *,
    progress: Progress | None = None,
) -> Evaluation:
    """Score vignettes.

    Parameters
    ----------
    vignettes
        Each must have a gold diagnosis.
    base
        The knowledge base.
    options
        What to do; by default structured findings and nothing else.
    progress
        Called as work goes on.

    Raises
    ------
    ValueError
        A vignette has no gold diagnosis.
    """
    chosen = options or Options()
    told: list[Told] = []
    scores: list[CaseScore] = []
    for done, vignette in enumerate(vignettes, start=1):
        one = tell(vignette, base, chosen.mode, chosen.respondent)
        told.append(one)
        scores.append(_score(vignette, one, base))
        if progress is not None:
            progress("Scoring vignettes", done, len(vignettes))
    # In text and interview only what popliteus got to know may be spoiled or given to a baseline.
    cases = [
        replace(
            one.case,
            gold=vignette.case.gold,
            triage=vignette.case.triage,
            triage_accepted=vignette.case.triage_accepted,
        )
        for one, vignette in zip(told, vignettes, strict=True)
    ]
    return Evaluation(
        stamp=stamp.Stamp(stamp.code_version(), base.version, base.digest, reviewed=base.reviewed),
        options=chosen,
        metrics=metrics_of(scores),
        agreed=metrics_of([case for case in scores if case.agreed]),
        judged=judge(scores, base),
        matrix=triage_matrix(scores),
        groups=groups_of(scores),
        compared=_compare(scores, cases, base, progress) if chosen.baselines else (),
        spoiled=_spoil(scores, cases, base, progress) if chosen.robustness else (),
        cases=tuple(scores),
        told=tuple(told),
    )


def _score(vignette: Vignette, told: Told, base: KnowledgeBase) -> CaseScore:
    case = vignette.case
    dangers = danger_items(base)
    stated = tuple(
        item
        for item, answer in case.answers.items()
        if answer.value == "present" and item in dangers and item in base.findings
    )
    return score_of(
        case,
        outcome_of(told.case, base),
        held_back=vignette.held_back,
        stated=stated,
        asked=told.asked,
    )


def _compare(
    scores: Sequence[CaseScore],
    cases: Sequence[Case],
    base: KnowledgeBase,
    progress: Progress | None,
) -> tuple[Compared, ...]:
    methods = baselines(base)
    return compare(scores, cases, methods, _part(progress, "Baselines", len(methods)))


def _spoil(
    scores: Sequence[CaseScore],
    cases: Sequence[Case],
    base: KnowledgeBase,
    progress: Progress | None,
) -> tuple[Spoiled, ...]:
    total = rounds() * len(cases)
    return robustness(scores, cases, base, _part(progress, "Spoiling answers", total))


def _part(progress: Progress | None, what: str, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None
    return lambda done: progress(what, done, total)

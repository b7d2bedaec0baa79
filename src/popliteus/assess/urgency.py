"""How urgent: the higher of the rules and of the harm to be expected.

Expected harm
    For each dangerous cause c and level L the knowledge base holds n, "how many people without c
    is it right to raise to L so that one with c is raised". The level is reached when the sum
    over c of present_c (1 + n_cL) is at least 1 (Pauker and Kassirer 1980, for several causes).

Whose probabilities
    Those of the setting as it is, of primary care where none was told. Where the case mix is
    tempered for the list of causes (ADR 0019), the thresholds still see the mix itself: they
    weigh one person raised against the others who come (ADR 0024). Nor do they count that signs
    were told rather than asked: whole cases teach which cause it is, not how common (ADR 0025).

How old the complaint is
    n is lower for an old sprain than for a new one: see `popliteus.engine.harm`.

Why red flags cannot calm
    A present danger answer may make another danger less probable. The model's part is therefore
    the highest over every subset of the present danger answers: adding one can only add subsets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from popliteus.assess.answers import Answer
from popliteus.assess.case import Case
from popliteus.assess.evidence import danger_items, engine_evidence, said
from popliteus.engine import PRESENT, UNKNOWN, Evidence, Model, Posterior, posterior
from popliteus.engine.harm import harm_of, raising
from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.model import LEVELS as HARM_LEVELS
from popliteus.engine.model import FloatArray
from popliteus.engine.prior import DEFAULT_SETTING
from popliteus.engine.without import present_in_sets, sets_without
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level, Screen, Urgency, combine, evaluate, fires

#: More present danger answers than this are an emergency whatever explains them: so many signs
#: together are no everyday pain, and to look at every subset of them would take too long.
MOST_DANGERS = 6


#: Level of a story about no leg or knee. We know nothing of its urgency, so it is never home care
#: and never weeks; the words say to ask somebody who does, today where it is bad or sudden.
ELSEWHERE = Level.SOON_DAYS


@dataclass(frozen=True, slots=True)
class Weighed:
    """The model's part of the urgency.

    Attributes
    ----------
    level
        The highest level whose expected harm reaches 1, or home care or routine.
    harm
        Expected harm at each of the three upper levels, largest over the subsets.
    causes
        Dangerous causes that make up at least a tenth of the harm at that level, largest first,
        with P(it is active).
    """

    level: Level
    harm: dict[str, float]
    causes: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Urgency with both parts, its rules, and in `waits_for` what alone keeps from home care."""

    urgency: Urgency
    screen: Screen
    weighed: Weighed | None
    provisional: bool
    ask: tuple[str, ...]
    waits_for: tuple[str, ...] = ()


def verdict(
    case: Case,
    base: KnowledgeBase,
    evidence: Evidence,
    found: Posterior | None,
    *,
    surprising: bool = False,
    screen: Screen | None = None,
) -> Verdict:
    """Return the urgency of one case.

    Parameters
    ----------
    case, base
        The person and the knowledge base.
    evidence, found
        The same person for the engine, and the posterior; None where no list of causes applies.
    surprising
        Whether the account fits nothing well; then home care is never the answer.
    screen
        ``screen_of(case, base)``, when already known.
    """
    screen = screen or screen_of(case, base)
    worse = worse_reading(case, base)
    if worse is not case:
        evidence = engine_evidence(worse, base)
        found = found and posterior(base.compiled.model, evidence, beyond=False)
    weighed = Weighed(ELSEWHERE, {}, ()) if case.elsewhere else None
    if found is not None:
        seen = as_thresholds_see(evidence)
        if seen is not evidence:
            evidence, found = seen, posterior(base.compiled.model, seen, beyond=False)
        weighed = weigh(base, evidence, found, surprising=surprising)
    urgency = combine(screen, None if weighed is None else weighed.level)
    unsettled = [
        item
        for item in danger_items(base)
        if _open(case, item) and base.findings[item].who == "patient"
    ]
    return Verdict(
        urgency=urgency,
        screen=screen,
        weighed=weighed,
        provisional=urgency.level < Level.EMERGENCY and bool(unsettled),
        ask=tuple(unsettled),
        waits_for=() if surprising or found is None else _only_waits_for(case, base, urgency),
    )


def _only_waits_for(case: Case, base: KnowledgeBase, urgency: Urgency) -> tuple[str, ...]:
    """Return what alone keeps from home care because it was not told: the reason for the level."""
    if urgency.level != Level.ROUTINE_WEEKS or urgency.reasons:
        return ()
    told = {i: a for i, a in case.answers.items() if a.value != "unknown"}
    return home_care_waits_for(replace(case, answers=told), base)


def fits_nothing(unexplained: float, surprise: float, base: KnowledgeBase) -> bool:
    """Return whether an account fits nothing that we know well; both from 0 to 1.

    >>> import popliteus
    >>> fits_nothing(0.9, 0.5, popliteus.load())
    True
    """
    settings = base.settings
    return unexplained > settings.unexplained_limit or surprise < settings.surprise_limit


def as_thresholds_see(evidence: Evidence) -> Evidence:
    """Return a person as one of those who come to the setting, to primary care if none was told.

    Returns
    -------
    Evidence
        The same object where the case mix was not tempered.
    """
    if evidence.mix_known and evidence.setting != UNKNOWN:
        return evidence
    setting = DEFAULT_SETTING if evidence.setting == UNKNOWN else evidence.setting
    return replace(evidence, mix_known=True, setting=setting, salient=False)


def _open(case: Case, item: str) -> bool:
    """Whether a danger sign was not asked, or answered "not sure": neither is ever "no"."""
    given = case.answers.get(item)
    return given is None or given.value == "unknown"


def screen_of(case: Case, base: KnowledgeBase) -> Screen:
    """Return every red flag and floor on what was said; what was said both ways counts as yes."""
    return evaluate(base.rules.values(), said(worse_reading(case, base), base))


def level_of_rules(case: Case, base: KnowledgeBase) -> Level:
    """Return `screen_of(case, base).level` without reasons, in much less time."""
    answers = said(worse_reading(case, base), base)
    fired = (rule.level for rule in base.rules.values() if fires(rule, answers))
    return max(fired, default=Level.SELF_CARE)


def shows_no_causes(case: Case, base: KnowledgeBase) -> bool:
    """Return `screen_of(case, base).no_differential`, asking no more rules than that needs."""
    some = [rule for rule in base.rules.values() if rule.no_differential]
    answers = said(worse_reading(case, base), base) if some else None
    return answers is not None and any(fires(rule, answers) for rule in some)


def worse_reading(case: Case, base: KnowledgeBase) -> Case:
    """Return the case with every danger sign present that its story both states and denies.

    The answer itself stays unknown and is asked; until then the urgency takes the worse of the
    two readings, because the weighing below looks at every subset of the present danger signs.
    """
    both = [item for item in case.conflicts if item in danger_items(base)]
    if not both:
        return case
    # The story says so, so it counts as told and not as the answer to a question.
    told = {item: case.told.conflicts[item][0] for item in both}
    return replace(
        case,
        answers={**case.answers, **dict.fromkeys(both, Answer("present"))},
        told=replace(case.told, origins={**case.told.origins, **told}),
    )


def weigh(
    base: KnowledgeBase, evidence: Evidence, found: Posterior, *, surprising: bool
) -> Weighed:
    """Return the model's level from expected harm, or from what home care can do."""
    model = base.compiled.model
    flagged = _flagged(base, evidence)
    many = len(flagged) > MOST_DANGERS
    factor = raising(harm_of(model, evidence))
    subsets = sets_without(model, evidence, found, () if many else flagged)
    # One row for each subset, one column for each level.
    harm = subsets @ _harm_of_sets(model, factor)
    reached = [row for row in range(len(HARM_LEVELS)) if harm[:, row].max() >= 1.0]
    largest: dict[str, float] = {
        level: float(harm[:, row].max()) for row, level in enumerate(HARM_LEVELS)
    }
    if reached or many:
        row = len(HARM_LEVELS) - 1 if many else max(reached)
        worst = present_in_sets(model, subsets[int(harm[:, row].argmax())])
        causes = _main_parts(worst, worst * factor[row], model)
        return Weighed(Level.parse(HARM_LEVELS[row]), largest, causes)
    home = _home_care(base, found)
    calm = (
        home >= base.settings.self_care_from
        and not surprising
        and _fresh(base, evidence)
        and not flagged  # "home care, if none of these is true": one is
    )
    return Weighed(Level.SELF_CARE if calm else Level.ROUTINE_WEEKS, largest, ())


def _harm_of_sets(model: Model, factor: FloatArray) -> FloatArray:
    """Return the factors of each set's causes added up, from shape (levels, C): (S, levels)."""
    padded = np.hstack([factor, np.zeros((factor.shape[0], 2))])  # unlisted, nobody
    return np.asarray(padded[:, hypotheses_of(model).members].sum(axis=1).T)


def _main_parts(
    present: np.ndarray, parts: np.ndarray, model: Model
) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-parts, kind="stable")
    return tuple(
        (model.causes[c], float(present[c])) for c in order if parts[c] >= 0.1 * parts.sum()
    )


def _home_care(base: KnowledgeBase, found: Posterior) -> float:
    """Return the probability of the causes for which home care comes first."""
    causes = base.causes.values()
    return float(
        sum(
            found.probability[c]
            for c, cause in enumerate(causes)
            if cause.usual_level == "self_care"
        )
    )


def home_care_waits_for(case: Case, base: KnowledgeBase) -> tuple[str, ...]:
    """Return what must still be asked before home care may be the answer.

    Empty unless everything else speaks for home care and only these were never asked.
    """
    waits = tuple(name for name in base.settings.self_care_if if name not in case.answers)
    if not waits or level_of_rules(case, base) > Level.SELF_CARE:
        return ()
    best = {name: Answer(options[0]) for name, options in base.settings.self_care_if.items()}
    asked = replace(case, answers={**case.answers, **{name: best[name] for name in waits}})
    evidence = engine_evidence(asked, base)
    found = posterior(base.compiled.model, evidence, beyond=False)
    calm = weigh(base, evidence, found, surprising=False).level == Level.SELF_CARE
    return waits if calm else ()


def _fresh(base: KnowledgeBase, evidence: Evidence) -> bool:
    """Return whether what the settings ask for before home care was answered so."""
    compiled = base.compiled
    for name, wanted in base.settings.self_care_if.items():
        place = compiled.attributes.index(name)
        value = int(evidence.attributes[place])
        if value == UNKNOWN or compiled.options[place][value] not in wanted:
            return False
    return True


def _flagged(base: KnowledgeBase, evidence: Evidence) -> list[int]:
    """Return the readings of the danger answers that are present."""
    readings = base.compiled.readings
    return [
        readings.index(item)
        for item in danger_items(base)
        if item in readings and evidence.answers[readings.index(item)] == PRESENT
    ]

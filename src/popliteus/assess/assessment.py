"""One case in, one assessment out. Pure: no files, no clock, no network.

The order is the order of safety: rules on what was said, then the model, then the harm to be
expected from it, then reasons and plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from popliteus import stamp
from popliteus.assess.basis import limits_of, poor_fit, used_of
from popliteus.assess.case import Case, check_case
from popliteus.assess.changes import ahead_of, what_would_change
from popliteus.assess.closer import Closer, closer_look, grave_causes
from popliteus.assess.differential import (
    Entry,
    differential,
    listed_causes,
    reported_causes,
    shown_causes,
)
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.fitting import child_not_covered
from popliteus.assess.investigations import Advice, investigations
from popliteus.assess.plan import make_plan
from popliteus.assess.questions import danger_pages, ranked, record_of
from popliteus.assess.references import cited
from popliteus.assess.report import flags_of, scores_of, triage_of
from popliteus.assess.result import INTERVAL_LEVEL, Assessment, Audience, NextQuestion
from popliteus.assess.urgency import fits_nothing, screen_of, verdict
from popliteus.engine import Evidence, Posterior, posterior
from popliteus.engine.explain import explain
from popliteus.engine.intervals import intervals
from popliteus.engine.surprise import surprise as surprise_of
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level, Screen

#: Questions named in a result.
QUESTIONS_NAMED = 5


def assess(case: Case, knowledge: KnowledgeBase, *, audience: Audience = "patient") -> Assessment:
    """Assess one case.

    Parameters
    ----------
    case
        From `popliteus.assess.case_from_mapping`.
    knowledge
        From `popliteus.load`.
    audience
        Whose words: ``patient`` or ``clinician``. The numbers are the same.

    Returns
    -------
    Assessment
        ``.to_dict()`` is the JSON of the public contract.

    Raises
    ------
    CaseError
        A case made by hand with an unknown id or impossible value, or an unknown audience.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = popliteus.case_from_mapping({"age": 71, "findings": {"cold-foot": "present"}}, base)
    >>> assess(case, base).triage.level.word
    'emergency'
    """
    return _assessed(case, knowledge, audience, closely=False)[0]


def assess_closely(
    case: Case, knowledge: KnowledgeBase, *, audience: Audience = "patient"
) -> tuple[Assessment, Closer]:
    """Assess one case, and say more of each cause: what could still move it, what it is not.

    Parameters
    ----------
    case, knowledge, audience
        As for `assess`, whose result is the first part of what is returned.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> result, closer = assess_closely(popliteus.Case(age=30), base)
    >>> set(closer.shifts) == {entry.cause for entry in result.shown}
    True
    """
    return _assessed(case, knowledge, audience, closely=True)


def _assessed(
    case: Case, knowledge: KnowledgeBase, audience: Audience, *, closely: bool
) -> tuple[Assessment, Closer]:
    check_case(case, knowledge, audience)
    evidence = engine_evidence(case, knowledge)
    screen = screen_of(case, knowledge)
    if screen.no_differential or case.elsewhere:
        return _cited(_rules_only(case, knowledge, evidence, screen, audience), knowledge), Closer()
    model = knowledge.compiled.model
    found = posterior(model, evidence)
    surprise = surprise_of(model, evidence)
    unexplained = float(found.probability[-1])
    odd = fits_nothing(unexplained, surprise, knowledge)
    judged = verdict(case, knowledge, evidence, found, surprising=odd, screen=screen)
    shown = listed_causes(knowledge, found, screen)
    ahead = ahead_of(case, knowledge, evidence, found)
    entries, grave = _entries(case, knowledge, evidence, found, shown, closely=closely)
    spoken_for = _spoken_for(case, knowledge, found, screen)
    triage = triage_of(case, knowledge, judged, audience)
    level = judged.urgency.level
    result = Assessment(
        stamp=_stamp(knowledge),
        audience=audience,
        case=case,
        used=used_of(case),
        triage=triage,
        flags=flags_of(case, knowledge, screen),
        differential=entries,
        unexplained=unexplained,
        surprise=surprise,
        fits_poorly=poor_fit(entries) if odd else (),
        left_out_prior=float(found.left_out_prior),
        left_out_result=float(found.left_out_result),
        scores=scores_of(case, knowledge),
        next_questions=_next(case, knowledge, evidence, found),
        changes=what_would_change(case, knowledge, evidence, found, ahead, level),
        tests=_tests(case, knowledge, evidence, found, spoken_for, level),
        plan=make_plan(
            case, knowledge, found, spoken_for, level, (triage.action,), audience, screen=screen
        ),
        limits=limits_of(case, knowledge, screen, audience),
    )
    return _cited(result, knowledge), closer_look(knowledge, found, ahead, shown, grave)


def _cited(result: Assessment, base: KnowledgeBase) -> Assessment:
    return replace(result, references=cited(result.refs, base))


def _spoken_for(case: Case, base: KnowledgeBase, found: Posterior, screen: Screen) -> Sequence[int]:
    """Return the causes that plan and tests speak of."""
    if child_not_covered(case, base, screen):
        return ()
    settings = base.settings
    return shown_causes(found, settings.listed_coverage, settings.listed_at_most)


def _tests(
    case: Case,
    base: KnowledgeBase,
    evidence: Evidence,
    found: Posterior,
    spoken_for: Sequence[int],
    level: Level,
) -> tuple[Advice, ...]:
    """Return the tests; in home care, where nobody is seen, only those that are not needed."""
    tests = investigations(case, base, evidence, found, spoken_for) if spoken_for else ()
    return tuple(one for one in tests if not one.advised or level > Level.SELF_CARE)


def _entries(
    case: Case,
    base: KnowledgeBase,
    evidence: Evidence,
    found: Posterior,
    shown: Sequence[int],
    *,
    closely: bool,
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the causes that are reported and, looked at closely, the grave ones not shown."""
    model, settings = base.compiled.model, base.settings
    reported = reported_causes(found, settings, shown)
    if not reported:  # with evidence that fits nothing, no cause may be left
        return (), ()
    wanted = sorted(c for c in reported if found.probability[c] >= settings.reported_from)
    by_cause: dict[int, tuple[float, float]] = {}
    if wanted:
        spans = intervals(model, evidence, found, wanted, level=INTERVAL_LEVEL)
        by_cause = {
            int(c): (float(low), float(high))
            for c, low, high in zip(spans.causes, spans.low, spans.high, strict=True)
        }
    others = grave_causes(base, found, shown) if closely else []
    explained = [*dict.fromkeys([*reported, *others])]
    why = explain(model, evidence, found, explained)
    entries = differential(case, base, found, why, by_cause, shown)
    by_place = dict(zip(explained, entries, strict=True))
    return entries[: len(reported)], tuple(by_place[c] for c in others)


def _rules_only(
    case: Case, base: KnowledgeBase, evidence: Evidence, screen: Screen, audience: Audience
) -> Assessment:
    """Return a result without a list of causes, for groups that the model must not speak of."""
    judged = verdict(case, base, evidence, None, screen=screen)
    triage = triage_of(case, base, judged, audience)
    level = judged.urgency.level
    return Assessment(
        stamp=_stamp(base),
        audience=audience,
        case=case,
        used=used_of(case),
        triage=triage,
        flags=flags_of(case, base, screen),
        differential=(),
        unexplained=1.0,
        surprise=None,
        fits_poorly=(),
        left_out_prior=0.0,
        left_out_result=0.0,
        scores=scores_of(case, base),
        next_questions=_danger_questions(case, base),
        changes=(),
        tests=(),
        plan=make_plan(case, base, None, (), level, (triage.action,), audience, screen=screen),
        limits=limits_of(case, base, screen, audience),
    )


def _stamp(base: KnowledgeBase) -> stamp.Stamp:
    return stamp.Stamp(stamp.code_version(), base.version, base.digest, reviewed=base.reviewed)


def _danger_questions(case: Case, base: KnowledgeBase) -> tuple[NextQuestion, ...]:
    asked = [*case.conflicts]
    asked += [item for _, items in danger_pages(case, base) for item in items]
    records = [(item, record_of(item, base)) for item in dict.fromkeys(asked)]
    return tuple(NextQuestion(item, one.ask, one.why, 0.0) for item, one in records)[
        :QUESTIONS_NAMED
    ]


def _next(
    case: Case, base: KnowledgeBase, evidence: Evidence, found: Posterior
) -> tuple[NextQuestion, ...]:
    """Return what would be asked next: contradictions, danger, then what is most useful."""
    questions = list(_danger_questions(case, base))
    if len(questions) < QUESTIONS_NAMED:
        for scored in ranked(case, base, evidence=evidence, found=found)[:QUESTIONS_NAMED]:
            item = scored.items[0]
            record = record_of(item, base)
            questions.append(NextQuestion(item, record.ask, record.why, scored.gain_bits))
    return tuple(questions[:QUESTIONS_NAMED])

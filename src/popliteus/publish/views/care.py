"""Pages of rules, treatments and tests: what they say, for whom, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from popliteus.assess.words import capital, in_words
from popliteus.knowledge.addresses import Figure
from popliteus.knowledge.records import Cause, Caution, Finding, Phase, Step, Test, Treatment, When
from popliteus.knowledge.second import unread_doses
from popliteus.publish.views.clinician import FigureRow, figure_rows
from popliteus.publish.views.conditions import Node, tree
from popliteus.publish.views.shared import ForCause, Shared, percent
from popliteus.rules import Rule


@dataclass(frozen=True, slots=True)
class RuleView:
    """What the page of a rule says."""

    rule: Rule
    level: str
    level_words: str
    condition: Node | None
    items: tuple[tuple[str, str, float, Node], ...]
    gate: Node | None
    causes: tuple[tuple[Cause, ForCause], ...]
    scored: tuple[Cause, ...]
    withdrawn: tuple[Finding, ...]
    figures: tuple[FigureRow, ...]


def rule_view(rule: Rule, shared: Shared) -> RuleView:
    """Return what the page of a rule says."""
    base = shared.base
    scheme = rule.scheme
    known = [one for one in shared.for_causes if one.rule.id == rule.id]
    return RuleView(
        rule=rule,
        level="" if scheme else shared.level_name(rule.level.word),
        level_words="" if scheme else shared.level_words(rule.level.word),
        condition=tree(rule.fires_when, base) if rule.fires_when else None,
        items=tuple(
            (one.lay_name, one.name, one.points, tree(one.is_met, base))
            for one in (scheme.items if scheme else ())
        ),
        gate=tree(scheme.gate, base) if scheme else None,
        causes=tuple((base.causes[one.cause], one) for one in known),
        scored=tuple(
            base.causes[cause] for cause, rules in shared.scores_for.items() if rule in rules
        ),
        withdrawn=tuple(base.findings[one] for one in rule.resolved_by),
        figures=tuple(
            figure_rows(figure, shared)
            for figure in shared.site.figures.values()
            if figure.number.of.rule == rule.id
        ),
    )


@dataclass(frozen=True, slots=True)
class CautionRow:
    """One reason for care with a treatment: if what, and why."""

    condition: str
    caution: Caution


#: When something begins, for whoever reads of it without a result of their own.
BEGINS: dict[When, str] = {
    "today": "On the first day.",
    "this_week": "In the first week.",
    "later": "Not at once.",
    "after_visit": "After somebody has looked at it.",
}

#: There is nothing to begin at home of what professionals do.
BY_OTHERS = "Whoever treats you says when it begins. There is nothing to start at home."


@dataclass(frozen=True, slots=True)
class TreatmentView:
    """What the page of a treatment says."""

    treatment: Treatment
    begins: str
    avoid: tuple[CautionRow, ...]
    careful: tuple[CautionRow, ...]
    judged: tuple[tuple[Phase, Step], ...]
    unread: tuple[str, ...]
    causes: tuple[Cause, ...]
    figures: tuple[FigureRow, ...]


def treatment_view(treatment: Treatment, shared: Shared) -> TreatmentView:
    """Return what the page of a treatment says."""
    rows = [CautionRow(_condition(one, shared), one) for one in treatment.cautions]
    return TreatmentView(
        treatment=treatment,
        begins=_begins(treatment),
        avoid=tuple(row for row in rows if row.caution.fit == "avoid"),
        careful=tuple(row for row in rows if row.caution.fit == "caution"),
        judged=tuple(
            (phase, step) for phase in treatment.phases for step in phase.steps if step.judgement
        ),
        unread=unread_doses(treatment, shared.site.seconds),
        causes=tuple(
            cause
            for cause in shared.base.causes.values()
            if cause.care and treatment.id in cause.care.treatments
        ),
        figures=tuple(
            figure_rows(Figure("treatments", treatment, one), shared) for one in treatment.evidence
        ),
    )


def _condition(caution: Caution, shared: Shared) -> str:
    base = shared.base
    if caution.factor:
        return capital(base.factors[caution.factor].lay_name)
    if caution.finding:
        return capital(base.findings[caution.finding].lay_name)
    if caution.not_excluded:
        return f"Not ruled out: {base.causes[caution.not_excluded].lay_name}"
    if caution.age_at_least is not None:
        return f"Age {caution.age_at_least} or more"
    return f"Age below {caution.age_below}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a test shows with one cause and with others."""

    cause: Cause
    words: str
    others: str
    clinician: str


@dataclass(frozen=True, slots=True)
class TestView:
    """What the page of a test says."""

    __test__ = False  # pytest: a medical test, not a test case

    test: Test
    finding: Finding
    causes: tuple[Cause, ...]
    useless: tuple[Cause, ...]
    useless_if: tuple[str, ...]
    results: tuple[Result, ...]
    figures: tuple[FigureRow, ...]


def view_of_test(test: Test, shared: Shared) -> TestView:
    """Return what the page of a test says."""
    base = shared.base
    finding = base.findings[test.finding]
    return TestView(
        test=test,
        finding=finding,
        causes=tuple(base.causes[one] for one in test.helps_with),
        useless=tuple(base.causes[one] for one in test.not_for),
        useless_if=tuple(capital(_lay_name(one, shared)) for one in test.not_if),
        results=tuple(_results(test, shared)),
        figures=tuple(
            figure_rows(figure, shared)
            for figure in shared.site.figures.values()
            if figure.record.id in {test.id, test.finding}
            or figure.number.of.finding == test.finding
        ),
    )


def _lay_name(item: str, shared: Shared) -> str:
    base = shared.base
    return base.factors[item].lay_name if item in base.factors else base.findings[item].lay_name


def _results(test: Test, shared: Shared) -> Iterator[Result]:
    chances, base = shared.chances, shared.base
    r = base.compiled.readings.index(test.finding)
    for name in test.helps_with:
        place = chances.place(name)
        mine = float(chances.reading[place, r])
        other = float(chances.others(place, chances.reading)[r])
        yield Result(
            cause=base.causes[name],
            words=in_words(mine),
            others=in_words(other),
            clinician=(
                f"positive in {percent(mine)}, in {percent(other)} of others; "
                f"LR+ {mine / other:.2g}, LR\N{MINUS SIGN} {(1 - mine) / (1 - other):.2g}"
            ),
        )


def _begins(treatment: Treatment) -> str:
    """Return when a treatment begins; its own words go before the general ones."""
    own = treatment.begins.because
    if treatment.professional:
        return own or BY_OTHERS
    return f"{BEGINS[treatment.begins.at]} {own}".rstrip()

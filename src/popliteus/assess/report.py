"""Urgency and danger signs, put into words."""

from __future__ import annotations

from dataclasses import replace

from popliteus.assess.answers import Answer
from popliteus.assess.case import Case
from popliteus.assess.evidence import danger_items, said
from popliteus.assess.phone import feared, harm_lines, said_signs, signs_line
from popliteus.assess.result import Audience, Flag, Flags, Triage, TriageReason
from popliteus.assess.urgency import ELSEWHERE, Verdict, Weighed
from popliteus.assess.words import listed, small
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Country
from popliteus.rules import Kind, Level, Outcome, ScoreResult, Screen, compute_all

#: What follows from a danger that the answers leave open.
WHEN = {
    Level.EMERGENCY: "That is why you need help now.",
    Level.URGENT_SAME_DAY: "That is why somebody should look at it today.",
    Level.SOON_DAYS: "That is why somebody should look at it within days.",
}

#: Country whose words are used when none is known: it has no number of its own.
ANYWHERE = "XX"


def country_of(case: Case, base: KnowledgeBase) -> Country:
    """Return the words for services of a case's country."""
    countries = base.services.countries
    return countries.get(case.country or ANYWHERE, countries[ANYWHERE])


def filled(text: str, country: Country) -> str:
    """Return a text with the words for services filled in."""
    for key in ("emergency", "urgent", "doctor", "pharmacist", "crisis"):
        text = text.replace("{" + key + "}", getattr(country, key))
    return text


def crisis_lines(case: Case, base: KnowledgeBase, audience: Audience) -> tuple[str, ...]:
    """Return what is said before all else to somebody who may want to die: a title, and lines.

    Nothing where their words say no such thing. Where the country is not known, those of
    every country that has one are named.
    """
    words = case.told.crisis
    if words is None:
        return ()
    crisis, country = base.intake.crisis, country_of(case, base)
    lines = crisis.clinician if audience == "clinician" else crisis.patient
    told = [crisis.title, *lines]
    if country is base.services.countries[ANYWHERE]:
        at = next(place for place, one in enumerate(told) if "{crisis}" in one) + 1
        told[at:at] = [
            f"{one.name}: {one.crisis}."
            for one in base.services.countries.values()
            if one is not country
        ]
    return tuple(filled(one, country).replace("{quote}", words.quote) for one in told)


def triage_of(case: Case, base: KnowledgeBase, judged: Verdict, audience: Audience) -> Triage:
    """Return the urgency in words, with every rule that fired, most urgent first."""
    country = country_of(case, base)
    level = judged.urgency.level
    record = next(one for one in base.services.levels if one.id == level.word)
    text = record.clinician if audience == "clinician" else record.patient
    reasons = [_rule(one, case, base, audience, level) for one in judged.screen.fired]
    if case.elsewhere:
        words = base.intake.elsewhere
        told = words.clinician if audience == "clinician" else words.patient
        reasons.append(TriageReason("scope", "not-a-leg", words.finding, ELSEWHERE.word))
        text = told if level == ELSEWHERE else text
    elif judged.weighed is not None:
        reasons += _harm(judged.weighed, case, base, audience, level)
        reasons += [_waiting(item, base, audience, level) for item in judged.waits_for]
        reasons.sort(key=lambda one: -Level.parse(one.level))  # what says today before what lasts
    return Triage(
        level=level,
        provisional=judged.provisional,
        ask=tuple((item, base.findings[item].ask) for item in judged.ask),
        action=filled(text, country),
        reasons=tuple(reasons),
        withdrawn=tuple(_rule(one, case, base, audience, level) for one in judged.screen.withdrawn),
        not_covered=tuple(
            dict.fromkeys(
                name_of(one, base, "patient") for one in judged.screen.fired if not one.rule.covered
            )
        ),
        crisis=crisis_lines(case, base, audience),
    )


def _rule(
    outcome: Outcome, case: Case, base: KnowledgeBase, audience: Audience, level: Level
) -> TriageReason:
    """Return one rule in words.

    To a person a rule below the level has no say in what to do, nor how fast: "be seen within
    days" must not stand under "call an ambulance".
    """
    rule, country = outcome.rule, country_of(case, base)
    says = rule.says if audience == "clinician" or (rule.level or level) >= level else None
    text = "" if says is None else says.clinician if audience == "clinician" else says.patient
    name = name_of(outcome, base, audience)
    return TriageReason(
        kind="floor" if rule.kind is Kind.FLOOR else "rule",
        id=rule.id,
        text=filled(f"{name}. {text}".rstrip(), country),
        level=(rule.level or Level.SELF_CARE).word,
        sources=tuple(
            {"ref": one.ref, "where": one.where, "seen": one.seen, "grade": None}
            for one in rule.sources
        ),
        phone=(
            signs_line(case, base, outcome.because),
            *(filled(one, country) for one in rule.phone),
        )
        if rule.phone and says is not None
        else (),
        because=outcome.because,
        name=name,
    )


def name_of(outcome: Outcome, base: KnowledgeBase, audience: Audience) -> str:
    """Return what a rule is called; where it could fire for many signs, those that are there.

    Examples
    --------
    >>> import popliteus
    >>> from popliteus.assess.urgency import screen_of
    >>> base = popliteus.load()
    >>> told = popliteus.case_from_mapping({"age": 12, "findings": {"limp": "present"}}, base)
    >>> name_of(screen_of(told, base).fired[0], base, "patient")
    'A child with: limp'
    """
    rule, clinician = outcome.rule, audience == "clinician"
    records = [base.findings.get(item) or base.factors.get(item) for item in outcome.met]
    signs = [one.name if clinician else one.lay_name for one in records if one]
    if not (signs and rule.with_signs):
        return rule.name if clinician else rule.lay_name
    begins = rule.with_signs.clinician if clinician else rule.with_signs.patient
    return f"{begins}: {listed([small(one) for one in signs])}"


def _waiting(item: str, base: KnowledgeBase, audience: Audience, level: Level) -> TriageReason:
    """Return that nothing but a missing answer keeps from home care."""
    attribute, wanted = base.attributes[item], base.settings.self_care_if[item]
    if audience == "clinician":
        text = f"Home care waits for an answer: {small(attribute.name)} is not known."
    else:
        options = [small(one.ask) for one in attribute.options if one.id in wanted]
        text = (
            f"You did not say this: {attribute.ask} Home care may be enough if it is one of "
            f"these: {'; '.join(options)}."
        )
    return TriageReason("waiting", item, text, level.word)


def scores_of(case: Case, base: KnowledgeBase) -> tuple[ScoreResult, ...]:
    """Return every score; a background that nobody of this age is asked about is not open in it.

    >>> import popliteus
    >>> base = popliteus.load()
    >>> told = {"age": 58, "sex": "female", "findings": {"calf-swelling": "present"}}
    >>> found = scores_of(popliteus.case_from_mapping(told, base), base)
    >>> any("pregnant" in one.deciding for one in found if one.because.startswith("not known yet"))
    False
    """
    beyond = [
        item
        for page in base.questionnaire.pages
        if case.age is not None and page.age_to is not None and case.age > page.age_to
        for item in page.items
        if item in base.factors and item not in case.answers
    ]
    asked = replace(case, answers={**case.answers, **dict.fromkeys(beyond, Answer("absent"))})
    return compute_all(base.rules.values(), said(asked, base))


def _harm(
    weighed: Weighed, case: Case, base: KnowledgeBase, audience: Audience, level: Level
) -> list[TriageReason]:
    """Return why the model raises the level: which dangers are not improbable enough."""
    if not weighed.causes:
        return []
    causes = [cause for cause, _ in weighed.causes]
    if audience == "clinician":
        names = [f"{base.causes[name].name} ({present:.1%})" for name, present in weighed.causes]
        text = f"Expected harm reaches this level: {listed(names)}."
    else:
        text = (
            "From your answers this cannot be ruled out well enough: "
            f"{listed([*feared(causes, base)], 'or')}. {WHEN[weighed.level]}"
        )
    return [
        TriageReason(
            "harm",
            causes[0],
            text,
            weighed.level.word,
            phone=harm_lines(case, base, causes, level) if weighed.level == level else (),
            because=said_signs(case, base),
        )
    ]


def flags_of(case: Case, base: KnowledgeBase, screen: Screen) -> Flags:
    """Return every danger finding: present with the rule it fired, absent, or not asked."""
    fired = {item: one.rule.id for one in reversed(screen.fired) for item in one.because}
    groups: dict[str, list[Flag]] = {"present": [], "absent": [], "unknown": []}
    for item in danger_items(base):
        finding = base.findings.get(item)
        if finding is None:
            continue
        answer = case.answers.get(item)
        value = "unknown" if answer is None else answer.value
        groups[value].append(
            Flag(item, finding.lay_name, fired.get(item, "") if value == "present" else "")
        )
    return Flags(tuple(groups["present"]), tuple(groups["absent"]), tuple(groups["unknown"]))

"""The result on one page, for whoever sees this person next: chosen, ordered, in words.

What this module is
    `summary` makes the `Summary` of a result: urgency first, then who it is and what they told,
    danger signs with all three answers, causes, scores, medicines, what to ask and what it rests
    on. A patient's summary is for the patient to show to a doctor: everyday words, with the name
    that a doctor uses beside each cause. A clinician's is a note to a colleague.

What it is not
    It draws nothing. Lists have a length that fits a page; what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.differential import Entry, Reason
from popliteus.assess.plan import Medicine
from popliteus.assess.result import INTERVAL_LEVEL
from popliteus.assess.words import chance_word, in_words
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.wording.handover import answers
from popliteus.wording.handover.answers import Names, Signs
from popliteus.wording.handover.questions import examine_next, to_ask
from popliteus.wording.handover.shorten import one_line, shortened, some
from popliteus.wording.order import turns
from popliteus.wording.plan import CLINICIAN_FITS, FITS, NOTHING_NEW
from popliteus.wording.result import answered
from popliteus.wording.scores import ScoreRow, score_rows
from popliteus.wording.signs import absent_by_theme, fired

#: Lengths of lists on a page. Danger signs have none: all of them are always named.
REASONS, FOR, AGAINST, SOURCES, RULES = 3, 3, 2, 12, 4

#: Characters of one reason for the urgency, and of what speaks against a medicine.
LONGEST_REASON, LONGEST_CAUTION = 220, 110

#: What moves the odds of a cause by less (nats) is no reason on a page of this size.
LEAST = 0.1

PRESCRIBED = "a doctor decides"

REVIEW = {True: "reviewed by a clinician", False: "no clinician has reviewed it"}


@dataclass(frozen=True, slots=True)
class Likely:
    """One cause: names, how likely in words and in figures, and what speaks for and against it."""

    name: str
    other_name: str
    chance: str
    figures: str
    share: float
    supports: Names
    opposes: Names


@dataclass(frozen=True, slots=True)
class Drug:
    """One medicine, whether it fits, and why not."""

    name: str
    fit: str
    because: str


@dataclass(frozen=True, slots=True)
class Timed:
    """What begins at one time: its title, and the names of what to do."""

    title: str
    names: Names


@dataclass(frozen=True, slots=True)
class Summary:
    """What fits on a page, in the order of a page.

    Attributes
    ----------
    story
        The person's own words on one line, whole; whoever shows it shortens it and says so.
    found
        Findings that are no danger signs; `not_asked` holds those answered "not sure".
    absent_by
        How many danger signs of each theme were denied: names for dozens of them hide the rest.
    fired
        Rules that fired; some of them need no danger sign of the screen.
    advice, leave_out
        What was advised for today, this week and later; and what to stop doing.
    none_of_these
        How likely it is that none of our causes is behind it.
    causes_note
        Why there is no list, or what does not fit.
    ask_title, ask
        For a patient questions to a doctor, for a clinician what to ask and examine next.
    """

    patient: bool
    level: Level
    level_name: str
    within: str
    action: str
    why: Names
    about: Names
    story: str
    complaint: Names
    history: Names
    found: Signs
    danger: Signs
    absent_by: Names
    fired: Names
    background: Signs
    causes: tuple[Likely, ...]
    none_of_these: str
    causes_note: Names
    scores: tuple[ScoreRow, ...]
    medicines: tuple[Drug, ...]
    medicines_note: str
    cautions: Signs
    tests: Names
    needless: Names
    advice: tuple[Timed, ...]
    leave_out: Names
    sooner: Names
    ask_title: str
    ask: Names
    limits: Names
    stamp: str
    review: str
    sources: Names
    interval: str = f"{INTERVAL_LEVEL:.0%}"


def summary(result: Assessment, base: KnowledgeBase) -> Summary:
    """Return the summary of an assessment, in the words of its audience.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = popliteus.case_from_mapping({"findings": {"cold-foot": "present"}}, base)
    >>> summary(popliteus.assess(case, base), base).danger.present
    ('foot or leg newly cold',)
    """
    triage, plan = result.triage, result.plan
    patient = result.audience == "patient"
    groups, limits = _limits(result, base)
    no_drugs = patient and triage.level == Level.EMERGENCY
    record = next(one for one in base.services.levels if one.id == triage.level.word)
    return Summary(
        patient=patient,
        level=triage.level,
        level_name=record.name,
        within=record.within,
        action=triage.action,
        why=tuple(shortened(one.text, LONGEST_REASON).text for one in triage.reasons[:REASONS]),
        about=answers.about(result.case, base),
        story=one_line(result.case.text or result.case.clinician_text),
        complaint=answers.complaint(result.case, base),
        history=answers.history(result.case, base),
        found=answers.found(result, base),
        danger=answers.danger(result, base),
        absent_by=absent_by_theme(result, base),
        fired=some(fired(result), RULES),
        background=answers.background(result, base),
        causes=tuple(_likely(one, base, patient=patient) for one in result.shown),
        none_of_these=_none_of_these(result),
        causes_note=(*_notes(result), *groups),
        scores=_scores(result, base),
        medicines=() if no_drugs else tuple(_drug(one, patient=patient) for one in plan.medicines),
        medicines_note=NOTHING_NEW if no_drugs else "",
        cautions=answers.cautions(result, base),
        tests=_tests(result, advised=True),
        needless=_tests(result, advised=False),
        advice=_advice(result, base),
        leave_out=tuple(text.rstrip(".") for text in plan.leave_out),
        sooner=plan.come_back_if,
        ask_title="Questions to ask" if patient else "Ask or examine next",
        ask=to_ask(result, base) if patient else examine_next(result, base),
        limits=limits,
        stamp=str(result.stamp),
        review=REVIEW[bool(result.stamp.reviewed)],
        sources=some([one.ref for one in result.references], SOURCES),
    )


def _advice(result: Assessment, base: KnowledgeBase) -> tuple[Timed, ...]:
    """Return what was advised, in the order of time; visits and painkillers stand elsewhere."""
    return tuple(Timed(one.title, one.names) for one in turns(result, base) if one.names)


def _limits(result: Assessment, base: KnowledgeBase) -> tuple[Names, Names]:
    """Return which groups the list does not cover well, and what else limits this result.

    Of the limits that hold for every result a page has room for the first two.
    """
    services = base.services
    always = services.limits if result.audience == "patient" else services.limits_clinician
    start = result.limits.index(always[0])
    own = result.limits[start + len(always) :]
    return result.limits[:start], (*always[:2], *own)


def _likely(entry: Entry, base: KnowledgeBase, *, patient: bool) -> Likely:
    low, high = entry.interval
    return Likely(
        name=entry.lay_name if patient else entry.name,
        other_name=entry.name if patient else "",
        chance=f"{chance_word(entry.probability)}, {entry.in_words}",
        figures=f"{entry.probability:.0%} ({low:.0%} to {high:.0%})",
        share=entry.probability,
        supports=_reasons(_moved(entry, towards=True)[:FOR], base, patient=patient),
        opposes=_reasons(_moved(entry, towards=False)[:AGAINST], base, patient=patient),
    )


def _moved(entry: Entry, *, towards: bool) -> list[Reason]:
    """Return the answers that move a cause enough, one way or the other, strongest first."""
    told = (*(entry.supports if towards else entry.opposes), *entry.factors)
    strong = [
        one
        for one in told
        if one.kind != "silence" and abs(one.log_odds) >= LEAST and (one.log_odds > 0) is towards
    ]
    return sorted(strong, key=lambda one: -abs(one.log_odds))


def _reasons(told: Sequence[Reason], base: KnowledgeBase, *, patient: bool) -> Names:
    """Return reasons in words; a clinician's name for a property of the pain is short enough."""
    return tuple(_reason(one, base, patient=patient) for one in told)


def _reason(one: Reason, base: KnowledgeBase, *, patient: bool) -> str:
    name = answers.called(one.finding, base, patient=patient)
    return answered(one.finding, name, one.value, base, patient=False)


def _none_of_these(result: Assessment) -> str:
    if not result.differential:
        return ""
    return f"{in_words(result.unexplained)} ({result.unexplained:.1%})"


def _notes(result: Assessment) -> Iterator[str]:
    if not result.differential:
        yield "There is no list of causes for this person: the danger signs alone were weighed."
    if result.fits_poorly:
        yield f"Fits nothing we know well; what fits least: {'; '.join(result.fits_poorly)}."


def _scores(result: Assessment, base: KnowledgeBase) -> tuple[ScoreRow, ...]:
    """Return computed scores, then those to be asked for; in an emergency nobody asks for one."""
    rows = sorted(score_rows(result, base), key=lambda row: not row.points)
    hurry = result.triage.level == Level.EMERGENCY
    return tuple(row for row in rows if row.points or not hurry)


def _drug(one: Medicine, *, patient: bool) -> Drug:
    fit = FITS[one.fit] if patient else CLINICIAN_FITS[one.fit]
    if patient and one.prescribed:
        fit = PRESCRIBED
    because = shortened(" ".join(one.because), LONGEST_CAUTION).text
    return Drug(one.name, fit, because)


def _tests(result: Assessment, *, advised: bool) -> Names:
    return tuple(one.name for one in result.tests if one.advised is advised)

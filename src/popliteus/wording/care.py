"""What to do, for a page: today, this week, later, medicines, exercises step by step, recovery.

`popliteus.wording.plan` says the same as lines for a terminal.
"""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.plan import Fit, Item, Medicine
from popliteus.assess.words import capital, in_words
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Phase, Step
from popliteus.rules import Level
from popliteus.wording.order import BASIS, Turn, leave_out, only_unasked, turns
from popliteus.wording.plan import (
    CLINICIAN_FITS,
    DOCTOR,
    FITS,
    NOTHING_NEW,
    PRESCRIBED,
    reason_name,
)
from popliteus.wording.result import Lines

#: Levels of what must stand open when it says when to come back.
_AT_ONCE = frozenset({Level.EMERGENCY, Level.URGENT_SAME_DAY})

#: Where a person can tell alone whether something speaks against a medicine.
UNLESS = "you may take it, unless"

#: Beyond this many weeks a time is told in months.
MOST_WEEKS = 16.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing to do by oneself: its name, what it is, how, and what this person must mind.

    `treatment` finds its drawing.
    """

    treatment: str
    name: str
    what: str
    how: str
    mind: Lines
    sources: Lines


@dataclass(frozen=True, slots=True)
class MedicineCard:
    """One medicine and whether it fits this person.

    Attributes
    ----------
    treatment
        Its record.
    fit, tag, said
        The kind, in a few words, and what else is said of it; a prescribed one is the doctor's.
    because
        This person's cautions.
    unknown
        What must be known first.
    unless
        Whether it may be taken unless something of that is true; said instead of "ask first".
    how
        How to use it; empty where it is not to be used.
    """

    treatment: str
    name: str
    fit: Fit
    tag: str
    said: str
    what: str
    because: Lines
    unknown: Lines
    how: str
    sources: Lines
    unless: bool = False


@dataclass(frozen=True, slots=True)
class StepView:
    """One exercise of a phase, and how often."""

    name: str
    often: str
    how: str


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase of a programme."""

    name: str
    goal: str
    steps: tuple[StepView, ...]
    go_on_if: Lines
    back_if: Lines


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """One exercise, its phases, and when to stop."""

    measure: Measure
    phases: tuple[PhaseView, ...]
    stop_if: Lines
    length: str


@dataclass(frozen=True, slots=True)
class RecoveryView:
    """How recovery should go, for the likeliest cause.

    `cause` finds its curve, and `measured` says every point of it; empty where there is none.
    """

    cause: str
    name: str
    expect: str
    measured: Lines
    off_track_if: str


@dataclass(frozen=True, slots=True)
class CareView:
    """The whole plan; every part may be empty.

    Attributes
    ----------
    first
        What matters most for the likeliest cause, besides what the urgency says.
    turns, leave_out
        What to do today, this week and later, in few words; and what to stop doing.
    basis
        What the order in time rests on, for clinicians.
    meanwhile
        How to do what can be done by oneself.
    nothing_new
        What is said of medicines in an emergency, instead of a list.
    sooner, come_back_if
        When to get help at once or today, and when else to come back.
    today
        Whether somebody should see it today: what to do until then is read at once.
    """

    first: Lines
    turns: tuple[Turn, ...]
    leave_out: Lines
    basis: str
    meanwhile: tuple[Measure, ...]
    medicines: tuple[MedicineCard, ...]
    nothing_new: str
    exercises: tuple[ExerciseCard, ...]
    specialist: tuple[Measure, ...]
    recovery: RecoveryView | None
    sooner: Lines
    come_back_if: Lines
    today: bool

    @property
    def in_time(self) -> bool:
        """Whether anything is told in the order of time."""
        return bool(self.turns or self.leave_out)

    @property
    def now(self) -> bool:
        """Whether a person reads anything at once; a heading alone would be a dead end."""
        return bool(self.first or self.nothing_new or (self.today and self.in_time))

    @property
    def more(self) -> bool:
        """Whether a person can read anything besides."""
        said = (
            self.sooner, self.come_back_if, self.meanwhile, self.medicines, self.exercises,
            self.recovery,
        )  # fmt: skip
        return any(said) or (self.in_time and not self.today)


def care_view(result: Assessment, base: KnowledgeBase) -> CareView:
    """Return the plan of a result for its audience."""
    plan, level = result.plan, result.triage.level
    patient = result.audience == "patient"
    emergency = patient and level == Level.EMERGENCY
    begins = _sooner_than(level, base)
    come_back = () if emergency else plan.come_back_if
    return CareView(
        first=tuple(one for one in plan.now if one != result.triage.action),
        turns=turns(result, base),
        leave_out=leave_out(result, patient=patient),
        basis="" if patient else BASIS,
        meanwhile=tuple(_measure(one) for one in plan.self_care),
        medicines=()
        if emergency
        else tuple(_medicine(one, base, patient=patient) for one in plan.medicines),
        nothing_new=NOTHING_NEW if emergency else "",
        exercises=tuple(_exercise(one, base) for one in plan.exercise),
        specialist=() if emergency else tuple(_measure(one) for one in plan.specialist),
        recovery=None if emergency else _recovery(result, base),
        sooner=tuple(one for one in come_back if one.startswith(begins)),
        come_back_if=tuple(one for one in come_back if not one.startswith(begins)),
        today=level >= Level.URGENT_SAME_DAY,
    )


def _sooner_than(level: Level, base: KnowledgeBase) -> tuple[str, ...]:
    """Return how lines begin that say to be quicker than the level does already.

    "Be seen today if" says nothing to somebody who is to be seen today; it counts afterwards.
    """
    return tuple(
        one.begins
        for one in base.services.sooner
        if (at := Level.parse(one.level)) in _AT_ONCE and (at > level or level == Level.EMERGENCY)
    )


def _measure(one: Item) -> Measure:
    refs = tuple(dict.fromkeys(one.sources))
    return Measure(one.treatment, one.name, one.what, one.how, one.because, refs)


def _medicine(one: Medicine, base: KnowledgeBase, *, patient: bool) -> MedicineCard:
    said = FITS[one.fit] if patient else CLINICIAN_FITS[one.fit]
    if patient and one.prescribed:
        said = DOCTOR if one.given_once else PRESCRIBED
    unless = patient and only_unasked(one)
    tag, _, more = (UNLESS if unless else said).partition(". ")
    how = one.how if one.fit in {"suitable", "ask_first"} else ""
    if not patient:
        how = base.treatments[one.treatment].how_clinician or one.how
    unknown = () if one.fit == "avoid" else one.not_asked
    return MedicineCard(
        treatment=one.treatment,
        name=one.name,
        fit=one.fit,
        tag=capital(tag) if patient else tag,
        said=f"{more}." if more else "",
        what=one.what,
        because=one.because,
        unknown=tuple(reason_name(item, base) for item in unknown),
        how=how,
        sources=tuple(dict.fromkeys(one.sources)),
        unless=unless,
    )


def _exercise(one: Item, base: KnowledgeBase) -> ExerciseCard:
    record = base.treatments[one.treatment]
    weeks = record.programme_weeks
    return ExerciseCard(
        measure=_measure(one),
        phases=tuple(_phase(phase) for phase in record.phases),
        stop_if=record.stop_if,
        length=f"In all about {weeks} weeks." if weeks else "",
    )


def _phase(one: Phase) -> PhaseView:
    return PhaseView(
        name=one.name,
        goal=one.goal,
        steps=tuple(_step(step) for step in one.steps),
        go_on_if=one.go_on_if,
        back_if=one.back_if,
    )


def _step(one: Step) -> StepView:
    return StepView(one.name, one.often, one.how)


def _recovery(result: Assessment, base: KnowledgeBase) -> RecoveryView | None:
    found = result.plan.recovery
    if found is None:
        return None
    cause = base.causes[found.cause]
    name = cause.lay_name if result.audience == "patient" else cause.name
    measured = tuple(
        f"After {time_words(one.after_weeks or 0.0)}: {in_words(one.estimate.value)} {one.counted}."
        for one in cause.recovery
    )
    return RecoveryView(found.cause, name, found.expect, measured, found.off_track_if)


def time_words(weeks: float) -> str:
    """Return how long that is: in weeks at first, later in months.

    >>> time_words(1), time_words(6.5), time_words(52)
    ('1 week', '6.5 weeks', '12 months')
    """
    months = weeks > MOST_WEEKS
    number = round(weeks * 12 / 52) if months else round(weeks, 1)
    return f"{number:g} {'month' if months else 'week'}{'' if number == 1 else 's'}"

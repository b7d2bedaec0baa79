"""What to do: now, by oneself, with which medicines and exercises, and when to come back.

A medicine is `suitable` only when every reason against it was asked and answered "no". What was
not asked makes it `ask_first`. While a clot has not been ruled out, no oral anti-inflammatory
medicine is suitable for anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from popliteus.assess.case import Case
from popliteus.assess.cautions import Known, condition, item_of
from popliteus.assess.fitting import IN_DOUBT, child_care, fits, for_a_visit, worth_training_for
from popliteus.assess.programme import Begin, begin
from popliteus.assess.sooner import sooner
from popliteus.assess.starts import Start, start
from popliteus.engine import Posterior
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Cause, Treatment
from popliteus.rules import Level, Screen

Fit = Literal["suitable", "ask_first", "caution", "avoid"]
_WORST: tuple[Fit, ...] = ("suitable", "ask_first", "caution", "avoid")

#: The plan speaks for the likeliest few causes; more would contradict each other.
SPOKEN_FOR = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do, the causes it is for, and what to mind (`because`).

    What a present finding or an open danger forbids is not in the plan at all. `start` is when it
    begins, `begin` how a programme of exercises does.
    """

    treatment: str
    name: str
    what: str
    how: str
    for_causes: tuple[str, ...]
    start: Start
    because: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    begin: Begin | None = None


@dataclass(frozen=True, slots=True)
class Medicine:
    """One medicine and whether it fits this person.

    Attributes
    ----------
    because
        Reasons for care that are present, or that may be.
    not_asked
        What must be answered before it can be suitable: ids, or ``age``.
    prescribed
        Whether a doctor starts and stops it.
    given_once
        Whether it is given at a visit, so that nobody could stop it by themselves.
    """

    treatment: str
    name: str
    what: str
    how: str
    fit: Fit
    because: tuple[str, ...]
    not_asked: tuple[str, ...]
    for_causes: tuple[str, ...]
    start: Start
    prescribed: bool = False
    sources: tuple[str, ...] = ()
    given_once: bool = False


@dataclass(frozen=True, slots=True)
class Recovery:
    """What to expect, for the likeliest cause."""

    cause: str
    expect: str
    off_track_if: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do. Every list may be empty. `leave_out` is what to stop doing."""

    now: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    self_care: tuple[Item, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    exercise: tuple[Item, ...] = ()
    specialist: tuple[Item, ...] = ()
    come_back_if: tuple[str, ...] = ()
    recovery: Recovery | None = None


def make_plan(
    case: Case,
    base: KnowledgeBase,
    found: Posterior | None,
    shown: Sequence[int],
    level: Level,
    action: Sequence[str],
    audience: str,
    *,
    screen: Screen | None = None,
) -> Plan:
    """Return the plan for the likeliest shown causes.

    Parameters
    ----------
    found, shown
        The posterior and the causes a person is shown; None and empty for groups outside.
    level, action
        The urgency, and what it says to do first.
    audience
        ``patient`` or ``clinician``.
    screen
        The rules on what was said, when already known.
    """
    causes = [base.causes[base.compiled.causes[c]] for c in shown[:SPOKEN_FOR]]
    child, child_lines = child_care(case, base, screen, level)
    wanted = _wanted(causes) | dict.fromkeys(child, ())
    chosen = [
        (base.treatments[name], why)
        for name, why in wanted.items()
        if name in base.treatments and fits(base.treatments[name], case, level)
    ]
    trained = {one.id for one in worth_training_for(causes, base, found)}
    chosen = [(one, why) for one, why in chosen if one.kind != "exercise" or trained & {*why}]
    known = Known(case, base, None if level == Level.EMERGENCY else found, screen)
    medicines = [
        _medicine(one, why, known, level)
        for one, why in chosen
        if one.kind == "medicine" and not for_a_visit(one, known, level)
    ]
    home, emergency = level <= Level.SOON_DAYS, level == Level.EMERGENCY
    self_care = () if emergency else _items(chosen, "self_care", known, level)
    return Plan(
        now=(*action, *_now(causes, audience, level)),
        leave_out=_unique(
            text for one in self_care for text in base.treatments[one.treatment].leave_out
        ),
        self_care=self_care,
        medicines=tuple(medicines),
        exercise=_items(chosen, "exercise", known, level) if home else (),
        specialist=(
            *_items(chosen, "procedure", known, level),
            *_items(chosen, "specialist", known, level),
        ),
        come_back_if=sooner(
            [*child_lines, *(t for one in causes if one.care for t in one.care.come_back_if)],
            base.services.sooner,
            base.services.alike,
        ),
        recovery=None if emergency else _recovery(causes, audience),
    )


def _wanted(causes: Sequence[Cause]) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, tuple[str, ...]] = {}
    for cause in causes:
        for treatment in cause.care.treatments if cause.care else ():
            wanted[treatment] = (*wanted.get(treatment, ()), cause.id)
    return wanted


def _now(causes: Sequence[Cause], audience: str, level: Level) -> tuple[str, ...]:
    """Return what the likeliest cause asks for today; when it is urgent the action says it all.

    A cause that is mostly more urgent than this person asks to be quicker than the action does.
    """
    if level > Level.SOON_DAYS or not causes or causes[0].care is None:
        return ()
    if Level.parse(causes[0].usual_level) > level:
        return ()
    care = causes[0].care
    return care.now_clinician if audience == "clinician" and care.now_clinician else care.now


def _items(
    chosen: Sequence[tuple[Treatment, tuple[str, ...]]], kind: str, known: Known, level: Level
) -> tuple[Item, ...]:
    """Return what to do of one kind, without what something known forbids."""
    found: list[Item] = []
    for one, why in chosen:
        if one.kind != kind:
            continue
        minded = [caution for caution in one.cautions if condition(caution, known)]
        if any(caution.fit == "avoid" for caution in minded):
            continue
        found.append(
            Item(
                treatment=one.id,
                name=one.lay_name,
                what=one.what,
                how=one.how,
                for_causes=why,
                start=start(one, level),
                because=_unique(
                    one.because
                    for one in minded
                    if one.not_excluded is None or level > Level.SELF_CARE
                ),
                cons=one.cons,
                sources=tuple(source.ref for source in one.sources),
                begin=begin(one),
            )
        )
    return tuple(found)


def _recovery(causes: Sequence[Cause], audience: str) -> Recovery | None:
    if not causes or causes[0].care is None:
        return None
    course = causes[0].care.course
    expect = course.clinician if audience == "clinician" else course.patient
    return Recovery(causes[0].id, expect, course.off_track_if)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _medicine(one: Treatment, why: tuple[str, ...], known: Known, level: Level) -> Medicine:
    fit: Fit = "suitable"
    because: list[str] = []
    not_asked: list[str] = []
    for caution in one.cautions:
        holds = condition(caution, known)
        if holds is False:
            continue
        doubt = caution.not_excluded is not None and level == Level.SELF_CARE
        here: Fit = "ask_first" if not holds else "caution" if doubt else caution.fit
        fit = max(fit, here, key=_WORST.index)
        if holds:
            because.append(IN_DOUBT if doubt else caution.because)
        else:
            not_asked.append(item_of(caution))
    return Medicine(
        treatment=one.id,
        name=one.lay_name,
        what=one.what,
        how=one.how,
        fit=fit,
        because=tuple(dict.fromkeys(because)),
        not_asked=tuple(dict.fromkeys(not_asked)),
        for_causes=why,
        start=start(one, level),
        prescribed=one.prescribed,
        given_once=one.given_once,
        sources=tuple(source.ref for source in one.sources),
    )

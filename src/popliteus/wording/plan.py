"""What to do, in words: the plan of an assessment, its medicines and its tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from popliteus.assess import Assessment
from popliteus.assess.investigations import Meaning
from popliteus.assess.plan import Item, Medicine
from popliteus.assess.programme import Begin
from popliteus.assess.words import small
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.wording.order import BASIS, leave_out, turns

Part = tuple[str, str, tuple[str, ...]]

FITS = {
    "suitable": "fits you, from what you told us",
    "ask_first": "ask first",
    "caution": "take care",
    "avoid": "do not use",
}

#: A prescribed medicine is the doctor's to start and to stop, whatever speaks for or against it.
DOCTOR = "a doctor decides"
PRESCRIBED = f"{DOCTOR}. If you take it already, do not stop it by yourself"

CLINICIAN_FITS = {
    "suitable": "no contra-indication among the answers",
    "ask_first": "contra-indications not all asked",
    "caution": "caution",
    "avoid": "contra-indicated, or a danger not yet excluded",
}

#: In an emergency a person reads this instead of a list of medicines.
NOTHING_NEW = (
    "Take no new medicine before you have been seen, unless the ambulance tells you to. Do not "
    "stop one that was prescribed. Take a list of all your medicines with you."
)


def plan_sections(result: Assessment, base: KnowledgeBase) -> Iterator[Part]:
    """Yield key, title and lines of each part of the plan; a part may be empty.

    What the urgency says first is not said again.
    """
    plan = result.plan
    patient = result.audience == "patient"
    yield "now", "What to do", tuple(one for one in plan.now if one != result.triage.action)
    yield "come-back", "Get help sooner if", plan.come_back_if
    yield from _in_time(result, base, patient=patient)
    stop = leave_out(result, patient=patient)
    yield "leave-out", "Leave out for now" if patient else "Avoid for now", stop
    if patient:
        yield "self-care", "How to do it", tuple(_item(one, patient) for one in plan.self_care)
    medicines = tuple(_medicine(one, base, patient) for one in plan.medicines)
    if patient and result.triage.level == Level.EMERGENCY:
        medicines = (NOTHING_NEW,)
    yield "medicines", "Medicines", medicines
    yield "exercise", "Exercise", tuple(_exercise(plan.exercise, patient))
    if not patient:
        yield (
            "specialist",
            "With a professional",
            tuple(_item(one, patient) for one in plan.specialist),
        )
    if plan.recovery:
        cause = base.causes[plan.recovery.cause]
        name = cause.lay_name if patient else cause.name
        yield (
            "expect",
            f"What to expect, if it is this: {name}",
            (plan.recovery.expect, f"Off track: {plan.recovery.off_track_if}"),
        )


def _in_time(result: Assessment, base: KnowledgeBase, *, patient: bool) -> Iterator[Part]:
    found = turns(result, base)
    for place, one in enumerate(found, start=1):
        basis = (BASIS,) if place == len(found) and not patient else ()
        yield one.key, one.title, (*(thing.line for thing in one.things), *basis)


def _item(item: Item, patient: bool) -> str:
    refs = "" if patient or not item.sources else f" [{', '.join(dict.fromkeys(item.sources))}]"
    mind = "".join(f" {text}" for text in item.because)
    return f"{item.name}: {item.what} {item.how}{mind}{refs}"


def _exercise(items: Sequence[Item], patient: bool) -> Iterator[str]:
    """Yield each exercise, and under it how its programme begins and goes on."""
    for one in items:
        yield _item(one, patient)
        if one.begin:
            more = f"More: popliteus show {one.treatment}."
            yield f"{one.name}, how to begin. {_begin(one.begin)} {more}"


def _begin(one: Begin) -> str:
    parts = [f"{one.phase}: {one.goal}", *one.steps]
    for word, texts in (("Go on", one.go_on_if), ("Do less", one.back_if), ("Stop", one.stop_if)):
        if texts:
            parts.append(
                f"{word} if: {' Or: '.join(texts) if word != 'Go on' else ' '.join(texts)}"
            )
    if one.then:
        parts.append(f"After that: {'; '.join(one.then)}.")
    if one.weeks:
        parts.append(f"In all about {one.weeks} weeks.")
    return " ".join(parts)


def _medicine(one: Medicine, base: KnowledgeBase, patient: bool) -> str:
    fit = CLINICIAN_FITS[one.fit] if not patient else FITS[one.fit]
    if patient and one.prescribed:
        fit = DOCTOR if one.given_once else PRESCRIBED
    text = f"{one.name}: {fit}."
    if one.because:
        text += f" {' '.join(one.because)}"
    if one.not_asked and one.fit != "avoid":
        text += f" Not yet known: {'; '.join(reason_name(item, base) for item in one.not_asked)}."
    if not patient:
        record = base.treatments[one.treatment]
        refs = f" [{', '.join(dict.fromkeys(one.sources))}]" if one.sources else ""
        return f"{text} {record.how_clinician or one.how}{refs}"
    if one.fit in {"suitable", "ask_first"}:
        text += f" {one.how}"
    return text


def reason_name(item: str, base: KnowledgeBase) -> str:
    """Return what has to be known before a medicine: an answer, an age, or what it is not."""
    if item in base.causes:
        return f"whether it is {small(base.causes[item].lay_name)}"
    record = base.factors.get(item) or base.findings.get(item)
    return record.lay_name if record else item


def test_section(result: Assessment) -> tuple[str, ...]:
    """Return the tests that may help, then those that are not needed."""
    patient = result.audience == "patient"
    lines = []
    for one in sorted(result.tests, key=lambda test: not test.advised):
        name = one.lay_name if patient else one.name
        word = "may help" if one.advised else "not needed now"
        meaning = "" if patient or not one.advised else _meaning(one.results)
        lines.append(f"{word}: {name}. {one.why}{meaning}")
    return tuple(lines)


def _meaning(results: Sequence[Meaning]) -> str:
    parts = [f"{one.result}: {one.cause} active {one.present:.1%}" for one in results]
    return f" ({'; '.join(parts)})" if parts else ""

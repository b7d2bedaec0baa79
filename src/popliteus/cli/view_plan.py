"""What to do, in words: the plan of an assessment, its medicines and its tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from popliteus.assess import Assessment
from popliteus.assess.investigations import Meaning
from popliteus.assess.plan import Item, Medicine
from popliteus.knowledge import KnowledgeBase

Part = tuple[str, str, tuple[str, ...]]

FITS = {
    "suitable": "fits you, from what you told us",
    "ask_first": "ask first",
    "caution": "take care",
    "avoid": "do not use",
}


def plan_sections(result: Assessment, base: KnowledgeBase) -> Iterator[Part]:
    """Yield key, title and lines of each part of the plan; a part may be empty.

    What the urgency says first is not said again.
    """
    plan = result.plan
    patient = result.audience == "patient"
    yield "now", "What to do", tuple(one for one in plan.now if one != result.triage.action)
    yield "come-back", "Get help sooner if", plan.come_back_if
    yield "self-care", "By yourself", tuple(_item(one, patient) for one in plan.self_care)
    yield "medicines", "Medicines", tuple(_medicine(one, base) for one in plan.medicines)
    yield "exercise", "Exercise", tuple(_item(one, patient) for one in plan.exercise)
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


def _item(item: Item, patient: bool) -> str:
    refs = "" if patient or not item.sources else f" [{', '.join(item.sources)}]"
    return f"{item.name}: {item.how}{refs}"


def _medicine(one: Medicine, base: KnowledgeBase) -> str:
    text = f"{one.name}: {FITS[one.fit]}."
    if one.because:
        text += f" {' '.join(one.because)}"
    if one.not_asked and one.fit != "avoid":
        text += f" Not yet known: {'; '.join(_reason(item, base) for item in one.not_asked)}."
    if one.fit in {"suitable", "ask_first"}:
        text += f" {one.how}"
    return text


def _reason(item: str, base: KnowledgeBase) -> str:
    """Return what has to be known before a medicine: an answer, an age, or what it is not."""
    if item in base.causes:
        name = base.causes[item].lay_name
        return f"whether it is {name[:1].lower()}{name[1:]}"
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

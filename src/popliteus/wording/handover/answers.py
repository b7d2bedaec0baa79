"""What was answered, as a doctor takes it in: history, findings, background, danger signs.

A finding that nobody asked about and one answered "not sure" stand together, apart from those
answered "no": neither is ever taken for "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from popliteus.assess import Assessment, Case
from popliteus.assess.closer import GRAVE
from popliteus.assess.evidence import danger_items, impossible
from popliteus.knowledge import KnowledgeBase
from popliteus.wording.handover.shorten import some

Names = tuple[str, ...]

#: How settings are called.
SETTINGS = {
    "primary_care": "primary care",
    "emergency": "emergency department",
    "sports_clinic": "sports clinic",
    "referred": "referred to a specialist",
}

#: Properties of the pain that make up the complaint, and those with which the history begins.
COMPLAINT = ("worst-place", "side", "duration")
HISTORY_BEGINS = ("onset", "mechanism", "course")

#: Findings named before the rest is counted.
FINDINGS = 16

#: From this rate ratio on a factor is a risk for a cause that is worth a word.
RISK = 2.0

PREGNANT = "pregnant"
NEWBORN = "after-birth"


@dataclass(frozen=True, slots=True)
class Signs:
    """Names by answer. `both` is what a story says both ways."""

    present: Names
    absent: Names
    both: Names
    not_asked: Names


def about(case: Case, base: KnowledgeBase) -> Names:
    """Return age, sex, setting, and pregnancy for whom it may concern.

    Examples
    --------
    >>> import popliteus
    >>> about(Case(age=30, sex="female", setting="primary_care"), popliteus.load())
    ('30 years', 'female', 'seen in: primary care', 'pregnancy: not asked, or not sure')
    """
    parts = ["age not told" if case.age is None else _years(case.age)]
    parts.append(case.sex or "sex not told")
    if case.setting:
        parts.append(f"seen in: {SETTINGS[case.setting]}")
    if PREGNANT in base.factors and not impossible(PREGNANT, case):
        answer = case.answers.get(PREGNANT)
        said = {"present": "pregnant", "absent": "not pregnant"}
        parts.append(said.get(answer.value if answer else "", "pregnancy: not asked, or not sure"))
    newborn = case.answers.get(NEWBORN)
    if newborn is not None and newborn.value == "present":
        parts.append(base.factors[NEWBORN].lay_name)
    return tuple(parts)


def _years(age: float) -> str:
    return "1 year" if age == 1 else f"{age:g} years"


def complaint(case: Case, base: KnowledgeBase) -> Names:
    """Return where the pain is and how long it has lasted, as far as it is known."""
    return tuple(_properties(case, base, COMPLAINT))


def history(case: Case, base: KnowledgeBase) -> Names:
    """Return what else is known of the pain, one property after the other."""
    rest = [one for one in base.attributes if one not in COMPLAINT]
    return tuple(_properties(case, base, dict.fromkeys([*HISTORY_BEGINS, *rest])))


def _properties(case: Case, base: KnowledgeBase, items: Iterable[str]) -> Iterator[str]:
    for item in items:
        record = base.attributes.get(item)
        if record is None:
            continue
        answer = case.answers.get(item)
        value = answer.value if answer else "unknown"
        option = next((one for one in record.options if one.id == value), None)
        if option is not None:
            yield f"{record.name}: {option.name.lower()}"


def found(result: Assessment, base: KnowledgeBase) -> Signs:
    """Return what was answered besides danger signs; of long lists the rest is counted."""
    danger = {*danger_items(base)}
    worst = result.case.answers.get("worst-place")
    # That it hurts there as well is no question where it hurts most.
    regions = base.drawings.regions.values()
    there = {one.also for one in regions if worst and one.worst == worst.value}

    def those(value: str) -> Names:
        names = [
            _measured(item, result, base)
            for item, answer in result.case.answers.items()
            if item in base.findings
            and item not in danger
            and answer.value == value
            and not (item in there and value == "unknown")
        ]
        return some(names, FINDINGS)

    return Signs(those("present"), those("absent"), (), those("unknown"))


def _measured(item: str, result: Assessment, base: KnowledgeBase) -> str:
    """Return a finding with the number behind it, if there is one."""
    number, measure = result.case.answers[item].measured, base.findings[item].measure
    name = called(item, base, patient=result.audience == "patient")
    return name if number is None or measure is None else f"{name} ({number:g} {measure.unit})"


def danger(result: Assessment, base: KnowledgeBase) -> Signs:
    """Return every danger sign: present, absent, said both ways, not asked or not sure."""
    patient, both = result.audience == "patient", result.case.conflicts
    flags = result.flags

    def names(items: list[str]) -> Names:
        return tuple(called(item, base, patient=patient) for item in items)

    left = [one.finding for one in flags.not_asked]
    return Signs(
        present=names([one.finding for one in flags.present]),
        absent=names([one.finding for one in flags.absent]),
        both=names([item for item in left if item in both]),
        not_asked=names([item for item in left if item not in both]),
    )


def background(result: Assessment, base: KnowledgeBase) -> Signs:
    """Return illnesses, medicines and risks that do not stand under `cautions`.

    What does stand there stands here as well, if it is there and makes a grave cause likelier: the
    pill is no reason against a medicine alone, it is a reason for a clot.
    """
    kept = {*caution_items(base), PREGNANT}
    items = [
        item
        for item, answer in result.case.answers.items()
        if item in base.factors
        and item != PREGNANT
        and (item not in kept or (answer.value == "present" and _a_risk(item, base)))
    ]
    return _by_answer(items, result, base)


def _a_risk(item: str, base: KnowledgeBase) -> bool:
    """Return whether a factor makes some cause that needs help today clearly more common."""
    return any(
        one.factor == item and one.ratio >= RISK
        for cause in base.causes.values()
        if cause.usual_level in GRAVE
        for one in cause.factors
    )


def cautions(result: Assessment, base: KnowledgeBase) -> Signs:
    """Return what speaks against a medicine: allergies, illnesses, other medicines.

    Every answer is given. Not asked are those that are asked for medicines alone, and those that
    matter to a medicine of this plan.
    """
    wanted = {item for one in result.plan.medicines for item in one.not_asked}
    items = [
        item
        for item in caution_items(base)
        if item in result.case.answers
        or item in wanted
        or base.factors[item].use == "medicine_safety"
        if not impossible(item, result.case) and item != PREGNANT
    ]
    return _by_answer(items, result, base)


def caution_items(base: KnowledgeBase) -> tuple[str, ...]:
    """Return the factors on which some medicine depends, the one most depend on first."""
    counted: dict[str, int] = {}
    for treatment in base.treatments.values():
        for one in treatment.cautions if treatment.kind == "medicine" else ():
            if one.factor:
                counted[one.factor] = counted.get(one.factor, 0) + 1
    return tuple(sorted(counted, key=lambda item: -counted[item]))


def _by_answer(items: list[str], result: Assessment, base: KnowledgeBase) -> Signs:
    case, patient = result.case, result.audience == "patient"

    def those(value: str) -> Names:
        return tuple(
            called(item, base, patient=patient)
            for item in items
            if (case.answers[item].value if item in case.answers else "unknown") == value
        )

    return Signs(those("present"), those("absent"), (), those("unknown"))


def called(item: str, base: KnowledgeBase, *, patient: bool) -> str:
    """Return what a finding or factor is called: in everyday words, or a clinician's."""
    record = base.findings.get(item) or base.factors.get(item)
    if record is None:
        return base.attributes[item].name
    return record.lay_name if patient else record.name

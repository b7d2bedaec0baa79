"""HAZ-009: a medicine is called suitable for somebody whom it harms."""

from __future__ import annotations

import re

import pytest

from popliteus import KnowledgeBase
from popliteus.knowledge.records import Treatment
from popliteus.rules import Level
from tests.safety.people import (
    CRAMP,
    Findings,
    by_clinician,
    judge,
    medicine,
    present,
    screened,
)

DOSE = re.compile(r"\d[\d.,]*\s?(mg|g|ml|micrograms?|mcg|units?|tablets?)\b", re.I)
AGE = 40
SCANS = ("leg-vein-ultrasound", "d-dimer-raised")
CLOT = "deep-vein-thrombosis"


def no_reason_against(knowledge: KnowledgeBase) -> dict[str, object]:
    """A cramp with every reason against a medicine answered "no", tests done and negative."""
    named = {
        caution.finding
        for one in knowledge.treatments.values()
        for caution in one.cautions
        if caution.finding is not None
    }
    tests = {name: {"value": "absent", "by": "test"} for name in SCANS}
    quiet = {**dict.fromkeys(knowledge.factors, "absent"), **screened(knowledge, CRAMP)}
    return {**quiet, "calf-swelling": "absent", **dict.fromkeys(named, "absent"), **tests}


def medicines(knowledge: KnowledgeBase) -> dict[str, Treatment]:
    return {n: one for n, one in knowledge.treatments.items() if one.kind == "medicine"}


def contra_indications(one: Treatment) -> list[str]:
    return [str(c.factor or c.finding) for c in one.cautions if c.factor or c.finding]


def suitable_ones(knowledge: KnowledgeBase) -> set[str]:
    result = judge(knowledge, no_reason_against(knowledge), AGE, "female").to_dict()
    return {m["treatment"] for m in result["plan"]["medicines"] if m["fit"] == "suitable"}


def test_each_unasked_contraindication_gives_ask_first(every_medicine: KnowledgeBase) -> None:
    knowledge = every_medicine
    complete = no_reason_against(knowledge)
    assert suitable_ones(knowledge) == set(medicines(knowledge)), "the premise: all suitable"
    wrong = []
    items = {item for one in medicines(knowledge).values() for item in contra_indications(one)}
    for item in sorted(items):
        without = {key: value for key, value in complete.items() if key != item}
        result = judge(knowledge, without, AGE, "female")
        for name, one in medicines(knowledge).items():
            shown = medicine(result, name)
            named = [entry["item"] for entry in shown["not_asked"]]
            needed = item in contra_indications(one)
            if needed and (shown["fit"] != "ask_first" or item not in named):
                wrong.append(f"{name}: {item}: {shown['fit']}, asks {named}")
    unsure = judge(knowledge, {**complete, **dict.fromkeys(items, "unknown")}, AGE, "female")
    for name, one in medicines(knowledge).items():
        if contra_indications(one) and medicine(unsure, name)["fit"] == "suitable":
            wrong.append(f"{name}: suitable though everything is not sure")
    ageless = judge(knowledge, complete, None, "female")
    for name, one in medicines(knowledge).items():
        if any(c.age_at_least is not None or c.age_below is not None for c in one.cautions):
            shown = medicine(ageless, name)
            if shown["fit"] != "ask_first" or "age" not in [e["item"] for e in shown["not_asked"]]:
                wrong.append(f"{name}: age: {shown['fit']}")
    assert wrong == []


def test_present_contraindication_is_never_suitable(every_medicine: KnowledgeBase) -> None:
    knowledge = every_medicine
    complete = no_reason_against(knowledge)
    wrong, tried = [], 0
    items = {item for one in medicines(knowledge).values() for item in contra_indications(one)}
    for item in sorted(items):
        result = judge(knowledge, {**complete, **present(item)}, AGE, "female")
        for name, one in medicines(knowledge).items():
            cautions = [c for c in one.cautions if item in (c.factor, c.finding)]
            shown = medicine(result, name) if cautions else {}
            because = [entry["text"] for entry in shown.get("because", ())]
            for caution in cautions:
                tried += 1
                if shown["fit"] not in {"avoid", caution.fit} or caution.because not in because:
                    wrong.append(f"{name}: {item} present: {shown['fit']}, because {because}")
    for name, one in medicines(knowledge).items():
        for caution in one.cautions:
            limit = caution.age_at_least if caution.age_at_least is not None else caution.age_below
            if limit is None:
                continue
            age = limit if caution.age_at_least is not None else limit - 1
            shown = medicine(judge(knowledge, complete, age, "female"), name)
            tried += 1
            if shown["fit"] not in {"caution", "avoid"}:
                wrong.append(f"{name}: age {age}: {shown['fit']}")
    assert wrong == []
    assert tried >= 60


def test_explicit_answer_goes_before_what_cannot_be(every_medicine: KnowledgeBase) -> None:
    # Somebody registered as male may take oestrogen; what was answered counts.
    findings = {**no_reason_against(every_medicine), **present("oestrogen")}
    result = judge(every_medicine, findings, AGE, "male")
    assert medicine(result, "oral-nsaid")["fit"] in {"caution", "avoid"}


@pytest.mark.parametrize("risk", ["long-travel", "previous-dvt", "active-cancer"])
def test_no_anti_inflammatory_while_a_clot_is_open(
    every_medicine: KnowledgeBase, risk: str
) -> None:
    knowledge = every_medicine
    assert any(c.not_excluded == CLOT for c in knowledge.treatments["oral-nsaid"].cautions)
    quiet = no_reason_against(knowledge)
    told = {key: v for key, v in quiet.items() if key not in SCANS}  # fmt: skip
    clot: dict[str, object] = present("calf-swelling", "calf-tenderness")
    accounts: dict[str, Findings] = {
        "by the model": {**told, **clot, "mechanism": "new-or-more-exercise"},
        "by a rule": {**told, **clot, **present(risk), "duration": "1-7-days"},
        "by measure": {**told, "calf-difference": by_clinician(4, "cm"), "duration": "1-7-days"},
        "scan said by the patient": {**told, **clot, **present(risk), "duration": "1-7-days",
                                     "leg-vein-ultrasound": "absent"},
    }  # fmt: skip
    for name, findings in accounts.items():
        result = judge(knowledge, findings, AGE, "female")
        reasons = {one.id for one in result.triage.reasons if one.kind != "floor"}
        if name != "by the model":
            assert result.triage.level >= Level.URGENT_SAME_DAY, name
            assert reasons, name
        open_clot = result.triage.level >= Level.URGENT_SAME_DAY or any(
            e.cause == CLOT and e.present >= 0.01 for e in result.differential
        )
        if open_clot and "oral-nsaid" in {m.treatment for m in result.plan.medicines}:
            assert medicine(result, "oral-nsaid")["fit"] != "suitable", name
    # The premise: the medicine is in the plan and would be suitable but for the clot.
    result = judge(knowledge, accounts["by a rule"], AGE, "female")
    named = {m.treatment for m in result.plan.medicines}
    if "oral-nsaid" in named:
        because = [one["text"] for one in medicine(result, "oral-nsaid")["because"]]
        assert any("clot" in text for text in because)
    assert "oral-nsaid" in suitable_ones(knowledge)


def test_scan_by_a_clinician_may_free_the_anti_inflammatory(
    every_medicine: KnowledgeBase,
) -> None:
    told = {**no_reason_against(every_medicine), **present("calf-swelling")}
    told = {key: v for key, v in told.items() if key not in SCANS}  # fmt: skip
    told["duration"] = "1-7-days"
    before = judge(every_medicine, told, AGE, "female")
    assert before.triage.level >= Level.URGENT_SAME_DAY
    assert medicine(before, "oral-nsaid")["fit"] == "avoid"
    scanned = {
        **told,
        "leg-vein-ultrasound": {"value": "absent", "by": "clinician"},
        "d-dimer-raised": {"value": "absent", "by": "clinician"},
    }
    after = judge(every_medicine, scanned, AGE, "female")
    assert medicine(after, "oral-nsaid")["fit"] == "suitable"


def test_every_treatment_names_its_source(knowledge: KnowledgeBase) -> None:
    assert len(medicines(knowledge)) >= 8
    unsourced = []
    for name, one in knowledge.treatments.items():
        if not one.sources and not one.judgement:
            unsourced.append(name)
        unsourced += [
            f"{name}, caution {place}"
            for place, caution in enumerate(one.cautions)
            if not caution.sources and not caution.judgement
        ]
        for text in (one.what, one.how, one.how_clinician, *one.pros, *one.cons, *one.stop_if):
            if DOSE.search(text):  # a dose in prose has no source of its own
                unsourced.append(f"{name}: {DOSE.search(text)}")
        for number in one.evidence:
            if number.source.ref not in knowledge.references:
                unsourced.append(f"{name}: {number.id}")
        for cited in (*one.sources, *(s for c in one.cautions for s in c.sources)):
            if cited.ref not in knowledge.references:
                unsourced.append(f"{name}: {cited.ref} is no reference")
    assert unsourced == []

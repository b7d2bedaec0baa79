"""HAZ-009: a medicine is called suitable for somebody whom it harms."""

from __future__ import annotations

import re

import pytest

from popliteus import KnowledgeBase, case_from_mapping
from popliteus.knowledge.records import Treatment
from popliteus.rules import Level
from tests.safety.people import (
    CRAMP,
    Findings,
    by_clinician,
    judge,
    judged,
    level,
    medicines_of,
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
    named = medicines_of(knowledge, no_reason_against(knowledge), AGE)
    return {name for name, one in named.items() if one.fit == "suitable"}


def test_each_unasked_contraindication_gives_ask_first(every_medicine: KnowledgeBase) -> None:
    knowledge = every_medicine
    complete = no_reason_against(knowledge)
    assert suitable_ones(knowledge) == set(medicines(knowledge)), "the premise: all suitable"
    wrong = []
    items = {item for one in medicines(knowledge).values() for item in contra_indications(one)}
    for item in sorted(items):
        without = {key: value for key, value in complete.items() if key != item}
        unsure = {**complete, item: "unknown"}
        for how, findings in (("not asked", without), ("not sure", unsure)):
            shown = medicines_of(knowledge, findings, AGE)
            wrong += [
                f"{name}: {item} {how}: {shown[name].fit}, asks {shown[name].not_asked}"
                for name, one in medicines(knowledge).items()
                if item in contra_indications(one)
                and (shown[name].fit != "ask_first" or item not in shown[name].not_asked)
            ]
    ageless = medicines_of(knowledge, complete, None)
    for name, one in medicines(knowledge).items():
        limits = [c for c in one.cautions if c.age_at_least is not None or c.age_below is not None]
        if limits and (ageless[name].fit != "ask_first" or "age" not in ageless[name].not_asked):
            wrong.append(f"{name}: age: {ageless[name].fit}")
    assert wrong == []
    # The result says the same: one contra-indication, through `assess`.
    without = {key: value for key, value in complete.items() if key != "kidney-disease"}
    told = judge(knowledge, without, AGE, "female").to_dict()["plan"]["medicines"]
    tablets = next(one for one in told if one["treatment"] == "oral-nsaid")
    assert tablets["fit"] == "ask_first"
    assert {"item": "kidney-disease"} in tablets["not_asked"]


def test_present_contraindication_is_never_suitable(every_medicine: KnowledgeBase) -> None:
    knowledge = every_medicine
    complete = no_reason_against(knowledge)
    wrong, tried = [], 0
    items = {item for one in medicines(knowledge).values() for item in contra_indications(one)}
    for item in sorted(items):
        shown = medicines_of(knowledge, {**complete, **present(item)}, AGE)
        for name, one in medicines(knowledge).items():
            for caution in one.cautions:
                if item not in (caution.factor, caution.finding):
                    continue
                tried += 1
                found = shown[name]
                if found.fit not in {"avoid", caution.fit} or caution.because not in found.because:
                    wrong.append(f"{name}: {item} present: {found.fit}, because {found.because}")
    for name, one in medicines(knowledge).items():
        for caution in one.cautions:
            limit = caution.age_at_least if caution.age_at_least is not None else caution.age_below
            if limit is None:
                continue
            age = limit if caution.age_at_least is not None else limit - 1
            found = medicines_of(knowledge, complete, age)[name]
            tried += 1
            if found.fit not in {"caution", "avoid"} or caution.because not in found.because:
                wrong.append(f"{name}: age {age}: {found.fit}")
    assert wrong == []
    assert tried >= 60


def test_explicit_answer_goes_before_what_cannot_be(every_medicine: KnowledgeBase) -> None:
    # Somebody registered as male may take oestrogen; what was answered counts.
    findings = {**no_reason_against(every_medicine), **present("oestrogen")}
    found = medicines_of(every_medicine, findings, AGE, "male")
    assert found["oral-nsaid"].fit in {"caution", "avoid"}


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
    assert "oral-nsaid" in suitable_ones(knowledge), "the premise: suitable but for the clot"
    tried = 0
    for name, findings in accounts.items():
        values = {"age": AGE, "sex": "female", "findings": dict(findings)}
        urgency, found = judged(case_from_mapping(values, knowledge), knowledge)
        assert found is not None
        chance = float(found.present[knowledge.compiled.causes.index(CLOT)])
        if name != "by the model":
            assert urgency.urgency.level >= Level.URGENT_SAME_DAY, name
        if urgency.urgency.level < Level.URGENT_SAME_DAY and chance < 0.01:
            continue
        tablets = medicines_of(knowledge, findings, AGE).get("oral-nsaid")
        if tablets is not None:
            tried += 1
            assert tablets.fit != "suitable", name
            assert any("clot" in text for text in tablets.because), name
    assert tried, "the medicine is in no plan"


def test_scan_by_a_clinician_may_free_the_anti_inflammatory(
    every_medicine: KnowledgeBase,
) -> None:
    quiet = no_reason_against(every_medicine)
    told: dict[str, object] = {key: v for key, v in quiet.items() if key not in SCANS}
    told |= {**present("calf-swelling"), "duration": "1-7-days"}
    assert level(every_medicine, told, AGE, "female") >= Level.URGENT_SAME_DAY
    assert medicines_of(every_medicine, told, AGE)["oral-nsaid"].fit == "avoid"
    by_patient = {**told, **dict.fromkeys(SCANS, "absent")}
    assert medicines_of(every_medicine, by_patient, AGE)["oral-nsaid"].fit == "avoid"
    by_clinic = {**told, **{name: {"value": "absent", "by": "clinician"} for name in SCANS}}
    assert medicines_of(every_medicine, by_clinic, AGE)["oral-nsaid"].fit == "suitable"


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


@pytest.mark.parametrize("when", ["under-1-day", "1-7-days", "1-6-weeks"])
def test_what_stops_a_bleed_is_never_forbidden(knowledge: KnowledgeBase, when: str) -> None:
    bleed = {**present("haemophilia", "knee-swelling"), "duration": when, "mechanism": "none"}
    told: dict[str, object] = {**bleed, "onset": "hours"}
    for fever in ({}, {"fever": "absent", "hot-knee": "absent"}):
        result = judge(knowledge, {**told, **fever}, 30, "male")
        assert result.triage.level is Level.URGENT_SAME_DAY
        assert "clotting factor" in " ".join(one.text for one in result.triage.reasons)
        found = medicines_of(knowledge, {**told, **fever}, 30, "male")["stop-the-bleeding"]
        assert found.fit != "avoid"


def test_nobody_is_told_to_move_a_hip_that_may_be_broken(knowledge: KnowledgeBase) -> None:
    sore = {
        **present("limp", "pain-also-groin"), "mechanism": "none", "duration": "1-7-days",
        "brings-on": "weight-bearing",
    }  # fmt: skip
    for weak in (False, True):
        findings = {**sore, **(present("low-energy-or-bone-loss") if weak else {})}
        result = judge(knowledge, findings, 78, "female")
        named = "hip-fracture" in {one.cause for one in result.differential}
        moves = "keep-moving" in {one.treatment for one in result.plan.self_care}
        assert (named, moves) == (weak, not weak), "thin bone makes a break possible, and only that"

"""HAZ-001: a clot in a leg vein, or one that reached the lungs, is given too low a level."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from popliteus import KnowledgeBase
from popliteus.rules import Level
from tests.safety.people import (
    CLOT_RISKS,
    CRAMP,
    HAMSTRING,
    HARMLESS,
    ONLY_WOMEN,
    OVERUSE,
    Findings,
    calm,
    everybody,
    judge,
    level,
    present,
    screened,
    too_low,
)

LUNG_SIGNS = ("sudden-breathlessness", "chest-pain", "fainting", "coughing-blood")
CYST_SIGNS = (
    "lump-behind-knee", "burst-feeling", "lump-vanished", "bruise-below-ankle",
    "known-bakers-cyst",
)  # fmt: skip
WEAR_SIGNS = (
    "known-knee-osteoarthritis", "crepitus", "morning-stiffness", "long-morning-stiffness",
)  # fmt: skip
Case = tuple[str, Findings, float | None, str | None, str | None]


def clot(risk: str) -> dict[str, object]:
    return present("calf-swelling", "calf-tenderness", risk)


def women_only(risk: str) -> tuple[str | None, ...]:
    return ("female", None) if risk in ONLY_WOMEN else ("female", "male", None)


def ages(risk: str) -> tuple[float | None, ...]:
    return (18, 33, 45, None) if risk in {"pregnant", "after-birth"} else (18, 45, 80, None)


def without_duration(story: Findings) -> dict[str, object]:
    return {key: value for key, value in story.items() if key != "duration"}


@pytest.mark.parametrize("risk", CLOT_RISKS)
def test_clot_is_never_below_the_same_day(knowledge: KnowledgeBase, risk: str) -> None:
    stories = (OVERUSE, CRAMP, HAMSTRING)
    for story in stories:  # the premise: without the clot nothing here is urgent
        assert level(knowledge, calm(knowledge, story), 45, "female") < Level.URGENT_SAME_DAY

    def cases() -> Iterator[Case]:
        for age, sex, setting in everybody(ages(risk), women_only(risk)):
            yield "nothing else known", clot(risk), age, sex, setting
            yield "screen no", {**screened(knowledge, {}), **clot(risk)}, age, sex, setting
        for story in stories:
            for duration in ("under-1-day", "1-7-days", "1-6-weeks"):
                told = {**story, "duration": duration}
                findings = {**calm(knowledge, told), **clot(risk)}
                for setting in ("primary_care", None):
                    yield f"calm, {duration}", findings, 45, "female", setting
            # Skipping the page on duration must not turn a same-day visit into home care.
            told = without_duration(calm(knowledge, story))
            yield "calm, duration not said", {**told, **clot(risk)}, 45, "female", "primary_care"

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []


def test_low_probability_of_a_clot_still_raises_the_level(knowledge: KnowledgeBase) -> None:
    # The danger screen is answered "no" and the calf is tender: no rule speaks of that.
    findings = {**screened(knowledge, {}), **present("calf-tenderness", "previous-dvt")}
    tried = 0
    for age, sex, _ in everybody((30, 70, None), ("female", "male")):
        result = judge(knowledge, findings, age, sex)
        first = result.differential[0]
        clot_entry = next(e for e in result.differential if e.cause == "deep-vein-thrombosis")
        if first.cause == "deep-vein-thrombosis" or clot_entry.present >= 0.5:
            continue
        tried += 1
        assert [r.id for r in result.triage.reasons if r.kind in {"rule", "floor"}] == []
        assert [r.id for r in result.triage.reasons if r.kind == "harm"] == ["deep-vein-thrombosis"]
        assert result.triage.level >= Level.URGENT_SAME_DAY
        calmer = {**findings, "calf-tenderness": "absent", "calf-swelling": "absent",
                  "whole-leg-swelling": "absent", "previous-dvt": "absent"}  # fmt: skip
        assert level(knowledge, calmer, age, sex) < Level.URGENT_SAME_DAY
    assert tried >= 3


@pytest.mark.parametrize("sign", LUNG_SIGNS)
def test_clot_with_lung_signs_is_an_emergency(knowledge: KnowledgeBase, sign: str) -> None:
    for name, age, sex, story in HARMLESS:
        assert level(knowledge, calm(knowledge, story), age, sex) < Level.EMERGENCY, name

    def cases() -> Iterator[Case]:
        for age, sex, setting in everybody((1, 12, 18, 45, 80, None)):
            yield "alone", present(sign), age, sex, setting
            yield "with a calf", present(sign, "calf-swelling"), age, sex, setting
        for name, age, sex, story in HARMLESS:
            yield name, {**calm(knowledge, story), **present(sign)}, age, sex, None

    assert too_low(knowledge, cases(), Level.EMERGENCY) == []


@pytest.mark.parametrize("risk", CLOT_RISKS)
def test_cyst_signs_do_not_lower_a_clot(knowledge: KnowledgeBase, risk: str) -> None:
    together = [*((sign,) for sign in CYST_SIGNS), CYST_SIGNS]
    assert level(knowledge, calm(knowledge), 45, "female") < Level.URGENT_SAME_DAY

    def cases() -> Iterator[Case]:
        for signs in together:
            added = {**clot(risk), **present(*signs)}
            yield f"{signs}", added, 33, "female", "primary_care"
            yield f"{signs}", added, None, None, None
            yield f"calm, {signs}", {**calm(knowledge), **added}, 45, "female", "primary_care"

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []


@pytest.mark.parametrize("risk", CLOT_RISKS)
def test_known_osteoarthritis_does_not_hide_a_clot(knowledge: KnowledgeBase, risk: str) -> None:
    old = None if risk in {"pregnant", "after-birth", "oestrogen"} else 75
    together = [*((sign,) for sign in WEAR_SIGNS), WEAR_SIGNS]
    more_than_main = 0
    for signs in together:
        for age in (old,) if len(signs) == 1 else (45, old):
            result = judge(knowledge, {**clot(risk), **present(*signs)}, age, "female")
            entry = next(e for e in result.differential if e.cause == "deep-vein-thrombosis")
            assert entry.present >= entry.probability
            more_than_main += entry.present > entry.probability + 0.005
            assert result.triage.level >= Level.URGENT_SAME_DAY
    assert more_than_main > 0, "a clot beside another main cause is never counted"

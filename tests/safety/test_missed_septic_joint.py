"""HAZ-003: an infected joint is taken for gout, arthritis or an injury."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from popliteus import KnowledgeBase
from popliteus.rules import Level
from tests.safety.people import HARMLESS, Findings, calm, everybody, level, present, too_low

HOT = present("hot-knee", "knee-swelling")
FEVERS = ("fever", "shivering", "very-unwell")
KNOWN = ("known-gout", "big-toe-attack", "known-inflammatory-arthritis")
DURATIONS = (None, "under-1-day", "1-7-days", "1-6-weeks", "6-weeks-3-months", "longer")
Case = tuple[str, Findings, float | None, str | None, str | None]


@pytest.mark.parametrize("fever", FEVERS)
def test_hot_swollen_knee_with_fever_is_never_below_the_same_day(
    knowledge: KnowledgeBase, fever: str
) -> None:
    def cases() -> Iterator[Case]:
        for age, sex, setting in everybody((1, 9, 18, 45, 80, None)):
            yield fever, {**HOT, **present(fever)}, age, sex, setting
        for name, age, sex, story in HARMLESS:
            assert level(knowledge, calm(knowledge, story), age, sex) < Level.URGENT_SAME_DAY
            yield name, {**calm(knowledge, story), **HOT, **present(fever)}, age, sex, None

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []


@pytest.mark.parametrize("fever", FEVERS)
def test_a_hot_knee_with_fever_that_cannot_be_moved_is_an_emergency_though_not_swollen(
    knowledge: KnowledgeBase, fever: str
) -> None:
    signs = present("hot-knee", "cannot-move-knee", fever)

    def cases() -> Iterator[Case]:
        for name, age, sex, story in HARMLESS:
            yield name, {**calm(knowledge, story), **signs}, age, sex, None

    assert too_low(knowledge, cases(), Level.EMERGENCY) == []


@pytest.mark.parametrize("duration", DURATIONS)
@pytest.mark.parametrize("extra", [None, *FEVERS])
def test_known_gout_does_not_lower_a_hot_knee(
    knowledge: KnowledgeBase, extra: str | None, duration: str | None
) -> None:
    sign = {**HOT, **(present(extra) if extra else {})}
    if duration is not None:
        sign["duration"] = duration
    lowered = []
    for background in ({}, {key: v for key, v in calm(knowledge).items() if key != "duration"}):
        for age, sex in ((30, "female"), (60, "male"), (None, None)):
            without = level(knowledge, {**background, **sign}, age, sex)
            for known in ((one,) for one in KNOWN):
                found = level(knowledge, {**background, **sign, **present(*known)}, age, sex)
                if found < without:
                    lowered.append(f"{known} {age} {sex}: {without.word} -> {found.word}")
            found = level(knowledge, {**background, **sign, **present(*KNOWN)}, age, sex)
            if found < without:
                lowered.append(f"all {age} {sex}: {without.word} -> {found.word}")
    assert lowered == []


@pytest.mark.parametrize("weak", ["immunosuppression", "knee-replacement"])
@pytest.mark.parametrize("sign", ["hot-knee", "knee-swelling"])
def test_no_fever_is_needed_when_defences_are_weak(
    knowledge: KnowledgeBase, sign: str, weak: str
) -> None:
    told: dict[str, object] = {**dict.fromkeys(FEVERS, "absent"), **present(sign, weak)}

    def cases() -> Iterator[Case]:
        for age, sex, setting in everybody((1, 9, 18, 45, 80, None)):
            yield "alone", told, age, sex, setting
        for name, age, sex, story in HARMLESS:
            alone = level(knowledge, calm(knowledge, story), age, sex)
            assert alone < Level.URGENT_SAME_DAY
            yield name, {**calm(knowledge, story), **told}, age, sex, "primary_care"

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []

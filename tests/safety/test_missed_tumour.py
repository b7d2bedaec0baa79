"""HAZ-005: a tumour is taken for a cyst, a strain or growing pains."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from popliteus import KnowledgeBase
from popliteus.rules import Level
from tests.safety.people import (
    HARMLESS,
    Findings,
    by_clinician,
    calm,
    everybody,
    level,
    present,
    too_low,
)

AGES: tuple[float | None, ...] = (2, 15, 24, 45, 80, None)
LUMPS: dict[str, dict[str, object]] = {
    "growing": present("growing-lump"),
    "deep and firm": {"deep-firm-lump": by_clinician("present")},
    "both": {**present("growing-lump"), "deep-firm-lump": by_clinician("present")},
}
CYST: dict[str, object] = {
    **present("known-bakers-cyst", "lump-behind-knee"),
    "foucher-sign": by_clinician("present"),
}
Case = tuple[str, Findings, float | None, str | None, str | None]


def cases_of(knowledge: KnowledgeBase, told: Findings) -> Iterator[Case]:
    for age, sex, setting in everybody(AGES):
        yield "alone", told, age, sex, setting
    for name, age, sex, story in HARMLESS:
        assert level(knowledge, calm(knowledge, story), age, sex) < Level.SOON_DAYS, name
        yield name, {**calm(knowledge, story), **told}, age, sex, "primary_care"


@pytest.mark.parametrize("lump", LUMPS)
def test_growing_lump_is_never_below_soon(knowledge: KnowledgeBase, lump: str) -> None:
    assert too_low(knowledge, cases_of(knowledge, LUMPS[lump]), Level.SOON_DAYS) == []


@pytest.mark.parametrize("lump", LUMPS)
def test_known_cyst_does_not_lower_a_growing_lump(knowledge: KnowledgeBase, lump: str) -> None:
    told = {**CYST, **LUMPS[lump]}
    assert too_low(knowledge, cases_of(knowledge, told), Level.SOON_DAYS) == []


def test_night_bone_pain_is_never_home_care(knowledge: KnowledgeBase) -> None:
    for other in ("bone-swelling", "weight-loss-or-sweats"):
        told = present("night-pain", other)
        assert too_low(knowledge, cases_of(knowledge, told), Level.SOON_DAYS) == []
    home = sum(
        level(knowledge, calm(knowledge, story), age, sex) is Level.SELF_CARE
        for _, age, sex, story in HARMLESS
    )
    assert home >= 2, "the premise: some of these people may stay at home without night pain"
    alone = present("night-pain")
    assert too_low(knowledge, cases_of(knowledge, alone), Level.ROUTINE_WEEKS) == []


@pytest.mark.parametrize("age", range(2, 16))
def test_night_pain_in_a_child_is_seen_the_same_day(knowledge: KnowledgeBase, age: int) -> None:
    for name, _, sex, story in HARMLESS:
        background = calm(knowledge, story)
        assert level(knowledge, background, age, sex) < Level.URGENT_SAME_DAY, name
        with_pain = {**background, **present("night-pain")}
        assert level(knowledge, with_pain, age, sex) >= Level.URGENT_SAME_DAY, name
    assert level(knowledge, present("night-pain"), age, None) >= Level.URGENT_SAME_DAY

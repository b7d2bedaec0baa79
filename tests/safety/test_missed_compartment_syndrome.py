"""HAZ-004: rising pressure in the calf is taken for a bruise or a strain."""

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

SIGNS = ("calf-hard-tight", "toe-stretch-pain", "foot-numbness", "foot-weakness")
WARM_FOOT: dict[str, object] = {
    "cold-foot": "absent",
    "pale-or-blue-foot": "absent",
    "foot-pulses-absent": by_clinician("absent"),
}
Case = tuple[str, Findings, float | None, str | None, str | None]


def cases_of(knowledge: KnowledgeBase, told: Findings) -> Iterator[Case]:
    for age, sex, setting in everybody((0, 10, 18, 45, 80, None)):
        yield "alone", told, age, sex, setting
    for name, age, sex, story in HARMLESS:
        assert level(knowledge, calm(knowledge, story), age, sex) < Level.EMERGENCY
        yield name, {**calm(knowledge, story), **told}, age, sex, "primary_care"


@pytest.mark.parametrize("sign", SIGNS)
def test_pain_beyond_the_injury_is_an_emergency(knowledge: KnowledgeBase, sign: str) -> None:
    told = present("pain-out-of-proportion", sign)
    assert too_low(knowledge, cases_of(knowledge, told), Level.EMERGENCY) == []


@pytest.mark.parametrize("sign", SIGNS)
def test_warm_foot_does_not_lower_the_level(knowledge: KnowledgeBase, sign: str) -> None:
    told = {**WARM_FOOT, **present("pain-out-of-proportion", sign)}
    assert too_low(knowledge, cases_of(knowledge, told), Level.EMERGENCY) == []

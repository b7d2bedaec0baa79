"""HAZ-002: a leg without blood supply, or an artery that threatens it, is not recognised."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from popliteus import Interview, KnowledgeBase, case_from_mapping
from popliteus.rules import Level
from tests.safety.people import (
    HARMLESS,
    INJURIES,
    Findings,
    by_clinician,
    calm,
    everybody,
    level,
    present,
    too_low,
)

AGES: tuple[float | None, ...] = (0, 1, 8, 17, 30, 55, 90, None)
SIGNS = ("cold-foot", "pale-or-blue-foot", "foot-numbness", "foot-weakness")
Case = tuple[str, Findings, float | None, str | None, str | None]

COLD: dict[str, dict[str, object]] = {
    "alone within seconds": {"cold-foot": "present", "onset": "seconds"},
    "alone within hours": {"cold-foot": "present", "onset": "hours"},
    "alone since today": {"cold-foot": "present", "duration": "under-1-day"},
    "and pale": present("cold-foot", "pale-or-blue-foot"),
    "and numb": present("cold-foot", "foot-numbness"),
    "and weak": present("cold-foot", "foot-weakness"),
}


@pytest.mark.parametrize("how", COLD)
def test_cold_pale_foot_is_an_emergency(knowledge: KnowledgeBase, how: str) -> None:
    for name, age, sex, story in HARMLESS:
        assert level(knowledge, calm(knowledge, story), age, sex) < Level.EMERGENCY, name

    def cases() -> Iterator[Case]:
        for age, sex, setting in everybody(AGES):
            yield how, COLD[how], age, sex, setting
        for name, age, sex, story in HARMLESS:
            yield f"{how}, {name}", {**calm(knowledge, story), **COLD[how]}, age, sex, None

    assert too_low(knowledge, cases(), Level.EMERGENCY) == []


UNTOLD: dict[str, dict[str, object]] = {
    "cold, nobody knows since when": {
        "cold-foot": "present", "duration": "unknown", "onset": "unknown",
    },
    "numb all at once today": {
        "foot-numbness": "present", "duration": "under-1-day", "onset": "seconds",
    },
    "weak today, nobody knows how": {
        "foot-weakness": "present", "duration": "under-1-day", "onset": "unknown",
    },
}  # fmt: skip


@pytest.mark.parametrize("how", UNTOLD)
def test_a_cold_or_newly_numb_foot_is_seen_today_whatever_is_denied(
    knowledge: KnowledgeBase, how: str
) -> None:
    def cases() -> Iterator[Case]:
        for name, age, sex, story in HARMLESS:
            yield f"{how}, {name}", {**calm(knowledge, story), **UNTOLD[how]}, age, sex, None

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []


@pytest.mark.parametrize("answer", ["present", "absent", "unknown"])
@pytest.mark.parametrize(
    "before",
    [{}, {"calf-swelling": "present"}, {"cold-foot": "absent", "chest-pain": "unknown"},
     {"worst-place": "calf", "onset": "days", "known-bakers-cyst": "present"}],
    ids=["nothing", "a swollen calf", "some danger answers", "ordinary answers"],
)  # fmt: skip
@pytest.mark.parametrize("account", ["asked", "story"])
def test_each_ischaemia_sign_is_asked_on_the_danger_pages(
    knowledge: KnowledgeBase, account: str, before: Findings, answer: str
) -> None:
    case = case_from_mapping({"age": 50, "findings": before, "account": account}, knowledge)
    talk = Interview(knowledge, case)
    seen: set[str] = set()
    for _ in range(40):
        page = talk.next()
        if page is None or not page.danger:
            break
        seen |= {box.id for box in page.boxes}
        talk.answer_page(page, {box.id: answer for box in page.boxes})
    assert seen >= set(SIGNS) - set(before)
    assert set(SIGNS) <= set(talk.case.answers)


@pytest.mark.parametrize("mechanism", [None, *INJURIES])
def test_dislocated_knee_is_an_emergency(knowledge: KnowledgeBase, mechanism: str | None) -> None:
    ask = knowledge.findings["deformity"].ask.lower()
    assert "went back" in ask or "slipped back" in ask, "asks only whether it still looks wrong"
    told: dict[str, object] = {} if mechanism is None else {"mechanism": mechanism}
    shape = {**told, **present("deformity")}
    assert level(knowledge, {**calm(knowledge), **told}, 30) < Level.EMERGENCY

    def cases() -> Iterator[Case]:
        for age, sex, setting in everybody(AGES, ("female", None)):
            yield "alone", shape, age, sex, setting
        for name, age, sex, story in HARMLESS:
            yield name, {**calm(knowledge, story), **shape}, age, sex, None

    assert too_low(knowledge, cases(), Level.EMERGENCY) == []


def test_pulsating_lump_is_never_routine(knowledge: KnowledgeBase) -> None:
    felt: tuple[dict[str, object], ...] = (
        present("throbbing-lump"),
        present("throbbing-lump", "lump-behind-knee", "known-bakers-cyst"),
        {"pulsatile-mass": by_clinician("present")},
        {"pulsatile-mass": by_clinician("present"), "throbbing-lump": "absent"},
    )

    def cases() -> Iterator[Case]:
        for lump in felt:
            for age, sex, setting in everybody(AGES):
                yield f"{lump}", lump, age, sex, setting
            for name, age, sex, story in HARMLESS:
                assert level(knowledge, calm(knowledge, story), age, sex) <= Level.ROUTINE_WEEKS
                yield name, {**calm(knowledge, story), **lump}, age, sex, "primary_care"

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []

"""HAZ-006: a broken bone is taken for a sprain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from popliteus import KnowledgeBase
from popliteus.rules import Level
from tests.safety.people import (
    INJURIES,
    RECENT,
    Findings,
    all_absent,
    by_clinician,
    everybody,
    judge,
    level,
    present,
    too_low,
)

PLACES = ("behind-knee", "front-of-knee", "inner-knee", "outer-knee", "all-over-knee")
GATE_MECHANISMS = (*INJURIES, "push-off-or-sprint", "deep-bend-or-kneel")
EXAMINED = ("patella-tenderness", "fibular-head-tenderness", "four-steps-failed")
NO_ITEM: dict[str, object] = {
    **{item: by_clinician("absent") for item in EXAMINED},
    "cannot-bend-90": by_clinician(120, "degrees"),
}
#: Item: age and what makes it positive.
POSITIVE: dict[str, tuple[float, dict[str, object]]] = {
    "age-55": (55, {}),
    "patella-tenderness": (30, {"patella-tenderness": by_clinician("present")}),
    "fibular-head-tenderness": (30, {"fibular-head-tenderness": by_clinician("present")}),
    "cannot-bend-90": (30, {"cannot-bend-90": by_clinician(80, "degrees")}),
    "four-steps-failed": (30, {"four-steps-failed": by_clinician("present")}),
}
Case = tuple[str, Findings, float | None, str | None, str | None]


def injury(mechanism: str, duration: str = "1-7-days", place: str = "inner-knee") -> Findings:
    return {"mechanism": mechanism, "duration": duration, "worst-place": place}


def ottawa(knowledge: KnowledgeBase, findings: Findings, age: float | None) -> dict[str, Any]:
    scores = judge(knowledge, findings, age).to_dict()["decision_rules"]
    return next(one for one in scores if one["rule"] == "ottawa-knee")


@pytest.mark.parametrize("item", POSITIVE)
def test_positive_ottawa_rule_is_never_home_care(knowledge: KnowledgeBase, item: str) -> None:
    age, sign = POSITIVE[item]
    quiet = {**all_absent(knowledge), **NO_ITEM}
    negative = ottawa(knowledge, {**quiet, **injury("twist")}, 30)
    assert negative["band"] == "negative", "the premise: without an item the rule is negative"
    low = []
    for mechanism in GATE_MECHANISMS:
        for duration in RECENT:
            told = {**quiet, **injury(mechanism, duration), **sign}
            found = level(knowledge, told, age)
            if found <= Level.SELF_CARE:
                low.append(f"{mechanism}, {duration}: {found.word}")
    assert low == []
    for place in PLACES:
        score = ottawa(knowledge, {**quiet, **injury("blow-or-fall", place=place), **sign}, age)
        assert (score["applies"], score["band"]) == (True, "positive")
        assert [one["finding"] for one in score["items"] if one["value"] == "present"] == [item]

    def cases() -> Iterator[Case]:
        for mechanism in INJURIES:
            for duration in RECENT:
                walk = {**injury(mechanism, duration), **present("cannot-bear-weight")}
                yield mechanism, walk, age, None, "emergency"
                yield mechanism, {**quiet, **walk}, 30, "male", "primary_care"

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []


@pytest.mark.parametrize("missing", ["age", *EXAMINED, "cannot-bend-90"])
@pytest.mark.parametrize("how", ["not asked", "not sure"])
def test_incomplete_ottawa_rule_is_not_negative(
    knowledge: KnowledgeBase, how: str, missing: str
) -> None:
    complete = {**injury("twist"), **NO_ITEM}
    assert ottawa(knowledge, complete, 30)["band"] == "negative"
    if missing == "age":
        score = ottawa(knowledge, complete, None)
    else:
        part = {key: value for key, value in complete.items() if key != missing}
        if how == "not sure":
            part[missing] = "unknown"
        score = ottawa(knowledge, part, 30)
    assert score["band"] != "negative"
    named = [one["finding"] for one in score["missing"]]
    assert missing in named or (not score["applies"] and missing in score["because"])


def test_fall_on_an_anticoagulant_is_seen_the_same_day(knowledge: KnowledgeBase) -> None:
    taking = present("anticoagulant")
    sudden: list[dict[str, object]] = [
        {sign: "present", **when}
        for sign in ("knee-swelling", "calf-swelling", "whole-leg-swelling", "calf-hard-tight")
        for when in ({"onset": "seconds"}, {"onset": "hours"},
                     {"swelling-timing": "within-2-hours"}, {"swelling-timing": "by-next-day"})
    ]  # fmt: skip
    quiet = all_absent(knowledge)
    without = {**quiet, **injury("blow-or-fall")}
    assert level(knowledge, without, 45) < Level.URGENT_SAME_DAY, "the premise: the fall alone"

    def cases() -> Iterator[Case]:
        for mechanism in INJURIES:
            for duration in (*RECENT, "1-6-weeks"):
                fall = {**injury(mechanism, duration), **taking}
                yield f"{mechanism}, {duration}", {**quiet, **fall}, 45, "female", "primary_care"
        for age, sex, setting in everybody((9, 45, 80, None)):
            yield "fall", {**injury("blow-or-fall"), **taking}, age, sex, setting
        for swelling in sudden:
            yield f"{swelling}", {**quiet, **taking, **swelling}, 45, "male", "primary_care"
            yield f"{swelling}", {**taking, **swelling}, None, None, None

    assert too_low(knowledge, cases(), Level.URGENT_SAME_DAY) == []

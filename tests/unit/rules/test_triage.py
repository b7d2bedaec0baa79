"""Levels, what fires, what is asked, what withdraws, and how the model's level comes in."""

from __future__ import annotations

from itertools import pairwise

import pytest

from popliteus.rules import Answers, Level, Rule, Status, combine, evaluate, from_mapping
from popliteus.rules.reader import EXAMPLE

LINES = ["One.", "Two."]


def rule(name: str, level: str, fires_when: object, **more: object) -> Rule:
    record = {**EXAMPLE, "id": name, "level": level, "fires_when": fires_when, "phone": LINES}
    return from_mapping({**record, **more})


COLD = rule(
    "cold", "emergency", {"all": [{"finding": "cold-foot"}, {"finding": "pale-or-blue-foot"}]}
)
HOT = rule("hot", "urgent_same_day", {"finding": "hot-knee"})
LUMP = rule(
    "lump", "soon_days", {"finding": "growing-lump"}, resolved_by=["solid-mass", "cyst-scan"]
)
CHILD = rule("child", "soon_days", {"age": {"below": 16}}, kind="floor", covered=False)
BABY = rule(
    "baby", "urgent_same_day", {"age": {"below": 2}}, kind="floor", covered=False,
    no_differential=True,
)  # fmt: skip
RULES = (LUMP, CHILD, HOT, BABY, COLD)


def test_five_levels_in_order() -> None:
    words = ["self_care", "routine_weeks", "soon_days", "urgent_same_day", "emergency"]
    assert [level.word for level in Level] == words
    assert all(low < high for low, high in pairwise(Level))
    assert [Level.parse(word) for word in words] == list(Level)
    hours = [level.hours for level in Level if level.hours is not None]
    assert hours == sorted(hours, reverse=True)


def test_nothing_said_fires_nothing_and_asks_the_most_urgent_first() -> None:
    screen = evaluate(RULES, Answers())
    assert screen.level is Level.SELF_CARE
    assert not screen.fired
    assert [one.rule.id for one in screen.outcomes] == ["cold", "hot", "baby", "lump", "child"]
    assert screen.ask_above(Level.SELF_CARE) == (
        "cold-foot", "pale-or-blue-foot", "hot-knee", "age", "growing-lump",
    )  # fmt: skip
    assert screen.ask_above(Level.URGENT_SAME_DAY) == ("cold-foot", "pale-or-blue-foot")
    assert screen.ask_above(Level.EMERGENCY) == ()


def test_fired_says_because_of_what() -> None:
    said = {"cold-foot": "present", "pale-or-blue-foot": "present"}
    screen = evaluate(RULES, Answers.from_mapping(said))
    assert screen.level is Level.EMERGENCY
    assert screen.fired[0].rule is COLD
    assert screen.fired[0].because == ("cold-foot", "pale-or-blue-foot")
    assert screen.fired[0].ask == ()


def test_not_fired_says_because_of_what() -> None:
    screen = evaluate([COLD], Answers.from_mapping({"cold-foot": "absent"}))
    assert screen.outcomes[0].status is Status.NOT_FIRED
    assert screen.outcomes[0].because == ("cold-foot",)


def test_not_sure_and_out_of_reach_are_not_asked_again() -> None:
    said = Answers.from_mapping({"cold-foot": "unknown"})
    outcome = evaluate([COLD], said, askable={"cold-foot"}).outcomes[0]
    assert outcome.status is Status.UNDECIDED
    assert outcome.unsure == ("cold-foot",)
    assert outcome.out_of_reach == ("pale-or-blue-foot",)
    assert outcome.ask == ()


def test_definitive_tests_withdraw_only_all_together_and_from_a_clinician() -> None:
    def status(**tests: object) -> Status:
        said = {"growing-lump": "present", **{k.replace("_", "-"): v for k, v in tests.items()}}
        return evaluate([LUMP], Answers.from_mapping(said)).outcomes[0].status

    clear = {"value": "absent", "by": "test"}
    assert status(solid_mass=clear) is Status.FIRED
    assert status(solid_mass=clear, cyst_scan={"value": "unknown", "by": "test"}) is Status.FIRED
    assert status(solid_mass=clear, cyst_scan={"value": "present", "by": "test"}) is Status.FIRED
    assert status(solid_mass=clear, cyst_scan="absent") is Status.FIRED
    assert status(solid_mass=clear, cyst_scan=clear) is Status.WITHDRAWN


def test_a_withdrawn_rule_says_so_and_sets_no_level() -> None:
    clear = {"value": "absent", "by": "clinician"}
    said = {"growing-lump": "present", "solid-mass": clear, "cyst-scan": clear}
    screen = evaluate([LUMP], Answers.from_mapping(said))
    assert screen.level is Level.SELF_CARE
    assert screen.withdrawn[0].resolved_by == ("solid-mass", "cyst-scan")
    assert screen.withdrawn[0].because == ("growing-lump",)


def test_floors_say_that_the_group_is_not_covered() -> None:
    child = evaluate(RULES, Answers(age=15))
    assert [one.id for one in child.not_covered] == ["child"]
    assert not child.no_differential
    baby = evaluate(RULES, Answers(age=1))
    assert baby.level is Level.URGENT_SAME_DAY
    assert baby.no_differential
    adult = evaluate(RULES, Answers(age=16))
    assert adult.not_covered == ()


@pytest.mark.parametrize("model", list(Level))
def test_the_higher_level_counts(model: Level) -> None:
    screen = evaluate(RULES, Answers.from_mapping({"hot-knee": "present", "age": 40}))
    urgency = combine(screen, model)
    assert urgency.level is max(model, Level.URGENT_SAME_DAY)
    assert urgency.from_rules is Level.URGENT_SAME_DAY
    assert urgency.from_model is model
    assert [one.rule.id for one in urgency.reasons] == (
        ["hot"] if urgency.level is Level.URGENT_SAME_DAY else []
    )


def test_provisional_until_everything_more_urgent_was_asked() -> None:
    said: dict[str, object] = {"age": 40, "hot-knee": "present"}
    open_screen = combine(evaluate(RULES, Answers.from_mapping(said)), Level.ROUTINE_WEEKS)
    assert open_screen.provisional
    assert open_screen.ask == ("cold-foot", "pale-or-blue-foot")
    said["cold-foot"] = "unknown"
    unsure = combine(evaluate(RULES, Answers.from_mapping(said)), Level.ROUTINE_WEEKS)
    assert unsure.ask == ("pale-or-blue-foot",)
    assert unsure.unsure == ("cold-foot",)
    said["cold-foot"] = "absent"
    done = combine(evaluate(RULES, Answers.from_mapping(said)), Level.ROUTINE_WEEKS)
    assert not done.provisional
    assert done.ask == ()


def test_without_a_model_a_rule_must_have_fired() -> None:
    assert combine(evaluate(RULES, Answers(age=1)), None).level is Level.URGENT_SAME_DAY
    with pytest.raises(ValueError, match="no model level and no rule that fired"):
        combine(evaluate(RULES, Answers(age=40)), None)

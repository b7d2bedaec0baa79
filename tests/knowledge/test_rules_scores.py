"""The three published scores against tables worked by hand from the publications."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from popliteus.rules import Answers, Rule, ScoreResult, compute, from_mapping

FOLDER = Path(__file__).resolve().parents[2] / "knowledge" / "rules"


@cache
def named(name: str) -> Rule:
    return from_mapping(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def score(name: str, **said: object) -> ScoreResult:
    return compute(
        named(name), Answers.from_mapping({k.replace("_", "-"): v for k, v in said.items()})
    )


# ---------------------------------------------------------------------------------- Wells, NG158
WELLS_GATE = {
    "age": 50,
    "pregnant": "absent",
    "after_birth": "absent",
    "calf_tenderness": "present",
}
WELLS_ONES = (
    "active_cancer", "plaster_or_paralysis", "bed_rest", "deep_vein_tenderness",
    "whole_leg_swelling", "calf_difference", "pitting_oedema", "collateral_veins", "previous_dvt",
)  # fmt: skip
WELLS_NONE = dict.fromkeys((*WELLS_ONES, "recent_surgery"), "absent")
BY_CLINICIAN = {"value": "present", "by": "clinician"}


def wells(*present: str, **more: object) -> ScoreResult:
    yes = dict.fromkeys(present, "present")
    return score("wells-dvt", **{**WELLS_GATE, **WELLS_NONE, **yes, **more})


@pytest.mark.parametrize("item", [*WELLS_ONES, "recent_surgery"])
def test_each_wells_item_is_one_point(item: str) -> None:
    assert wells(item).score == 1


def test_bed_and_surgery_are_one_item() -> None:
    assert wells("bed_rest", "recent_surgery").score == 1


@pytest.mark.parametrize(
    ("present", "points", "band"),
    [
        ((), 0, "unlikely"),
        (("previous_dvt",), 1, "unlikely"),
        (("previous_dvt", "pitting_oedema"), 2, "likely"),
        (("active_cancer", "whole_leg_swelling", "collateral_veins"), 3, "likely"),
        (WELLS_ONES, 9, "likely"),
    ],
)
def test_wells_bands_at_one_and_two_points(
    present: tuple[str, ...], points: int, band: str
) -> None:
    result = wells(*present)
    assert result.band is not None
    assert (result.score, result.lowest, result.highest) == (points, points, points)
    assert result.band.id == band
    assert result.missing == ()


def test_wells_minus_two_only_from_a_clinician() -> None:
    two = ("previous_dvt", "pitting_oedema")
    assert wells(*two).left_out == ("alternative-as-likely",)
    told = wells(*two, alternative_as_likely="present")
    assert (told.score, told.left_out) == (2, ("alternative-as-likely",))
    unsure = wells(*two, alternative_as_likely={"value": "unknown", "by": "clinician"})
    assert (unsure.score, unsure.left_out) == (2, ("alternative-as-likely",))
    judged = wells(*two, alternative_as_likely=BY_CLINICIAN)
    assert judged.band is not None
    assert (judged.score, judged.left_out, judged.band.id) == (0, (), "unlikely")
    assert wells(alternative_as_likely=BY_CLINICIAN).score == -2
    denied = wells(*two, alternative_as_likely={"value": "absent", "by": "clinician"})
    assert (denied.score, denied.left_out) == (2, ())


@pytest.mark.parametrize(("difference", "points"), [(2.9, 0), (3.0, 1), (3.1, 1)])
def test_wells_calf_at_three_centimetres(difference: float, points: int) -> None:
    assert wells(calf_difference={"value": difference, "unit": "cm"}).score == points


def test_wells_unknown_items_leave_a_range_and_no_band() -> None:
    result = score("wells-dvt", **WELLS_GATE, previous_dvt="present")
    assert (result.score, result.lowest, result.highest) == (1, 1, 9)
    assert result.band is None
    assert [band.id for band in result.possible] == ["likely", "unlikely"]
    assert result.missing == (
        "active-cancer", "plaster-or-paralysis", "bed-rest", "recent-surgery",
        "deep-vein-tenderness", "whole-leg-swelling", "calf-difference", "pitting-oedema",
        "collateral-veins",
    )  # fmt: skip


def test_wells_two_certain_points_are_enough_without_the_rest() -> None:
    result = score("wells-dvt", **WELLS_GATE, previous_dvt="present", whole_leg_swelling="present")
    assert result.band is not None
    assert (result.score, result.highest, result.band.id) == (2, 9, "likely")


def test_one_open_half_of_bed_or_surgery_stays_open() -> None:
    result = wells(recent_surgery="unknown")
    assert result.band is not None
    assert (result.score, result.highest, result.missing) == (0, 1, ("recent-surgery",))
    assert result.band.id == "unlikely"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"age": 17}, "not made for this: age"),
        ({"pregnant": "present"}, "not made for this: pregnant"),
        ({"after_birth": "present"}, "not made for this: after-birth"),
        ({"age": None}, "not known yet: age"),
        ({"pregnant": "unknown"}, "not known yet: pregnant"),
    ],
)
def test_wells_outside_its_gate(change: dict[str, object], word: str) -> None:
    result = score("wells-dvt", **{**WELLS_GATE, **WELLS_NONE, **change})
    assert not result.applies
    assert result.because == word
    assert (result.score, result.band, result.items) == (None, None, ())


# ----------------------------------------------------------------------------------------- Ottawa
OTTAWA_GATE = {"mechanism": "twist", "duration": "1-7-days", "worst_place": "inner-knee"}
OTTAWA_NONE = {
    "patella_tenderness": "absent", "fibular_head_tenderness": "absent",
    "cannot_bend_90": {"value": 120, "unit": "degrees"}, "four_steps_failed": "absent",
}  # fmt: skip


def ottawa(**said: object) -> ScoreResult:
    return score("ottawa-knee", **{**OTTAWA_GATE, "age": 30, **OTTAWA_NONE, **said})


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ({}, "negative"),
        ({"age": 54}, "negative"),
        ({"age": 55}, "positive"),
        ({"patella_tenderness": "present"}, "positive"),
        ({"fibular_head_tenderness": "present"}, "positive"),
        ({"cannot_bend_90": 90}, "negative"),
        ({"cannot_bend_90": 89}, "positive"),
        ({"cannot_bend_90": "present"}, "positive"),
        ({"four_steps_failed": "present"}, "positive"),
    ],
)
def test_ottawa_table(said: dict[str, object], band: str) -> None:
    result = ottawa(**said)
    assert result.band is not None
    assert result.band.id == band


def test_ottawa_one_yes_is_enough_and_one_unknown_is_too_many() -> None:
    yes = score("ottawa-knee", **OTTAWA_GATE, age=30, patella_tenderness="present")
    assert yes.band is not None
    assert yes.band.id == "positive"
    open_ = ottawa(four_steps_failed="unknown")
    assert (open_.band, open_.missing) == (None, ("four-steps-failed",))


@pytest.mark.parametrize(
    "change",
    [
        {"mechanism": "none"},
        {"duration": "1-6-weeks"},
        {"worst_place": "calf"},
        {"age": 5},
        {"age": None},
        {"duration": "unknown"},
    ],
)
def test_ottawa_outside_its_gate(change: dict[str, object]) -> None:
    assert not ottawa(**change).applies


def test_ottawa_from_just_above_five() -> None:
    assert ottawa(age=5.5).applies
    assert ottawa(age=6).applies


# ------------------------------------------------------------------------------------ NICE, NG226
NG226_GATE = {
    "worst_place": "inner-knee", "hot_knee": "absent", "fever": "absent", "mechanism": "none",
}  # fmt: skip


@pytest.mark.parametrize(
    ("age", "activity", "stiffness", "band"),
    [
        (45, "present", {"morning_stiffness": "absent"}, "met"),
        (44, "present", {"morning_stiffness": "absent"}, "not-met"),
        (45, "absent", {"morning_stiffness": "absent"}, "not-met"),
        (45, "present", {"long_morning_stiffness": 30}, "met"),
        (45, "present", {"long_morning_stiffness": 31}, "open"),
        (45, "present", {"morning_stiffness": "present", "long_morning_stiffness": 31}, "not-met"),
        (45, "present", {"morning_stiffness": "present", "long_morning_stiffness": 30}, "met"),
        (45, "present", {"morning_stiffness": "present"}, "open"),
        (45, "present", {}, "open"),
        (44, "unknown", {}, "not-met"),
        (None, "present", {"morning_stiffness": "absent"}, "open"),
    ],
)
def test_ng226_table(
    age: int | None, activity: str, stiffness: dict[str, object], band: str
) -> None:
    result = score("nice-ng226", **NG226_GATE, age=age, activity_related_pain=activity, **stiffness)
    found = "open" if result.band is None else result.band.id
    assert found == band


@pytest.mark.parametrize(
    "change", [{"hot_knee": "present"}, {"fever": "present"}, {"mechanism": "twist"},
               {"worst_place": "calf"}, {"hot_knee": "unknown"}],
)  # fmt: skip
def test_ng226_outside_its_gate(change: dict[str, object]) -> None:
    said = {**NG226_GATE, "age": 60, "activity_related_pain": "present", **change}
    assert not score("nice-ng226", **said).applies

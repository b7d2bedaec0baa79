"""HAZ-002 to HAZ-007: dangers that came with the later causes, each told by one sign."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from popliteus.rules import Answers, Level, Rule, evaluate, from_mapping

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
Said = Mapping[str, object]

#: Wear of many years and a fresh sprain: neither is urgent by itself.
WEAR: Said = {"mechanism": "none", "onset": "weeks", "duration": "longer", "side": "one"}
SPRAIN: Said = {"mechanism": "twist", "onset": "seconds", "duration": "1-7-days", "side": "one"}


@pytest.fixture(scope="module")
def rules() -> list[Rule]:
    files = sorted((KNOWLEDGE / "rules").glob("*.yaml"))
    return [from_mapping(yaml.safe_load(one.read_text(encoding="utf-8"))) for one in files]


@pytest.fixture(scope="module")
def danger_items() -> list[str]:
    text = (KNOWLEDGE / "questionnaire.yaml").read_text(encoding="utf-8")
    pages = yaml.safe_load(text)["pages"]
    return [item for page in pages if page.get("danger") for item in page["items"]]


def raised(rules: list[Rule], story: Said, *signs: str, age: int = 45) -> tuple[Level, Level]:
    """Return the level of a story as it stands, and with the signs present."""
    before = {**story, "age": age}
    after = {**before, **dict.fromkeys(signs, "present")}
    return (
        evaluate(rules, Answers.from_mapping(before)).level,
        evaluate(rules, Answers.from_mapping(after)).level,
    )


@pytest.mark.parametrize(
    "sign", ["cannot-lift-straight-leg", "leaking-scar", "dark-urine", "easy-bruising"]
)
def test_each_later_danger_sign_is_asked_first(danger_items: list[str], sign: str) -> None:
    assert danger_items.count(sign) == 1


def test_knee_loose_in_two_directions_is_an_emergency(rules: list[Rule]) -> None:
    assert raised(rules, SPRAIN, "laxity-two-directions") == (Level.SELF_CARE, Level.EMERGENCY)
    told, found = raised(rules, {**SPRAIN, "mechanism": "high-energy"}, "knee-wobbles-all-ways")
    assert (told, found) == (Level.URGENT_SAME_DAY, Level.EMERGENCY)


@pytest.mark.parametrize("operated", ["recent-knee-procedure", "recent-surgery"])
def test_leaking_wound_needs_no_heat_to_be_urgent(rules: list[Rule], operated: str) -> None:
    told, found = raised(rules, WEAR, operated, "leaking-scar")
    assert told < Level.URGENT_SAME_DAY <= found
    assert raised(rules, WEAR, operated, "leaking-scar", "fever")[1] is Level.EMERGENCY


@pytest.mark.parametrize("sign", ["fever", "measured-temperature"])
def test_fever_with_a_sore_bone_is_seen_the_same_day(rules: list[Rule], sign: str) -> None:
    told, found = raised(rules, WEAR, sign, "bone-point-tenderness")
    assert told < Level.URGENT_SAME_DAY <= found


@pytest.mark.parametrize("sign", ["acute-compartment-pressure", "blast-cells-on-film"])
def test_result_that_cannot_wait_is_an_emergency(rules: list[Rule], sign: str) -> None:
    assert raised(rules, WEAR, sign)[1] is Level.EMERGENCY


def test_earlier_cancer_with_night_pain_is_never_below_soon(rules: list[Rule]) -> None:
    told, found = raised(rules, WEAR, "past-cancer", "night-pain")
    assert told < Level.SOON_DAYS <= found
    assert raised(rules, WEAR, "past-cancer", "cannot-bear-weight")[1] >= Level.URGENT_SAME_DAY


@pytest.mark.parametrize("sign", ["easy-bruising", "petechiae-or-pallor", "blood-count-abnormal"])
def test_signs_of_leukaemia_in_the_young_are_seen_the_same_day(
    rules: list[Rule], sign: str
) -> None:
    told, found = raised(rules, WEAR, sign, age=20)
    assert told < Level.URGENT_SAME_DAY <= found


def test_straight_leg_lost_after_an_injury_is_seen_the_same_day(rules: list[Rule]) -> None:
    told, found = raised(rules, SPRAIN, "cannot-lift-straight-leg")
    assert told < Level.URGENT_SAME_DAY <= found


@pytest.mark.parametrize("sign", ["fracture-on-ct", "lipohaemarthrosis-on-imaging"])
def test_break_that_the_film_hides_is_seen_the_same_day(rules: list[Rule], sign: str) -> None:
    assert raised(rules, WEAR, sign)[1] >= Level.URGENT_SAME_DAY


def test_turned_hip_in_a_growing_child_is_seen_the_same_day(rules: list[Rule]) -> None:
    told, found = raised(rules, WEAR, "foot-turned-out", "pain-also-groin", age=13)
    assert told < Level.URGENT_SAME_DAY <= found
    for sign in ("slipped-epiphysis-on-front-view", "slipped-epiphysis-on-frog-view"):
        assert raised(rules, WEAR, sign, age=13)[1] is Level.EMERGENCY

"""The points and lines of published scores, typed a second time from the publications."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from popliteus.rules import Answers, Rule, compute, from_mapping

FOLDER = Path(__file__).resolve().parents[2] / "knowledge" / "rules"

POINTS: dict[str, dict[str, float]] = {
    "oudega": {
        "male": 1, "oral-contraceptive": 1, "active-cancer": 1, "recent-surgery": 1,
        "no-leg-trauma": 1, "collateral-veins": 1, "calf-difference": 2, "d-dimer": 6,
    },
    "wells-pe": {
        "leg-clot-signs": 3, "embolism-most-likely": 3, "heart-rate": 1.5, "bed-or-surgery": 1.5,
        "previous-clot": 1.5, "haemoptysis": 1, "malignancy": 1,
    },
    "alt-70": {"asymmetry": 3, "leucocytosis": 1, "tachycardia": 1, "age-70": 2},
    "janssens-gout": {
        "male": 2, "previous-attack": 2, "onset-one-day": 0.5, "redness": 1, "big-toe-joint": 2.5,
        "heart-disease": 1.5, "urate": 3.5,
    },
}  # fmt: skip

LINES: dict[str, dict[str, tuple[float, float]]] = {
    "oudega": {"low": (0, 3), "refer": (4, 14)},
    "wells-pe": {"unlikely": (0, 4), "likely": (4.5, 12.5)},
    "alt-70": {"reassess": (0, 2), "unclear": (3, 4), "cellulitis": (5, 7)},
    "janssens-gout": {"unlikely": (0, 4), "uncertain": (4.5, 7.5), "likely": (8, 13)},
}


def named(name: str) -> Rule:
    return from_mapping(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", POINTS)
def test_points_are_those_printed(name: str) -> None:
    scheme = named(name).scheme
    assert scheme is not None
    assert {item.id: item.points for item in scheme.items} == POINTS[name]


@pytest.mark.parametrize("name", LINES)
def test_lines_are_those_printed(name: str) -> None:
    scheme = named(name).scheme
    assert scheme is not None
    assert {band.id: (band.lowest, band.highest) for band in scheme.bands} == LINES[name]


def test_the_view_that_adds_points_for_an_embolism_is_never_left_out() -> None:
    """Unlike the two points that Wells takes away, it could make an unlikely clot a likely one."""
    said = {
        "age": 50, "pregnant": "absent", "after-birth": "absent", "chest-pain": "present",
        "coughing-blood": "absent", "deep-vein-tenderness": "absent", "heart-rate-fast": "present",
        "bed-rest": "absent", "recent-surgery": "absent", "previous-dvt": "absent",
        "active-cancer": "absent",
    }  # fmt: skip
    result = compute(named("wells-pe"), Answers.from_mapping(said))
    assert (result.band, result.missing) == (None, ("embolism-most-likely",))
    assert result.left_out == ()

"""A history of weeks is of now, and "May" is a month: cues that only sound like the past."""

from __future__ import annotations

import pytest

import popliteus
from popliteus.intake import read_story

NOW: tuple[tuple[str, str], ...] = (
    ("A girl with a ten-week history of a swollen left knee.", "knee-swelling"),
    ("He has a 3 month history of calf swelling.", "calf-swelling"),
    ("A one day history of limp and right knee pain.", "limp"),
    ("Since the end of May my left knee is swollen.", "knee-swelling"),
)


@pytest.mark.parametrize(("text", "item"), NOW)
def test_what_lasts_since_a_time_is_there(text: str, item: str) -> None:
    assert read_story(text, popliteus.load()).findings[item].value == "present"


def test_a_history_without_a_time_is_of_old() -> None:
    told = read_story("Knee pain. History of calf swelling.", popliteus.load())
    assert "calf-swelling" not in told.findings


def test_a_doubt_with_may_stays_one() -> None:
    told = read_story("My knee hurts and it may be swollen.", popliteus.load())
    assert "knee-swelling" not in told.findings

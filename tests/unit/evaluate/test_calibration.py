"""Calibration against values worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from popliteus.evaluate.calibration import (
    all_causes,
    bins_of,
    calibration_error,
    error_if_perfect,
    first_listed,
    recalibration,
)

Z = 1.959963984540054
LOG_3 = math.log(3.0)


def test_error_by_hand() -> None:
    # Ten cases, two in each bin. Means of p: 0.1, 0.3, 0.5, 0.7, 0.9; shares right: 0, 0.5, 0.5,
    # 1, 0.5; gaps 0.1, 0.2, 0, 0.3, 0.4; mean 0.2.
    p = np.array([0.9, 0.9, 0.1, 0.1, 0.3, 0.3, 0.5, 0.5, 0.7, 0.7])
    y = np.array([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0])
    assert calibration_error(p, y) == pytest.approx(0.2)
    found = bins_of(p, y)
    assert [one.n for one in found] == [2] * 5
    assert [one.probability for one in found] == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    assert [one.right for one in found] == [0.0, 0.5, 0.5, 1.0, 0.5]


def test_bins_have_equal_mass_whatever_the_size() -> None:
    # Twelve cases in five bins: 3, 3, 2, 2, 2.
    p = np.linspace(0.05, 0.95, 12)
    assert [one.n for one in bins_of(p, np.ones(12))] == [3, 3, 2, 2, 2]


def test_perfect_systems_have_an_error_too() -> None:
    # Five cases at one half, one in each bin: the gap is one half whatever happens.
    assert error_if_perfect(np.full(5, 0.5)) == pytest.approx(0.5)
    # Ten at one half, two in each bin: a bin's gap is one half with probability 1/2, else nought,
    # so the error is 0.25 on average with sd 0.25 / sqrt(5) = 0.112.
    drawn = error_if_perfect(np.full(10, 0.5))
    assert drawn.mean() == pytest.approx(0.25, abs=4 * 0.112 / math.sqrt(2000))
    assert np.array_equal(drawn, error_if_perfect(np.full(10, 0.5)))


def test_slope_by_hand() -> None:
    # Two values of p make the model saturated. At 1/4 (logit -log 3) 4 of 8 are right (logit 0),
    # at 3/4 (logit log 3) 6 of 8 (logit log 3): slope log 3 / (2 log 3) = 1/2, intercept log 3 / 2.
    # Variances of the two logits: 1 / (8 x 1/4) = 1/2 and 1 / (8 x 3/16) = 2/3; the slope's is
    # (1/2 + 2/3) / (2 log 3)^2, the intercept's (1/2 + 2/3) / 4.
    p = np.repeat([0.25, 0.75], 8)
    y = np.array([1.0] * 4 + [0.0] * 4 + [1.0] * 6 + [0.0] * 2)
    intercept, slope = recalibration(p, y)
    assert slope.value == pytest.approx(0.5)
    assert intercept.value == pytest.approx(LOG_3 / 2)
    assert slope.high - slope.value == pytest.approx(Z * math.sqrt(7 / 6) / (2 * LOG_3))
    assert intercept.value - intercept.low == pytest.approx(Z * math.sqrt(7 / 6) / 2)


@pytest.mark.parametrize(
    ("p", "y"),
    [
        ([0.2, 0.4, 0.6], [1.0, 1.0, 1.0]),  # all right
        ([0.2, 0.4, 0.6, 0.8], [0.0, 0.0, 1.0, 1.0]),  # separated
        ([0.5, 0.5, 0.5, 0.5], [0.0, 1.0, 0.0, 1.0]),  # one value of p: no slope
        ([0.5, 0.6], [0.0, 1.0]),  # too few
    ],
)
def test_no_slope_where_there_is_none(p: list[float], y: list[float]) -> None:
    intercept, slope = recalibration(np.array(p), np.array(y))
    assert math.isnan(slope.value)
    assert math.isnan(intercept.value)


def test_brier_of_the_first_listed_by_hand() -> None:
    # (0.8 - 1)^2 = 0.04, (0.6 - 0)^2 = 0.36; the prior (0.5 - 1)^2 = 0.25, (0.1 - 0)^2 = 0.01.
    found = first_listed(np.array([0.8, 0.6]), np.array([1.0, 0.0]), np.array([0.5, 0.1]))
    assert found["brier_first"].value == pytest.approx(0.2)
    assert found["brier_first_prior"].value == pytest.approx(0.13)
    expected = found["calibration_error_if_perfect"]
    assert expected.low <= expected.value <= expected.high
    assert first_listed(np.zeros(0), np.zeros(0), np.zeros(0)) == {}


def test_scores_over_all_causes_by_hand() -> None:
    # Right causes together: 0.5 + 0.2; (1 - 0.7)^2 + 0.3^2 = 0.18; log 0.7.
    probability = np.array([[0.5, 0.2, 0.3]])
    prior = np.array([[0.25, 0.25, 0.5]])
    found = all_causes(probability, prior, np.array([[1.0, 1.0, 0.0]]))
    assert found["brier_all"].value == pytest.approx(0.18)
    assert found["brier_all_prior"].value == pytest.approx(0.5)
    assert found["log_score"].value == pytest.approx(math.log(0.7))
    assert found["log_score_prior"].value == pytest.approx(math.log(0.5))

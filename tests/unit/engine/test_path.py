"""The integral along the path of evidence, where the answer is known in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from popliteus.engine.path import Step, integrate, step


def path_of(start: np.ndarray, items: np.ndarray, seen: list[float]) -> np.ndarray:
    def at(t: float) -> Step:
        seen.append(t)
        return step(start + t * items.sum(axis=0), items, np.arange(start.size))

    return integrate(at, at(0.0), at(1.0))


def test_a_bend_too_sharp_for_one_stretch_is_found() -> None:
    # Three mains; the second and third race from far behind, 2 000 nats in all. The change of
    # the log-odds of each is known from the two ends; 16 nodes alone miss it by more than 1.
    start = np.array([0.0, -30.0, -60.0])
    items = np.array([[0.0, 900.0, 400.0], [0.0, 100.0, 600.0]])
    seen: list[float] = []
    parts = path_of(start, items, seen)
    end = start + items.sum(axis=0)

    def log_odds(log_mass: np.ndarray) -> np.ndarray:
        return np.array([log_mass[i] - np.logaddexp(*np.delete(log_mass, i)) for i in range(3)])

    change = log_odds(end) - log_odds(start)
    assert parts.sum(axis=0) == pytest.approx(change, abs=1e-5)
    assert len(seen) > 2 + 2 * 16

    coarse = np.zeros(3)
    for node, weight in zip(*np.polynomial.legendre.leggauss(16), strict=True):
        t = (node + 1.0) / 2.0
        there = step(start + t * items.sum(axis=0), items, np.arange(3))
        coarse += weight / 2.0 * there.speed.sum(axis=0)
    assert np.abs(coarse - change).max() > 1.0


def test_two_mains_are_a_straight_line() -> None:
    # With two mains the log-odds are linear in t: each item contributes its difference.
    items = np.array([[0.5, -1.0], [-2.0, 0.25]])
    seen: list[float] = []
    parts = path_of(np.log([0.3, 0.7]), items, seen)
    assert parts == pytest.approx(np.array([[1.5, -1.5], [-2.25, 2.25]]), abs=1e-12)
    assert len(seen) == 2 + 16


def test_an_impossible_main_moves_nobody() -> None:
    items = np.array([[1.0, 5.0, 0.0]])
    parts = path_of(np.array([0.0, -np.inf, 0.0]), items, [])
    assert parts == pytest.approx(np.array([[1.0, 0.0, -1.0]]), abs=1e-12)


def test_those_not_looked_at_count_among_the_others() -> None:
    log_mass, means = np.log([1.0, 1.0, 2.0]), np.array([[1.0, 0.0, -3.0]])
    everyone = step(log_mass, means, np.arange(3))
    some = step(log_mass, means, np.array([2, 0]))
    assert some.log_odds == pytest.approx(everyone.log_odds[[2, 0]], abs=1e-15)
    assert some.speed == pytest.approx(everyone.speed[:, [2, 0]], abs=1e-15)

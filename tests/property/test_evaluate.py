"""What must hold for every list, every set of probabilities and every case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import popliteus
from popliteus.assess import Case, assess, case_from_mapping
from popliteus.evaluate.calibration import BINS, bins_of, calibration_error, error_if_perfect
from popliteus.evaluate.metrics import f1, ndcg, rank_of, share
from popliteus.evaluate.outcome import outcome_of
from popliteus.evaluate.robust import flip
from popliteus.evaluate.shift import SMOOTHING, case_mix, estimated_mix, shifted
from popliteus.evaluate.simulated import Practice, simulated
from popliteus.knowledge.reader import read_file

ROOT = Path(__file__).resolve().parents[2]
BASE = popliteus.load(ROOT / "knowledge")

names = st.sampled_from("abcdefgh")
orders = st.lists(names, unique=True, max_size=8)
few = st.lists(names, unique=True, max_size=3)
probabilities = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=40)


@given(orders, names, few, few)
def test_measures_of_a_list_stay_within_bounds(
    order: list[str], gold: str, accepted: list[str], coexisting: list[str]
) -> None:
    assert 0.0 <= ndcg(order, gold, accepted, coexisting) <= 1.0 + 1e-12
    assert 0.0 <= f1(order, gold, accepted, coexisting) <= 1.0
    rank = rank_of(order, gold, accepted, coexisting)
    assert rank is None or 1 <= rank <= len(order)


@given(names, few)
def test_the_ideal_list_is_ideal(gold: str, coexisting: list[str]) -> None:
    order = [gold, *(cause for cause in coexisting if cause != gold)]
    assert ndcg(order, gold, (), coexisting) == pytest.approx(1.0)
    assert f1(order, gold, (), coexisting) == 1.0
    assert rank_of(order, gold, (), coexisting) == 1


@given(orders, names, few, few)
def test_the_answer_moved_up_never_scores_less(
    order: list[str], gold: str, accepted: list[str], coexisting: list[str]
) -> None:
    before = ndcg(order, gold, accepted, coexisting)
    place = next((n for n, cause in enumerate(order) if cause in {gold, *accepted}), 0)
    assume(place)
    better = [*order]
    better[place - 1], better[place] = order[place], order[place - 1]
    assert ndcg(better, gold, accepted, coexisting) >= before - 1e-12


@given(st.integers(1, 500), st.data())
def test_wilson_contains_the_share(n: int, data: st.DataObject) -> None:
    found = share(data.draw(st.integers(0, n)), n)
    assert 0.0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1.0


@given(probabilities)
def test_the_order_of_cases_does_not_matter(given_p: list[float]) -> None:
    p = np.array(sorted(set(given_p)))
    rng = np.random.default_rng(len(given_p))
    y = (rng.random(p.size) < p).astype(np.float64)
    order = rng.permutation(p.size)
    assert calibration_error(p[order], y[order]) == pytest.approx(calibration_error(p, y))
    found = bins_of(p, y)
    assert sum(one.n for one in found) == p.size
    assert len(found) == min(BINS, p.size)
    assert max(one.n for one in found) - min(one.n for one in found) <= 1


@given(probabilities)
def test_errors_are_shares(given_p: list[float]) -> None:
    p = np.array(given_p)
    drawn = error_if_perfect(p)
    assert (drawn >= 0.0).all()
    assert (drawn <= 1.0).all()


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(1, 20))
def test_shifting(seed: int, causes: int, cases: int) -> None:
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(causes), size=cases)
    prior, mix = rng.dirichlet(np.ones(causes), size=2)
    there = shifted(p, prior, mix)
    assert there.sum(axis=1) == pytest.approx(1.0)
    assert shifted(p, prior, prior) == pytest.approx(p)
    assert shifted(there, mix, prior) == pytest.approx(p)  # and back again
    found = estimated_mix(p, prior)
    assert found.sum() == pytest.approx(1.0)
    assert found.min() >= SMOOTHING / (cases + SMOOTHING * causes) - 1e-9


@given(st.lists(names, max_size=30))
def test_a_mix_is_a_distribution_without_noughts(golds: list[str]) -> None:
    found = case_mix(golds, ["a", "b", "c"])
    assert found.sum() == pytest.approx(1.0)
    assert found.min() > 0.0


def _same(case: Case) -> None:
    result, said = assess(case, BASE), outcome_of(case, BASE)
    assert said.order == tuple(entry.cause for entry in result.differential)
    assert said.listed == tuple(entry.cause for entry in result.shown)
    assert said.level == result.triage.level.word
    assert said.dangers == tuple(flag.finding for flag in result.flags.present)
    for entry in result.differential:
        assert said.probability is not None
        place = BASE.compiled.causes.index(entry.cause)
        assert said.probability[place] == pytest.approx(entry.probability, abs=1e-12)


@pytest.mark.parametrize("path", sorted((ROOT / "vignettes" / "open").glob("*.yaml")))
def test_scores_rest_on_what_assess_says(path: Path) -> None:
    _same(case_from_mapping(read_file(path).value, BASE, where=path.name))


@pytest.mark.parametrize("seed", range(5))
def test_scores_rest_on_what_assess_says_of_anybody(seed: int) -> None:
    for case in simulated(BASE, 3, Practice(seed=seed, missing=0.6)):
        _same(case)
        _same(flip(case, BASE, 0.3, seed))  # contradictions fit poorly: another path to the level


def test_groups_without_a_list_agree_too() -> None:
    _same(case_from_mapping({"age": 1, "findings": {"fever": "present"}}, BASE))

"""Metrics against values worked by hand."""

from __future__ import annotations

import math

import pytest

from popliteus import KnowledgeBase, case_from_mapping
from popliteus.evaluate import CaseScore, Vignette, evaluate, rank_of, share, to_dict
from popliteus.evaluate.metrics import DRAWS, bootstrap, f1, mean, median, ndcg, resampled
from popliteus.evaluate.summary import metrics_of, triage_matrix

Z = 1.959963984540054


def test_wilson_by_hand() -> None:
    # 8 of 10: z2 = 3.8415; middle (0.8 + 0.19207) / 1.38415 = 0.71674;
    # half 1.95996 * sqrt(0.016 + 0.0096036) / 1.38415 = 0.22657
    metric = share(8, 10)
    assert metric.value == 0.8
    assert metric.low == pytest.approx(0.71674 - 0.22657, abs=2e-5)
    assert metric.high == pytest.approx(0.71674 + 0.22657, abs=2e-5)


def test_wilson_at_the_ends_has_closed_forms() -> None:
    # 0 of n: from 0 to z2 / (n + z2); n of n: from n / (n + z2) to 1.
    none, every = share(0, 20), share(20, 20)
    assert none.low == pytest.approx(0.0, abs=1e-12)
    assert every.high == pytest.approx(1.0)
    assert none.high == pytest.approx(Z * Z / (20 + Z * Z))
    assert every.low == pytest.approx(20 / (20 + Z * Z))


def test_no_case_says_nothing() -> None:
    metric = share(0, 0)
    assert math.isnan(metric.value)
    assert (metric.low, metric.high, metric.n) == (0.0, 1.0, 0)
    assert math.isnan(mean([]).value)


def test_mean_by_hand() -> None:
    # 2, 4, 6, 8: mean 5, population variance 5; the means of draws of four have sd sqrt(5 / 4),
    # so about 1.96 x 1.118 = 2.19 to either side; draws of four values move in steps of 0.5.
    metric = mean([2.0, 4.0, 6.0, 8.0])
    assert (metric.value, metric.n) == (5.0, 4)
    assert metric.low == pytest.approx(5 - 2.19, abs=0.32)
    assert metric.high == pytest.approx(5 + 2.19, abs=0.32)
    assert mean([3.0]).low == mean([3.0]).high == 3.0
    assert mean([2.0, 4.0, 6.0, 8.0]) == metric  # the same draws every time


def test_median_by_hand() -> None:
    # With three values the median of a draw is the lowest in 7 of 27 draws, so it is the low end.
    assert median([1.0, 5.0, 9.0]).value == 5.0
    assert (median([1.0, 5.0, 9.0]).low, median([1.0, 5.0, 9.0]).high) == (1.0, 9.0)
    assert math.isnan(median([]).value)


def test_bootstrap_leaves_out_what_is_no_number() -> None:
    found = bootstrap(lambda rows: math.nan if 0 in rows else float(len(rows)), 2)
    assert math.isnan(found.value)
    assert (found.low, found.high) == (2.0, 2.0)
    assert resampled(7).shape == (DRAWS, 7)
    nowhere = bootstrap(lambda _: math.nan, 2)
    assert math.isnan(nowhere.low)


def test_ndcg_by_hand() -> None:
    # Gold third: 1 / log2(4) = 0.5 of the ideal 1.
    assert ndcg(["a", "b", "c"], "c") == pytest.approx(0.5)
    # Gold second, coexisting first: 0.5 / log2(2) + 1 / log2(3) = 0.5 + 0.63093 = 1.13093;
    # ideal 1 / log2(2) + 0.5 / log2(3) = 1 + 0.31546.
    assert ndcg(["b", "a"], "a", (), ("b",)) == pytest.approx(1.13093 / 1.31546, abs=1e-5)
    # An accepted cause is another name for the answer: the second one adds nothing, loses nothing.
    assert ndcg(["a", "b"], "a", ("b",)) == 1.0
    assert ndcg(["b", "x"], "a", ("b",)) == 1.0
    # The sixth place does not count.
    assert ndcg(["1", "2", "3", "4", "5", "a"], "a") == 0.0
    assert ndcg([], "a") == 0.0


def test_f1_by_hand() -> None:
    # Two of four listed are good (precision 1/2), two of two found (recall 1): 2 / 3.
    assert f1(["a", "x", "b", "y"], "a", (), ("b",)) == pytest.approx(2 / 3)
    # The answer by another name: precision 1, recall 1 of 2.
    assert f1(["c"], "a", ("c",), ("b",)) == pytest.approx(2 * 0.5 / 1.5)
    assert f1(["x"], "a") == f1([], "a") == 0.0


@pytest.mark.parametrize(
    ("accepted", "coexisting", "rank"),
    [((), (), 3), (("b",), (), 2), ((), ("a",), 2), ((), ("a", "b"), 1), (("a",), ("b",), 1)],
)
def test_rank(accepted: tuple[str, ...], coexisting: tuple[str, ...], rank: int) -> None:
    assert rank_of(["a", "b", "c", "d"], "c", accepted, coexisting) == rank


def test_a_diagnosis_that_is_not_listed_has_no_rank() -> None:
    assert rank_of(["a", "b"], "c") is None
    assert rank_of([], "c") is None
    assert rank_of(["a", "b"], "c", coexisting=["a", "b"]) is None


def case(
    rank: int | None,
    given: str,
    gold: str | None = "urgent_same_day",
    accepted: tuple[str, ...] = (),
    listed: int = 2,
    *,
    held_back: bool = False,
) -> CaseScore:
    names = tuple(f"cause-{i}" for i in range(listed))
    return CaseScore("x", "gold", rank, names, given, gold, accepted, held_back)


@pytest.mark.parametrize(
    ("given", "gold", "accepted", "under", "over"),
    [
        ("urgent_same_day", "urgent_same_day", (), False, False),
        ("soon_days", "urgent_same_day", (), True, False),
        ("emergency", "urgent_same_day", (), False, True),
        ("soon_days", "urgent_same_day", ("soon_days",), False, False),
        # between two accepted levels is what careful raters gave, too
        ("soon_days", "urgent_same_day", ("routine_weeks",), False, False),
        ("self_care", "urgent_same_day", ("routine_weeks",), True, False),
        ("emergency", None, (), False, False),
    ],
)
def test_under_and_over(
    given: str, gold: str | None, accepted: tuple[str, ...], under: bool, over: bool
) -> None:
    score = case(1, given, gold, accepted)
    assert (score.under, score.over) == (under, over)


def test_every_metric_by_hand() -> None:
    found = metrics_of(
        [
            case(1, "urgent_same_day"),
            case(3, "soon_days", accepted=("soon_days",)),
            case(5, "emergency", listed=4),
            case(None, "soon_days", listed=6),
            case(2, "self_care", "self_care", listed=1, held_back=True),
            case(1, "routine_weeks", "self_care", listed=3),
            case(1, "routine_weeks", None, listed=3),
        ]
    )
    # Seven cases; six have a gold level; four of them are urgent, two are for home care.
    expected = {
        "top_1": (3, 7),
        "top_3": (5, 7),
        "top_5": (6, 7),
        "in_list": (3, 7),  # ranks 1 of 2, 1 of 3, 1 of 3; 3 of 2, 5 of 4 and 2 of 1 were not shown
        "triage_exact": (2, 6),
        "triage_accepted": (3, 6),
        "triage_under": (1, 6),
        "triage_over": (2, 6),
        "safety": (5, 6),
        "safety_strict": (4, 6),
        "urgent_found": (2, 4),
        "self_care_recall": (1, 2),
    }  # nobody is an emergency, and no danger finding was stated
    for name, (hits, n) in expected.items():
        assert found[name].value == pytest.approx(hits / n), name
        assert found[name].n == n, name
    assert found["list_length"].value == pytest.approx((2 + 2 + 4 + 6 + 1 + 3 + 3) / 7)
    assert found["emergency_sensitivity"].n == found["red_flags_found"].n == 0
    assert set(found) == {
        *expected, "list_length", "ndcg_5", "list_f1", "emergency_sensitivity", "red_flags_found",
    }  # fmt: skip


def test_triage_matrix_by_hand() -> None:
    found = triage_matrix(
        [
            case(1, "emergency", "emergency"),
            case(1, "soon_days", "emergency"),
            case(1, "self_care", "routine_weeks"),
            case(1, "self_care", None),
        ]
    )
    assert found[4] == (0, 0, 1, 0, 1)
    assert found[1] == (1, 0, 0, 0, 0)
    assert sum(map(sum, found)) == 3


def test_raters_agree_on_one_level_only() -> None:
    assert case(1, "emergency", "emergency").agreed
    assert case(1, "emergency", "emergency", ("emergency",)).agreed
    assert not case(1, "emergency", "emergency", ("soon_days", "emergency")).agreed
    assert not case(1, "emergency", None).agreed


def test_a_gold_cause_that_the_base_lacks_is_a_miss(knowledge: KnowledgeBase) -> None:
    values = {
        "age": 45,
        "findings": {"calf-swelling": "present"},
        "gold": {"primary": "a-disease-of-tomorrow", "accepted": [], "coexisting": []},
        "triage": "self_care",
    }
    found = evaluate([Vignette(case_from_mapping(values, knowledge))], knowledge)
    assert found.cases[0].rank is None
    assert found.metrics["top_5"].value == 0.0
    assert found.failed == found.cases
    assert to_dict(found)["cases"][0]["rank"] is None
    held = evaluate([Vignette(case_from_mapping(values, knowledge), held_back=True)], knowledge)
    assert held.failed == ()
    assert to_dict(held)["cases"] == []
    assert to_dict(held)["n"] == 1


def test_progress_counts_cases(knowledge: KnowledgeBase) -> None:
    values = {"age": 45, "gold": {"primary": "gout"}}
    one = case_from_mapping(values, knowledge)
    seen: list[tuple[str, int, int]] = []
    evaluate([Vignette(one)] * 2, knowledge, progress=lambda *told: seen.append(told))
    assert seen == [("Scoring vignettes", 1, 2), ("Scoring vignettes", 2, 2)]


def test_a_case_without_gold_cannot_be_scored(knowledge: KnowledgeBase) -> None:
    with pytest.raises(ValueError, match="no gold"):
        evaluate([Vignette(case_from_mapping({"id": "x", "age": 4}, knowledge))], knowledge)

"""Simpler methods, worked by hand on the toy model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus import KnowledgeBase, case_from_mapping
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.urgency import screen_of
from popliteus.engine import evidence_of, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.toy import toy_model
from popliteus.evaluate.baselines import (
    ARTICLE,
    Answered,
    Baseline,
    baselines,
    disablement,
    naive_bayes,
    single_cause,
)
from popliteus.evaluate.compare import compare
from popliteus.evaluate.outcome import outcome_of
from popliteus.evaluate.score import CaseScore, score_of


def test_naive_bayes_counts_the_same_fact_twice() -> None:
    # P(sign) 0.26, 0.74, 0.5 and P(scan) 0.05 + 0.9 s: 0.23, 0.77, 0.5, times shares 0.6, 0.2, 0.2:
    # 0.03588, 0.11396, 0.05 of 0.19984.
    toy = toy_model()
    found = naive_bayes(toy, evidence_of(toy, answers={"sign": 1, "scan": 1}))
    assert found == pytest.approx(np.array([0.03588, 0.11396, 0.05]) / 0.19984)


def test_naive_bayes_takes_attributes_one_by_one() -> None:
    # Onset 1: first 0.1, second (0.8 + 0.4) / 2 = 0.6, unlisted 0.5: 0.06, 0.12, 0.1 of 0.28.
    toy = toy_model()
    found = naive_bayes(toy, evidence_of(toy, attributes={"onset": 1}))
    assert found == pytest.approx(np.array([0.06, 0.12, 0.1]) / 0.28)


def test_naive_bayes_is_exact_where_it_should_be() -> None:
    # One cause at a time, one reading for each fact, one attribute: nothing is left to ignore.
    model = arbitrary_model(5, Size(causes=5, facts=6, readings=6, attributes=1, bound=1))
    model = replace(
        model,
        reading_fact=np.arange(6),
        link=np.full((5, 5), np.nan),
        active=np.zeros_like(model.active),
    )
    for seed in range(10):
        evidence = arbitrary_evidence(model, seed)
        assert naive_bayes(model, evidence) == pytest.approx(
            posterior(model, evidence).probability, abs=1e-10
        )


def test_disablement_by_hand() -> None:
    # The sign is there. Weights: first 0.6 x 0.26 = 0.156, second alone 0.16 x 0.74 = 0.1184, with
    # first 0.04 x 0.757778 = 0.030311, unlisted 0.1; together 0.404711. k: 0.8 / 0.9, 0.2 / 0.9.
    # {first}: u 0.8, 0.9 (0.9 - 0.8) / (0.18 + 0.08) = 0.346154
    # {second}: u 0.2, 0.9 (0.9 - 0.2) / (0.72 + 0.02) = 0.851351
    # {second, first}: u 0.177778; second 0.9 (0.8 - u) / 0.757778 = 0.739003;
    #                  first 0.9 (0.2 - u) / 0.757778 = 0.026393
    # A present sign of the fact vanishes with it in 0.8 / 0.9 of the cases.
    toy = toy_model()
    evidence = evidence_of(toy, answers={"sign": 1})
    found = disablement(toy, evidence, posterior(toy, evidence).weights)
    first = (0.156 * 0.346154 + 0.030311 * 0.026393) / 0.404711 * 0.8 / 0.9
    second = (0.1184 * 0.851351 + 0.030311 * 0.739003) / 0.404711 * 0.8 / 0.9
    assert found == pytest.approx([first, second], abs=1e-5)
    assert first < second  # although first is the more probable


def test_nothing_vanishes_where_nothing_is_present() -> None:
    toy = toy_model()
    evidence = evidence_of(toy, answers={"sign": 0})
    assert disablement(toy, evidence, posterior(toy, evidence).weights).tolist() == [0.0, 0.0]


def test_a_single_cause_has_no_company() -> None:
    toy = single_cause(toy_model())
    found = posterior(toy, evidence_of(toy))
    assert found.present == pytest.approx(found.probability[:-1])


def test_the_articles_causes_are_ours(knowledge: KnowledgeBase) -> None:
    assert set(ARTICLE) <= set(knowledge.causes)
    assert len(set(ARTICLE)) == len(ARTICLE) == 12


def test_baselines_answer(knowledge: KnowledgeBase) -> None:
    values = {
        "age": 71,
        "sex": "male",
        "text": "x",
        "findings": {"cold-foot": "present", "onset": "seconds"},
    }
    case = case_from_mapping(values, knowledge)
    said = {one.name: one.answer(case) for one in baselines(knowledge)}
    assert set(said) == {
        "prior_only", "naive_bayes", "single_cause", "rules_only", "no_silence", "article",
        "counterfactual",
    }  # fmt: skip
    assert said["rules_only"] == Answered(None, screen_of(case, knowledge).level.word)
    assert said["article"].order == ARTICLE
    assert said["prior_only"].level is None
    assert said["no_silence"].order != outcome_of(case, knowledge).order
    asked = replace(case, account="asked")
    assert said["no_silence"].order == outcome_of(asked, knowledge).order
    assert engine_evidence(case, knowledge).silent.any()


def scored(rank: int, level: str) -> CaseScore:
    return CaseScore("x", "right", rank, ("right",), level, "soon_days", (), held_back=False)


def test_comparison_by_hand(knowledge: KnowledgeBase) -> None:
    # Four cases: the product first in three, the method in one: 3/4 - 1/4.
    scores = [scored(1, "soon_days")] * 3 + [scored(4, "self_care")]
    orders = iter([("right",), ("a", "right"), ("a", "b", "c", "right"), ("a",)])
    levels = iter(["soon_days", "self_care", "emergency", "soon_days"])
    method = Baseline("m", "method", lambda _: Answered(next(orders), next(levels)))
    case = case_from_mapping({}, knowledge)
    [found] = compare(scores, [case] * 4, [method])
    assert found.metrics["top_1"].value == 0.25
    assert found.differences["top_1"].value == pytest.approx(0.5)
    assert found.differences["top_3"].value == pytest.approx(0.25)
    # Safe: the product 3 of 4, the method 3 of 4; exact: 3 of 4 and 2 of 4.
    assert found.differences["safety_strict"].value == 0.0
    assert found.differences["triage_exact"].value == pytest.approx(0.25)
    top = found.differences["top_1"]
    assert 0.0 <= top.low <= 0.5 <= top.high <= 1.0


def test_score_needs_gold(knowledge: KnowledgeBase) -> None:
    case = case_from_mapping({"age": 40}, knowledge)
    with pytest.raises(ValueError, match="no gold"):
        score_of(case, outcome_of(case, knowledge), held_back=False)

"""Another mix of causes, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus import Case, KnowledgeBase, case_from_mapping
from popliteus.assess.case import Gold
from popliteus.evaluate import Vignette, evaluate, to_dict
from popliteus.evaluate.shift import case_mix, estimated_mix, shifted


def test_shift_by_hand() -> None:
    # 0.6, 0.3, 0.1 times 2, 1, 0.5 is 1.2, 0.3, 0.05 of 1.55.
    found = shifted(
        np.array([[0.6, 0.3, 0.1]]), np.array([0.2, 0.4, 0.4]), np.array([0.4, 0.4, 0.2])
    )
    assert found[0] == pytest.approx([1.2 / 1.55, 0.3 / 1.55, 0.05 / 1.55])


def test_a_cause_without_prior_stays_impossible() -> None:
    found = shifted(np.array([[0.0, 1.0]]), np.array([0.0, 1.0]), np.array([0.5, 0.5]))
    assert found.tolist() == [[0.0, 1.0]]


def test_mix_by_hand() -> None:
    # Counts 2, 0 and 1 (not ours) with one half added to each: 2.5, 0.5, 1.5 of 4.5.
    assert case_mix(["a", "a", "x"], ["a", "b"]) == pytest.approx([2.5 / 4.5, 0.5 / 4.5, 1.5 / 4.5])


def test_estimated_mix_solves_its_equation() -> None:
    # At the fixed point the mix is the smoothed mean of the shifted probabilities.
    rng = np.random.default_rng(1)
    p = rng.dirichlet(np.ones(4), size=40)
    prior = np.full(4, 0.25)
    mix = estimated_mix(p, prior)
    expected = shifted(p, prior, mix).sum(axis=0) + 0.5
    assert mix == pytest.approx(expected / expected.sum(), abs=1e-7)


def test_uninformative_probabilities_leave_the_prior_nearly_alone() -> None:
    prior = np.array([0.7, 0.2, 0.1])
    mix = estimated_mix(np.tile(prior, (200, 1)), prior)
    # Only the smoothing pulls, towards one third, without anything that pulls back.
    assert mix[0] < 0.7
    assert mix.sum() == pytest.approx(1.0)


def cases(knowledge: KnowledgeBase, golds: list[str]) -> list[Case]:
    values = {"age": 45, "sex": "male", "setting": "primary_care"}
    return [
        case_from_mapping({**values, "id": f"c{i}", "gold": {"primary": gold}}, knowledge)
        for i, gold in enumerate(golds)
    ]


def test_each_part_gets_the_mix_of_the_other(knowledge: KnowledgeBase) -> None:
    # Nothing is known of anybody, so after the shift everybody's first cause is the commonest of
    # the other part: gout for the open ones (right), cellulitis for the held-back ones (wrong).
    opened = cases(knowledge, ["gout", "cellulitis", "cellulitis"])
    held = cases(knowledge, ["gout"] * 4)
    vignettes = [Vignette(one) for one in opened] + [Vignette(one, held_back=True) for one in held]
    found = evaluate(vignettes, knowledge)
    assert found.judged is not None
    assert found.judged[1].mix.startswith("gold causes of the other part")
    assert found.judged[1].metrics["top_1"].value == pytest.approx(1 / 7)
    alone = evaluate(vignettes[:3], knowledge)
    assert alone.judged is not None
    assert "estimated" in alone.judged[1].mix
    assert "top_1_shifted" in to_dict(alone)["metrics"]


def test_people_outside_the_scope_have_no_probabilities(knowledge: KnowledgeBase) -> None:
    case = case_from_mapping({"age": 1, "gold": {"primary": "gout"}}, knowledge)
    found = evaluate([Vignette(case)], knowledge)
    assert found.judged is None
    assert found.cases[0].rank is None
    assert to_dict(found)["reliability"] == []


def test_calibration_is_shown_apart_where_one_cause_alone_is_right(
    knowledge: KnowledgeBase,
) -> None:
    golds = ["gout", "cellulitis", "gout", "sciatica", "gout", "cellulitis"]
    people = cases(knowledge, golds)
    alone = evaluate([Vignette(one) for one in people], knowledge)
    first = alone.cases[0].order[0]
    several = [
        replace(one, gold=Gold("gout", accepted=(first,)))
        for one in cases(knowledge, ["gout", "gout"])
    ]
    mixed = evaluate([Vignette(one) for one in [*several, *people]], knowledge)
    assert alone.judged is not None
    assert mixed.judged is not None
    given = mixed.judged[0].metrics
    assert given["calibration_error"].n == 8
    assert given["calibration_error_one_right"].n == 6
    expected = alone.judged[0].metrics["calibration_error"].value
    assert given["calibration_error_one_right"].value == pytest.approx(expected)
    assert given["calibration_error"].value != pytest.approx(expected)

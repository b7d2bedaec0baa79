"""Drawn people have the model's own frequencies; surprise is a percentile among them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus.engine import Evidence, Model, evidence_of, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.prior import prior_of
from popliteus.engine.simulate import People, draw_people, pick
from popliteus.engine.surprise import surprise
from popliteus.engine.toy import toy_model

SIZE = Size(causes=4, facts=4, readings=8, attributes=2, factors=2)
MANY = 40_000


def person(model: Model, drawn: People, row: int) -> Evidence:
    return Evidence(
        age_band=int(drawn.age_band[row]),
        sex=int(drawn.sex[row]),
        setting=0,
        factors=drawn.factors[row],
        answers=drawn.answers[row],
        reader=np.zeros(len(model.readings), dtype=np.int8),
        silent=np.zeros(len(model.readings), dtype=np.bool_),
        attributes=drawn.attributes[row],
    )


def test_frequencies_are_the_models_own() -> None:
    # 5 sd of a share of 40 000 is at most 5 x 0.5 / 200 = 0.0125.
    model = arbitrary_model(11, SIZE)
    drawn = draw_people(model, MANY, setting=1, seed=3)
    here = (drawn.age_band == 2) & (drawn.sex == 1)
    assert here.mean() == pytest.approx(model.people[2, 1], abs=0.0125)
    slack = 2.5 / np.sqrt(here.sum())
    known = evidence_of(model, age_band=2, sex=1, setting=1)
    found = posterior(model, known)
    main = np.bincount(drawn.main[here], minlength=5) / here.sum()
    assert main == pytest.approx(found.probability, abs=slack)
    for c in range(4):
        active = (drawn.main[here] == c) | (drawn.accompanying[here] == c).any(axis=1)
        assert active.mean() == pytest.approx(found.present[c], abs=slack)
    # What the engine expects of a reading and of a factor is what the drawn people have.
    for r, name in enumerate(model.readings):
        said = posterior(model, evidence_of(model, age_band=2, sex=1, setting=1, answers={name: 1}))
        chance = np.exp(said.log_evidence)
        assert drawn.answers[here, r].mean() == pytest.approx(chance, abs=slack)
    for q, name in enumerate(model.attributes):
        for value in range(model.tables[q].shape[1]):
            told = evidence_of(model, age_band=2, sex=1, setting=1, attributes={name: value})
            chance = np.exp(posterior(model, told).log_evidence)
            assert (drawn.attributes[here, q] == value).mean() == pytest.approx(chance, abs=slack)


def test_factors_lead_back_to_the_prior() -> None:
    # Among drawn people with a factor the mains are what the engine says they are.
    # Many are unlisted here: a factor must leave their share where it is.
    model = replace(arbitrary_model(12, Size(causes=3, factors=1, bound=1)), unlisted_prior=0.4)
    model = replace(
        model,
        rate=np.ones((5, 2, 3)),
        comes=np.ones((4, 3)),
        rate_ratio=np.array([[0.1, 1.0, 4.0]]),
        factor_rate=np.full((1, 5, 2), 0.5),
    )
    drawn = draw_people(model, MANY, setting=0, seed=4)
    for value in (0, 1):
        here = (drawn.age_band == 3) & (drawn.sex == 0) & (drawn.factors[:, 0] == value)
        factors = {"factor-0": value}
        expected = prior_of(model, evidence_of(model, age_band=3, sex=0, factors=factors)).main
        main = np.bincount(drawn.main[here], minlength=4) / here.sum()
        assert main == pytest.approx(expected, abs=2.5 / np.sqrt(here.sum()))


def test_same_seed_same_people() -> None:
    model = arbitrary_model(1, SIZE)
    one, other = (draw_people(model, 50, setting=0, seed=7) for _ in range(2))
    assert np.array_equal(one.answers, other.answers)
    assert np.array_equal(one.main, other.main)
    assert not np.array_equal(one.answers, draw_people(model, 50, setting=0, seed=8).answers)


def test_nobody_has_an_impossible_company() -> None:
    model = arbitrary_model(1, SIZE)
    drawn = draw_people(model, 5_000, setting=0, seed=7)
    assert (drawn.accompanying != drawn.main[:, None]).all()
    implied = drawn.main == 0  # the first made-up cause implies the second
    assert (drawn.accompanying[implied] == 1).any(axis=1).all()


def test_pick_never_takes_a_weight_of_zero() -> None:
    luck = np.linspace(0.0, 1.0, 1001)[:-1]
    chosen = pick(np.array([[0.0, 2.0, 0.0, 2.0, 0.0]]), luck, np.zeros(1000, dtype=np.intp))
    assert np.bincount(chosen, minlength=5).tolist() == [0, 500, 0, 500, 0]


def test_people_of_the_model_are_as_surprising_as_each_other() -> None:
    model = arbitrary_model(2, Size(causes=5, facts=20, readings=25, attributes=2, factors=1))
    drawn = draw_people(model, 400, setting=0, seed=5)
    found = [surprise(model, person(model, drawn, row)) for row in range(400)]
    # Uniform on 0 to 1: mean 0.5 within 4 x 0.289 / 20, one in ten below 0.1.
    assert np.mean(found) == pytest.approx(0.5, abs=0.06)
    assert np.mean(np.array(found) < 0.1) == pytest.approx(0.1, abs=0.06)


def test_contradictions_are_surprising() -> None:
    # What only the first cause produces together with what only the last one does, and so on.
    model = arbitrary_model(2, Size(causes=5, facts=20, readings=20, attributes=0, factors=0))
    rare = replace(model, fact=np.maximum(model.leak.max(axis=0), np.full((5, 20), 0.31)))
    evidence = arbitrary_evidence(rare, 1, answered=1.0)
    asked = np.zeros(20, dtype=np.bool_)
    everything = replace(evidence, answers=np.ones(20, dtype=np.int8), told=asked)
    assert surprise(rare, everything) < 0.02


def test_a_told_story_full_of_yes_is_no_surprise() -> None:
    model = arbitrary_model(2, Size(causes=5, facts=30, readings=30, attributes=0, factors=0))
    model = replace(
        model,
        tellable=np.ones(30, dtype=np.bool_),
        telling=np.tile([0.6, 0.02], (30, 1)),
    )
    drawn = draw_people(model, 60, setting=0, seed=6)
    rng = np.random.default_rng(1)
    as_told, as_asked = [], []
    for row in range(60):
        full = person(model, drawn, row)
        told = rng.random(30) < np.where(full.answers == 1, 0.6, 0.02)
        story = replace(
            full,
            answers=np.where(told, full.answers, -1).astype(np.int8),
            silent=~told,
            told=told,
        )
        as_told.append(surprise(model, story))
        as_asked.append(surprise(model, replace(story, told=np.zeros(30, dtype=np.bool_))))
    assert np.mean(as_told) == pytest.approx(0.5, abs=0.15)
    assert np.mean(as_asked) < 0.2


def test_surprise_is_the_same_every_time() -> None:
    model = toy_model()
    evidence = evidence_of(model, answers={"sign": 1, "scan": 0}, attributes={"onset": 1})
    assert surprise(model, evidence) == surprise(replace(model), evidence)
    # By hand: 16 outcomes of sign, scan and onset; this is among the rarer ones.
    assert 0.0 < surprise(model, evidence) < 0.5


def test_surprise_is_the_percentile_of_the_log_evidence() -> None:
    # The long way: the exact log-evidence of everybody drawn for this age and sex.
    model = arbitrary_model(8, Size(causes=4, facts=3, readings=4, attributes=3, factors=0))
    drawn = draw_people(model, 12_000, setting=0, seed=9)
    here = np.flatnonzero((drawn.age_band == 1) & (drawn.sex == 0))
    people = [person(model, drawn, int(row)) for row in here]
    exact = np.array([posterior(model, one).log_evidence for one in people])
    for row in range(0, 60, 5):
        same = np.abs(exact - exact[row]) <= 1e-9
        expected = ((exact < exact[row]) & ~same).mean() + 0.5 * same.mean()
        found = surprise(model, people[row], people=2_000, listed=10_000)
        assert found == pytest.approx(expected, abs=0.06)

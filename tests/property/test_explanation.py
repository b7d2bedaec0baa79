"""Contributions add up to the loops' log-odds and do not depend on order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus.engine import UNKNOWN, Evidence, Model, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.explain import Explanation, explain
from popliteus.engine.reference import reference

SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.builds(
    Size,
    causes=st.integers(1, 5),
    facts=st.integers(1, 4),
    readings=st.integers(0, 7),
    attributes=st.integers(0, 3),
    factors=st.integers(0, 3),
    bound=st.integers(1, 3),
)


def explained(model: Model, evidence: Evidence) -> Explanation:
    return explain(model, evidence, posterior(model, evidence))


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES)
def test_contributions_add_up_to_the_loops(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person)
    why, slow = explained(model, evidence), reference(model, evidence)
    assert why.log_odds == pytest.approx(slow.log_odds, abs=1e-9)
    assert why.prior_log_odds == pytest.approx(slow.prior_log_odds, abs=1e-9)
    possible = np.isfinite(why.log_odds)
    total = why.prior_log_odds + why.answer.sum(axis=0) + why.silence + why.attribute.sum(axis=0)
    assert total[possible] == pytest.approx(why.log_odds[possible], abs=1e-6)
    without = reference(
        model,
        replace(
            evidence,
            factors=np.full_like(evidence.factors, UNKNOWN),
            silent_factors=np.zeros_like(evidence.silent_factors),
        ),
    ).prior_log_odds
    assert why.baseline_log_odds == pytest.approx(without, abs=1e-9)
    before = why.baseline_log_odds + why.factor.sum(axis=0)
    assert before[possible] == pytest.approx(why.prior_log_odds[possible], abs=1e-6)


@settings(deadline=None, max_examples=30)
@given(SEEDS, SEEDS, SIZES)
def test_contributions_do_not_depend_on_order(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person)
    rng = np.random.default_rng(person)
    r, x, q = (rng.permutation(n) for n in (size.readings, size.factors, size.attributes))
    shuffled = replace(
        model,
        reading_fact=model.reading_fact[r],
        reading_yes=model.reading_yes[r],
        telling=model.telling[r],
        tellable=model.tellable[r],
        rate_ratio=model.rate_ratio[x],
        factor_telling=model.factor_telling[x],
        factor_rate=model.factor_rate[x],
        tables=tuple(model.tables[i] for i in q),
        salience=model.salience[r],
        value_salience=tuple(model.value_salience[i] for i in q),
        factor_salience=model.factor_salience[x],
    )
    moved = replace(
        evidence,
        answers=evidence.answers[r],
        reader=evidence.reader[r],
        told=evidence.told[r],
        silent=evidence.silent[r],
        factors=evidence.factors[x],
        silent_factors=evidence.silent_factors[x],
        attributes=evidence.attributes[q],
        told_attributes=evidence.told_attributes[q],
        told_factors=evidence.told_factors[x],
    )
    one, other = explained(model, evidence), explained(shuffled, moved)
    for mine, mine_at, theirs, theirs_at in (
        (one.answer, one.answers, other.answer, r[other.answers]),
        (one.factor, one.factors, other.factor, x[other.factors]),
        (one.attribute, one.attributes, other.attribute, q[other.attributes]),
    ):
        order = np.argsort(theirs_at)
        assert theirs_at[order].tolist() == mine_at.tolist()
        assert theirs[order] == pytest.approx(mine, abs=1e-7)
    assert sorted(r[other.silents]) == one.silents.tolist()
    assert other.silence == pytest.approx(one.silence, abs=1e-7)


@settings(deadline=None, max_examples=30)
@given(SEEDS, SEEDS, SIZES)
def test_twins_contribute_the_same(seed: int, person: int, size: Size) -> None:
    # Two readings of one fact, equally accurate and equally answered, share the credit.
    model = arbitrary_model(seed, replace(size, readings=size.readings + 2))
    model = replace(
        model,
        reading_fact=np.append(model.reading_fact[:-1], model.reading_fact[-2]),
        reading_yes=np.concatenate([model.reading_yes[:-1], model.reading_yes[-2:-1]]),
        salience=np.concatenate([model.salience[:-1], model.salience[-2:-1]]),
    )
    evidence = arbitrary_evidence(model, person, answered=1.0)
    answers, reader, told = evidence.answers.copy(), evidence.reader.copy(), evidence.told.copy()
    answers[-1], reader[-1], told[-1] = answers[-2], reader[-2], told[-2]
    why = explained(model, replace(evidence, answers=answers, reader=reader, told=told))
    assert why.answer[-1] == pytest.approx(why.answer[-2], abs=1e-12)


@settings(deadline=None, max_examples=30)
@given(SEEDS, SEEDS, SIZES)
def test_one_answer_alone_is_the_difference(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, replace(size, readings=1))
    evidence = arbitrary_evidence(model, person, answered=1.0)
    only = replace(evidence, attributes=np.full_like(evidence.attributes, UNKNOWN))
    why = explained(model, only)
    possible = np.isfinite(why.log_odds)
    moved = (why.log_odds - np.where(possible, why.prior_log_odds, 0.0))[possible]
    assert why.answer[0, possible] == pytest.approx(moved, abs=1e-8)


def test_a_very_long_account_still_adds_up() -> None:
    # 300 contradicting readings of three facts bend the path so sharply that 16 nodes miss it.
    model = arbitrary_model(3, Size(causes=5, facts=3, readings=300, attributes=3))
    why = explained(model, arbitrary_evidence(model, 4, answered=1.0))
    total = why.prior_log_odds + why.answer.sum(axis=0) + why.attribute.sum(axis=0)
    possible = np.isfinite(why.log_odds)
    assert total[possible] == pytest.approx(why.log_odds[possible], abs=1e-6)

"""The fast engine against plain loops, and what must never change a result."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus.engine import UNKNOWN, Evidence, Model, posterior, posterior_many
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.reference import reference

SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.builds(
    Size,
    causes=st.integers(1, 5),
    facts=st.integers(1, 4),
    readings=st.integers(0, 7),
    attributes=st.integers(0, 3),
    factors=st.integers(0, 3),
    bound=st.integers(1, 4),
)


@settings(deadline=None, max_examples=150)
@given(SEEDS, SEEDS, SIZES)
def test_fast_is_loops(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person)
    fast, slow = posterior(model, evidence), reference(model, evidence)
    assert fast.probability == pytest.approx(slow.probability, abs=1e-10)
    assert fast.present == pytest.approx(slow.present, abs=1e-10)
    assert fast.log_evidence == pytest.approx(slow.log_evidence, abs=1e-10)
    assert fast.left_out_prior == pytest.approx(slow.left_out_prior, abs=1e-10)
    # Every full hypothesis is extended in models this small, so this is a full enumeration too.
    assert fast.left_out_result == pytest.approx(slow.left_out_result, abs=1e-10)
    assert fast.weights.sum() == pytest.approx(1.0, abs=1e-12)
    prior = fast.prior
    assert np.exp(prior.log_weight).sum() == pytest.approx(1.0, abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES)
def test_long_accounts_do_not_underflow(seed: int, person: int, size: Size) -> None:
    # 400 readings of 3 facts that contradict each other: each likelihood is near 1e-200.
    model = arbitrary_model(seed, replace(size, facts=3, readings=400))
    evidence = arbitrary_evidence(model, person, answered=1.0)
    found = posterior(model, evidence)
    assert np.isfinite(found.log_evidence)
    assert found.probability.sum() == pytest.approx(1.0, abs=1e-9)
    assert found.log_evidence < -100.0


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES)
def test_what_is_unknown_might_as_well_not_exist(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person)
    readings = (evidence.answers != UNKNOWN) | evidence.silent
    factors = (evidence.factors != UNKNOWN) | evidence.silent_factors
    attributes = evidence.attributes != UNKNOWN
    smaller = replace(
        model,
        readings=_only(model.readings, readings),
        reading_fact=model.reading_fact[readings],
        reading_yes=model.reading_yes[readings],
        telling=model.telling[readings],
        tellable=model.tellable[readings],
        factors=_only(model.factors, factors),
        rate_ratio=model.rate_ratio[factors],
        factor_rate=model.factor_rate[factors],
        factor_telling=model.factor_telling[factors],
        attributes=_only(model.attributes, attributes),
        tables=_those(model.tables, attributes),
        salience=model.salience[readings],
        value_salience=_those(model.value_salience, attributes),
        factor_salience=model.factor_salience[factors],
    )
    reduced = replace(
        evidence,
        answers=evidence.answers[readings],
        reader=evidence.reader[readings],
        silent=evidence.silent[readings],
        told=evidence.told[readings],
        factors=evidence.factors[factors],
        silent_factors=evidence.silent_factors[factors],
        attributes=evidence.attributes[attributes],
        told_attributes=evidence.told_attributes[attributes],
        told_factors=evidence.told_factors[factors],
    )
    _same(model, evidence, smaller, reduced)


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES)
def test_order_never_matters(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person)
    rng = np.random.default_rng(seed)
    r, f, x, q, g = (
        rng.permutation(n)
        for n in (
            len(model.readings),
            len(model.facts),
            len(model.factors),
            len(model.attributes),
            model.presentation_cause.size,
        )
    )
    shuffled = replace(
        model,
        reading_fact=np.argsort(f)[model.reading_fact[r]],
        reading_yes=model.reading_yes[r],
        telling=model.telling[r],
        tellable=model.tellable[r],
        fact=model.fact[:, f],
        leak=model.leak[:, f],
        fact_unlisted=model.fact_unlisted[f],
        rate_ratio=model.rate_ratio[x],
        factor_rate=model.factor_rate[x],
        factor_telling=model.factor_telling[x],
        presentation_cause=model.presentation_cause[g],
        presentation_share=model.presentation_share[g],
        tables=tuple(model.tables[i][g] for i in q),
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
    _same(model, evidence, shuffled, moved)


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES)
def test_order_of_causes_never_matters(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person)
    c = np.random.default_rng(person).permutation(size.causes)
    place = np.append(np.argsort(c), size.causes)
    shuffled = replace(
        model,
        rate=model.rate[:, :, c],
        comes=model.comes[:, c],
        rate_ratio=model.rate_ratio[:, c],
        link=model.link[np.ix_(c, c)],
        active=model.active[:, :, c],
        fact=model.fact[c],
        presentation_cause=place[model.presentation_cause],
        harm=model.harm[:, c],
        harm_later=model.harm_later[:, :, c],
        salience=model.salience[:, c],
        value_salience=tuple(one[c] for one in model.value_salience),
        factor_salience=model.factor_salience[:, c],
        who_salience=tuple(one[:, c] for one in model.who_salience),
    )
    first, second = posterior(model, evidence), posterior(shuffled, evidence)
    assert second.probability == pytest.approx(
        first.probability[np.append(c, size.causes)], abs=1e-10
    )
    assert second.present == pytest.approx(first.present[c], abs=1e-10)
    assert second.left_out_result == pytest.approx(first.left_out_result, abs=1e-10)


@settings(deadline=None, max_examples=30)
@given(SEEDS, st.lists(SEEDS, min_size=2, max_size=6), SIZES, st.data())
def test_splitting_a_batch_changes_nothing(
    seed: int, persons: list[int], size: Size, data: st.DataObject
) -> None:
    model = arbitrary_model(seed, size)
    people = [arbitrary_evidence(model, person) for person in persons]
    cut = data.draw(st.integers(0, len(people)))
    whole = posterior_many(model, people)
    # A second model with the same numbers has kept nothing from the first run.
    again = replace(model)
    parts = posterior_many(again, people[cut:]) + posterior_many(again, people[:cut])
    for one, other in zip(
        whole, parts[len(people) - cut :] + parts[: len(people) - cut], strict=True
    ):
        assert np.array_equal(one.weights, other.weights)
        assert one.log_evidence == other.log_evidence
        assert one.left_out_result == other.left_out_result


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES, st.floats(0.05, 20.0), st.sampled_from([0, 1]))
def test_a_factor_that_raises_everything_changes_nothing(
    seed: int, person: int, size: Size, ratio: float, value: int
) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person)
    more = replace(
        model,
        factors=(*model.factors, "raises everything"),
        rate_ratio=np.vstack([model.rate_ratio, np.full((1, size.causes), ratio)]),
        factor_rate=np.concatenate([model.factor_rate, np.full((1, 5, 2), 0.3)]),
        factor_telling=np.vstack([model.factor_telling, [[0.6, 0.1]]]),
        factor_salience=np.vstack([model.factor_salience, np.zeros((1, size.causes))]),
    )
    factors = np.append(evidence.factors, value)
    named = np.append(evidence.told_factors, True)
    for silent in {False, value == UNKNOWN}:
        untold = np.append(evidence.silent_factors, silent)
        changed = replace(evidence, factors=factors, silent_factors=untold, told_factors=named)
        _same(model, evidence, more, changed)


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES)
def test_a_useless_reading_changes_nothing(seed: int, person: int, size: Size) -> None:
    # Yes is as likely without the fact as with it: an answer to a question tells nothing.
    model = arbitrary_model(seed, replace(size, readings=max(1, size.readings)))
    yes = model.reading_yes.copy()
    yes[0, :, 1] = yes[0, :, 0]
    model = replace(model, reading_yes=yes)
    evidence = arbitrary_evidence(model, person, answered=1.0)
    evidence = replace(evidence, told=np.zeros_like(evidence.told))
    answers = evidence.answers.copy()
    answers[0] = UNKNOWN
    before = posterior(model, replace(evidence, answers=answers))
    after = posterior(model, evidence)
    assert after.probability == pytest.approx(before.probability, abs=1e-10)


def _those(tables: tuple[np.ndarray, ...], wanted: np.ndarray) -> tuple[np.ndarray, ...]:
    return tuple(one for one, kept in zip(tables, wanted, strict=True) if kept)


def _only(names: tuple[str, ...], kept: np.ndarray) -> tuple[str, ...]:
    return tuple(name for name, keep in zip(names, kept, strict=True) if keep)


def _same(model: Model, evidence: Evidence, other: Model, moved: Evidence) -> None:
    first, second = posterior(model, evidence), posterior(other, moved)
    assert second.probability == pytest.approx(first.probability, abs=1e-10)
    assert second.present == pytest.approx(first.present, abs=1e-10)
    assert second.log_evidence == pytest.approx(first.log_evidence, abs=1e-10)
    assert second.left_out_prior == pytest.approx(first.left_out_prior, abs=1e-10)
    assert second.left_out_result == pytest.approx(first.left_out_result, abs=1e-10)

"""Looking ahead agrees with answering, and never expects to lose by asking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus.engine import ABSENT, PRESENT, UNKNOWN, Evidence, Model, Posterior, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.outcomes import outcome_digits
from popliteus.engine.outlook import outlook_of
from popliteus.engine.restricted import entropy_bits, triage_loss
from popliteus.engine.selection import Page, score_pages
from popliteus.engine.telling import most_telling

SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.builds(
    Size,
    causes=st.integers(1, 5),
    facts=st.integers(1, 3),
    readings=st.integers(3, 8),
    attributes=st.integers(1, 3),
    factors=st.integers(1, 3),
    bound=st.integers(1, 3),
)


def measures_of(model: Model, stage: int, found: Posterior) -> np.ndarray:
    """P(main), P(nothing dangerous) and expected harm by level, hypothesis by hypothesis."""
    listed = hypotheses_of(model)
    costs = model.harm if stage == 0 else model.harm_later[stage - 1]
    measures = np.zeros(model.n_causes + 1 + 6)
    for h, weight in enumerate(found.weights):
        members = {int(listed.main[h]), *map(int, listed.accompanying[:, h])}
        known = [c for c in members if c < model.n_causes]
        measures[listed.main[h]] += weight
        for level in range(3):
            harm = [costs[level, c] for c in known if not np.isnan(costs[level, c])]
            measures[model.n_causes + 1 + level] += weight * (not harm)
            measures[model.n_causes + 4 + level] += weight * sum(harm)
    return measures


def with_answers(evidence: Evidence, items: tuple[int, ...], values: np.ndarray) -> Evidence:
    answers, reader = evidence.answers.copy(), evidence.reader.copy()
    silent, told = evidence.silent.copy(), evidence.told.copy()
    answers[list(items)], reader[list(items)], silent[list(items)] = values, 0, False
    told[list(items)] = False
    return replace(evidence, answers=answers, reader=reader, silent=silent, told=told)


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES, st.integers(1, 3))
def test_boxes_ahead_are_answers_given(seed: int, person: int, size: Size, boxes: int) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person, answered=0.4)
    found = posterior(model, evidence)
    unanswered = np.random.default_rng(person).permutation(
        np.flatnonzero(evidence.answers == UNKNOWN)
    )
    items = tuple(int(i) for i in unanswered[:boxes])
    ahead = outlook_of(model, evidence, found, uncovered=0.0).after_boxes([(items, 0)])[0]
    for outcome, values in enumerate(outcome_digits(len(items))):
        after = posterior(model, with_answers(evidence, items, values))
        # P(answer, silence before it | fact) = P(answer | fact) (1 - t_answer).
        kept_back = 1.0
        for item, value in zip(items, values, strict=True):
            if evidence.silent[item]:
                kept_back *= 1.0 - model.telling[item, 0 if value == PRESENT else 1]
        chance = np.exp(after.log_evidence - found.log_evidence) * kept_back
        assert ahead[:, outcome] == pytest.approx(
            chance * measures_of(model, evidence.stage, after), abs=1e-9
        )


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES)
def test_averages_change_nothing_of_one_answer(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person, answered=0.4)
    found = posterior(model, evidence)
    apart = outlook_of(model, evidence, found, uncovered=0.0)
    averaged = outlook_of(model, evidence, found, uncovered=0.0, singly=0)
    assert averaged.by_group.sum(axis=1) == pytest.approx(apart.by_group.sum(axis=1), abs=1e-12)
    assert averaged.by_main == pytest.approx(apart.by_main, abs=1e-12)
    mains = model.n_causes + 1
    for item in np.flatnonzero(evidence.answers == UNKNOWN):
        page = [([int(item)], 0)]
        (one,), (other,) = averaged.after_boxes(page), apart.after_boxes(page)
        assert one[:mains] == pytest.approx(other[:mains], abs=1e-12)


@settings(deadline=None, max_examples=40)
@given(SEEDS, SEEDS, SIZES)
def test_values_ahead_are_values_given(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person, answered=0.4)
    found = posterior(model, evidence)
    ahead = outlook_of(model, evidence, found, uncovered=0.0)
    for item in np.flatnonzero(evidence.attributes == UNKNOWN):
        for value, column in enumerate(ahead.after_attribute(int(item)).T):
            attributes = evidence.attributes.copy()
            attributes[item] = value
            after = posterior(model, replace(evidence, attributes=attributes))
            chance = np.exp(after.log_evidence - found.log_evidence)
            assert column == pytest.approx(
                chance * measures_of(model, evidence.stage, after), abs=1e-9
            )


@settings(deadline=None, max_examples=40)
@given(SEEDS, SEEDS, SIZES, st.sampled_from([0, 1, 2, 3]))
def test_factors_ahead_are_factors_given(seed: int, person: int, size: Size, setting: int) -> None:
    model = arbitrary_model(seed, size)
    evidence = replace(arbitrary_evidence(model, person, answered=0.4), setting=setting)
    found = posterior(model, evidence)
    ahead = outlook_of(model, evidence, found, uncovered=0.0)
    for item in np.flatnonzero(evidence.factors == UNKNOWN):
        for value, column in zip(
            (ABSENT, PRESENT), ahead.after_factors([[int(item)]])[0].T, strict=True
        ):
            factors, untold = evidence.factors.copy(), evidence.silent_factors.copy()
            factors[item], untold[item] = value, False
            asked = replace(evidence, factors=factors, silent_factors=untold)
            after = measures_of(model, evidence.stage, posterior(model, asked))
            mains = column[: model.n_causes + 1]
            assert column / mains.sum() == pytest.approx(after, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(SEEDS, SEEDS, SIZES, st.integers(0, 2), st.sampled_from([0, 2, 100]))
def test_asking_is_never_expected_to_harm(
    seed: int, person: int, size: Size, reader: int, singly: int
) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person, answered=0.3)
    found = posterior(model, evidence)
    ahead = outlook_of(model, evidence, found, singly=singly)
    boxes = list(np.flatnonzero(evidence.answers == UNKNOWN)[:6])
    mains = model.n_causes + 1
    for measures in (
        *ahead.after_boxes([(boxes, reader)]),
        ahead.after_attribute(0),
        *ahead.after_factors([list(np.flatnonzero(evidence.factors == UNKNOWN))]),
    ):
        before = measures.sum(axis=1)
        assert triage_loss(model, before) - triage_loss(model, measures).sum() > -1e-12
        assert entropy_bits(before, mains) - entropy_bits(measures, mains).sum() > -1e-12


@settings(deadline=None, max_examples=40)
@given(SEEDS, SEEDS, SIZES)
def test_scores_follow_the_formula(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person, answered=0.0, silent=0.3)
    found = posterior(model, evidence)
    pages = [
        Page("boxes", (0,)),
        Page("boxes", (0, 1, 2)),
        Page("boxes", (2, 0, 1), burden=4.0, answered=0.5),
        Page("attribute", (0,), burden=2.0),
        Page("factors", (0,), answered=0.25),
    ]
    scores = score_pages(model, evidence, found, pages)
    assert (scores.triage_fall >= 0.0).all()
    assert (scores.gain_bits >= 0.0).all()
    worth = [1.0, 1.0, 0.125, 0.5, 0.25]
    assert scores.score == pytest.approx(worth * (scores.triage_fall + scores.gain_bits))
    # More boxes tell no less, and their order tells nothing.
    assert scores.gain_bits[1] >= scores.gain_bits[0] - 1e-9
    assert scores.gain_bits[2] == pytest.approx(scores.gain_bits[1], abs=1e-9)
    assert scores.triage_fall[2] == pytest.approx(scores.triage_fall[1], abs=1e-9)
    assert 0.0 <= scores.uncovered <= 1e-4


@settings(deadline=None, max_examples=40)
@given(SEEDS, SEEDS, SIZES)
def test_telling_is_the_posterior_after(seed: int, person: int, size: Size) -> None:
    model = arbitrary_model(seed, size)
    evidence = arbitrary_evidence(model, person, answered=0.4)
    found = posterior(model, evidence)
    told = most_telling(
        model,
        evidence,
        found,
        readings=range(size.readings),
        attributes=range(size.attributes),
    )
    slack = 20.0 * told.uncovered + 1e-9
    for row, (item, value) in enumerate(zip(told.index, told.value, strict=True)):
        if told.is_attribute[row]:
            attributes = evidence.attributes.copy()
            attributes[item] = value
            after = posterior(model, replace(evidence, attributes=attributes))
        else:
            after = posterior(model, with_answers(evidence, (int(item),), np.array([value])))
        # What was left out may weigh more once an unlikely answer is there.
        allowed = slack / told.chance[row]
        assert told.probability[row] == pytest.approx(after.probability, abs=allowed)
        assert told.present[row] == pytest.approx(after.present, abs=allowed)
    expected = told.chance @ told.probability
    questions = np.unique(told.is_attribute * 1000 + told.index).size
    assert expected == pytest.approx(questions * found.probability, abs=1e-3 * max(1, questions))

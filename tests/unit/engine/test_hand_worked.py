"""Cases small enough to work with pen and paper; the arithmetic stands beside the assertion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus.engine import ABSENT, PRESENT, Model, evidence_of, posterior
from popliteus.engine.explain import explain
from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.outlook import outlook_of
from popliteus.engine.restricted import entropy_bits, triage_loss
from popliteus.engine.selection import Page, score_pages
from popliteus.engine.toy import toy_model

# The toy model: mains first, second, unlisted with shares 0.6, 0.2, 0.2; `second` brings
# `first` along with chance 0.2; leak 0.1; P(fact | main) 0.2, 0.8, 0.5.


def test_two_readings_of_one_fact() -> None:
    # Scan positive, sign negative: a = 0.95 x 0.1 = 0.095, b = 0.05 x 0.9 = 0.045.
    # first:            0.2 x 0.095 + 0.8 x 0.045 = 0.055
    # second alone:     0.8 x 0.095 + 0.2 x 0.045 = 0.085
    # second + first:   P(no fact) = 0.9 x (0.2 / 0.9) x (0.8 / 0.9) = 0.1777...
    #                   0.8222... x 0.095 + 0.1777... x 0.045 = 0.0861111...
    # unlisted:         0.5 x 0.095 + 0.5 x 0.045 = 0.07
    # weights: 0.6 x 0.055 = 0.033; 0.16 x 0.085 = 0.0136; 0.04 x 0.0861111 = 0.00344444;
    #          0.2 x 0.07 = 0.014; together 0.06404444
    model = toy_model()
    found = posterior(model, evidence_of(model, answers={"scan": PRESENT, "sign": ABSENT}))
    total = 0.033 + 0.0136 + 0.04 * 0.775 / 9 + 0.014
    assert found.probability == pytest.approx(
        [0.033 / total, (0.0136 + 0.04 * 0.775 / 9) / total, 0.014 / total], abs=1e-14
    )
    assert found.present[0] == pytest.approx((0.033 + 0.04 * 0.775 / 9) / total, abs=1e-14)
    assert found.log_evidence == pytest.approx(np.log(total), abs=1e-14)


def test_silence_is_weaker_than_no() -> None:
    # P(silent | fact)    = 0.4 x 0.9 + 0.9 x 0.1 = 0.45
    # P(silent | no fact) = 0.4 x 0.1 + 0.9 x 0.9 = 0.85
    # first 0.2 x 0.45 + 0.8 x 0.85 = 0.77; second alone 0.8 x 0.45 + 0.2 x 0.85 = 0.53;
    # second + first 0.74 / 0.9 x 0.45 + 0.16 / 0.9 x 0.85 = 0.521111; unlisted 0.65
    model = toy_model()
    found = posterior(model, evidence_of(model, silent=["sign"]))
    weights = np.array(
        [0.6 * 0.77, 0.16 * 0.53 + 0.04 * (0.74 * 0.45 + 0.16 * 0.85) / 0.9, 0.2 * 0.65]
    )
    assert found.probability == pytest.approx(weights / weights.sum(), abs=1e-14)
    said_no = posterior(model, evidence_of(model, answers={"sign": ABSENT}))
    assert said_no.probability[1] < found.probability[1] < 0.2


def test_a_volunteered_yes_is_seldom_wrong() -> None:
    # A false yes is volunteered a fifth as readily: a = 0.9, b = 0.1 x 0.2 = 0.02.
    # first 0.2 x 0.9 + 0.8 x 0.02 = 0.196; second alone 0.8 x 0.9 + 0.2 x 0.02 = 0.724;
    # second + first 0.74 / 0.9 x 0.9 + 0.16 / 0.9 x 0.02 = 0.743556; unlisted 0.46
    model = replace(toy_model(), volunteered=0.2)
    told = evidence_of(model, answers={"sign": PRESENT}, told=["sign"])
    weights = np.array(
        [0.6 * 0.196, 0.16 * 0.724 + 0.04 * (0.74 * 0.9 + 0.16 * 0.02) / 0.9, 0.2 * 0.46]
    )
    assert posterior(model, told).probability == pytest.approx(weights / weights.sum(), abs=1e-14)


def test_only_a_volunteered_yes_is_surer() -> None:
    asked = toy_model()
    surer = replace(asked, volunteered=0.2)
    for answers, told in (({"sign": PRESENT}, []), ({"sign": ABSENT}, ["sign"])):
        said = evidence_of(asked, answers=answers, told=told)
        expected = posterior(asked, said).probability
        assert posterior(surer, said).probability == pytest.approx(expected, abs=1e-14)


def test_factor_and_presentations() -> None:
    # The factor (rate ratio 3 for `second`, 25 % of people): 3 / (1 + 0.25 x 2) = 2.
    # Shares 3 : 1 become 3 : 2, so 0.48, 0.32, 0.2.
    # Onset 1: first 0.1; second 0.5 x 0.8 + 0.5 x 0.4 = 0.6; unlisted 0.5.
    model = toy_model()
    found = posterior(
        model, evidence_of(model, factors={"factor": PRESENT}, attributes={"onset": 1})
    )
    weights = np.array([0.48 * 0.1, 0.32 * 0.6, 0.2 * 0.5])
    assert found.probability == pytest.approx(weights / weights.sum(), abs=1e-14)
    # Absent: 1 / 1.5 against 1, so 3 : 2/3 = 9 : 2.
    absent = posterior(model, evidence_of(model, factors={"factor": ABSENT}))
    assert absent.probability == pytest.approx([0.8 * 9 / 11, 0.8 * 2 / 11, 0.2], abs=1e-14)


def test_no_setting_tempers_the_prior() -> None:
    # Square roots: sqrt(3) : 1 instead of 3 : 1; unlisted stays at 0.2.
    model = toy_model()
    found = posterior(model, evidence_of(model, setting=-1))
    root = np.sqrt(3.0)
    expected = [0.8 * root / (root + 1), 0.8 / (root + 1), 0.2]
    assert found.probability == pytest.approx(expected, abs=1e-14)


def test_a_told_story_tempers_the_mix_and_not_the_person() -> None:
    # `first` comes at 3 per 1000 in the first age band and at 0 in the others, of whom one tenth
    # is in each of ten cells: mix 0.6 against 1.0 for `second`.
    # In that band 3 : 1 becomes 3 / sqrt(0.6) : 1 / sqrt(1): what the age says is kept whole.
    # The factor (ratio 3 for `second`, 25 % of people, present: 2) is kept whole as well.
    model = toy_model()
    rate = np.array(model.rate)
    rate[1:, :, 0] = 0.0
    model = replace(model, rate=rate)
    told = evidence_of(model, age_band=0, sex=1, factors={"factor": PRESENT}, mix_known=False)
    found = posterior(model, told)
    weights = np.array([3.0 / np.sqrt(0.6), 2.0])
    assert found.probability[:2] == pytest.approx(0.8 * weights / weights.sum(), abs=1e-14)
    asked = posterior(model, replace(told, mix_known=True))
    assert asked.probability[:2] == pytest.approx([0.8 * 0.6, 0.8 * 0.4], abs=1e-14)


def test_a_removed_cause_is_nowhere() -> None:
    # `first` has no rate in the youngest women: it cannot come and cannot be brought along.
    model = toy_model()
    rate = np.array(model.rate)
    rate[0, 0, 0] = 0.0
    model = replace(model, rate=rate)
    found = posterior(model, evidence_of(model, age_band=0, sex=0))
    assert found.probability == pytest.approx([0.0, 0.8, 0.2], abs=1e-15)
    assert found.present == pytest.approx([0.0, 0.8], abs=1e-15)
    # Age unknown: one of five bands gives 0 : 1, four give 3 : 1. 0.8 x (0 + 4 x 0.75) / 5 = 0.48
    mixed = posterior(model, evidence_of(model, sex=0))
    assert mixed.probability == pytest.approx([0.48, 0.32, 0.2], abs=1e-15)


def test_an_implied_cause_is_always_there() -> None:
    link = np.array(toy_model().link)
    link[1, 0] = 1.0
    model = replace(toy_model(), link=link)
    found = posterior(model, evidence_of(model))
    assert found.present == pytest.approx([0.8, 0.2], abs=1e-15)
    assert hypotheses_of(model).accompanying.tolist() == [[3, 0, 3]]


def test_what_the_bound_leaves_out() -> None:
    # Three causes with equal rates, each active beside any other with chance 0.1, K = 2, and
    # hardly any unlisted (1e-12). For each main: nobody 0.81, one other 0.18, both 0.01.
    # Prior left out: 0.01 of everything that is listed.
    toy = toy_model()
    model = Model(
        causes=("a", "b", "c"),
        facts=("fact",),
        readings=("sign",),
        attributes=(),
        factors=(),
        rate=np.ones((5, 2, 3)),
        people=toy.people,
        comes=np.ones((4, 3)),
        rate_ratio=np.zeros((0, 3)),
        factor_rate=np.zeros((0, 5, 2)),
        link=np.full((3, 3), np.nan),
        active=np.full((5, 2, 3), 0.1),
        fact=np.full((3, 1), 0.55),
        leak=np.full((5, 1), 0.1),
        fact_unlisted=np.array([0.5]),
        reading_fact=np.array([0]),
        reading_yes=np.array([[[0.9, 0.1]] * 3]),
        telling=np.array([[0.6, 0.1]]),
        tellable=np.array([True]),
        presentation_cause=np.arange(4),
        presentation_share=np.ones(4),
        tables=(),
        harm=np.full((3, 3), np.nan),
        needless=np.ones(3),
        unlisted_prior=1e-12,
        bound=2,
    )
    found = posterior(model, evidence_of(model, answers={"sign": PRESENT}))
    # Activation (0.55 - 0.1) / 0.9 = 0.5: P(no fact) = 0.45, 0.225, 0.1125 with 1, 2, 3 causes,
    # so P(sign) = 0.9 - 0.8 P(no fact) = 0.54, 0.72, 0.81.
    inside, beyond = 0.81 * 0.54 + 0.18 * 0.72, 0.01 * 0.81
    assert found.left_out_prior == pytest.approx(0.01, abs=1e-11)
    assert found.left_out_result == pytest.approx(beyond / (inside + beyond), abs=1e-10)
    # With the bound at 3 the same mass is simply there.
    wider = replace(model, bound=3)
    whole = posterior(wider, evidence_of(wider, answers={"sign": PRESENT}))
    full = hypotheses_of(wider).size == 2
    assert whole.weights[full].sum() == pytest.approx(found.left_out_result, abs=1e-10)
    assert whole.left_out_result == pytest.approx(0.0, abs=1e-10)


def test_triage_loss_and_entropy() -> None:
    # `second` is present with 0.2. soon_days: needless 0.5, n 20: min(0.8, 20 x 0.2) x 0.5 = 0.4;
    # urgent_same_day: needless 1, n 10: min(0.8, 2.0) = 0.8; emergency: nothing is dangerous.
    model = toy_model()
    found = posterior(model, evidence_of(model))
    measures = outlook_of(model, evidence_of(model), found).by_group.sum(axis=1)
    assert triage_loss(model, measures) == pytest.approx(0.4 + 0.8, abs=1e-12)
    # An older complaint: soon_days n 4: min(0.8, 4 x 0.2) x 0.5 = 0.4; nothing above it.
    older = evidence_of(model, stage=1)
    measures_later = outlook_of(model, older, found).by_group.sum(axis=1)
    assert triage_loss(model, measures_later) == pytest.approx(0.4, abs=1e-12)
    bits = -(0.6 * np.log2(0.6) + 2 * 0.2 * np.log2(0.2))
    assert entropy_bits(measures, 3) == pytest.approx(bits, abs=1e-12)
    # At 1 in 50 not raising is cheaper: min(0.98, 20 x 0.02) x 0.5 + min(0.98, 0.2) = 0.4.
    rare = np.array([0.9, 0.02, 0.08, 0.98, 0.98, 1.0, 0.4, 0.2, 0.0])
    assert triage_loss(model, rare) == pytest.approx(0.2 + 0.2, abs=1e-12)


def test_a_page_of_one_box() -> None:
    # From the module's example: P(sign) = 0.4047 and the mains after yes and after no.
    #   yes: 0.156, 0.14871111, 0.1; no: 0.6 x 0.74 = 0.444, 0.2 - 0.14871111, 0.2 x 0.5 = 0.1
    model = toy_model()
    nothing = evidence_of(model)
    found = posterior(model, nothing)
    yes = np.array([0.156, 0.16 * 0.74 + 0.04 * (0.9 * 0.74 + 0.1 * 0.16) / 0.9, 0.1])
    no = np.array([0.6, 0.2, 0.2]) - yes

    def entropy(mass: np.ndarray) -> float:
        return float(-(mass * np.log2(mass / mass.sum())).sum())

    scores = score_pages(model, nothing, found, [Page("boxes", (0,), burden=2.0, answered=0.5)])
    gain = entropy(yes + no) - entropy(yes) - entropy(no)
    assert scores.gain_bits[0] == pytest.approx(gain, abs=1e-12)
    # `second` stays worth raising for after either answer (yes 0.37; no 0.0862 x 11 = 0.95 < 1
    # at urgent_same_day, where 10 x 0.0513 = 0.513 beats 0.544): only that choice changes.
    before = min(0.8, 2.0) + 0.5 * min(0.8, 4.0)
    after = sum(
        min(m.sum() - m[1], 10 * m[1]) + 0.5 * min(m.sum() - m[1], 20 * m[1]) for m in (yes, no)
    )
    assert scores.triage_fall[0] == pytest.approx(before - after, abs=1e-12)
    assert before - after == pytest.approx(no[0] + no[2] - 10 * no[1], abs=1e-12)
    assert scores.score[0] == pytest.approx(0.25 * (gain + before - after), abs=1e-12)


def test_a_factor_in_the_explanation() -> None:
    # Shares 3 : 1 become 3 : 2 of 0.8; log-odds of `second` go from 0.2 to 0.32.
    model = toy_model()
    evidence = evidence_of(model, factors={"factor": PRESENT})
    why = explain(model, evidence, posterior(model, evidence))
    assert why.baseline_log_odds[1] == pytest.approx(np.log(0.2 / 0.8), abs=1e-12)
    assert why.prior_log_odds[1] == pytest.approx(np.log(0.32 / 0.68), abs=1e-12)
    assert why.factor[0, 1] == pytest.approx(np.log(0.32 / 0.68) - np.log(0.25), abs=1e-8)
    assert why.factor[0, 2] == pytest.approx(0.0, abs=1e-12)
    assert why.log_odds == pytest.approx(why.prior_log_odds, abs=1e-12)


def test_a_likelihood_far_below_the_smallest_float() -> None:
    # 300 facts that either main cause nearly always produces, each denied by a good observer:
    # P(no fact) = 0.002, so P(no) = 0.001 x 0.998 + 0.999 x 0.002 = 0.002996, 300 times over:
    # about 1e-757, far below the smallest float64.
    n, toy = 300, toy_model()
    model = Model(
        causes=("only",),
        facts=tuple(f"fact {i}" for i in range(n)),
        readings=tuple(f"reading {i}" for i in range(n)),
        attributes=(),
        factors=(),
        rate=np.ones((5, 2, 1)),
        people=toy.people,
        comes=np.ones((4, 1)),
        rate_ratio=np.zeros((0, 1)),
        factor_rate=np.zeros((0, 5, 2)),
        link=np.full((1, 1), np.nan),
        active=np.zeros((5, 2, 1)),
        fact=np.full((1, n), 0.998),
        leak=np.full((5, n), 0.1),
        fact_unlisted=np.full(n, 0.998),
        reading_fact=np.arange(n),
        reading_yes=np.tile([0.999, 0.001], (n, 3, 1)),
        telling=np.tile([0.6, 0.1], (n, 1)),
        tellable=np.ones(n, dtype=np.bool_),
        presentation_cause=np.arange(2),
        presentation_share=np.ones(2),
        tables=(),
        harm=np.full((3, 1), np.nan),
        needless=np.ones(3),
        unlisted_prior=0.25,
    )
    evidence = evidence_of(model, answers=dict.fromkeys(model.readings, ABSENT))
    found = posterior(model, evidence)
    assert found.log_evidence == pytest.approx(300 * np.log(0.002996), abs=1e-8)
    assert found.probability == pytest.approx([0.75, 0.25], abs=1e-9)
    why = explain(model, evidence, found)
    assert why.answer == pytest.approx(np.zeros((n, 2)), abs=1e-9)

"""Simpler ways to answer, scored on the same cases.

What this module is
    For each case what the prior alone, naive Bayes, a single cause, the rules alone, an account
    without silence, the article's list and the counterfactual ranking would say.

What it is not
    Alternatives to choose from: none is reachable from `popliteus assess`. A model that does not
    beat them has no reason to be as it is.

Formulas
    Naive Bayes: pi_m prod over readings of [P(answer | fact) s_mf + P(answer | no fact)
    (1 - s_mf)] prod over attributes of P(v | m); every reading and attribute by itself.
    Counterfactual (Richens, Lee and Johri 2020): for a noisy-OR, the expected number of present
    readings that would vanish if the cause were switched off. In a set S with P(no fact) = u and
    a, b as in `popliteus.engine.likelihood`, the fact is there because of c alone with probability
    a (u / k_c - u) / (a (1 - u) + b u), k_c being what c leaves of P(no fact); a present reading
    of it vanishes with it in (r1 - r0) / r1 of the cases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from popliteus.assess import Case
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.urgency import screen_of
from popliteus.engine import PRESENT, UNKNOWN, Evidence, Model, posterior
from popliteus.engine.hypotheses import hypotheses_of, keep_factors, no_fact
from popliteus.engine.likelihood import fact_evidence, log_readings
from popliteus.engine.prior import leak_for, prior_of
from popliteus.engine.salience import salience_of
from popliteus.evaluate.metrics import FloatArray
from popliteus.evaluate.outcome import Outcome, order_of, outcome_of, prior_main
from popliteus.evaluate.variant import with_model
from popliteus.knowledge import KnowledgeBase

#: The causes of the original article in its order; meniscal tears are two of ours.
ARTICLE = (
    "leg-cramp", "bakers-cyst", "knee-osteoarthritis", "rheumatoid-arthritis", "lupus-arthritis",
    "patellofemoral-pain", "hamstring-strain", "meniscal-tear-traumatic",
    "meniscal-tear-degenerative", "acl-tear", "pcl-tear", "deep-vein-thrombosis",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """What a baseline says: an order of causes, a level, or both."""

    order: tuple[str, ...] | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """A simpler way to answer."""

    name: str
    meaning: str
    answer: Callable[[Case], Answered]


def baselines(base: KnowledgeBase) -> tuple[Baseline, ...]:
    """Return the baselines, ready to answer."""
    single = with_model(base, single_cause(base.compiled.model))

    def from_probability(make: Callable[[Model, Evidence], FloatArray]) -> Callable[..., Answered]:
        return lambda case: Answered(
            order_of(base, make(base.compiled.model, engine_evidence(case, base)))
        )

    return (
        Baseline("prior_only", "age, sex, setting, factors", from_probability(prior_main)),
        Baseline("naive_bayes", "every answer by itself", from_probability(naive_bayes)),
        Baseline(
            "single_cause", "no accompanying causes", lambda case: _both(outcome_of(case, single))
        ),
        Baseline(
            "rules_only",
            "urgency from red flags alone",
            lambda case: Answered(level=screen_of(case, base).level.word),
        ),
        Baseline(
            "no_silence",
            "what a story leaves out says nothing",
            lambda case: _both(outcome_of(replace(case, account="asked"), base)),
        ),
        Baseline("article", "the article's list in its order", lambda _: Answered(ARTICLE)),
        Baseline(
            "counterfactual",
            "expected disablement (Richens 2020)",
            lambda case: Answered(by_disablement(base, engine_evidence(case, base))),
        ),
    )


def _both(said: Outcome) -> Answered:
    return Answered(said.order, said.level)


def single_cause(model: Model) -> Model:
    """Return the model with one cause in each hypothesis.

    >>> from popliteus.engine.toy import toy_model
    >>> single_cause(toy_model()).bound
    1
    """
    return replace(model, bound=1, link=np.full_like(model.link, np.nan))


def naive_bayes(model: Model, evidence: Evidence) -> FloatArray:
    """Return P(main cause) of naive Bayes: shape (C + 1,).

    Examples
    --------
    Shares 0.6, 0.2, 0.2 and P(sign) 0.26, 0.74, 0.5: the products are 0.156, 0.148, 0.1.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> naive_bayes(toy_model(), evidence_of(toy_model(), answers={"sign": 1})).round(3)
    array([0.386, 0.366, 0.248])
    """
    leak = leak_for(model, evidence)
    absent = (1.0 - leak)[:, None] * keep_factors(model, leak)[:, : model.n_causes + 1]
    given, otherwise = np.exp(log_readings(model, evidence)).T[:, :, None]
    none = absent[model.reading_fact]
    with np.errstate(divide="ignore"):
        score = np.log(prior_of(model, evidence).share)
    score += np.log(given * (1.0 - none) + otherwise * none).sum(axis=0)
    share = np.zeros((model.n_causes + 1, model.presentation_cause.size))
    share[model.presentation_cause, np.arange(share.shape[1])] = model.presentation_share
    for table, value in zip(model.tables, evidence.attributes, strict=True):
        if value != UNKNOWN:
            score += np.log(share @ table[:, value])
    score += salience_of(model, evidence).total
    weight = np.exp(score - score.max())
    return np.asarray(weight / weight.sum())


def by_disablement(base: KnowledgeBase, evidence: Evidence) -> tuple[str, ...]:
    """Return the causes by expected disablement, ties by probability."""
    model = base.compiled.model
    found = posterior(model, evidence, beyond=False)
    worth = disablement(model, evidence, found.weights)
    order = np.lexsort((-found.probability[:-1], -worth))
    return tuple(model.causes[c] for c in order)


def disablement(model: Model, evidence: Evidence, weights: FloatArray) -> FloatArray:
    """Return how many present readings would vanish without each cause: shape (C,).

    Parameters
    ----------
    weights : float64 array, shape (H,)
        P(hypothesis), as on `Posterior`.
    """
    hypotheses, leak = hypotheses_of(model), leak_for(model, evidence)
    mass = np.bincount(hypotheses.set_index, weights=weights, minlength=hypotheses.n_sets)
    known, unexplained = fact_evidence(model, evidence), no_fact(model, leak)
    keep = keep_factors(model, leak)
    yes = np.flatnonzero(evidence.answers == PRESENT)
    r1, r0 = model.reading_yes[yes, evidence.reader[yes]].T
    vanishing = np.bincount(
        model.reading_fact[yes], weights=np.maximum(0.0, (r1 - r0) / r1), minlength=leak.size
    )
    total = np.zeros(model.n_causes + 2)
    for fact, (log_a, log_b) in zip(known.facts, known.log_fact, strict=True):
        if vanishing[fact] == 0.0:
            continue
        top = max(log_a, log_b)
        a, b, u = np.exp(log_a - top), np.exp(log_b - top), unexplained[fact]
        scale = mass * vanishing[fact] * a * u / (a * (1.0 - u) + b * u)
        for member in hypotheses.members:
            worth = scale * (1.0 / keep[fact, member] - 1.0)
            total += np.bincount(member, weights=worth, minlength=total.size)
    return np.asarray(total[: model.n_causes])

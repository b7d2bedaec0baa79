"""Exact posterior over main causes and their company.

What this module is
    One formula over arrays: prior times likelihood, for every hypothesis within the bound.

What it is not
    It knows no medicine, asks no questions and raises no alarm. The order of questions is
    `popliteus.engine.selection`; urgency is decided elsewhere and never waits for it.

Model
    P(m, B | known) is proportional to P(m, B) P(facts | {m} + B) P(attributes | m). See
    `popliteus.engine.prior` and `popliteus.engine.likelihood`.

Letters used for shapes
    C causes, H hypotheses, K the bound, E facts that something is known about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from popliteus.engine.checks import check_evidence
from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import Hypotheses, hypotheses_of, keep_factors, no_fact
from popliteus.engine.likelihood import (
    FactEvidence,
    fact_evidence,
    main_log_likelihood,
    quiet_log_likelihood,
    set_log_likelihood,
    spoken_and_quiet,
)
from popliteus.engine.model import FloatArray, IntArray, Model
from popliteus.engine.prior import Prior, leak_for, prior_of

#: How many of the most probable full hypotheses are extended by one cause to see what lies
#: beyond the bound.
EXTENDED = 64


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is probable once everything known is taken in.

    Attributes
    ----------
    probability : float64 array, shape (C + 1,)
        P(main cause); sums to 1; the last entry is `unlisted`.
    present : float64 array, shape (C,)
        P(the cause is active, as main cause or in company). Sums to anything.
    weights : float64 array, shape (H,)
        P(hypothesis), in the order of `hypotheses_of`; sums to 1.
    log_evidence : float
        Natural log of P(everything known | the bound).
    left_out_prior : float
        Prior mass that the bound cuts off.
    left_out_result : float
        Share of the result that K + 1 causes would have, K being the bound: a lower bound, made
        by extending the `EXTENDED` most probable full hypotheses by one cause.
    prior : Prior
        What it started from.
    """

    probability: FloatArray
    present: FloatArray
    weights: FloatArray
    log_evidence: float
    left_out_prior: float
    left_out_result: float
    prior: Prior


def posterior(model: Model, evidence: Evidence, *, beyond: bool = True) -> Posterior:
    r"""Return the posterior of one person.

    .. math:: P(m, B \mid e) \propto P(m, B) \prod_f [b_f u_f + a_f (1 - u_f)] P(v \mid m)

    where u_f = P(no fact f | m, B). An unknown answer drops out; it is never counted as "no".

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        One person, checked here.
    beyond
        Whether to look at what lies beyond the bound, which is half of the work. Without it
        `left_out_result` is not a number; everything else is the same.

    Returns
    -------
    Posterior

    Raises
    ------
    AnswerError
        The evidence does not fit the model or contradicts itself.

    Notes
    -----
    Work is O(S E + H K): some 0.4 million multiplications for 33 causes and 60 facts. Held
    within 1e-10 of `popliteus.engine.reference` by ``tests/property/test_inference.py``.

    Examples
    --------
    P(fact) is 0.2, 0.8 and 0.5 for the three mains alone, so P(sign) is 0.26, 0.74 and 0.5;
    in company (weight 0.04) ``second`` has P(no fact) 0.2 x 0.8 / 0.9 and P(sign) 0.7578.
    0.6 x 0.26, 0.16 x 0.74 + 0.04 x 0.7578 and 0.2 x 0.5 are 0.156, 0.1487 and 0.1.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> found = posterior(toy_model(), evidence_of(toy_model(), answers={"sign": 1}))
    >>> found.probability.round(4)
    array([0.3855, 0.3675, 0.2471])
    """
    check_evidence(model, evidence)
    prior = prior_of(model, evidence)
    leak = leak_for(model, evidence)
    known = fact_evidence(model, evidence)
    unexplained = no_fact(model, leak)
    found = hypotheses_of(model)

    spoken, quiet = spoken_and_quiet(evidence, known)
    log_set = quiet_log_likelihood(model, leak, quiet)
    log_set = log_set + set_log_likelihood(unexplained, spoken)
    score = prior.log_weight + log_set[found.set_index]
    score += main_log_likelihood(model, evidence)[found.main]
    top = score.max()
    weights = np.exp(score - top)
    total = weights.sum()
    weights /= total

    outside = (
        _mass_beyond(model, found, weights, prior, known, unexplained, leak) if beyond else np.nan
    )
    return Posterior(
        probability=main_mass(model, found, weights),
        present=present(model, found, weights),
        weights=weights,
        log_evidence=float(top + np.log(total)),
        left_out_prior=prior.left_out,
        left_out_result=outside / (1.0 + outside),
        prior=prior,
    )


def posterior_many(model: Model, people: Iterable[Evidence]) -> list[Posterior]:
    """Return the posterior of each person, one by one.

    The enumeration and P(no fact | set) are kept with the model, so nothing is gained by going
    in groups, and splitting a batch changes nothing, to the last bit.

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> len(posterior_many(toy, [evidence_of(toy), evidence_of(toy, sex=1)]))
    2
    """
    return [posterior(model, evidence) for evidence in people]


def main_mass(model: Model, found: Hypotheses, weights: FloatArray) -> FloatArray:
    """Return the weight of each main cause: shape (C + 1,), from weights of shape (H,)."""
    mass = np.bincount(found.main, weights=weights, minlength=model.n_causes + 1)
    return np.asarray(mass, dtype=np.float64)


def present(model: Model, found: Hypotheses, weights: FloatArray) -> FloatArray:
    """Return P(cause is main or accompanies): shape (C,), from weights of shape (H,)."""
    n = model.n_causes
    mass = np.bincount(found.main, weights=weights, minlength=n + 2)
    for companion in found.accompanying:
        mass += np.bincount(companion, weights=weights, minlength=n + 2)
    return np.asarray(mass[:n], dtype=np.float64)


def _mass_beyond(
    model: Model,
    found: Hypotheses,
    weights: FloatArray,
    prior: Prior,
    known: FactEvidence,
    unexplained: FloatArray,
    leak: FloatArray,
) -> float:
    """Return the mass of hypotheses with one cause more than the bound, within it being 1."""
    full = np.flatnonzero((found.size == model.bound - 1) & (weights > 0.0))
    if full.size > EXTENDED:
        full = full[np.argpartition(-weights[full], EXTENDED)[:EXTENDED]]
    main, company = found.main[full], found.accompanying[:, full]
    growth = np.exp(prior.log_odds_company[main, : model.n_causes])
    for companion in company:
        rows = np.flatnonzero(companion < model.n_causes)
        growth[rows, companion[rows]] = 0.0
    growth *= weights[full, None]
    lost = 1.0 - keep_factors(model, leak)[known.facts, : model.n_causes]
    a, b = np.exp(known.log_fact - known.log_fact.max(axis=1, keepdims=True)).T[:, :, None]
    moved = (b - a) * unexplained[known.facts[:, None], found.set_index[full]]
    moved /= a + moved
    # One more cause multiplies P(what was said of a fact) by 1 - moved x what it takes away.
    factor = np.empty_like(growth)
    for row, taken in zip(moved, lost, strict=True):
        np.multiply.outer(row, taken, out=factor)
        np.subtract(1.0, factor, out=factor)
        growth *= factor
    return _distinct_sum(growth, main, company, model.n_causes)


def _distinct_sum(growth: FloatArray, main: IntArray, company: IntArray, n_causes: int) -> float:
    """Sum the extensions, each once though up to K parents lead to it."""
    row, added = np.nonzero(growth)
    grown = np.sort(np.vstack([company[:, row], added[None, :]]), axis=0)
    key = main[row].astype(np.int64)
    for companion in grown:
        key = key * (n_causes + 2) + companion
    _, first = np.unique(key, return_index=True)
    return float(growth[row[first], added[first]].sum())

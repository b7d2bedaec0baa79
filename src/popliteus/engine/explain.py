"""What each answer contributed to each cause.

What this module is
    The Aumann-Shapley contributions of answers, silences, attribute values and factors to the
    log-odds of every main cause: free of order, and adding up.

What it is not
    Words or sources; `popliteus.assess` adds them.

Model
    The hypothesis is extended by the latent facts and the latent presentation, so that several
    readings of one fact, and several attributes of one presentation, split additively. With all
    log-likelihoods times t a fact contributes log(u b^t + (1 - u) a^t), u = P(no fact | set),
    whose derivative is sum over its readings i of w log a_i + (1 - w) log b_i, where w is the
    tempered posterior of the fact. See `popliteus.engine.path` for the integral.
    Silences about facts of which nothing was said are one item: their likelihood of the set, to
    the power t. Factors move the prior the same way: their terms times t, from no factor known to
    all.

Letters used for shapes
    M = C + 1 main causes, I readings answered or silent, V known attributes, Y known factors,
    E facts, S sets, G presentations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import Hypotheses, hypotheses_of, no_fact
from popliteus.engine.inference import Posterior
from popliteus.engine.likelihood import (
    fact_evidence,
    mix_presentations,
    set_log_likelihood,
    spoken_and_quiet,
)
from popliteus.engine.model import UNKNOWN, FloatArray, IntArray, Model
from popliteus.engine.path import Step, integrate, step
from popliteus.engine.prior import (
    base_share,
    cell_weights,
    factor_terms,
    leak_for,
    with_factors,
)


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Contributions to the log-odds of every main cause, in nats.

    ``baseline_log_odds + factor.sum(0) = prior_log_odds`` and
    ``prior_log_odds + answer.sum(0) + silence + attribute.sum(0) = log_odds``, within 1e-6.
    A cause that is impossible at this age and sex has log-odds -inf and contributions 0.

    Attributes
    ----------
    baseline_log_odds : float64 array, shape (M,)
        Before any factor.
    factors : intp array, shape (Y,)
        Known factors, and silent ones.
    factor : float64 array, shape (Y, M)
        What each changed.
    prior_log_odds : float64 array, shape (M,)
        After the factors, before any finding.
    answers : intp array, shape (I1,)
        Answered readings.
    answer : float64 array, shape (I1, M)
        What each contributed.
    silents : intp array, shape (I2,)
        Silent readings.
    silence : float64 array, shape (M,)
        What all of them contributed together.
    attributes : intp array, shape (V,)
        Known attributes.
    attribute : float64 array, shape (V, M)
        What each value contributed.
    log_odds : float64 array, shape (M,)
        Of the posterior.
    """

    baseline_log_odds: FloatArray
    factors: IntArray
    factor: FloatArray
    prior_log_odds: FloatArray
    answers: IntArray
    answer: FloatArray
    silents: IntArray
    silence: FloatArray
    attributes: IntArray
    attribute: FloatArray
    log_odds: FloatArray


def explain(model: Model, evidence: Evidence, found: Posterior) -> Explanation:
    """Explain the posterior of one person, for all main causes at once.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        What is known.
    found
        ``posterior(model, evidence)``.

    Returns
    -------
    Explanation

    Notes
    -----
    All hypotheses take part: the path starts at the prior, where the most probable ones are not
    those of the posterior. About 20 times the work of a posterior.

    Examples
    --------
    One answer moves each cause by the difference of its log-odds.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> said = evidence_of(toy, answers={"sign": 1})
    >>> why = explain(toy, said, posterior(toy, said))
    >>> np.vstack([why.prior_log_odds, why.answer, why.log_odds]).round(3)
    array([[ 0.405, -1.386, -1.386],
           [-0.872,  0.843,  0.272],
           [-0.466, -0.543, -1.114]])
    """
    tempered = _Tempered(model, evidence, found)
    parts = integrate(tempered.at)
    start, end = tempered.at(0.0), tempered.at(1.0)
    readings, n = tempered.known.readings, tempered.known.readings.size
    mute = evidence.silent[readings]
    silents = np.flatnonzero(evidence.silent)
    factors, baseline, factor = _factor_parts(model, evidence, found)
    return Explanation(
        baseline_log_odds=baseline,
        factors=factors,
        factor=factor,
        prior_log_odds=start.log_odds,
        answers=readings[~mute],
        answer=parts[:n][~mute],
        silents=silents,
        silence=parts[:n][mute].sum(axis=0) + parts[n],
        attributes=tempered.attributes,
        attribute=parts[n + 1 :],
        log_odds=end.log_odds,
    )


class _Tempered:
    """The posterior with every log-likelihood multiplied by t."""

    def __init__(self, model: Model, evidence: Evidence, found: Posterior) -> None:
        self.model = model
        self.hypotheses: Hypotheses = hypotheses_of(model)
        self.log_weight = found.prior.log_weight
        self.unexplained = no_fact(model, leak_for(model, evidence))
        self.known, quiet = spoken_and_quiet(evidence, fact_evidence(model, evidence))
        #: Log P(all silences about facts of which nothing was said | set), shape (S,).
        self.log_quiet = set_log_likelihood(self.unexplained, quiet)
        self.attributes = np.flatnonzero(evidence.attributes != UNKNOWN)
        values = [model.tables[q][:, evidence.attributes[q]] for q in self.attributes]
        #: Log P(known value | presentation), shape (V, G).
        self.log_value = np.log(values).reshape(len(values), model.presentation_cause.size)
        #: First hypothesis of each main cause: they are listed main cause by main cause.
        self.first = np.searchsorted(self.hypotheses.main, np.arange(model.n_causes + 1))
        self._mass = np.zeros((model.n_causes + 1, self.hypotheses.n_sets))

    def at(self, t: float) -> Step:
        """Return the log-odds and the speed of every item at t."""
        log_set, absent = self._facts(t)
        log_value = t * self.log_value.sum(axis=0)
        log_main = mix_presentations(self.model, log_value)
        log_mass = self._weigh(log_set, log_main)
        absent_mean = self._mass @ absent.T
        given, otherwise = self.known.log_reading.T
        missing = absent_mean[:, self.known.place]
        readings = (given * (1.0 - missing) + otherwise * missing).T
        quiet = self._mass @ self.log_quiet
        means = [readings, quiet[None, :], self._attribute_means(log_value, log_main)]
        return step(log_mass, np.vstack(means))

    def _facts(self, t: float) -> tuple[FloatArray, FloatArray]:
        """Return the log-likelihood of each set (S,) and P_t(no fact | set) (E, S)."""
        absent = np.empty((self.known.facts.size, self.hypotheses.n_sets))
        log_set = t * self.log_quiet
        term = np.empty_like(log_set)
        for row, fact in enumerate(self.known.facts):
            log_a, log_b = t * self.known.log_fact[row]
            top = max(log_a, log_b)
            a, b = np.exp(log_a - top), np.exp(log_b - top)
            np.multiply(self.unexplained[fact], b, out=absent[row])
            np.multiply(self.unexplained[fact], b - a, out=term)
            term += a
            absent[row] /= term
            log_set += np.log(term, out=term)
            log_set += top
        return log_set, absent

    def _weigh(self, log_set: FloatArray, log_main: FloatArray) -> FloatArray:
        """Fill P(set | main cause) and return log P(main cause), shape (M,), up to a constant."""
        found = self.hypotheses
        score = self.log_weight + log_set[found.set_index]
        top = np.maximum.reduceat(score, self.first)
        top[np.isneginf(top)] = 0.0
        score = np.exp(score - top[found.main])
        total = np.add.reduceat(score, self.first)
        with np.errstate(divide="ignore"):
            log_mass = np.log(total) + top + log_main
        self._mass[found.main, found.set_index] = (
            score / np.where(total > 0.0, total, 1.0)[found.main]
        )
        return np.asarray(log_mass)

    def _attribute_means(self, log_value: FloatArray, log_main: FloatArray) -> FloatArray:
        """Return E_t[log P(value | presentation) | main cause]: shape (V, M)."""
        cause = self.model.presentation_cause
        with np.errstate(divide="ignore"):
            share = np.exp(np.log(self.model.presentation_share) + log_value - log_main[cause])
        means = np.zeros((self.attributes.size, log_main.size))
        for row, value in zip(means, self.log_value, strict=True):
            row += np.bincount(cause, weights=share * value, minlength=log_main.size)
        return means


def _factor_parts(
    model: Model, evidence: Evidence, found: Posterior
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the known and the silent factors, the log-odds before them, what each changed."""
    weights = cell_weights(model, evidence)
    base = base_share(model, evidence, weights)
    known = np.flatnonzero((evidence.factors != UNKNOWN) | evidence.silent_factors)
    terms = factor_terms(model, evidence, weights)[known]
    n = model.n_causes

    def at(t: float) -> Step:
        share = with_factors(model, base, t * terms)
        # The shares of the listed causes keep their sum, so each moves against their average.
        average = terms @ share[:n] / share[:n].sum()
        speed = np.hstack([terms - average[:, None], np.zeros((known.size, 1))])
        with np.errstate(divide="ignore"):
            return step(np.log(share * found.prior.within), speed)

    return known, at(0.0).log_odds, integrate(at)

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
    the power t. Factors move the prior the same way: their terms times t.

    An odds needs a cause and all the others together, so the causes that nobody asked about are
    joined and walked as one: the sums are the same, and there are far fewer of them.

Letters used for shapes
    M = C + 1 main causes, T of them asked for, J = T main causes and the rest joined, if there is
    any; I readings answered or silent, V known attributes, Y known factors, E facts, S sets, H
    hypotheses, G presentations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import Hypotheses, hypotheses_of, no_fact
from popliteus.engine.inference import Posterior
from popliteus.engine.likelihood import (
    PRODUCT_RANGE,
    fact_evidence,
    mix_presentations,
    quiet_log_likelihood,
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
from popliteus.engine.salience import salience_of


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Contributions to the log-odds of the main causes asked for, in nats.

    ``baseline_log_odds + factor.sum(0) = prior_log_odds`` and
    ``prior_log_odds + answer.sum(0) + silence + attribute.sum(0) = log_odds``, within 1e-6.
    A cause that is impossible at this age and sex has log-odds -inf and contributions 0.

    Attributes
    ----------
    causes : intp array, shape (T,)
        Main causes, 0 to C, in the order asked for.
    baseline_log_odds : float64 array, shape (T,)
        Before any factor.
    factors : intp array, shape (Y,)
        Known factors, and silent ones.
    factor : float64 array, shape (Y, T)
        What each changed.
    prior_log_odds : float64 array, shape (T,)
        After the factors, before any finding.
    answers : intp array, shape (I1,)
        Answered readings.
    answer : float64 array, shape (I1, T)
        What each contributed.
    silents : intp array, shape (I2,)
        Silent readings.
    silence : float64 array, shape (T,)
        What all of them contributed together.
    attributes : intp array, shape (V,)
        Known attributes.
    attribute : float64 array, shape (V, T)
        What each value contributed.
    log_odds : float64 array, shape (T,)
        Of the posterior.
    """

    causes: IntArray
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


def explain(
    model: Model, evidence: Evidence, found: Posterior, causes: Sequence[int] | None = None
) -> Explanation:
    """Explain the posterior of one person, for some main causes at once.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        What is known.
    found
        ``posterior(model, evidence)``.
    causes
        Main causes, 0 to C, at least one and each once; None: all, in their order.

    Returns
    -------
    Explanation

    Notes
    -----
    All hypotheses take part: the most probable ones at the prior are not those of the posterior.

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
    asked = np.arange(model.n_causes + 1) if causes is None else np.array(causes, dtype=np.intp)
    tempered = _Tempered(model, evidence, found, asked)
    start, end = tempered.at(0.0), tempered.at(1.0)
    parts = integrate(tempered.at, start, end)
    readings, n = tempered.known.readings, tempered.known.readings.size
    mute = evidence.silent[readings]
    factors, baseline, factor = _factor_parts(model, evidence, found, asked)
    return Explanation(
        causes=asked,
        baseline_log_odds=baseline,
        factors=factors,
        factor=factor,
        prior_log_odds=start.log_odds,
        answers=readings[~mute],
        answer=parts[:n][~mute],
        silents=np.flatnonzero(evidence.silent),
        silence=parts[:n][mute].sum(axis=0) + parts[n],
        attributes=tempered.attributes,
        attribute=parts[n + 1 :],
        log_odds=end.log_odds,
    )


class _Tempered:
    """The posterior with every log-likelihood and salience multiplied by t."""

    def __init__(self, model: Model, evidence: Evidence, found: Posterior, asked: IntArray) -> None:
        self.model = model
        self.hypotheses: Hypotheses = hypotheses_of(model)
        self.log_weight = found.prior.log_weight
        leak = leak_for(model, evidence)
        self.unexplained = no_fact(model, leak)
        self.known, quiet = spoken_and_quiet(evidence, fact_evidence(model, evidence))
        #: Log P(all silences about facts of which nothing was said | set), shape (S,).
        self.log_quiet = quiet_log_likelihood(model, leak, quiet)
        self.attributes = np.flatnonzero(evidence.attributes != UNKNOWN)
        values = [model.tables[q][:, evidence.attributes[q]] for q in self.attributes]
        #: Log P(known value | presentation), shape (V, G).
        self.log_value = np.log(values).reshape(len(values), model.presentation_cause.size)
        told = salience_of(model, evidence)
        self.salience, self.told_value = told.total, told.beside_attributes(self.attributes)
        self.told_reading = told.beside_readings(self.known.readings)
        #: First hypothesis of each main cause: they are listed main cause by main cause.
        self.first = np.searchsorted(self.hypotheses.main, np.arange(model.n_causes + 1))
        self.asked = asked.size
        #: Place of each main cause among those asked for; the others are joined in the last.
        self.joined = np.full(model.n_causes + 1, asked.size)
        self.joined[asked] = np.arange(asked.size)
        self.rest = self.joined[self.hypotheses.main] == asked.size
        places = asked.size + int(self.rest.any())
        self._mass = np.zeros((places, self.hypotheses.n_sets))

    def at(self, t: float) -> Step:
        """Return the log-odds and the speed of every item at t, for the causes asked for."""
        log_set, absent = self._facts(t)
        log_value = t * self.log_value.sum(axis=0)
        log_mixed = mix_presentations(self.model, log_value)
        log_joined, share = self._weigh(log_set, log_mixed + t * self.salience)
        given, otherwise = self.known.log_reading.T
        missing = (self._mass @ absent.T)[:, self.known.place]
        readings = (given * (1.0 - missing) + otherwise * missing).T + self.told_reading @ share
        quiet = self._mass @ self.log_quiet
        values = (self._attribute_means(log_value, log_mixed) + self.told_value) @ share
        means = np.vstack([readings, quiet[None], values])
        return step(log_joined, means, np.arange(self.asked))

    def _facts(self, t: float) -> tuple[FloatArray, FloatArray]:
        """Return the log-likelihood of each set (S,) and P_t(no fact | set) (E, S)."""
        absent = np.empty((self.known.facts.size, self.hypotheses.n_sets))
        product, term = np.ones((2, self.hypotheses.n_sets))
        log_set, depth = t * self.log_quiet, 0.0
        for row, fact, (log_a, log_b) in zip(
            absent, self.known.facts, t * self.known.log_fact, strict=True
        ):
            # One logarithm for as many facts as a product holds, as in `set_log_likelihood`.
            if depth + abs(log_a - log_b) > PRODUCT_RANGE:
                log_set += np.log(product)
                product.fill(1.0)
                depth = 0.0
            depth += abs(log_a - log_b)
            top = max(log_a, log_b)
            a, b = np.exp(log_a - top), np.exp(log_b - top)
            np.multiply(self.unexplained[fact], b - a, out=term)
            term += a
            product *= term
            np.multiply(self.unexplained[fact], b, out=row)
            row /= term
        log_set += np.log(product)
        log_set += t * self.known.log_fact.max(axis=1).sum()
        return log_set, absent

    def _weigh(self, log_set: FloatArray, log_main: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Fill P(set | joined main causes) and return their log-mass and what is in them.

        Returns
        -------
        log_joined : float64 array, shape (J,)
            Up to a constant; -inf where impossible.
        share : float64 array, shape (M, J)
            P(main cause | joined main causes).
        """
        found, joined = self.hypotheses, self.joined
        score = self.log_weight + log_set[found.set_index]
        best = np.maximum.reduceat(score, self.first) + log_main
        top = np.full(self._mass.shape[0], -np.inf)
        np.maximum.at(top, joined, best)
        top[np.isneginf(top)] = 0.0
        score += (log_main - top[joined])[found.main]
        np.exp(score, out=score)
        by_main = np.add.reduceat(score, self.first)
        total = np.bincount(joined, weights=by_main, minlength=top.size)
        with np.errstate(divide="ignore"):
            log_joined = np.log(total) + top
        total[total == 0.0] = 1.0
        score /= total[joined][found.main]
        alone = ~self.rest
        self._mass[joined[found.main[alone]], found.set_index[alone]] = score[alone]
        if self.rest.any():
            sets, mass = found.set_index[self.rest], score[self.rest]
            self._mass[-1] = np.bincount(sets, weights=mass, minlength=found.n_sets)
        share = np.zeros((by_main.size, top.size))
        share[np.arange(by_main.size), joined] = by_main / total[joined]
        return log_joined, share

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
    model: Model, evidence: Evidence, found: Posterior, asked: IntArray
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
            return step(np.log(share * found.prior.within), speed, asked)

    start = at(0.0)
    return known, start.log_odds, integrate(at, start, at(1.0))

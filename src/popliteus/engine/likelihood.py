"""How well each set of causes and each main cause explains what is known.

What this module is
    Answers and silences turned into two numbers per fact, and those into the log-likelihood of
    every set; attribute values turned into the log-likelihood of every main cause.

What it is not
    Probabilities of causes: `popliteus.engine.inference`.

Model
    Readings are independent given their fact. With a = prod P(answer | fact), b = prod
    P(answer | no fact) and u = P(no fact | set), the fact contributes b u + a (1 - u), so the
    same thing told twice is not counted twice. A silent reading counts as
    P(silent | .) = (1 - t1) P(yes | .) + (1 - t0) (1 - P(yes | .)), read by the patient. A "yes"
    that is not so is volunteered less readily than one that is, by a factor v: a told "yes" counts
    as P(yes | fact) against v P(yes | no fact). Such a "yes" kept back is passed over in silence:
    it is too rare to change what silence says.
    What is told may speak for a main cause beyond that: `popliteus.engine.salience`.
    Attributes: P(v | m) = sum over presentations g of m of P(g | m) prod over q of P(v_q | g).

Letters used for shapes
    C causes, F facts, E facts that something is known about, R readings, G presentations,
    S sets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import no_fact
from popliteus.engine.model import PATIENT, PRESENT, UNKNOWN, BoolArray, FloatArray, IntArray, Model
from popliteus.engine.recent import Recent
from popliteus.engine.salience import salience_of

#: Natural log beyond which a product of likelihoods is put away as a log: exp(-700) is still a
#: normal float64.
PRODUCT_RANGE = 700.0


@dataclass(frozen=True, slots=True, eq=False)
class FactEvidence:
    """What the readings say about the facts, before any cause is considered.

    Attributes
    ----------
    readings : intp array, shape (I,)
        Readings that were answered or are silent.
    log_reading : float64 array, shape (I, 2)
        Log P(answer or silence | fact), log P(the same | no fact).
    facts : intp array, shape (E,)
        Facts with at least one such reading, ascending.
    place : intp array, shape (I,)
        Index into `facts` for each reading.
    log_fact : float64 array, shape (E, 2)
        Sums of `log_reading` over the readings of each fact: log a, log b.
    """

    readings: IntArray
    log_reading: FloatArray
    facts: IntArray
    place: IntArray
    log_fact: FloatArray


def log_readings(model: Model, evidence: Evidence) -> FloatArray:
    """Return the log-likelihood of each reading given its fact.

    Returns
    -------
    float64 array, shape (R, 2)
        Columns: given the fact, given no fact. A row of 0 where the reading is unknown.
    """
    yes = model.reading_yes[np.arange(evidence.answers.size), evidence.reader]
    told = np.where((evidence.answers == PRESENT)[:, None], yes, 1.0 - yes)
    told[evidence.told & (evidence.answers == PRESENT), 1] *= model.volunteered
    told[evidence.answers == UNKNOWN] = 1.0
    told[evidence.silent] = silence(model)[evidence.silent]
    return np.asarray(np.log(told))


def silence(model: Model) -> FloatArray:
    """Return P(a story does not mention the reading): shape (R, 2), given fact, no fact."""
    yes = model.reading_yes[:, PATIENT]
    kept_back = 1.0 - model.telling
    return np.asarray(kept_back[:, :1] * yes + kept_back[:, 1:] * (1.0 - yes))


def fact_evidence(model: Model, evidence: Evidence) -> FactEvidence:
    """Collect the readings of each fact.

    Examples
    --------
    Two readings of one fact, both positive: 0.9 x 0.95 against 0.1 x 0.05.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> said = evidence_of(toy_model(), answers={"sign": 1, "scan": 1})
    >>> np.exp(fact_evidence(toy_model(), said).log_fact).round(4)
    array([[0.855, 0.005]])
    """
    readings = np.flatnonzero((evidence.answers != UNKNOWN) | evidence.silent)
    log_reading = log_readings(model, evidence)[readings]
    facts, place = np.unique(model.reading_fact[readings], return_inverse=True)
    log_fact = np.empty((facts.size, 2))
    for column in range(2):
        log_fact[:, column] = np.bincount(
            place, weights=log_reading[:, column], minlength=facts.size
        )
    return FactEvidence(readings, log_reading, facts, place, log_fact)


def spoken_and_quiet(evidence: Evidence, known: FactEvidence) -> tuple[FactEvidence, FactEvidence]:
    """Part the facts of which something was said from those only passed over in silence.

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> untold = evidence_of(toy_model(), silent=["sign"])
    >>> spoken, quiet = spoken_and_quiet(untold, fact_evidence(toy_model(), untold))
    >>> spoken.facts, quiet.facts
    (array([], dtype=int64), array([0]))
    """
    mute = evidence.silent[known.readings]
    said = np.bincount(known.place, weights=~mute, minlength=known.facts.size) > 0
    return _only(known, said), _only(known, ~said)


def _only(known: FactEvidence, wanted: BoolArray) -> FactEvidence:
    kept = wanted[known.place]
    place = (np.cumsum(wanted) - 1)[known.place[kept]]
    return FactEvidence(
        readings=known.readings[kept],
        log_reading=known.log_reading[kept],
        facts=known.facts[wanted],
        place=place,
        log_fact=known.log_fact[wanted],
    )


def set_log_likelihood(unexplained: FloatArray, known: FactEvidence) -> FloatArray:
    """Return the log-likelihood of all fact evidence for every set.

    Parameters
    ----------
    unexplained : float64 array, shape (F, S)
        P(no fact | set), from `popliteus.engine.hypotheses.no_fact`.
    known
        From `fact_evidence`.

    Returns
    -------
    float64 array, shape (S,)

    Notes
    -----
    Each term is divided by the larger of a and b, so it lies between min(a, b) / max(a, b)
    and 1. Terms are multiplied as long as no product can underflow and only then turned into
    a log: one logarithm per set instead of one per set and fact.
    """
    total = np.full(unexplained.shape[1], known.log_fact.max(axis=1).sum())
    product, term = np.ones_like(total), np.empty_like(total)
    depth = 0.0
    for fact, (log_a, log_b) in zip(known.facts, known.log_fact, strict=True):
        if depth + abs(log_a - log_b) > PRODUCT_RANGE:
            total += np.log(product)
            product.fill(1.0)
            depth = 0.0
        depth += abs(log_a - log_b)
        top = max(log_a, log_b)
        a, b = np.exp(log_a - top), np.exp(log_b - top)
        np.multiply(unexplained[fact], b - a, out=term)
        term += a
        product *= term
    total += np.log(product)
    return total


_quiet: Recent[FloatArray] = Recent()


def quiet_log_likelihood(model: Model, leak: FloatArray, quiet: FactEvidence) -> FloatArray:
    """Return `set_log_likelihood` of facts passed over in silence, kept for the last few people.

    A story passes over some eighty facts and says something of ten; in one assessment the former
    stay as they are while the latter are tried this way and that.

    Parameters
    ----------
    leak, quiet
        From `popliteus.engine.prior.leak_for` and `spoken_and_quiet`.

    Returns
    -------
    float64 array, shape (S,)
        Read-only.
    """

    def make() -> FloatArray:
        total = set_log_likelihood(no_fact(model, leak), quiet)
        total.setflags(write=False)
        return total

    key = (leak.tobytes(), quiet.facts.tobytes(), quiet.log_fact.tobytes())
    return _quiet.get(model, key, make)


def main_log_likelihood(model: Model, evidence: Evidence) -> FloatArray:
    """Return the log-likelihood of what depends on the main cause alone, for every main cause.

    Returns
    -------
    float64 array, shape (C + 1,)
        Of all known attribute values, and what it adds that signs were told.
    """
    values = mix_presentations(model, log_attributes(model, evidence))
    return values + salience_of(model, evidence).total


def log_attributes(model: Model, evidence: Evidence) -> FloatArray:
    """Return the log-likelihood of all known values for every presentation: shape (G,)."""
    log_value = np.zeros(model.presentation_cause.size)
    for table, value in zip(model.tables, evidence.attributes, strict=True):
        if value != UNKNOWN:
            log_value += np.log(table[:, value])
    return log_value


def mix_presentations(model: Model, log_value: FloatArray) -> FloatArray:
    """Return log sum over presentations g of m of P(g | m) exp(log_value_g).

    Parameters
    ----------
    log_value : float64 array, shape (G,) or (G, V)

    Returns
    -------
    float64 array, shape (C + 1,) or (C + 1, V)
    """
    cause, share = model.presentation_cause, model.presentation_share
    top = np.full((model.n_causes + 1, *log_value.shape[1:]), -np.inf)
    np.maximum.at(top, cause, log_value)
    mixed = np.zeros_like(top)
    scaled = np.exp(log_value - top[cause])
    np.add.at(mixed, cause, (scaled.T * share).T)
    return np.asarray(top + np.log(mixed))

"""How fast the log-odds of a cause move with every number of the model.

What this module is
    The exact derivative of log-odds(main = c) at the posterior.

What it is not
    Intervals: `popliteus.engine.intervals` weighs the derivatives with the errors.

Model
    For a parameter x the derivative is E[d log w / dx | main is c] - E[d log w / dx | main is
    not c], w being the weight of a hypothesis. With u = P(no fact | set), given the fact and
    given no fact a and b, and L = b u + a (1 - u):
    d log L / d log u = (b - a) u / L; d log u / d logit s_c = -s_c for a member c above the leak;
    d log u / d logit leak = (number of such members - 1) leak;
    d log L / d log a = a (1 - u) / L, which is P(fact | set, what was said).

Letters used for shapes
    T causes asked for, C causes, M = C + 1 main causes, F facts, E facts that something is known
    about, R readings, X factors, G presentations, S sets, A age bands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import hypotheses_of, keep_factors, no_fact
from popliteus.engine.inference import Posterior
from popliteus.engine.likelihood import (
    FactEvidence,
    fact_evidence,
    log_attributes,
    mix_presentations,
    silence,
)
from popliteus.engine.model import PATIENT, PRESENT, UNKNOWN, FloatArray, IntArray, Model
from popliteus.engine.prior import (
    base_share,
    cell_shares,
    cell_weights,
    factor_odds,
    leak_for,
    mix_power,
)


@dataclass(frozen=True, slots=True, eq=False)
class Gradient:
    """Derivatives of the log-odds, on the scales of `Spread`.

    Attributes
    ----------
    rate : float64 array, shape (T, C)
    ratio : float64 array, shape (T, X, C)
    fact : float64 array, shape (T, C, F)
    leak : float64 array, shape (T, F)
    reading : float64 array, shape (T, R, 2)
    table : tuple of Q float64 arrays, shapes (T, G, V_q)
    """

    rate: FloatArray
    ratio: FloatArray
    fact: FloatArray
    leak: FloatArray
    reading: FloatArray
    table: tuple[FloatArray, ...]


def gradient(
    model: Model,
    evidence: Evidence,
    found: Posterior,
    causes: Sequence[int],
    *,
    negligible: float = 0.0,
) -> Gradient:
    """Return the derivatives of the log-odds of some main causes.

    Parameters
    ----------
    model, evidence
        The numbers and what is known.
    found
        ``posterior(model, evidence)``.
    causes
        Main causes, 0 to C.
    negligible
        Part of each contrast, which sums to 2 in size, that the slopes of facts may leave out.

    Returns
    -------
    Gradient
        All 0 for a cause that is impossible at this age and sex.

    Examples
    --------
    With nothing known and `unlisted` fixed at 0.2, raising the rate of ``first`` (share p = 3/4 of
    the listed 0.8) moves its log share by 1 - p and its log-odds by (1 - p) / (1 - 0.6).

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> nothing = evidence_of(toy)
    >>> gradient(toy, nothing, posterior(toy, nothing), [0]).rate.round(3)
    array([[ 0.625, -0.625]])
    """
    contrast = _contrast(found.probability, causes)
    known = fact_evidence(model, evidence)
    parted = _parted(model, found, contrast, causes)
    by_main = contrast * found.probability
    fact, leak, held = _fact_slopes(model, evidence, known, parted, negligible)
    return Gradient(
        rate=_rate_slopes(model, evidence, found, by_main),
        ratio=_ratio_slopes(model, evidence, found, by_main),
        fact=fact,
        leak=leak,
        reading=_reading_slopes(model, evidence, known, held),
        table=_table_slopes(model, evidence, by_main),
    )


def _contrast(probability: FloatArray, causes: Sequence[int]) -> FloatArray:
    """Return the weights of "given c, minus given not c": shape (T, M)."""
    contrast = np.zeros((len(causes), probability.size))
    for row, cause in zip(contrast, causes, strict=True):
        others = np.delete(probability, cause).sum()
        if probability[cause] > 0.0 and others > 0.0:
            row[:] = -1.0 / others
            row[cause] = 1.0 / probability[cause]
    return contrast


def _parted(
    model: Model, found: Posterior, contrast: FloatArray, causes: Sequence[int]
) -> tuple[FloatArray, FloatArray]:
    """Part a contrast into the causes asked for and all others, which it weighs alike.

    Returns
    -------
    factor : float64 array, shape (T, T + 1)
        How each contrast weighs each part; the last part is all others.
    mass : float64 array, shape (T + 1, S)
        P(set, main cause in the part).
    """
    listed, last = hypotheses_of(model), len(causes)
    part = np.full(model.n_causes + 1, last)
    part[list(causes)] = np.arange(last)
    mass = np.zeros((last + 1, listed.n_sets))
    np.add.at(mass, (part[listed.main], listed.set_index), found.weights)
    others = np.flatnonzero(part == last)
    rest = contrast[:, others[:1]] if others.size else np.zeros((last, 1))
    return np.hstack([contrast[:, list(causes)], rest]), mass


def _fact_slopes(
    model: Model,
    evidence: Evidence,
    known: FactEvidence,
    parted: tuple[FloatArray, FloatArray],
    negligible: float,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return slopes for fact (T, C, F), for leak (T, F), and the contrast of P(fact) (T, E)."""
    factor, mass = parted
    n, leak, facts = model.n_causes, leak_for(model, evidence), known.facts
    kept = _that_matter(factor @ mass, negligible)
    members, mass = hypotheses_of(model).members[:, kept], mass[:, kept]
    raises = (keep_factors(model, leak) < 1.0).astype(np.float64)
    inside = np.zeros((members.shape[1], n + 2))
    for member in members:
        inside[np.arange(member.size), member] = 1.0
    a, b = np.exp(known.log_fact - known.log_fact.max(axis=1, keepdims=True)).T
    absent = _that_absent(no_fact(model, leak), facts, kept, a, b)
    # A part holds few of the sets, and only those can contribute to it.
    towards = np.zeros((mass.shape[0], facts.size, n + 2))
    for row, own in zip(towards, mass, strict=True):
        some = np.flatnonzero(own)
        row += (absent[:, some] * own[some]) @ inside[some]
    towards = np.tensordot(factor, towards, axes=1) * (raises[facts] * (b - a)[:, None])
    fact = np.zeros((factor.shape[0], n, leak.size))
    fact[:, :, facts] = -(towards[:, :, :n] * model.fact[:, facts].T).swapaxes(1, 2)
    bands = cell_weights(model, evidence).sum(axis=1)
    leak_slope = bands @ (model.leak * (1.0 - model.leak)) / (1.0 - leak)
    by_fact = factor @ (mass @ absent.T)
    of_leak = np.zeros((factor.shape[0], leak.size))
    of_leak[:, facts] = (towards.sum(axis=2) - by_fact * (b - a)) * leak_slope[facts]
    held = (factor @ mass.sum(axis=1))[:, None] - by_fact * b
    return fact, of_leak, held


def _that_absent(
    unexplained: FloatArray, facts: IntArray, sets: IntArray, a: FloatArray, b: FloatArray
) -> FloatArray:
    """Return P(no fact | set) / P(what was said | set), scaled as a and b are: shape (E, sets)."""
    absent = np.empty((facts.size, sets.size))
    for row, fact, given, otherwise in zip(absent, facts, a, b, strict=True):
        np.take(unexplained[fact], sets, out=row, mode="clip")
        row /= given + (otherwise - given) * row
    return absent


def _that_matter(sets: FloatArray, negligible: float) -> IntArray:
    """Return the sets that carry all of every contrast but a negligible part."""
    weight = np.abs(sets).max(axis=0)
    order = np.argsort(weight)
    light = int(np.searchsorted(np.cumsum(weight[order]), negligible))
    return np.sort(order[light:])


def _reading_slopes(
    model: Model, evidence: Evidence, known: FactEvidence, held: FloatArray
) -> FloatArray:
    slopes = np.zeros((held.shape[0], len(model.readings), 2))
    if not known.readings.size:
        return slopes
    r = known.readings
    mute = evidence.silent[r]
    yes = model.reading_yes[r, np.where(mute, PATIENT, evidence.reader[r])]
    told = np.where((evidence.answers[r] == PRESENT)[:, None], 1.0 - yes, -yes)
    t1, t0 = model.telling[r].T
    unsaid = (t0 - t1)[:, None] * yes * (1.0 - yes) / silence(model)[r]
    own = np.where(mute[:, None], unsaid, told)
    fact = held[:, known.place]
    # P(fact) and P(no fact) sum to 1, so their contrasts are opposite.
    slopes[:, r] = np.stack([fact * own[:, 0], -fact * own[:, 1]], axis=2)
    return slopes


def _table_slopes(model: Model, evidence: Evidence, by_main: FloatArray) -> tuple[FloatArray, ...]:
    cause = model.presentation_cause
    log_main = mix_presentations(model, log_attributes(model, evidence))
    share = model.presentation_share * np.exp(log_attributes(model, evidence) - log_main[cause])
    weight = by_main[:, cause] * share
    slopes = []
    for table, value in zip(model.tables, evidence.attributes, strict=True):
        towards = -table if value != UNKNOWN else np.zeros_like(table)
        if value != UNKNOWN:
            towards[:, value] += 1.0
        slopes.append(weight[:, :, None] * towards)
    return tuple(slopes)


def _rate_slopes(
    model: Model, evidence: Evidence, found: Posterior, by_main: FloatArray
) -> FloatArray:
    weights = cell_weights(model, evidence)
    cells, base = cell_shares(model, evidence), base_share(model, evidence, weights)
    together = np.einsum("as,asm,ask->mk", weights, cells, cells)
    own = np.eye(base.size) - together / np.where(base > 0.0, base, 1.0)[:, None]
    listed = _listed(model, found)
    moved = mix_power(evidence) * (own - listed @ own)
    return np.asarray(by_main[:, : model.n_causes] @ moved)


def _ratio_slopes(
    model: Model, evidence: Evidence, found: Posterior, by_main: FloatArray
) -> FloatArray:
    weights = cell_weights(model, evidence)
    common = np.einsum("as,xas->x", weights, model.factor_rate)[:, None]
    odds = common * model.rate_ratio
    given = odds / (1.0 - common + odds)
    silent = evidence.silent_factors
    untold = factor_odds(model, evidence, weights) * model.rate_ratio
    slope = (evidence.factors == PRESENT)[:, None] - given
    slope[silent] += (untold / (1.0 + untold))[silent]
    slope[(evidence.factors == UNKNOWN) & ~silent] = 0.0
    own = by_main[:, : model.n_causes]
    against = own.sum(axis=1, keepdims=True) * _listed(model, found)
    return np.asarray(slope * (own - against)[:, None, :])


def _listed(model: Model, found: Posterior) -> FloatArray:
    share = found.prior.share[: model.n_causes]
    return np.asarray(share / share.sum())

"""What is probable before any finding is known.

What this module is
    The share of people of this age, sex, setting and these factors who come because of each
    main cause, who accompanies whom, and from both the prior of every hypothesis.

What it is not
    It looks at no finding and no attribute: `popliteus.engine.inference`.

Model
    log pi_m = log rate_m + log comes_m + (t - 1) log M_m + sum over known factors r of
    (log RR_mr x_r - log(1 + q_r (RR_mr - 1))) - log Z over the listed causes, times
    1 - unlisted_prior. M_m is the case mix of the setting, its share of m over all ages; t is 1,
    or 1/2 where nobody knows that the person is one of those who come (a told story, or no
    setting): the mix is tempered, age, sex and factors are not (ADR 0019).
    In a told story pi_m has the factor exp(salience) of who tells it and of each told risk:
    `popliteus.engine.salience` says what that is.
    P(m, B) = pi_m prod over b in B of rho_(b|m) prod over the others of (1 - rho_(b|m)).

    The bound |B| <= K - 1 is conditioned on: what it cuts off is taken away and the rest is
    divided by what is left, over all hypotheses together. So a main cause that usually has much
    company loses a little, and P(unlisted) is not exactly `unlisted_prior`. A link of 1 binds
    the main cause only: where the implying cause itself merely accompanies, nothing is implied.

Letters used for shapes
    A age bands, S sexes, C causes, X factors, F facts, H hypotheses, K the bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.engine.company import at_most, company_of, log_odds
from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import Hypotheses, hypotheses_of
from popliteus.engine.model import PRESENT, UNKNOWN, FloatArray, Model
from popliteus.engine.recent import Recent

#: Power of the case mix where nobody knows how the person came to be assessed.
TEMPERED_POWER = 0.5

#: Setting whose mix is tempered then: the default everywhere else too.
DEFAULT_SETTING = 0


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """Prior of one person.

    Attributes
    ----------
    share : float64 array, shape (C + 1,)
        pi, before the bound is conditioned on; sums to 1.
    company : float64 array, shape (C + 1, C)
        rho_(b|m); 0 where b cannot accompany m.
    log_odds_company : float64 array, shape (C + 1, C + 2)
        log rho - log(1 - rho); 0 where rho is 1 or the column is nobody.
    log_weight : float64 array, shape (H,)
        Log of P(m, B | the bound); -inf where impossible. The exponentials sum to 1.
    within : float64 array, shape (C + 1,)
        P(at most K - 1 causes accompany m).
    left_out : float64
        Prior mass that the bound cuts off, 0 to 1.
    """

    share: FloatArray
    company: FloatArray
    log_odds_company: FloatArray
    log_weight: FloatArray
    within: FloatArray
    left_out: float

    @property
    def main(self) -> FloatArray:
        """P(main cause | the bound), shape (C + 1,)."""
        kept = self.share * self.within
        return np.asarray(kept / kept.sum())


_recent: Recent[Prior] = Recent()


def prior_of(model: Model, evidence: Evidence) -> Prior:
    """Return the prior of one person.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        Only age band, sex, setting and factors are read.

    Returns
    -------
    Prior
        Its arrays are read-only; the last few are kept.

    Examples
    --------
    The rates are 3 to 1 and 0.2 is unlisted, so 0.6, 0.2 and 0.2.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> prior_of(toy_model(), evidence_of(toy_model())).share.round(3)
    array([0.6, 0.2, 0.2])
    """
    key = (
        evidence.age_band,
        evidence.sex,
        evidence.setting,
        evidence.mix_known,
        evidence.factors.tobytes(),
        evidence.silent_factors.tobytes(),
        evidence.told_factors.tobytes(),
        evidence.salient,
    )
    return _recent.get(model, key, lambda: _prior(model, evidence))


def _prior(model: Model, evidence: Evidence) -> Prior:
    found = hypotheses_of(model)
    weights = cell_weights(model, evidence)
    base = base_share(model, evidence, weights)
    share = with_factors(model, base, factor_terms(model, evidence, weights))
    company = company_of(model, weights)
    within = at_most(company, model.bound - 1)
    kept = share * within
    odds = log_odds(company)
    log_weight = _log_weights(found, share, company, odds) - np.log(kept.sum())
    left_out = float((share * (1.0 - within)).sum())
    for array in (share, company, odds, log_weight, within):
        array.setflags(write=False)
    return Prior(share, company, odds, log_weight, within, max(0.0, left_out))


def cell_weights(model: Model, evidence: Evidence) -> FloatArray:
    """Return how probable each age band and sex is: shape (A, S), sums to 1."""
    weights = model.people.copy()
    if evidence.age_band != UNKNOWN and evidence.sex != UNKNOWN:
        weights[:] = 0.0
        weights[evidence.age_band, evidence.sex] = 1.0
    elif evidence.age_band != UNKNOWN:
        weights[np.arange(len(weights)) != evidence.age_band] = 0.0
    elif evidence.sex != UNKNOWN:
        weights[:, 1 - evidence.sex] = 0.0
    return np.asarray(weights / weights.sum())


def leak_for(model: Model, evidence: Evidence) -> FloatArray:
    """Return the leak of every fact for this person: shape (F,).

    A known age band has its own row; otherwise the rows are averaged over the people who come.
    """
    if evidence.age_band != UNKNOWN:
        return np.asarray(model.leak[evidence.age_band])
    return np.asarray(cell_weights(model, evidence).sum(axis=1) @ model.leak)


def mix_power(evidence: Evidence) -> float:
    """Return the power that the case mix is raised to: 1, or 1/2 where it is not known."""
    known = evidence.mix_known and evidence.setting != UNKNOWN
    return 1.0 if known else TEMPERED_POWER


def _mix(model: Model, setting: int) -> FloatArray:
    """Return the case mix of a setting: shape (C,), in proportion; 1 for causes nobody has."""
    mix = np.einsum("as,asc->c", model.people, model.rate) * model.comes[setting]
    return np.where(mix > 0.0, mix, 1.0)


def base_share(model: Model, evidence: Evidence, weights: FloatArray) -> FloatArray:
    """Return the shares of the listed causes before factors.

    Each age band and sex is normalised by itself and the results are mixed.

    Parameters
    ----------
    weights : float64 array, shape (A, S)
        From `cell_weights`.

    Returns
    -------
    float64 array, shape (C,)
        Sums to 1; 0 for a cause removed wherever the person may be.
    """
    return np.asarray(np.einsum("as,asc->c", weights, cell_shares(model, evidence)))


def cell_shares(model: Model, evidence: Evidence) -> FloatArray:
    """Return the shares of the listed causes in each cell: shape (A, S, C), rows sum to 1."""
    setting = DEFAULT_SETTING if evidence.setting == UNKNOWN else evidence.setting
    rate = model.rate * model.comes[setting]
    if (power := mix_power(evidence)) != 1.0:
        rate = rate * _mix(model, setting) ** (power - 1.0)
    if evidence.salient and not evidence.mix_known:
        age, sex, place = model.who_salience
        told = age[:, None, :] + sex[None, :, :]
        rate = rate * np.exp(told if evidence.setting == UNKNOWN else told + place[setting])
    return np.asarray(rate / rate.sum(axis=2, keepdims=True))


def factor_terms(model: Model, evidence: Evidence, weights: FloatArray) -> FloatArray:
    """Return what each factor adds to the log of each cause's share.

    Returns
    -------
    float64 array, shape (X, C)
        log RR x - log(1 + q (RR - 1)) with x = 1 if present; a row of 0 where unknown. This is
        log P(x | m) / P(x), so on average over people a factor changes nothing. A silent factor
        counts as log P(silent | m) / P(silent), with P(silent) = 1 - t1 or 1 - t0.
    """
    common = np.einsum("as,xas->x", weights, model.factor_rate)[:, None]
    terms: FloatArray = -np.log1p(common * (model.rate_ratio - 1.0))
    terms[evidence.factors == PRESENT] += np.log(model.rate_ratio[evidence.factors == PRESENT])
    if evidence.salient:
        told = evidence.told_factors & (evidence.factors == PRESENT)
        terms[told] += model.factor_salience[told]
    terms[(evidence.factors == UNKNOWN) & ~evidence.silent_factors] = 0.0
    kept = evidence.silent_factors
    if kept.any():
        present, absent = _kept_back(model, common)
        untold = present * model.rate_ratio + absent
        terms[kept] += (np.log(untold) - np.log(present + absent))[kept]
    return terms


def factor_odds(model: Model, evidence: Evidence, weights: FloatArray) -> FloatArray:
    """Return the odds of each factor in everybody who is as silent about it: shape (X, 1).

    Silence makes what is usually told rarer; without it these are q / (1 - q).
    """
    common = np.einsum("as,xas->x", weights, model.factor_rate)[:, None]
    present, absent = _kept_back(model, common)
    silent = evidence.silent_factors[:, None]
    return np.where(silent, present / absent, common / (1.0 - common))


def _kept_back(model: Model, common: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return P(present and not told) and P(absent and not told), shape (X, 1) each."""
    told_present, told_absent = model.factor_telling[:, :1], model.factor_telling[:, 1:]
    return common * (1.0 - told_present), (1.0 - common) * (1.0 - told_absent)


def with_factors(model: Model, base: FloatArray, terms: FloatArray) -> FloatArray:
    """Return pi from base shares and factor terms.

    Parameters
    ----------
    base : float64 array, shape (C,)
    terms : float64 array, shape (X, C)

    Returns
    -------
    float64 array, shape (C + 1,)
        Sums to 1; the last entry is ``model.unlisted_prior`` exactly.
    """
    with np.errstate(divide="ignore"):
        log_share = np.log(base) + terms.sum(axis=0)
    share = np.exp(log_share - log_share.max())
    share *= (1.0 - model.unlisted_prior) / share.sum()
    return np.append(share, model.unlisted_prior)


def _log_weights(
    found: Hypotheses, share: FloatArray, company: FloatArray, odds: FloatArray
) -> FloatArray:
    alone = np.log1p(-np.where(company == 1.0, 0.0, company)).sum(axis=1)
    with np.errstate(divide="ignore"):
        alone += np.log(share)
    log_weight: FloatArray = alone[found.main]
    for companion in found.accompanying:
        log_weight += odds[found.main, companion]
    return log_weight

"""The same model in plain loops: the oracle, never used in production.

What this module is
    Prior, posterior and the total of an explanation, written from the formulas with `math` and
    lists, enumerating every main cause and every company by itself. No array arithmetic, nothing
    kept, nothing shared with the fast modules except the record of numbers.

What it is not
    Fast. A model of six causes is a large one here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from popliteus.engine.evidence import Evidence
from popliteus.engine.model import Model


@dataclass(frozen=True, slots=True)
class Reference:
    """What the loops found.

    Attributes
    ----------
    probability : list of float, length C + 1
    present : list of float, length C
    log_evidence : float
    left_out_prior : float
    left_out_result : float
        From a full enumeration of one cause more than the bound.
    prior_log_odds, log_odds : list of float, length C + 1
        Before any finding and after all; their difference is what contributions add up to.
    """

    probability: list[float]
    present: list[float]
    log_evidence: float
    left_out_prior: float
    left_out_result: float
    prior_log_odds: list[float]
    log_odds: list[float]


def reference(model: Model, evidence: Evidence) -> Reference:
    """Return everything the fast engine is compared with.

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> [round(p, 4) for p in reference(toy, evidence_of(toy, answers={"sign": 1})).probability]
    [0.3855, 0.3675, 0.2471]
    """
    n = len(model.causes)
    share = main_share(model, evidence)
    inside, beyond, cut_off = 0.0, 0.0, 0.0
    before, after, present = [0.0] * (n + 1), [0.0] * (n + 1), [0.0] * n
    for main in range(n + 1):
        for company, chance in companies(model, evidence, main):
            weight = share[main] * chance
            if len(company) > model.bound - 1:
                cut_off += weight
            if len(company) > model.bound or weight == 0.0:
                continue
            joint = weight * likelihood(model, evidence, main, company)
            if len(company) == model.bound:
                beyond += joint
                continue
            inside += joint
            before[main] += weight
            after[main] += joint
            for cause in {main, *company} - {n}:
                present[cause] += joint
    return Reference(
        probability=[weight / inside for weight in after],
        present=[weight / inside for weight in present],
        log_evidence=math.log(inside) - math.log(math.fsum(before)),
        left_out_prior=cut_off,
        left_out_result=beyond / (inside + beyond),
        prior_log_odds=log_odds(before),
        log_odds=log_odds(after),
    )


def log_odds(weights: list[float]) -> list[float]:
    """Return the log of each weight over the sum of the others."""
    found = []
    for place, weight in enumerate(weights):
        others = math.fsum(weights[:place] + weights[place + 1 :])
        found.append(math.log(weight / others) if weight > 0.0 else -math.inf)
    return found


def cells(model: Model, evidence: Evidence) -> list[tuple[int, int, float]]:
    """Return (age band, sex, weight) of every cell the person may be in."""
    possible = [
        (a, s, float(model.people[a, s]))
        for a in range(5)
        for s in range(2)
        if evidence.age_band in (-1, a) and evidence.sex in (-1, s)
    ]
    if len(possible) == 1:
        return [(possible[0][0], possible[0][1], 1.0)]
    total = sum(weight for _, _, weight in possible)
    return [(a, s, weight / total) for a, s, weight in possible]


def main_share(model: Model, evidence: Evidence) -> list[float]:
    """Return pi, unlisted last."""
    n = len(model.causes)
    setting = 0 if evidence.setting == -1 else evidence.setting
    exponent = 1.0 if evidence.mix_known and evidence.setting != -1 else 0.5
    mix = [0.0] * n
    for a in range(5):
        for s in range(2):
            for c in range(n):
                come = float(model.rate[a, s, c] * model.comes[setting, c])
                mix[c] += float(model.people[a, s]) * come
    base = [0.0] * n
    for a, s, weight in cells(model, evidence):
        rates = [float(model.rate[a, s, c] * model.comes[setting, c]) for c in range(n)]
        rates = [r * m ** (exponent - 1.0) if m > 0.0 else 0.0
                 for r, m in zip(rates, mix, strict=True)]  # fmt: skip
        if evidence.salient and not evidence.mix_known:
            age, sex, place = model.who_salience
            for c in range(n):
                here = float(place[setting, c]) if evidence.setting != -1 else 0.0
                rates[c] *= math.exp(float(age[a, c]) + float(sex[s, c]) + here)
        for c in range(n):
            base[c] += weight * rates[c] / sum(rates)
    for r in range(len(model.factors)):
        common = sum(w * float(model.factor_rate[r, a, s]) for a, s, w in cells(model, evidence))
        for c in range(n):
            ratio = float(model.rate_ratio[r, c])
            if evidence.factors[r] == 1:
                base[c] *= ratio / (1.0 + common * (ratio - 1.0))
                if evidence.salient and evidence.told_factors[r]:
                    base[c] *= math.exp(float(model.factor_salience[r, c]))
            elif evidence.factors[r] == 0:
                base[c] /= 1.0 + common * (ratio - 1.0)
            elif evidence.silent_factors[r]:
                told, told_absent = (float(one) for one in model.factor_telling[r])
                has = common * ratio / (1.0 + common * (ratio - 1.0))
                base[c] *= has * (1.0 - told) + (1.0 - has) * (1.0 - told_absent)
    listed = [(1.0 - model.unlisted_prior) * b / sum(base) for b in base]
    return [*listed, model.unlisted_prior]


def companion_chance(model: Model, evidence: Evidence, main: int, other: int) -> float:
    """Return rho of ``other`` given ``main``."""
    where = cells(model, evidence)
    link = float(model.link[main, other]) if main < len(model.causes) else math.nan
    if link == 1.0:
        return 1.0
    if all(model.rate[a, s, other] == 0.0 for a, s, w in where if w > 0.0):
        return 0.0
    if not math.isnan(link):
        return link
    if max(float(model.active[a, s, other]) for a in range(5) for s in range(2)) < (
        model.accompany_floor
    ):
        return 0.0
    return sum(weight * float(model.active[a, s, other]) for a, s, weight in where)


def companies(
    model: Model, evidence: Evidence, main: int
) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield every set of other causes, whatever its size, and its chance beside ``main``."""
    others = [c for c in range(len(model.causes)) if c != main]
    rho = {c: companion_chance(model, evidence, main, c) for c in others}
    for size in range(len(others) + 1):
        for company in combinations(others, size):
            chance = 1.0
            for c in others:
                chance *= rho[c] if c in company else 1.0 - rho[c]
            yield company, chance


def likelihood(model: Model, evidence: Evidence, main: int, company: tuple[int, ...]) -> float:
    """Return P(everything known | main, company)."""
    total = 0.0
    for g in range(len(model.presentation_cause)):
        if model.presentation_cause[g] == main:
            term = float(model.presentation_share[g])
            for q, value in enumerate(evidence.attributes):
                term *= float(model.tables[q][g, value]) if value != -1 else 1.0
            total += term
    for f in range(len(model.facts)):
        absent = no_fact_chance(model, evidence, f, (main, *company))
        given, otherwise = 1.0, 1.0
        for r in range(len(model.readings)):
            if model.reading_fact[r] == f:
                given *= reading_chance(model, evidence, r, 0)
                otherwise *= reading_chance(model, evidence, r, 1)
        total *= otherwise * absent + given * (1.0 - absent)
    return total * math.exp(told_more(model, evidence, main))


def told_more(model: Model, evidence: Evidence, main: int) -> float:
    """Return what told signs and values add to the log-weight of a main cause."""
    if main == len(model.causes):
        return 0.0
    signs = [
        float(model.salience[r, main])
        for r in range(len(model.readings))
        if evidence.told[r] and evidence.answers[r] == 1
    ]
    values = [
        float(model.value_salience[q][main, value])
        for q, value in enumerate(evidence.attributes)
        if evidence.told_attributes[q] and value != -1
    ]
    return math.fsum(signs + values)


def no_fact_chance(model: Model, evidence: Evidence, f: int, members: tuple[int, ...]) -> float:
    """Return P(no fact f | these causes)."""
    leak = sum(weight * float(model.leak[a, f]) for a, _, weight in cells(model, evidence))
    chance = 1.0 - leak
    for c in members:
        stated = float(model.fact[c, f] if c < len(model.causes) else model.fact_unlisted[f])
        chance *= 1.0 - max(0.0, (stated - leak) / (1.0 - leak))
    return chance


def reading_chance(model: Model, evidence: Evidence, r: int, given: int) -> float:
    """Return P(what is known of reading r | fact (0) or no fact (1))."""
    if evidence.silent[r]:
        yes = float(model.reading_yes[r, 0, given])
        t1, t0 = float(model.telling[r, 0]), float(model.telling[r, 1])
        return (1.0 - t1) * yes + (1.0 - t0) * (1.0 - yes)
    yes = float(model.reading_yes[r, evidence.reader[r], given])
    sure = model.volunteered if evidence.told[r] and given == 1 else 1.0
    return {1: sure * yes, 0: 1.0 - yes, -1: 1.0}[int(evidence.answers[r])]

"""The engine against pyAgrum, a general Bayesian-network library.

Expected numbers come from pyAgrum at run time (written against version 3.3.1); the version that
was used is in the failure message. The network is built here from the numbers of the model alone:
the main cause is one categorical node, accompanying causes are its binary children, the bound is
an observed node, facts are children of all of them, readings and silences children of facts, and
the presentation, with the attributes under it, a child of the main cause.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.metadata import version
from itertools import product
from typing import Any

import numpy as np
import pytest

from popliteus.engine import PRESENT, UNKNOWN, Evidence, Model, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model

#: Without types of its own; everything it returns is turned into numbers below.
pyagrum: Any = import_module("pyagrum")

#: Keeps exp(salience) a probability; taken out of P(everything known) again.
SCALE = 5.0

PEER = f"pyAgrum {version('pyagrum')}"


class Network:
    """A pyAgrum network and what is observed in it."""

    def __init__(self) -> None:
        self.net: Any = pyagrum.BayesNet()
        self.seen: dict[str, int] = {}

    def add(self, name: str, parents: list[str], table: np.ndarray) -> None:
        """Add a node; table axes are the parents in their order, then the node."""
        self.net.add(pyagrum.LabelizedVariable(name, name, table.shape[-1]))
        for parent in parents:
            self.net.addArc(parent, name)
        for states in np.ndindex(table.shape[:-1]):
            self.net.cpt(name)[dict(zip(parents, states, strict=True))] = list(table[states])

    def solve(self, seen: dict[str, int], nodes: list[str]) -> tuple[float, list[np.ndarray]]:
        """Return P(seen) and the distribution of each node given it."""
        inference: Any = pyagrum.LazyPropagation(self.net)
        inference.setEvidence(seen)
        inference.makeInference()
        found = [np.array(inference.posterior(node).tolist()) for node in nodes]
        return float(inference.evidenceProbability()), found


def main_table(model: Model, evidence: Evidence) -> np.ndarray:
    rate = model.rate[evidence.age_band, evidence.sex] * model.comes[evidence.setting]
    if not evidence.mix_known:  # the square root of what the setting sees over all ages
        seen = model.rate.reshape(10, -1).T @ model.people.ravel() * model.comes[evidence.setting]
        rate = rate / np.sqrt(np.where(seen > 0.0, seen, 1.0))
    if evidence.salient and not evidence.mix_known:
        age, sex, place = model.who_salience
        told_by = age[evidence.age_band] + sex[evidence.sex] + place[evidence.setting]
        rate = rate * np.exp(told_by)
    named = evidence.salient & evidence.told_factors & (evidence.factors == PRESENT)
    rate = rate * np.exp(model.factor_salience[named].sum(axis=0))
    for ratio, common, known, untold, told in zip(
        model.rate_ratio,
        model.factor_rate[:, evidence.age_band, evidence.sex],
        evidence.factors,
        evidence.silent_factors,
        model.factor_telling,
        strict=True,
    ):
        if known != UNKNOWN:
            rate = rate * (ratio if known else 1.0) / (1.0 + common * (ratio - 1.0))
        elif untold:
            has = common * ratio / (1.0 + common * (ratio - 1.0))
            rate = rate * (1.0 - has * told[0] - (1.0 - has) * told[1])
    return np.append((1.0 - model.unlisted_prior) * rate / rate.sum(), model.unlisted_prior)


def companion_table(model: Model, evidence: Evidence, b: int) -> np.ndarray:
    n = len(model.causes)
    table = np.empty((n + 1, 2))
    for m in range(n + 1):
        link = model.link[m, b] if m < n else np.nan
        rho = model.active[evidence.age_band, evidence.sex, b] if np.isnan(link) else link
        if np.isnan(link) and model.active[:, :, b].max() < model.accompany_floor:
            rho = 0.0
        if model.rate[evidence.age_band, evidence.sex, b] == 0.0 and link != 1.0:
            rho = 0.0
        table[m] = [1.0 - rho, rho] if m != b else [1.0, 0.0]
    return table


def fact_table(model: Model, evidence: Evidence, f: int) -> np.ndarray:
    n, leak = len(model.causes), model.leak[evidence.age_band, f]
    stated = np.append(model.fact[:, f], model.fact_unlisted[f])
    activation = np.maximum(0.0, (stated - leak) / (1.0 - leak))
    table = np.empty((n + 1, *([2] * n), 2))
    for main, *company in product(range(n + 1), *([range(2)] * n)):
        absent = (1.0 - leak) * (1.0 - activation[main])
        for b, active in enumerate(company):
            absent *= 1.0 - activation[b] if active and b != main else 1.0
        table[(main, *company)] = [absent, 1.0 - absent]
    return table


def silence_table(model: Model, r: int) -> np.ndarray:
    yes = model.reading_yes[r, 0, ::-1]
    t1, t0 = model.telling[r]
    silent = (1.0 - t1) * yes + (1.0 - t0) * (1.0 - yes)
    return np.stack([1.0 - silent, silent], axis=1)


def told_more(model: Model, evidence: Evidence) -> np.ndarray:
    added = np.zeros(len(model.causes) + 1)
    for r in np.flatnonzero(evidence.told & (evidence.answers == PRESENT)):
        added[:-1] += model.salience[r]
    for q in np.flatnonzero(evidence.told_attributes):
        if evidence.attributes[q] != UNKNOWN:
            added[:-1] += model.value_salience[q][:, evidence.attributes[q]]
    return added


def network(model: Model, evidence: Evidence) -> Network:
    n, made = len(model.causes), Network()
    made.seen["bound"] = 1
    made.add("main", [], main_table(model, evidence))
    company = [f"b{b}" for b in range(n)]
    for b, name in enumerate(company):
        made.add(name, ["main"], companion_table(model, evidence, b))
    within = np.zeros((*([2] * n), 2))
    for states in product(*([range(2)] * n)):
        within[states][int(sum(states) <= model.bound - 1)] = 1.0
    made.add("bound", company, within)
    for f in range(len(model.facts)):
        made.add(f"f{f}", ["main", *company], fact_table(model, evidence, f))
    for r, f in enumerate(model.reading_fact):
        if evidence.silent[r]:
            made.add(f"r{r}", [f"f{f}"], silence_table(model, r))
            made.seen[f"r{r}"] = 1
        else:
            yes = model.reading_yes[r, evidence.reader[r], ::-1]
            if evidence.told[r] and evidence.answers[r] == PRESENT:
                yes = yes * np.array([model.volunteered, 1.0])
            made.add(f"r{r}", [f"f{f}"], np.stack([1.0 - yes, yes], axis=1))
            if evidence.answers[r] != UNKNOWN:
                made.seen[f"r{r}"] = int(evidence.answers[r])
    # What was told is one more child of the main cause, as likely as the weights say.
    told = np.exp(told_more(model, evidence) - SCALE)
    made.add("told", ["main"], np.stack([1.0 - told, told], axis=1))
    made.seen["told"] = 1
    shares = np.zeros((n + 1, model.presentation_cause.size))
    shares[model.presentation_cause, np.arange(shares.shape[1])] = model.presentation_share
    made.add("presentation", ["main"], shares)
    for q, table in enumerate(model.tables):
        made.add(f"q{q}", ["presentation"], table)
        if evidence.attributes[q] != UNKNOWN:
            made.seen[f"q{q}"] = int(evidence.attributes[q])
    return made


@pytest.mark.parametrize("seed", range(12))
def test_agrees_with_pyagrum(seed: int) -> None:
    size = Size(causes=4, facts=3, readings=6, attributes=2, factors=2, bound=1 + seed % 4)
    model = arbitrary_model(seed, size)
    evidence = replace(
        arbitrary_evidence(model, seed + 100), age_band=seed % 5, sex=seed % 2, setting=seed % 4
    )
    peer = network(model, evidence)
    chance, (main, *company) = peer.solve(peer.seen, ["main", "b0", "b1", "b2", "b3"])
    within, _ = peer.solve({"bound": 1}, [])

    found = posterior(model, evidence)
    present = main[:4] + np.array(company)[:, 1]
    assert found.probability == pytest.approx(main, abs=1e-9), PEER
    assert found.present == pytest.approx(present, abs=1e-9), PEER
    assert found.left_out_prior == pytest.approx(1.0 - within, abs=1e-9), PEER
    assert found.log_evidence == pytest.approx(np.log(chance / within) + SCALE, abs=1e-9), PEER

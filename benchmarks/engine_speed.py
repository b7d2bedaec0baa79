"""How long the engine takes, beside a general Bayesian-network library on the same machine.

What this module is
    Median times of every step of an assessment at full size (33 causes, 100 facts, 60 answers),
    and of one posterior of a network that the library can still solve, by both.

What it is not
    A test. Nothing here asserts a time.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np

from popliteus.engine import UNKNOWN, Evidence, Model, posterior
from popliteus.engine.arbitrary import FULL_SIZE, Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.explain import explain
from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.selection import Page, score_pages
from popliteus.engine.simulate import draw_people
from popliteus.engine.surprise import surprise
from popliteus.engine.telling import most_telling

#: A network small enough for the library: 6 causes, any of which may accompany.
PEER_SIZE = Size(causes=6, facts=8, readings=8, attributes=0, factors=0, bound=3)


def median_ms(run: Callable[[], object], repeats: int = 15) -> float:
    """Return the median of some runs in milliseconds, after one to warm up."""
    run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


def full_size() -> tuple[Model, Evidence]:
    """Return a model of the size of the first release and a person with 60 known readings."""
    model = arbitrary_model(1, FULL_SIZE)
    # Every cause active enough to accompany every other: the largest enumeration there is.
    model = replace(model, active=np.clip(model.active, 0.006, None))
    evidence = arbitrary_evidence(model, 2, answered=1.0)
    answers = np.where(np.arange(evidence.answers.size) < 60, evidence.answers, UNKNOWN)
    attributes = np.where(np.arange(evidence.attributes.size) < 4, evidence.attributes, UNKNOWN)
    return model, replace(
        evidence, answers=answers, attributes=attributes, age_band=2, sex=0, setting=0
    )


def pages_of(model: Model) -> list[Page]:
    """Return about 30 pages: boxes by one, three and six, attributes, factors."""
    unasked = range(60, len(model.readings) - 6, 3)
    boxes = [
        Page("boxes", tuple(range(first, first + (1, 3, 6)[place % 3])))
        for place, first in enumerate(unasked)
    ]
    values = [Page("attribute", (item,)) for item in range(4, len(model.attributes))]
    return [*boxes, *values, Page("factors", (0, 1, 2))]


def engine_times() -> dict[str, float]:
    """Return milliseconds by step."""
    model, evidence = full_size()
    found = posterior(model, evidence)
    pages = pages_of(model)
    readings = range(60, len(model.readings))
    listed = hypotheses_of(model)
    return {
        f"posterior, {listed.n_sets} sets": median_ms(lambda: posterior(model, evidence)),
        f"score {len(pages)} pages": median_ms(lambda: score_pages(model, evidence, found, pages)),
        "explain all causes": median_ms(lambda: explain(model, evidence, found)),
        f"after each answer to {len(readings)} questions": median_ms(
            lambda: most_telling(model, evidence, found, readings=readings)
        ),
        "surprise": median_ms(lambda: surprise(model, evidence)),
        "draw 20 000 people": median_ms(
            lambda: draw_people(model, 20_000, setting=0, seed=1), repeats=3
        ),
    }


def peer_times() -> tuple[float, float]:
    """Return milliseconds for one posterior: ours, the library's."""
    model = arbitrary_model(1, PEER_SIZE)
    evidence = replace(arbitrary_evidence(model, 2, answered=1.0), age_band=2, sex=0, setting=0)
    library: Any = import_module("pyagrum")
    network, seen = _network(library, model, evidence)

    def theirs() -> None:
        inference = library.LazyPropagation(network)
        inference.setEvidence(seen)
        inference.makeInference()
        inference.posterior("main")

    return median_ms(lambda: posterior(model, evidence)), median_ms(theirs)


def _network(library: Any, model: Model, evidence: Evidence) -> tuple[Any, dict[str, int]]:  # noqa: ANN401 - the library has no types
    """Build the same structure: main, company, bound, facts and readings."""
    n, network = model.n_causes, library.BayesNet()
    prior = posterior(model, evidence).prior
    company = [f"b{b}" for b in range(n)]

    def add(name: str, parents: list[str], table: np.ndarray) -> None:
        network.add(library.LabelizedVariable(name, name, table.shape[-1]))
        for parent in parents:
            network.addArc(parent, name)
        for states in np.ndindex(table.shape[:-1]):
            network.cpt(name)[dict(zip(parents, states, strict=True))] = list(table[states])

    add("main", [], prior.share)
    for b, name in enumerate(company):
        add(name, ["main"], np.stack([1.0 - prior.company[:, b], prior.company[:, b]], axis=1))
    few = np.array([sum(states) < model.bound for states in product(range(2), repeat=n)])
    add("bound", company, np.stack([~few, few], axis=1).astype(float).reshape(*[2] * n, 2))
    active = np.array(list(product(range(2), repeat=n)), dtype=float)
    leak = model.leak[evidence.age_band]
    stated = np.vstack([model.fact, model.fact_unlisted])
    keep = np.minimum(1.0, (1.0 - stated) / (1.0 - leak))
    for f in range(len(model.facts)):
        absent = (1.0 - leak[f]) * np.outer(keep[:, f], np.prod(keep[:n, f] ** active, axis=1))
        table = np.stack([absent, 1.0 - absent], axis=-1).reshape(n + 1, *[2] * n, 2)
        add(f"f{f}", ["main", *company], table)
    for r, f in enumerate(model.reading_fact):
        yes = model.reading_yes[r, evidence.reader[r], ::-1]
        add(f"r{r}", [f"f{f}"], np.stack([1.0 - yes, yes], axis=1))
    seen = {f"r{r}": int(answer) for r, answer in enumerate(evidence.answers)}
    return network, seen | {"bound": 1}


def main() -> None:
    """Print the times."""
    for step, milliseconds in engine_times().items():
        print(f"{step:45} {milliseconds:9.2f} ms")
    ours, theirs = peer_times()
    print(f"{'posterior, 6 causes':45} {ours:9.2f} ms")
    print(f"{'the same by pyAgrum':45} {theirs:9.2f} ms, {theirs / ours:.1f} times ours")


if __name__ == "__main__":
    main()

"""One posterior and one next question, by popliteus and by pyAgrum, from the same numbers.

What this module is
    A network that a general library can solve exactly: the main cause is one categorical node,
    accompanying causes are its binary children, each cause has a node that says whether it is
    active in either role, facts are noisy-OR over those (`addNoisyORNet`, `addWeightedArc`), the
    bound is an observed node, readings are children of facts. Prints one line of JSON.

What it is not
    A test of correctness (``tests/peer``), though it looks first whether both agree.

Run it with ``python -m benchmarks.peer CAUSES FINDINGS``. It is a process of its own so that
whoever started it can end it when exact inference takes too long.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np

from benchmarks.timing import median_ms, median_of
from popliteus.engine import UNKNOWN, Evidence, Model, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.selection import Page, score_pages

#: How often the library, which is slow, is timed.
FEW = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both took, in milliseconds, and by how much they differ.

    Attributes
    ----------
    difference
        Largest difference between two probabilities, of main causes and of active causes.
    gain_difference
        Difference in the expected fall of entropy, in bits.
    ours_warm, theirs_warm
        A further posterior: the enumeration, or the junction tree, is there already.
    ours_cold, theirs_cold
        The first posterior of a model that was just loaded.
    ours_question, theirs_question
        Expected fall of the entropy of the main cause for one box, all else being prepared.
    """

    causes: int
    findings: int
    hypotheses: int
    difference: float
    gain_difference: float
    ours_warm: float
    ours_cold: float
    theirs_warm: float
    theirs_cold: float
    ours_question: float
    theirs_question: float


class Peer:
    """The same numbers as a network of pyAgrum.

    Parameters
    ----------
    model, evidence
        One person, whose age band, sex and setting are known and who told no story.
    """

    def __init__(self, model: Model, evidence: Evidence) -> None:
        self.library: Any = import_module("pyagrum")
        self.net: Any = self.library.BayesNet()
        self.model = model
        self.evidence = evidence
        self._causes()
        self._bound()
        self._findings()

    def _add(self, name: str, parents: list[str], table: np.ndarray) -> None:
        """Add a node; table axes are the parents in their order, then the node."""
        self.net.add(self.library.LabelizedVariable(name, name, table.shape[-1]))
        for parent in parents:
            self.net.addArc(parent, name)
        for states in np.ndindex(table.shape[:-1]):
            self.net.cpt(name)[dict(zip(parents, states, strict=True))] = list(table[states])

    def _causes(self) -> None:
        """Add the main cause, its company, and whether each cause is active in either role."""
        n = self.model.n_causes
        prior = posterior(self.model, self.evidence).prior
        self._add("main", [], prior.share)
        for cause in range(n + 1):
            is_main = np.arange(n + 1)[:, None] == cause
            if cause < n:
                rho = prior.company[:, cause]
                self._add(f"with{cause}", ["main"], np.stack([1.0 - rho, rho], axis=1))
                active = is_main | np.array([[False, True]])
                table = np.stack([~active, active], axis=-1).astype(float)
                self._add(f"active{cause}", ["main", f"with{cause}"], table)
            else:
                table = np.hstack([~is_main, is_main]).astype(float)
                self._add(f"active{cause}", ["main"], table)

    def _bound(self) -> None:
        """Add the node that says whether no more accompany than the bound allows."""
        n = self.model.n_causes
        few = np.array([sum(s) < self.model.bound for s in product(range(2), repeat=n)])
        table = np.stack([~few, few], axis=1).astype(float).reshape(*[2] * n, 2)
        company = [f"with{cause}" for cause in range(n)]
        self.net.add(self.library.LabelizedVariable("bound", "bound", 2))
        for parent in reversed(company):  # the table below counts its first parent fastest
            self.net.addArc(parent, "bound")
        self.net.cpt("bound").fillWith(table.ravel().tolist())

    def _findings(self) -> None:
        """Add facts as noisy-OR over the active causes, and a reading or more of each."""
        model = self.model
        leak = model.leak[self.evidence.age_band]
        stated = np.vstack([model.fact, model.fact_unlisted])
        activation = np.maximum(0.0, (stated - leak) / (1.0 - leak))
        for f in range(len(model.facts)):
            name = f"fact{f}"
            self.net.addNoisyORNet(self.library.LabelizedVariable(name, name, 2), float(leak[f]))
            for cause in np.flatnonzero(activation[:, f]):
                self.net.addWeightedArc(f"active{cause}", name, float(activation[cause, f]))
        for r, f in enumerate(model.reading_fact):
            yes = model.reading_yes[r, self.evidence.reader[r], ::-1]
            self._add(f"reading{r}", [f"fact{f}"], np.stack([1.0 - yes, yes], axis=1))

    def seen(self) -> dict[str, int]:
        """Return what is observed."""
        answers = enumerate(self.evidence.answers)
        return {f"reading{r}": int(a) for r, a in answers if a != UNKNOWN} | {"bound": 1}

    def engine(self, targets: list[str]) -> Any:  # noqa: ANN401 - the library has no types
        """Return exact inference that has seen the evidence and computes no more than asked."""
        inference = self.library.LazyPropagation(self.net)
        inference.setEvidence(self.seen())
        inference.setTargets(set(targets))
        return inference

    def chances(self) -> tuple[np.ndarray, np.ndarray]:
        """Return P(main cause) and P(active) of every cause."""
        names = [f"active{cause}" for cause in range(self.model.n_causes)]
        inference = self.engine(["main", *names])
        inference.makeInference()
        main = np.array(inference.posterior("main").tolist())
        return main, np.array([inference.posterior(name).tolist()[1] for name in names])

    def first(self) -> None:
        """Compute P(main cause) once, with a new junction tree."""
        inference = self.engine(["main"])
        inference.makeInference()
        inference.posterior("main")

    def again(self) -> Iterator[None]:
        """Compute P(main cause) again and again, one answer being changed each time."""
        inference = self.engine(["main"])
        while True:
            for answer in (0, 1):
                inference.chgEvidence("reading0", answer)
                inference.makeInference()
                inference.posterior("main")
                yield

    def gains(self, reading: int) -> Iterator[float]:
        """Yield the expected fall of the entropy of the main cause, in bits, from one box.

        The junction trees, the entropy before and P(yes) are there before the first one.
        """
        name = f"reading{reading}"
        inference = self.engine(["main", name])
        inference.makeInference()
        before = _bits(np.array(inference.posterior("main").tolist()))
        chance = np.array(inference.posterior(name).tolist())
        inference = self.engine(["main"])
        inference.addEvidence(name, 0)
        while True:
            after = 0.0
            for answer in (0, 1):
                inference.chgEvidence(name, answer)
                inference.makeInference()
                after += chance[answer] * _bits(np.array(inference.posterior("main").tolist()))
            yield before - after


def _bits(chance: np.ndarray) -> float:
    positive = chance[chance > 0.0]
    return float(-(positive * np.log2(positive)).sum())


def numbers(causes: int, findings: int) -> tuple[Model, Evidence]:
    """Return a made-up model and a person of known age, sex and setting, all but one answered."""
    size = Size(causes=causes, facts=findings, readings=findings, attributes=0, factors=0, bound=3)
    model = arbitrary_model(1, size)
    evidence = replace(
        arbitrary_evidence(model, 2, answered=1.0, silent=0.0), age_band=2, sex=0, setting=0
    )
    answers = evidence.answers.copy()
    answers[-1] = UNKNOWN
    return model, replace(evidence, answers=answers, silent=np.zeros(findings, dtype=bool))


def compare(causes: int, findings: int) -> Comparison:
    """Solve one network by both."""
    model, evidence = numbers(causes, findings)
    peer = Peer(model, evidence)
    found = posterior(model, evidence)
    main, active = peer.chances()
    asked = findings - 1
    page = [Page("boxes", (asked,), reader=int(evidence.reader[asked]))]
    fresh = iter([replace(model) for _ in range(FEW)])
    again, gains = peer.again(), peer.gains(asked)
    return Comparison(
        causes=causes,
        findings=findings,
        hypotheses=hypotheses_of(model).main.size,
        difference=float(
            max(np.abs(found.probability - main).max(), np.abs(found.present - active).max())
        ),
        gain_difference=abs(
            float(score_pages(model, evidence, found, page).gain_bits[0]) - next(gains)
        ),
        ours_warm=median_ms(lambda: posterior(model, evidence), 51),
        ours_cold=median_of(lambda: posterior(next(fresh), evidence), FEW),
        theirs_warm=median_ms(lambda: next(again), FEW),
        theirs_cold=median_of(peer.first, FEW),
        ours_question=median_ms(lambda: score_pages(model, evidence, found, page), 51),
        theirs_question=median_ms(lambda: next(gains), FEW),
    )


if __name__ == "__main__":
    print(json.dumps(asdict(compare(int(sys.argv[1]), int(sys.argv[2])))))

r"""What the model says about a cause by itself: how often things are said, what it is taken for.

What this module is
    `Chances`: for each cause P(a finding is reported | it is the cause), at the ages at which the
    cause comes, and by pairs how much two causes overlap and what separates them best.

Formulas
    * P(yes | cause) = P(fact | cause) r1 + (1 - P(fact | cause)) r0, with the reader's r1, r0;
    * overlap of two causes: :math:`\sqrt{\pi_b} \prod_k \sum_v \sqrt{P(v|a) P(v|b)}` over all facts
      and attributes: the Bhattacharyya bound on how often one is taken for the other, with the
      share :math:`\pi_b` of those who come because of the other;
    * how well one answer separates two causes:
      :math:`(p - q)(\mathrm{logit}\,p - \mathrm{logit}\,q)`, the information on either side
      together (Jeffreys).

What it is not
    An assessment of anybody. Every probability comes from the compiled model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from popliteus.engine.model import Model
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import SETTINGS

FloatArray = NDArray[np.float64]

#: Whose answers: the person, or for signs and tests a generalist.
_PATIENT, _GENERALIST = 0, 1

#: Where people come who read such a page.
_SETTING = SETTINGS.index("primary_care")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that can be said of a pain: a finding, or an option of an attribute.

    `option` is -1 for a finding.
    """

    item: int
    option: int
    mine: float
    other: float

    @property
    def telling(self) -> float:
        """How well it separates the two, in nats."""
        p, q = (min(max(one, 1e-6), 1 - 1e-6) for one in (self.mine, self.other))
        return float((p - q) * (np.log(p / (1 - p)) - np.log(q / (1 - q))))


class Chances:
    """The compiled model, seen from each cause alone.

    Attributes
    ----------
    fact : float64 array, shape (C, F)
        P(fact | cause), with what it implies and with what is there anyway at its ages.
    reading : float64 array, shape (C, R)
        P(yes | cause).
    options : tuple of Q float64 arrays, shapes (C, V_q)
        P(value | cause).
    share : float64 array, shape (C,)
        Share of those who come to primary care with leg or knee pain.
    at : float64 array, shape (C, A, S)
        How those with the cause are spread over ages and sexes.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.compiled = base.compiled
        model = self.compiled.model
        self.patient = np.array(
            [base.findings[name].who == "patient" for name in self.compiled.readings]
        )
        self.share, self.at = _shares(model)
        self.fact = _facts(model, self.at)
        reader = np.where(self.patient, _PATIENT, _GENERALIST)
        accuracy = model.reading_yes[np.arange(len(reader)), reader]
        fact = self.fact[:, model.reading_fact]
        self.reading: FloatArray = fact * accuracy[:, 0] + (1 - fact) * accuracy[:, 1]
        self.options = tuple(_options(model, table) for table in model.tables)
        self.overlap = self._overlap()

    def place(self, cause: str) -> int:
        """Return the place of a cause in every array."""
        return self.compiled.causes.index(cause)

    def others(self, cause: int, values: FloatArray) -> FloatArray:
        """Return the average of the other causes, each by its share, of values with axis 0 C."""
        weight = self.share.copy()
        weight[cause] = 0
        average: FloatArray = np.tensordot(weight / weight.sum(), values, axes=(0, 0))
        return average

    def look_alikes(self, cause: int, most: int) -> list[int]:
        """Return the causes that are most often taken for one, the likeliest first."""
        order = np.argsort(-self.overlap[cause], kind="stable")
        return [int(one) for one in order if one != cause][:most]

    def separators(self, mine: int, other: int) -> list[Said]:
        """Return what a person can say that separates two causes, the best first.

        Of the readings of one fact only the best is kept.
        """
        best: dict[int, Said] = {}
        for r in np.flatnonzero(self.patient):
            said = Said(int(r), -1, *(float(self.reading[c, r]) for c in (mine, other)))
            fact = int(self.compiled.model.reading_fact[r])
            if fact not in best or said.telling > best[fact].telling:
                best[fact] = said
        found = list(best.values())
        for q, table in enumerate(self.options):
            options = [
                Said(q, v, float(table[mine, v]), float(table[other, v]))
                for v in range(table.shape[1])
            ]
            found.append(max(options, key=lambda one: one.telling))
        return sorted(found, key=lambda one: (-one.telling, one.item, one.option))

    def _overlap(self) -> FloatArray:
        yes, no = np.sqrt(self.fact), np.sqrt(1 - self.fact)
        log = np.log(yes[:, None] * yes[None] + no[:, None] * no[None]).sum(axis=2)
        for table in self.options:
            root = np.sqrt(table)
            log = log + np.log(root @ root.T)
        both: FloatArray = np.exp(log) * np.sqrt(self.share)[None, :]
        return both


def _shares(model: Model) -> tuple[FloatArray, FloatArray]:
    """Return the share of each cause in primary care, and how its people are spread."""
    coming = model.rate * model.comes[_SETTING]
    within = coming / np.maximum(coming.sum(axis=2, keepdims=True), 1e-12)
    people = (model.people[:, :, None] * within).transpose(2, 0, 1)
    total = people.sum(axis=(1, 2))
    share: FloatArray = total / total.sum()
    return share, people / np.maximum(total, 1e-12)[:, None, None]


def _facts(model: Model, at: FloatArray) -> FloatArray:
    """Return P(fact | cause alone, at its ages), with the causes that it implies."""
    leak = at.sum(axis=2) @ model.leak
    own = np.maximum(model.fact, leak)
    for cause, other in zip(*np.nonzero(np.nan_to_num(model.link) >= 1), strict=True):
        own[cause] = 1 - (1 - own[cause]) * (1 - model.fact[other])
    fact: FloatArray = np.clip(own, 1e-6, 1 - 1e-6)
    return fact


def _options(model: Model, table: FloatArray) -> FloatArray:
    """Return P(value | cause) from the presentations of each cause."""
    found = np.zeros((model.n_causes, table.shape[1]))
    for g, cause in enumerate(model.presentation_cause):
        if cause < model.n_causes:
            found[cause] += model.presentation_share[g] * table[g]
    return found

"""How a published score does on people drawn from the model.

What this module is
    `ScoreContrast`: the share of people with a cause, and of people without it, who are in the
    upper band of a score, among those for whom the score says it is made.

What it is not
    A validation of the score. Every finding is answered by its usual reader; an item that only a
    clinician's judgement can give is left out, as everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, cast

import numpy as np

from popliteus.assess import Case
from popliteus.assess.evidence import said
from popliteus.engine.evidence import evidence_of
from popliteus.engine.hypotheses import same_hypotheses
from popliteus.engine.model import SETTINGS, FloatArray, Model
from popliteus.engine.prior import prior_of
from popliteus.evaluate.simulated import Practice, simulated
from popliteus.evaluate.study_group import Group
from popliteus.evaluate.variant import with_model
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Setting
from popliteus.rules import Rule
from popliteus.rules.scores import compute

#: The same people every time.
SEED: Final = 20_261_130

#: What is left of every other cause where people with one cause are drawn: the engine wants none
#: of them to be impossible.
HARDLY: Final = 1e-9

#: An upper and a lower band: only then is it clear what a figure of a score is about.
BANDS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class ScoreContrast:
    """Scores among people drawn with a cause and without it.

    Attributes
    ----------
    base
        The knowledge base.
    people
        How many are drawn with the cause, and how many without.
    """

    base: KnowledgeBase
    people: int
    _known: dict[tuple[object, ...], tuple[float, float, float] | None] = field(
        default_factory=dict, init=False, repr=False
    )

    def pair(self, name: str, c: int, group: Group) -> tuple[float, float, float] | None:
        """Return P(upper band | with), P(upper band | without), and P(with), at the gate.

        Parameters
        ----------
        name
            Id of the score.
        c
            The cause.
        group
            Whose ages, sex and setting are drawn.

        Returns
        -------
        tuple of float, or None
            Counts get half a person on either side. None: the score has not two bands.
        """
        key = (name, c, group.setting, group.ages, group.cells.tobytes())
        if key not in self._known:
            self._known[key] = self._drawn(self.base.rules[name], c, group)
        return self._known[key]

    def _drawn(self, rule: Rule, c: int, group: Group) -> tuple[float, float, float] | None:
        if rule.scheme is None or len(rule.scheme.bands) != BANDS:
            return None
        model = self.base.compiled.model
        shares = _shares(model, c, group)
        only = np.full(model.n_causes, HARDLY)
        only[c] = 1.0
        mine = replace(
            model,
            people=_spread(group.cells * shares),
            rate=model.rate * only,
            unlisted_prior=HARDLY,
        )
        others = replace(model, people=_spread(group.cells))
        given = [band for _, band in self._bands(rule, mine, group)]
        cause = model.causes[c]
        apart = [
            band
            for case, band in self._bands(rule, others, group)
            if case.gold and cause not in {case.gold.primary, *case.gold.coexisting}
        ]
        prior = float((group.cells * shares).sum() / group.cells.sum())
        reached = prior * _reached(given)
        missed = (1.0 - prior) * _reached(apart)
        return _upper(given), _upper(apart), reached / (reached + missed)

    def _bands(self, rule: Rule, model: Model, group: Group) -> Iterator[tuple[Case, bool | None]]:
        """Yield everybody of the right age: whether in the upper band, None outside the gate."""
        same_hypotheses(model, self.base.compiled.model)
        other = with_model(self.base, model)
        setting = cast("Setting", SETTINGS[group.setting])
        practice = Practice(setting=setting, seed=SEED, examined=True)
        upper = max(rule.scheme.bands, key=lambda band: band.lowest) if rule.scheme else None
        low, high = group.ages
        for case in simulated(other, self.people, practice):
            if case.age is not None and low <= case.age < high + 1:
                read = {item: case.answers[item] for item in rule.items if item in case.answers}
                found = compute(rule, said(replace(case, answers=read), self.base))
                yield case, found.band == upper if found.applies else None


def _shares(model: Model, c: int, group: Group) -> FloatArray:
    """Return P(main cause is c) at every age and sex: shape (A, S)."""
    shares = np.zeros_like(group.cells)
    for a, s in np.ndindex(shares.shape):
        evidence = evidence_of(model, age_band=a, sex=s, setting=group.setting)
        shares[a, s] = prior_of(model, evidence).main[c]
    return shares


def _spread(cells: FloatArray) -> FloatArray:
    """Return cells that sum to 1, with hardly anybody where nobody was."""
    kept = np.maximum(cells, cells.sum() * HARDLY)
    return np.asarray(kept / kept.sum())


def _upper(bands: list[bool | None]) -> float:
    inside = [band for band in bands if band is not None]
    return (sum(inside) + 0.5) / (len(inside) + 1)


def _reached(bands: list[bool | None]) -> float:
    return (sum(band is not None for band in bands) + 0.5) / (len(bands) + 1)

"""What the model implies for people with a cause, and for people without it.

What this module is
    `Contrast`: P(fact), P(yes), P(option) and P(factor) among those whose main cause is c, and
    among those who have not c at all, for any mixture of ages and sexes at one setting. From the
    two, every sensitivity, specificity, likelihood ratio and odds ratio of the model follows.

What it is not
    Nobody is assessed here and nothing is drawn: these are exact sums over all hypotheses.

Model
    With: sum over cells of P(cell, main = c) P(x | main = c, cell), over P(main = c); company
    comes along as it does in the prior. Without: the same over all hypotheses in which c is
    neither the main cause nor accompanies. An `unlisted` person has the factors of a person
    drawn from the listed causes, as in `popliteus.engine.simulate`.

Letters used for shapes
    A age bands, S sexes, C causes, F facts, H hypotheses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import evidence_of
from popliteus.engine.hypotheses import hypotheses_of, no_fact
from popliteus.engine.inference import posterior
from popliteus.engine.model import FloatArray, Model
from popliteus.engine.prior import prior_of


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One thing in people with each cause, and in people without it.

    Attributes
    ----------
    present, absent : float64 array, shape (C,)
        P(thing | c is the main cause), P(thing | c is not there); not a number where nobody of
        the group can have the cause.
    """

    present: FloatArray
    absent: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """One age band and sex: masses sum to 1 over main causes.

    main (C + 1,); apart (C, C + 1): main m and c not there; share (C,) of the listed causes;
    fact_main (C + 1, F) and fact_apart (C, F): mass that also has the fact.
    """

    main: FloatArray
    apart: FloatArray
    share: FloatArray
    fact_main: FloatArray
    fact_apart: FloatArray


class Contrast:
    """People with a cause against people without it, for one model.

    Parameters
    ----------
    model
        The compiled numbers.

    Examples
    --------
    The fact is there in 0.2 of ``first``, and in 0.8 of ``second`` alone (0.16) or in 0.8222 with
    company (0.04). Without ``first``: ``second`` alone has it in 0.8, `unlisted` (0.2) in 0.5, so
    (0.128 + 0.1) / 0.36.

    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> pair = Contrast(toy).fact(0, toy.people, setting=0)
    >>> pair.present.round(4), pair.absent.round(4)
    (array([0.2   , 0.8044]), array([0.6333, 0.275 ]))
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self._cells: dict[tuple[int, int, int], _Cell] = {}

    def fact(self, f: int, cells: FloatArray, setting: int) -> Pair:
        """Return P(fact f), with and without each cause.

        Parameters
        ----------
        f
            Which fact.
        cells : float64 array, shape (A, S)
            How the group is spread over ages and sexes, in any unit.
        setting
            Index into `SETTINGS`.
        """
        found = list(self._group(cells, setting))
        n = self.model.n_causes
        return _pair(
            _sum(w * cell.fact_main[:n, f] for w, _, _, cell in found),
            _sum(w * cell.main[:n] for w, _, _, cell in found),
            _sum(w * cell.fact_apart[:, f] for w, _, _, cell in found),
            _sum(w * cell.apart.sum(axis=1) for w, _, _, cell in found),
        )

    def reading(self, r: int, reader: int, cells: FloatArray, setting: int) -> Pair:
        """Return P(yes) of reading r by one reader, with and without each cause."""
        given, otherwise = self.model.reading_yes[r, reader]
        fact = self.fact(int(self.model.reading_fact[r]), cells, setting)
        return Pair(
            otherwise + (given - otherwise) * fact.present,
            otherwise + (given - otherwise) * fact.absent,
        )

    def option(self, q: int, value: int, cells: FloatArray, setting: int) -> Pair:
        """Return P(value of attribute q), with and without each cause."""
        model = self.model
        chance = np.zeros(model.n_causes + 1)
        weight = model.presentation_share * model.tables[q][:, value]
        np.add.at(chance, model.presentation_cause, weight)
        return self._of_main(lambda _a, _s, _cell: chance, cells, setting)

    def factor(self, x: int, cells: FloatArray, setting: int) -> Pair:
        """Return P(factor x is there), with and without each cause."""
        model = self.model

        def chance(a: int, s: int, cell: _Cell) -> FloatArray:
            common = model.factor_rate[x, a, s]
            listed = common * model.rate_ratio[x] / (1.0 + common * (model.rate_ratio[x] - 1.0))
            return np.append(listed, (cell.share * listed).sum() / cell.share.sum())

        return self._of_main(chance, cells, setting)

    def rate(self, c: int, cells: FloatArray, x: int | None = None) -> float:
        """Return how often people come with cause c, per 1000 person-years of a group.

        Parameters
        ----------
        c
            The cause.
        cells : float64 array, shape (A, S)
            How the *population* is spread.
        x
            A factor that all of them have, or None.
        """
        model = self.model
        rate = model.rate[:, :, c]
        if x is not None:
            ratio = model.rate_ratio[x, c]
            rate = rate * ratio / (1.0 + model.factor_rate[x] * (ratio - 1.0))
            cells = cells * model.factor_rate[x]
        return float((rate * cells).sum() / cells.sum())

    def fact_share(self, f: int, cells: FloatArray, setting: int) -> float:
        """Return P(fact f) among everybody in the group."""
        found = self._group(cells, setting)
        return float(sum(w * cell.fact_main[:, f].sum() for w, _, _, cell in found))

    def after(
        self,
        c: int,
        cells: FloatArray,
        setting: int,
        *,
        answers: dict[str, int] | None = None,
        factors: dict[str, int] | None = None,
        reader: int = 0,
    ) -> float:
        """Return P(cause c is there, as main cause or in company) after some answers."""
        weight = total = 0.0
        for w, a, s in _weights(cells):
            evidence = evidence_of(
                self.model, age_band=a, sex=s, setting=setting,
                answers=answers, factors=factors, reader=reader,
            )  # fmt: skip
            found = posterior(self.model, evidence, beyond=False)
            mass = w * float(np.exp(found.log_evidence))
            for name, code in (factors or {}).items():
                common = self.model.factor_rate[self.model.factors.index(name), a, s]
                mass *= common if code else 1.0 - common
            weight += mass
            total += mass * float(found.present[c])
        return total / weight

    def _of_main(
        self, chance: Callable[[int, int, _Cell], FloatArray], cells: FloatArray, setting: int
    ) -> Pair:
        """Return the pair of something that depends on the main cause: chance is (C + 1,)."""
        group = self._group(cells, setting)
        found = [(w, cell, chance(a, s, cell)) for w, a, s, cell in group]
        n = self.model.n_causes
        return _pair(
            _sum(w * cell.main[:n] * p[:n] for w, cell, p in found),
            _sum(w * cell.main[:n] for w, cell, _ in found),
            _sum(w * cell.apart @ p for w, cell, p in found),
            _sum(w * cell.apart.sum(axis=1) for w, cell, _ in found),
        )

    def _group(self, cells: FloatArray, setting: int) -> Iterator[tuple[float, int, int, _Cell]]:
        for w, a, s in _weights(cells):
            key = (a, s, setting)
            if key not in self._cells:
                self._cells[key] = _cell(self.model, a, s, setting)
            yield w, a, s, self._cells[key]


def _sum(parts: Iterable[FloatArray]) -> FloatArray:
    return np.asarray(np.sum(list(parts), axis=0), dtype=np.float64)


def _weights(cells: FloatArray) -> Iterator[tuple[float, int, int]]:
    """Yield share, age band and sex of every cell that somebody of the group is in."""
    for (a, s), w in np.ndenumerate(cells / cells.sum()):
        if w > 0.0:
            yield float(w), a, s


def _pair(
    with_it: FloatArray, with_all: FloatArray, apart: FloatArray, apart_all: FloatArray
) -> Pair:
    with np.errstate(invalid="ignore", divide="ignore"):
        return Pair(with_it / with_all, apart / apart_all)


def _cell(model: Model, a: int, s: int, setting: int) -> _Cell:
    n, found = model.n_causes, hypotheses_of(model)
    prior = prior_of(model, evidence_of(model, age_band=a, sex=s, setting=setting))
    weight = np.exp(prior.log_weight)
    main = np.zeros(n + 1)
    np.add.at(main, found.main, weight)
    # together[c, m]: m is the main cause and c is there.
    together = np.zeros((n + 2, n + 1))
    np.add.at(together, (found.main, found.main), weight)
    for companion in found.accompanying:
        np.add.at(together, (companion, found.main), weight)
    produced = 1.0 - no_fact(model, model.leak[a])
    by_set = np.bincount(found.set_index, weights=weight, minlength=found.n_sets)
    there = np.zeros((found.n_sets, n + 2))
    for member in found.members:
        there[np.arange(found.n_sets), member] = 1.0
    mass = produced * by_set
    starts = np.searchsorted(found.main, np.arange(n + 1))
    fact_main = np.add.reduceat(produced[:, found.set_index] * weight, starts, axis=1)
    return _Cell(
        main=main,
        apart=main[None, :] - together[:n],
        share=prior.share[:n],
        fact_main=fact_main.T,
        fact_apart=(mass.sum(axis=1)[:, None] - mass @ there[:, :n]).T,
    )

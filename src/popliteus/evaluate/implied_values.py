"""One quantity of the compiled model, in the words of a published figure.

What this module is
    `Values`: which sum of `popliteus.engine.contrast` a figure's ``quantity`` and ``of`` mean.

What it is not
    Whether the study's people can be mimicked is decided in `popliteus.evaluate.study_group`.

Terms
    In the record of a cause, "with" are people whose main cause it is, "without" are people in
    whom it is not there at all. In the record of a finding, they are people with and without the
    fact that it reads. A factor's odds ratio or rate ratio is the model's own ratio.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from popliteus.assess.evidence import default_reader
from popliteus.engine.contrast import Contrast, Pair
from popliteus.engine.model import READERS
from popliteus.evaluate.implied_scores import ScoreContrast
from popliteus.evaluate.study_group import Group
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.addresses import Figure
from popliteus.knowledge.records import Number


class NotImpliedError(Exception):
    """The model says nothing about this quantity; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What the model of a knowledge base implies.

    Attributes
    ----------
    base
        The knowledge base.
    contrast
        Of its compiled model.
    scores
        The same for its published scores.
    """

    base: KnowledgeBase
    contrast: Contrast
    scores: ScoreContrast

    def of(self, figure: Figure, group: Group) -> float:
        """Return the implied value of one figure for a group.

        Raises
        ------
        NotImpliedError
            The model says nothing about it.

        Examples
        --------
        >>> import popliteus
        >>> from popliteus.knowledge.addresses import Figures
        >>> from popliteus.evaluate.study_group import group_of
        >>> base = popliteus.load()
        >>> values = Values(base, Contrast(base.compiled.model), ScoreContrast(base, 10))
        >>> one = Figures(base)["lachman#benjaminse-sensitivity"]
        >>> yes = base.findings["lachman"].accuracy["specialist"].yes_if_fact
        >>> values.of(one, group_of(one.number, base.compiled.model)) == yes
        True
        """
        number = figure.number
        if figure.kind == "factors" and number.quantity == "prevalence":
            x = _place(self.base.compiled.factors, number.of.factor)
            common = self.contrast.model.factor_rate[x]
            return float((common * group.cells).sum() / group.cells.sum())
        if figure.kind == "findings":
            return self._of_reading(number, group)
        if figure.kind != "causes":
            raise NotImpliedError("in no cause, finding or factor")
        value = self._of_cause(number, self.base.compiled.causes.index(figure.record.id), group)
        if not math.isfinite(value):
            raise NotImpliedError("nobody of this age and sex has it")
        return value

    def _of_reading(self, number: Number, group: Group) -> float:
        """Return a quantity of a reading and its fact."""
        model = self.contrast.model
        r = _place(self.base.compiled.readings, number.of.finding)
        with_fact, without = (
            float(p) for p in model.reading_yes[r, self._reader(number, self.base)]
        )
        if number.quantity in {"post_test", "prevalence"}:
            fact = int(model.reading_fact[r])
            prior = self.contrast.fact_share(fact, group.cells, group.setting)
            if number.direction == "opposes":
                with_fact, without = 1.0 - with_fact, 1.0 - without
            return prior * with_fact / (prior * with_fact + (1.0 - prior) * without)
        return quantity_of(number.quantity, with_fact, without)

    def _of_cause(self, number: Number, c: int, group: Group) -> float:
        """Return a quantity of something in, or after something of, a cause."""
        model, of, compiled = self.contrast.model, number.of, self.base.compiled
        x = None if of.factor is None else _place(compiled.factors, of.factor)
        if number.quantity == "rate_per_1000":
            rate = self.contrast.rate(c, group.cells, x)
            if rate <= 0.0:
                raise NotImpliedError("nobody of this age and sex has it")
            return rate
        if x is not None and number.quantity in {"odds_ratio", "rate_ratio"}:
            return float(model.rate_ratio[x, c])
        if of.rule is not None:
            return self._of_score(number, c, group)
        if number.quantity in {"post_test", "prevalence"}:
            return self._after(number, c, group)
        pair = self._pair(number, group)
        return quantity_of(number.quantity, float(pair.present[c]), float(pair.absent[c]))

    def _pair(self, number: Number, group: Group) -> Pair:
        of, compiled, cells = number.of, self.base.compiled, group.cells
        if of.finding is not None:
            r = _place(compiled.readings, of.finding)
            return self.contrast.reading(r, self._reader(number, self.base), cells, group.setting)
        if of.fact is not None:
            return self.contrast.fact(_place(compiled.facts, of.fact), cells, group.setting)
        if of.factor is not None:
            return self.contrast.factor(_place(compiled.factors, of.factor), cells, group.setting)
        if of.attribute is not None and of.option is not None:
            q = _place(compiled.attributes, of.attribute)
            value = compiled.option(of.attribute, of.option)
            return self.contrast.option(q, value, cells, group.setting)
        raise NotImpliedError("no item of the model")

    def _after(self, number: Number, c: int, group: Group) -> float:
        of, code = number.of, int(number.direction != "opposes")
        if of.finding is not None:
            _place(self.base.compiled.readings, of.finding)
            return self.contrast.after(
                c, group.cells, group.setting, answers={of.finding: code},
                reader=self._reader(number, self.base),
            )  # fmt: skip
        if of.factor is not None:
            factors = {of.factor: code}
            return self.contrast.after(c, group.cells, group.setting, factors=factors)
        raise NotImpliedError("no probability after this")

    def _of_score(self, number: Number, c: int, group: Group) -> float:
        found = self.scores.pair(str(number.of.rule), c, group)
        if found is None:
            raise NotImpliedError("a score of more than two bands")
        with_cause, without, prior = found
        if number.quantity not in {"post_test", "prevalence"}:
            return quantity_of(number.quantity, with_cause, without)
        if number.direction == "opposes":
            with_cause, without = 1.0 - with_cause, 1.0 - without
        return prior * with_cause / (prior * with_cause + (1.0 - prior) * without)

    @staticmethod
    def _reader(number: Number, base: KnowledgeBase) -> int:
        """Return who reads: as the record says, else whoever usually does."""
        if number.reader in READERS:
            return READERS.index(str(number.reader))
        return default_reader(base.findings[str(number.of.finding)])


def quantity_of(quantity: str, with_it: float, without: float) -> float:
    """Return a quantity from P(thing | with) and P(thing | without).

    Raises
    ------
    NotImpliedError
        It is none that follows from the two.

    Examples
    --------
    >>> quantity_of("lr_positive", 0.75, 0.25), quantity_of("odds_ratio", 0.75, 0.25)
    (3.0, 9.0)
    >>> quantity_of("specificity", 0.75, 0.25), round(quantity_of("lr_negative", 0.75, 0.25), 4)
    (0.75, 0.3333)
    """
    if quantity in {"sensitivity", "share"}:
        return with_it
    if quantity == "specificity":
        return 1.0 - without
    if quantity in {"lr_positive", "rate_ratio"}:
        return with_it / without
    if quantity == "lr_negative":
        return (1.0 - with_it) / (1.0 - without)
    if quantity == "odds_ratio":
        return with_it / (1.0 - with_it) / (without / (1.0 - without))
    raise NotImpliedError(f"{quantity.replace('_', ' ')} is not in the model")


def _place(names: tuple[str, ...], name: str | None) -> int:
    if name not in names:
        raise NotImpliedError("no item of the model")
    return names.index(name)

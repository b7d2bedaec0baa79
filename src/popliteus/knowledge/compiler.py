"""A knowledge base as the arrays of the engine, with the places of every id.

The compiler only arranges. Every formula is in `popliteus.knowledge.derive`; every number is in
the files. Cells that say a cause does not produce a fact become the leak, so that the activation
is nought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from popliteus.engine.model import LEVELS as HARM_LEVELS
from popliteus.engine.model import Model
from popliteus.engine.model import Spread as EngineSpread
from popliteus.knowledge import derive, harm, kept, salience
from popliteus.knowledge.records import AGE_BANDS, SETTINGS, Attribute, Cell, Factor, Finding
from popliteus.knowledge.records.advice import Spread as SpreadRecord

if TYPE_CHECKING:
    from popliteus.knowledge.base import KnowledgeBase

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

#: Probabilities stay this far from 0 and 1, whatever a file says.
MARGIN = 1e-5

#: Error groups: judgements of frequency share one rater group, those of rates another.
CELL_GROUP, RATE_GROUP, RATIO_GROUP = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Compiled:
    """The engine's model and where each id stands in it."""

    model: Model
    causes: tuple[str, ...]
    facts: tuple[str, ...]
    readings: tuple[str, ...]
    factors: tuple[str, ...]
    attributes: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]

    def option(self, attribute: str, value: str) -> int:
        """Return the place of an option."""
        return self.options[self.attributes.index(attribute)].index(value)


def compile_base(base: KnowledgeBase) -> Compiled:
    """Arrange a knowledge base as arrays.

    Raises
    ------
    ValueError
        A cell or figure that cannot be used; ``popliteus check`` names file and line.
    """
    causes, facts, attributes = tuple(base.causes), tuple(base.facts), tuple(base.attributes)
    readings, factors = _readings(base), _factors(base)
    leak = _leak(base)
    fact, produced = _facts(base, leak)
    owner, share, tables = _presentations(base, attributes)
    model = Model(
        causes=causes,
        facts=facts,
        readings=readings,
        attributes=attributes,
        factors=factors,
        rate=_rates(base),
        people=np.array([base.settings.people[band] for band in AGE_BANDS]),
        comes=_comes(base),
        rate_ratio=_ratios(base, factors),
        factor_rate=_common(base, factors),
        unlisted_prior=base.settings.unlisted_prior,
        link=_links(base),
        active=_active(base),
        bound=base.settings.accompanying_at_most + 1,
        accompany_floor=base.settings.accompany_from,
        fact=fact,
        leak=leak,
        fact_unlisted=np.maximum(produced.mean(axis=0), base.settings.unlisted_least),
        reading_fact=_fact_of(base, facts, readings),
        reading_yes=_accuracy(base, readings),
        telling=np.array([_telling(base, base.findings[name]) for name in readings]),
        tellable=_tellable(base, readings),
        presentation_cause=owner,
        presentation_share=share,
        tables=tables,
        harm=harm.when_new(base),
        harm_later=harm.later(base),
        needless=_needless(base),
        spread=_spread(base, readings, factors, tables),
        factor_telling=np.array([_telling(base, base.factors[name]) for name in factors]),
        volunteered=base.settings.volunteered,
        **salience.arrays(base, readings, factors),
    )
    return Compiled(model, causes, facts, readings, factors, attributes, _options(base))


def _readings(base: KnowledgeBase) -> tuple[str, ...]:
    return tuple(name for name, one in base.findings.items() if one.role == "reading")


def _factors(base: KnowledgeBase) -> tuple[str, ...]:
    return tuple(name for name, one in base.factors.items() if one.use == "risk")


def _options(base: KnowledgeBase) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.id for one in each.options) for each in base.attributes.values())


def compiled_from(blocks: kept.Blocks) -> Compiled:
    """Return what `compile_base` made before, from the blocks it was kept in."""
    model = kept.model_from(blocks)
    options = tuple(tuple(names) for names in blocks[0]["options"])
    return Compiled(
        model,
        model.causes,
        model.facts,
        model.readings,
        model.factors,
        model.attributes,
        options,
    )


def _fact_of(base: KnowledgeBase, facts: Sequence[str], readings: Sequence[str]) -> IntArray:
    return np.array(
        [facts.index(str(base.findings[name].fact)) for name in readings], dtype=np.intp
    )


def _needless(base: KnowledgeBase) -> FloatArray:
    visits = {str(level): cost for level, cost in base.settings.needless.items()}
    return np.array([visits[level] for level in HARM_LEVELS])


def _tellable(base: KnowledgeBase, readings: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([base.findings[name].telling != "none" for name in readings])


def _comes(base: KnowledgeBase) -> FloatArray:
    causes = base.causes.values()
    return np.array([[one.comes.get(setting, MARGIN) for one in causes] for setting in SETTINGS])


def _leak(base: KnowledgeBase) -> FloatArray:
    return np.array(
        [[fact.leak[band] for fact in base.facts.values()] for band in AGE_BANDS], dtype=np.float64
    )


def _facts(base: KnowledgeBase, leak: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return s for the engine, and s with "not produced" as the word says, for `unlisted`."""
    n_facts = len(base.facts)
    engine = np.empty((len(base.causes), n_facts))
    said = np.empty_like(engine)
    least_leak, least_word = leak.min(axis=0), base.settings.words["none"]
    for c, cause in enumerate(base.causes.values()):
        for f, fact in enumerate(base.facts):
            value = derive.fact_probability(cause, fact, base.findings, base.settings)
            engine[c, f] = least_leak[f] if value is None else value
            said[c, f] = least_word if value is None else value
    return np.clip(engine, MARGIN, 1 - MARGIN), said


def _rates(base: KnowledgeBase) -> FloatArray:
    """Return rates, shape (A, S, C)."""
    causes = base.causes.values()
    return np.array(
        [[one.rate.per_1000.get(band, (0.0, 0.0)) for one in causes] for band in AGE_BANDS]
    ).transpose(0, 2, 1)


def _active(base: KnowledgeBase) -> FloatArray:
    """Return how likely each cause is active beside another pain, shape (A, S, C)."""
    result = np.zeros((len(AGE_BANDS), 2, len(base.causes)))
    for c, cause in enumerate(base.causes.values()):
        for a, band in enumerate(AGE_BANDS):
            result[a, :, c] = derive.active(cause, band)
    return np.minimum(result, 1 - MARGIN)


def _ratios(base: KnowledgeBase, factors: Sequence[str]) -> FloatArray:
    result = np.ones((len(factors), len(base.causes)))
    for c, cause in enumerate(base.causes.values()):
        for ratio in cause.factors:
            result[factors.index(ratio.factor), c] = ratio.ratio
    return result


def _common(base: KnowledgeBase, factors: Sequence[str]) -> FloatArray:
    common = [
        [base.factors[name].common.get(band, (0.0, 0.0)) for band in AGE_BANDS] for name in factors
    ]
    return np.clip(np.array(common, dtype=np.float64), MARGIN, 1 - MARGIN)


def _links(base: KnowledgeBase) -> FloatArray:
    causes = tuple(base.causes)
    result = np.full((len(causes), len(causes)), np.nan)
    for m, cause in enumerate(base.causes.values()):
        for link in cause.links:
            result[m, causes.index(link.cause)] = min(link.probability, 1 - MARGIN)
        for implied in cause.implies:
            result[m, causes.index(implied)] = 1.0
    return result


def _accuracy(base: KnowledgeBase, readings: Sequence[str]) -> FloatArray:
    result = np.empty((len(readings), 3, 2))
    for r, name in enumerate(readings):
        finding = base.findings[name]
        for n, reader in enumerate(derive.readers_of(finding)):
            result[r, n] = derive.accuracy(finding, reader, base.settings)
    return np.clip(result, 1e-3, 1 - 1e-3)


def _telling(base: KnowledgeBase, told: Finding | Factor) -> tuple[float, float]:
    if told.telling == "none":
        return (0.5, 0.5)
    rates = base.settings.telling[told.telling]
    return (rates.present, rates.absent)


def _presentations(
    base: KnowledgeBase, attributes: Sequence[str]
) -> tuple[IntArray, FloatArray, tuple[FloatArray, ...]]:
    """Return cause and share of each presentation, and the tables mixed with the average."""
    owner: list[int] = []
    share: list[float] = []
    rows: list[list[list[float]]] = [[] for _ in attributes]
    for c, cause in enumerate(base.causes.values()):
        total = sum(one.share for one in cause.presentations)
        for one in cause.presentations:
            owner.append(c)
            share.append(one.share / total)
            for q, name in enumerate(attributes):
                rows[q].append(_row(one.tables.get(name, {}), base.attributes[name], base))
    n_causes = len(base.causes)
    per_cause = np.zeros((n_causes, len(owner)))
    per_cause[owner, np.arange(len(owner))] = share
    mixed = []
    for q in range(len(attributes)):
        table = np.array(rows[q])
        average = (per_cause @ table).mean(axis=0)
        table = (1 - base.settings.average_share) * table + base.settings.average_share * average
        mixed.append(np.vstack([table, average]))
    return np.array([*owner, n_causes], dtype=np.intp), np.array([*share, 1.0]), tuple(mixed)


def _row(table: dict[str, Cell], attribute: Attribute, base: KnowledgeBase) -> list[float]:
    names = [option.id for option in attribute.options]
    if not table:
        return [1 / len(names)] * len(names)
    return derive.weights(table, names, base.settings)


def _spread(
    base: KnowledgeBase,
    readings: Sequence[str],
    factors: Sequence[str],
    tables: tuple[FloatArray, ...],
) -> EngineSpread:
    """Return the standard deviation of every number, judged or published."""
    sizes = base.settings.spread
    n_causes, n_facts = len(base.causes), len(base.facts)

    def both(kind: SpreadRecord, shape: tuple[int, ...]) -> FloatArray:
        return np.broadcast_to([kind.shared, kind.own], (*shape, 2)).copy()

    fact = both(sizes["cell"], (n_causes, n_facts))
    fact_group = np.full((n_causes, n_facts), CELL_GROUP, dtype=np.intp)
    for c, cause in enumerate(base.causes.values()):
        for f, name in enumerate(base.facts):
            if cause.facts.get(name) != derive.PUBLISHED:
                continue
            number = derive.parameter_of(cause, name, base.findings)
            if number is not None:
                fact[c, f] = (0.0, derive.logit_sd(number.estimate, sizes["published"].own))
                fact_group[c, f] = -1
    reading = both(sizes["reading"], (len(readings), 2))
    return EngineSpread(
        rate=both(sizes["rate"], (n_causes,)),
        rate_group=np.full(n_causes, RATE_GROUP, dtype=np.intp),
        ratio=both(sizes["ratio"], (len(factors), n_causes)),
        ratio_group=np.full((len(factors), n_causes), RATIO_GROUP, dtype=np.intp),
        fact=fact,
        fact_group=fact_group,
        leak=both(sizes["leak"], (n_facts,)),
        leak_group=np.full(n_facts, CELL_GROUP, dtype=np.intp),
        table=tuple(both(sizes["table"], table.shape) for table in tables),
        table_group=tuple(np.full(t.shape, CELL_GROUP, dtype=np.intp) for t in tables),
        reading=reading,
        reading_group=np.full((len(readings), 2), -1, dtype=np.intp),
    )

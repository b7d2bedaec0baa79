"""Models and people made up at random, for tests and benchmarks.

What this module is
    A `Model` of any size and an `Evidence` to go with it, from a seed: links and implied causes,
    several readings of one fact, several presentations, removed causes, silence, unknown age.

What it is not
    A sample of anything real. The numbers are chosen to reach corners, not to be plausible.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.model import (
    AGE_BANDS,
    LEVELS,
    READERS,
    SETTINGS,
    SEXES,
    UNKNOWN,
    FloatArray,
    Model,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a made-up model is; letters as on `Model`.

    Attributes
    ----------
    causes, facts, readings, attributes, factors : int
        At least one cause; readings only where there are facts.
    bound : int
        K.
    """

    causes: int = 4
    facts: int = 3
    readings: int = 5
    attributes: int = 2
    factors: int = 2
    bound: int = 3


#: What needless visits cost in every made-up model.
NEEDLESS = np.array([0.4, 1.0, 3.0])

#: The size that the speed of the engine is stated for.
FULL_SIZE = Size(causes=33, facts=100, readings=130, attributes=10, factors=25, bound=3)


def arbitrary_model(seed: int, size: Size) -> Model:
    """Make up a model.

    Parameters
    ----------
    seed
        The same seed and size give the same model.
    size
        How large.

    Returns
    -------
    Model
        With no `Spread`.

    Examples
    --------
    >>> arbitrary_model(1, Size()).fact.shape
    (4, 3)
    """
    rng = np.random.default_rng(seed)
    return _salient(rng, _plain(rng, size))


def _plain(rng: np.random.Generator, size: Size) -> Model:
    """Return a model in which it says nothing that something was told."""
    c, f, r, x = size.causes, size.facts, size.readings, size.factors
    bands, sexes = len(AGE_BANDS), len(SEXES)
    cause, share = _presentations(rng, c)
    people = rng.uniform(0.2, 1.0, (bands, sexes))
    leak = np.minimum(0.9, rng.uniform(0.01, 0.2, f) * rng.uniform(0.5, 1.5, (bands, f)))
    # Some causes do nothing for a fact, a few are stated a hair below the leak.
    stated = np.where(rng.random((c, f)) < 0.5, leak.mean(axis=0), rng.uniform(0.2, 0.98, (c, f)))
    return Model(
        causes=_names("cause", c),
        facts=_names("fact", f),
        readings=_names("reading", r),
        attributes=_names("attribute", size.attributes),
        factors=_names("factor", x),
        rate=_rates(rng, c),
        people=people / people.sum(),
        comes=rng.uniform(0.1, 1.0, (len(SETTINGS), c)),
        rate_ratio=rng.lognormal(0.0, 1.0, (x, c)),
        factor_rate=rng.uniform(0.02, 0.6, (x, bands, sexes)),
        link=_links(rng, size),
        active=rng.uniform(0.0, 0.03, (bands, sexes, c)) * (rng.random(c) < 0.8),
        fact=stated,
        leak=leak,
        fact_unlisted=np.maximum(0.1, stated.mean(axis=0)),
        reading_fact=np.concatenate([np.arange(min(r, f)), rng.integers(0, max(f, 1), r)])[:r],
        reading_yes=_pairs(rng, (r, len(READERS)), given=(0.6, 0.98), otherwise=(0.02, 0.3)),
        telling=_pairs(rng, (r,), given=(0.4, 0.9), otherwise=(0.02, 0.3)),
        tellable=rng.random(r) < 0.8,
        presentation_cause=cause,
        presentation_share=share,
        tables=tuple(_table(rng, cause.size) for _ in range(size.attributes)),
        harm=_harm(rng, c),
        harm_later=np.stack([_harm(rng, c), _harm(rng, c)]),
        needless=NEEDLESS,
        unlisted_prior=float(rng.uniform(0.01, 0.2)),
        bound=size.bound,
        factor_telling=_pairs(rng, (x,), given=(0.4, 0.9), otherwise=(0.02, 0.3)),
        volunteered=float(rng.uniform(0.1, 1.0)),
    )


def _salient(rng: np.random.Generator, model: Model) -> Model:
    """Return the same model, in which telling says something."""

    def like(weights: FloatArray) -> FloatArray:
        return rng.normal(0.0, 0.5, weights.shape)

    return replace(
        model,
        salience=like(model.salience),
        factor_salience=like(model.factor_salience),
        value_salience=tuple(like(one) for one in model.value_salience),
        who_salience=tuple(like(one) for one in model.who_salience),
    )


def arbitrary_evidence(
    model: Model, seed: int, *, answered: float = 0.5, silent: float = 0.5
) -> Evidence:
    """Make up a person.

    Parameters
    ----------
    model
        What the person is described in.
    seed
        The same seed gives the same person.
    answered
        Share of readings, attributes and factors that are known, in expectation.
    silent
        Share of the other tellable readings that a story did not mention.

    Returns
    -------
    Evidence
    """
    rng = np.random.default_rng(seed)
    r, x = len(model.readings), len(model.factors)
    known = rng.random(r) < answered
    mute = ~known & model.tellable & (rng.random(r) < silent)
    values = [rng.integers(0, table.shape[1]) for table in model.tables]
    told = np.where(rng.random(len(values)) < answered, np.array(values, dtype=np.intp), -1)
    person = Evidence(
        age_band=int(rng.integers(-1, len(AGE_BANDS))),
        sex=int(rng.integers(-1, len(SEXES))),
        setting=int(rng.integers(-1, len(SETTINGS))),
        factors=np.where(rng.random(x) < answered, rng.integers(0, 2, x), -1).astype(np.int8),
        answers=np.where(known, rng.integers(0, 2, r), -1).astype(np.int8),
        reader=rng.integers(0, len(READERS), r).astype(np.int8),
        silent=mute,
        attributes=told,
        mix_known=bool(rng.integers(0, 2)),
        stage=int(rng.integers(0, model.harm_later.shape[0] + 1)),
    )
    untold = (person.factors == UNKNOWN) & (rng.random(x) < silent)
    volunteered = known & (rng.random(r) < answered)
    chosen = (told != UNKNOWN) & (rng.random(len(values)) < answered)
    return replace(
        person,
        silent_factors=untold,
        told=volunteered,
        told_attributes=chosen,
        told_factors=(person.factors != UNKNOWN) & (rng.random(x) < answered),
    )


def _names(kind: str, count: int) -> tuple[str, ...]:
    return tuple(f"{kind}-{number}" for number in range(count))


def _rates(rng: np.random.Generator, causes: int) -> FloatArray:
    """Return rates: a tenth of the cells removed, but never those of the first cause."""
    rate = rng.lognormal(0.0, 1.5, causes) * rng.uniform(
        0.5, 2.0, (len(AGE_BANDS), len(SEXES), causes)
    )
    removed = rng.random(rate.shape) < 0.1
    removed[:, :, 0] = False
    return np.where(removed, 0.0, rate)


def _pairs(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    given: tuple[float, float],
    otherwise: tuple[float, float],
) -> FloatArray:
    return np.stack([rng.uniform(*given, shape), rng.uniform(*otherwise, shape)], axis=-1)


def _harm(rng: np.random.Generator, causes: int) -> FloatArray:
    shape = (len(LEVELS), causes)
    return np.where(rng.random(shape) < 0.4, rng.uniform(1.0, 60.0, shape), np.nan)


def _presentations(rng: np.random.Generator, causes: int) -> tuple[np.ndarray, FloatArray]:
    """Return cause and share: every main cause has one to three, `unlisted` one."""
    counts = np.append(rng.integers(1, 4, causes), 1)
    cause = rng.permutation(np.repeat(np.arange(causes + 1), counts))
    share = rng.uniform(0.2, 1.0, cause.size)
    return cause, share / np.bincount(cause, weights=share)[cause]


def _table(rng: np.random.Generator, presentations: int) -> FloatArray:
    table = rng.uniform(0.02, 1.0, (presentations, int(rng.integers(2, 6))))
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _links(rng: np.random.Generator, size: Size) -> FloatArray:
    """Return links: a fifth of all pairs, some certain as far as the bound has room for them."""
    c = size.causes
    link = np.where(rng.random((c, c)) < 0.2, rng.uniform(0.0, 0.6, (c, c)), np.nan)
    link[rng.random((c, c)) < 0.03] = 0.0
    if size.bound > 1:
        for main in range(0, c - 1, 3):
            link[main, main + 1] = 1.0
    np.fill_diagonal(link, np.nan)
    return np.asarray(link)

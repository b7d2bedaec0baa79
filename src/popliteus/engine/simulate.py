"""People drawn from the model.

What this module is
    Complete people, findings and all, as the model imagines those who come to a setting. Used
    for what a rule costs and for self-consistency.

What it is not
    Patients. How well the model does on its own people says nothing about how well it does.

Model
    Age and sex from ``people``, main cause and company from the prior, factors from
    P(yes | m) = q RR / (1 + q (RR - 1)), facts from the noisy-OR, readings from their facts,
    a presentation and from it the attributes. An `unlisted` person has the factors of a person
    drawn from the listed causes: that is what leaves P(unlisted) the same whatever the factors.

Letters used for shapes
    P people, X factors, F facts, R readings, Q attributes, K the bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import evidence_of
from popliteus.engine.hypotheses import hypotheses_of, no_fact
from popliteus.engine.model import (
    AGE_BANDS,
    PATIENT,
    SEXES,
    UNKNOWN,
    BoolArray,
    CodeArray,
    FloatArray,
    IntArray,
    Model,
)
from popliteus.engine.prior import prior_of


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Drawn people, one row each.

    Attributes
    ----------
    age_band, sex : intp arrays, shape (P,)
    main : intp array, shape (P,)
        Main cause, 0 to C.
    accompanying : intp array, shape (P, K - 1)
        Filled up with -1.
    factors : int8 array, shape (P, X)
        `PRESENT` or `ABSENT`.
    facts : bool array, shape (P, F)
    answers : int8 array, shape (P, R)
        `PRESENT` or `ABSENT`, as the one reader asked for would answer.
    presentation : intp array, shape (P,)
    attributes : intp array, shape (P, Q)
    """

    age_band: IntArray
    sex: IntArray
    main: IntArray
    accompanying: IntArray
    factors: CodeArray
    facts: BoolArray
    answers: CodeArray
    presentation: IntArray
    attributes: IntArray


def draw_people(model: Model, n: int, setting: int, seed: int, *, reader: int = PATIENT) -> People:
    """Draw people who come to one setting.

    Parameters
    ----------
    model
        The compiled numbers.
    n
        How many.
    setting
        Index into `SETTINGS`, or -1 for the tempered prior.
    seed
        The same seed gives the same people, always.
    reader
        Who reads the findings.

    Returns
    -------
    People
        The memory is about 10 kB for each person at 100 facts and 130 readings; draw large
        numbers in parts with seeds of their own.

    Examples
    --------
    >>> from popliteus.engine.toy import toy_model
    >>> drawn = draw_people(toy_model(), 1000, setting=0, seed=1)
    >>> bool(abs((drawn.main == 0).mean() - 0.6) < 0.05)
    True
    """
    rng = np.random.default_rng(seed)
    n_cells = len(AGE_BANDS) * len(SEXES)
    cell = pick(model.people.reshape(1, -1), rng.random(n), np.zeros(n, dtype=np.intp))
    chance, luck = rng.random(n), rng.random((n, len(model.facts)))
    hypothesis = np.empty(n, dtype=np.intp)
    standing_in = np.empty(n, dtype=np.intp)
    facts = np.empty((n, len(model.facts)), dtype=np.bool_)
    found = hypotheses_of(model)
    for number in range(n_cells):
        who = np.flatnonzero(cell == number)
        if not who.size:
            continue
        band, sex = divmod(number, len(SEXES))
        prior = prior_of(model, evidence_of(model, age_band=band, sex=sex, setting=setting))
        row = np.zeros(who.size, dtype=np.intp)
        hypothesis[who] = pick(np.exp(prior.log_weight)[None, :], chance[who], row)
        standing_in[who] = pick(prior.share[None, : model.n_causes], rng.random(who.size), row)
        absent = no_fact(model, model.leak[band])[:, found.set_index[hypothesis[who]]]
        facts[who] = luck[who] >= absent.T
    main = found.main[hypothesis]
    company = found.accompanying[:, hypothesis].T
    presentation = draw_presentations(model, main, rng)
    like = np.where(main == model.n_causes, standing_in, main)
    return People(
        age_band=cell // len(SEXES),
        sex=cell % len(SEXES),
        main=main,
        accompanying=np.where(company > model.n_causes, UNKNOWN, company),
        factors=_draw_factors(model, cell, like, rng),
        facts=facts,
        answers=_draw_answers(model, facts, reader, rng),
        presentation=presentation,
        attributes=draw_attributes(model, presentation, range(len(model.attributes)), rng),
    )


def pick(weights: FloatArray, luck: FloatArray, row: IntArray) -> IntArray:
    """Pick a column for each draw, in proportion to the weights of its row.

    Parameters
    ----------
    weights : float64 array, shape (rows, columns)
        At least one above 0 in each row.
    luck : float64 array, shape (draws,)
        Uniform on [0, 1).
    row : intp array, shape (draws,)

    Returns
    -------
    intp array, shape (draws,)

    Examples
    --------
    >>> pick(np.array([[1.0, 3.0]]), np.array([0.2, 0.3]), np.array([0, 0]))
    array([0, 1])
    """
    reached = np.cumsum(weights, axis=1)
    reached /= reached[:, -1:]
    # One sorted run for all rows: row r occupies (r, r + 1]. Luck below 1 stays in its row.
    run = (reached + np.arange(reached.shape[0])[:, None]).ravel()
    place = np.searchsorted(run, np.minimum(luck, np.nextafter(1.0, 0.0)) + row, side="right")
    return np.asarray(np.minimum(place - row * reached.shape[1], reached.shape[1] - 1))


def draw_presentations(model: Model, main: IntArray, rng: np.random.Generator) -> IntArray:
    """Draw one presentation for each main cause given: shape (P,)."""
    shares = np.zeros((model.n_causes + 1, model.presentation_cause.size))
    shares[model.presentation_cause, np.arange(shares.shape[1])] = model.presentation_share
    return pick(shares, rng.random(main.size), main)


def draw_attributes(
    model: Model, presentation: IntArray, wanted: range | IntArray, rng: np.random.Generator
) -> IntArray:
    """Draw the wanted attributes of each presentation: shape (P, number wanted)."""
    drawn = np.empty((presentation.size, len(wanted)), dtype=np.intp)
    for column, attribute in enumerate(wanted):
        luck = rng.random(presentation.size)
        drawn[:, column] = pick(model.tables[attribute], luck, presentation)
    return drawn


def _draw_factors(
    model: Model, cell: IntArray, main: IntArray, rng: np.random.Generator
) -> CodeArray:
    common = model.factor_rate[:, cell // len(SEXES), cell % len(SEXES)]
    odds = common * model.rate_ratio[:, main]
    yes = odds / (1.0 - common + odds)
    return np.asarray((rng.random(yes.shape) < yes).T, dtype=np.int8)


def _draw_answers(
    model: Model, facts: BoolArray, reader: int, rng: np.random.Generator
) -> CodeArray:
    given, otherwise = model.reading_yes[:, reader].T
    yes = np.where(facts[:, model.reading_fact], given, otherwise)
    return np.asarray(rng.random(yes.shape) < yes, dtype=np.int8)

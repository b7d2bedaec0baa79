"""How unusual this account is for the people the model knows.

What this module is
    The percentile of a person's log-evidence among simulated people of whom the same is known:
    the same readings answered, the same silent, the same attributes told. Low is surprising.

What it is not
    A probability of a cause. `unlisted` has one; this stands beside it.

Model
    Both the person and the simulated people are scored over the same list of the most probable
    a-priori hypotheses, every main cause among them. Which readings are known is taken as given:
    simulated people are drawn from the prior given that pattern, a silent reading being silent
    for all of them. An answer that was volunteered is drawn and scored as volunteered,
    P(answer, told | fact) = t_answer P(answer | fact), because stories tell what is present.

Letters used for shapes
    L listed hypotheses, E facts that something is known about, I answered readings,
    P people (row 0 the person, then the simulated).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from popliteus.engine.checks import check_evidence
from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import hypotheses_of, no_fact
from popliteus.engine.likelihood import silence
from popliteus.engine.model import PRESENT, UNKNOWN, BoolArray, FloatArray, IntArray, Model
from popliteus.engine.prior import leak_for, prior_of
from popliteus.engine.restricted import most_probable
from popliteus.engine.simulate import draw_attributes, draw_presentations, pick

#: Simulated people, hypotheses on the list, and the seed: the same account, the same answer.
PEOPLE, LISTED, SEED = 200, 600, 20_260_101

#: Least chance of being told, so that one odd answer cannot make the evidence impossible.
_RARELY = 1e-6

#: Scores closer than this are the same score, computed in another order.
_SAME = 1e-9


def surprise(
    model: Model,
    evidence: Evidence,
    *,
    people: int = PEOPLE,
    listed: int = LISTED,
    seed: int = SEED,
) -> float:
    """Return the percentile of the evidence, 0 (nobody is as unusual) to 1.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        What is known; ``told`` says which answers were volunteered.
    people, listed, seed
        Size and seed of the simulation.

    Returns
    -------
    float
        Share of simulated people with less evidence, ties counting half; 0.5 if nothing is known.

    Raises
    ------
    AnswerError
        The evidence does not fit the model.

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> surprise(toy_model(), evidence_of(toy_model()))
    0.5
    """
    check_evidence(model, evidence)
    known = _known(model, evidence, listed)
    rng = np.random.default_rng(seed)
    answers, attributes = _draw(model, known, people, rng)
    answers = np.vstack([evidence.answers[known.asked] == PRESENT, answers])
    attributes = np.vstack([evidence.attributes[known.attributes], attributes])
    score = _scores(model, known, answers, attributes)
    same = np.abs(score[1:] - score[0]) <= _SAME
    below = (score[1:] < score[0]) & ~same
    return float((below.sum() + 0.5 * same.sum()) / people)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What is the same for all: the list, the pattern and the chances of each answer.

    log_weight (L,), main (L,), absent (E, L) = P(no fact | hypothesis), asked (I,), place (I,)
    index of each asked reading's fact, chance (I, 2, 2) = P(answer no/yes, told | fact/no fact),
    quiet (E, 2) = P(silent readings | fact/no fact), attributes (V,).
    """

    log_weight: FloatArray
    main: IntArray
    absent: FloatArray
    asked: IntArray
    place: IntArray
    chance: FloatArray
    quiet: FloatArray
    attributes: IntArray


def _known(model: Model, evidence: Evidence, listed: int) -> _Known:
    found, log_weight = hypotheses_of(model), prior_of(model, evidence).log_weight
    likely = most_probable(np.exp(log_weight), 0.0, listed)
    first = np.searchsorted(found.main, np.arange(model.n_causes + 2))
    best = [low + int(log_weight[low:high].argmax()) for low, high in pairwise(first)]
    chosen = np.union1d(likely, best)
    chosen = chosen[log_weight[chosen] > -np.inf]

    asked = np.flatnonzero(evidence.answers != UNKNOWN)
    silent = np.flatnonzero(evidence.silent)
    facts, place = np.unique(
        model.reading_fact[np.concatenate([asked, silent])], return_inverse=True
    )
    quiet = np.ones((facts.size, 2))
    np.multiply.at(quiet, place[asked.size :], silence(model)[silent])
    yes = model.reading_yes[asked, evidence.reader[asked]]
    chance = np.stack([1.0 - yes, yes], axis=1)
    told = evidence.told[asked] & model.tellable[asked]
    chance[told] *= np.maximum(model.telling[asked][told][:, ::-1, None], _RARELY)
    chance[evidence.told[asked], 1, 1] *= model.volunteered
    unexplained, sets = no_fact(model, leak_for(model, evidence)), found.set_index[chosen]
    absent = np.empty((facts.size, sets.size))
    for row, fact in zip(absent, facts, strict=True):
        np.take(unexplained[fact], sets, out=row, mode="clip")
    return _Known(
        log_weight=log_weight[chosen],
        main=found.main[chosen],
        absent=absent,
        asked=asked,
        place=place[: asked.size],
        chance=chance,
        quiet=quiet,
        attributes=np.flatnonzero(evidence.attributes != UNKNOWN),
    )


def _draw(
    model: Model, known: _Known, people: int, rng: np.random.Generator
) -> tuple[BoolArray, IntArray]:
    """Draw answers (people, I) and attribute values (people, V) given the pattern."""
    pattern = known.quiet.copy()
    np.multiply.at(pattern, known.place, known.chance.sum(axis=1))
    absent = known.absent * pattern[:, 1:]
    either = absent + (1.0 - known.absent) * pattern[:, :1]
    score = known.log_weight + np.log(either).sum(axis=0)
    weights = np.exp(score - score.max())
    who = pick(weights[None, :], rng.random(people), np.zeros(people, dtype=np.intp))
    fact = rng.random((people, absent.shape[0])) >= (absent / either)[:, who].T
    yes = known.chance[:, 1] / known.chance.sum(axis=1)
    told_yes = np.where(fact[:, known.place], yes[:, 0], yes[:, 1])
    answers = rng.random(told_yes.shape) < told_yes
    presentation = draw_presentations(model, known.main[who], rng)
    return answers, draw_attributes(model, presentation, known.attributes, rng)


def _scores(model: Model, known: _Known, answers: BoolArray, attributes: IntArray) -> FloatArray:
    """Return the log-evidence of each row over the listed hypotheses: shape (P,)."""
    score = known.log_weight + _fact_scores(known, answers)
    log_value = np.zeros((answers.shape[0], model.presentation_cause.size))
    for attribute, values in zip(known.attributes, attributes.T, strict=True):
        log_value += np.log(model.tables[attribute].T)[values]
    shares = np.zeros((model.presentation_cause.size, model.n_causes + 1))
    shares[np.arange(shares.shape[0]), model.presentation_cause] = model.presentation_share
    top = log_value.max(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        log_main = np.log(np.exp(log_value - top) @ shares) + top
    score += log_main[:, known.main]
    best = score.max(axis=1, keepdims=True)
    return np.asarray(best[:, 0] + np.log(np.exp(score - best).sum(axis=1)))


def _fact_scores(known: _Known, answers: BoolArray) -> FloatArray:
    """Return the log-likelihood of the fact evidence: shape (P, L).

    Few different things can be said about one fact, so each is worked out once for all
    hypotheses and then handed to the people who said it.
    """
    n_facts = known.quiet.shape[0]
    onto_fact = np.zeros((known.asked.size, n_facts))
    onto_fact[np.arange(known.asked.size), known.place] = 1.0
    earlier = np.cumsum(onto_fact, axis=0)[np.arange(known.asked.size), known.place] - 1.0
    said = answers @ (onto_fact * (2.0**earlier)[:, None])
    key = said * n_facts + np.arange(n_facts)
    _, example, column = np.unique(key.ravel(), return_index=True, return_inverse=True)
    person, fact = np.divmod(example, n_facts)

    log_chance = np.log(known.chance)
    log_given = np.log(known.quiet)[fact]
    chosen = answers[person]
    for given in range(2):
        spoken = np.where(chosen, log_chance[:, 1, given], log_chance[:, 0, given])
        log_given[:, given] += np.einsum("oi,io->o", spoken, onto_fact[:, fact])
    a, b = np.exp(log_given).T
    table = np.log(known.absent[fact] * (b - a)[:, None] + a[:, None])
    hit = np.zeros((answers.shape[0], table.shape[0]))
    hit[np.arange(hit.shape[0])[:, None], column.reshape(key.shape)] = 1.0
    return np.asarray(hit @ table)

"""What the open stories say about the few free numbers of the model.

What this module is
    `fit`: the power tau that all log-likelihoods are raised to, and the six telling rates, fitted
    to the log score of the gold cause on open vignettes; and what that would gain on sources that
    the fit has not seen.

What it is not
    A change of the model. Whoever takes the values over says so in ``knowledge/model.yaml``.

Method
    P(m | e) is proportional to the sum over hypotheses with main cause m of prior x likelihood to
    the power tau. The rates are fitted on the logit scale, each held back by a normal prior of sd
    `SPREAD` around its present value: a few dozen stories know little. Newton's method with
    derivatives by central differences. Without a source the optimum is one Newton step away from
    that with all of them; the left-out cases are then scored exactly.

Letters used for shapes
    N cases, P = 7 parameters: tau, then (t1, t0) of the vivid, the ordinary and the minor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from popliteus.assess import Case
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.urgency import screen_of
from popliteus.engine import Evidence, Model
from popliteus.engine.hypotheses import hypotheses_of, no_fact, same_hypotheses
from popliteus.engine.inference import main_mass
from popliteus.engine.likelihood import fact_evidence, main_log_likelihood, set_log_likelihood
from popliteus.engine.prior import leak_for, prior_of
from popliteus.evaluate.calibration import EDGE
from popliteus.evaluate.metrics import FloatArray, Metric, bootstrap
from popliteus.knowledge import KnowledgeBase

#: Classes of telling that have rates, in the order of the parameters.
CLASSES: tuple[Literal["vivid", "ordinary", "minor"], ...] = ("vivid", "ordinary", "minor")

#: Limits of tau: below one half the answers would count less than half.
LEAST_TAU, MOST_TAU = 0.5, 1.0

#: Limits of the rates on the logit scale: 0.001 and 0.95.
LEAST_LOGIT, MOST_LOGIT = -6.9, 2.94

#: Standard deviation of the prior around the present rates, on the logit scale.
SPREAD = 1.0

#: Steps of the central differences: in tau, and in the logit of a rate.
STEPS = np.array([0.02, *([0.05] * 6)])

#: Newton's method: rounds, and the gain of the objective (nats) below which it stops.
ROUNDS, ENOUGH = 12, 1e-4


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted values and what they bring.

    Attributes
    ----------
    before, after
        tau and the rates, by name.
    spread
        Standard deviation of each value over the fits without one source.
    gain
        Mean gain of the log score on left-out sources, with a 95 % interval over sources.
    gain_seen
        The same on the cases that were fitted: too good by construction.
    cases, sources
        How many were used.
    """

    before: dict[str, float]
    after: dict[str, float]
    spread: dict[str, float]
    gain: Metric
    gain_seen: float
    cases: int
    sources: int


@dataclass(frozen=True, slots=True, eq=False)
class _Story:
    evidence: Evidence
    right: tuple[int, ...]
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class _Local:
    """Scores and their derivatives at one point: shapes (N,), (N, P), (N, P, P)."""

    value: FloatArray
    slope: FloatArray
    bend: FloatArray


def fit(
    cases: Sequence[Case],
    base: KnowledgeBase,
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> Fit:
    """Fit tau and the telling rates, leaving out one source at a time.

    Parameters
    ----------
    cases
        Open vignettes with a gold cause and a source.
    base
        The knowledge base.
    progress
        Called with what is being done, how much is done, and of how much.
    """
    stories = [one for case in cases for one in _stories(case, base)]
    start = parameters(base)
    best, local = _climb(stories, base, start, progress)
    sources = sorted({story.source for story in stories})
    gains = np.zeros(len(stories))
    values = np.empty((len(sources), start.size))
    before = _scores(stories, base, start)
    for done, source in enumerate(sources):
        out = np.array([story.source == source for story in stories])
        values[done] = _without(best, start, local, out)
        left = [story for story in stories if story.source == source]
        gains[out] = _scores(left, base, values[done]) - before[out]
        if progress is not None:
            progress("Leaving out sources", done + 1, len(sources))
    named = [np.array([story.source == source for story in stories]) for source in sources]
    sums = np.array([gains[out].sum() for out in named])
    sizes = np.array([out.sum() for out in named], dtype=np.float64)
    return Fit(
        before=_named(start),
        after=_named(best),
        spread=dict(zip(_NAMES, _plain(values).std(axis=0).tolist(), strict=True)),
        gain=bootstrap(lambda rows: float(sums[rows].sum() / sizes[rows].sum()), len(sources)),
        gain_seen=float((local.value - before).mean()),
        cases=len(stories),
        sources=len(sources),
    )


def parameters(base: KnowledgeBase) -> FloatArray:
    """Return the present values: tau, and the rates on the logit scale, shape (P,)."""
    rates = [base.settings.telling[name] for name in CLASSES]
    given = np.array([value for one in rates for value in (one.present, one.absent)])
    return np.array([MOST_TAU, *np.log(given / (1.0 - given))])


def log_score(model: Model, evidence: Evidence, right: Sequence[int], tau: float) -> float:
    """Return the log-probability of the right main causes with likelihoods to the power tau.

    Examples
    --------
    P(sign) is 0.26, 0.7436 and 0.5 for shares 0.6, 0.2 and 0.2: with power 1 the first has 0.3855,
    with power 0 its prior.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> said = evidence_of(toy, answers={"sign": 1})
    >>> [round(float(np.exp(log_score(toy, said, [0], tau))), 4) for tau in (1.0, 0.0)]
    [0.3855, 0.6]
    """
    found, known = hypotheses_of(model), fact_evidence(model, evidence)
    by_set = set_log_likelihood(no_fact(model, leak_for(model, evidence)), known)
    likelihood = by_set[found.set_index] + main_log_likelihood(model, evidence)[found.main]
    score = prior_of(model, evidence).log_weight + tau * likelihood
    mass = main_mass(model, found, np.exp(score - score.max()))
    return float(np.log(max(float(mass[list(right)].sum() / mass.sum()), EDGE)))


_NAMES = ("tau", *(f"{name} {how}" for name in CLASSES for how in ("present", "absent")))


def _named(theta: FloatArray) -> dict[str, float]:
    return dict(zip(_NAMES, _plain(theta).tolist(), strict=True))


def _plain(theta: FloatArray) -> FloatArray:
    """Return tau and rates as probabilities."""
    rates = 1.0 / (1.0 + np.exp(-theta[..., 1:]))
    return np.concatenate([theta[..., :1], rates], axis=-1)


def _stories(case: Case, base: KnowledgeBase) -> list[_Story]:
    """Return the case for the fit: none where no list of causes applies, or no gold is ours."""
    places = {cause: c for c, cause in enumerate(base.compiled.causes)}
    gold = () if case.gold is None else (case.gold.primary, *case.gold.accepted)
    right = tuple(places[cause] for cause in gold if cause in places)
    if not right or screen_of(case, base).no_differential:
        return []
    source = str(case.source.get("url") or case.source.get("citation") or case.id)
    return [_Story(engine_evidence(case, base), right, source)]


def _model(base: KnowledgeBase, theta: FloatArray) -> Model:
    model = base.compiled.model
    pairs = _plain(theta)[1:].reshape(-1, 2)
    rates: dict[str, FloatArray] = dict(zip(CLASSES, pairs, strict=True))
    telling = model.telling.copy()
    for r, name in enumerate(base.compiled.readings):
        if base.findings[name].telling in rates:
            telling[r] = rates[base.findings[name].telling]
    other = replace(model, telling=telling)
    same_hypotheses(other, model)
    return other


def _scores(stories: Sequence[_Story], base: KnowledgeBase, theta: FloatArray) -> FloatArray:
    model = _model(base, theta)
    return np.array([log_score(model, one.evidence, one.right, float(theta[0])) for one in stories])


def _penalty(theta: FloatArray, start: FloatArray) -> float:
    return float((((theta - start)[1:] / SPREAD) ** 2).sum() / 2.0)


def _inside(theta: FloatArray) -> FloatArray:
    low = np.array([LEAST_TAU, *([LEAST_LOGIT] * 6)])
    high = np.array([MOST_TAU, *([MOST_LOGIT] * 6)])
    return np.clip(theta, low, high)


def _climb(
    stories: Sequence[_Story],
    base: KnowledgeBase,
    start: FloatArray,
    progress: Callable[[str, int, int], None] | None,
) -> tuple[FloatArray, _Local]:
    """Return the maximum and the derivatives there."""
    theta = start
    local = _local(stories, base, theta)
    best = float(local.value.sum()) - _penalty(theta, start)
    for done in range(ROUNDS):
        if progress is not None:
            progress("Fitting", done + 1, ROUNDS)
        step = _step(theta, start, local.slope.sum(axis=0), local.bend.sum(axis=0))
        length, gained = 1.0, False
        while length > 0.05 and not gained:
            new = _inside(theta + length * step)
            value = float(_scores(stories, base, new).sum()) - _penalty(new, start)
            gained = value > best + ENOUGH
            length /= 2.0
        if not gained:
            break
        theta, best = new, value
        local = _local(stories, base, theta)
    return theta, local


def _step(theta: FloatArray, start: FloatArray, slope: FloatArray, bend: FloatArray) -> FloatArray:
    """Return a Newton step uphill; what is at a limit and pushes outward stays."""
    weight = np.array([0.0, *([1.0 / SPREAD**2] * 6)])
    slope = slope - weight * (theta - start)
    bend = bend - np.diag(weight)
    stuck = (_inside(theta + 1e-6 * np.sign(slope)) == theta) & (slope != 0.0)
    free = np.flatnonzero(~stuck)
    step = np.zeros_like(theta)
    values, vectors = np.linalg.eigh(-bend[np.ix_(free, free)])
    curved = np.maximum(np.abs(values), 1e-3)  # uphill even where the surface bends the wrong way
    step[free] = vectors @ ((vectors.T @ slope[free]) / curved)
    return step


def _without(best: FloatArray, start: FloatArray, local: _Local, out: FloatArray) -> FloatArray:
    """Return the maximum without some cases, one Newton step from that with all."""
    kept = ~out.astype(bool)
    step = _step(best, start, local.slope[kept].sum(axis=0), local.bend[kept].sum(axis=0))
    return _inside(best + step)


def _local(stories: Sequence[_Story], base: KnowledgeBase, theta: FloatArray) -> _Local:
    """Return scores with first and second derivatives by central differences."""
    n = theta.size
    moves = np.diag(STEPS)
    value = _scores(stories, base, theta)
    slope, bend = np.empty((value.size, n)), np.empty((value.size, n, n))
    for i in range(n):
        up, down = (_scores(stories, base, theta + sign * moves[i]) for sign in (1, -1))
        slope[:, i] = (up - down) / (2.0 * STEPS[i])
        bend[:, i, i] = (up - 2.0 * value + down) / STEPS[i] ** 2
        for j in range(i):
            corners = sum(
                a * b * _scores(stories, base, theta + a * moves[i] + b * moves[j])
                for a in (1, -1)
                for b in (1, -1)
            )
            bend[:, i, j] = bend[:, j, i] = corners / (4.0 * STEPS[i] * STEPS[j])
    return _Local(value, slope, bend)

"""What popliteus says about one case, as far as scores need it.

What this module is
    `outcome_of`: ranking, list, level and danger signs of one case, by the same functions as
    `popliteus.assess`, without plan, tests and reasons. It takes a tenth of the time, which is
    what makes thousands of deliberately spoiled answers affordable.

What it is not
    Another way to assess. A test holds it equal to `assess` on every open vignette.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.assess import Case
from popliteus.assess.differential import listed_causes
from popliteus.assess.evidence import danger_items, engine_evidence
from popliteus.assess.urgency import fits_nothing, screen_of, verdict
from popliteus.engine import Evidence, Model, posterior
from popliteus.engine.prior import prior_of
from popliteus.engine.surprise import surprise
from popliteus.evaluate.metrics import FloatArray
from popliteus.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What was said about one case.

    Attributes
    ----------
    order : tuple of str
        Causes as reported, most probable first.
    listed : tuple of str
        Causes that a person is shown.
    level : str
    dangers : tuple of str
        Danger findings that are present.
    probability, prior : float64 arrays, shape (C + 1,), or None
        P(main cause) with and without the answers; None where no list of causes applies.
    """

    order: tuple[str, ...]
    listed: tuple[str, ...]
    level: str
    dangers: tuple[str, ...]
    probability: FloatArray | None
    prior: FloatArray | None


def outcome_of(case: Case, base: KnowledgeBase) -> Outcome:
    """Return what popliteus says about a case.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = popliteus.case_from_mapping({"age": 71, "findings": {"cold-foot": "present"}}, base)
    >>> outcome_of(case, base).level
    'emergency'
    """
    evidence = engine_evidence(case, base)
    dangers = _dangers(case, base)
    screen = screen_of(case, base)
    if screen.no_differential:
        level = verdict(case, base, evidence, None).urgency.level.word
        return Outcome((), (), level, dangers, None, None)
    model = base.compiled.model
    found = posterior(model, evidence, beyond=False)
    odd = fits_nothing(float(found.probability[-1]), surprise(model, evidence), base)
    level = verdict(case, base, evidence, found, surprising=odd).urgency.level.word
    shown = listed_causes(base, found, screen)
    return Outcome(
        order=order_of(base, found.probability, also=shown),
        listed=tuple(model.causes[c] for c in shown),
        level=level,
        dangers=dangers,
        probability=found.probability,
        prior=prior_main(model, evidence),
    )


def order_of(
    base: KnowledgeBase, probability: FloatArray, *, also: list[int] | tuple[int, ...] = ()
) -> tuple[str, ...]:
    """Return causes from the most probable down to what is reported, `also` in any case.

    Parameters
    ----------
    probability : float64 array, shape (C + 1,)
    also
        Causes that are reported however improbable.
    """
    least = base.settings.reported_from
    ranked = np.argsort(-probability[:-1], kind="stable")
    return tuple(
        base.compiled.causes[c] for c in ranked if probability[c] >= least or int(c) in also
    )


def prior_main(model: Model, evidence: Evidence) -> FloatArray:
    """Return P(main cause) from age, sex, setting and factors alone: shape (C + 1,)."""
    return prior_of(model, evidence).main


def _dangers(case: Case, base: KnowledgeBase) -> tuple[str, ...]:
    return tuple(
        item
        for item in danger_items(base)
        if item in base.findings and item in case.answers and case.answers[item].value == "present"
    )

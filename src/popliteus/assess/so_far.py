"""How far an interview has come: how well one cause fits, and whether the urgency has settled.

What this module is
    `so_far`, from one posterior and one verdict: cheap enough to be worked out between questions.

What it is not
    A result, or words: `popliteus.wording.sure` has them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.assess.case import Case
from popliteus.assess.evidence import engine_evidence
from popliteus.assess.urgency import Weighed, verdict
from popliteus.engine import Evidence, Posterior, posterior
from popliteus.engine.model import LEVELS as HARM_LEVELS
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level

#: Expected harm at a higher level from which one more answer may well reach that level.
CLOSE = 0.4


@dataclass(frozen=True, slots=True)
class SoFar:
    """How far an interview has come.

    Attributes
    ----------
    first
        Probability of the likeliest cause.
    fitting
        How many causes make up nine tenths of the probability.
    level
        The urgency so far.
    settled
        Whether more answers will hardly change that level: it rests on a rule, or on no danger
        that is near its threshold, and no rule above it waits for its last sign.
    odd
        Whether nothing that we know fits.
    """

    first: float
    fitting: int
    level: Level
    settled: bool
    odd: bool = False


def so_far(
    case: Case,
    base: KnowledgeBase,
    *,
    evidence: Evidence | None = None,
    found: Posterior | None = None,
) -> SoFar | None:
    """Return how far an interview has come; None for groups for whom there is no list of causes.

    Parameters
    ----------
    case, base
        The person so far, and the knowledge base.
    evidence, found
        The same person for the engine, and the posterior, when already known.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> found = so_far(popliteus.Case(age=30, sex="female"), base)
    >>> found.settled, found.fitting > 5
    (False, True)
    """
    evidence = evidence or engine_evidence(case, base)
    found = found or posterior(base.compiled.model, evidence, beyond=False)
    judged = verdict(case, base, evidence, found)
    if judged.screen.no_differential or case.elsewhere:
        return None
    level = judged.urgency.level
    ordered = np.sort(found.probability)[::-1]
    waiting = judged.screen.half_met_above(level)
    return SoFar(
        first=float(found.probability[:-1].max()),
        fitting=int(np.searchsorted(np.cumsum(ordered), base.settings.listed_coverage)) + 1,
        level=level,
        settled=not (judged.provisional or waiting or _moves(judged.weighed, level))
        or (level >= Level.URGENT_SAME_DAY and judged.screen.level == level),
        odd=bool(found.probability[-1] > base.settings.unexplained_limit),
    )


def _moves(weighed: Weighed | None, level: Level) -> bool:
    """Whether a danger that more answers may rule out or confirm decides the level."""
    if weighed is None:
        return False
    if weighed.causes and weighed.level == level:
        return True
    return any(
        weighed.harm.get(word, 0.0) >= CLOSE for word in HARM_LEVELS if Level.parse(word) > level
    )

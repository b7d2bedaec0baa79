"""What would change the result: the posterior after each answer that could still come.

What this module is
    For unanswered readings and attributes, the result after every possible answer, so that the
    caller can name the two that would move ranking or urgency most.

What it is not
    Exact: it looks at the most probable hypotheses (`popliteus.engine.restricted`). It chooses
    nothing and knows no urgency.

Letters used for shapes
    C causes, O possible answers of all candidates together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.inference import Posterior
from popliteus.engine.model import PATIENT, UNKNOWN, BoolArray, FloatArray, IntArray, Model
from popliteus.engine.outlook import Outlook, outlook_of


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One row for each possible answer: readings first, in the order given, then attributes.

    Attributes
    ----------
    is_attribute : bool array, shape (O,)
        Whether `index` counts attributes; otherwise it counts readings.
    index : intp array, shape (O,)
        The reading or attribute.
    value : intp array, shape (O,)
        `ABSENT` or `PRESENT`, or the value of the attribute.
    chance : float64 array, shape (O,)
        P(this answer | what is known, it is asked and answered).
    probability : float64 array, shape (O, C + 1)
        P(main cause) after it.
    present : float64 array, shape (O, C)
        P(cause is active) after it.
    uncovered : float
        Posterior mass of the hypotheses that were not looked at.
    """

    is_attribute: BoolArray
    index: IntArray
    value: IntArray
    chance: FloatArray
    probability: FloatArray
    present: FloatArray
    uncovered: float


def most_telling(
    model: Model,
    evidence: Evidence,
    found: Posterior,
    *,
    readings: Sequence[int] = (),
    attributes: Sequence[int] = (),
    reader: int = PATIENT,
) -> Telling:
    """Return the result after every answer that could still come.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        What is known so far.
    found
        ``posterior(model, evidence)``.
    readings, attributes
        Candidates; those already known are passed over.
    reader
        Who would answer the readings.

    Returns
    -------
    Telling

    Notes
    -----
    For candidates that read n facts the work is two matrix products of (2 C + 1, P) with (P, n), P
    being the number of groups of hypotheses.

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> nothing = evidence_of(toy)
    >>> ahead = most_telling(toy, nothing, posterior(toy, nothing), readings=[0])
    >>> ahead.value, ahead.chance.round(4), ahead.probability[1].round(4)
    (array([0, 1]), array([0.5953, 0.4047]), array([0.3855, 0.3675, 0.2471]))
    """
    outlook = outlook_of(model, evidence, found)
    open_readings = [i for i in readings if evidence.answers[i] == UNKNOWN]
    open_attributes = [q for q in attributes if evidence.attributes[q] == UNKNOWN]
    by_group, by_main = _measures(outlook)
    boxes = outlook.after_each_box(by_group, open_readings, reader)
    values = [outlook.attribute_chances(q) for q in open_attributes]
    after = np.hstack(
        [
            boxes.reshape(by_group.shape[0], -1),
            by_main @ np.hstack([np.empty((by_main.shape[1], 0)), *values]),
        ]
    )
    n = model.n_causes
    widths = [2] * len(open_readings) + [value.shape[1] for value in values]
    chance = after[: n + 1].sum(axis=0)
    after = (after / chance).T
    return Telling(
        is_attribute=np.arange(chance.size) >= 2 * len(open_readings),
        index=np.repeat(np.array(open_readings + open_attributes, dtype=np.intp), widths),
        value=np.concatenate([np.arange(0), *(np.arange(width) for width in widths)]),
        chance=chance,
        probability=after[:, : n + 1],
        present=after[:, n + 1 :],
        uncovered=outlook.kept.uncovered,
    )


def _measures(outlook: Outlook) -> tuple[FloatArray, FloatArray]:
    """Return P(main), P(present) as mass by group (2 C + 1, P) and by main (2 C + 1, C + 1)."""
    kept, n = outlook.kept, outlook.model.n_causes
    listed = hypotheses_of(outlook.model)
    inside = np.zeros((n + 2, kept.hypotheses.size))
    for member in listed.members[:, listed.set_index[kept.hypotheses]]:
        inside[member, np.arange(member.size)] = 1.0
    return kept.joined(inside[:n], n + 1)

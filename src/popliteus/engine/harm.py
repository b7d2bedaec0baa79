"""What delay costs: the harm of a cause for a complaint of a given age.

What this module is
    Which row of harm holds for one person, and the factor by which a probability is multiplied
    when thresholds are added up.

What it is not
    It knows no attribute and no option: `Evidence.stage` says how old the complaint is.
"""

from __future__ import annotations

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.model import FloatArray, Model


def harm_of(model: Model, evidence: Evidence) -> FloatArray:
    """Return n_cL for a complaint as old as this person's.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        Only the stage is read: 0 is new or of unknown age.

    Returns
    -------
    float64 array, shape (3, C)
        As `Model.harm`; NaN where the cause is not dangerous at the level.

    Examples
    --------
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> harm_of(toy, evidence_of(toy))[0], harm_of(toy, evidence_of(toy, stage=1))[0]
    (array([nan, 20.]), array([nan,  4.]))
    """
    return model.harm if evidence.stage == 0 else model.harm_later[evidence.stage - 1]


def raising(harm: FloatArray) -> FloatArray:
    """Return 1 + n where a cause is dangerous at a level, else 0.

    Examples
    --------
    >>> raising(np.array([np.nan, 20.0]))
    array([ 0., 21.])
    """
    return np.where(np.isnan(harm), 0.0, 1.0 + np.nan_to_num(harm))

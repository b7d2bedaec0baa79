"""Taking answers back, and what is kept between calls, give what a fresh posterior gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from popliteus.engine import UNKNOWN, evidence_of, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.toy import toy_model
from popliteus.engine.without import present_in_sets, sets_without


@pytest.mark.parametrize("seed", range(6))
def test_taking_back_equals_never_having_said(seed: int) -> None:
    model = arbitrary_model(seed, Size())
    evidence = arbitrary_evidence(model, seed, answered=1.0)
    answered = np.flatnonzero(evidence.answers != UNKNOWN)[:4].tolist()
    rows = sets_without(model, evidence, posterior(model, evidence), answered)
    for choice, row in enumerate(rows):
        answers = evidence.answers.copy()
        answers[[r for place, r in enumerate(answered) if choice >> place & 1]] = UNKNOWN
        fresh = posterior(model, replace(evidence, answers=answers))
        assert present_in_sets(model, row) == pytest.approx(fresh.present, abs=1e-12)


def test_silence_is_weighed_anew_for_another_age_and_another_prior() -> None:
    toy = toy_model()
    leak = toy.leak.copy()
    leak[4] = 0.3
    older = replace(toy, leak=leak)
    told = [
        evidence_of(older, age_band=band, silent=["sign"], factors=known)
        for band in (0, 4)
        for known in ({}, {"factor": 1})
    ]
    kept = [posterior(older, one).probability for one in (*told, *told)]
    for first, again, one in zip(kept[:4], kept[4:], told, strict=True):
        assert np.array_equal(first, again)
        assert np.array_equal(first, posterior(replace(older), one).probability)
    assert not np.allclose(kept[0], kept[2])
    assert not np.allclose(kept[0], kept[1])

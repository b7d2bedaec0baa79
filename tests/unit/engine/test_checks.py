"""What cannot be right is refused with its place and what was expected."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pytest

from popliteus.engine import Evidence, evidence_of, posterior
from popliteus.engine.selection import Page, score_pages
from popliteus.engine.toy import toy_model
from popliteus.errors import AnswerError, PopliteusError


def put(array: np.ndarray, place: tuple[int, ...], value: float) -> np.ndarray:
    changed = np.array(array)
    changed[place] = value
    return changed


TOY = toy_model()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"fact": put(TOY.fact, (1, 0), 1.0)}, r"fact\[1, 0\]: found 1.0.*strictly inside"),
        ({"leak": put(TOY.leak, (2, 0), 0.0)}, r"leak\[2, 0\]"),
        ({"leak": put(TOY.leak, (2, 0), np.nan)}, r"leak\[2, 0\]: found nan"),
        ({"reading_yes": put(TOY.reading_yes, (0, 1, 1), 0.0)}, r"reading_yes\[0, 1, 1\]"),
        ({"factor_rate": put(TOY.factor_rate, (0, 0, 0), 1.0)}, r"factor_rate\[0, 0, 0\]"),
        ({"rate": put(TOY.rate, (0, 0, 0), -1.0)}, r"rate\[0, 0, 0\]"),
        ({"rate": put(put(TOY.rate, (1, 0, 0), 0.0), (1, 0, 1), 0.0)}, "18_34, female"),
        ({"rate_ratio": put(TOY.rate_ratio, (0, 1), 0.0)}, r"rate_ratio\[0, 1\]"),
        ({"link": put(TOY.link, (1, 0), 1.5)}, r"link\[1, 0\]"),
        ({"harm": put(TOY.harm, (0, 1), -1.0)}, r"harm\[0, 1\]"),
        ({"harm_later": put(TOY.harm_later, (0, 0, 1), -1.0)}, r"harm_later\[0, 0, 1\]"),
        ({"people": np.full((5, 2), 0.2)}, "sum 1"),
        ({"people": np.outer([0.5, 0.5, 0, 0, 0], [0.5, 0.5])}, "somebody in every age band"),
        ({"presentation_share": np.array([1.0, 0.5, 0.4, 1.0])}, "0.9.* for 'second'"),
        ({"presentation_cause": np.array([0, 1, 1, 1])}, "'second'"),
        ({"tables": (np.full((4, 2), 0.4),)}, "row sums"),
        ({"tables": (np.tile([1.0, 0.0], (4, 1)),)}, r"tables\['onset'\]\[0, 1\]"),
        ({"tables": ()}, "0 tables"),
        ({"reading_fact": np.array([0, 1])}, "indices 0 to 0"),
        ({"fact": np.full((2, 2), 0.5)}, r"found shape \(2, 2\), expected shape \(2, 1\)"),
        ({"bound": 0}, "at least 1 cause"),
        ({"bound": 1, "link": put(TOY.link, (1, 0), 1.0)}, "'second' implies 1"),
        ({"unlisted_prior": 0.0}, "unlisted_prior"),
    ],
)
def test_a_wrong_model_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(PopliteusError, match=says):
        replace(TOY, **change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"age_band": 5}, "age_band is 5"),
        ({"sex": -2}, "sex is -2"),
        ({"setting": 4}, "setting is 4"),
        ({"stage": 2}, "stage is 2; expected 0 to 1"),
        ({"answers": np.array([1, 2])}, "code 2 for 'scan'"),
        ({"answers": np.array([1])}, r"shape \(1,\); expected \(2,\)"),
        ({"reader": np.array([0, 3])}, "reader has code 3"),
        ({"factors": np.array([2])}, "code 2 for 'factor'"),
        ({"attributes": np.array([2])}, "value 2; expected -1 to 1"),
        ({"attributes": np.array([-2])}, "attributes has code -2"),
        ({"answers": np.array([1, -1]), "silent": np.array([True, False])}, "both answered and"),
        ({"silent": np.array([False, True])}, "nobody tells it unasked"),
    ],
)
def test_wrong_evidence_is_refused(change: dict[str, Any], says: str) -> None:
    evidence = replace(evidence_of(TOY), **change)
    with pytest.raises(AnswerError, match=says):
        posterior(TOY, evidence)


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AnswerError, match="'sgin' is not among sign, scan"):
        evidence_of(TOY, answers={"sgin": 1})


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ({"items": ()}, "expected 1 to 6"),
        ({"items": (0, 0)}, r"items \(0, 0\)"),
        ({"items": tuple(range(7))}, "expected 1 to 6"),
        ({"kind": "attribute", "items": (0, 1)}, "expected 1 to 1"),
        ({"items": (0,), "burden": 0.0}, "burden 0.0"),
        ({"items": (0,), "answered": 1.5}, "answered 1.5"),
        ({"items": (0,), "reader": 3}, "reader 3"),
    ],
)
def test_a_wrong_page_is_refused(page: dict[str, Any], says: str) -> None:
    with pytest.raises(AnswerError, match=says):
        Page(**{"kind": "boxes", **page})


@pytest.mark.parametrize("kind", ["boxes", "attribute", "factors"])
def test_a_page_beyond_the_model_is_refused(
    kind: Literal["boxes", "attribute", "factors"],
) -> None:
    evidence = evidence_of(TOY)
    with pytest.raises(AnswerError, match="item 2"):
        score_pages(TOY, evidence, posterior(TOY, evidence), [Page(kind, (2,))])


def test_a_model_cannot_be_changed_behind_its_back() -> None:
    rate = np.array(TOY.rate)
    model = replace(TOY, rate=rate)
    rate[:] = 7.0
    assert model.rate[0, 0, 0] == 3.0
    with pytest.raises(ValueError, match="read-only"):
        model.rate[0, 0, 0] = 1.0


def test_a_model_crosses_a_process_border() -> None:
    again = pickle.loads(pickle.dumps(TOY))  # noqa: S301 - our own bytes
    evidence = evidence_of(TOY, answers={"sign": 1})
    assert np.array_equal(posterior(again, evidence).weights, posterior(TOY, evidence).weights)


def test_evidence_defaults_to_nothing_told() -> None:
    evidence = Evidence(
        age_band=-1,
        sex=-1,
        setting=0,
        factors=np.array([-1]),
        answers=np.array([-1, -1]),
        reader=np.array([0, 0]),
        silent=np.array([False, False]),
        attributes=np.array([-1]),
    )
    assert evidence.told.tolist() == [False, False]
    assert evidence.answers.dtype == np.int8

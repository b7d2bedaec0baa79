"""Half points, and bounds that are not the finding's own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from popliteus.rules import Answers, Rule, compute, from_mapping, holds
from popliteus.rules.conditions import Bounds, Finding
from popliteus.rules.reader import EXAMPLE
from popliteus.rules.syntax import condition

ACT = {"patient": "Do.", "clinician": "Do."}
ITEM = {"name": "Item", "lay_name": "Item"}


def _rule(*, second: object = 2, low: object = 1.5, high: object = 2) -> Rule:
    record: Mapping[str, object] = {
        **{key: EXAMPLE[key] for key in ("schema", "status", "why", "judgement", "cost")},
        "id": "score",
        "kind": "score",
        "name": "Score",
        "lay_name": "Score",
        "form": "points",
        "when": {"age": {"at_least": 18}},
        "items": [
            {**ITEM, "id": "one", "points": 0.5, "is": {"finding": "a"}},
            {**ITEM, "id": "two", "points": second, "is": {"finding": "b"}},
        ],
        "bands": [
            {"id": "low", "name": "Low", "at_most": low, "action": ACT},
            {"id": "high", "name": "High", "at_least": high, "action": ACT},
        ],
        "cases": [{"given": {"age": 20, "a": "present"}, "expect": "asks", "score": 0.5}],
    }
    return from_mapping(record)


@pytest.mark.parametrize(
    ("a", "b", "score", "band"),
    [
        ("absent", "absent", "0", "low"),
        ("present", "absent", "0.5", "low"),
        ("absent", "present", "2", "high"),
        ("present", "present", "2.5", "high"),
    ],
)
def test_half_points_are_counted_and_whole_scores_shown_whole(
    a: str, b: str, score: str, band: str
) -> None:
    result = compute(_rule(), Answers.from_mapping({"age": 20, "a": a, "b": b}))
    assert (str(result.score), str(result.lowest), str(result.highest)) == (score, score, score)
    assert result.band is not None
    assert result.band.id == band


def test_open_half_points_leave_a_range() -> None:
    result = compute(_rule(), Answers.from_mapping({"age": 20, "a": "present"}))
    assert (result.score, result.lowest, result.highest) == (0.5, 0.5, 2.5)
    assert result.band is None


def test_two_halves_make_a_whole() -> None:
    rule = _rule(second=1.5, low=1.5, high=2)
    result = compute(rule, Answers.from_mapping({"age": 20, "a": "present", "b": "present"}))
    assert (str(result.score), result.band.id if result.band else None) == ("2", "high")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"second": 1.25}, "points: found 1.25; expected a whole or half number"),
        ({"second": True}, "points: found True; expected a whole or half number"),
        ({"low": 1}, r"found \[\]; expected exactly one band for a score of 1.5"),
        ({"low": 2}, "expected exactly one band for a score of 2"),
    ],
)
def test_quarters_and_gaps_between_halves_are_refused(
    change: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        _rule(**change)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (89, False),
        (90, True),
        ({"value": 95, "state": "absent"}, True),
        ("present", None),
        ("absent", None),
        ("unknown", None),
    ],
)
def test_a_bound_that_is_not_the_findings_own_is_decided_by_a_number_only(
    value: object, expected: bool | None
) -> None:
    leaf = condition({"finding": "pulse", "at_least": 90, "by_number": True}, "when")
    assert leaf == Finding("pulse", Bounds(at_least=90.0), by_number=True)
    assert holds(leaf, Answers.from_mapping({"pulse": value})) is expected


def test_by_number_needs_a_bound() -> None:
    with pytest.raises(ValueError, match="expected at least one of at_least"):
        condition({"finding": "pulse", "by_number": True}, "when")

"""Published figures beside implied ones: verdicts, groups, and a planted mistake."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.evaluate.implied import (
    Comparison,
    counted,
    difference,
    implied,
    interval_of,
    verdict_of,
    worst,
)
from popliteus.evaluate.implied_scores import ScoreContrast
from popliteus.evaluate.implied_values import NotImpliedError, quantity_of
from popliteus.evaluate.study_group import group_of, obstacle
from popliteus.knowledge.addresses import Figures
from popliteus.knowledge.records import AGE_BANDS, Interval, Number, Of, Point, Proportion
from tests.planting import Planted


def figure(
    knowledge: KnowledgeBase, population: str, change: dict[str, Any] | None = None
) -> Number:
    """Return an invented figure about the fever of a septic joint."""
    like = Figures(knowledge)["septic-arthritis#child-fever"].number
    return replace(like, population=population, **(change or {}))


def test_quantities_by_hand() -> None:
    # 0.8 of those with it, 0.1 of those without.
    assert quantity_of("sensitivity", 0.8, 0.1) == pytest.approx(0.8)
    assert quantity_of("specificity", 0.8, 0.1) == pytest.approx(0.9)
    assert quantity_of("lr_positive", 0.8, 0.1) == pytest.approx(8.0)
    assert quantity_of("lr_negative", 0.8, 0.1) == pytest.approx(2 / 9)
    assert quantity_of("odds_ratio", 0.8, 0.1) == pytest.approx(36.0)
    with pytest.raises(NotImpliedError, match="effect"):
        quantity_of("effect", 0.8, 0.1)


def test_differences_by_hand() -> None:
    # Odds 4 over odds 1; 8 over 2; 3.5 of 11 over 0.5.
    point, counts = Point(kind="point", value=0.5), Proportion("proportion", 3, 10)
    assert difference(point, 0.8, ratio=False) == pytest.approx(np.log(4))
    assert difference(Point(kind="point", value=2.0), 8.0, ratio=True) == pytest.approx(np.log(4))
    assert difference(counts, 0.5, ratio=False) == pytest.approx(np.log(7.5 / 3.5))
    assert difference(Point(kind="point", value=1.0), 0.8, ratio=False) is None
    all_of = Interval(kind="interval", value=1.0, low=0.8, high=1.0)
    assert difference(all_of, 0.5, ratio=False) == pytest.approx(np.log(1 / 4))


def test_verdicts() -> None:
    two = float(np.log(2))
    assert verdict_of(0.5, 5.0, 0.1, 0.9) == "inside"
    assert verdict_of(0.5, two, 0.6, 0.9) == "within_factor_2"
    assert verdict_of(0.5, -two, None, None) == "within_factor_2"
    assert verdict_of(0.5, two + 0.01, 0.6, 0.9) == "outlier"
    assert verdict_of(None, None, 0.1, 0.9) == "not_comparable"
    assert interval_of(Point(kind="point", value=0.5)) == (None, None)


@pytest.mark.parametrize(
    ("population", "words"),
    [
        ("women of 40 to 79 years in general practice", "primary care, female, 40 to 79 years"),
        ("adults seen in emergency departments", "emergency, 18 years and older"),
        ("rheumatology clinic, men and women", "referred; assumed: adults"),
        ("general practice and hospital, 1998 to 2011", "assumed: primary care, adults"),
        ("children under 12 years", "0 to 11 years; assumed: primary care"),
        ("7 children and 12 adults", "assumed: primary care, adults"),
        ("patients, mean age 31, 94 per cent men", "assumed: primary care, adults"),
    ],
)
def test_groups_in_words(knowledge: KnowledgeBase, population: str, words: str) -> None:
    model = knowledge.compiled.model
    assert group_of(figure(knowledge, population), model).words == words


def test_ages_of_a_group(knowledge: KnowledgeBase) -> None:
    model = knowledge.compiled.model
    some = group_of(figure(knowledge, "women of 16 to 49 years"), model)
    # Two whole age bands, one sex, as those who come are spread.
    assert some.cells[1:3, 0] == pytest.approx(model.people[1:3, 0])
    assert some.cells.sum() == pytest.approx(model.people[1:3, 0].sum())
    assert some.covered == pytest.approx(1.0)
    rate = group_of(
        figure(
            knowledge,
            "one county",
            {"quantity": "rate_per_1000", "of": Of(text="per 1000 people of 8 to 18 a year")},
        ),
        model,
    )
    # Eight of the 16 years of the first band, three of the 19 of the second.
    assert rate.cells[:2, 1] == pytest.approx([8.0, 3.0])
    assert rate.covered == pytest.approx(8 / 11 * 8 / 16 + 3 / 11 * 3 / 19)
    assert rate.words == "8 to 18 years"


@pytest.mark.parametrize(
    ("population", "change", "why"),
    [
        ("62 operated cases", {}, "operated"),
        ("people before arthroscopy", {}, "operated"),
        ("found by screening", {}, "scan"),
        ("suspected cases", {"quantity": "specificity"}, "suspicion"),
        ("suspected cases", {}, ""),
        ("cases and healthy controls", {"quantity": "lr_positive"}, "without such pain"),
        ("adults", {"quantity": "prevalence", "reader": "test"}, "scan"),
        ("adults", {"not_comparable": "another disease"}, "another disease"),
        ("United States Military Academy", {"quantity": "rate_per_1000"}, "soldiers"),
        ("boys of 11 to 15", {"quantity": "rate_per_1000"}, "small part"),
        ("adults", {"quantity": "rate_per_1000"}, ""),
    ],
)
def test_obstacles(
    knowledge: KnowledgeBase, population: str, change: dict[str, Any], why: str
) -> None:
    number = figure(knowledge, population, change)
    found = obstacle(number, group_of(number, knowledge.compiled.model))
    assert (why in found) if why else found == ""


def test_accuracy_is_the_same_among_suspects(knowledge: KnowledgeBase) -> None:
    number = figure(knowledge, "suspected cases", {"quantity": "specificity"})
    group = group_of(number, knowledge.compiled.model)
    assert obstacle(number, group, reading=True) == ""


@pytest.fixture(scope="module")
def lyme(knowledge: KnowledgeBase) -> dict[str, Comparison]:
    return {one.address: one for one in implied(knowledge, ["lyme-arthritis"])}


def test_only_checks_are_compared(knowledge: KnowledgeBase, lyme: dict[str, Comparison]) -> None:
    checks = [
        one.address for one in Figures(knowledge).values()
        if one.record.id == "lyme-arthritis" and one.number.use == "check"
    ]  # fmt: skip
    assert list(lyme) == checks
    assert sum(counted(lyme.values()).values()) == len(checks)
    for one in lyme.values():
        assert (one.implied is None) == (one.verdict == "not_comparable") == bool(one.reason)


def test_a_planted_mistake_is_an_outlier(
    knowledge: KnowledgeBase, lyme: dict[str, Comparison], tmp_path: Path
) -> None:
    address = "lyme-arthritis#ring-rash-before"
    assert lyme[address].verdict == "inside"
    planted = Planted(knowledge.path, tmp_path / "knowledge")
    planted.text(
        "causes/lyme-arthritis.yaml",
        lambda text: text.replace("events: 7, total: 27}\n  source: {ref: hansen-2012-lyme, where:"
                                  " Results, seen: abstract, printed: A history",
                                  "events: 26, total: 27}\n  source: {ref: hansen-2012-lyme, where:"
                                  " Results, seen: abstract, printed: A history"),
    )  # fmt: skip
    found = {one.address: one for one in implied(popliteus.load(planted.folder),
                                                 ["lyme-arthritis"])}  # fmt: skip
    assert found[address].verdict == "outlier"
    assert found[address].implied == pytest.approx(lyme[address].implied)
    assert address in [one.address for one in worst(found.values())]
    assert {name for name in found if found[name].verdict != lyme[name].verdict} == {address}


def test_a_record_can_say_that_a_figure_is_not_comparable(
    knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    planted = Planted(knowledge.path, tmp_path / "knowledge")

    def say(record: dict[str, Any]) -> None:
        [one] = [one for one in record["evidence"] if one["id"] == "ring-rash-before"]
        one["not_comparable"] = "six had another arthritis"

    planted.edit("causes/lyme-arthritis.yaml", say)
    found = implied(popliteus.load(planted.folder), ["lyme-arthritis"])
    [one] = [one for one in found if one.address.endswith("#ring-rash-before")]
    assert (one.verdict, one.reason) == ("not_comparable", "six had another arthritis")


def test_figures_that_a_rate_rests_on_are_marked(knowledge: KnowledgeBase) -> None:
    found = {one.address: one for one in implied(knowledge, ["acl-tear"])}
    assert found["acl-tear#rate-men"].in_view
    assert not found["acl-tear#pop-and-fast-swelling"].in_view


def test_a_rate_by_hand(knowledge: KnowledgeBase) -> None:
    # Men of all ages: the years of each age band, up to 85, weigh its rate.
    [one] = [one for one in implied(knowledge, ["acl-tear"]) if one.address == "acl-tear#rate-men"]
    rate = knowledge.causes["acl-tear"].rate.per_1000
    years = (16, 19, 15, 20, 16)
    male = [rate.get(band, (0.0, 0.0))[1] for band in AGE_BANDS]
    by_hand = sum(y * r for y, r in zip(years, male, strict=True)) / 86
    assert one.implied == pytest.approx(by_hand)


def test_scores_are_drawn_alike_and_point_the_right_way(knowledge: KnowledgeBase) -> None:
    scores = ScoreContrast(knowledge, 400)
    number = Figures(knowledge)["deep-vein-thrombosis#wells-likely-distal-sensitivity"].number
    group = group_of(number, knowledge.compiled.model)
    c = knowledge.compiled.causes.index("deep-vein-thrombosis")
    pair = scores.pair("wells-dvt", c, group)
    assert pair is not None
    assert pair[0] > 2 * pair[1]
    assert ScoreContrast(knowledge, 400).pair("wells-dvt", c, group) == pair

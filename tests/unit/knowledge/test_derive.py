"""From a published figure or a judged word to a probability: worked by hand, and an oracle."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from popliteus import KnowledgeBase
from popliteus.knowledge import derive
from popliteus.knowledge.records import (
    Accuracy,
    Cell,
    Interval,
    Number,
    Of,
    Point,
    Proportion,
    Source,
)

P = st.floats(0.01, 0.99)
SOURCE = Source(ref="x-2000", where="Table 1", seen="abstract")


def number(estimate: Interval | Proportion | Point, of: Of, **more: object) -> Number:
    values: dict[str, object] = {
        "id": "n", "quantity": "sensitivity", "of": of, "estimate": estimate, "source": SOURCE,
        "population": "adults", "grade": "low", "use": "parameter", **more,
    }  # fmt: skip
    return Number(**values)  # type: ignore[arg-type]


def test_pool_is_the_mean_of_the_log_odds() -> None:
    values = {"rarely": 0.1, "often": 0.75, "about half": 0.5}
    # odds 1/9 and 3: geometric mean sqrt(1/3) = 0.57735; probability 0.57735 / 1.57735.
    assert derive.pool(["rarely", "often"], values) == pytest.approx(0.57735 / 1.57735, abs=1e-5)
    assert derive.pool(["often"], values) == pytest.approx(0.75)
    assert derive.pool(["rarely"] * 3, values) == pytest.approx(0.1)
    # odds 1/9, 3 and 1: the cube root of a third is 0.693361.
    three = derive.pool(["rarely", "often", "about half"], values)
    assert three == pytest.approx(0.693361 / 1.693361, abs=1e-6)


@given(st.lists(P, min_size=1, max_size=5))
def test_pool_lies_between_its_words_in_any_order(words: list[float]) -> None:
    values = {str(place): p for place, p in enumerate(words)}
    pooled = derive.pool(list(values), values)
    assert min(words) - 1e-12 <= pooled <= max(words) + 1e-12
    assert derive.pool(list(reversed(values)), values) == pytest.approx(pooled)


@given(P)
def test_expit_undoes_logit(p: float) -> None:
    assert derive.expit(derive.logit(p)) == pytest.approx(p)


@given(P, P)
def test_sensitivity_from_both_ratios_is_the_sensitivity(se: float, sp: float) -> None:
    assume(se + sp > 1.02)
    positive, negative = se / (1 - sp), (1 - se) / sp
    assert derive.sensitivity_from_ratios(positive, negative) == pytest.approx(se, abs=1e-9)


@pytest.mark.parametrize(("positive", "negative"), [(0.9, 0.5), (2, 1.2), (1, 1), (0.5, 2)])
def test_ratios_that_do_not_discriminate_are_refused(positive: float, negative: float) -> None:
    with pytest.raises(ValueError, match="LR"):
        derive.sensitivity_from_ratios(positive, negative)


@given(st.floats(0.02, 0.98), st.floats(0.5, 0.99), st.floats(0.01, 0.3))
def test_fact_from_reading_undoes_the_law_of_total_probability(
    fact: float, yes: float, false_yes: float
) -> None:
    assume(0.0201 < fact < 0.9799)
    seen = fact * yes + (1 - fact) * false_yes
    assert derive.fact_from_reading(seen, yes, false_yes) == pytest.approx(fact, abs=1e-9)


def test_figure_against_its_reading_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        derive.fact_from_reading(0.97, 0.90, 0.05)
    with pytest.raises(ValueError, match="outside"):
        derive.fact_from_reading(0.03, 0.90, 0.05)


def test_mean_keeps_half_a_case_on_either_side() -> None:
    assert derive.mean(Proportion(kind="proportion", events=0, total=9)) == pytest.approx(0.05)
    assert derive.mean(Proportion(kind="proportion", events=9, total=9)) == pytest.approx(0.95)
    assert derive.mean(Point(kind="point", value=0.3)) == 0.3
    assert derive.mean(Interval(kind="interval", value=0.3, low=0.2, high=0.5)) == 0.3


def test_spread_of_a_figure() -> None:
    # 4 of 10: sqrt(1/4.5 + 1/6.5) = sqrt(0.376068) = 0.613244
    counts = Proportion(kind="proportion", events=4, total=10)
    assert derive.logit_sd(counts, 0.5) == pytest.approx(0.613244, abs=1e-6)
    # logit 0.8 - logit 0.2 = 2.772589, over 2 x 1.959964
    wide = Interval(kind="interval", value=0.5, low=0.2, high=0.8)
    assert derive.logit_sd(wide, 0.5) == pytest.approx(2.772589 / 3.919928, abs=1e-6)
    # 90 %: over 2 x 1.644854
    ninety = Interval(kind="interval", value=0.5, low=0.2, high=0.8, level=0.9)
    assert derive.logit_sd(ninety, 0.5) == pytest.approx(2.772589 / 3.289707, abs=1e-6)
    assert derive.logit_sd(Point(kind="point", value=0.5), 0.5) == 0.5
    certain = Interval(kind="interval", value=0.9, low=0.8, high=1.0)
    assert derive.logit_sd(certain, 0.5) == 0.5
    narrow = Interval(kind="interval", value=0.5, low=0.4999, high=0.5001)
    assert derive.logit_sd(narrow, 0.5) == 0.05


def test_accuracy_falls_back_in_order(knowledge: KnowledgeBase) -> None:
    settings = knowledge.settings
    bare = replace(knowledge.findings["crepitus"], accuracy={})
    for reader in ("patient", "generalist", "specialist", "test"):
        assert derive.accuracy(bare, reader, settings) == settings.default_accuracy[reader]
    one = replace(bare, accuracy={"generalist": Accuracy(0.8, 0.2)})
    assert derive.accuracy(one, "specialist", settings) == (0.8, 0.2)
    assert derive.accuracy(one, "patient", settings) == settings.default_accuracy["patient"]


def test_readers_of_each_kind(knowledge: KnowledgeBase) -> None:
    finding = knowledge.findings["crepitus"]
    assert derive.readers_of(replace(finding, who="test")) == ("test", "test", "test")
    assert derive.readers_of(replace(finding, who="clinician"))[0] == "generalist"
    assert derive.readers_of(replace(finding, who="patient"))[0] == "patient"


def test_fact_probability_of_each_kind_of_cell(knowledge: KnowledgeBase) -> None:
    settings, findings = knowledge.settings, knowledge.findings
    cause = replace(knowledge.causes["leg-cramp"], evidence=())
    read = "knee-swelling"
    fact = str(findings[read].fact)

    def of(cell: str | tuple[str, ...], *evidence: Number) -> float | None:
        one = replace(cause, facts={fact: cell}, evidence=evidence)
        return derive.fact_probability(one, fact, findings, settings)

    assert derive.fact_probability(replace(cause, facts={}), fact, findings, settings) is None
    assert of("none") is None
    assert of(("none", "almost never")) is None
    assert of("often") == pytest.approx(settings.words["often"])
    both = derive.pool(["often", "rarely"], settings.words)
    assert of(("often", "rarely")) == pytest.approx(both)
    assert of("defines") == settings.defines
    with pytest.raises(ValueError, match="no figure"):
        of("published")
    with pytest.raises(ValueError, match="none of the words"):
        of("usually")
    direct = number(
        Proportion(kind="proportion", events=9, total=19), Of(fact=fact), quantity="share"
    )
    assert of("published", direct) == pytest.approx(9.5 / 20)
    yes, false_yes = derive.accuracy(findings[read], "generalist", settings)
    seen = 0.6 * yes + 0.4 * false_yes
    through = number(Point(kind="point", value=seen), Of(finding=read), reader="generalist")
    assert of("published", through) == pytest.approx(0.6)
    assert of("published", through, direct) == pytest.approx(9.5 / 20), "the fact goes first"
    only_shown = number(Point(kind="point", value=0.5), Of(fact=fact), use="check")
    with pytest.raises(ValueError, match="no figure"):
        of("published", only_shown)
    sure = number(Proportion(kind="proportion", events=400, total=400), Of(fact=fact))
    assert of("published", sure) == derive.MOST


def test_weights_sum_to_one_and_follow_the_words(knowledge: KnowledgeBase) -> None:
    table: dict[str, Cell] = {"a": "often", "b": ("rarely", "rarely"), "c": "none"}
    weights = derive.weights(table, ["a", "b", "c", "d"], knowledge.settings)
    assert math.fsum(weights) == pytest.approx(1.0)
    words = knowledge.settings.words
    assert weights[0] / weights[1] == pytest.approx(words["often"] / words["rarely"])
    assert weights[2] == weights[3], "an option that is not weighed counts as none"

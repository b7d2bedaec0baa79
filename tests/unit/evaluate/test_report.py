"""The page and the charts: complete, self-contained, silent about held-back cases."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from popliteus import KnowledgeBase, case_from_mapping
from popliteus.evaluate import Evaluation, Options, Vignette, evaluate, to_dict
from popliteus.evaluate.calibration import Bin
from popliteus.evaluate.metrics import Metric
from popliteus.evaluate.plots import bar_svg, interval_svg, reliability_svg
from popliteus.evaluate.report import report

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Balanced(HTMLParser):
    """Collects tags and complains of one that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def scored(knowledge: KnowledgeBase) -> tuple[Evaluation, list[Vignette]]:
    values = {
        "id": "open-case",
        "age": 45,
        "sex": "female",
        "text": "It <b>hurts</b> & swells.",
        "findings": {"calf-swelling": "present", "long-travel": "present", "onset": "days"},
        "source": {"citation": "A paper", "url": "https://example.org"},
        "gold": {"primary": "deep-vein-thrombosis"},
        "triage": "urgent_same_day",
        "triage_accepted": ["urgent_same_day", "soon_days"],
    }
    opened = case_from_mapping(values, knowledge)
    secret = case_from_mapping(
        {**values, "id": "secret-case", "text": "A secret story.", "gold": {"primary": "gout"}},
        knowledge,
    )
    plain = replace(opened, id="plain-case", text="", age=None, triage=None, triage_accepted=())
    vignettes = [Vignette(opened), Vignette(secret, held_back=True), Vignette(plain)]
    options = Options(mode="interview", baselines=True, robustness=True)
    return evaluate(vignettes, knowledge, options), vignettes


def test_the_page_is_whole(
    scored: tuple[Evaluation, list[Vignette]], knowledge: KnowledgeBase
) -> None:
    page = report(*scored, knowledge)
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert {"table", "svg", "details", "caption", "h2"} - parser.seen <= {"caption"}
    for what in ("open-case", "What was asked", "What was concluded", "naive_bayes", "10 % flipped",
                 "calibration_slope", "A paper"):  # fmt: skip
        assert what in page
    assert "It &lt;b&gt;hurts&lt;/b&gt; &amp; swells." in page
    assert page == report(*scored, knowledge)


def test_the_page_asks_nobody(
    scored: tuple[Evaluation, list[Vignette]], knowledge: KnowledgeBase
) -> None:
    page = report(*scored, knowledge)
    parser = Balanced()
    parser.feed(page)
    assert not parser.seen & {"script", "link", "img", "iframe", "object"}
    assert not {name for name in parser.attributes if name.startswith("on")}
    assert not parser.attributes & {"src", "href"}
    assert not re.search(r"url\(|@import", page)


def test_held_back_cases_are_nowhere(
    scored: tuple[Evaluation, list[Vignette]], knowledge: KnowledgeBase
) -> None:
    found, _ = scored
    page = report(*scored, knowledge)
    assert "secret" not in page
    assert "1 of them are held back" in page
    assert "secret" not in str(to_dict(found))
    assert "secret" not in str([case.id for case in found.failed])
    assert found.n == 3


def test_json_has_what_the_contract_asks_for(scored: tuple[Evaluation, list[Vignette]]) -> None:
    values = to_dict(scored[0])
    assert {"stamp", "mode", "n", "metrics", "cases"} <= set(values)
    for metric in values["metrics"].values():
        assert set(metric) == {"value", "low", "high", "n"}
    for case in values["cases"]:
        assert {"id", "rank", "list", "triage", "gold_triage", "questions"} <= set(case)
        assert case["questions"] > 0
    assert values["agreed"]["n"] == 0
    assert values["baselines"][0]["name"] == "prior_only"
    assert len(values["robustness"]) == 5
    assert sum(map(sum, values["triage_matrix"]["counts"])) == 2


def test_charts_are_valid_svg_with_words_for_those_who_cannot_see() -> None:
    one = Metric(0.1, -0.2, 0.4, 9)
    charts = [
        reliability_svg([Bin(0.25, 0.5, 0.1, 0.9, 8)], "A <plot>"),
        interval_svg([("a & b", one)], "Differences", "points"),
        interval_svg([], "Nothing", "points"),
        bar_svg([("x", 2.0), ("y", 1.0)], "Bars", "nats"),
        bar_svg([("x", 0.0)], "Nought", "nats"),
    ]
    for chart in charts:
        root = ET.fromstring(chart)  # noqa: S314 - our own text
        assert root.attrib["role"] == "img"
        assert root[0].tag.endswith("title")
        assert root[1].tag.endswith("desc")
    assert "8 cases at 25%: 50% right" in charts[0]


def test_places_in_the_plot_by_hand() -> None:
    # A square of 320 with a margin of 48: 25 % is at 48 + 80 from the left, 50 % at 48 + 160.
    chart = reliability_svg([Bin(0.25, 0.5, 0.1, 0.9, 8)], "Plot")
    assert '<circle cx="128.0" cy="208.0"' in chart
    # The longest bar is 330 wide, half of it 165.
    assert 'width="165.0"' in bar_svg([("x", 2.0), ("y", 1.0)], "Bars", "nats")

"""How a text calls a number, and what a wrong call says."""

from __future__ import annotations

import dataclasses

import pytest

from popliteus.errors import KnowledgeError
from popliteus.knowledge.prose import Prose, addresses, parse, strays
from popliteus.publish.pages.build import Pages
from popliteus.publish.pages.numbers import shown
from popliteus.publish.pages.prose import rendered
from popliteus.publish.pages.sheet import Sheet

HEAD = "---\ntitle: T\ndescription: D\nlast_reviewed: 2026-11-29\n---\n"


def text(body: str) -> Prose:
    return parse(HEAD + body, "sample")


@pytest.fixture
def sheet(pages: Pages) -> Sheet:
    return Sheet(pages.site, pages.site.entry("page:article"))


def test_a_number_has_its_value_interval_source_and_place(sheet: Sheet) -> None:
    call = '{{ n("deep-vein-thrombosis#calf-swelling-lr-positive") }}'
    made = rendered(text(f"Odds: {call} times."), sheet)
    assert "1.45 (95% interval 1.25 to 1.69)</a>" in made
    assert 'href="evidence/index.html#deep-vein-thrombosis--calf-swelling-lr-positive"' in made
    assert 'href="#source-1"' in made
    (used, line), *_ = sheet.sources()
    assert used.ref == "goodacre-2005"
    assert "Goodacre" in line


@pytest.mark.parametrize(
    ("address", "style", "expected"),
    [
        ("bakers-cyst#among-suspected", "full", "51% (347 of 680)"),
        ("bakers-cyst#among-suspected", "value", "51%"),
        ("bakers-cyst#among-suspected", "words", "about 5 in 10"),
        ("leg-cramp#beta-agonist-ratio", "words", "about 2.4 times as often"),
        ("steroid-injection#knee-oa-pain", "full", "−0.4 (95% interval −0.58 to −0.22)"),
        ("steroid-injection#infection-after-needle", "full", "0.037%"),
        ("deep-vein-thrombosis#rate-norway", "full", "0.93 (95% interval 0.85 to 1.02)"),
    ],
)
def test_styles(pages: Pages, address: str, style: str, expected: str) -> None:
    assert shown(pages.site.figures[address].number, style) == expected


def test_the_limit_of_a_finding(sheet: Sheet) -> None:
    made = rendered(text('{{ n("calf-difference#measure") }}'), sheet)
    assert "3 cm or more" in made


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('{{ n("bakers-cyst#efusion") }}', "nearest: bakers-cyst#effusion"),
        ('{{ n("bakers-cist#effusion") }}', "nearest: bakers-cyst#effusion"),
        ('{{ n("gout#measure") }}', "unknown|number 'gout#measure'"),
        ('{{ n("bakers-cyst#effusion", "loud") }}', "full, value, words"),
        ("{{ n(bakers-cyst) }}", "the call"),
        ("{{ import os }}", "the call"),
    ],
)
def test_a_wrong_call_says_where_and_what_instead(sheet: Sheet, call: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said) as caught:
        rendered(text(f"First.\n\nThen {call}."), sheet)
    assert caught.value.where == "pages/sample.md:8"


def test_html_in_a_text_is_words(sheet: Sheet) -> None:
    assert "<script" not in rendered(text("<script>alert(1)</script>"), sheet)


@pytest.mark.parametrize(
    "planted",
    [
        "4 in 10",
        "about 30%",
        "ten minutes",
        "three months",
        "one in ten",
        "5.2 times",
        "20 per cent",
    ],
)
def test_a_planted_figure_is_found(planted: str) -> None:
    found = list(strays(text(f"Fine.\n\nIt lasts {planted} or so.\n")))
    assert found
    assert found[0].line == 8


@pytest.mark.parametrize(
    "fine",
    [
        "the nerve at L5",
        "one leg, the first time",
        '{{ n("bakers-cyst#effusion") }}',
        "[@goodacre-2005]",
        "[words](rule:under-16)",
    ],
)
def test_names_calls_and_links_are_no_figures(fine: str) -> None:
    assert not list(strays(text(fine)))


def test_addresses_are_those_that_are_called() -> None:
    body = 'A {{ n("a#b") }} and\n{{ n("c#d", "words") }}.'
    assert list(addresses(text(body))) == [(6, "a#b"), (7, "c#d")]


def test_a_text_needs_its_head() -> None:
    for wrong in ("no head", "---\ntitle: T\n---\nx"):
        with pytest.raises(KnowledgeError, match="last_reviewed"):
            parse(wrong, "sample")


def test_hard_words_are_explained_once_and_not_in_links(sheet: Sheet) -> None:
    body = "A tendon and a tendon. [A ligament](cause:acl-tear). A ligament."
    made = rendered(text(body), sheet)
    assert made.count('class="word"') == 2
    assert "words.html#tendon" in made
    assert dataclasses.is_dataclass(sheet.site.words)

"""The table of numbers: sorted, filtered and taken away by addresses alone."""

from __future__ import annotations

import csv
import io
import re

import pytest

from popliteus import KnowledgeBase
from popliteus.publish.views.evidence import COLUMNS
from popliteus.web.library.evidence import FILTERS, ROWS, SORTS, Query, selected, table
from popliteus.web.library.shelf import Library
from tests.unit.web.conftest import Person


@pytest.fixture(scope="module")
def library(knowledge: KnowledgeBase) -> Library:
    return Library(knowledge)


def test_every_filter_leaves_just_what_was_asked_for(library: Library) -> None:
    lines = list(library.table().values())
    shown = table(lines, Query())
    assert shown.found == shown.all == len(lines)
    for one in shown.choices:
        if one.name == "sort":
            continue
        counts = []
        for value, words in one.options[1:]:
            found = selected(lines, Query(((one.name, value),)))
            assert words
            assert {FILTERS[one.name][1](line) for line in found} == {value}
            counts.append(len(found))
        assert sum(counts) == len(lines)


@pytest.mark.parametrize("name", SORTS)
def test_every_column_sorts_both_ways(library: Library, name: str) -> None:
    lines = list(library.table().values())
    keys = [SORTS[name][1](line) for line in selected(lines, Query(sort=name))]
    back = [SORTS[name][1](line) for line in selected(lines, Query(sort=name, down=True))]
    assert keys == sorted(keys)
    assert back == sorted(keys, reverse=True)


def test_pages_hold_every_row_once(library: Library) -> None:
    lines = list(library.table().values())
    first = table(lines, Query(sort="value"))
    seen = [
        line.row.address
        for page in range(1, first.pages + 1)
        for line in table(lines, Query(sort="value", page=page)).rows
    ]
    assert len(seen) == len(set(seen)) == len(lines)
    assert len(first.rows) == ROWS
    assert table(lines, Query(page=99_999)).query.page == first.pages


def test_what_nobody_offers_is_left_out(person: Person) -> None:
    asked = "kind=nonsense&grade=%3Cb%3E&sort=-nonsense&page=-4&order=x"
    answer = person.open(f"/library/evidence?{asked}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text
    assert re.search(r"All \d+ numbers", answer.text)


def test_the_form_and_the_heads_keep_what_was_chosen(person: Person) -> None:
    text = person.open("/library/evidence?kind=causes&grade=low&sort=-value").text
    assert '<option value="causes" selected>' in text
    assert '<option value="-value" selected>' in text
    assert 'aria-sort="descending"' in text
    assert "kind=causes&amp;grade=low&amp;sort=value" in text  # the other way round
    assert "/library/evidence.csv?kind=causes&amp;grade=low&amp;sort=-value" in text


def test_the_rows_can_be_taken_away(person: Person, library: Library) -> None:
    wanted = "quantity=sensitivity&sort=value"
    answer = person.open(f"/library/evidence.csv?{wanted}")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert tuple(rows[0]) == COLUMNS
    expected = selected(library.table().values(), Query((("quantity", "sensitivity"),), "value"))
    assert [row[0] for row in rows[1:]] == [line.row.address for line in expected]
    values = person.open(f"/library/evidence.json?{wanted}").json()
    assert [one["address"] for one in values["numbers"]] == [row[0] for row in rows[1:]]
    assert values["knowledge"]["digest"] == library.base.digest


def test_a_number_says_everything_that_is_known_of_it(person: Person, library: Library) -> None:
    line = library.table()["deep-vein-thrombosis--rate-norway"]
    text = person.open(f"/library/evidence/{line.anchor}").text
    for part in (line.row.where, line.row.population, line.shown, line.row.address):
        assert part.replace("'", "&#39;") in text
    assert 'href="/library/causes/deep-vein-thrombosis"' in text
    assert "https://" in text.partition("Find the source")[0].rpartition("<a")[2]


def test_a_record_without_numbers_that_fit_says_so(person: Person) -> None:
    text = person.open("/library/evidence?kind=tests&quantity=rate_per_1000").text
    assert "No number fits all of that" in text

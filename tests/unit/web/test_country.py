"""Every page names the numbers of the country that was chosen, whatever the server's own is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from tests.unit.web.conftest import Person

PAGES = (
    "/questions/0", "/result", "/answers", "/save", "/erase", "/nothing", "/library",
    "/library/causes/deep-vein-thrombosis", "/library/rules/wells-dvt", "/library/privacy",
)  # fmt: skip


@pytest.fixture
def british(knowledge: KnowledgeBase, settings: Settings) -> Person:
    """Somebody at a server in the United Kingdom."""
    return Person(create_app(knowledge, replace(settings, country="GB")))


def called(person: Person) -> set[str]:
    """The numbers of a page, without the list of every country's."""
    page = re.sub(r'<ul class="pop-abroad".*?</ul>', "", person.page.text, flags=re.DOTALL)
    return {*re.findall(r'href="tel:(\d+)"', page)}


@pytest.mark.parametrize("address", PAGES)
def test_another_country_is_not_given_the_server_s_numbers(british: Person, address: str) -> None:
    british.open(address)
    assert not address.startswith("/library") or called(british) & {"999", "111"}
    british.start(country="XX")
    british.open(address)
    assert called(british) & {"999", "111"} == set()
    assert "112" in british.page.text
    assert "NHS" not in british.page.text.partition("<footer")[2]


def test_the_country_stays_when_the_answers_are_lost(british: Person) -> None:
    british.start(country="XX")
    hidden = british.form.forms[-1][1]
    british.web.store.erase(british.client.cookies["popliteus"])
    british.page = british.post("/questions/0", [*hidden, ("ticked", "none")])
    assert "Your earlier answers are no longer here" in british.page.text
    assert called(british) & {"999", "111"} == set()


def test_the_first_page_offers_the_country_that_was_chosen(british: Person) -> None:
    assert '<option value="GB" selected>' in british.open("/").text
    british.start(country="XX")
    assert '<option value="XX" selected>' in british.open("/").text

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


def test_a_new_person_is_offered_the_country_that_the_browser_speaks_for(person: Person) -> None:
    for asked, offered, number in (
        ("en-GB,en-US;q=0.9,en;q=0.8", "GB", "999"),
        ("en-US,en;q=0.9", "US", "911"),
        ("de-DE,de;q=0.9,en-US;q=0.8", "DE", "112"),
        ("en-nz", "NZ", "111"),
    ):
        page = person.client.get("/", headers={"accept-language": asked}).text
        assert f'<option value="{offered}" selected>' in page
        assert page.count(" selected>") == 1
        assert "We guessed it from the language of your browser." in page
        assert f'href="tel:{number}"' in page.partition("is our guess.")[0]
        assert {"999", "911", "112"} <= {*re.findall(r'href="tel:(\d+)"', page)}
    for asked in (
        "",
        "en",
        "en-KE,en-GB;q=0.5",
        "en-US,en;q=0.9,pt-BR;q=0.8",
        "*",
        "q=;;,",
        "x" * 9000,
    ):
        page = person.client.get("/", headers={"accept-language": asked}).text
        assert '<option value="XX" selected>' in page
        assert "guess" not in page


def test_a_guess_gives_way_to_whoever_runs_the_server_and_to_what_was_chosen(
    british: Person, person: Person
) -> None:
    for one in (british, person):
        one.client.headers["accept-language"] = "en-US"
    page = british.open("/").text
    assert '<option value="GB" selected>' in page
    assert "guess" not in page
    for chosen in ("XX", "AU"):
        person.start(country=chosen)
        page = person.open("/").text
        assert f'<option value="{chosen}" selected>' in page
        assert "guess" not in page
        person.open("/questions/0")
        assert "911" not in called(person)


def test_a_guess_counts_for_nothing_until_it_is_sent(person: Person) -> None:
    person.client.headers["accept-language"] = "en-GB"
    person.open("/")
    person.open("/library")
    assert called(person) == {"112"}
    person.open("/")
    person.send(("who", "nobody"), ("door", "patient"), ("country", "IE"))
    assert person.page.status_code == 422
    assert '<option value="IE" selected>' in person.page.text
    assert "guess" not in person.page.text
    assert "112 or 999" in person.page.text


def test_the_first_page_offers_the_country_that_was_chosen(british: Person) -> None:
    assert '<option value="GB" selected>' in british.open("/").text
    british.start(country="XX")
    assert '<option value="XX" selected>' in british.open("/").text

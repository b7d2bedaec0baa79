"""What is shown when something goes wrong, and what HEAD answers."""

from __future__ import annotations

import re

import pytest

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.problems import MESSAGES
from tests.unit.web.conftest import Person

LINK = re.compile(r"<main.*?</main>", re.DOTALL)


def helps(text: str, status: int) -> None:
    """The page is a whole page of ours: title, heading, style and somewhere to go."""
    title = MESSAGES[status].title
    assert f"<title>{title} | popliteus</title>" in text
    assert text.count("<h1") == 1
    assert "look.css" in text
    assert 'lang="en-GB"' in text


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nothing", 404), ("/questions/x", 404), ("/medicines", 405), ("/result", 410)],
)
def test_a_wrong_address_is_a_page_with_a_way_on(person: Person, address: str, status: int) -> None:
    answer = person.open(address)
    assert answer.status_code == status
    helps(answer.text, status)
    assert 'href="/"' in LINK.findall(answer.text)[0]
    assert 'href="/continue"' not in answer.text
    assert "still here" not in answer.text  # nobody has answered anything
    person.start()
    if status != 410:
        assert 'href="/continue"' in LINK.findall(person.open(address).text)[0]


def test_a_wrong_method_names_the_right_one(person: Person) -> None:
    assert person.open("/medicines").headers["allow"] == "POST"
    assert person.client.put("/about").status_code == 405


def test_what_stands_before_the_app_answers_with_pages_too(person: Person) -> None:
    wrong = person.client.get("/", headers={"host": "evil.example"})
    assert wrong.status_code == 421
    helps(wrong.text, 421)
    style = re.findall(r'href="(/static/look[^"]*)"', wrong.text)[0]
    assert person.client.get(style, headers={"host": "evil.example"}).status_code == 200
    person.start()
    large = person.post("/words", [("text", "x" * 300_000)])
    assert large.status_code == 413
    helps(large.text, 413)


def test_a_failure_names_whom_to_call(knowledge: KnowledgeBase, settings: Settings) -> None:
    text = create_app(knowledge, settings)._pages[500].decode()
    helps(text, 500)
    assert "If you are worried" in text


@pytest.mark.parametrize("address", ["/", "/about", "/static/popliteus.svg", "/nothing", "/result"])
def test_head_answers_what_get_does_without_the_body(person: Person, address: str) -> None:
    person.start()
    full = person.client.get(address, follow_redirects=False)
    head = person.client.head(address, follow_redirects=False)
    assert head.status_code == full.status_code
    assert head.headers["content-type"] == full.headers["content-type"]
    assert head.headers["content-length"] == full.headers["content-length"]
    assert head.content == b""
    assert full.content


def test_head_of_a_form_s_address_is_refused(person: Person) -> None:
    assert person.client.head("/medicines").status_code == 405

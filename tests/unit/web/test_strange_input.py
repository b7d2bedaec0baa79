"""What people type or leave out: it is said at its field, is never run, and nothing is lost."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator

import pytest

from popliteus import KnowledgeBase
from popliteus.web import ages
from tests.unit.web.conftest import Person, without_ours

HTML = '<script>alert(1)</script><b onclick="x">my calf & "knee" hurt</b>'


def test_start_says_what_is_missing(person: Person, knowledge: KnowledgeBase) -> None:
    person.open("/")
    for door in ([("door", "patient")], [("door", "window")], []):
        answer = person.send(("who", "nobody"), ("country", "ZZ"), *door)
        assert answer.status_code == 422
        assert answer.text.count('class="nhsuk-error-message"') == 2
        assert '<a href="#country">' in answer.text
        assert '<a href="#who-1">' in answer.text
    assert knowledge.services.countries["GB"].name in answer.text


@pytest.mark.parametrize(
    "ticked", [[], ["none", "fainting"], ["nonsense"], ["none", "unsure"], [HTML]]
)
def test_a_page_that_is_not_answered_says_what_is_missing(
    person: Person, ticked: list[str]
) -> None:
    person.start()
    answer = person.send(*(("ticked", one) for one in ticked))
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert '<a href="#ticked-1">' in answer.text
    assert 'id="ticked-1"' in answer.text
    assert "<title>Error: " in answer.text


@pytest.mark.parametrize(
    "age", ["-3", "121", "nan", "inf", "1e400", "old", "45;DROP", HTML, "9" * 5000, "4_5", "😀"]
)
def test_an_age_that_cannot_be_is_said_at_the_field(person: Person, age: str) -> None:
    person.start()
    person.calm()
    answer = person.send(("age", age), ("sex", "male"))
    assert answer.status_code == 422
    assert ages.NO_AGE in answer.text
    assert "<script" not in without_ours(answer.text)
    assert re.search(r'id="sex-2"[^>]* checked', answer.text)  # the other answer is still there


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("18 months", 1.5), ("3 years", 3), ("3 yrs", 3), ("3y", 3), ("2 years 6 months", 2.5),
        ("26 weeks", 0.5), ("45 years old", 45), ("18-month-old", 1.5), ("1,5 years", 1.5),
    ],
)  # fmt: skip
def test_an_age_is_read_as_a_parent_types_it(person: Person, typed: str, age: float) -> None:
    person.start(who="other")
    person.calm()
    assert "18 months" in person.page.text, "it is said that months will do"
    person.send(("age", typed), ("sex", "male"))
    assert person.where != "/about", person.page.text
    assert person.open("/result/patient.json").json()["case"]["age"] == age


@pytest.mark.parametrize("typed", ["3 months 4 months", "18 moons", "200 years", "3 years or so"])
def test_what_is_no_age_is_not_guessed(person: Person, typed: str) -> None:
    person.start(who="other")
    person.calm()
    assert person.send(("age", typed), ("sex", "male")).status_code == 422
    assert "such as 18 months" in person.page.text


def test_html_and_emoji_in_a_story_are_words(person: Person) -> None:
    person.to_words()
    person.send(("text", f"{HTML} 😀 \0 My calf is swollen."))
    assert person.where == "/understood"
    for address in ("/understood", "/words", "/answers", "/result"):
        assert "<script" not in without_ours(person.open(address).text)
        assert "<b onclick" not in person.page.text
    assert "&lt;script&gt;" in person.open("/words").text


def test_a_long_story_is_refused_and_not_lost(person: Person) -> None:
    person.to_words()
    story = "My calf hurts. " * 1000
    answer = person.send(("text", story))
    assert answer.status_code == 422
    assert "Use at most 4,000 characters" in answer.text
    assert story.strip() in answer.text


def test_a_huge_request_is_refused_and_nothing_changes(person: Person) -> None:
    person.begin()
    answer = person.send(("text", "x" * 300_000))
    assert answer.status_code == 413
    assert "earlier answers are still here" in answer.text
    assert 'href="/continue"' in answer.text

    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 10_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert person.client.post("/words", content=pieces(), headers=kind).status_code == 413
    many = [("a", "b")] * 500
    assert person.post("/words", many).status_code == 403
    assert person.open("/continue").url.path == "/words"


def test_a_story_about_something_else_says_so(person: Person) -> None:
    person.to_words()
    person.send(("text", "My ear has been ringing since Monday."))
    assert "What you ticked counts; your words do not." in html.unescape(person.page.text)
    assert "call your GP or NHS" in re.sub("<[^>]+>", "", person.page.text)
    assert "We found nothing in your words" in person.page.text
    person.send()
    assert person.where.startswith("/questions/")


def test_a_mistake_of_ours_shows_a_page_and_logs_no_answer(
    person: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    person.begin()

    def fail(*_: object) -> object:
        raise ValueError("my calf is swollen")

    monkeypatch.setattr("popliteus.web.routes.words._keep", fail)
    with caplog.at_level(logging.DEBUG):
        answer = person.send(("text", "my calf is swollen"))
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "content-security-policy" in answer.headers
    assert "ValueError" in caplog.text
    assert "swollen" not in caplog.text
    assert person.open("/continue").url.path == "/words"

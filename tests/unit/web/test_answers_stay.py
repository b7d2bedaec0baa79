"""Answers stay where they were given: sent twice, out of order, in two tabs; and they end."""

from __future__ import annotations

import sqlite3

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from tests.unit.web.conftest import Person


def test_a_form_sent_twice_counts_once(person: Person, knowledge: KnowledgeBase) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    for _ in range(3):
        answer = person.post(action, [*hidden, ("ticked", "none")])
        assert answer.url.path == "/questions/1"
    assert {*person.evidence()} == {*knowledge.questionnaire.pages[0].items}


def test_two_tabs_and_replayed_steps_put_answers_where_they_belong(
    person: Person, knowledge: KnowledgeBase
) -> None:
    person.start()
    first = person.form.forms[-1]
    person.send(("ticked", "none"))
    second = person.form.forms[-1]
    person.send(("ticked", "none"))
    person.send(("ticked", "none"))
    person.post(second[0], [*second[1], ("ticked", "foot-drop")])
    person.post(first[0], [*first[1], ("ticked", "fainting")])
    found = person.evidence()
    assert found["foot-drop"] == found["fainting"] == "present"
    assert found["chest-pain"] == found["deformity"] == "absent"
    assert {*found} == {item for page in knowledge.questionnaire.pages[:3] for item in page.items}


def test_the_back_button_shows_what_was_answered(person: Person) -> None:
    person.start()
    person.send(("ticked", "fainting"))
    person.open("/continue")
    assert 'href="/questions/0"' in person.page.text
    person.open("/questions/0")
    ticked = [one["value"] for one in person.form.inputs if "checked" in one]
    assert ticked == ["fainting"]


def test_without_answers_every_page_says_where_to_begin(person: Person) -> None:
    for address in ("/about", "/result", "/answers", "/save", "/questions/3", "/help-now"):
        answer = person.open(address)
        assert answer.status_code == 410
        assert 'href="/"' in answer.text
    person.open("/")
    token = person.form.forms[-1][1]
    assert person.post("/about", token).status_code == 403


def test_answers_end_after_a_day(person: Person, clock: list[float], settings: Settings) -> None:
    person.start()
    person.send(("ticked", "none"))
    clock[0] += 23 * 3600
    assert person.open("/continue").url.path == "/questions/1"
    person.send(("ticked", "none"))
    clock[0] += 25 * 3600
    assert person.open("/continue").status_code == 410
    with sqlite3.connect(settings.database) as database:
        assert database.execute("SELECT count(*) FROM visit").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM browser").fetchone() == (0,)


def test_starting_again_erases_what_was_there(person: Person, settings: Settings) -> None:
    person.to_words()
    person.open("/")
    assert "those answers are erased" in person.page.text
    person.start()
    assert not person.evidence()
    with sqlite3.connect(settings.database) as database:
        assert database.execute("SELECT count(*) FROM visit").fetchone() == (1,)


def test_an_answer_that_the_knowledge_base_no_longer_knows_is_left_out(
    person: Person, settings: Settings
) -> None:
    person.start()
    person.send(("ticked", "fainting"))
    with sqlite3.connect(settings.database) as database:
        database.execute("UPDATE visit SET state = replace(state, 'fainting', 'gone-away')")
    assert person.open("/result").status_code == 200
    assert person.open("/questions/0").status_code == 200


def test_two_servers_on_one_file_share_their_visits(
    knowledge: KnowledgeBase, settings: Settings, person: Person
) -> None:
    person.start()
    second = Person(create_app(knowledge, settings))
    second.client.cookies.set("popliteus", person.client.cookies["popliteus"], domain="127.0.0.1")
    second.open("/questions/0")
    second.send(("ticked", "none"))
    assert second.where == "/questions/1"

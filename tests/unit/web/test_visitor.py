"""The visitor of the benchmarks answers what was understood in a way that the app takes."""

from __future__ import annotations

from benchmarks.web_client import Form, Visitor
from tests.unit.web.conftest import Person

STORY = "My left calf is swollen and sore since a long flight last week."


def test_a_visitor_gets_past_what_was_understood(person: Person) -> None:
    person.to_words()
    person.send(("text", STORY))
    assert person.where == "/understood"
    form = Form(person.page.text)
    assert len(form.choices) > 3, "the premise: something was understood"
    for number in range(12):
        chosen = Visitor("http://127.0.0.1:1", number).answers(form)
        answer = person.post(form.action, [*form.hidden, *chosen])
        assert answer.url.path != form.action, f"visitor {number} is asked again"
        person.open("/understood")

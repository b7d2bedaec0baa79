"""One's own words: what was read in them counts when it is confirmed, and only then."""

from __future__ import annotations

import popliteus
from popliteus import KnowledgeBase
from popliteus.intake import take_in
from tests.unit.web.conftest import Person


def test_what_a_story_says_both_ways_is_asked_and_not_taken(person: Person) -> None:
    person.start()
    person.calm()
    person.about("40", "male")
    person.send(("places", "calf"))
    person.send(("text", "My calf is swollen. It is not swollen in the calf."))
    assert person.where == "/understood"
    assert "What was not certain" in person.page.text
    person.send(*((str(one["name"]), "right") for one in person.form.inputs))
    assert person.where.startswith("/questions/")
    assert "You said “" in person.page.text
    assert person.send().status_code == 422
    person.send(("calf-swelling", "absent"))
    listed = person.open("/result/patient.json").json()
    assert listed["conflicts"] == []
    values = {one["finding"]: one["value"] for one in listed["evidence"]}
    assert values["calf-swelling"] == "absent"


def test_own_words_count_only_when_confirmed(person: Person, knowledge: KnowledgeBase) -> None:
    person.start()
    person.calm()
    person.about()
    while person.where.startswith("/questions/"):
        person.send(("ticked", "none"))
    person.send(("places", "calf"))
    story = "My calf is swollen since yesterday. I have had a fever. It began suddenly."
    person.send(("text", story))
    assert person.where == "/understood"
    assert "Before that you answered: no." in person.page.text  # the fever
    names = {str(one["name"]) for one in person.form.inputs}
    assert {"calf-swelling", "fever"} <= names
    before = person.open("/result/patient.json").json()
    assert "calf-swelling" not in {one["finding"] for one in before["evidence"]}
    person.open("/understood")
    assert person.send(("fever", "wrong")).status_code == 422
    choose = [(name, "wrong" if name == "fever" else "right") for name in names]
    person.send(*choose)
    after = person.open("/result/patient.json").json()
    by_id = {one["finding"]: one for one in after["evidence"]}
    assert by_id["calf-swelling"]["quote"] in story
    assert by_id["fever"]["value"] == "absent"
    assert by_id["fever"]["quote"] is None
    read = take_in(popliteus.Case(text=story), knowledge)
    assert by_id["calf-swelling"]["span"] == list(read.told.origins["calf-swelling"].span)


def test_what_was_understood_can_be_turned_round(person: Person) -> None:
    person.start()
    person.calm()
    person.about("40", "male")
    person.send(("places", "calf"))
    person.send(("text", "My calf is swollen since yesterday."))
    names = {str(one["name"]) for one in person.form.inputs}
    assert {"calf-swelling", "duration"} <= names
    offered = {(str(one["name"]), str(one["value"])) for one in person.form.inputs}
    assert ("calf-swelling", "other") in offered
    assert ("duration", "other") not in offered  # there is no one other way round
    assert person.send(*((name, "other") for name in names)).status_code == 422
    choose = [(name, "other" if name == "calf-swelling" else "wrong") for name in names]
    person.send(*choose)
    listed = person.open("/result/patient.json").json()["evidence"]
    by_id = {one["finding"]: one for one in listed}
    assert by_id["calf-swelling"]["value"] == "absent"
    assert by_id["calf-swelling"]["quote"] is None
    assert "duration" not in by_id
    person.open("/understood")
    chosen = {str(one["name"]): one["value"] for one in person.form.inputs if "checked" in one}
    assert chosen["calf-swelling"] == "other"
    assert chosen["duration"] == "wrong"
    person.send(*((name, "right") for name in names))
    listed = person.open("/result/patient.json").json()["evidence"]
    by_id = {one["finding"]: one for one in listed}
    assert by_id["calf-swelling"]["value"] == "present"
    assert by_id["calf-swelling"]["quote"] == "calf is swollen"

"""One's own words: what was read in them counts when it is confirmed, and only then."""

from __future__ import annotations

import re

import popliteus
from popliteus import KnowledgeBase
from popliteus.intake import take_in
from tests.unit.web.conftest import Person


def test_what_a_story_says_both_ways_is_asked_and_not_taken(person: Person) -> None:
    person.to_words()
    person.send(("text", "My calf is swollen. It is not swollen in the calf."))
    assert person.where == "/understood"
    assert "What we are not sure of" in person.page.text
    assert "Swollen calf: “calf is swollen” and “not swollen in the calf”" in person.page.text
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
    person.open("/words")
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
    person.to_words()
    person.send(("text", "My calf is swollen since yesterday."))
    names = {str(one["name"]) for one in person.form.inputs}
    assert {"calf-swelling", "duration"} <= names
    offered = {(str(one["name"]), str(one["value"])) for one in person.form.inputs}
    assert ("calf-swelling", "other") in offered
    assert ("duration", "other") in offered
    assert person.send(*((name, "other") for name in names)).status_code == 422
    assert "Choose what it is instead: You have had it for" in person.page.text
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


def test_what_has_several_answers_is_changed_on_the_spot(person: Person) -> None:
    person.to_words()
    person.send(
        ("text", "The back of my knee has hurt since yesterday. No fever, maybe a hot knee.")
    )
    text = person.page.text
    assert "Before that you answered: In the calf." in text  # words, not what the option is called
    assert "Hot knee: “maybe a hot knee”" in text
    choose = {"worst-place": "wrong", "duration": "other"}
    names = {str(one["name"]) for one in person.form.inputs if one["name"]}
    given = [(name, choose.get(name, "right")) for name in names]
    for strange in ("", "a year or two", "1-7-days"):  # nothing, no option, what was read
        assert person.send(*given, ("duration-to", strange)).status_code == 422
        assert 'value="other" checked' in person.page.text
    person.send(*given, ("duration-to", "6-weeks-3-months"))
    listed = {one["finding"]: one for one in person.open("/result/patient.json").json()["evidence"]}
    assert listed["duration"]["value"] == "6-weeks-3-months"
    assert listed["duration"]["quote"] is None
    assert listed["worst-place"]["value"] == "calf"  # answered before, on the drawing
    person.open("/understood")
    assert '<option value="6-weeks-3-months" selected' in person.page.text
    person.send(*((name, "wrong") for name in names))
    listed = {one["finding"]: one for one in person.open("/result/patient.json").json()["evidence"]}
    assert "duration" not in listed
    assert listed["worst-place"]["value"] == "calf"


def test_what_was_not_understood_has_a_door_to_say_it_again(person: Person) -> None:
    person.to_words()
    person.send(("text", "My calf is swollen. The zorble is wibbly."))
    page = person.page.text
    assert page.index("What we did not understand") < page.index('href="/words"', page.index("<h1"))
    assert "zorble" in page.partition("What we did not understand")[2]
    assert "zorble" in person.open("/words").text


def test_one_button_says_that_the_rest_is_right(person: Person) -> None:
    person.to_words()
    person.send(("text", "My left calf is swollen since yesterday. It began suddenly."))
    items = _offers(person)
    assert len(items) > 2, "the premise: several things were understood"
    assert "All of this is right" in person.page.text
    assert "The rest is right" in person.page.text
    left_out = items[0]
    person.send((left_out, "wrong"), ("all", "right"))
    assert person.where != "/understood"
    assert {*person.evidence()} >= {*items[1:]}
    assert left_out not in person.evidence()


def test_each_thing_is_confirmed_with_what_counts_as_it(person: Person) -> None:
    person.to_words()
    person.send(("text", "I had an operation eight weeks ago. My left calf is swollen. No fever."))
    page = person.page.text
    assert "You were put to sleep, or made numb" in page
    assert "No, that is not so" in page
    assert "Yes, it is so" in page
    assert "It is no" not in page


def test_without_that_button_nothing_counts_that_was_not_ticked(person: Person) -> None:
    person.to_words()
    person.send(("text", "My left calf is swollen since yesterday. I have a fever."))
    for sent in ([], [("all", "perhaps")]):
        assert person.post("/understood", [*person.form.forms[-1][1], *sent]).status_code == 422
    assert not {"side", "duration", "calf-swelling"} & {*person.evidence()}


def test_that_button_changes_no_answer_of_a_page(person: Person) -> None:
    person.to_words()
    person.send(("text", "My left calf is swollen since yesterday. I have a fever."))
    assert person.send(("all", "right")).status_code == 422
    assert "Say whether this is right: Fever" in person.page.text
    person.send(("fever", "right"), ("all", "right"))
    assert person.where != "/understood"
    assert person.evidence()["fever"] == "present"


def test_who_may_want_to_die_is_told_first_where_help_is(person: Person) -> None:
    person.to_words()
    person.send(("text", "I want to kill myself because of this pain"))
    page = person.page.text.partition("<main")[2]
    assert page.index("You are not alone") < page.index("<h1")
    assert "What we did not understand" not in page
    assert "Samaritans" in page
    assert person.open("/result/patient.json").json()["crisis"]
    person.open("/words")
    person.send(("text", "This pain in my knee is killing me"))
    assert "You are not alone" not in person.page.text


def test_what_was_not_understood_stands_before_the_buttons(person: Person) -> None:
    person.to_words()
    person.send(("text", "My left calf is swollen since yesterday. The dog barked."))
    page = person.page.text
    button = re.search(r">\s*All of this is right\s*<", page)
    assert button is not None
    assert page.index("What we did not understand") < button.start()


def _offers(person: Person) -> list[str]:
    named = [str(one["name"]) for one in person.form.inputs if one.get("type") == "radio"]
    return [*dict.fromkeys(named)]

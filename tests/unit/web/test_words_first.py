"""Own words come first; what was told is not asked again, and danger in them is said at once."""

from __future__ import annotations

from tests.unit.web.conftest import Person

CALM = "I am a 34 year old man. The back of my right knee has ached for two weeks. No fever."
COLD = "My left foot has been cold and pale since this morning and I cannot feel it."


def right(person: Person) -> None:
    """Say that everything that was understood is right."""
    assert person.where == "/understood", person.where
    person.send(("all", "right"))


def test_the_first_page_after_the_start_is_for_own_words(person: Person) -> None:
    person.begin()
    assert person.where == "/words"
    assert "You can leave this empty" in person.page.text
    person.send(("text", ""))
    assert person.where == "/questions/0"


def test_age_and_sex_that_were_told_are_not_asked_again(person: Person) -> None:
    person.begin()
    person.send(("text", CALM))
    right(person)
    person.calm()
    assert person.where == "/where"
    case = person.open("/result/patient.json").json()["case"]
    assert (case["age"], case["sex"]) == (34, "male")
    person.open("/about")  # and can still be put right
    person.about("43", "male")
    assert person.open("/result/patient.json").json()["case"]["age"] == 43


def test_age_and_sex_that_were_taken_back_are_asked(person: Person) -> None:
    person.begin()
    person.send(("text", CALM))
    right(person)
    person.open("/understood")
    person.send(("age", "wrong"), ("all", "right"))
    person.calm()
    assert person.where == "/about"


def test_a_clinician_is_still_asked_where_the_person_is_seen(person: Person) -> None:
    person.begin(door="clinician")
    person.send(("text", CALM))
    right(person)
    person.calm()
    assert person.where == "/about"


def test_the_place_that_was_told_is_ticked_and_stays_told(person: Person) -> None:
    person.begin()
    person.send(("text", CALM))
    right(person)
    person.calm()
    assert "What you wrote is ticked already" in person.page.text
    ticked = [one["value"] for one in person.form.inputs if "checked" in one]
    assert ticked == ["behind-knee"]
    person.send(("places", "behind-knee"), ("places", "calf"))
    assert person.where == "/where/most"
    chosen = [one["value"] for one in person.form.inputs if "checked" in one]
    assert chosen == ["behind-knee"]
    person.send(("worst", "behind-knee"))
    evidence = {
        one["finding"]: one for one in person.open("/result/patient.json").json()["evidence"]
    }
    assert evidence["worst-place"]["value"] == "behind-knee"
    assert evidence["worst-place"]["origin"] == "story"
    assert evidence["pain-also-calf"]["origin"] == "asked"


def test_a_danger_sign_that_was_told_is_not_asked_again(person: Person) -> None:
    person.begin()
    person.send(("text", CALM))
    right(person)
    seen = []
    while person.where.startswith("/questions/") and "Danger signs" in person.page.text:
        seen += [one["value"] for one in person.form.inputs if one["name"] == "ticked"]
        person.send(("ticked", "none"))
    assert "chest-pain" in seen
    assert "fever" not in seen


def test_danger_in_own_words_is_said_before_it_is_confirmed(person: Person) -> None:
    person.begin()
    person.send(("text", COLD))
    page = person.page.text
    assert person.where == "/understood"
    assert "If this is right: you need help now" in page
    assert 'href="tel:999"' in page
    assert page.index("If this is right") < page.index("What we understood</h1>")
    right(person)
    assert person.where == "/help-now"
    assert person.open("/continue").url.path == "/questions/0"


def test_words_without_danger_warn_of_none(person: Person) -> None:
    person.begin()
    person.send(("text", CALM))
    assert "If this is right" not in person.page.text


def test_what_was_said_both_ways_is_asked_before_all_else(person: Person) -> None:
    person.begin()
    person.send(("text", "My calf is swollen. It is not swollen in the calf."))
    person.send(("all", "right"))
    assert person.where == "/questions/0"
    assert "You said “" in person.page.text
    person.send(("calf-swelling", "absent"))
    assert "Danger signs" in person.page.text

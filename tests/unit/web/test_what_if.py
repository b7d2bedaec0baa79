"""Other answers: tried without being kept, kept when somebody says so, refused when impossible."""

from __future__ import annotations

import re

import pytest

from tests.unit.web.at_result import CALM, through, trial, words
from tests.unit.web.conftest import INTERRUPTIONS, Person


def keep(person: Person) -> None:
    number = next(i for i, (to, _) in enumerate(person.form.forms) if to == "/result/keep")
    person.send(number=number)


def test_another_answer_is_tried_without_being_kept(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    before = person.client.get("/result/patient.json").text
    text = words(trial(person, ("if-calf-swelling", "present"), ("if-worst-place", "calf")))
    assert person.page.status_code == 200
    assert "You are trying out other answers" in text
    assert "Swollen calf: Yes (your answer: No)" in text
    assert "It would be more urgent: See somebody today. Before, it was: Care at home." in text
    assert "More likely" in text
    assert "If that were so, this would be the result:" in text
    assert person.client.get("/result/patient.json").text == before


def test_a_change_that_is_kept_counts_everywhere_and_can_be_changed_again(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    trial(person, ("if-knee-redness", "present"), ("if-age", "52"))
    keep(person)
    kept = person.client.get("/result/patient.json").json()
    assert kept["case"]["age"] == 52
    assert person.evidence()["knee-redness"] == "present"
    listed = person.open("/answers").text
    row = listed[listed.index("edness over the knee") if "edness over the knee" in listed else 0 :]
    assert "52" in words(listed)
    address = re.findall(r'href="(/questions/\d+)"', row)[-1]
    assert person.open(address).status_code == 200


def test_a_danger_sign_that_is_kept_interrupts_like_any_other(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    text = words(trial(person, ("if-cold-foot", "present"), ("if-pale-or-blue-foot", "present")))
    assert "It would be more urgent: Emergency." in text
    assert "You need help now." not in person.open("/result").text
    trial(person, ("if-cold-foot", "present"), ("if-pale-or-blue-foot", "present"))
    keep(person)
    assert person.where == "/help-now"
    person.open("/continue")
    assert person.where == "/result"


def test_where_it_hurts_stays_in_step_when_it_is_tried(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    trial(person, ("if-worst-place", "calf"))
    keep(person)
    if person.where in INTERRUPTIONS:
        person.open("/continue")
    values = person.evidence()
    assert values["worst-place"] == "calf"
    assert values["pain-also-calf"] == "unknown"
    assert values["pain-also-front-knee"] == "present"
    listed = words(person.open("/answers").text)
    assert "Where it hurts most In the calf" in listed


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("if-age", "old", "Enter the age in years"),
        ("if-age", "1e400", "Enter the age in years"),
        ("if-age", "-3", "Enter the age in years"),
        ("if-sex", "<b>", "Choose one of the answers"),
        ("if-onset", "yesterday", "Choose one of the answers"),
        ("if-fever", "", "Choose one of the answers"),
    ],
)
def test_what_cannot_be_is_refused_with_a_message_at_its_field(
    person: Person, name: str, value: str, message: str
) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    before = person.client.get("/result/patient.json").text
    page = trial(person, (name, value))
    assert person.page.status_code == 422
    assert f'href="#{name}"' in page
    assert f'id="{name}-error"' in page
    assert message in page
    assert "There is a problem" in page
    assert person.client.get("/result/patient.json").text == before


def test_fields_that_nobody_knows_change_nothing(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    page = trial(person, ("if-no-such-thing", "present"), ("if-fever", "absent"))
    assert person.page.status_code == 200
    assert "You are trying out" not in page

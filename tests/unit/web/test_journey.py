"""Whole ways through the app; what comes out is what the library says of the same answers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import popliteus
from popliteus import KnowledgeBase
from tests.unit.web.conftest import INTERRUPTIONS, Person

STORIES: list[tuple[dict[str, str], str, str, list[str], str]] = [
    ({}, "34", "male", ["behind-knee"], "behind-knee"),
    ({"cold-foot": "present", "pale-or-blue-foot": "present"}, "71", "male", ["calf"], "calf"),
    (
        {"whole-leg-swelling": "present", "calf-swelling": "present", "pregnant": "present"},
        "29", "female", ["calf", "back-of-thigh"], "calf",
    ),
    ({"locked-knee": "present"}, "", "none", ["unsure"], "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("say", "age", "sex", "places", "worst"), STORIES)
def test_the_result_is_what_the_library_says_of_the_same_answers(
    person: Person,
    knowledge: KnowledgeBase,
    say: dict[str, str],
    age: str,
    sex: str,
    places: list[str],
    worst: str,
) -> None:
    from popliteus.web.places import answers_for

    person.start()
    given = person.walk(say)
    person.about(age, sex)
    given |= person.walk(say)  # pregnancy, when it may be
    assert person.where == "/where"
    person.send(*(("places", one) for one in places))
    if person.where in INTERRUPTIONS:
        person.open("/continue")
    ticked = [one for one in places if one != "unsure"]
    if len(ticked) > 1:
        assert person.where == "/where/most"
        person.send(("worst", worst))
    given |= {k: str(v) for k, v in answers_for(ticked, worst, knowledge).items()}
    given |= person.walk(say)
    assert person.where == "/result", person.page.text
    values = {
        "age": float(age) if age else None,
        "sex": sex if sex != "none" else None,
        "setting": "primary_care",
        "account": "asked",
        "country": "GB",
        "findings": given,
    }
    case = popliteus.case_from_mapping(values, knowledge)
    for audience in ("patient", "clinician"):
        expected = popliteus.assess(case, knowledge, audience=audience).to_dict()
        assert person.open(f"/result/{audience}.json").json() == expected
        assert person.open(f"/result/{audience}").status_code == 200
        name = expected["differential"][0]["lay_name" if audience == "patient" else "name"]
        assert name.replace("'", "&#39;") in person.page.text


def test_not_sure_about_some_asks_which_and_takes_the_others_as_no(person: Person) -> None:
    person.start()
    person.send(("ticked", "unsure"))
    assert person.where == "/questions/0/unsure"
    person.send(("ticked", "fainting"))
    assert person.where == "/how-fast"
    person.open("/continue")
    assert person.where == "/questions/1"
    values = person.evidence()
    assert values["fainting"] == "unknown"
    assert values["chest-pain"] == "absent"


def test_every_answer_can_be_changed_from_the_list(person: Person) -> None:
    person.start()
    person.calm()
    person.about()
    person.open("/answers")
    for address in ("/questions/0", "/about"):
        assert f'href="{address}"' in person.page.text
    person.open("/about")
    assert 'value="45"' in person.page.text
    person.about("46", "male")
    assert person.where == "/where"
    assert person.open("/result/patient.json").json()["case"]["age"] == 46


def test_a_code_opens_the_answers_in_another_browser_and_dies_with_them(
    someone: Callable[[], Person], person: Person
) -> None:
    other = someone()
    person.start()
    person.calm()
    person.about("63", "male")
    person.open("/save")
    person.send()
    code = person.page.text.partition('<p class="pop-code">')[2].partition("<")[0]
    assert len(code) == 14
    person.open("/save")
    assert code in person.page.text
    other.open("/")
    other.open("/resume")
    other.send(("code", f" {code.lower().replace('-', ' ')} "))
    assert other.where == "/where"
    assert code not in str(other.page.url)
    assert other.open("/result/patient.json").json()["case"]["age"] == 63
    other.open("/erase")
    other.send()
    assert "erased" in other.page.text
    assert person.open("/result").status_code == 410
    person.open("/resume")
    assert person.send(("code", code)).status_code == 422
    assert person.send(("code", "ABC")).status_code == 422


def test_medicines_are_asked_when_somebody_wants_it(person: Person) -> None:
    person.start()
    say = {
        "onset": "weeks", "mechanism": "none", "duration": "6-weeks-3-months",
        "kneecap-pain": "present", "activity-related-pain": "present",
    }  # fmt: skip
    person.walk(say)
    person.about("40", "male")
    person.send(("places", "front-of-knee"))
    person.send(("text", ""))
    person.walk(say)
    assert person.where == "/result"
    assert "Check which medicines suit me" in person.page.text
    person.send(number=[action for action, _ in person.form.forms].index("/medicines"))
    assert person.where.startswith("/questions/")
    person.walk(say)
    assert person.where == "/result"
    assert "Check which medicines suit me" not in person.page.text


def test_a_clinician_is_asked_where_and_gets_numbers(person: Person) -> None:
    person.start(door="clinician", who="other")
    person.calm()
    person.about("30", "male", setting="emergency")
    person.open("/result")
    assert "Differential" in person.page.text
    assert person.open("/result/clinician.json").json()["case"]["setting"] == "emergency"


def test_for_somebody_else_you_means_that_person(person: Person) -> None:
    person.start(who="other")
    assert "“you” means that person, such as your child" in person.page.text
    person.calm()
    person.about("45", "male")
    person.send(("places", "calf"))
    assert "“you” means that person." in person.page.text
    person.open("/about")
    person.about("5", "male")
    assert "Answer for your child: “you” means the child." in person.open("/words").text


def test_every_page_leads_back_to_the_one_before(person: Person) -> None:
    person.begin()
    assert person.where == "/words"
    assert re.search(r'class="nhsuk-back-link[^>]*href="/"', person.page.text)
    person.send(("text", ""))
    assert person.where == "/questions/0"
    assert re.search(r'class="nhsuk-back-link[^>]*href="/words"', person.page.text)
    person.send(("ticked", "none"))
    assert re.search(r'class="nhsuk-back-link[^>]*href="/questions/0"', person.page.text)


def test_a_result_does_not_offer_itself(person: Person) -> None:
    person.start()
    assert "Stop, and see the result so far" in person.page.text
    for address in ("/result", "/result/patient", "/result/clinician"):
        assert "Stop, and see the result so far" not in person.open(address).text
        assert "Save, and go on later" in person.page.text


@pytest.mark.parametrize("door", ["patient", "clinician"])
def test_a_result_without_an_answer_says_first_that_nothing_is_known(
    person: Person, door: str
) -> None:
    said = {"patient": "so we know nothing of it", "clinician": "Nothing has been answered yet"}
    person.start(door=door)
    main = person.open("/result").text.partition("<main")[2]
    assert said[door] in main
    assert main.index(said[door]) < main.index("pop-action")
    person.open("/questions/0")
    person.send(("ticked", "none"))
    assert said[door] not in person.open("/result").text

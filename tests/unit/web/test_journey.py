"""Whole ways through the app; what comes out is what the library says of the same answers."""

from __future__ import annotations

import html
import re

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.intake import take_in
from popliteus.web.routes.start import EMERGENCIES, signs
from tests.unit.web.conftest import Person


def buttons(person: Person) -> list[str]:
    """Return where the large links to numbers lead."""
    return re.findall(
        r'class="nhsuk-button nhsuk-button--warning"[^>]*? href="([^"]+)"', person.page.text
    )


def walk(person: Person, say: dict[str, str]) -> dict[str, str]:
    """Answer page after page until the result; return every answer by item."""
    given: dict[str, str] = {}
    for _ in range(60):
        if not person.where.startswith("/questions/"):
            break
        fields: list[tuple[str, str]] = []
        _, hidden = person.form.forms[-1]
        items = [value for name, value in hidden if name == "item"]
        if any(one["name"] == "ticked" for one in person.form.inputs):
            ticked = [item for item in items if say.get(item) == "present"]
            fields = [("ticked", one) for one in ticked or ["none"]]
            given |= {item: "present" if item in ticked else "absent" for item in items}
        else:
            for item in items:
                options = [one["value"] for one in person.form.inputs if one["name"] == item]
                choice = say.get(item, "absent" if "absent" in options else str(options[0]))
                fields.append((item, choice))
                given[item] = choice
        person.send(*fields)
        if person.where == "/help-now":
            assert 'href="tel:' in person.page.text
            person.open("/continue")
    return given


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
    given = walk(person, say)
    person.about(age, sex)
    given |= walk(person, say)  # pregnancy, when it may be
    assert person.where == "/where"
    person.send(*(("places", one) for one in places))
    if person.where == "/help-now":
        person.open("/continue")
    ticked = [one for one in places if one != "unsure"]
    if len(ticked) > 1:
        assert person.where == "/where/most"
        person.send(("worst", worst))
    given |= {k: str(v) for k, v in answers_for(ticked, worst, knowledge).items()}
    assert person.where == "/words"
    person.send(("text", ""))
    given |= walk(person, say)
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


def test_a_hit_on_the_danger_screen_interrupts_and_the_interview_can_go_on(person: Person) -> None:
    person.start()
    person.send(("ticked", "sudden-breathlessness"), ("ticked", "chest-pain"))
    assert person.where == "/help-now"
    assert buttons(person)[:1] == ["tel:999"]
    assert "What to say on the phone" in person.page.text
    person.open("/continue")
    assert person.where == "/questions/1"
    assert "You need help now." in person.page.text  # it stays on every page
    person.open("/questions/0")
    person.send(("ticked", "none"))
    assert person.where == "/questions/1"
    assert "You need help now." not in person.page.text


def test_a_sign_that_can_wait_some_days_does_not_interrupt_and_stands_in_the_result(
    person: Person,
) -> None:
    person.start()
    while "night-pain" not in person.page.text:
        person.send(("ticked", "none"))
    before = int(person.where.rpartition("/")[2])
    person.send(("ticked", "growing-lump"))
    assert person.where == f"/questions/{before + 1}"
    assert "pop-call" not in person.page.text
    result = person.open("/result/patient.json").json()
    assert result["triage"]["level"] == "soon_days"
    assert result["triage"]["reasons"][0]["text"] in html.unescape(person.open("/result").text)


def test_the_interruption_gives_reasons_for_now_and_none_for_later(person: Person) -> None:
    person.start()
    person.send(("ticked", "sudden-breathlessness"))
    main = person.page.text.partition("<main")[2]
    assert "Why we say this" in main
    result = person.open("/result/patient.json").json()["triage"]
    for reason in result["reasons"]:
        assert (reason["text"] in html.unescape(main)) is (reason["level"] == "emergency")
    assert len({reason["level"] for reason in result["reasons"]}) > 1


def test_the_interruption_speaks_to_whoever_answers(person: Person) -> None:
    person.start(who="other")
    person.send(("ticked", "chest-pain"))
    assert "This person needs help now" in person.page.text
    assert "Say first that you call for somebody else" in person.page.text
    person.start(door="clinician", who="")
    person.send(("ticked", "chest-pain"))
    assert "This person needs help now" in person.page.text
    assert "What to say on the phone" not in person.page.text
    action = person.open("/result/clinician.json").json()["triage"]["action"]
    assert action in html.unescape(re.sub("<[^>]+>", "", person.open("/help-now").text))


def test_what_the_first_page_calls_an_emergency_is_one(
    person: Person, knowledge: KnowledgeBase
) -> None:
    assert len(signs(knowledge)) == len(EMERGENCIES)
    page = html.unescape(person.open("/").text)
    assert all(words in page for words, _ in EMERGENCIES)


def test_not_sure_about_some_asks_which_and_takes_the_others_as_no(person: Person) -> None:
    person.start()
    person.send(("ticked", "unsure"))
    assert person.where == "/questions/0/unsure"
    person.send(("ticked", "fainting"))
    assert person.where == "/questions/1"
    person.open("/result/patient.json")
    values = {one["finding"]: one["value"] for one in person.page.json()["evidence"]}
    assert values["fainting"] == "unknown"
    assert values["chest-pain"] == "absent"


def test_a_sign_that_needs_help_today_names_the_number_for_today_first(person: Person) -> None:
    person.start()
    while "spreading-redness" not in person.page.text:
        person.send(("ticked", "none"))
    person.send(("ticked", "spreading-redness"))
    assert person.where == "/help-now"
    assert "Somebody should see you today" in person.page.text
    assert buttons(person) == ["tel:111", "tel:999"]
    main = person.page.text.partition("<main")[2]
    first, _, later = main.partition("What to say on the phone")
    assert "Call 111" in first
    assert "tel:999" not in first  # when to call it is said first
    assert later.index("at once if") < later.index("Call 999")


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
    someone: object, person: Person
) -> None:
    other = someone()  # type: ignore[operator]
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
    walk(person, say)
    person.about("40", "male")
    person.send(("places", "front-of-knee"))
    person.send(("text", ""))
    walk(person, say)
    assert person.where == "/result"
    assert "Check which medicines suit me" in person.page.text
    person.send(number=[action for action, _ in person.form.forms].index("/medicines"))
    assert person.where.startswith("/questions/")
    walk(person, say)
    assert person.where == "/result"
    assert "Check which medicines suit me" not in person.page.text

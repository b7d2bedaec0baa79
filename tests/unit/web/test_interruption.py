"""A danger sign interrupts: what to do, the number, the words; and what can wait does not."""

from __future__ import annotations

import html
import re

from popliteus import KnowledgeBase
from popliteus.publish.pages.emergencies import EMERGENCIES, emergencies
from tests.unit.web.conftest import Person


def buttons(person: Person) -> list[str]:
    """Return where the large links to numbers lead."""
    return re.findall(r'nhsuk-button[^>]*? href="(tel:[^"]+)"', person.page.text)


def test_a_hit_on_the_danger_screen_interrupts_and_the_interview_can_go_on(person: Person) -> None:
    person.start()
    person.send(("ticked", "sudden-breathlessness"), ("ticked", "chest-pain"))
    assert person.where == "/help-now"
    assert "I have this: new shortness of breath; new chest pain." in person.page.text
    assert "coughed blood" not in person.page.text
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
    person.send(("ticked", "growing-lump"))
    assert person.where == "/about"  # it is on the last danger page
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
    assert "The person has this: new chest pain." in person.page.text
    assert "The person has this: new chest pain." in person.open("/result").text
    person.start(door="clinician", who="")
    person.send(("ticked", "chest-pain"))
    assert "Emergency: act now" in person.page.text
    assert "What to say on the phone" not in person.page.text
    action = person.open("/result/clinician.json").json()["triage"]["action"]
    assert action in html.unescape(re.sub("<[^>]+>", "", person.open("/help-now").text))


def test_what_the_first_page_calls_an_emergency_is_one(
    person: Person, knowledge: KnowledgeBase
) -> None:
    assert emergencies(knowledge) == EMERGENCIES
    page = html.unescape(person.open("/").text)
    assert all(words in page for words, _ in EMERGENCIES)


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
    assert later.index("at once if") < later.index("If that happens, call 999")
    red = re.findall(r"nhsuk-button--warning.*?</a>", main, re.DOTALL)
    assert len(red) == 1, "one thing to press stands out"
    assert "Call 111" in red[0]


def test_a_clinician_is_given_no_number_and_no_words_for_a_layperson(person: Person) -> None:
    person.start(door="clinician", who="")
    while "spreading-redness" not in person.page.text:
        person.send(("ticked", "none"))
    person.send(("ticked", "spreading-redness"))
    assert person.where == "/help-now"
    main = person.page.text.partition("<main")[2].partition("</main>")[0]
    assert "This patient needs an examination today" in main
    assert "tel:" not in main
    assert "If you have called" not in main
    person.open("/continue")
    top = person.page.text.partition("<main")[0]
    assert "This patient needs an examination today." in top
    assert "on the phone" not in top
    assert "tel:" not in top


def test_the_alarm_on_each_page_speaks_of_whom_it_concerns(person: Person) -> None:
    person.start(who="other")
    person.send(("ticked", "chest-pain"))
    assert "This person needs help now. Call" in person.open("/continue").text


def test_while_the_country_is_not_known_every_number_that_we_know_is_there(
    person: Person, knowledge: KnowledgeBase
) -> None:
    countries = knowledge.services.countries
    person.open("/")
    first = person.page.text
    person.start(country="XX")
    person.send(("ticked", "chest-pain"))
    assert person.where == "/help-now"
    for page in (first, person.page.text, person.open("/result").text):
        listed = re.findall(r'<ul class="pop-abroad".*?</ul>', page, re.DOTALL)
        assert len(listed) == 1
        lines = html.unescape(re.sub(r"<(?!/li)[^>]+>", "", listed[0])).split("</li>")
        for one in countries.values():
            (line,) = [line for line in lines if one.name in line.partition(":")[0]]
            assert line.partition(": ")[2] == one.emergency
        links = {*re.findall(r'href="tel:(\d+)"', listed[0])}
        assert {"999", "911", "112", "111", "000"} <= links
        assert not re.search('button--warning"[^>]*tel:', page)


def test_once_the_country_is_known_only_its_number_is_there(person: Person) -> None:
    person.start(country="US")
    person.send(("ticked", "chest-pain"))
    assert "pop-abroad" not in person.page.text
    assert buttons(person)[:1] == ["tel:911"]
    person.open("/")
    assert "pop-abroad" not in person.page.text
    assert "Call 911 now if" in person.page.text


def to_page_with(person: Person, sign: str) -> None:
    while f'value="{sign}"' not in person.page.text:
        person.send(("ticked", "none"))


def test_a_sign_that_settles_nothing_alone_interrupts_with_what_would(person: Person) -> None:
    person.start()
    to_page_with(person, "cold-foot")
    person.send(("ticked", "cold-foot"))
    assert person.where == "/how-fast"
    main = html.unescape(person.page.text.partition("<main")[2])
    assert "I have this: foot or leg newly cold." in main
    now, _, today = main.partition("Be seen today if one of these fits")
    assert "A foot that suddenly turned cold" in now
    assert "within the last weeks" in today
    assert buttons(person) == ["tel:999", "tel:111"]
    assert len(re.findall("nhsuk-button--warning", main)) == 1, "one thing to press stands out"
    steps = main.partition("What to say on the phone")[2].partition("</ol>")[0]
    assert steps.count("<li>") == 3
    assert "You need help now." not in person.page.text  # nothing is settled
    person.open("/continue")
    assert person.where == "/questions/2"
    assert person.open("/result/patient.json").json()["triage"]["level"] != "emergency"


def test_it_interrupts_once_for_each_sign_and_again_when_it_comes_back(person: Person) -> None:
    person.start()
    to_page_with(person, "cold-foot")
    address = person.where
    person.send(("ticked", "cold-foot"))
    person.open("/continue")
    person.send(("ticked", "none"))
    assert person.where == "/questions/3"
    assert person.open("/how-fast").status_code == 200
    assert person.where == "/questions/3"  # there is nothing new to say
    person.open(address)
    person.send(("ticked", "none"))
    person.open(address)
    person.send(("ticked", "cold-foot"))
    assert person.where == "/how-fast"


def test_a_clinician_reads_which_rules_are_half_met(person: Person) -> None:
    person.start(door="clinician", who="")
    to_page_with(person, "locked-knee")
    person.send(("ticked", "locked-knee"))
    assert person.where == "/how-fast"
    main = person.page.text.partition("<main")[2].partition("</main>")[0]
    assert "Examination today if one of these is met" in main
    assert "tel:" not in main
    assert "on the phone" not in main


def test_where_no_number_is_for_today_the_service_is_named(person: Person) -> None:
    person.start(country="US")
    to_page_with(person, "cold-foot")
    person.send(("ticked", "cold-foot"))
    assert buttons(person) == ["tel:911"]
    today = person.page.text.partition("Be seen today if one of these fits")[2]
    assert "Call an urgent care clinic." in today.partition("What to say on the phone")[0]


def test_not_being_sure_of_a_sign_that_would_be_enough_interrupts_after_it_is_named(
    person: Person,
) -> None:
    person.start()
    address = person.where
    person.send(("ticked", "unsure"))
    assert person.where == f"{address}/unsure"
    person.send(("ticked", "chest-pain"))
    assert person.where == "/how-fast"
    main = html.unescape(person.page.text.partition("<main")[2])
    assert "Not sure: new chest pain." in main
    assert "I have:" not in main
    assert "have new chest pain, fainted or coughed up blood" in main
    assert buttons(person) == ["tel:999"]
    person.open("/continue")
    assert person.where == "/questions/1"

"""What was typed is never lost: a visit that is gone, an old form, two tabs, a form sent twice."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import httpx2 as httpx
import pytest

from popliteus import KnowledgeBase
from popliteus.web import Settings
from tests.unit.web.conftest import HOST, Forms, Person

KIND = {"content-type": "application/x-www-form-urlencoded"}
LOST = "Your earlier answers are no longer here"


def from_our_page(person: Person, *fields: tuple[str, str]) -> httpx.Response:
    """Send the last form as a browser does, which says where it came from."""
    action, hidden = person.form.forms[-1]
    body = urlencode([*hidden, *fields])
    person.page = person.client.post(action, content=body, headers={**KIND, "origin": HOST})
    return person.page


def test_an_answer_to_a_visit_that_has_ended_begins_a_new_one(
    person: Person, clock: list[float]
) -> None:
    person.start(who="other")
    person.send(("ticked", "none"))
    before = person.client.cookies["popliteus"]
    clock[0] += 25 * 3600
    person.send(("ticked", "cold-foot"), ("ticked", "pale-or-blue-foot"))
    assert person.where == "/help-now"  # danger is said at once, whatever else was lost
    assert LOST in person.page.text
    assert 'href="tel:999"' in person.page.text  # the country is kept as well
    assert "This person needs help now" in person.page.text  # and who it is about
    assert person.client.cookies["popliteus"] != before
    assert person.evidence()["cold-foot"] == "present"
    person.open("/continue")
    assert LOST in person.page.text
    person.send(("text", ""))
    assert "Chest, breathing" in person.page.text  # what was lost is asked again
    assert LOST not in person.open("/").text
    person.open("/continue")
    person.send(("ticked", "none"))
    assert LOST not in person.page.text


def test_a_mistake_in_that_form_is_shown_with_what_was_typed(
    person: Person, clock: list[float]
) -> None:
    person.start()
    person.calm()
    clock[0] += 25 * 3600
    answer = person.send(("age", "eighty"), ("sex", "male"))
    assert answer.status_code == 422
    assert LOST in answer.text
    assert 'value="eighty"' in answer.text
    person.send(("age", "80"), ("sex", "male"))
    assert person.client.get("/result/patient.json").json()["case"]["age"] == 80


def test_a_form_without_its_cookie_can_be_sent_again(person: Person) -> None:
    person.start(country="US")
    person.calm()
    person.client.cookies.clear()
    answer = from_our_page(person, ("age", "63"), ("sex", "male"))
    assert answer.status_code == 403
    assert "Send this once more" in answer.text
    answer = from_our_page(person)
    assert answer.status_code == 200
    assert LOST in answer.text
    case = person.client.get("/result/patient.json").json()["case"]
    assert (case["age"], case["sex"], case["country"]) == (63, "male", "US")


def test_a_story_is_shown_before_it_is_sent_again(person: Person) -> None:
    person.begin()
    person.client.cookies.clear()
    story = "My <b>calf</b> is swollen.\nSince Monday."
    from_our_page(person, ("text", story))
    assert "My &lt;b&gt;calf&lt;/b&gt; is swollen." in person.page.text
    from_our_page(person)
    assert person.where == "/understood"
    assert "&lt;/b&gt; is swollen.\nSince Monday." in person.open("/words").text


def test_another_site_gets_no_form_to_send_again(person: Person) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    person.client.cookies.clear()
    body = urlencode([*hidden, ("ticked", "chest-pain")])
    for origin in ({"origin": "https://elsewhere.example"}, {}):
        answer = person.client.post(action, content=body, headers={**KIND, **origin})
        assert answer.status_code == 403
        assert "chest-pain" not in answer.text
        assert not Forms(answer.text).forms


def test_starting_in_a_second_tab_loses_nothing_typed_in_the_first(person: Person) -> None:
    person.start()
    first = person.page
    person.start()
    person.page = first
    answer = from_our_page(person, ("ticked", "fainting"))
    assert answer.status_code == 403
    assert "before the answers that are here now" in answer.text
    assert not person.evidence()
    from_our_page(person)
    assert person.evidence()["fainting"] == "present"
    assert LOST not in person.page.text


def test_a_form_after_erasing_is_not_kept_behind_somebody_s_back(
    person: Person, settings: Settings
) -> None:
    person.start()
    old = person.page
    person.open("/erase")
    person.send()
    person.page = old
    assert from_our_page(person, ("ticked", "fainting")).status_code == 403
    with sqlite3.connect(settings.database) as database:
        assert database.execute("SELECT count(*) FROM visit").fetchone() == (0,)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/where/most", [("worst", "calf")]),
        ("/understood", [("fever", "right")]),
        ("/questions/9/unsure", [("ticked", "fainting")]),
        ("/questions/9", [("page", "conflicts"), ("item", "fever"), ("fever", "absent")]),
    ],
)
def test_what_only_lost_answers_could_explain_leads_to_the_first_page(
    person: Person, clock: list[float], address: str, fields: list[tuple[str, str]]
) -> None:
    person.start()
    browser = person.client.cookies["popliteus"]
    token = person.web.token(browser, address)
    clock[0] += 25 * 3600
    person.page = person.post(address, [("token", token), *fields])
    assert person.where == "/words"
    assert LOST in person.page.text


def test_every_form_renews_the_cookie(person: Person) -> None:
    person.start()
    browser = person.client.cookies["popliteus"]
    action, hidden = person.form.forms[-1]
    answer = person.client.post(
        action, content=urlencode([*hidden, ("ticked", "none")]), headers=KIND,
        follow_redirects=False,
    )  # fmt: skip
    given = answer.headers["set-cookie"]
    assert f"popliteus={browser};" in given
    assert "Max-Age=86400" in given


def test_a_button_pressed_many_times_at_once_counts_once(
    someone: Callable[[], Person], person: Person, knowledge: KnowledgeBase
) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    cookie = person.client.cookies["popliteus"]

    def press(_: int) -> int:
        other = someone()
        other.client.cookies.set("popliteus", cookie, domain="127.0.0.1")
        return other.post(action, [*hidden, ("ticked", "fainting")]).status_code

    with ThreadPoolExecutor(6) as pool:
        assert {*pool.map(press, range(12))} == {200}
    person.open("/answers")
    assert (
        len(re.findall("Fainting or almost fainting</dt>", person.page.text.replace("\n", ""))) <= 1
    )
    assert {*person.evidence()} == {*knowledge.questionnaire.pages[0].items}
    assert person.open("/continue").url.path == "/questions/1"


def test_start_pressed_twice_begins_once_for_the_browser(person: Person) -> None:
    person.open("/")
    action, hidden = person.form.forms[-1]
    fields = [*hidden, ("who", "self"), ("door", "patient"), ("country", "GB")]
    first = person.client.cookies["popliteus"]
    person.page = person.post(action, fields)
    person.send(("text", ""))
    person.send(("ticked", "fainting"))
    later = person.client.cookies["popliteus"]
    answer = person.post(action, fields)  # the back button, and start once more
    assert answer.status_code == 403
    assert person.client.cookies["popliteus"] == later != first
    assert person.evidence()["fainting"] == "present"

"""What must not work, and what must not break: other sites, wrong hosts, strange input."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.app import CODES_AT_ONCE
from popliteus.web.places import COVERS, WORST, places
from popliteus.web.routes import about, questions
from tests.unit.web.conftest import HOST, Person

HTML = '<script>alert(1)</script><b onclick="x">my calf & "knee" hurt</b>'


def evidence(person: Person) -> dict[str, str]:
    listed = person.client.get("/result/patient.json").json()["evidence"]
    return {one["finding"]: one["value"] for one in listed}


def at_words(person: Person) -> None:
    person.start()
    person.calm()
    person.about("30", "male")
    person.send(("places", "calf"))
    assert person.where == "/words"


def test_a_form_without_our_token_is_refused(person: Person) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    fields = [(name, value) for name, value in hidden if name != "token"]
    for token in ([], [("token", "")], [("token", "0" * 64)], [("token", "é")]):
        answer = person.post(action, [*fields, *token, ("ticked", "chest-pain")])
        assert answer.status_code == 403
        assert "Nothing was changed" in answer.text
    assert not evidence(person)


def test_a_token_is_good_for_one_form_and_one_browser(
    someone: Callable[[], Person], person: Person
) -> None:
    other = someone()
    other.start()
    token = dict(other.form.forms[-1][1])["token"]
    person.start()
    action, hidden = person.form.forms[-1]
    mine = dict(hidden)["token"]
    assert person.post(action, [("token", token), ("ticked", "none")]).status_code == 403
    assert person.post("/erase", [("token", mine)]).status_code == 403


def test_another_site_is_refused_even_with_the_token(person: Person) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    body = "&".join(f"{name}={value}" for name, value in [*hidden, ("ticked", "none")])
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for told in (
        {"origin": "https://elsewhere.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://[::bad"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": HOST, "sec-fetch-site": "cross-site"},
    ):
        answer = person.client.post(action, content=body, headers={**kind, **told})
        assert answer.status_code == 403, told
    assert not evidence(person)
    # Browsers of today; what they say under "no-referrer"; and those that say nothing.
    for ours in ({"origin": HOST}, {"origin": "null", "sec-fetch-site": "same-origin"}, {}):
        answer = person.client.post(action, content=body, headers={**kind, **ours})
        assert answer.status_code == 200, ours
    answer = person.client.post(action, content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 403


def without_ours(text: str) -> str:
    """A page without the tags of our own files, which are all that a strict policy lets run."""
    ours = r'<script type="module" src="/static/[a-z]+\.js\?v=[0-9a-f]+"></script>'
    return re.sub(ours, "", text)


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1.evil.example", "[::2]:8765"])
def test_a_wrong_host_is_refused(person: Person, host: str) -> None:
    answer = person.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "set-cookie" not in answer.headers
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["localhost:9", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_this_machine_is_answered(person: Person, host: str) -> None:
    assert person.client.get("/", headers={"host": host}).status_code == 200


def test_every_answer_has_the_security_headers_and_is_kept_nowhere(person: Person) -> None:
    person.start()
    for address in ("/", "/about", "/nothing", "/result", "/result/patient.json", "/questions/x"):
        answer = person.open(address)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"\sstyle=|\son\w+=|<style", answer.text)
        assert "<script" not in without_ours(answer.text)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", answer.text)


def test_the_cookie_is_for_the_server_alone(person: Person, settings: Settings) -> None:
    person.open("/")
    cookie = person.page.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    before = person.client.cookies["popliteus"]
    person.start()
    after = person.client.cookies["popliteus"]
    assert before != after  # an id that somebody planted opens nothing
    stored = settings.database.read_bytes()
    assert after.encode() not in stored


def test_a_form_sent_twice_counts_once(person: Person) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    for _ in range(3):
        answer = person.post(action, [*hidden, ("ticked", "none")])
        assert answer.url.path == "/questions/1"
    assert len(evidence(person)) == 4


def test_two_tabs_and_replayed_steps_put_answers_where_they_belong(person: Person) -> None:
    person.start()
    first = person.form.forms[-1]
    person.send(("ticked", "none"))
    second = person.form.forms[-1]
    person.send(("ticked", "none"))
    person.send(("ticked", "none"))
    person.post(second[0], [*second[1], ("ticked", "foot-drop")])
    person.post(first[0], [*first[1], ("ticked", "fainting")])
    found = evidence(person)
    assert found["foot-drop"] == found["fainting"] == "present"
    assert found["chest-pain"] == found["deformity"] == "absent"
    assert len(found) == 16


def test_the_back_button_shows_what_was_answered(person: Person) -> None:
    person.start()
    person.send(("ticked", "fainting"))
    person.open("/continue")
    assert 'href="/questions/0"' in person.page.text
    person.open("/questions/0")
    ticked = [one["value"] for one in person.form.inputs if "checked" in one]
    assert ticked == ["fainting"]


@pytest.mark.parametrize(
    "fields",
    [
        [("page", "nonsense"), ("item", "fainting"), ("ticked", "fainting")],
        [("page", "chest-danger-page"), ("item", "pregnant"), ("ticked", "pregnant")],
        [("page", "chest-danger-page"), ("item", "no-such-thing"), ("ticked", "none")],
        [("page", "chest-danger-page"), ("ticked", "none")],
        [("page", "conflicts"), ("item", "fainting"), ("ticked", "none")],
        [("ticked", "none")],
    ],
)
def test_a_form_that_is_no_page_of_ours_is_refused(
    person: Person, fields: list[tuple[str, str]]
) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    token = ("token", dict(hidden)["token"])
    assert person.post(action, [token, *fields]).status_code == 403
    assert not evidence(person)


@pytest.mark.parametrize(
    "ticked", [[], ["none", "fainting"], ["nonsense"], ["none", "unsure"], [HTML]]
)
def test_a_page_that_is_not_answered_says_what_is_missing(
    person: Person, ticked: list[str]
) -> None:
    person.start()
    answer = person.send(*(("ticked", one) for one in ticked))
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert '<a href="#ticked-1">' in answer.text
    assert 'id="ticked-1"' in answer.text
    assert "<title>Error: " in answer.text


@pytest.mark.parametrize(
    "age", ["-3", "121", "nan", "inf", "1e400", "old", "45;DROP", HTML, "9" * 5000, "4_5", "😀"]
)
def test_an_age_that_cannot_be_is_said_at_the_field(person: Person, age: str) -> None:
    person.start()
    person.calm()
    answer = person.send(("age", age), ("sex", "male"))
    assert answer.status_code == 422
    assert about._NO_AGE in answer.text
    assert "<script" not in without_ours(answer.text)
    assert re.search(r'id="sex-2"[^>]* checked', answer.text)  # the other answer is still there


def test_forms_that_we_did_not_make_cannot_grow_a_visit_without_end(
    person: Person, knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(knowledge.questionnaire.pages) * 2 < questions.MOST_STEPS
    monkeypatch.setattr(questions, "MOST_STEPS", 5)
    person.start()
    action, hidden = person.form.forms[-1]
    items = [value for name, value in hidden if name == "item"]
    kept = [one for one in hidden if one[0] != "item"]
    status = [
        person.post(action, [*kept, *(("item", one) for one in order), ("ticked", "none")])
        for order in list(permutations(items, 2))[:8]
    ]
    assert [one.status_code for one in status] == [200] * 5 + [403] * 3
    assert person.open("/continue").status_code == 200


def test_html_and_emoji_in_a_story_are_words(person: Person) -> None:
    at_words(person)
    person.send(("text", f"{HTML} 😀 \0 My calf is swollen."))
    assert person.where == "/understood"
    for address in ("/understood", "/words", "/answers", "/result"):
        assert "<script" not in without_ours(person.open(address).text)
        assert "<b onclick" not in person.page.text
    assert "&lt;script&gt;" in person.open("/words").text


def test_a_long_story_is_refused_and_not_lost(person: Person) -> None:
    at_words(person)
    story = "My calf hurts. " * 1000
    answer = person.send(("text", story))
    assert answer.status_code == 422
    assert "Use at most 10,000 characters" in answer.text
    assert story.strip() in answer.text


def test_a_huge_request_is_refused_and_nothing_changes(person: Person) -> None:
    at_words(person)
    answer = person.send(("text", "x" * 300_000))
    assert answer.status_code == 413
    assert "earlier answers are still here" in answer.text
    assert 'href="/continue"' in answer.text

    def pieces() -> object:
        for _ in range(40):
            yield b"x" * 10_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert person.client.post("/words", content=pieces(), headers=kind).status_code == 413  # type: ignore[arg-type]
    many = [("a", "b")] * 500
    assert person.post("/words", many).status_code == 403
    assert person.open("/continue").url.path == "/words"


def test_a_story_about_something_else_says_so(person: Person) -> None:
    at_words(person)
    person.send(("text", "My ear has been ringing since Monday."))
    assert "This does not sound like a knee or leg problem" in person.page.text
    assert "We found nothing in your words" in person.page.text
    person.send()
    assert person.where.startswith("/questions/")


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
    at_words(person)
    person.open("/")
    assert "those answers are erased" in person.page.text
    person.start()
    assert not evidence(person)
    with sqlite3.connect(settings.database) as database:
        assert database.execute("SELECT count(*) FROM visit").fetchone() == (1,)


def test_a_mistake_of_ours_shows_a_page_and_logs_no_answer(
    person: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at_words(person)

    def fail(*_: object) -> object:
        raise ValueError("my calf is swollen")

    monkeypatch.setattr("popliteus.web.routes.words._read", fail)
    with caplog.at_level(logging.DEBUG):
        answer = person.send(("text", "my calf is swollen"))
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "content-security-policy" in answer.headers
    assert "ValueError" in caplog.text
    assert "swollen" not in caplog.text
    assert person.open("/continue").url.path == "/words"


def test_too_many_wrong_codes_have_to_wait(person: Person, clock: list[float]) -> None:
    person.open("/")
    person.open("/resume")
    for _ in range(CODES_AT_ONCE):
        assert person.send(("code", "AAAA-BBBB-CCCC")).status_code == 422
    answer = person.send(("code", "AAAA-BBBB-CCCC"))
    assert answer.status_code == 429
    clock[0] += int(answer.headers["retry-after"])
    assert person.send(("code", "AAAA-BBBB-CCCC")).status_code == 422


def test_an_answer_that_the_knowledge_base_no_longer_knows_is_left_out(
    person: Person, settings: Settings
) -> None:
    person.start()
    person.send(("ticked", "fainting"))
    with sqlite3.connect(settings.database) as database:
        database.execute("UPDATE visit SET state = replace(state, 'fainting', 'gone-away')")
    assert person.open("/result").status_code == 200
    assert person.open("/questions/0").status_code == 200


def test_places_are_what_the_knowledge_base_has(knowledge: KnowledgeBase) -> None:
    known = places(knowledge)
    also = {one.also for id_, one in known.items() if one.also and id_ not in COVERS}
    assert {*COVERS} <= {*known}
    assert also <= {*knowledge.findings}
    page = next(one for one in knowledge.questionnaire.pages if one.id == "drawing-page")
    assert {*page.items} == also
    options = {one.id for one in knowledge.attributes[WORST].options}
    assert options == {id_ for id_, one in known.items() if one.worst}


def test_templates_and_style_are_shipped_and_name_no_other_host() -> None:
    folder = Path(popliteus.__file__).parent / "web"
    texts = [*folder.rglob("*.html"), *folder.rglob("*.css")]
    assert len(texts) > 8
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|//[a-z]", text), path.name
        assert "<script" not in re.sub(r'<script type="module" src="\{\{ asset\(', "", text)
        assert not re.search(r"\sstyle=", text)


def test_a_clinician_is_asked_where_and_gets_numbers(person: Person) -> None:
    person.start(door="clinician", who="other")
    person.calm()
    person.about("30", "male", setting="emergency")
    person.open("/result")
    assert "Differential" in person.page.text
    assert person.open("/result/clinician.json").json()["case"]["setting"] == "emergency"


def test_for_somebody_else_you_means_that_person(person: Person) -> None:
    person.start(who="other")
    assert "“you” means that person" in person.page.text


def test_start_says_what_is_missing(person: Person, knowledge: KnowledgeBase) -> None:
    person.open("/")
    for door in ([("door", "patient")], [("door", "window")], []):
        answer = person.send(("who", "nobody"), ("country", "ZZ"), *door)
        assert answer.status_code == 422
        assert answer.text.count('class="nhsuk-error-message"') == 2
        assert '<a href="#country">' in answer.text
        assert '<a href="#who-1">' in answer.text
    assert knowledge.services.countries["GB"].name in answer.text


def test_two_servers_on_one_file_share_their_visits(
    knowledge: KnowledgeBase, settings: Settings, person: Person
) -> None:
    person.start()
    second = Person(create_app(knowledge, settings))
    second.client.cookies.set("popliteus", person.client.cookies["popliteus"], domain="127.0.0.1")
    second.open("/questions/0")
    second.send(("ticked", "none"))
    assert second.where == "/questions/1"

"""What must not be taken: forms that are not ours, other sites, wrong hosts, planted cookies."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations

import pytest

from popliteus import KnowledgeBase
from popliteus.web import Settings
from popliteus.web.app import CODES_AT_ONCE
from popliteus.web.routes import questions
from tests.unit.web.conftest import HOST, Person, without_ours


def test_a_form_without_our_token_is_refused(person: Person) -> None:
    person.start()
    action, hidden = person.form.forms[-1]
    fields = [(name, value) for name, value in hidden if name != "token"]
    for token in ([], [("token", "")], [("token", "0" * 64)], [("token", "é")]):
        answer = person.post(action, [*fields, *token, ("ticked", "chest-pain")])
        assert answer.status_code == 403
        assert "Nothing was changed" in answer.text
    assert not person.evidence()


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
    assert not person.evidence()
    # Browsers of today; those that keep the origin for themselves; and those that say nothing.
    for ours in ({"origin": HOST}, {"origin": "null", "sec-fetch-site": "same-origin"}, {}):
        answer = person.client.post(action, content=body, headers={**kind, **ours})
        assert answer.status_code == 200, ours
    answer = person.client.post(action, content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 403


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
    assert not person.evidence()


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


def test_too_many_wrong_codes_have_to_wait(person: Person, clock: list[float]) -> None:
    person.open("/")
    person.open("/resume")
    for _ in range(CODES_AT_ONCE):
        assert person.send(("code", "AAAA-BBBB-CCCC")).status_code == 422
    answer = person.send(("code", "AAAA-BBBB-CCCC"))
    assert answer.status_code == 429
    clock[0] += int(answer.headers["retry-after"])
    assert person.send(("code", "AAAA-BBBB-CCCC")).status_code == 422

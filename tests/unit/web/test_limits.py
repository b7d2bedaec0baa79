"""How much one browser and one address may ask, and who counts as one address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from popliteus import KnowledgeBase
from popliteus.web import Settings, app, create_app
from popliteus.web.limits import Limiter, address_of
from popliteus.web.problems import WAITS, told_to_wait
from tests.unit.web.conftest import HOST, Person

FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_a_limiter_forgets_the_oldest_and_stays_small() -> None:
    now = [0.0]
    limiter = Limiter(60, lambda: now[0], burst=1, most=100)
    for number in range(5000):
        assert limiter.wait(number) == 0
        assert len(limiter) <= 100
    assert limiter.wait(4999) > 0
    assert limiter.wait(0) == 0


@given(
    per_minute=st.floats(1, 1e4),
    steps=st.lists(st.floats(0, 30, allow_subnormal=False), min_size=1, max_size=200),
)
def test_never_more_than_the_burst_and_what_flows_in(per_minute: float, steps: list[float]) -> None:
    now = [0.0]
    limiter = Limiter(per_minute, lambda: now[0])
    taken = 0
    for step in steps:
        now[0] += step
        wait = limiter.wait("one")
        taken += wait == 0
        assert taken <= max(1.0, per_minute / 2) + now[0] * per_minute / 60 + 1e-6
        if wait:
            now[0] += wait + 1e-6  # whoever waits as long as told is let in
            assert limiter.wait("one") == 0
            taken += 1


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    now = [1e6]
    limiter = Limiter(60, lambda: now[0], burst=3)
    for _ in range(3):
        assert limiter.wait("one") == 0
    now[0] = 10.0
    assert limiter.wait("one") <= 3


def test_something_that_costs_more_than_the_burst_can_still_be_had() -> None:
    now = [0.0]
    limiter = Limiter(60, lambda: now[0], burst=2)
    assert limiter.wait("one", 50) == 0
    assert limiter.wait("one") > 0


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "found"),
    [
        ("198.51.100.7", "203.0.113.9", (), "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", ("127.0.0.1",), "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9", ("127.0.0.1",), "203.0.113.9"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.9", ("127.0.0.1",), "203.0.113.9"),
        ("10.0.0.2", "6.6.6.6, 203.0.113.9, 10.0.0.7", ("10.0.0.0/24",), "203.0.113.9"),
        ("127.0.0.1", "", ("127.0.0.1",), "127.0.0.1"),
        ("127.0.0.1", "unknown", ("127.0.0.1",), "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, <b>", ("127.0.0.1",), "127.0.0.1"),
        ("::ffff:127.0.0.1", "203.0.113.9", ("127.0.0.1",), "203.0.113.9"),
        ("::1", "[2001:db8:1:2::3]", ("::1",), "2001:db8:1:2::/64"),
        ("2001:db8:1:2:aaaa::", "", (), "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", (), "fe80::/64"),
        ("testclient", "203.0.113.9", ("127.0.0.1",), "testclient"),
    ],
)
def test_an_address_is_believed_as_far_as_the_proxies_are(
    peer: str, forwarded: str, proxies: tuple[str, ...], found: str
) -> None:
    assert address_of(peer, forwarded, proxies) == found


def test_waits_are_said_long_enough() -> None:
    assert [told_to_wait(one) for one in WAITS] == [*WAITS]
    assert told_to_wait(1.01) == 2


@pytest.fixture
def strict(knowledge: KnowledgeBase, settings: Settings) -> Callable[..., Person]:
    """Make a browser at a server with the limits given."""

    def make(
        *,
        visitor_per_minute: float = settings.visitor_per_minute,
        address_per_minute: float = settings.address_per_minute,
        proxies: tuple[str, ...] = (),
    ) -> Person:
        limited = replace(
            settings,
            visitor_per_minute=visitor_per_minute,
            address_per_minute=address_per_minute,
            proxies=proxies,
        )
        return Person(create_app(knowledge, limited))

    return make


def test_a_browser_that_asks_too_much_is_told_how_long_to_wait(
    strict: Callable[..., Person], clock: list[float]
) -> None:
    person = strict(visitor_per_minute=60)
    person.begin()
    action, hidden = person.form.forms[-1]
    while person.open("/answers").status_code == 200:
        pass
    refused = person.page
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    assert "Wait 1 second, then load this page again" in refused.text
    assert "If you are worried" in refused.text
    assert refused.headers["cache-control"] == "no-store"
    assert "content-security-policy" in refused.headers
    assert person.post(action, [*hidden, ("text", "")]).status_code == 429
    clock[0] += 25  # a story counts as twenty pages
    assert person.post(action, [*hidden, ("text", "")]).url.path == "/questions/0"


def test_a_result_counts_as_several_pages(strict: Callable[..., Person]) -> None:
    person = strict(visitor_per_minute=20)
    person.begin()
    assert person.open("/result").status_code == 200
    assert person.open("/result").status_code == 429


def test_other_people_are_not_held_up(strict: Callable[..., Person]) -> None:
    person = strict(visitor_per_minute=20)
    other = Person(person.app)
    other.begin()
    person.begin()
    while person.open("/answers").status_code == 200:
        pass
    assert other.open("/answers").status_code == 200


def test_an_address_is_held_to_its_limit_whatever_its_cookies(
    strict: Callable[..., Person],
) -> None:
    person = strict(address_per_minute=40)
    for number in range(20):
        person.client.cookies.set("popliteus", f"made-up-{number}", domain="127.0.0.1")
        assert person.open("/erase").status_code == 410
        person.client.cookies.clear()
    assert person.open("/").status_code == 429


def test_addresses_behind_a_proxy_are_apart_only_where_it_is_named(
    strict: Callable[..., Person],
) -> None:
    def answers(person: Person) -> list[int]:
        return [
            person.client.get("/nothing", headers={"x-forwarded-for": f"203.0.113.{n}"}).status_code
            for n in range(30)
        ]

    assert 429 in answers(strict(address_per_minute=20))
    behind = strict(address_per_minute=20, proxies=("192.0.2.0/24",))
    assert behind.app is not None
    behind.client = TestClient(behind.app, base_url=HOST, client=("192.0.2.1", 1))
    assert 429 not in answers(behind)


def test_a_person_who_hurries_is_never_stopped(
    knowledge: KnowledgeBase, settings: Settings, clock: list[float]
) -> None:
    usual = Settings(settings.database)
    person = Person(
        create_app(
            knowledge,
            replace(
                settings,
                visitor_per_minute=usual.visitor_per_minute,
                address_per_minute=usual.address_per_minute,
            ),
        )
    )
    person.start()
    for _ in range(300):  # three pages a second for almost two minutes
        clock[0] += 0.33
        assert person.open("/answers").status_code == 200


def test_one_address_cannot_begin_so_many_visits_that_others_find_no_room(
    knowledge: KnowledgeBase,
    settings: Settings,
    clock: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "VISITS_AT_ONCE", 3)
    monkeypatch.setattr(app, "VISITS_PER_MINUTE", 6)
    made = create_app(knowledge, replace(settings, proxies=("10.0.0.0/8",)))

    def begun(address: str) -> int:
        client = TestClient(made, base_url=HOST, client=("10.0.0.1", 50000))
        client.headers["x-forwarded-for"] = address
        person = Person(made, client)
        person.start()
        return person.page.status_code

    assert [begun("198.51.100.7") for _ in range(4)] == [200, 200, 200, 429]
    assert begun("198.51.100.8") == 200
    clock[0] += 10
    assert begun("198.51.100.7") == 200


def test_who_may_not_begin_again_keeps_the_answers(
    knowledge: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "VISITS_AT_ONCE", 1)
    person = Person(create_app(knowledge, settings))
    person.start()
    person.send(("ticked", "fainting"))
    person.start()
    assert person.page.status_code == 429
    assert person.evidence()["fainting"] == "present"

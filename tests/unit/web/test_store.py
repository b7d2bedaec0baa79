"""Where answers are: whose file it is, and that nothing is left in it of what was erased."""

from __future__ import annotations

import os
import sqlite3
import stat
import string
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from starlette.testclient import TestClient

from popliteus import KnowledgeBase
from popliteus.web import Settings, app, create_app
from popliteus.web.private import private_file
from popliteus.web.store import (
    CODE_LENGTH,
    KEPT_OPEN,
    LETTERS,
    MOST_BROWSERS,
    FullError,
    Store,
)
from popliteus.web.visit import Visit
from tests.unit.web.conftest import HOST, Person

WORD = "Zebrafinch"


def on_disk(settings: Settings) -> bytes:
    """Everything in the folder of the file: the file itself and what lies beside it."""
    return b"".join(path.read_bytes() for path in sorted(settings.database.parent.iterdir()))


def tell(person: Person, story: str = f"{WORD} calf pain.") -> None:
    """Go as far as one's own words, and say some."""
    if not person.client.cookies:
        person.begin()
    else:
        person.open("/words")
    person.send(("text", story))


def test_every_file_is_readable_by_its_owner_alone(person: Person, settings: Settings) -> None:
    tell(person)
    files = list(settings.database.parent.iterdir())
    assert {path.name for path in files} >= {"web.sqlite3", "web.sqlite3-wal", "web.sqlite3-shm"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(settings.database.parent.stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(settings: Settings) -> None:
    settings.database.parent.mkdir(parents=True)
    settings.database.touch(mode=0o644)
    settings.database.chmod(0o644)
    Store(settings)
    assert stat.S_IMODE(settings.database.stat().st_mode) == 0o600


def test_a_link_and_the_file_of_somebody_else_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.touch(mode=0o644)
    link.symlink_to(target)
    with pytest.raises(OSError, match="link"):
        private_file(link)
    with pytest.raises(OSError, match="directory"):
        private_file(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: target.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="somebody else"):
        private_file(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644


def test_erasing_leaves_nothing_on_disk(person: Person, settings: Settings) -> None:
    tell(person)
    person.open("/save")
    person.send(number=0)
    with sqlite3.connect(settings.database) as database:
        code = database.execute("SELECT code FROM visit").fetchone()[0]
    browser = person.client.cookies["popliteus"]
    before = on_disk(settings)
    assert WORD.encode() in before
    assert code.encode() in before
    assert browser.encode() not in before
    person.open("/erase")
    person.send()
    left = on_disk(settings)
    for gone in (WORD, code, browser, "worst-place", "patient"):
        assert gone.encode() not in left, gone
    assert person.open("/result").status_code == 410


def test_words_that_were_replaced_are_gone_within_a_minute(
    person: Person, settings: Settings, clock: list[float]
) -> None:
    tell(person)
    tell(person, "Now my thigh hurts.")
    clock[0] += 61
    person.open("/answers")
    assert b"thigh hurts" in on_disk(settings)
    assert WORD.encode() not in on_disk(settings)


def test_what_is_too_old_leaves_nothing_on_disk(
    person: Person, settings: Settings, clock: list[float]
) -> None:
    tell(person)
    clock[0] += 24 * 3600 + 61
    assert person.open("/answers").status_code == 410
    assert WORD.encode() not in on_disk(settings)


def test_what_is_too_old_is_erased_though_nobody_comes(
    knowledge: KnowledgeBase,
    settings: Settings,
    clock: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "SWEEP_EVERY", 0.01)
    made = create_app(knowledge, settings)
    tell(Person(made))
    clock[0] += 24 * 3600 + 61
    assert WORD.encode() in on_disk(settings)
    with TestClient(made, base_url=HOST):
        for _ in range(500):
            if WORD.encode() not in on_disk(settings):
                break
            time.sleep(0.01)
    assert WORD.encode() not in on_disk(settings)


def test_a_server_that_starts_erases_what_became_too_old_meanwhile(
    person: Person, settings: Settings, clock: list[float]
) -> None:
    tell(person)
    clock[0] += 24 * 3600 + 61
    Store(settings)
    assert WORD.encode() not in on_disk(settings)


def test_how_long_answers_are_kept_is_a_setting(settings: Settings, clock: list[float]) -> None:
    store = Store(replace(settings, keep_hours=1))
    browser = store.begin(Visit())
    clock[0] += 3599
    assert store.read(browser) is not None
    clock[0] += 2
    assert store.read(browser) is None


def test_ids_and_codes_cannot_be_guessed(settings: Settings) -> None:
    store = Store(settings)
    ids = {store.begin(Visit()) for _ in range(200)}
    assert len(ids) == 200
    letters = {*string.ascii_letters, *string.digits, *"-_"}
    assert {len(one) for one in ids} == {43}  # 256 bits, six in each letter
    assert {letter for one in ids for letter in one} == letters
    codes = [store.code(one, make=True) or "" for one in ids]
    assert len({*codes}) == 200
    assert {letter for one in codes for letter in one} == {*LETTERS}
    assert len(LETTERS) ** CODE_LENGTH >= 2**60


def test_a_visit_is_held_by_so_many_browsers_and_no_more(settings: Settings) -> None:
    store = Store(settings)
    first = store.begin(Visit())
    code = store.code(first, make=True)
    assert code is not None
    last = [store.resume(code) for _ in range(MOST_BROWSERS)][-1]
    assert store.read(first) is None
    assert last is not None
    assert store.read(last) is not None


def answered(store: Store) -> str:
    """Begin a visit in which somebody has answered something."""
    browser = store.begin(Visit())
    with store.change(browser):
        pass
    return browser


def test_there_are_so_many_visits_and_no_more(
    knowledge: KnowledgeBase, settings: Settings, clock: list[float]
) -> None:
    few = replace(settings, most_visits=2)
    store = Store(few)
    for _ in range(2):
        answered(store)
    with pytest.raises(FullError):
        store.begin(Visit())
    person = Person(create_app(knowledge, few))
    person.start()
    assert person.page.status_code == 503
    assert "retry-after" in person.page.headers
    assert "If you are worried" in person.page.text
    clock[0] += 25 * 3600
    person.start()
    assert person.page.status_code == 200


def test_where_there_is_no_room_what_was_never_answered_makes_way(
    settings: Settings, clock: list[float]
) -> None:
    store = Store(replace(settings, most_visits=3))
    old = answered(store)
    clock[0] += 60
    left, kept = store.begin(Visit()), answered(store)
    clock[0] += 60
    new = store.begin(Visit())
    assert store.read(left) is None
    assert None not in (store.read(old), store.read(kept), store.read(new))


def test_changes_at_once_are_all_kept(settings: Settings) -> None:
    store = Store(settings)
    browser = store.begin(Visit())

    def add(who: int) -> None:
        for number in range(10):
            with store.change(browser) as visit:
                assert visit is not None
                visit.places.append(f"{who}-{number}")

    together = [Thread(target=add, args=(who,)) for who in range(2 * KEPT_OPEN)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    visit = store.read(browser)
    assert visit is not None
    assert len({*visit.places}) == 20 * KEPT_OPEN
    assert visit.version == 1 + 20 * KEPT_OPEN


def test_an_error_while_changing_keeps_nothing(settings: Settings) -> None:
    store = Store(settings)
    browser = store.begin(Visit())

    def fail() -> None:
        with store.change(browser) as visit:
            assert visit is not None
            visit.places.append("calf")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.read(browser) == replace(Visit(), version=1)
    with store.change(browser) as visit:
        assert visit is not None


def test_what_was_worked_out_is_not_kept_beside_newer_answers(settings: Settings) -> None:
    store = Store(settings)
    browser = store.begin(Visit())
    old = store.read(browser)
    assert old is not None
    with store.change(browser) as visit:
        assert visit is not None
        visit.places.append("calf")
    old.finished = True
    store.note(browser, old)
    now = store.read(browser)
    assert now is not None
    assert now.places == ["calf"]
    assert not now.finished


def test_closing_leaves_one_file(settings: Settings, someone: Callable[[], Person]) -> None:
    person = someone()
    tell(person)
    person.web.store.close()
    assert [path.name for path in settings.database.parent.iterdir()] == ["web.sqlite3"]
    assert person.open("/answers").status_code == 200

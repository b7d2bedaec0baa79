"""Several people at once: nobody waits for somebody else longer than need be, or loses anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from popliteus import KnowledgeBase
from popliteus.assess import Case
from popliteus.web import Settings, create_app, reader
from popliteus.web import store as store_module
from popliteus.web.store import SWEEP_EVERY
from tests.unit.web.conftest import Person

STORY = "My calf is swollen."


@pytest.fixture
def held() -> Iterator[None]:
    """Hold the reader, as a long story of somebody else does."""
    with reader._ONE:
        yield


def somebody(knowledge: KnowledgeBase, settings: Settings) -> tuple[Person, Person]:
    app = create_app(knowledge, settings)
    first, second = Person(app), Person(app)
    first.begin()
    second.start()
    return first, second


def test_who_answers_does_not_wait_for_a_story_that_is_read(
    knowledge: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = somebody(knowledge, settings)
    reading, go_on = Event(), Event()
    real = reader.read

    def slowly(text: str, base: KnowledgeBase) -> Case:
        reading.set()
        assert go_on.wait(60)
        return real(text, base)

    monkeypatch.setattr(reader, "read", slowly)
    story = Thread(target=lambda: first.send(("text", STORY)))
    story.start()
    try:
        assert reading.wait(60)
        second.send(("ticked", "none"))
        assert second.page.status_code == 200
        assert second.where.startswith("/questions/")
        assert not go_on.is_set()
    finally:
        go_on.set()
        story.join(60)
    assert first.where == "/understood"


@pytest.mark.usefixtures("held")
def test_a_story_that_would_wait_too_long_is_not_read_and_nothing_is_lost(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LONGEST_WAIT", 0.05)
    person.begin()
    answer = person.send(("text", STORY))
    assert answer.status_code == 503
    assert "What you typed is still there" in answer.text
    assert answer.headers["retry-after"] == "5"
    assert person.open("/continue").url.path == "/words"


def test_so_many_stories_wait_and_no_more(knowledge: KnowledgeBase) -> None:
    for _ in range(reader.MOST_WAITING):
        assert reader._WAITING.acquire(blocking=False)
    try:
        with pytest.raises(reader.BusyError):
            reader.read(STORY, knowledge)
    finally:
        reader._WAITING.release(reader.MOST_WAITING)
    assert reader.read(STORY, knowledge).answers


def test_a_page_is_shown_while_somebody_writes(
    person: Person, settings: Settings, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "WAITS", 600.0)  # whoever waits is seen to wait
    person.web.store.close()
    person.start()
    clock[0] += 2 * SWEEP_EVERY
    with sqlite3.connect(settings.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        reader = Thread(target=person.open, args=("/continue",), daemon=True)
        reader.start()
        reader.join(60)
        other.execute("ROLLBACK")
        assert not reader.is_alive(), "it waited for the writer"
    assert person.page.status_code == 200


def test_who_cannot_write_is_told_to_send_it_again(
    person: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "WAITS", 0.05)
    person.web.store.close()  # the next connections wait no longer than that
    person.start()
    with sqlite3.connect(settings.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        person.send(("ticked", "none"))
        other.execute("ROLLBACK")
    assert person.page.status_code == 503
    assert person.page.headers["retry-after"] == "5"
    assert "What you typed is still there" in person.page.text
    person.open("/continue")
    person.send(("ticked", "none"))
    assert person.page.status_code == 200


def test_a_broken_file_is_a_mistake_and_not_called_busy(
    person: Person, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    person.start()
    with sqlite3.connect(settings.database) as other:
        other.execute("ALTER TABLE visit RENAME TO lost")
    assert person.open("/continue").status_code == 500
    assert "OperationalError" in caplog.text

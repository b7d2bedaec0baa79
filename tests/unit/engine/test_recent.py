"""What is kept between people: the last few results, each under its own key, for all threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from threading import Event

import pytest

from popliteus.engine.recent import KEPT, Recent
from popliteus.engine.toy import toy_model


class Slow:
    """A key that can be looked for only once the event is set; it tells when somebody begins to."""

    def __init__(self) -> None:
        self.sought, self.found = Event(), Event()

    def __hash__(self) -> int:
        self.sought.set()
        self.found.wait(5)
        return 1

    def __eq__(self, other: object) -> bool:
        return self is other


def test_the_oldest_is_forgotten_and_made_again() -> None:
    toy, kept, made = toy_model(), Recent[int](), list[int]()

    def make(key: int) -> int:
        made.append(key)
        return key

    def ask(key: int) -> int:
        return kept.get(toy, key, lambda: make(key))

    for key in (*range(KEPT), 0, KEPT):  # 0 is asked for again, so 1 is the oldest
        assert ask(key) == key
    assert made == [*range(KEPT + 1)]
    assert [ask(0), ask(1)] == [0, 1]
    assert made == [*range(KEPT + 1), 1]


def test_two_models_share_nothing() -> None:
    one, other, kept = toy_model(), toy_model(), Recent[str]()
    assert kept.get(one, 0, lambda: "one") == "one"
    assert kept.get(other, 0, lambda: "other") == "other"
    assert kept.get(one, 0, lambda: "again") == "one"


def test_what_is_kept_is_looked_through_by_one_thread_at_a_time() -> None:
    # Two at once find, now and then, that what they look through has changed meanwhile.
    toy, kept, slow = toy_model(), Recent[int](), Slow()
    with ThreadPoolExecutor(2) as both:
        first = both.submit(kept.get, toy, slow, lambda: 1)
        assert slow.sought.wait(5)
        second = both.submit(kept.get, toy, "other", lambda: 2)
        with pytest.raises(NotYetError):
            second.result(timeout=0.2)
        slow.found.set()
        assert (first.result(5), second.result(5)) == (1, 2)


def test_nobody_waits_while_another_result_is_made() -> None:
    toy, kept, done = toy_model(), Recent[bool](), Event()
    with ThreadPoolExecutor(1) as other:
        first = other.submit(kept.get, toy, 1, lambda: done.wait(5))
        assert kept.get(toy, 2, lambda: True)
        done.set()
        assert first.result(5)

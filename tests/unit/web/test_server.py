"""What comes over a real connection: slow, torn, large, and too much at once."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

import pytest
import uvicorn

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app, server
from popliteus.web.guard import LARGEST_HEAD, MOST_HEADERS
from popliteus.web.server import server_config

SOON = 0.4

#: Letters of a head that never ends: many more than a server should wait for.
LETTERS = 400


@contextmanager
def serving(knowledge: KnowledgeBase, settings: Settings) -> Iterator[int]:
    """A server in a thread of its own; gives its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        running = uvicorn.Server(server_config(create_app(knowledge, settings)))
        thread = Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        running.should_exit = True
        thread.join(20)


@pytest.fixture
def port(
    knowledge: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    monkeypatch.setattr(server, "HEAD_SECONDS", SOON)
    with serving(knowledge, replace(settings, body_seconds=SOON)) as found:
        yield found


def to(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def rest(connection: socket.socket) -> bytes:
    """Everything until the other end closes."""
    found = b""
    try:
        while piece := connection.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


def whole(connection: socket.socket) -> bytes:
    """One page, of a connection that stays."""
    found = b""
    while not found.rstrip().endswith(b"</html>"):
        found += connection.recv(65536)
    return found


def ask(port: int, path: str = "/", more: str = "") -> bytes:
    with to(port) as connection:
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{more}\r\n"
        connection.sendall(head.encode())
        return rest(connection)


def hung_up(connection: socket.socket, letter: bytes) -> bool:
    """Send a letter now and then; return whether the other end had enough of it."""
    connection.settimeout(0.05)
    for _ in range(LETTERS):
        try:
            connection.sendall(letter)
            if not connection.recv(65536):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


@pytest.mark.parametrize("begin", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-"])
def test_a_head_that_never_ends_is_not_waited_for(port: int, begin: bytes) -> None:
    with to(port) as connection:
        connection.sendall(begin)
        assert hung_up(connection, b"a")
    assert ask(port).startswith(b"HTTP/1.1 200")


def test_a_second_request_has_to_come_as_quickly(port: int) -> None:
    with to(port) as connection:
        connection.sendall(b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert whole(connection).startswith(b"HTTP/1.1 404")
        assert hung_up(connection, b"G")


def test_a_body_that_never_ends_is_not_waited_for(port: int) -> None:
    head = (
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    with to(port) as connection:
        connection.sendall(head + b"who=")
        answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"took too long" in answer
    with to(port) as connection:
        connection.sendall(head.replace(b"POST /", b"POST /nothing"))
        assert hung_up(connection, b"a")


def test_a_page_may_be_read_for_longer_than_that(port: int) -> None:
    request = b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with to(port) as connection:
        for _ in range(3):
            connection.sendall(request)
            assert whole(connection).startswith(b"HTTP/1.1 404")
            time.sleep(2 * SOON)


def test_a_large_head_and_nonsense_are_refused(port: int) -> None:
    too_large = (b"HTTP/1.1 431", b"HTTP/1.1 400")
    assert ask(port, "/" + "a" * LARGEST_HEAD).startswith(too_large)
    assert ask(port, "/?" + "a" * LARGEST_HEAD).startswith(too_large)
    assert ask(port, more=f"X-A: {'a' * LARGEST_HEAD}\r\n").startswith(too_large)
    assert ask(port, more="X-A: b\r\n" * MOST_HEADERS).startswith(b"HTTP/1.1 431")
    assert ask(port, more="Host: localhost\r\n").startswith(b"HTTP/1.1 400")
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"\0" * 99,
    ):
        with to(port) as connection:
            connection.sendall(nonsense)
            connection.shutdown(socket.SHUT_WR)
            assert b"HTTP/1.1 200" not in rest(connection)
    assert ask(port).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("size", [300_000, 3_000_000])
def test_whoever_sends_too_much_sees_the_answer(
    knowledge: KnowledgeBase, settings: Settings, size: int
) -> None:
    head = (
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
    )
    body = b"a=" + b"x" * size
    told = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    pieces = f"{head}Transfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode()
    with serving(knowledge, settings) as port:
        for request in (told, pieces + body + b"\r\n0\r\n\r\n"):
            with to(port) as connection:
                connection.sendall(request)
                answer = rest(connection)
            assert answer.startswith(b"HTTP/1.1 413"), answer[:80]
            assert answer.rstrip().endswith(b"</html>")


def test_more_connections_than_there_is_room_for_are_told_so(
    knowledge: KnowledgeBase, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 5)
    with serving(knowledge, settings) as port:
        held = [to(port) for _ in range(5)]
        time.sleep(0.2)
        assert ask(port).startswith(b"HTTP/1.1 503")
        for one in held:
            one.close()
        time.sleep(0.2)
        assert ask(port).startswith(b"HTTP/1.1 200")


def test_https_is_said_only_where_it_is_so(knowledge: KnowledgeBase, settings: Settings) -> None:
    with serving(knowledge, settings) as port:
        plain = ask(port).lower()
    with serving(knowledge, replace(settings, secure=True)) as port:
        secure = ask(port).lower()
    assert b"strict-transport-security" not in plain
    assert b"set-cookie: popliteus=" in plain
    assert b"secure" not in plain.partition(b"set-cookie")[2].partition(b"\r\n")[0]
    assert b"strict-transport-security: max-age=31536000\r\n" in secure
    cookie = secure.partition(b"set-cookie: ")[2].partition(b"\r\n")[0]
    assert cookie.startswith(b"__host-popliteus=")
    assert {b"secure", b"httponly", b"path=/", b"samesite=lax"} <= {*cookie.split(b"; ")}
    assert b"domain" not in cookie

"""Files of the look: what a browser may keep, and nothing else of this machine."""

from __future__ import annotations

import re

import pytest

from popliteus.web import look
from tests.unit.web.conftest import Person


def test_a_file_named_by_its_contents_is_kept_for_good(person: Person) -> None:
    page = person.open("/").text
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(named) >= 2
    for address in named:
        answer = person.open(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert "set-cookie" not in answer.headers
    assert person.open(named[0]).headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("query", ["", "?v=0123456789ab", "?v="])
def test_another_address_of_it_is_kept_for_a_moment_only(person: Person, query: str) -> None:
    kept = person.open(f"/static/popliteus.svg{query}").headers["cache-control"]
    assert "max-age=60" in kept
    assert "immutable" not in kept


@pytest.mark.parametrize(
    "name", ["nothing.css", "..%2flook.py", "%2e%2e/look.py", "..%2ftemplates%2fpage.html", "", "."]
)
def test_nothing_else_is_served(person: Person, name: str) -> None:
    answer = person.open(f"/static/{name}")
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_every_file_has_a_kind(person: Person) -> None:
    for path in look.STATIC.iterdir():
        assert person.open(f"/static/{path.name}").status_code == 200, path.name

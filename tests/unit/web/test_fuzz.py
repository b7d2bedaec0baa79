"""Forms filled in by nobody sensible: any field, any value, any order, as often as you like.

Whatever comes, there is a clear message or a right result, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.context import MOST_FIELDS
from popliteus.web.visit import Visit
from tests.unit.web.conftest import INTERRUPTIONS, Person

EVIL = '"><x-evil onload=1>'
REFUSED = {403, 404, 405, 410, 413, 422}

#: Values that programs stumble over.
ODD = (
    "", " ", "\0", "\r\n", EVIL, "😀" * 50, "\u202eabc", "é\u0301", "ﬀ", "none", "unsure",
    "present", "absent", "right", "wrong", "null", "None", "true", "[]", "{}", "0", "-1", "1e308",
    "1e400", "nan", "inf", "9" * 400, "0x1F", "1_0", "٤٥", "1,5", "45.5", "calf", "../..", "%00",
    "unknown", "a" * 3000, "conflicts", "drawing-page", "fainting", "onset", "'; DROP TABLE visit;",
)  # fmt: skip

Fields = list[tuple[str, str]]


@dataclass
class Moment:
    """A page with a form on the way, and what was answered there."""

    state: str
    action: str
    hidden: Fields
    sent: Fields


class Passenger(Person):
    """Somebody who can be set down at any moment of the way."""

    def at(self, state: str) -> None:
        """Begin with a visit as it was."""
        self.client.cookies.clear()
        browser = self.web.store.begin(Visit.from_json(state))
        self.client.cookies.set("popliteus", browser, domain="127.0.0.1")

    @property
    def visit(self) -> Visit:
        visit: Visit | None = self.web.store.read(self.client.cookies["popliteus"])
        assert visit is not None
        return visit

    @property
    def state(self) -> str:
        return self.visit.to_json()

    def token(self, action: str) -> tuple[str, str]:
        return ("token", self.web.token(self.client.cookies["popliteus"], action))


def _answers(person: Passenger) -> Iterator[Fields]:
    """Answer one page after the other as somebody sensible would."""
    person.begin()
    while True:
        where, inputs = person.where, person.form.inputs
        if where == "/about":
            yield [("age", "61"), ("sex", "female")]
        elif where == "/where":
            yield [("places", "calf"), ("places", "behind-knee"), ("places", "foot")]
        elif where == "/where/most":
            yield [("worst", "calf")]
        elif where == "/words":
            yield [("text", "My calf is swollen. My calf is not swollen. My knee gives way.")]
        elif where == "/understood":
            names = dict.fromkeys(str(one["name"]) for one in inputs)
            yield [(name, "right") for name in names]
        elif where.endswith("/unsure"):
            yield [("ticked", str(inputs[0]["value"]))]
        elif where in INTERRUPTIONS:
            person.open("/continue")
        elif where.startswith("/questions/"):
            if any(one["name"] == "ticked" for one in inputs):
                yield [("ticked", str(inputs[0]["value"])), ("ticked", "unsure")]
            else:
                names = dict.fromkeys(str(one["name"]) for one in inputs)
                choice = {name: [i["value"] for i in inputs if i["name"] == name] for name in names}
                yield [(name, str(found[0])) for name, found in choice.items()]
        else:
            return


@pytest.fixture(scope="module")
def passenger(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Passenger:
    file = Path(tmp_path_factory.mktemp("fuzz"), "state", "web.sqlite3")
    made = Settings(file, visitor_per_minute=1e9, address_per_minute=1e9, most_visits=10**9)
    return Passenger(create_app(knowledge, made))


@pytest.fixture(scope="module")
def way(passenger: Passenger) -> list[Moment]:
    """Every moment of one whole way through."""
    found: list[Moment] = []
    for fields in _answers(passenger):
        state = passenger.state
        action, hidden = passenger.form.forms[-1]
        found.append(Moment(state, action, [one for one in hidden if one[0] != "token"], fields))
        passenger.send(*fields)
        assert passenger.page.status_code == 200, (action, fields)
    assert passenger.where == "/result"
    assert len(found) > 20
    return found


def fields_near(moment: Moment) -> st.SearchStrategy[Fields]:
    """Fields like those of a page: some left out, some twice, some with values that cannot be."""
    known = [*moment.hidden, *moment.sent]
    names = st.sampled_from([*dict.fromkeys(name for name, _ in known), "token", "page", "extra"])
    text = st.text(st.characters(codec="utf-8"), max_size=30)
    values = st.one_of(st.sampled_from([*ODD, *(value for _, value in known)]), text)
    one = st.one_of(st.sampled_from(known), st.tuples(names, values))
    return st.lists(one, max_size=14)


def unharmed(person: Passenger) -> None:
    """The visit can go on, whatever happened."""
    assert person.open("/continue").status_code == 200
    assert person.open("/answers").status_code == 200
    assert EVIL not in person.page.text


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_fields_get_a_message_or_a_right_result(
    passenger: Passenger, way: list[Moment], data: st.DataObject
) -> None:
    moment = data.draw(st.sampled_from(way))
    fields = data.draw(fields_near(moment))
    passenger.at(moment.state)
    before = passenger.state
    answer = passenger.post(moment.action, [passenger.token(moment.action), *fields])
    assert answer.status_code == 200 or answer.status_code in REFUSED
    assert EVIL not in answer.text
    assert "<x-evil" not in answer.text
    if answer.status_code != 200:
        assert passenger.state == before
        assert "href=" in answer.text  # there is a way on
    if answer.status_code == 422:
        assert "There is a problem" in answer.text
    unharmed(passenger)


BODIES = [
    b"", b"&&&", b"=", b"token", b"%", b"%zz=%zz", b"\xff\xfe", b"age=%ff&sex=%ed%a0%80",
    b"a=1;b=2", b"token=%00", b"{}", b'{"age": 45}', b"age=45\r\n\r\nGET / HTTP/1.1",
    b"&".join([b"ticked=none"] * (MOST_FIELDS + 1)), b"text=" + b"%F0%9F%98%80" * 9000,
]  # fmt: skip


KINDS = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded, text/plain",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
]


@settings(max_examples=60, deadline=None)
@given(
    data=st.data(),
    body=st.one_of(st.sampled_from(BODIES), st.binary(max_size=60)),
    kind=st.sampled_from(KINDS),
)
def test_any_bytes_get_a_message(
    passenger: Passenger, way: list[Moment], data: st.DataObject, body: bytes, kind: str
) -> None:
    moment = data.draw(st.sampled_from(way))
    passenger.at(moment.state)
    before = passenger.state
    token = urlencode([passenger.token(moment.action)]).encode()
    for content in (body, token + b"&" + body):
        answer = passenger.client.post(
            moment.action, content=content, headers={"content-type": kind}
        )
        assert answer.status_code == 200 or answer.status_code in REFUSED
        assert answer.status_code != 200 or content.startswith(b"token=")
        if answer.status_code != 200:
            assert passenger.state == before
    unharmed(passenger)


METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]
PATHS = [
    "/questions/-1", "/questions/999999999999999999999", "/questions/1e3", "/questions/", "/%00",
    "/questions/0/unsure", "/questions/٣", "/static/", "/static/../settings.py", "/static/..%5c",
    "/static/%2e%2e%2fsettings.py", "//evil.example", "/result/x", "/result/patient.json/", "/.",
    "/where/most", "/understood", *INTERRUPTIONS,
]  # fmt: skip
COOKIES = ["", "popliteus=", "popliteus=x", f"popliteus={'a' * 5000}", "a=b;;=;"]
ANYWHERE = st.text(st.characters(codec="utf-8"), max_size=20).map(lambda one: f"/{quote_plus(one)}")


@settings(max_examples=80, deadline=None)
@given(
    method=st.sampled_from(METHODS),
    path=st.one_of(st.sampled_from(PATHS), ANYWHERE),
    cookie=st.sampled_from(COOKIES),
)
@example("GET", "//evil.example/%0d%0aset-cookie:a=b", "popliteus=x")
def test_any_address_gets_a_page(passenger: Passenger, method: str, path: str, cookie: str) -> None:
    passenger.client.cookies.clear()
    headers = {"cookie": cookie} if cookie else {}
    answer = passenger.client.request(method, path, headers=headers, follow_redirects=False)
    assert answer.status_code in {200, 303, 307, 403, 404, 405, 410}, answer.status_code
    target = answer.headers.get("location", "/")
    assert target.startswith(("/", "http://127.0.0.1:8765/"))
    assert not target.startswith("//")


def again(person: Passenger, way: list[Moment], place: int) -> int:
    """Send the form of a moment once more, as it stands in the visit by now; return the status."""
    one, action = way[place], way[place].action
    if action.endswith("/unsure"):  # it belongs to the page before it, whichever number that has
        items = tuple(value for name, value in way[place - 1].hidden if name == "item")
        number = next((n for n, s in enumerate(person.visit.history) if s.items == items), 99)
        action = f"/questions/{number}/unsure"
    answer = person.post(action, [person.token(action), *one.hidden, *one.sent])
    return answer.status_code


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_steps_in_any_order_lose_nothing(
    passenger: Passenger, way: list[Moment], data: st.DataObject
) -> None:
    order = data.draw(st.lists(st.sampled_from(range(len(way))), max_size=12))
    passenger.at(way[0].state)
    for place in order:
        assert again(passenger, way, place) in {200, *REFUSED}
    unharmed(passenger)
    for place in range(len(way)):  # now as it should be: what comes out is what always comes out
        assert again(passenger, way, place) == 200, way[place].action
    mixed = passenger.visit
    passenger.at(way[-1].state)
    assert again(passenger, way, len(way) - 1) == 200
    straight = passenger.visit
    assert mixed.values == straight.values
    assert mixed.places == straight.places
    assert mixed.findings == straight.findings
    assert {*mixed.history} == {*straight.history}

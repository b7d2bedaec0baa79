"""Searching: what people type finds what they mean, and stands in no address."""

from __future__ import annotations

import logging

import pytest

from popliteus import KnowledgeBase
from popliteus.web.library.documents import Document
from popliteus.web.library.search import Index
from popliteus.web.library.shelf import Library
from tests.unit.web.conftest import Person


@pytest.fixture(scope="module")
def index(knowledge: KnowledgeBase) -> Index:
    return Library(knowledge).index()


#: What is typed, and the end of the address of what must be among the first three.
TYPED = {
    "blood clot": "causes/deep-vein-thrombosis",
    "DVT": "causes/deep-vein-thrombosis",
    "thrombosis": "causes/deep-vein-thrombosis",
    "bakers cyst": "causes/bakers-cyst",
    "Baker’s cyst": "causes/bakers-cyst",
    "wells": "rules/wells-dvt",
    "ibuprofen": "treatments/oral-nsaid",
    "d-dimer": "tests/d-dimer",
    "cold foot": "rules/sudden-cold-foot",
    "runner's knee": "causes/patellofemoral-pain",
    "cramp at night": "causes/leg-cramp",
    "I70.2": "causes/intermittent-claudication",
    "how accurate is this": "library/how-well",
    "meniscus": "library/words#meniscus",
}


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_finds_what_they_mean(index: Index, typed: str) -> None:
    hits = index.find(typed).hits
    most = 3 if typed != "meniscus" else 20
    assert any(one.address.endswith(TYPED[typed]) for one in hits[:most]), [
        one.address for one in hits
    ]


@pytest.mark.parametrize(
    ("typed", "meant", "where"),
    [
        ("gowt", "gout", "causes/gout"),
        ("menisus", "meniscus", "causes/meniscal-tear"),
        ("trombosis", "thrombosis", "causes/deep-vein"),
        ("ibuprofin", "ibuprofen", "treatments/oral-nsaid"),
    ],
)
def test_a_misspelt_word_is_mended_and_that_is_said(
    index: Index, typed: str, meant: str, where: str
) -> None:
    found = index.find(typed)
    assert found.meant == meant
    assert any(where in one.address for one in found.hits[:6])


@pytest.mark.parametrize(
    "typed",
    ['"', "gout AND (", "NEAR(gout", "title:gout", "gout*", "-gout", "a" * 5000, "😀", "'; DROP",
     "\0", "   ", "^gout", "{gout}", "gout OR", "x" * 99 + " gout"],
)  # fmt: skip
def test_nothing_that_is_typed_has_a_special_meaning(index: Index, typed: str) -> None:
    found = index.find(typed)
    assert len(found.words) <= 100
    if "gout" in found.words:
        assert found.hits[0].address == "/library/causes/gout"


def test_excerpts_are_escaped_and_marked() -> None:
    index = Index([Document("page", "/x", "X", "", "", "<b>Calf</b> & <script>alert(1)</script>")])
    assert index.find("calf").hits[0].excerpt == (
        "&lt;b&gt;<mark>Calf</mark>&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;"
    )


def test_all_words_come_before_any_word() -> None:
    index = Index(
        Document("page", f"/{name}", name, "", "", text)
        for name, text in {"one": "red leg", "two": "red arm", "three": "blue arm"}.items()
    )
    both, one = index.find("red leg"), index.find("leg blue")
    assert ([hit.address for hit in both.hits], both.some) == (["/one"], False)
    assert ({hit.address for hit in one.hits}, one.some) == ({"/one", "/three"}, True)


def test_whole_words_come_before_parts_of_words_and_the_leg_before_the_lungs(index: Index) -> None:
    first, second, *others = (hit.address for hit in index.find("Wells").hits)
    assert (first, second) == ("/library/rules/wells-dvt", "/library/rules/wells-pe")
    assert "/library/causes/chronic-venous-disease" in others, "the premise: it has 'well'"


WORDS = "blood in my calf <b>& a lump"


def test_words_are_in_no_address_and_no_log(
    person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    person.open("/library/search")
    with caplog.at_level(logging.DEBUG):
        answer = person.post("/library/search", [("words", WORDS)])
    assert str(answer.url).endswith("/library/search")
    assert "blood" not in str(answer.history[0].url)
    assert "blood" not in answer.history[0].headers["location"]
    assert "blood" not in " ".join(
        one.getMessage() for one in caplog.records if one.name != "httpx2"
    )
    assert "blood in my calf &lt;b&gt;&amp; a lump" in answer.text
    assert "<b>" not in answer.text


def test_the_cookie_is_for_the_search_alone_and_ends_soon(person: Person) -> None:
    answer = person.client.post(
        "/library/search",
        content="words=gout",
        headers={"content-type": "application/x-www-form-urlencoded"},
        follow_redirects=False,
    )
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "path=/library/search", "max-age=600"):
        assert part in cookie
    assert answer.status_code == 303
    # Going back to it shows the same again, and sends nothing twice.
    assert 'href="/library/causes/gout"' in person.open("/library/search").text
    assert 'href="/library/causes/gout"' in person.open("/library/search").text


def test_an_address_with_words_is_not_answered(person: Person) -> None:
    text = person.open("/library/search?q=gout&words=gout").text
    assert "/library/causes/gout" not in text
    assert "gout" not in text.partition("<main")[2].partition("</main>")[0].lower()


def test_another_site_cannot_search(person: Person) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for headers in (
        {**kind, "origin": "https://elsewhere.example"},
        {"content-type": "text/plain"},
    ):
        answer = person.client.post("/library/search", content="words=gout", headers=headers)
        assert answer.status_code == 403


def test_nothing_found_still_helps(person: Person) -> None:
    answer = person.post("/library/search", [("words", "xyzzyq qqqqqqqqq")])
    assert "Nothing was found for “xyzzyq qqqqqqqqq”" in answer.text
    for where in ("/library/causes", "/library/rules", 'href="/"'):
        assert where in answer.text


def test_erasing_takes_the_words_too(person: Person) -> None:
    person.start()
    person.post("/library/search", [("words", "gout")])
    person.open("/erase")
    person.send()
    assert "popliteus-search" not in {one.name for one in person.client.cookies.jar}

"""What holds for every page of the app: one heading, a way to erase, links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app, look
from tests.unit.web.conftest import Person

STORY = "My calf is swollen since yesterday. I have had a fever. The dog barked."


def pages(person: Person) -> dict[str, str]:
    """Open every kind of page once, and return what was sent, by a name."""
    found = {"start": person.open("/").text}
    found["start with errors"] = person.send(("door", "patient")).text
    person.begin()
    found["words"] = person.page.text
    person.send(("text", STORY))
    found["understood"] = person.page.text
    names = {str(one["name"]) for one in person.form.inputs}
    person.send(*((name, "wrong") for name in names))
    found["danger"] = person.page.text
    found["danger with errors"] = person.send().text
    person.send(("ticked", "fainting"), ("ticked", "unsure"))
    found["interruption"] = person.page.text
    found["danger with alarm"] = person.open("/continue").text
    found["unsure"] = person.open("/questions/0/unsure").text
    person.open("/questions/0")
    person.send(("ticked", "none"))
    person.calm()
    found["about"] = person.page.text
    found["about with errors"] = person.send(("age", "old")).text
    person.about("45", "male")
    found["where"] = person.page.text
    person.send(("places", "calf"), ("places", "shin"))
    found["most"] = person.page.text
    person.send(("worst", "calf"))
    found["question"] = person.page.text
    found |= {name: person.open(f"/{name}").text for name in ("answers", "save", "erase", "resume")}
    found["missing"] = person.open("/nothing").text
    person.open("/save")
    found["code"] = person.send().text
    person.open("/continue")
    person.walk({})
    found["result"] = person.open("/result").text
    found["start again"] = person.open("/").text
    return found


@pytest.fixture(scope="module")
def walker(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Person:
    database = tmp_path_factory.mktemp("pages") / "web.sqlite3"
    return Person(create_app(knowledge, Settings(database)))


@pytest.fixture(scope="module")
def shown(walker: Person) -> dict[str, str]:
    return pages(walker)


def test_every_page_has_its_frame(shown: dict[str, str]) -> None:
    assert len(shown) > 20
    for name, text in shown.items():
        assert text.count("<h1") == 1, name
        assert text.count("<main") == text.count("</main>") == 1, name
        assert text.startswith('<!doctype html>\n<html lang="en-GB">'), name
        assert re.search(r'<a class="nhsuk-skip-link"[^>]*href="#content"', text), name
        title = re.search(r"<title>(.*?) \| popliteus</title>", text)
        assert title, name
        assert title[1].startswith("Error: ") is ("errors" in name), name
        assert "None" not in re.sub("None of these|None:", "", text), name


def test_every_page_after_the_first_lets_erase_and_names_the_emergency_number(
    shown: dict[str, str],
) -> None:
    for name, text in shown.items():
        erase = re.search(r'<form action="/erase" method="(get|post)">', text)
        assert bool(erase) is not name.startswith("start"), name
        assert 'href="tel:' in text, name


def test_every_error_is_linked_to_its_field(shown: dict[str, str]) -> None:
    for name in ("start with errors", "danger with errors", "about with errors"):
        text = shown[name]
        summary = text.partition('class="nhsuk-error-summary"')[2].partition("<h1")[0]
        assert 'tabindex="-1" autofocus' in summary, name
        targets = re.findall(r'href="#([^"]+)"', summary)
        assert targets, name
        for target in targets:
            assert text.count(f'id="{target}"') == 1, (name, target)


def test_links_and_forms_lead_to_pages_that_exist(walker: Person, shown: dict[str, str]) -> None:
    found = {one for text in shown.values() for one in re.findall(r'href="(/[^"#]*)"', text)}
    assert len(found) > 15
    for address in sorted(found):
        assert walker.open(address).status_code == 200, address
    actions = {one for text in shown.values() for one in re.findall(r'action="([^"]+)"', text)}
    for address in sorted(actions):
        assert walker.post(address, []).status_code == 403, address  # there, and minds its token


def test_every_class_of_our_templates_is_in_the_style_sheet(shown: dict[str, str]) -> None:
    assert look.STYLE.exists(), "type: make assets"
    css = look.STYLE.read_text("utf-8") + (look.STATIC / "paper.css").read_text("utf-8")
    there = set(re.findall(r"\.((?:nhsuk|pop)-[\w-]+)", css))
    folder = Path(look.__file__).parent / "templates"
    texts = [*shown.values(), *(path.read_text("utf-8") for path in folder.glob("*.html"))]
    used = {
        name
        for text in texts
        for one in re.findall(r'(?:class|classes)"?[=:] ?"([^"{}]*)"', text)
        for name in one.split()
        if name.startswith(("nhsuk-", "pop-")) and not name.endswith("--")
    }
    assert "pop-small" in used
    assert used - there - WITHOUT == set()


#: Names that components write and that change nothing.
WITHOUT = {
    "nhsuk-back-link__link", "nhsuk-card--care--non-urgent", "nhsuk-link", "nhsuk-label-wrapper",
}  # fmt: skip

"""Drawings on pages: each with the question that it explains, and the list and map in step."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from popliteus import KnowledgeBase
from popliteus.web.pictures import pictures_for
from popliteus.web.places import COVERS, WORST, numbers, places
from tests.unit.web.conftest import Person


class Boxes(HTMLParser):
    """Words of each box by its value, and after which box each figure stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.after: dict[str, str] = {}
        self._box = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") in {"checkbox", "radio"}:
            self._box = given["value"] or ""
        if tag == "svg" and str(given.get("class", "")).startswith("pd"):
            self.after[str(given["id"])] = self._box


def at_where(person: Person) -> str:
    person.start()
    person.calm()
    person.about("45", "male")
    assert person.where == "/where"
    return person.page.text


def test_a_picture_stands_after_the_box_that_it_explains(person: Person) -> None:
    person.start()
    while "A locked knee" not in person.page.text:
        assert "Danger signs" in person.page.text
        person.send(("ticked", "none"))
    text = person.page.text
    assert Boxes(text).after == {"locked-knee-right": "locked-knee"}
    assert re.search(r'<svg[^>]* role="img"[^>]* aria-labelledby="locked-knee-right-title', text)
    assert "/static/drawings.css?v=" in text


def test_a_page_without_a_picture_asks_for_no_style_of_pictures(person: Person) -> None:
    person.start()
    assert "drawings.css" not in person.page.text
    assert "<svg" not in person.page.text.partition("<main")[2]


def test_one_drawing_of_two_boxes_is_shown_once(knowledge: KnowledgeBase) -> None:
    items = ["sore-inner-ligament", "sore-below-inner-joint", "tapping-outer-knee-tingles"]
    found = pictures_for(items, knowledge)
    assert list(found) == ["sore-inner-ligament", "tapping-outer-knee-tingles"]
    assert "inner side of the knee (drawn for the right leg)</figcaption>" in found[items[0]]


def test_labels_are_for_whoever_reads_them(knowledge: KnowledgeBase) -> None:
    lay = pictures_for(["joint-line-tenderness"], knowledge)["joint-line-tenderness"]
    expert = pictures_for(["joint-line-tenderness"], knowledge, clinician=True)
    assert ("gap of the" in lay, "Joint line" in lay) == (True, False)
    assert "Joint line" in expert["joint-line-tenderness"]


def test_every_place_is_in_the_list_and_its_number_on_the_drawing(
    person: Person, knowledge: KnowledgeBase
) -> None:
    text = at_where(person)
    known = places(knowledge)
    for id_, place in known.items():
        if place.number:
            label = rf'<span class="pop-number" aria-hidden="true">{place.number}</span> <span>'
            assert re.search(label + re.escape(place.label), text), id_
            figures = re.findall(
                rf'<g class="pd-place" data-region="[a-z-]+" data-place="{id_}" '
                r'pointer-events="none"><circle[^>]*/><text[^>]*>(\d)</text>',
                text,
            )
            assert set(figures) == {place.number}, id_
        else:
            assert f"{place.label}</label>" in re.sub(r"\s+</label>", "</label>", text)
    assert len({one.number for one in known.values() if one.number}) == 9


def test_links_of_the_drawing_lead_to_the_right_box(person: Person) -> None:
    text = at_where(person)
    ids = {one["id"]: one["value"] for one in person.form.inputs if one.get("name") == "places"}
    pairs = re.findall(r'data-place="([^"]+)" href="#([^"]+)" tabindex="-1"', text)
    assert len(pairs) == text.count('tabindex="-1">') - text.count("<main") > 12
    assert {(ids[target], place) for place, target in pairs} == {
        (place, place) for place, _ in pairs
    }


def test_the_second_page_has_only_the_ticked_places_and_none_is_chosen(person: Person) -> None:
    at_where(person)
    person.send(("places", "calf"), ("places", "foot"), ("places", "whole-leg"))
    assert person.where == "/where/most"
    assert [one["value"] for one in person.form.inputs] == ["calf", "whole-leg", "unknown"]
    assert "checked" not in person.page.text.partition("<fieldset")[2]
    shown = set(re.findall(r'data-place="([a-z-]+)" pointer-events', person.page.text))
    assert shown == {"calf"}
    person.send(("worst", "calf"))
    person.open("/where/most")
    assert re.search(r'value="calf" checked', person.page.text)
    assert re.search(r'class="pd-place pd-on" data-region="calf"', person.page.text)


@pytest.mark.parametrize("region", ["above-kneecap", "behind-knee-inner", "calf-lower"])
def test_a_finer_region_has_the_number_of_its_place(knowledge: KnowledgeBase, region: str) -> None:
    known = places(knowledge)
    worst = knowledge.drawings.regions[region].worst or ""
    assert numbers(list(known.values()), knowledge)[region] == known[worst].number


def test_places_are_what_the_knowledge_base_has(knowledge: KnowledgeBase) -> None:
    known = places(knowledge)
    also = {one.also for id_, one in known.items() if one.also and id_ not in COVERS}
    assert {*COVERS} <= {*known}
    assert also <= {*knowledge.findings}
    page = next(one for one in knowledge.questionnaire.pages if one.id == "drawing-page")
    assert {*page.items} == also
    options = {one.id for one in knowledge.attributes[WORST].options}
    assert options == {id_ for id_, one in known.items() if one.worst}

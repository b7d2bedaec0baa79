"""Pages of the library: every one opens, keeps nothing of the reader, and links lead somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from popliteus import KnowledgeBase
from popliteus.publish.pages.emergencies import emergencies
from popliteus.web.library.shelf import Library, address
from tests.unit.web.conftest import Person, without_ours

#: One page of each kind.
PAGES = (
    "/library", "/library/article", "/library/causes", "/library/causes/deep-vein-thrombosis",
    "/library/rules", "/library/rules/cold-pale-leg", "/library/rules/wells-dvt",
    "/library/treatments", "/library/treatments/oral-nsaid", "/library/tests",
    "/library/tests/d-dimer", "/library/evidence",
    "/library/evidence/deep-vein-thrombosis--rate-norway", "/library/sources", "/library/how",
    "/library/how-well", "/library/about", "/library/corrections", "/library/changes",
    "/library/words", "/library/search", "/library/privacy", "/library/accessibility",
)  # fmt: skip


@pytest.fixture(scope="module")
def library(knowledge: KnowledgeBase) -> Library:
    return Library(knowledge)


@pytest.mark.parametrize("where", PAGES)
def test_a_page_has_one_heading_a_way_back_and_no_script(person: Person, where: str) -> None:
    answer = person.open(where)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert 'class="nhsuk-breadcrumb"' in answer.text
    assert 'href="/"' in answer.text.partition("<main")[2]  # from the pages back to the interview
    assert not re.search(r"<script|\sstyle=|\son\w+=|<style", without_ours(answer.text))
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_every_page_of_the_plain_site_is_here(library: Library) -> None:
    site = library.mains.site
    for entry in site.entries.values():
        assert library.at(address(entry.path)) is entry
    assert library.at("/library/causes/no-such-cause") is None


def test_links_lead_to_pages_and_anchors_that_are_there(person: Person) -> None:
    anchors: dict[str, set[str]] = {}
    for where in PAGES:
        text = person.open(where).text
        for link in set(re.findall(r'href="([^"]*)"', text)):
            path, _, fragment = html.unescape(link).partition("#")
            path = path.partition("?")[0] or where
            if not path.startswith("/library") or "/cite/" in path or "." in path:
                continue
            if path not in anchors:
                answer = person.open(path)
                assert answer.status_code == 200, f"{where} leads to {path}"
                anchors[path] = set(re.findall(r'\bid="([^"]+)"', answer.text))
            assert not fragment or fragment in anchors[path], f"{where}: {link}"


def test_the_number_to_call_is_the_reader_s(someone: Callable[[], Person]) -> None:
    british, other = someone(), someone()
    british.start(country="GB")
    other.start(country="US")
    assert '<a href="tel:999">999</a>' in british.open("/library/rules").text
    assert '<a href="tel:911">911</a>' in other.open("/library/rules").text
    stranger = someone().open("/library/causes/deep-vein-thrombosis").text
    assert "112" in stranger
    assert "\ue010" not in stranger
    assert "\ue011" not in stranger


@pytest.mark.parametrize("where", ["rules/wells-dvt", "tests/d-dimer"])
def test_what_to_call_for_is_signs_and_no_diagnoses(
    person: Person, knowledge: KnowledgeBase, where: str
) -> None:
    page = html.unescape(person.open(f"/library/{where}").text)
    box = page.partition('id="help-now"')[2].partition("</section>")[0]
    for words, rule in emergencies(knowledge):
        assert f'<a href="/library/rules/{rule}">{words}</a>' in box
        assert knowledge.rules[rule].lay_name not in box


def test_a_reader_with_answers_is_led_back_to_them(person: Person) -> None:
    person.start()
    text = person.open("/library/causes/gout").text
    assert "Go on where you were" in text
    assert "Erase my answers" in text


def test_a_main_part_is_made_once(library: Library) -> None:
    entry = library.at("/library/causes/gout")
    assert entry is not None
    assert library.main(entry) is library.main(entry)


@pytest.mark.parametrize(
    "where",
    [
        "/library/nothing", "/library/causes/nothing", "/library/evidence/nothing--x",
        "/library/cite/nothing", "/library/causes/gout/", "/library/../result",
        "/library/causes/%2e%2e/%2e%2e/etc/passwd", "/library/causes/gout.html",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(person: Person, where: str) -> None:
    assert person.open(where).status_code in {404, 410}


def test_a_page_is_cited_in_seven_styles_when_asked(person: Person) -> None:
    text = person.open("/library/cite/causes/gout").text
    assert text.count('id="style-') == 7
    for part in ("popliteus", "@misc{", "TY  -", "&#34;type&#34;: &#34;webpage&#34;"):
        assert part in text or part.replace("&#34;", "&quot;") in text
    assert 'href="/library/cite/causes/gout"' in person.open("/library/causes/gout").text


def test_how_it_works_shows_what_the_model_says(person: Person, knowledge: KnowledgeBase) -> None:
    from popliteus import assess, case_from_mapping
    from popliteus.publish.views.how import ANSWERS, FOLLOWED, PERSON

    case = case_from_mapping({"id": "x", **PERSON, "findings": dict(ANSWERS)}, knowledge)
    found = {one.cause: one.probability for one in assess(case, knowledge).differential}
    text = person.open("/library/how").text
    row = text.partition(f'href="/library/causes/{FOLLOWED}"')[2].partition("</tr>")[0]
    last = re.findall(r'<td class="value">([^<]*)</td>', row)[-1]
    assert last == f"{100 * found[FOLLOWED]:.0f}"


@pytest.mark.parametrize("where", [one for one in PAGES if one.count("/") == 3])
def test_no_danger_is_folded_and_no_link_leads_into_a_fold(person: Person, where: str) -> None:
    page = person.open(where).text
    folds = re.findall(r'<details class="fold">.*?</details>', page, re.DOTALL)
    inside = "".join(folds)
    for heading in ("help-now", "when-to-get-help", "what-to-do", "who-must-not", "sources"):
        assert f'id="{heading}"' not in inside
    assert not {*re.findall(r'id="([^"]+)"', inside)} & {*re.findall(r'href="#([^"]+)"', page)}
    assert bool(folds) is (where.split("/")[2] in {"causes", "treatments", "tests"})
    assert all(one.count("<summary>") == 1 for one in folds)

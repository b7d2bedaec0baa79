"""The result on paper: urgency first, three pages at most, what is folded is open or left out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.visit import Visit
from tests.browser.hands import shown
from tests.unit.web.conftest import Person

#: Results with much on them: an emergency, a clot, plain overuse with exercises, nothing known.
CASES: dict[str, dict[str, Any]] = {
    "emergency": {
        "values": {"age": 71, "sex": "male", "country": "GB"},
        "findings": {"cold-foot": "present", "pale-or-blue-foot": "present"},
    },
    "clot": {
        "values": {"age": 61, "sex": "male", "country": "GB", "setting": "primary_care"},
        "findings": {
            "calf-swelling": "present",
            "long-travel": "present",
            "onset": "days",
            "worst-place": "calf",
        },
    },
    "overuse": {
        "values": {"age": 40, "sex": "female", "country": "GB", "setting": "primary_care"},
        "findings": {
            "onset": "weeks",
            "mechanism": "none",
            "duration": "6-weeks-3-months",
            "kneecap-pain": "present",
            "activity-related-pain": "present",
            "worst-place": "front-of-knee",
            "brings-on": "stairs-squat-sitting",
        },
    },
    "nothing": {"values": {"country": "GB"}, "findings": {}},
}


pytestmark = pytest.mark.usefixtures("styled")


def result(knowledge: KnowledgeBase, folder: Path, case: str, audience: str) -> str:
    """The page of a result, as the app answers with it."""
    given = CASES[case]
    app = create_app(knowledge, Settings(database=folder / "web.sqlite3"))
    person = Person(app)
    person.start()
    with person.web.store.change(person.client.cookies["popliteus"]) as visit:
        assert isinstance(visit, Visit)
        danger = [page for page in knowledge.questionnaire.pages if page.danger]
        screened = {item: "absent" for page in danger for item in page.items}
        visit.findings = ({} if case == "nothing" else screened) | given["findings"]
        visit.values = visit.values | given["values"]
    return person.open(f"/result/{audience}").text


def printed(browser: Browser, html: str) -> tuple[Page, pypdf.PdfReader]:
    """A page and what comes out of the printer, with our scripts left out."""
    made = browser.new_context(java_script_enabled=False).new_page()
    shown(made, html)
    return made, pypdf.PdfReader(io.BytesIO(made.pdf(format="A4")))


def words(paper: pypdf.PdfReader) -> str:
    """Everything printed, without spaces: what is read back from a page has others."""
    return packed("".join(page.extract_text() for page in paper.pages))


def packed(text: str) -> str:
    return "".join(normalize("NFKC", text).split())


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("case", CASES)
def test_it_prints_on_three_pages_at_most_with_the_urgency_first(
    browser: Browser, knowledge: KnowledgeBase, tmp_path: Path, case: str, audience: str
) -> None:
    made, paper = printed(browser, result(knowledge, tmp_path, case, audience))
    made.emulate_media(media="print")
    places = made.locator("main h1, main h2, main h3").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => [getComputedStyle(one)"
        ".fontSize, one.getBoundingClientRect().top, one.className])"
    )
    made.context.close()
    seen = [place for place in places if "visually-hidden" not in place[2]]
    first = min(seen, key=lambda place: place[1])
    assert "nhsuk-card__heading" in first[2]
    assert first[1] < 100
    assert float(first[0].removesuffix("px")) > max(
        float(size.removesuffix("px")) for size, *_ in seen if [size, *_] != first
    )
    assert 1 <= len(paper.pages) <= 3
    said = words(paper)
    for left_out in ("Erase my answers", "See or change", "Take it away", "JSON", "What if?"):
        assert packed(left_out) not in said
    assert packed("not reviewed by a clinician") in said


def test_what_is_folded_on_the_screen_is_open_on_paper_where_it_helps(
    browser: Browser, knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    made, paper = printed(browser, result(knowledge, tmp_path, "overuse", "patient"))
    assert not made.locator("details.pop-paper[open]").count()
    folded = made.locator("details.pop-paper").all()
    said = words(paper)
    assert len(folded) >= 4
    for one in folded:
        inside = one.locator("p, li").first.text_content() or ""
        assert packed(inside)[:30] in said
    made.context.close()

"""From a result into the library and back: every link leads there, and nothing is lost."""

from __future__ import annotations

import re

import pytest

from popliteus import KnowledgeBase
from tests.unit.web.at_result import CALM, through
from tests.unit.web.conftest import Person

CLOT = {
    "calf-swelling": "present", "whole-leg-swelling": "present", "long-travel": "present",
    "mechanism": "none", "onset": "days", "duration": "1-7-days",
}  # fmt: skip
BACK = "Back to your result"


def linked(page: str, kind: str) -> set[str]:
    return {*re.findall(rf'href="/library/{kind}/([a-z0-9-]+)"', page)}


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_what_a_result_names_is_one_touch_away(
    person: Person, knowledge: KnowledgeBase, audience: str
) -> None:
    through(person, CLOT, "45", "female", "calf")
    page = person.open(f"/result/{audience}").text
    result = person.open(f"/result/{audience}.json").json()
    causes = {one["cause"] for one in result["differential"] if one["shown"]}
    assert causes
    assert causes <= linked(page, "causes")
    rules = {one["rule"] for one in result["decision_rules"] if one["applies"]}
    assert "wells-dvt" in rules
    assert rules <= linked(page, "rules")
    tests = {one["test"] for one in result["tests"]}
    assert tests
    assert tests == linked(page, "tests")
    shown = re.findall(r'<h[34][^>]*><a href="/library/treatments/([a-z0-9-]+)"', page)
    medicines = [one["treatment"] for one in result["plan"]["medicines"]]
    assert medicines
    assert {*shown, *medicines} <= linked(page, "treatments") <= {*knowledge.treatments}


def test_every_link_of_a_result_leads_to_a_page_that_leads_back(person: Person) -> None:
    result = through(person, CALM, "30", "male", "front-of-knee")
    clinician = person.open("/result/clinician").text
    pages = {*re.findall(r'href="(/library/(?:causes|rules|treatments|tests)/[^"#]+)"', result)}
    pages |= {*re.findall(r'href="(/library/(?:causes|rules|treatments|tests)/[^"#]+)"', clinician)}
    assert len(pages) > 20
    for address in sorted(pages):
        page = person.open(address)
        assert page.status_code == 200, address
        header = page.text.partition("</header>")[0]
        assert f'<a href="/result">{BACK}</a>' in header, address
    assert person.open("/result").text == result


def test_before_the_end_there_is_a_way_to_the_questions_and_to_the_result_so_far(
    person: Person,
) -> None:
    assert BACK not in person.open("/library/causes/gout").text
    person.start()
    header = person.open("/library/causes/gout").text.partition("</header>")[0]
    assert BACK not in header
    assert '<a href="/continue">Go on with the questions</a>' in header
    assert '<a href="/result">Result so far</a>' in header

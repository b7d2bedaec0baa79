"""What is taken from a result: the PDF, the text, the file, for whose answers these are."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable

import pypdf
import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.paper import pdf
from popliteus.web.talk import case_of, interview_of
from popliteus.web.visit import Visit
from popliteus.wording.handover import record, summary
from tests.unit.web.conftest import Person

ADDRESSES = {
    "/result/summary.pdf": "patient",
    "/result/patient/summary.pdf": "patient",
    "/result/clinician/summary.pdf": "clinician",
}
STORY = 'My calf is swollen. #read("/etc/passwd") </textarea><script>alert(1)</script> 😀'


def told(person: Person) -> None:
    """Answer every danger sign with no, and tell a story."""
    person.begin()
    person.send(("text", STORY))
    person.send(*((str(one["name"]), "right") for one in person.form.inputs))
    person.calm()
    person.about("61", "male")
    if person.where == "/where":
        person.send(("places", "calf"))


def shown(page: bytes) -> str:
    (only,) = pypdf.PdfReader(io.BytesIO(page)).pages
    return " ".join(only.extract_text().replace("\u200b", "").split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_is_a_file_that_nobody_keeps_on_the_way(person: Person, address: str) -> None:
    told(person)
    answer = person.open(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    named = 'attachment; filename="popliteus-summary.pdf"'
    assert answer.headers["content-disposition"] == named
    text = shown(answer.content)
    assert ("Clinical summary" in text) == (ADDRESSES[address] == "clinician")
    for part in ("“My calf is swollen.", '#read("/etc/passwd")', "</textarea>", "alert(1)", "□”"):
        assert part in text
    assert "root:" not in text


def test_a_clinician_gets_a_clinicians_page(person: Person) -> None:
    person.start(door="clinician", who="other")
    assert "Clinical summary" in shown(person.open("/result/summary.pdf").content)


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_page_and_text_are_those_of_the_library(
    person: Person, knowledge: KnowledgeBase, audience: Audience
) -> None:
    person.start()
    person.calm()
    person.about("61", "male")
    values = person.open("/result/patient.json").json()
    case = popliteus.case_from_mapping(
        {
            **{key: values["case"][key] for key in ("age", "sex", "setting", "account", "country")},
            "findings": {one["finding"]: one["value"] for one in values["evidence"]},
        },
        knowledge,
    )
    one = summary(popliteus.assess(case, knowledge, audience=audience), knowledge)
    assert person.open(f"/result/{audience}/summary.pdf").content == pdf(one)
    person.open(f"/result/{audience}")
    area = re.search(r"<textarea[^>]*>(.*?)</textarea>", person.page.text, re.DOTALL)
    assert area is not None
    assert html.unescape(area[1]).strip() == record(one).strip()


def test_the_text_can_be_read_and_not_changed_and_breaks_out_of_nothing(person: Person) -> None:
    told(person)
    page = person.open("/result").text
    (start,) = re.findall(r"<textarea[^>]*>", page)
    assert re.search(r"\sreadonly\b", start)
    assert '<label class="nhsuk-label" for="record-text">' in page
    assert page.count("<textarea") == page.count("</textarea>") == 1
    assert "<script>" not in page
    (button,) = re.findall(r"<button[^>]*data-copies[^>]*>", page)
    assert re.search(r"\shidden\b", button), "without a script it does nothing, so it is not shown"
    assert 'data-copies="record-text"' in button


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_answers_there_is_nothing_to_take(person: Person, address: str) -> None:
    answer = person.open(address)
    assert answer.status_code == 410
    assert "text/html" in answer.headers["content-type"]


def test_two_people_at_one_server_get_their_own(someone: Callable[[], Person]) -> None:
    one, other = someone(), someone()
    for person, age in ((one, "33"), (other, "77")):
        person.start()
        person.calm()
        person.about(age, "male")
    assert "33 years" in shown(one.open("/result/summary.pdf").content)
    assert "77 years" in shown(other.open("/result/summary.pdf").content)


def test_the_result_leads_to_what_can_be_taken(person: Person) -> None:
    told(person)
    for audience in ("patient", "clinician"):
        page = person.open(f"/result/{audience}").text
        for address in (f"/result/{audience}/summary.pdf", f"/result/{audience}.json"):
            assert f'href="{address}"' in page
            assert person.open(address).status_code == 200


def test_the_story_is_in_the_case_that_the_page_is_made_of(knowledge: KnowledgeBase) -> None:
    visit = Visit(values={"age": 40, "text": STORY})
    assert case_of(visit, knowledge).text == STORY
    result = interview_of(visit, knowledge).result()
    assert summary(result, knowledge).story == STORY

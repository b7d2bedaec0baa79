"""The PDF: one page whatever is on it, the same bytes each time, and nothing on it runs."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.errors import PopliteusError
from popliteus.paper import pdf, sheet
from popliteus.rules import Level
from popliteus.wording.handover.summary import Summary
from tests.unit.paper.cases import AUDIENCES, HOSTILE, full, made

FLIGHT: dict[str, Any] = {
    "age": 45,
    "sex": "female",
    "setting": "primary_care",
    "country": "GB",
    "text": "My calf is swollen since the flight on Monday.",
    "findings": {
        "calf-swelling": "present",
        "long-travel": "present",
        "fever": "absent",
        "onset": "days",
        "stomach-ulcer": "present",
        "nsaid-allergy": "absent",
    },
}


def read(page: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(page))


def words(page: bytes) -> str:
    """Words of the only page, on one line."""
    (only,) = read(page).pages
    return " ".join(only.extract_text().replace("\u200b", "").split())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_written_it_is_one_page_and_nothing_runs(
    knowledge: KnowledgeBase, name: str, audience: Audience
) -> None:
    text = words(pdf(made({**FLIGHT, "text": HOSTILE[name]}, knowledge, audience)))
    assert "root:" not in text
    assert "What it may be" in text
    assert "not reviewed by a clinician" in text
    if name in {"program", "html"}:
        assert " ".join(HOSTILE[name].split()) in text
    if name in {"emoji", "right to left"}:
        assert "□ stands for letters that this page cannot print" in text
    if len(HOSTILE[name]) > 1_600:
        assert "[...]" in text
        assert f"Shortened to fit: {len(HOSTILE[name].strip())} characters were written." in text


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("danger", [True, False])
@pytest.mark.parametrize("value", ["present", "absent", "unknown"])
def test_everything_at_once_fits_and_names_each_sign_that_is_not_denied(
    knowledge: KnowledgeBase, value: str, danger: bool, audience: Audience
) -> None:
    one = made(full(knowledge, value, danger=danger), knowledge, audience)
    text = words(pdf(one))
    signs = (*one.danger.present, *one.danger.absent, *one.danger.not_asked)
    assert len(signs) == sum(
        len(page.items) for page in knowledge.questionnaire.pages if page.danger
    )
    for sign in (*one.danger.present, *one.danger.not_asked):
        assert " ".join(sign.split()) in text
    assert f"Absent ({len(one.danger.absent)}): {'; '.join(one.absent_by) or 'none'}" in text


def test_absent_signs_are_counted_by_theme_and_letters_are_large(
    knowledge: KnowledgeBase,
) -> None:
    denied = {item: "absent" for p in knowledge.questionnaire.pages if p.danger for item in p.items}
    case = {**FLIGHT, "findings": {**FLIGHT["findings"], **denied, "chest-pain": "present"}}
    one = made(case, knowledge, "patient")
    numbers = [re.findall(r"(?:all )?(\d+)", theme)[0] for theme in one.absent_by]
    assert sum(map(int, numbers)) == len(one.danger.absent) == len(denied) - 1
    assert any("of" in theme for theme in one.absent_by), "the theme with the one that is there"
    sizes: list[float] = []

    def seen(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if "It swelled" in text or "My calf" in text:
            sizes.append(size * abs(matrix[3]))

    (page,) = read(pdf(one)).pages
    text = " ".join(page.extract_text(visitor_text=seen).split())
    assert text.index("new chest pain") < text.index("Who, and what they told")
    assert min(sizes) >= 9.5


def test_a_page_that_would_never_fit_is_made_smaller_and_loses_nothing(
    knowledge: KnowledgeBase,
) -> None:
    one = made(full(knowledge, "absent", danger=True), knowledge, "clinician")
    many = tuple(f"sign number {number} with a long name" for number in range(400))
    text = words(pdf(replace(one, danger=replace(one.danger, not_asked=many))))
    assert all(sign in text for sign in many)
    assert one.stamp in text


@pytest.mark.parametrize("values", [{}, {"age": 1}, {"age": 120, "sex": "male"}])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_with_little_known_there_is_a_page_too(
    knowledge: KnowledgeBase, values: dict[str, Any], audience: Audience
) -> None:
    text = words(pdf(made(values, knowledge, audience)))
    assert "Not asked, or not sure" in text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_urgency_is_the_largest_and_the_first_after_the_title(
    knowledge: KnowledgeBase, audience: Audience
) -> None:
    one = made(FLIGHT, knowledge, audience)
    sizes: list[tuple[float, str]] = []

    def seen(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if text.strip():
            sizes.append((size * abs(matrix[3]), text.strip()))

    read(pdf(one)).pages[0].extract_text(visitor_text=seen)
    largest = max(size for size, _ in sizes)
    assert [text for size, text in sizes if size == largest] == [one.level_name]
    assert one.level_name in [text for _, text in sizes[:4]]


@pytest.mark.parametrize("level", Level)
def test_every_level_has_its_colours(knowledge: KnowledgeBase, level: Level) -> None:
    one = replace(made(FLIGHT, knowledge, "patient"), level=level, level_name="Some level")
    assert "Some level" in words(pdf(one))


def test_the_page_says_what_a_doctor_looks_for(knowledge: KnowledgeBase) -> None:
    text = words(pdf(made(FLIGHT, knowledge, "patient")))
    for said in (
        "See somebody today within 24 hours",
        "45 years, female, seen in: primary care, pregnancy: not asked, or not sure",
        "“My calf is swollen since the flight on Monday.”",
        "Onset: over days",
        "Present: none of the screen",
        "Rules that fired: A swollen leg and a reason for a clot",
        "Absent (1): ",
        "Not asked, or not sure (34): new shortness of breath",
        "A blood clot in a deep leg vein (Deep vein thrombosis of the leg)",
        "Two-level Wells score for deep vein thrombosis",
        "Answered yes: stomach ulcer or bleeding",
        "Answered no: allergy to aspirin or ibuprofen",
        "Which of the danger signs that nobody asked about should you check?",
        "knowledge 2026.",
        "not reviewed by a clinician",
        "nice-ng158",
    ):
        assert said in text, said


def test_it_can_be_read_aloud_and_says_no_time_and_no_name(knowledge: KnowledgeBase) -> None:
    found = read(pdf(made(FLIGHT, knowledge, "patient")))
    told = {name: str(value) for name, value in (found.metadata or {}).items()}
    assert set(told) == {"/Title", "/Author", "/Creator"}
    assert told["/Title"] == "Summary for a doctor or nurse"
    assert told["/Author"] == "popliteus"
    catalogue: Any = found.root_object
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()
    assert float(found.pages[0].mediabox.width) == pytest.approx(595.28, abs=0.1)
    assert float(found.pages[0].mediabox.height) == pytest.approx(841.89, abs=0.1)


def test_same_input_same_bytes_also_side_by_side(knowledge: KnowledgeBase) -> None:
    ones = [made(FLIGHT, knowledge, audience) for audience in AUDIENCES]
    expected = [pdf(one) for one in ones]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(pdf, ones * 4)) == expected * 4


def test_a_refusal_says_nothing_of_the_person(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "printable", lambda text: text)
    one = made({**FLIGHT, "text": "zebrafinch 😀"}, knowledge, "patient")
    monkeypatch.setattr(sheet, "UNKNOWN", "?")
    with pytest.raises(PopliteusError) as caught:
        pdf(one)
    assert "zebrafinch" not in str(caught.value)


def test_a_panic_of_the_compiled_part_is_an_error_of_ours(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    panic = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})

    def stop(_: object) -> object:
        raise panic("zebrafinch")

    monkeypatch.setattr(sheet, "_set", stop)
    with pytest.raises(PopliteusError, match="stopped"):
        pdf(made({}, knowledge, "patient"))


def test_a_press_of_the_keys_that_stop_a_program_stops_it(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(sheet, "_set", stop)
    with pytest.raises(KeyboardInterrupt):
        pdf(made({}, knowledge, "patient"))


@pytest.fixture(scope="module")
def plain(knowledge: KnowledgeBase) -> Summary:
    return made({}, knowledge, "patient")


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60))
def test_any_text_can_be_set(plain: Summary, text: str) -> None:
    """Some runs of marks have stopped the typesetter altogether."""
    assert pdf(replace(plain, story=text)).startswith(b"%PDF-")

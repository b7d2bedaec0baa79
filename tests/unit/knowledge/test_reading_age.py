"""Every text that a patient can read is easy to read: measured, not guessed.

The age is the Flesch-Kincaid grade plus five. The grade is made of two averages, words in a
sentence and syllables in a word, so that it says nothing of a name of three words: a single long
word would decide. Texts of fewer than eight words are therefore measured together with their
neighbours of the same record (``scripts/reading_age.py``).
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from popliteus import KnowledgeBase
from scripts.reading_age import (
    FEWEST_WORDS,
    MEDIAN_AT_MOST,
    NONE_ABOVE,
    Measured,
    age,
    main,
    measured,
)
from tests.planting import Planted


@pytest.fixture(scope="module")
def texts(knowledge: KnowledgeBase) -> list[Measured]:
    return measured(knowledge.path)


def too_hard(texts: list[Measured]) -> list[str]:
    return [str(one) for one in texts if one.age > NONE_ABOVE]


def test_no_text_needs_an_older_reader(texts: list[Measured]) -> None:
    hard = too_hard(texts)
    assert not hard, f"{len(hard)} texts need a reader above {NONE_ABOVE:g}:\n" + "\n".join(hard)


def test_half_of_the_texts_are_for_children(texts: list[Measured]) -> None:
    assert median(one.age for one in texts) <= MEDIAN_AT_MOST


def test_every_kind_of_text_is_measured(texts: list[Measured]) -> None:
    files = {one.file for one in texts}
    folders = {file.partition("/")[0] for file in files if "templates" not in file}
    assert folders == {
        "causes", "treatments", "tests", "rules", "findings", "factors", "attributes", "pages",
        "services.yaml", "questionnaire.yaml", "intake.yaml", "drawings.yaml",
    }  # fmt: skip
    assert {"publish/templates/cause.html", "cli/templates/assessment.html"} <= files
    fields = {field for one in texts for field in one.field.split(", ")}
    assert {
        "lay_summary", "differences.0.how", "care.now.0", "care.come_back_if.0",
        "care.course.patient", "care.course.off_track_if", "says.patient", "phone.0", "ask", "hint",
        "why", "why_not", "what", "how", "cautions.0.because", "stop_if.0", "limits.0",
        "levels.0.patient", "elsewhere.patient", "pages.0.title",
    } <= fields  # fmt: skip
    assert not any("clinician" in field or field == "summary" for field in fields)


def test_what_is_not_in_use_yet_counts_as_well(
    knowledge: KnowledgeBase, texts: list[Measured]
) -> None:
    names = {path.stem for path in (knowledge.path / "causes").glob("*.yaml")}
    measured_names = {Path(one.file).stem for one in texts if one.file.startswith("causes/")}
    assert measured_names == names


def test_short_texts_are_joined(texts: list[Measured]) -> None:
    short = [str(one) for one in texts if len(one.text.split()) < FEWEST_WORDS]
    assert short == []
    joined = [one for one in texts if ", " in one.field]
    assert any(one.file.startswith("causes/") for one in joined)
    assert any(one.file.startswith("findings/") for one in joined)


HARD = (
    "Administration of anticoagulant medication necessitates comprehensive haematological "
    "surveillance, particularly in individuals with concurrent gastrointestinal comorbidities."
)


@pytest.mark.parametrize(
    ("name", "field"),
    [("causes/gout.yaml", "lay_summary"), ("treatments/oral-nsaid.yaml", "how"),
     ("findings/fever.yaml", "why"), ("rules/cold-pale-leg.yaml", "why")],
)  # fmt: skip
def test_a_hard_text_is_found(
    knowledge: KnowledgeBase, tmp_path: Path, name: str, field: str
) -> None:
    planted = Planted(knowledge.path, tmp_path / "knowledge")
    planted.edit(name, lambda record: record.update({field: HARD}))
    hard = too_hard(measured(planted.folder))
    assert any(f"{name} {field}: {HARD}" in one for one in hard)


def test_a_hard_page_is_found(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    planted = Planted(knowledge.path, tmp_path / "knowledge")
    planted.text("pages/article.md", lambda text: f"{text}\n{HARD}\n")
    assert any("pages/article.md line " in one for one in too_hard(measured(planted.folder)))


def test_the_formula() -> None:
    # 0.39 * words in a sentence + 11.8 * syllables in a word - 15.59, and five
    text = "The cat sat on the mat and the dog ran off to the barn."
    assert age(text) == pytest.approx(0.39 * 14 + 11.8 - 15.59 + 5, abs=0.1)
    assert age(HARD) > 25


def test_the_report_names_the_hardest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--worst", "3"]) == 0
    printed = capsys.readouterr().out
    assert "median" in printed
    assert len(printed.partition("The 3 hardest:\n")[2].splitlines()) == 3

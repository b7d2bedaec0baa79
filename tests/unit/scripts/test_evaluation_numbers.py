"""The figures of the evaluation: those of the document, all of them, and no case by name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from popliteus.publish.views.how_well import evaluation, how_well_view
from scripts.evaluation_numbers import NumbersError, file_of

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
FILE = ROOT / "src" / "popliteus" / "publish" / "evaluation.json"


def test_the_file_is_that_of_the_document() -> None:
    assert file_of(DOCUMENT) == FILE.read_text(encoding="utf-8")


def test_a_changed_figure_changes_the_file() -> None:
    old = re.search(r"^top_1 +([\d.]+)%", DOCUMENT, re.M)
    assert old
    other = DOCUMENT.replace(old[0], old[0].replace(old[1], "12.3"), 1)
    assert json.loads(file_of(other))["sets"]["findings"]["metrics"]["top_1"]["value"] == 0.123


@pytest.mark.parametrize(
    "gone", ["--mode interview", "knowledge 20", "home care   ", "vignettes ("]
)
def test_what_is_missing_is_an_error(gone: str) -> None:
    with pytest.raises(NumbersError):
        file_of(DOCUMENT.replace(gone, "gone"))


def test_no_case_is_named() -> None:
    named = re.findall(r"^- ([a-z0-9-]{12,})$", DOCUMENT, re.M)
    assert named
    text = FILE.read_text(encoding="utf-8")
    assert not [one for one in named if one in text]


def test_every_case_is_in_the_matrix_and_what_is_missed_is_counted() -> None:
    view = how_well_view()
    matrix = evaluation()["sets"]["interview"]["matrix"]
    assert sum(map(sum, matrix)) == view.cases
    emergency = view.missed[0]
    assert emergency.cases == sum(matrix[-1])
    assert emergency.lower == sum(matrix[-1][:-1])
    assert sum(count for _, count in emergency.told) == emergency.cases

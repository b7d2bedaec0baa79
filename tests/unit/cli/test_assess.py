"""``popliteus assess``: plain when piped, the contract's JSON, files for their owner alone."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.paper import pdf
from popliteus.wording.handover import summary
from tests.unit.cli.calls import Call

ESCAPE = "\x1b"


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_piped_output_is_plain(call: Call, example: str, audience: str) -> None:
    done = call("assess", example, "--audience", audience)
    assert (done.code, done.err) == (0, "")
    assert ESCAPE not in done.out
    lines = done.out.splitlines()
    assert not [line for line in lines if line != line.rstrip()]
    assert max(map(len, lines)) <= 96
    assert not set(done.out) & set("╭╮╰╯│─")


def test_urgency_comes_first_in_words(call: Call, example: str, knowledge: KnowledgeBase) -> None:
    lines = call("assess", example).out.splitlines()
    names = [level.name.upper() for level in knowledge.services.levels]
    assert lines[0] in names
    assert lines[1] == "=" * len(lines[0])


def test_patients_read_words_and_clinicians_numbers(call: Call, example: str) -> None:
    patient = call("assess", example).out
    assert re.search(r"about \d in 10", patient)
    assert "%" not in patient
    assert "log-odds" not in patient
    clinician = call("assess", example, "--audience", "clinician").out
    assert re.search(r"\d+\.\d% \(\d+% to \d+%\), active", clinician)
    assert "log-odds: prior" in clinician


def test_options_are_told_in_the_words_of_the_records(
    call: Call, example: str, knowledge: KnowledgeBase
) -> None:
    onset = next(o for o in knowledge.attributes["onset"].options if o.id == "days")
    flat = " ".join(call("assess", example).out.split())
    assert f"{knowledge.attributes['onset'].ask} {onset.ask}" in flat
    assert "1 7 days" not in flat
    assert "1-7-days" not in flat


def test_references_in_brackets_are_printed(call: Call, example: str) -> None:
    """Square brackets are text, not the markup of the library that prints them."""
    assert "[judgement]" in call("assess", example, "--audience", "clinician").out


def test_what_the_urgency_says_is_not_said_twice(call: Call, example: str) -> None:
    flat = " ".join(call("assess", example).out.split())
    assert flat.count("See a doctor or nurse today.") == 1


def test_json_is_that_of_the_library(call: Call, knowledge: KnowledgeBase) -> None:
    case = {"age": 45, "sex": "female", "country": "GB", "findings": {"calf-swelling": "present"}}
    done = call(
        "assess", "--age", "45", "--sex", "female", "--country", "GB",
        "--set", "calf-swelling=present", "--json",
    )  # fmt: skip
    expected = popliteus.assess(popliteus.case_from_mapping(case, knowledge), knowledge).to_dict()
    assert done.json == json.loads(json.dumps(expected))
    assert done.out.endswith("}\n")


def test_same_input_same_bytes(call: Call, example: str) -> None:
    for extra in ((), ("--json",), ("--audience", "clinician")):
        assert call("assess", example, *extra).out == call("assess", example, *extra).out


def test_standard_input_is_a_case_file(call: Call, example: str) -> None:
    raw = Path(example).read_bytes()
    assert call("assess", "-", stdin=raw).out == call("assess", example).out


def test_a_measured_value_with_its_unit(call: Call) -> None:
    for text in ("calf-difference=3.5cm", "calf-difference=3.5 cm"):
        used = call("assess", "--age", "50", "--set", text, "--json").json["evidence"]
        assert used[0]["measured"] == 3.5
        assert used[0]["value"] == "present"


@pytest.mark.parametrize("name", ["result.json", "result.html", "result.pdf"])
def test_written_results_are_for_their_owner(
    call: Call, example: str, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    done = call("assess", example, "-o", str(path))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if name.endswith("pdf"):
        assert path.read_bytes().startswith(b"%PDF-")
        return
    text = path.read_text(encoding="utf-8")
    if name.endswith("json"):
        assert text == call("assess", example, "--json").out
    else:
        assert text.startswith("<!doctype html>")


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_a_pdf_is_the_page_that_the_library_makes(
    call: Call, example: str, tmp_path: Path, knowledge: KnowledgeBase, audience: Audience
) -> None:
    from popliteus.cli.files import one_case

    path = tmp_path / "summary.pdf"
    assert call("assess", example, "--audience", audience, "-o", str(path)).code == 0
    case = popliteus.case_from_mapping(one_case(example), knowledge)
    result = popliteus.assess(case, knowledge, audience=audience)
    assert path.read_bytes() == pdf(summary(result, knowledge))


def test_unasked_danger_signs_are_named(call: Call) -> None:
    flat = " ".join(call("assess", "--age", "30").out.split())
    assert "danger signs are not known" in flat or "Home care, if none of these is true" in flat


def test_below_two_years_there_is_no_list_of_causes(call: Call) -> None:
    done = call("assess", "--age", "1")
    assert done.code == 0
    assert "What it may be" not in done.out
    assert "This group is not covered well enough by our list of causes" in " ".join(
        done.out.split()
    )

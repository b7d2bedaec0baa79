"""``evaluate`` with its options, ``simulate`` and ``model sensitivity`` as a user meets them."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from popliteus.evaluate.modes import modes
from popliteus.knowledge.reader import read_file
from tests.unit.cli.calls import Call
from tests.unit.cli.test_other_commands import vignette


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    vignette(tmp_path / "open" / "right.yaml", "right", "deep-vein-thrombosis")
    vignette(tmp_path / "held-back" / "secret.yaml", "secret", "bone-sarcoma")
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "example-right.yaml").write_text(
        "id: example-right\nanswers: {fever: {value: absent, basis: inferred}}\n", encoding="utf-8"
    )
    return tmp_path


def parts(cases: Path) -> tuple[str, str]:
    return str(cases / "open"), str(cases / "held-back")


def test_interview_with_everything(call: Call, cases: Path, tmp_path: Path) -> None:
    page = tmp_path / "scores.html"
    options = ("--mode", "interview", "--baselines", "--robustness", "-o", str(page))
    done = call("evaluate", *parts(cases), *options)
    assert (done.code, done.err) == (0, "")
    for what in (
        "interview, respondent: sheet",
        "pages_median",
        "naive_bayes",
        "30% dropped",
        "calibration_slope",
        "gold causes of the other part",
        "rows are the gold level",
    ):
        assert what in done.out, what
    text = page.read_text(encoding="utf-8")
    assert "example-right" in text
    assert "secret" not in text + done.out


def test_the_respondent_may_know_the_case_alone(call: Call, cases: Path) -> None:
    sheets = {
        who: call("evaluate", *parts(cases), "--json", "--mode", "interview", "--respondent", who)
        .json["metrics"]["answer_sheets"]["value"]
        for who in ("sheet", "case")
    }  # fmt: skip
    assert sheets == {"sheet": 0.5, "case": 0.0}
    elsewhere = call(
        "evaluate", str(cases / "open"), "--json", "--mode", "interview", "--answers", str(cases)
    ).json
    assert elsewhere["metrics"]["answer_sheets"]["value"] == 0.0
    assert elsewhere["respondent"] == "sheet"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--mode", "words"), "'words'"),
        (("--respondent", "nobody"), "'nobody'"),
        (("-o", "scores.pdf"), "'scores.pdf'"),
    ],
)
def test_wrong_options_say_what_was_expected(
    call: Call, cases: Path, options: tuple[str, ...], found: str
) -> None:
    done = call("evaluate", *parts(cases), *options)
    assert done.code == 2
    assert found in done.err
    assert "expected" in done.err


def test_every_mode_is_in_the_help(call: Call) -> None:
    help_text = call("evaluate", "--help").out
    for mode in modes():
        assert f"{mode}:" in help_text


def test_a_report_that_cannot_be_written(call: Call, cases: Path, tmp_path: Path) -> None:
    done = call("evaluate", *parts(cases), "-o", str(tmp_path / "nowhere" / "scores.html"))
    assert done.code == 2
    assert "cannot be written" in done.err


@pytest.mark.parametrize("ending", ["csv", "ndjson", "yaml"])
def test_simulate_writes_the_same_people_every_time(
    call: Call, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"people.{ending}"
    arguments = ("simulate", "-n", "5", "-o", str(path), "--seed", "7", "--missing", "0.5")
    assert call(*arguments).code == 0
    first = path.read_bytes()
    assert call(*arguments).code == 0
    assert path.read_bytes() == first
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_every_ending_holds_the_same_people(call: Call, tmp_path: Path) -> None:
    for ending in ("csv", "ndjson", "yaml"):
        path = tmp_path / f"people.{ending}"
        assert call("simulate", "-n", "4", "-o", str(path), "--missing", "0.3").code == 0
    as_yaml = read_file(tmp_path / "people.yaml").value
    lines = (tmp_path / "people.ndjson").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == as_yaml
    with (tmp_path / "people.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert isinstance(as_yaml, list)
    for row, person in zip(rows, as_yaml, strict=True):
        assert (row["id"], row["sex"]) == (person["id"], person["sex"])
        assert row["primary"] == person["gold"]["primary"]
        said = {item: value for item, value in row.items() if item in person["findings"]}
        assert said == person["findings"]


@pytest.mark.parametrize("ending", ["ndjson", "yaml"])
def test_simulated_people_can_be_scored(call: Call, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"people.{ending}"
    call("simulate", "-n", "6", "-o", str(path), "--setting", "emergency", "--missing", "0.5")
    found = call("evaluate", str(path), "--json").json
    assert found["n"] == 6
    assert found["metrics"]["triage_exact"]["n"] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-n", "2", "-o", "people.txt"), "people.txt"),
        (("-n", "0", "-o", "people.csv"), "0"),
        (("-n", "2", "-o", "people.csv", "--missing", "2"), "2"),
        (("-n", "2", "-o", "people.csv", "--setting", "beach"), "beach"),
        (("-n", "2", "-o", "nowhere/people.csv"), "cannot be written"),
        (("-o", "people.csv"), "-n"),
    ],
)
def test_simulate_says_what_is_wrong(
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = call("simulate", *arguments)
    assert done.code == 2
    assert says in done.err
    assert not list(tmp_path.iterdir())


def test_a_broken_line_is_named(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "people.ndjson"
    path.write_text('{"age": 40, "gold": {"primary": "gout"}}\n[1]\n', encoding="utf-8")
    done = call("evaluate", str(path))
    assert done.code == 2
    assert "line 2" in done.err
    assert call("evaluate", str(tmp_path / "none.ndjson")).code == 2


def test_sensitivity_of_vignettes(
    call: Call, cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("popliteus.evaluate.sensitivity.RECOMPUTED", 5)
    chart = tmp_path / "chart.svg"
    done = call("model", "sensitivity", str(cases / "open"), "-o", str(chart))
    assert done.code == 0
    assert "1 vignettes" in done.out
    assert "matter most to urgency" in done.out
    ET.fromstring(chart.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert call("model", "sensitivity", "-o", "chart.png").code == 2
    assert call("model", "sensitivity", str(tmp_path / "answers"), "--people", "1").code == 2

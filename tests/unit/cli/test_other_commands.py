"""``check``, ``evaluate`` and ``model export`` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from popliteus import KnowledgeBase
from tests.unit.cli.calls import Call

VIGNETTE = """\
id: example-{name}
age: 45
sex: female
findings: {{calf-swelling: present, long-travel: present, onset: days, worst-place: calf}}
gold: {{primary: {gold}, accepted: [], coexisting: []}}
{triage}
"""


def vignette(path: Path, name: str, gold: str, triage: str = "triage: urgent_same_day") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(VIGNETTE.format(name=name, gold=gold, triage=triage), encoding="utf-8")
    return path


def test_check_of_the_shipped_base_has_no_error(call: Call, knowledge: KnowledgeBase) -> None:
    done = call("check", "--people", "0")
    assert done.code == 0, done.out
    assert "0 errors" in done.out
    lines = done.out.splitlines()
    for cause in knowledge.causes:
        assert any(line.startswith(f"{cause} ") for line in lines), "ids are never cut"
    assert not [line for line in lines if line != line.rstrip()]


def test_check_names_code_file_line_and_remedy(call: Call, own_base: Path) -> None:
    (own_base / "references" / "cited-by-nobody.yaml").write_text(
        "schema: 1\nid: cited-by-nobody\ntype: report\ntitle: Nothing\n", encoding="utf-8"
    )
    done = call("check", str(own_base), "--people", "0")
    assert "KB106 warning references/cited-by-nobody.yaml:" in done.out
    bad = own_base / "facts" / "broken.yaml"
    bad.write_text("schema: 1\nid: broken\n", encoding="utf-8")
    done = call("check", str(own_base), "--people", "0")
    assert done.code == 1
    assert "KB001 error facts/broken.yaml:" in done.out
    found = call("check", str(own_base), "--people", "0", "--json")
    assert found.code == 1
    assert {one["code"] for one in found.json["problems"]} == {"KB001"}
    bad.unlink()


def test_evaluate_scores_and_names_what_went_wrong(call: Call, tmp_path: Path) -> None:
    right = vignette(tmp_path / "open" / "right.yaml", "right", "deep-vein-thrombosis")
    wrong = vignette(tmp_path / "open" / "wrong.yaml", "wrong", "bone-sarcoma")
    done = call("evaluate", str(right), str(wrong))
    assert (done.code, done.err) == (0, "")
    assert "2 vignettes (0 held back)" in done.out
    assert "top_1" in done.out
    assert "example-wrong" in done.out
    assert "example-right" not in done.out.partition("went wrong")[2]
    found = call("evaluate", str(tmp_path), "--json").json
    assert found["metrics"]["top_1"]["value"] == 0.5
    assert [case["id"] for case in found["cases"]] == ["example-right", "example-wrong"]


def test_held_back_cases_count_and_are_not_listed(call: Call, tmp_path: Path) -> None:
    vignette(tmp_path / "held-back" / "secret.yaml", "secret", "bone-sarcoma")
    done = call("evaluate", str(tmp_path))
    assert "1 vignettes (1 held back)" in done.out
    assert "example-secret" not in done.out
    found = call("evaluate", str(tmp_path), "--json").json
    assert (found["n"], found["cases"]) == (1, [])


def test_a_metric_without_cases_is_null_in_json(call: Call, tmp_path: Path) -> None:
    """NaN is no JSON; strict readers refuse the whole document."""
    path = vignette(tmp_path / "one.yaml", "one", "deep-vein-thrombosis", triage="")
    done = call("evaluate", str(path), "--json")
    assert "NaN" not in done.out
    found = json.loads(done.out, parse_constant=lambda name: pytest.fail(name))
    assert found["metrics"]["triage_exact"] == {"value": None, "low": 0.0, "high": 1.0, "n": 0}


def test_a_case_without_gold_is_bad_input(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("age: 40\n", encoding="utf-8")
    done = call("evaluate", str(path))
    assert done.code == 2
    assert "no gold" in done.err
    assert call("evaluate", str(tmp_path / "..nothing")).code == 2


def test_model_export_is_documented_and_reads_without_us(
    call: Call, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    path = tmp_path / "model.npz"
    done = call("model", "export", str(path))
    assert (done.code, done.err) == (0, "")
    assert knowledge.digest in done.out
    with np.load(path, allow_pickle=False) as arrays:
        assert list(arrays["causes"]) == list(knowledge.causes)
        assert json.loads(str(arrays["stamp"]))["knowledge"]["digest"] == knowledge.digest
        for name in ("fact", "leak", "rate", "rate_ratio", "harm"):
            assert np.array_equal(
                arrays[name], getattr(knowledge.compiled.model, name), equal_nan=True
            )
            assert name in str(arrays["documentation"])
    assert call("model", "export", str(tmp_path / "model.zip")).code == 2

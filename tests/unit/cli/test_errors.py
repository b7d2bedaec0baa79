"""Bad input: exit code 2 and one message with what was found, where, and what was expected."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.calls import Call

PROGRAM = "from popliteus.cli import main; main()"

OPTIONS = [
    (("--age", "-3"), "age -3", "0 to 120"),
    (("--age", "200"), "age 200", "0 to 120"),
    (("--age", "nan"), "age nan", "0 to 120"),
    (("--age", "old"), "--age", "number"),
    (("--sex", "woman"), "sex 'woman'", "female, male"),
    (("--setting", "home"), "setting 'home'", "primary_care"),
    (("--country", "Britain"), "country 'Britain'", "two letters"),
    (("--set", "calf-swolen=present"), "calf-swolen", "calf-swelling"),
    (("--set", "calf-swelling=maybe"), "'maybe'", "present, absent or unknown"),
    (("--set", "calf-swelling"), "'calf-swelling'", "ID=VALUE"),
    (("--set", "onset=never"), "'never'", "seconds"),
    (("--set", "calf-difference=3"), "3 without a unit", "unit: cm"),
    (("--set", "calf-difference=300cm"), "300", "-15 to 30"),
    (("--set", "calf-difference=3kg"), "unit 'kg'", "cm"),
    (("--set", "fever=present", "--set", "fever=absent"), "two values for fever", "one value"),
    (("--age", "40", "-o", "result.docx"), "'result.docx'", ".json, .html or .pdf"),
    (("--age", "40", "-o", "result"), "'result'", ".json, .html or .pdf"),
    (("--age", "40", "--audience", "nurse"), "'nurse'", "patient or clinician"),
    ((), "no case", "a file"),
]

FILES: list[tuple[str, bytes, str, str]] = [
    ("malformed", b"age: [40\nsex: female\n", "", ""),
    ("tab", b"age:\t40\n\tsex: female\n", "", ""),
    ("binary", bytes(range(256)) * 4, "", "text"),
    ("empty", b"", "no case", "age, sex and findings"),
    ("only a comment", b"# nothing\n", "no case", "age, sex and findings"),
    ("ten megabytes", b"text: " + b"x" * 10_000_000, "2 MB", "at most"),
    ("many anchors", b"a: &a [1]\nb: *a\n", "", ""),
    ("deep", b"[" * 5000, "", ""),
    ("one id twice", b"findings:\n  fever: present\n  fever: absent\n", "'fever' twice", "once"),
    ("several cases", b"- {age: 40}\n- {age: 50}\n", "2 cases", "evaluate"),
    ("a list of words", b"- fever\n", "no case", "age, sex and findings"),
    ("an unknown key", b"agee: 40\n", "'agee'", "age"),
    ("text for an age", b'age: "40"\n', "age 40", "0 to 120"),
    ("a yes of YAML 1.1", b"findings: {fever: yes}\n", "'yes'", "quotes"),
]


@pytest.mark.parametrize(("arguments", "found", "expected"), OPTIONS)
def test_options(call: Call, arguments: tuple[str, ...], found: str, expected: str) -> None:
    done = call("assess", *arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert found in done.err
    assert expected in done.err


@pytest.mark.parametrize(("name", "raw", "found", "expected"), FILES, ids=[f[0] for f in FILES])
def test_files(
    call: Call, tmp_path: Path, name: str, raw: bytes, found: str, expected: str
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(raw)
    done = call("assess", str(path))
    assert (done.code, done.out) == (2, "")
    assert str(path) in done.err
    assert found in done.err
    assert expected in done.err
    assert call("assess", "-", stdin=raw).code == 2, name


def test_places_that_are_no_file(call: Call, tmp_path: Path) -> None:
    assert "Is a directory" in call("assess", str(tmp_path)).err
    missing = tmp_path / "nobody.yaml"
    for command in (("assess",), ("ask",), ("evaluate",)):
        done = call(*command, str(missing))
        assert done.code == 2
        assert str(missing) in done.err
        assert "No such file" in done.err


def test_places_that_cannot_be_written_to(call: Call, tmp_path: Path) -> None:
    nowhere = tmp_path / "no-such-folder"
    for arguments in (
        ("assess", "--age", "40", "-o", str(nowhere / "r.json")),
        ("ask", "--save", str(nowhere / "a.yaml")),
        ("model", "export", str(nowhere / "m.npz")),
    ):
        done = call(*arguments)
        assert done.code == 2, arguments
        assert str(nowhere) in done.err


def test_two_values_in_file_and_options(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("age: 40\nsex: female\nfindings: {fever: present}\n", encoding="utf-8")
    clash = call("assess", str(path), "--set", "fever=absent")
    assert clash.code == 2
    assert "two values for fever: present and absent" in clash.err
    assert "two values for age: 40 and 41" in call("assess", str(path), "--age", "41").err
    assert call("assess", str(path), "--age", "40", "--set", "fever=present").code == 0
    path.write_text("age: [40]\n", encoding="utf-8")
    assert call("assess", str(path), "--age", "40").code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("assess", "--json", "--age", "-3"), "age-out-of-range"),
        (("assess", "--json", "--set", "nothing-known=present"), "unknown-id"),
        (("assess", "--json", "--set", "fever=present", "--set", "fever=absent"), "two-values"),
        (("assess", "--json", "nobody.yaml"), "no-file"),
        (("assess", "--json", "--no-such-option"), "bad-usage"),
        (("show", "--json", "gowt"), "unknown-id"),
        (("evaluate", "--json", "nobody.yaml"), "no-file"),
        (("evaluate", "--json", "--mode", "words", "nobody.yaml"), "bad-case"),
        (("check", "--json", "no-such-folder"), "bad-knowledge"),
        (("nonsense", "--json"), "bad-usage"),
    ],
)
def test_json_errors_are_one_object(call: Call, arguments: tuple[str, ...], code: str) -> None:
    done = call(*arguments)
    assert (done.code, done.out) == (2, "")
    error = json.loads(done.err)
    assert sorted(error) == ["code", "expected", "found", "where"]
    assert error["code"] == code
    assert all(isinstance(value, str) and value for value in error.values())


def test_a_base_that_is_broken_names_file_and_line(call: Call, own_base: Path) -> None:
    record = own_base / "causes" / "gout.yaml"
    whole = record.read_text(encoding="utf-8")
    try:
        record.write_text(whole.replace("schema: 1", "schema: one"), encoding="utf-8")
        done = call("assess", "--age", "40", "--knowledge", str(own_base))
    finally:
        record.write_text(whole, encoding="utf-8")
    assert done.code == 2
    assert "causes/gout.yaml:" in done.err


def test_a_mistake_of_ours_is_code_1(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("popliteus.cli.run_assess.run", broken)
    done = call("assess", "--json", "--age", "40")
    assert done.code == 1
    assert json.loads(done.err)["code"] == "internal"
    assert "not in your input" in call("assess", "--age", "40").err
    monkeypatch.setenv("POPLITEUS_DEBUG", "1")
    with pytest.raises(RuntimeError, match="wheel"):
        call("assess", "--age", "40")


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "show", "sources"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert errors == b""


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("simulate", "-n", "2", "--missing", "nan", "-o", "x.csv"), "'nan'"),
        (("simulate", "-n", "2", "--seed", "-1", "-o", "x.csv"), "-1"),
        (("serve", "--db", "postgresql://me:secret@host/db"), "postgresql://"),
        (("assess", "--age", "40", "-o", "x.fhir.json"), "x.fhir.json"),
    ],
)
def test_what_would_be_misunderstood_is_refused(
    call: Call, arguments: tuple[str, ...], found: str
) -> None:
    done = call(*arguments)
    assert done.code == 2
    assert found in done.err
    assert "secret" not in done.err


@pytest.mark.parametrize(
    ("case", "place"),
    [
        ("findings: {calf-difference: {value: 4, unit: cm, bye: clinician}}", "'bye'"),
        ("age: 40\ngold: {primary: gout, acepted: [bakers-cyst]}", "'acepted'"),
    ],
)
def test_a_misspelt_key_inside_a_value_is_refused(
    call: Call, tmp_path: Path, case: str, place: str
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case + "\n", encoding="utf-8")
    done = call("assess", str(path))
    assert done.code == 2
    assert place in done.err

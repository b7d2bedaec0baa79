"""Records built without a validator equal those built with it; messages name file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter

from popliteus import KnowledgeBase
from popliteus.knowledge.build import Records, build, literal_values
from popliteus.knowledge.files import documents, invalid, read_folder
from popliteus.knowledge.reader import read_text
from popliteus.knowledge.records import (
    Caution,
    Interval,
    Level,
    Number,
    Of,
    Proportion,
    Reference,
)
from popliteus.knowledge.validate import FILES, FOLDERS, problems, schemas, write_schemas
from tests.planting import values_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def raw(knowledge: KnowledgeBase) -> dict[str, dict[str, object]]:
    return read_folder(knowledge.path)


@pytest.mark.parametrize("folder", [*FOLDERS, *FILES])
def test_build_equals_pydantic(raw: dict[str, dict[str, object]], folder: str) -> None:
    kind = {**FOLDERS, **FILES}[folder]
    adapter: TypeAdapter[object] = TypeAdapter(kind)
    assert raw[folder]
    for name, value in raw[folder].items():
        text = json.dumps(value)
        assert build(kind, json.loads(text)) == adapter.validate_json(text, strict=True), name


@pytest.mark.parametrize("folder", [*FOLDERS, *FILES])
def test_round_trip_changes_nothing(raw: dict[str, dict[str, object]], folder: str) -> None:
    kind = {**FOLDERS, **FILES}[folder]
    adapter: TypeAdapter[object] = TypeAdapter(kind)
    for value in list(raw[folder].values())[:20]:
        record: object = build(kind, value)
        again = json.loads(adapter.dump_json(record))
        assert build(kind, again) == record


def test_build_tells_estimates_apart() -> None:
    interval = build(Interval, {"kind": "interval", "value": 0.5, "low": 0, "high": 1})
    assert isinstance(interval.low, float)
    block = {
        "id": "a", "quantity": "share", "of": {"fact": "x"}, "population": "p", "grade": "low",
        "use": "shown", "source": {"ref": "r", "where": "w", "seen": "abstract"},
        "estimate": {"kind": "proportion", "events": 1, "total": 4},
    }  # fmt: skip
    number = build(Number, block)
    assert isinstance(number.estimate, Proportion)
    assert number.estimate.value == 0.25
    assert number.of.label == "x"
    assert set(literal_values(Level)) >= {"self_care", "emergency"}


@pytest.mark.parametrize(
    ("text", "line", "path", "said"),
    [
        ("schema: 1\nid: x\nmeaning: m\nleak: {}\nextra: 1\n", 5, "extra", "Unexpected"),
        ("schema: 1\nid: x\nmeaning: m\nleak:\n  under_18: high\n", 5, "leak.under_18", "number"),
        ("schema: 1\nid: x\nmeaning: m\nleak:\n  under_18: 0\n", 5, "leak.under_18", "greater"),
        ("schema: 1\nid: x\nmeaning: ''\nleak: {}\n", 3, "meaning", "at least 1"),
        ("schema: 2\nid: x\nmeaning: m\nleak: {}\n", 1, "schema", "1"),
        ("schema: 1\nid: 7\nmeaning: m\nleak: {}\n", 2, "id", "string"),
        ("schema: 1\nid: x\nleak: {}\n", 1, "meaning", ""),
        ("schema: 1\nid: x\nmeaning: m\nleak:\n  teenager: 0.1\n", 5, "leak.teenager", "under_18"),
        ("- 1\n", 1, "the whole file", "object"),
    ],
)  # fmt: skip
def test_message_names_file_and_line(text: str, line: int, path: str, said: str) -> None:
    found = problems(FOLDERS["facts"], read_text(text, "facts/x.yaml"))
    assert found, "nothing was found"
    hit = next((one for one in found if one.path.startswith(path)), found[0])
    assert (hit.file, hit.line) == ("facts/x.yaml", line)
    assert said in hit.expected
    error = hit.error()
    assert str(error).startswith(f"facts/x.yaml:{line}: found ")
    assert error.code == "KB001"


def test_id_must_be_the_name_of_the_file(knowledge: KnowledgeBase) -> None:
    kind, name, document = next(documents(knowledge.path))
    assert invalid(kind, name, document) == []
    wrong = invalid(kind, "another", document)
    assert [(one.path, one.line) for one in wrong] == [("id", document.line(("id",)))]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Interval(kind="interval", value=0.5, low=0.6, high=0.9), "not in order"),
        (lambda: Proportion(kind="proportion", events=5, total=4), "more than there are"),
        (lambda: Of(), "exactly one"),
        (lambda: Of(finding="a", fact="b"), "exactly one"),
        (lambda: Caution(fit="avoid", because="b"), "exactly one"),
        (lambda: Caution(fit="avoid", because="b", factor="a", age_below=3), "exactly one"),
    ],
)
def test_blocks_hold_their_own_ranges(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        make()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"estimate": {"kind": "point", "value": 57}}, "between 0 and 1"),
        ({"estimate": {"kind": "point", "value": -0.1}}, "between 0 and 1"),
        ({"source": {"ref": "r", "where": "w", "seen": "secondary"}, "grade": "high"}, "secondary"),
        ({"source": {"ref": "r", "where": "w", "seen": "abstract", "printed": "w " * 16}}, "15"),
    ],
)
def test_numbers_hold_their_own_ranges(change: dict[str, Any], said: str) -> None:
    block = {
        "id": "a", "quantity": "sensitivity", "of": {"fact": "x"}, "population": "p",
        "grade": "low", "use": "shown", "estimate": {"kind": "point", "value": 0.5},
        "source": {"ref": "r", "where": "w", "seen": "abstract", "printed": "w " * 15},
    }  # fmt: skip
    assert build(Number, block).id == "a"
    with pytest.raises(ValueError, match=said):
        build(Number, {**block, **change})


def test_committed_schemas_are_the_generated_ones(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    write_schemas(tmp_path)
    generated = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert generated == schemas()
    folder = knowledge.path / "schema"
    committed = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert committed == generated, "run popliteus.knowledge.validate.write_schemas"


def test_every_record_satisfies_its_schema(knowledge: KnowledgeBase) -> None:
    shapes = {name: json.loads(text) for name, text in schemas().items()}
    for shape in shapes.values():
        jsonschema.Draft202012Validator.check_schema(shape)
    for folder in (*FOLDERS, "rules"):
        validator = jsonschema.Draft202012Validator(
            shapes[f"{folder.removesuffix('s')}.schema.json"]
        )
        paths = sorted((knowledge.path / folder).glob("*.yaml"))
        assert paths
        for path in paths:
            errors = [error.message for error in validator.iter_errors(values_of(path))]
            assert errors == [], path.name


@pytest.mark.parametrize(
    "change",
    [{"level": "soon"}, {"kind": "flag"}, {"sorces": []}, {"fires_when": {"finding": 7}},
     {"fires_when": {"any": [{"findings": "x"}]}}, {"says": {"patient": "x"}}, {"cost": ""}],
)  # fmt: skip
def test_rule_schema_refuses_a_slip(knowledge: KnowledgeBase, change: dict[str, object]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schemas()["rule.schema.json"]))
    record = values_of(knowledge.path / "rules" / "cold-pale-leg.yaml")
    assert validator.is_valid(record)
    assert not validator.is_valid({**record, **change})


def test_editor_settings_name_schemas_that_exist() -> None:
    settings = ROOT / ".vscode" / "settings.json"
    named = json.loads(settings.read_text("utf-8"))["yaml.schemas"]
    for schema, files in named.items():
        assert (ROOT / schema).is_file(), schema
        assert list(ROOT.glob(files)), files
    assert {Path(one).name for one in named} == set(schemas())


def test_reference_needs_a_real_author() -> None:
    good = {"schema": 1, "id": "a", "type": "report", "title": "t", "author": [{"literal": "NICE"}]}
    assert build(Reference, good).author[0].literal == "NICE"
    for author in ({}, {"family": "A", "literal": "B"}):
        with pytest.raises(ValueError, match="author"):
            build(Reference, {**good, "author": [author]})


def test_records_keep_the_order_of_the_files_whichever_was_asked_for_first() -> None:
    made: list[object] = []

    def make(value: object) -> str:
        made.append(value)
        return f"<{value}>"

    records = Records({"a": 1, "b": 2, "c": 3}, make)
    assert records["c"] == "<3>"
    assert made == [3]  # the others are not made before somebody asks
    assert "b" in records
    assert list(records.values()) == ["<1>", "<2>", "<3>"]
    assert list(records.values()) == ["<1>", "<2>", "<3>"]
    assert list(records.items()) == [("a", "<1>"), ("b", "<2>"), ("c", "<3>")]
    assert made == [3, 1, 2]
    assert list(records) == ["a", "b", "c"]
    assert records.get("d") is None

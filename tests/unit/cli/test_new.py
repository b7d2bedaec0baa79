"""``popliteus new``: files to fill in; nothing is overwritten, nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import popliteus
from popliteus.cli.new_forms import FORMS
from popliteus.knowledge import check
from popliteus.knowledge.files import documents, invalid
from popliteus.knowledge.reader import read_file
from tests.unit.cli.calls import Call

#: Nothing of what the first reader saw may stand in a blind form.
BLIND = {"at", "ref", "where", "url", "quantity", "speaks_of", "population", "reader", "kind"}


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_is_a_valid_draft_with_every_field(call: Call, own_base: Path, kind: str) -> None:
    name = f"example-{kind}"
    done = call("new", kind, name, "--knowledge", str(own_base))
    assert (done.code, done.err) == (0, "")
    folder = FORMS[kind][0]
    path = own_base / folder / f"{name}.yaml"
    assert str(path) in done.out
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        f"# yaml-language-server: $schema=../schema/{kind}.schema.json\nschema: 1\nid: {name}"
    )
    document = read_file(path)
    assert invalid(folder, name, document) == []
    fields = {line.split(":")[0].lstrip("# ") for line in text.splitlines()}
    record = type(next(iter(getattr(popliteus.load(own_base), folder).values())))
    wanted = set(record.__dataclass_fields__) - {
        "scheme",
        "covered",
        "no_differential",
        "conditions",
    }
    assert wanted <= fields, "every field of the record is in the form"


def test_drafts_change_nothing(call: Call, own_base: Path) -> None:
    before = popliteus.load(own_base).digest
    call("new", "cause", "example-draft", "--knowledge", str(own_base))
    base = popliteus.load(own_base)
    assert base.digest == before
    assert "example-draft" not in base.causes
    assert not [one for one in check(own_base) if one.code == "KB001"]
    assert any(name == "example-draft" for _, name, _ in documents(own_base))


def test_a_cause_form_lists_every_fact_and_option(call: Call, own_base: Path) -> None:
    call("new", "cause", "example-complete", "--knowledge", str(own_base))
    text = (own_base / "causes" / "example-complete.yaml").read_text(encoding="utf-8")
    base = popliteus.load(own_base)
    for fact in base.facts:
        assert f"\n#  {fact}:" in text
    tables = yaml.safe_load(text)["presentations"][0]["tables"]
    assert {name: list(table) for name, table in tables.items()} == {
        one.id: [option.id for option in one.options] for one in base.attributes.values()
    }


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("cause", "gout", "which is taken"),
        ("finding", "gout", "which is taken"),
        ("rule", "calf-swelling", "which is taken"),
        ("reference", "wells-2003x y", "lower-case words"),
        ("cause", "Gout", "lower-case words"),
        ("cause", "gout_two", "lower-case words"),
        ("cause", "../escape", "lower-case words"),
        ("cause", "", "lower-case words"),
        ("caus", "gout-two", "the kind 'caus'"),
        ("reading", "causes/gowt", "the record 'causes/gowt'"),
        ("reading", "rules/wells-dvt", "the record 'rules/wells-dvt'"),
    ],
)
def test_refusals(call: Call, own_base: Path, kind: str, name: str, found: str) -> None:
    before = sorted(own_base.rglob("*"))
    done = call("new", kind, name, "--knowledge", str(own_base))
    assert (done.code, done.out) == (2, "")
    assert found in done.err
    assert sorted(own_base.rglob("*")) == before


def test_a_taken_id_keeps_its_file(call: Call, own_base: Path) -> None:
    call("new", "factor", "example-once", "--knowledge", str(own_base))
    path = own_base / "factors" / "example-once.yaml"
    path.write_text("mine\n", encoding="utf-8")
    try:
        # The base cannot be read with such a file in it; either way nothing is overwritten.
        assert call("new", "factor", "example-once", "--knowledge", str(own_base)).code == 2
        assert path.read_text(encoding="utf-8") == "mine\n"
    finally:
        path.unlink()


def test_a_reading_is_blind(call: Call, own_base: Path) -> None:
    for old in (own_base / "qc").glob("*/bakers-cyst*.yaml"):
        old.unlink()
    done = call("new", "reading", "bakers-cyst", "--knowledge", str(own_base))
    assert (done.code, done.err) == (0, "")
    path = own_base / "qc" / "causes" / "bakers-cyst.yaml"
    form = read_file(path).value
    assert isinstance(form, dict)
    assert form["of"] == "causes/bakers-cyst"
    assert form["blind"] is True
    assert form["disagreements"] == []
    cause = popliteus.load(own_base).causes["bakers-cyst"]
    assert [entry["at"] for entry in form["numbers"]] == [one.id for one in cause.evidence]
    for entry, number in zip(form["numbers"], cause.evidence, strict=True):
        assert set(entry) == BLIND | {"read", "as"}
        assert entry["read"] == ""
        assert entry["as"] == {}
        assert entry["kind"] == number.estimate.kind
        assert not [
            v for v in entry.values() if number.source.printed and v == number.source.printed
        ]


def test_a_reading_is_not_overwritten(call: Call, own_base: Path) -> None:
    paths = {p: p.read_bytes() for p in (own_base / "qc").rglob("*.yaml")}
    done = call("new", "reading", "causes/deep-vein-thrombosis", "--knowledge", str(own_base))
    assert done.code == 2
    assert "read again already" in done.err
    assert {p: p.read_bytes() for p in (own_base / "qc").rglob("*.yaml")} == paths


def test_figures_added_later_get_a_form_of_their_own(call: Call, own_base: Path) -> None:
    path = own_base / "qc" / "causes" / "pcl-tear.yaml"
    others = list((own_base / "qc").glob("causes/pcl-tear--*.yaml"))
    for other in others:
        other.unlink()
    form = read_file(path).value
    assert isinstance(form, dict)
    evidence = [one.id for one in popliteus.load(own_base).causes["pcl-tear"].evidence]
    done_before = {entry["at"] for entry in form["numbers"]} - {evidence[0]}
    form["numbers"] = [entry for entry in form["numbers"] if entry["at"] in done_before]
    path.write_text(yaml.safe_dump(form), encoding="utf-8")
    kept = path.read_bytes()
    assert call("new", "reading", "causes/pcl-tear", "--knowledge", str(own_base)).code == 0
    assert path.read_bytes() == kept
    second = read_file(path.with_name("pcl-tear--2.yaml")).value
    assert isinstance(second, dict)
    assert {entry["at"] for entry in second["numbers"]} == set(evidence) - done_before


def test_the_base_inside_an_installed_package_is_left_alone(
    call: Call, own_base: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed = tmp_path / "_knowledge"
    installed.symlink_to(own_base)
    monkeypatch.setattr("popliteus.cli.run_new.default_path", lambda: installed)
    done = call("new", "cause", "example-inside")
    assert done.code == 2
    assert "--knowledge" in done.err

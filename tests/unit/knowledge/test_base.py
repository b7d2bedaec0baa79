"""Loading: the cache changes nothing, is never trusted, and can be switched off."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import popliteus
from popliteus import KnowledgeBase, KnowledgeError
from popliteus.knowledge.base import KINDS, default_path
from popliteus.knowledge.kept import MOST_KEPT
from tests.planting import Planted


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(default_path(), tmp_path_factory.mktemp("base") / "knowledge")


@pytest.fixture
def folder(planted: Planted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("POPLITEUS_CACHE", raising=False)
    yield planted.folder
    planted.restore()


def cached(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("popliteus/*"))


def same(first: KnowledgeBase, second: KnowledgeBase) -> bool:
    parts = (*KINDS, "settings", "services", "questionnaire")
    return (first.digest, first.version) == (second.digest, second.version) and all(
        getattr(first, name) == getattr(second, name) for name in parts
    )


def test_cached_base_is_the_base(folder: Path, tmp_path: Path) -> None:
    fresh = popliteus.load(folder)
    (kept,) = cached(tmp_path)
    again = popliteus.load(folder)
    assert cached(tmp_path) == [kept]
    assert same(fresh, again)


def test_second_load_reads_no_record(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import popliteus.knowledge.files as files

    popliteus.load(folder)

    def refuse(_: Path) -> None:
        raise AssertionError("the records were read again")

    monkeypatch.setattr(files, "read_folder", refuse)
    popliteus.load(folder)
    cached(tmp_path)[0].unlink()
    with pytest.raises(AssertionError, match="read again"):
        popliteus.load(folder)


@pytest.mark.parametrize("harm", ["empty", "cut", "byte", "binary", "foreign", "folder"])
def test_corrupt_cache_is_ignored(folder: Path, tmp_path: Path, harm: str) -> None:
    fresh = popliteus.load(folder)
    (kept,) = cached(tmp_path)
    content = kept.read_bytes()
    changed = {
        "empty": b"",
        "cut": content[: len(content) // 2],
        "byte": content.replace(b"gout", b"govt", 1),
        "foreign": b"{}",
    }
    if harm == "binary":
        kept.write_bytes(b"\xff\xfe\x00\x80" * 100)
    elif harm == "folder":
        kept.unlink()
        kept.mkdir()
    else:
        assert changed[harm] != content
        kept.write_bytes(changed[harm])
    assert same(popliteus.load(folder), fresh)


@pytest.mark.parametrize("harm", [b"", b"cut", b"\xff\xfe\x00"])
def test_corrupt_arrays_are_ignored(folder: Path, tmp_path: Path, harm: bytes) -> None:
    fresh = popliteus.load(folder)
    model = fresh.compiled.model
    for path in cached(tmp_path):
        if path.name.startswith("arrays-"):
            content = path.read_bytes()
            path.write_bytes(content[: len(content) // 2] if harm == b"cut" else harm)
    again = popliteus.load(folder)
    assert (again.compiled.model.fact == model.fact).all()
    assert (again.compiled.model.rate == model.rate).all()
    assert again.compiled.readings == fresh.compiled.readings


def test_any_change_of_a_file_is_seen(folder: Path, planted: Planted) -> None:
    before = popliteus.load(folder)
    path = folder / "causes" / "gout.yaml"
    status = path.stat()
    planted.text("causes/gout.yaml", lambda text: text.replace("name: Gout", "name: Gowt", 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))  # same size, a moment later
    after = popliteus.load(folder)
    assert after.digest != before.digest
    assert after.causes["gout"].name.startswith("Gowt")
    planted.restore()
    assert popliteus.load(folder).digest == before.digest


def test_new_and_removed_files_are_seen(folder: Path, planted: Planted) -> None:
    before = popliteus.load(folder)
    other = next(iter(before.references))
    text = (folder / "references" / f"{other}.yaml").read_text("utf-8")
    planted.text("references/new-2026.yaml", lambda _: text.replace(f"id: {other}", "id: new-2026"))
    added = popliteus.load(folder)
    assert "new-2026" in added.references
    assert added.digest != before.digest
    planted.remove("references/new-2026.yaml")
    assert popliteus.load(folder).digest == before.digest


def test_digest_is_of_the_values_not_of_the_layout(folder: Path, planted: Planted) -> None:
    before = popliteus.load(folder).digest
    planted.text("causes/gout.yaml", lambda text: text + "\n# a remark\n")
    assert popliteus.load(folder).digest == before
    assert before == popliteus.load(folder).digest
    assert before.startswith("sha256:")
    assert len(before) == len("sha256:") + 64


def test_cache_can_be_switched_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_cache = popliteus.load(folder)
    for path in cached(tmp_path):
        path.unlink()
    monkeypatch.setenv("POPLITEUS_CACHE", "off")
    without = popliteus.load(folder)
    assert cached(tmp_path) == []
    assert same(with_cache, without)


def test_home_that_cannot_be_written_is_no_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert popliteus.load(folder).causes


def test_old_caches_are_thrown_away(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "cache" / "popliteus"
    home.mkdir(parents=True)
    for number in range(MOST_KEPT + 3):
        old = home / f"knowledge-{number:032x}.bin"
        old.write_bytes(b"old")
        os.utime(old, (number, number))
    popliteus.load(folder)
    left = [path for path in cached(tmp_path) if path.name.startswith("knowledge-")]
    assert len(left) == MOST_KEPT
    assert not (home / f"knowledge-{0:032x}.bin").exists(), "the oldest goes first"
    assert any(path.stat().st_size > 1000 for path in left), "the newest stays"


def test_folder_without_a_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no file VERSION"):
        popliteus.load(tmp_path)
    with pytest.raises(KnowledgeError, match="no file VERSION"):
        popliteus.load(tmp_path / "missing")
    (tmp_path / "VERSION").write_text("1\n", "utf-8")
    with pytest.raises(KnowledgeError):
        popliteus.load(tmp_path)


def test_first_mistake_is_named_with_file_and_line(folder: Path, planted: Planted) -> None:
    def slip(text: str) -> str:
        return text.replace("\nusual_level: ", "\nusual_level: very_", 1)

    planted.text("causes/gout.yaml", slip)
    line = planted.line_of("causes/gout.yaml", "^usual_level")
    with pytest.raises(KnowledgeError, match="very_") as caught:
        popliteus.load(folder)
    assert (caught.value.file, caught.value.line) == ("causes/gout.yaml", line)


def test_what_does_not_fit_together_is_a_knowledge_error(folder: Path, planted: Planted) -> None:
    nobody = {"factor": "nobody", "ratio": 2}
    planted.edit("causes/gout.yaml", lambda record: record["factors"].append(nobody))
    base = popliteus.load(folder)
    with pytest.raises(KnowledgeError, match="do not fit together"):
        _ = base.compiled


def test_raw_values_are_json(knowledge: KnowledgeBase) -> None:
    assert json.loads(json.dumps(knowledge.digest)) == knowledge.digest
    assert knowledge.path == default_path()
    assert not knowledge.reviewed
    assert "cold-pale-leg" in [rule.id for rule in knowledge.rules_by_item["cold-foot"]]

"""The stamp names the code and the knowledge behind a result, and holds no time."""

from __future__ import annotations

import json
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from popliteus import stamp
from popliteus.stamp import UNKNOWN_VERSION, Stamp, code_version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _not_installed(_name: str) -> str:
    raise metadata.PackageNotFoundError


def test_installed_version_is_the_one_in_pyproject() -> None:
    assert code_version() == PROJECT["version"]


def test_checkout_that_is_not_installed_reads_pyproject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", _not_installed)
    code_version.cache_clear()
    try:
        assert code_version() == PROJECT["version"]
    finally:
        code_version.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        None,
        "not [toml",
        "[tool]\n",
        '[project]\nname = "something-else"\nversion = "9"\n',
        '[project]\nname = "popliteus"\n',
    ],
)
def test_anything_else_is_never_mistaken_for_a_release(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "pyproject.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert stamp._checkout_version(file) == UNKNOWN_VERSION


def test_changelog_knows_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{PROJECT['version']}]" in changes


def test_citation_file_has_this_version() -> None:
    assert f"version: {PROJECT['version']}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_stamp_in_json_has_the_public_shape() -> None:
    made = Stamp("0.1.0", "2026.12.0", "sha256:00ff", reviewed=False).to_dict()
    assert json.loads(json.dumps(made)) == {
        "popliteus": "0.1.0",
        "knowledge": {"version": "2026.12.0", "digest": "sha256:00ff", "reviewed": False},
    }


def test_stamp_says_plainly_whether_a_clinician_reviewed() -> None:
    assert "not reviewed" in str(Stamp("0.1.0", "2026.12.0", "sha256:00ff", reviewed=False))
    assert "not reviewed" not in str(Stamp("0.1.0", "2026.12.0", "sha256:00ff", reviewed=True))

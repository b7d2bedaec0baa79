"""What must never be committed is found, with file, line and remedy."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts import check_repository
from scripts.check_repository import REGISTRIES, check_name, check_requirements, check_text

ROOT = Path(__file__).resolve().parents[3]
HOME = "/" + "home"  # written apart, since this file is checked as well
PINNED = "numpy==2.4.6 \\\n    --hash=sha256:00\n"


def codes(name: str, text: str) -> list[str]:
    return [problem.code for problem in check_text(name, text)]


def test_this_repository_is_clean() -> None:
    assert [str(problem) for problem in check_repository.check(ROOT)] == []


@pytest.mark.parametrize("name", ["uv.lock", "web/poetry.lock", "yarn.lock"])
def test_lock_files_with_addresses_are_refused(name: str) -> None:
    assert [problem.code for problem in check_name(name)] == ["REP01"]


@pytest.mark.parametrize("line", ['  "resolved": "x",', '{"resolved":"x"}', '"resolved" : "x"'])
def test_resolved_in_package_lock_is_refused(line: str) -> None:
    assert codes("package-lock.json", line) == ["REP02"]
    assert codes("other.json", line) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url x",
        "--extra-index-url=x",
        "-i x",
        "--find-links x",
        "-f wheels",
        "--trusted-host x",
        "numpy @ file:///x.whl",
        "https://example.org/numpy.whl",
        "-e git+ssh://example.org/numpy",
    ],
)
def test_requirements_name_no_place(line: str) -> None:
    found = list(check_requirements("requirements/runtime.in", f"numpy\n{line}\n"))
    assert [problem.code for problem in found] == ["REP03"]
    assert found[0].where == "requirements/runtime.in:2"


@pytest.mark.parametrize("text", ["numpy>=2\n", "numpy==2.4.6\n", "numpy \\\n  --hash=sha256:00\n"])
def test_locked_requirement_without_version_or_hash_is_refused(text: str) -> None:
    assert [problem.code for problem in check_requirements("requirements/a.txt", text)] == ["REP03"]


def test_pinned_requirement_with_hash_and_comment_passes() -> None:
    text = f"# a comment about --index-url\n{PINNED}-r other.txt\n"
    assert list(check_requirements("requirements/a.txt", text)) == []


@pytest.mark.parametrize("registry", REGISTRIES)
@pytest.mark.parametrize("form", ["https://{}/simple", "files.{}", "see {}."])
def test_registries_are_named_nowhere(registry: str, form: str) -> None:
    assert codes("docs/a.md", form.format(registry)) == ["REP04"]


@pytest.mark.parametrize("name", ["notpypi" + ".org", "pypi" + ".organic", "my-crates" + ".io"])
def test_similar_names_are_not_registries(name: str) -> None:
    assert codes("docs/a.md", name) == []


@pytest.mark.parametrize(
    "text",
    [f"see {HOME}/ann/notes", f"path='{HOME}/ann'", f"({HOME}/ann)", "C:" + "\\Users\\ann"],
)
def test_machine_paths_are_refused(text: str) -> None:
    assert codes("docs/a.md", text) == ["REP05"]


@pytest.mark.parametrize(
    "text",
    [f"https://example.org{HOME}/knee", f"..{HOME}/x", f"pages{HOME}/x", f"{HOME} is a folder"],
)
def test_addresses_and_relative_paths_pass(text: str) -> None:
    assert codes("docs/a.md", text) == []


def test_long_modules_are_refused() -> None:
    assert codes("tests/a.py", "x = 1\n" * 501) == ["REP06"]
    assert codes("tests/a.py", "x = 1\n" * 500) == []
    assert codes("knowledge/a.yaml", "x: 1\n" * 501) == []


def pinned(root: Path, project: str) -> list[str]:
    (root / "pyproject.toml").write_text(project, encoding="utf-8")
    (root / "requirements").mkdir()
    (root / "requirements" / "runtime.txt").write_text(
        "hatchling==1.0 \\\n    --hash=sha256:00\nPyYAML==6.0 --hash=sha256:00\n", encoding="utf-8"
    )
    return [problem.code for problem in check_repository.check_pins(root)]


@pytest.mark.parametrize(
    ("needed", "expected"),
    [("hatchling==1.0", []), ("hatchling==2.0", ["REP07"]), ("hatchling", ["REP07"])],
)
def test_build_backend_agrees_with_the_pins(
    tmp_path: Path, needed: str, expected: list[str]
) -> None:
    assert pinned(tmp_path, f'[build-system]\nrequires = ["{needed}"]\n') == expected


@pytest.mark.parametrize(
    ("needed", "expected"),
    [("pyyaml>=6", []), ("PyYAML", []), ("typer>=1", ["REP08"]), ("rich[all]", ["REP08"])],
)
def test_every_dependency_is_pinned(tmp_path: Path, needed: str, expected: list[str]) -> None:
    project = f'[project]\ndependencies = ["{needed}"]\n[build-system]\nrequires = []\n'
    assert pinned(tmp_path, project) == expected


def test_ignored_files_are_left_alone_and_new_ones_are_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("*.local\n", encoding="utf-8")
    for name in ("a.local", "new.md"):
        (tmp_path / name).write_text(f"{HOME}/ann\n", encoding="utf-8")
    found = list(check_repository.check(tmp_path))
    assert [(problem.code, problem.where) for problem in found] == [("REP05", "new.md:1")]


def test_without_git_caches_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    for folder in (".venv", ".mypy_cache", "docs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("x", encoding="utf-8")
    assert check_repository.committed_files(tmp_path) == ["docs/a.md"]


def test_binary_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    assert list(check_repository.check(tmp_path)) == []

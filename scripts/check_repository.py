"""Refuse what must never be committed; each problem with file, line and remedy.

REP01  a lock file that records where things were downloaded from
REP02  ``resolved`` in package-lock.json
REP03  an index option, a link or a missing hash in requirements
REP04  a package registry named anywhere
REP05  a path that exists on one machine only
REP06  a Python file of more than 500 lines
REP07  a build backend that is not the one in the pinned requirements
REP08  a dependency that is not pinned; run `make lock`
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 500
LOCK_FILES = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "yarn.lock", "pnpm-lock.yaml"}
SKIPPED_FOLDERS = {".git", ".venv", "node_modules", "build", "dist", "__pycache__"}

# Written in two parts so that this file does not name what it refuses.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("conda", "anaconda", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
)
_REGISTRY = re.compile(
    r"(?<![\w-])(?:[\w-]+\.)*(" + "|".join(map(re.escape, REGISTRIES)) + r")(?![\w-])"
)
# At the start of a word: an address such as https://example.org/home/ is no machine path.
_MACHINE_PATH = re.compile(
    r"(?<![\w./~:-])(?:file://)?(?:/(?:home|root|Users|work|opt|mnt|tmp|private)/[\w.]|[A-Z]:\\Users)"
)
_REQUIREMENT = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s\\;]+)")
_LINK = re.compile(r"\b(?:https?|ftp|file|git\+\w+)://|\s@\s")
_INDEX_OPTION = re.compile(
    r"^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--no-index|--trusted-host)\b"
)
_INDEX_SETTING = re.compile(r"(?:--(?:extra-)?index-url|--find-links|--trusted-host)[= ]\S+")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right."""

    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.code} {self.where}: {self.message}"


def main() -> int:
    """Check the repository; return 1 when something must be put right."""
    problems = list(check(ROOT))
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problem(s) in the repository", file=sys.stderr)
        return 1
    print("nothing that must not be committed")
    return 0


def check(root: Path) -> Iterator[Problem]:
    """Yield every problem in the files that are, or would be, committed."""
    for name in committed_files(root):
        yield from check_name(name)
        try:
            text = (root / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # binary, or deleted but still listed
        yield from check_text(name, text)
    yield from check_pins(root)


def committed_files(root: Path) -> list[str]:
    """Return what git tracks or would add; without git, everything outside of caches."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return sorted({name for name in listed.stdout.split("\0") if name})
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(
        path.as_posix()
        for path in found
        if not any(part in SKIPPED_FOLDERS or part.endswith("_cache") for part in path.parts)
    )


def check_name(name: str) -> Iterator[Problem]:
    """Refuse files by their name."""
    if Path(name).name in LOCK_FILES:
        yield Problem("REP01", name, "records download addresses; keep it out, `make lock` pins")


def check_text(name: str, text: str) -> Iterator[Problem]:
    """Refuse what one file says."""
    lines = text.splitlines()
    if name.endswith(".py") and len(lines) > LONGEST_MODULE:
        yield Problem("REP06", name, f"{len(lines)} lines; split it, {LONGEST_MODULE} is the most")
    if Path(name).parts[0] == "requirements":
        yield from check_requirements(name, text)
    for number, line in enumerate(lines, start=1):
        where = f"{name}:{number}"
        if Path(name).name == "package-lock.json" and '"resolved":' in line.replace(" ", ""):
            yield Problem("REP02", where, "set omit-lockfile-registry-resolved=true in .npmrc")
        if registry := _REGISTRY.search(line):
            yield Problem("REP04", where, f"names the registry {registry[1]}; leave it out")
        if path := _MACHINE_PATH.search(line):
            yield Problem("REP05", where, f"{path[0]!r}... is one machine's path; make it relative")
        if Path(name).name in {"Makefile", ".npmrc", "pip.conf"} and _INDEX_SETTING.search(line):
            yield Problem("REP03", where, "chooses an index; that is the machine's business")


def check_requirements(name: str, text: str) -> Iterator[Problem]:
    """Refuse index options and links; in a locked file also whatever has no version or hash."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        where = f"{name}:{number}"
        if _INDEX_OPTION.match(line):
            yield Problem("REP03", where, "chooses an index; run `make lock`, which leaves it out")
        elif _LINK.search(line):
            yield Problem("REP03", where, "takes a package from an address; name a version instead")
    if not name.endswith(".txt"):
        return
    for number, block in _blocks(text):
        if not block.startswith("-") and not (_REQUIREMENT.match(block) and "--hash=" in block):
            what = block.split()[0]
            yield Problem("REP03", f"{name}:{number}", f"{what} has no version and hash; make lock")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, requirement with its continuation lines), comments left out."""
    start, block = 1, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not block:
            start = number
        block += " " + line.rstrip("\\").strip()
        if line.endswith("\\"):
            continue
        if block.strip() and not block.strip().startswith("#"):
            yield start, block.strip()
        block = ""


def check_pins(root: Path) -> Iterator[Problem]:
    """Hold pyproject.toml to the pins: the same build backend, and every dependency pinned."""
    project = root / "pyproject.toml"
    pins = root / "requirements" / "runtime.txt"
    if not (project.exists() and pins.exists()):
        return
    pinned = {
        _same_name(match[1]): match[2]
        for _, block in _blocks(pins.read_text(encoding="utf-8"))
        if (match := _REQUIREMENT.match(block))
    }
    settings = tomllib.loads(project.read_text(encoding="utf-8"))
    for needed in settings["build-system"]["requires"]:
        name, _, version = needed.partition("==")
        locked = pinned.get(_same_name(name), "nothing")
        if locked != version:
            message = f"build needs {needed}; requirements/runtime.txt pins {locked}"
            yield Problem("REP07", "pyproject.toml", message)
    for needed in settings.get("project", {}).get("dependencies", []):
        name = re.split(r"[^\w.-]", needed)[0]
        if _same_name(name) not in pinned:
            message = f"{name} is not in requirements/runtime.txt; name it in runtime.in, make lock"
            yield Problem("REP08", "pyproject.toml", message)


def _same_name(name: str) -> str:
    """Return the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())

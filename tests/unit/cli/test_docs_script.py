"""``scripts/docs.py``: outputs in documents are those of the real commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import docs
from tests.unit.cli.calls import Call

MARK = "<!-- output: popliteus show causes | head -n 2 -->"


def fake(arguments: list[str]) -> str:
    return f"{' '.join(arguments)}  \nsecond\nthird\n"


def test_an_output_is_written_between_the_marks() -> None:
    text = f"before\n\n{MARK}\nold\nolder\n{docs.END}\nafter\n"
    written, count = docs.refreshed(text, "README.md", fake)
    assert count == 1
    assert written == (
        f"before\n\n{MARK}\n```console\n$ popliteus show causes | head -n 2\nshow causes\nsecond\n"
        f"```\n{docs.END}\nafter\n"
    )
    assert docs.refreshed(written, "README.md", fake) == (written, 1)


def test_a_document_without_marks_stays_as_it_is() -> None:
    for text in ("", "no mark", "a <!-- comment -->\n", "no newline at the end"):
        assert docs.refreshed(text, "x.md", fake) == (text, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{MARK}\nnothing ends it\n", "x.md:1: found no"),
        (f"{MARK}\n{MARK}\n{docs.END}\n", "x.md:2: found a mark inside"),
        (f"<!-- output: rm -r / -->\n{docs.END}\n", "x.md:1: found 'rm -r /'"),
        (f"<!-- output: popliteus ask -->\n{docs.END}\n", "expected a popliteus command"),
        (f"<!-- output: popliteus assess -o x.json -->\n{docs.END}\n", "that prints"),
        (f"<!-- output: popliteus show causes | sh -->\n{docs.END}\n", "head -n N"),
    ],
)
def test_marks_that_cannot_be_followed(text: str, message: str) -> None:
    with pytest.raises(docs.MarkError, match=message.replace("|", "\\|")):
        docs.refreshed(text, "x.md", fake)


def test_the_real_command_is_run(call: Call) -> None:
    assert docs.run(["show", "attributes"]) == call("show", "attributes").out
    assert "nearest: gout" in docs.run(["show", "gowt"])


def test_a_command_that_breaks_is_no_example(own_base: Path) -> None:
    (own_base / "facts" / "broken.yaml").write_text("schema: 1\nid: broken\n", encoding="utf-8")
    with pytest.raises(docs.MarkError, match="ended with 1"):
        docs.run(["check", str(own_base), "--people", "0"])


def test_check_fails_when_stale_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "run", fake)
    readme = tmp_path / "README.md"
    readme.write_text(f"{MARK}\n{docs.END}\n", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert "+second" in capsys.readouterr().out
    assert readme.read_text(encoding="utf-8") == f"{MARK}\n{docs.END}\n"
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    readme.write_text(f"{MARK}\n", encoding="utf-8")
    assert docs.main(["--check"]) == 1

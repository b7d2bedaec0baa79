"""The style sheet is compiled where Node.js is, and elsewhere nothing else stops working."""

from __future__ import annotations

import json
import sys

import pytest

from scripts import build_assets
from scripts.shorten_css import LEFT_OUT, blocks, shorten


def test_without_node_it_says_so_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert build_assets.main() == 0
    said = capsys.readouterr().out
    assert "Node.js with npm was not found" in said
    assert "Everything but the web app works without it." in said


def test_a_failing_command_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert not build_assets._run([sys.executable, "-c", "raise SystemExit('no such sheet')"])
    said = capsys.readouterr().err
    assert "The style sheet was not built." in said
    assert "no such sheet" in said


def test_versions_are_exact_and_the_lock_says_nothing_of_where_from() -> None:
    wanted = json.loads((build_assets.SOURCE / "package.json").read_text())["dependencies"]
    assert wanted["nhsuk-frontend"].startswith("10.6.")
    assert all(version[0].isdigit() for version in wanted.values())
    lock = (build_assets.SOURCE / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    locked = json.loads(lock)["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_order_and_strings_are_kept() -> None:
    css = '/*! a */b{c:"}{"}@media print{d,e:not(.f,.g){h:i}}b{j:k}'
    assert shorten(css) == css


def test_half_a_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="expected whole rules"):
        list(blocks("a{b:c}d{e:f"))


@pytest.mark.parametrize("other", ["a::-moz-x", "a:has(b)", "a::-webkit-x"])
def test_a_selector_that_some_browsers_do_not_know_stays_alone(other: str) -> None:
    css = f"{other}{{b:c}}d{{b:c}}"
    assert shorten(css) == css


def test_old_browsers_are_left_out() -> None:
    assert shorten("@media screen\\9{a{b:c}}g{h:i}") == "g{h:i}"
    assert shorten("@supports not (-ms-ime-align: auto){d{e:f}}") == "d{e:f}"


@pytest.mark.parametrize("kept", [".nhsuk-card", ".nhsuk-button--secondary", ".nhsuk-input"])
def test_patterns_spare_what_is_used(kept: str) -> None:
    assert len(LEFT_OUT) > 5
    assert shorten(f"{kept}{{a:b}}") == f"{kept}{{a:b}}"

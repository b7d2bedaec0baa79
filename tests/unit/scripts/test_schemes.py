"""One style sheet of two that differ in colours alone."""

from __future__ import annotations

import pytest

from scripts.schemes import declared, merged

NAMES = {"ink": ("#000000", "#ffffff"), "same": ("#ffbf00", "#ffbf00")}


def test_only_what_differs_becomes_a_variable() -> None:
    css, pairs = merged(
        "a{color:#000;background:#ffbf00;border:1px solid #123456;fill:#123456}",
        "a{color:#fff;background:#ffbf00;border:1px solid #654321;fill:#654321}",
        NAMES,
    )
    assert css == "a{color:var(--ink);background:#ffbf00;border:1px solid var(--c1);fill:var(--c1)}"
    assert pairs == {"--ink": ("#000", "#fff"), "--c1": ("#123456", "#654321")}


def test_another_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="in the dark"):
        merged("a{color:#000}", "b{color:#fff}", NAMES)


def test_numbers_that_nothing_uses_fall_away_and_names_stay() -> None:
    css = declared("b{c:d}", {"--ink": ("#000", "#fff"), "--c1": ("#111", "#222")}, NAMES)
    assert "--ink:#000" in css
    assert "--c1" not in css

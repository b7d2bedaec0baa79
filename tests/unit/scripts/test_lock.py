"""Locked files say how they were made and nothing about where."""

from __future__ import annotations

from scripts.lock import OPTIONS, tidy


def test_comments_go_and_our_heading_stays_once() -> None:
    locked = "# made by a tool\na==1 \\\n    --hash=sha256:00\n    # via b\n\n# unsafe:\nc==2\n"
    once = tidy(locked, "runtime.in")
    heading, *rest = once.splitlines()
    assert heading.startswith("# Written by `make lock` from runtime.in.")
    assert rest == ["a==1 \\", "    --hash=sha256:00", "c==2"]
    assert tidy(once, "runtime.in") == once


def test_hashes_are_asked_for_and_places_are_not_written() -> None:
    wanted = {"--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"}
    assert wanted <= set(OPTIONS)

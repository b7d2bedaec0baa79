"""Annotated stories and answer sheets: every mark points at words, every answer at a question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

import popliteus
from popliteus.assess import answer_from
from tests.planting import values_of

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "vignettes" / "stories"
SHEETS = ROOT / "vignettes" / "answers"
BASE = popliteus.load(ROOT / "knowledge")


@cache
def stories(part: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((STORIES / part).glob("*.yaml")):
        for one in cast("list[dict[str, Any]]", values_of(path)):
            assert one["id"] not in found, one["id"]
            found[one["id"]] = one
    return found


def marks(story: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for item, mark in story.get("findings", {}).items():
        yield item, mark["quote"]
    for key in ("uncertain", "traps", "conflicts"):
        for item, quotes in (story.get(key) or {}).items():
            for quote in [quotes] if isinstance(quotes, str) else quotes:
                yield item, quote


def test_there_are_enough_and_a_third_is_held_back() -> None:
    open_, held = stories("open"), stories("held-back")
    assert len(open_) + len(held) >= 200
    assert len(held) * 3 >= len(open_) + len(held)
    assert not set(open_) & set(held)


@pytest.mark.parametrize("part", ["open", "held-back"])
def test_every_mark_is_in_the_words_of_its_story(part: str) -> None:
    known = {*BASE.findings, *BASE.factors, *BASE.attributes}
    for name, story in stories(part).items():
        for item, quote in marks(story):
            assert item in known, (name, item)
            assert quote, (name, item)
            assert quote in story["text"], (name, item)
        for item, mark in story["findings"].items():
            given = {key: mark[key] for key in ("value", "unit") if key in mark}
            answer_from(item, given if "unit" in given else given["value"], BASE, name)
        assert not set(story["findings"]) & set(story.get("conflicts") or {}), name


def test_every_vignette_has_an_answer_sheet_that_agrees_with_it() -> None:
    cases = {
        path.stem: values_of(path)
        for part in ("open", "held-back")
        for path in (ROOT / "vignettes" / part).glob("*.yaml")
    }
    sheets = {path.stem: values_of(path) for path in SHEETS.glob("*.yaml")}
    assert set(cases) == set(sheets)
    for name, sheet in sheets.items():
        assert sheet["id"] == name
        told, guessed = sheet.get("source") or {}, sheet.get("inferred") or {}
        assert not set(told) & set(guessed), name
        assert len(told) + len(guessed) >= 40, name
        for item, value in {**told, **guessed}.items():
            answer_from(item, value, BASE, name)
        coded = dict(cases[name]["findings"])
        for item, value in guessed.items():
            assert item not in coded or coded[item] == "unknown", (name, item, value)

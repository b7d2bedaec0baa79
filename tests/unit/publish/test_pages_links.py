"""Every link leads somewhere, every page is reached, every page is sound HTML."""

from __future__ import annotations

import itertools
import posixpath
import re

from tests.unit.publish.conftest import Parsed


def target(link: str, here: str) -> tuple[str, str]:
    path, _, fragment = link.partition("#")
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    ), fragment


def inside(link: str) -> bool:
    return not link.startswith(("http://", "https://"))


def test_every_internal_link_and_anchor_resolves(
    files: dict[str, str], parsed: dict[str, Parsed]
) -> None:
    anchors = {path: set(page.ids) for path, page in parsed.items()}
    broken = []
    for path, page in parsed.items():
        for link in filter(inside, page.links):
            there, fragment = target(link, path)
            if there not in files or (fragment and fragment not in anchors[there]):
                broken.append(f"{path}: {link}")
    assert not broken


def test_every_page_is_reached_from_the_article(parsed: dict[str, Parsed]) -> None:
    seen, ahead = set(), ["index.html"]
    while ahead:
        path = ahead.pop()
        if path in seen or path not in parsed:
            continue
        seen.add(path)
        ahead += [target(link, path)[0] for link in parsed[path].links if inside(link)]
    assert seen == set(parsed)


def test_pages_are_balanced_with_unique_anchors(parsed: dict[str, Parsed]) -> None:
    for path, page in parsed.items():
        assert not page.unbalanced, path
        assert not page.open, path
        assert len(page.ids) == len(set(page.ids)), path


def test_headings_are_in_order(parsed: dict[str, Parsed]) -> None:
    for path, page in parsed.items():
        levels = [level for level, _ in page.headings]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        steps = itertools.pairwise(levels)
        assert all(after - before <= 1 for before, after in steps), path


def test_nothing_is_inline_or_from_elsewhere(
    files: dict[str, str], parsed: dict[str, Parsed]
) -> None:
    """A policy that allows scripts and styles from the same place only breaks nothing."""
    for path, page in parsed.items():
        for tag, given in page.tags:
            assert tag != "style", path
            assert "style" not in given, path
            assert not [name for name in given if name.startswith("on")], path
            if tag in {"script", "link", "img"}:
                assert inside(str(given.get("src") or given.get("href"))), path
            if tag == "script":
                assert given.get("src"), path
    assert not re.search(r"url\(|@import", files["assets/popliteus.css"])


def test_danger_stands_before_the_text(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html"):
            main = text.partition("<main")[2]
            assert main.index('class="danger') < main.index("<h2 id=", main.index("help-now") + 20)


def test_internal_sources_are_listed_once(parsed: dict[str, Parsed]) -> None:
    for path, page in parsed.items():
        numbers = [one for one in page.ids if one.startswith("source-")]
        expected = [f"source-{n}" for n in range(1, len(numbers) + 1)]
        assert numbers == expected, path
        marked = [one for one in page.links if one.startswith("#source-")]
        assert {one[1:] for one in marked} == set(numbers), path
        first = list(dict.fromkeys(one[1:] for one in marked))
        assert first == expected, f"{path}: sources are not numbered in the order of their use"

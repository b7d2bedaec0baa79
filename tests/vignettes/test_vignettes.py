"""The development vignettes: what they cover, how they were split, and that common ones come out.

No test here asserts an accuracy; the scores are printed by ``popliteus evaluate``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest

import popliteus
from popliteus.assess import Case, assess, case_from_mapping
from popliteus.evaluate import rank_of
from popliteus.knowledge.reader import read_file
from popliteus.knowledge.records import LEVELS

ROOT = Path(__file__).resolve().parents[2]
BASE = popliteus.load(ROOT / "knowledge")
PARTS = ("open", "held-back")

#: The causes that the original article named.
ARTICLE = (
    "leg-cramp", "bakers-cyst", "knee-osteoarthritis", "rheumatoid-arthritis", "lupus-arthritis",
    "patellofemoral-pain", "hamstring-strain", "acl-tear", "pcl-tear", "deep-vein-thrombosis",
)  # fmt: skip


@cache
def _cases(part: str) -> dict[str, Case]:
    found = {}
    for path in sorted((ROOT / "vignettes" / part).glob("*.yaml")):
        value = read_file(path).value
        values = value[0] if isinstance(value, list) else value
        found[path.stem] = case_from_mapping(values, BASE, where=path.name)
    return found


def _gold(case: Case) -> str:
    assert case.gold is not None
    return case.gold.primary


def test_every_cause_has_a_vignette() -> None:
    golds = {_gold(case) for part in PARTS for case in _cases(part).values()}
    assert set(BASE.causes) <= golds


def test_no_source_stands_in_both_parts() -> None:
    pages = {part: {str(case.source["url"]) for case in _cases(part).values()} for part in PARTS}
    assert all(urlsplit(url).netloc for urls in pages.values() for url in urls)
    assert not pages["open"] & pages["held-back"]


def test_gold_urgency_is_the_higher_of_two_readings() -> None:
    readers = [
        cast(
            "Mapping[str, Mapping[str, str]]",
            cast("Mapping[str, object]", read_file(path).value)["ratings"],
        )
        for path in sorted((ROOT / "vignettes" / "urgency").glob("reader-*.yaml"))
    ]
    assert len(readers) == 2
    order = [str(level) for level in LEVELS]
    for part in PARTS:
        for name, case in _cases(part).items():
            given = [reader[name]["level"] for reader in readers]
            assert case.triage == max(given, key=order.index), name
            assert set(case.triage_accepted) == set(given), name


@pytest.mark.parametrize("cause", ARTICLE)
def test_an_article_cause_has_a_vignette_that_comes_out_right(cause: str) -> None:
    # Both parts: a total over held-back cases shows none of them.
    cases = [case for part in PARTS for case in _cases(part).values() if _gold(case) == cause]
    assert cases
    assert any(_first(case) for case in cases)


def test_a_meniscal_tear_comes_out_right() -> None:
    tears = ("meniscal-tear-traumatic", "meniscal-tear-degenerative")
    assert any(_first(case) for case in _cases("open").values() if _gold(case) in tears)


def _first(case: Case) -> bool:
    assert case.gold is not None
    order = [entry.cause for entry in assess(case, BASE).differential]
    return rank_of(order, case.gold.primary, coexisting=case.gold.coexisting) == 1

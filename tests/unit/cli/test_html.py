"""The page: one file, no request, no script, everything escaped, urgency first."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.result import Audience
from popliteus.cli.html import page
from popliteus.rules import Level

EVIL = "<script>alert('x')</script>\"'&"
CASE = {
    "id": EVIL,
    "age": 45,
    "sex": "female",
    "country": "GB",
    "findings": {"calf-swelling": "present", "onset": "days", "long-travel": "present"},
}
AUDIENCES: tuple[Audience, ...] = ("patient", "clinician")


class Outline(HTMLParser):
    """Tags, headings, ids and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "link", "img", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open:
            self.texts.append((self.open[-1], data.strip()))


def outline(knowledge: KnowledgeBase, audience: Audience) -> tuple[str, Outline]:
    case = popliteus.case_from_mapping(CASE, knowledge)
    text = page(popliteus.assess(case, knowledge, audience=audience), knowledge)
    found = Outline()
    found.feed(text)
    found.close()
    assert found.open == []
    return text, found


@pytest.fixture(params=AUDIENCES)
def shown(request: pytest.FixtureRequest, knowledge: KnowledgeBase) -> tuple[str, Outline]:
    return outline(knowledge, request.param)


def test_it_needs_nothing_from_anywhere(shown: tuple[str, Outline]) -> None:
    text, found = shown
    tags = {tag for tag, _ in found.tags}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "audio",
        "video",
    }
    assert not [a for _, a in found.tags if a.keys() & {"src", "href", "srcset", "background"}]
    assert not [key for _, a in found.tags for key in a if key.startswith("on")]
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_what_people_wrote_is_escaped(shown: tuple[str, Outline]) -> None:
    text, found = shown
    assert "<script" not in text
    assert any(EVIL in data for _, data in found.texts), "the id is shown as it was written"


def test_headings_are_in_order_and_urgency_is_first(
    shown: tuple[str, Outline], knowledge: KnowledgeBase
) -> None:
    _, found = shown
    headings = [(int(tag[1]), text) for tag, text in found.texts if tag in {"h1", "h2", "h3", "h4"}]
    assert headings[0][0] == 1
    assert headings[0][1] in {level.name for level in knowledge.services.levels}
    assert [level for level, _ in headings].count(1) == 1
    for (before, _), (after, name) in pairwise(headings):
        assert after <= before + 1, f"{name} skips a level"


def test_it_is_a_document_with_language_title_and_landmarks(shown: tuple[str, Outline]) -> None:
    text, found = shown
    tags = [tag for tag, _ in found.tags]
    assert dict(found.tags)["html"] == {"lang": "en"}
    assert tags.count("main") == tags.count("title") == tags.count("h1") == 1
    viewport = next(a for tag, a in found.tags if a.get("name") == "viewport")
    assert viewport["content"] == "width=device-width, initial-scale=1"
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(ids) == len(set(ids))
    named = [a["aria-labelledby"] for _, a in found.tags if "aria-labelledby" in a]
    assert set(named) <= set(ids)
    assert "@media print" in text


def test_bars_only_repeat_what_words_say(shown: tuple[str, Outline]) -> None:
    _, found = shown
    classes = [a.get("class") for _, a in found.tags]
    assert classes.count("bar") == classes.count("cause") == classes.count("chance") > 0
    bars = [a for _, a in found.tags if a.get("class") == "bar"]
    assert all(bar["aria-hidden"] == "true" for bar in bars)


def test_patients_see_no_percentages(knowledge: KnowledgeBase) -> None:
    _, patient = outline(knowledge, "patient")
    assert not [text for tag, text in patient.texts if tag != "style" and "%" in text]
    _, clinician = outline(knowledge, "clinician")
    assert [text for tag, text in clinician.texts if tag != "style" and "%" in text]


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.ROUTINE_WEEKS])
def test_unasked_danger_signs_stand_beside_the_level(
    knowledge: KnowledgeBase, level: Level
) -> None:
    result = popliteus.assess(popliteus.Case(age=30), knowledge)
    signs = (("cold-foot", "Is your foot cold?"), ("chest-pain", "Does your chest hurt?"))
    triage = replace(result.triage, level=level, provisional=True, ask=signs)
    text = page(replace(result, triage=triage), knowledge)
    names = [knowledge.findings[item].lay_name for item, _ in signs]
    if level is Level.SELF_CARE:
        assert "Home care, if none of these is true:" in text
        assert all(f"<li>{name}</li>" in text for name in names)
    else:
        assert "Before you rely on this, 2 danger signs are not known:" in text
        assert "; ".join(names) in text


def test_the_template_is_part_of_the_package() -> None:
    import popliteus.cli

    folder = Path(str(popliteus.cli.__file__)).parent / "templates"
    assert (folder / "assessment.html").is_file()

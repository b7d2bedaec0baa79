"""Templates: nothing undefined reaches a page, nothing is written unescaped, nothing is NHS's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError, meta
from markupsafe import Markup

from popliteus.errors import PopliteusError
from popliteus.rules import Level
from popliteus.web import look
from tests.unit.web.sample import HERE, WRONG, page

TEMPLATES = Path(look.__file__).parent / "templates"

#: The frame and its parts need nothing but what the environment has.
OURS = ("frame.html", "care.html")


def render(source: str, /, **given: object) -> str:
    return look.environment().from_string(source).render(**given)


@pytest.mark.parametrize("name", OURS)
def test_the_frame_uses_no_name_that_nobody_gives(name: str) -> None:
    made = look.environment()
    names = meta.find_undeclared_variables(made.parse((TEMPLATES / name).read_text("utf-8")))
    assert names <= set(made.globals)


@pytest.mark.parametrize(
    "text",
    [
        "{{ nobody }}",
        "{{ view.nobody }}",
        "{% if view.nobody %}x{% endif %}",
        "{{ ui.button({'text': nobody}) }}",
        "{{ ui.radios({'name': 'a', 'items': [{'value': 'b', 'text': view.nobody}]}) }}",
        "{{ ui.tag({'text': 'a', 'classes': view.nobody}) }}",
        "{{ nobody | urgency }}",
        "{{ view.nobody | medicine }}",
    ],
)
def test_undefined_is_an_error_in_our_templates_and_on_the_way_to_theirs(text: str) -> None:
    with pytest.raises(UndefinedError):
        render(text, view=WRONG)


@pytest.mark.parametrize("level", [None, "emergency", 4, True, ""])
def test_an_urgency_is_a_level_and_nothing_else(level: object) -> None:
    with pytest.raises((UndefinedError, TypeError)):
        render("{{ level | urgency }}", level=level)


@pytest.mark.parametrize("text", [None, "", "  ", 0, False, []])
def test_a_medicine_is_never_said_with_nothing(text: object) -> None:
    with pytest.raises((UndefinedError, TypeError)):
        render("{{ text | medicine }}", text=text)


def test_levels_have_different_steps() -> None:
    assert [look.urgency(level).step for level in Level] == [1, 2, 3, 4, 5]


def test_a_parameter_that_a_component_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"button: found \['lable'\]"):
        render("{{ ui.button({'lable': 'Go on'}) }}")


@pytest.mark.parametrize(
    "params", [{"html": "<b>x</b>"}, {"text": "x", "attributes": " onclick=x"}]
)
def test_html_that_is_a_plain_string_is_an_error(params: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="expected Markup"):
        render("{{ ui.button(params) }}", params=params)


def test_text_is_escaped_and_markup_is_not() -> None:
    said = render("{{ ui.inset_text({'text': text}) }}", text="<b>x</b>")
    assert "&lt;b&gt;" in said
    assert "<b>" not in said
    assert "<b>x</b>" in render("{{ ui.inset_text({'html': x}) }}", x=Markup("<b>x</b>"))


def test_none_leaves_a_parameter_out() -> None:
    assert "None" not in render("{{ ui.tag({'text': 'a', 'classes': none, 'id': none}) }}")


def test_a_call_block_fills_a_component() -> None:
    text = "{% call ui.details({'summaryText': 'Why'}) %}<p>{{ said }}</p>{% endcall %}"
    assert "<p>a &amp; b</p>" in render(text, said="a & b")


def test_every_component_is_there() -> None:
    ui: Any = look.environment().globals["ui"]
    names = set(ui)
    assert names == set(look.COMPONENTS)


def test_the_sample_has_no_script_no_style_no_other_host_and_nothing_of_the_nhs() -> None:
    for said in (page(), page(WRONG)):
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", said)
        addresses = re.findall(r"(?:href|src|action)=[\"']([^\"']*)", said)
        assert all(one.startswith(("/", "#", "tel:")) for one in addresses)
        assert not any(one.startswith("//") for one in addresses)
        words = re.sub(r"nhsuk-[\w-]+", "", said)
        assert not re.search(r"\bNHS\b|nhs\.uk|frutiger", words, re.IGNORECASE)


def test_the_sample_uses_every_component() -> None:
    used = set(re.findall(r"ui\.(\w+)\(", (HERE / "sample.html").read_text("utf-8")))
    within = {"error_message", "fieldset", "hint", "label", "skip_link"}  # parts of others
    assert used | within == set(look.COMPONENTS)


def test_an_address_of_a_file_changes_with_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "STATIC", tmp_path)
    (tmp_path / "a.css").write_text("a")
    first = look.asset("a.css")
    (tmp_path / "a.css").write_text("longer")
    assert look.asset("a.css") != first


def test_without_the_style_sheet_the_application_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "STYLE", tmp_path / "none.css")
    with pytest.raises(PopliteusError, match="make assets"):
        look.need_style()

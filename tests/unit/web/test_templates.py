"""Templates: nothing undefined, everything escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import StrictUndefined, UndefinedError, meta

import popliteus
from popliteus.web.look import environment

TEMPLATES = sorted(environment().list_templates(["html"]))

#: What the routes give to each template, besides the frame and what every template has.
GIVEN = {
    "again.html": {"view"},
    "answers.html": {"groups"},
    "care.html": set[str](),
    "crisis.html": set[str](),
    "erase.html": set[str](),
    "frame.html": set[str](),
    "form.html": {"view"},
    "help_now.html": {"view"},
    "how_fast.html": {"view"},
    "library/accessibility.html": {"view", "around"},
    "library/calculator.html": set[str](),
    "library/cite.html": {"view", "around"},
    "library/entry.html": {"view", "around"},
    "library/evidence.html": {"view", "around"},
    "library/form.html": {"view", "outcome"},
    "library/home.html": {"view"},
    "library/number.html": {"view", "around"},
    "library/page.html": {"around"},
    "library/privacy.html": {"view", "around"},
    "library/search.html": {"view", "around"},
    "macros.html": set[str](),
    "message.html": {"view"},
    "page.html": set[str](),
    "result.html": {"view", "way", "take", "trial", "picture", "recovery"},
    "result_clinician.html": {"view", "way", "take", "trial", "picture", "recovery"},
    "result_frame.html": {"view", "way", "take", "trial"},
    "result_parts.html": set[str](),
    "save.html": {"code", "hours"},
    "start.html": {"view"},
    "sure.html": {"sure"},
    "takeaway.html": {"take"},
    "understood.html": {"view"},
    "where.html": {"view", "maps"},
}


def test_every_template_is_known() -> None:
    assert sorted(GIVEN) == TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_only_what_it_is_given(name: str) -> None:
    made = environment()
    assert made.loader is not None
    source, _, _ = made.loader.get_source(made, name)
    used = meta.find_undeclared_variables(made.parse(source))
    macros = {
        one
        for file in ("macros.html", "care.html", "crisis.html", "result_parts.html")
        for one in vars(made.get_template(file).module)
    }
    assert used <= GIVEN[name] | {"frame"} | macros | {*made.globals}


def test_an_undefined_name_is_an_error_and_text_is_escaped() -> None:
    made = environment()
    assert made.undefined is StrictUndefined
    with pytest.raises(UndefinedError):
        made.from_string("{{ nothing }}").render()
    assert made.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


def test_templates_and_style_are_shipped_and_name_no_other_host() -> None:
    folder = Path(popliteus.__file__).parent / "web"
    texts = [*folder.rglob("*.html"), *folder.rglob("*.css")]
    assert len(texts) > 8
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|//[a-z]", text), path.name
        assert "<script" not in re.sub(r'<script type="module" src="\{\{ asset\(', "", text)
        assert not re.search(r"\sstyle=", text)

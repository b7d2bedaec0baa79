"""Templates: nothing undefined, everything escaped."""

from __future__ import annotations

import pytest
from jinja2 import StrictUndefined, UndefinedError, meta

from popliteus.web.render import environment

TEMPLATES = sorted(environment().list_templates(["html"]))

#: What the routes give to each template, besides the frame; `ui`, `asset` and `mark` are globals of
#: the environment that popliteus.web.look makes.
GIVEN = {
    "answers.html": {"groups"},
    "base.html": set[str](),
    "care.html": {"ui"},
    "erase.html": set[str](),
    "frame.html": {"ui", "asset", "mark"},
    "form.html": {"view"},
    "help_now.html": {"view"},
    "macros.html": set[str](),
    "message.html": {"lines", "links"},
    "result.html": {"view", "card", "more", "medicines", "other", "download"},
    "save.html": {"code", "hours"},
    "start.html": {"view", "signs", "hours"},
    "understood.html": {"view", "open", "asides", "missed"},
}


def test_every_template_is_known() -> None:
    assert sorted(GIVEN) == TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_only_what_it_is_given(name: str) -> None:
    made = environment()
    assert made.loader is not None
    source, _, _ = made.loader.get_source(made, name)
    used = meta.find_undeclared_variables(made.parse(source))
    macros = {*vars(made.get_template("macros.html").module)}
    assert used <= GIVEN[name] | {"frame"} | macros


def test_an_undefined_name_is_an_error_and_text_is_escaped() -> None:
    made = environment()
    assert made.undefined is StrictUndefined
    with pytest.raises(UndefinedError):
        made.from_string("{{ nothing }}").render()
    assert made.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"

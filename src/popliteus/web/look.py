"""What pages of the web app wear: the environment of their templates, components, frame, files.

What this module is
    `environment` makes the one Jinja environment in which our templates are filled in. In it an
    undefined name is an error. The components of ``nhsuk-frontend-jinja`` need the opposite, so
    they live in an environment of their own, and ours calls them as ``ui.button({...})``. What is
    handed over is looked through first: nothing undefined, no HTML that is a plain string, no
    parameter that the component does not have.

What it is not
    It knows no journey, no address and no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import (
    ChainableUndefined,
    Environment,
    PackageLoader,
    StrictUndefined,
    Undefined,
    UndefinedError,
)
from markupsafe import Markup

from popliteus.assess.words import capital
from popliteus.errors import PopliteusError
from popliteus.publish.drawings import inline
from popliteus.rules import Level

#: Served under an address of the application; `look.css` is compiled by ``make assets``.
STATIC = Path(__file__).parent / "static"
STYLE = STATIC / "look.css"

#: Our name of each component: its folder, and its macro. The style sheet has these and no others.
COMPONENTS = {
    "back_link": ("back-link", "backLink"),
    "breadcrumb": ("breadcrumb", "breadcrumb"),
    "button": ("button", "button"),
    "card": ("card", "card"),
    "checkboxes": ("checkboxes", "checkboxes"),
    "details": ("details", "details"),
    "error_message": ("error-message", "errorMessage"),
    "error_summary": ("error-summary", "errorSummary"),
    "fieldset": ("fieldset", "fieldset"),
    "hint": ("hint", "hint"),
    "input": ("input", "input"),
    "inset_text": ("inset-text", "insetText"),
    "label": ("label", "label"),
    "pagination": ("pagination", "pagination"),
    "radios": ("radios", "radios"),
    "select": ("select", "select"),
    "skip_link": ("skip-link", "skipLink"),
    "summary_list": ("summary-list", "summaryList"),
    "table": ("tables", "table"),
    "tag": ("tag", "tag"),
    "textarea": ("textarea", "textarea"),
    "warning_callout": ("warning-callout", "warningCallout"),
}
_PARAMETER = re.compile(r"\bparams\.(?:get\(\"(\w+)\"|(?!get\b)(\w+))")

Component = Callable[..., Markup]


@dataclass(frozen=True, slots=True)
class Urgency:
    """How a level of urgency is shown: its word, and how many of five steps are filled."""

    word: str
    step: int
    steps: int = len(Level)


@cache
def environment(static: str = "/static") -> Environment:
    """Return the environment for templates of the web app.

    Parameters
    ----------
    static
        The address under which the files of `STATIC` are served, without a slash at the end.

    Examples
    --------
    >>> made = environment()
    >>> "<1>" in made.from_string("{{ ui.tag({'text': 'draft <1>'}) }}").render()
    False
    >>> made.from_string("{{ ui.tag({'text': nobody}) }}").render()
    Traceback (most recent call last):
        ...
    jinja2.exceptions.UndefinedError: tag.text is undefined
    """
    made = Environment(
        loader=PackageLoader("popliteus.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a page looks up a hundred parts; none of them changes meanwhile
    )
    made.filters.update(urgency=urgency, medicine=medicine, capital=capital)
    mark = inline((STATIC / "popliteus.svg").read_text("utf-8").strip())
    made.globals.update(ui=_components(), asset=lambda name: asset(name, static), mark=mark)
    return made


def urgency(level: object) -> Urgency:
    """Return how a level is shown; the filter through which every urgency reaches a page.

    >>> urgency(Level.SOON_DAYS)
    Urgency(word='soon_days', step=3, steps=5)

    Raises
    ------
    UndefinedError
        When there is no level.
    TypeError
        When it is anything but a `Level`.
    """
    if isinstance(level, Undefined) or level is None:
        raise UndefinedError("the urgency is undefined")
    if not isinstance(level, Level):
        raise TypeError(f"found urgency {level!r}; expected a Level")
    return Urgency(level.word, level.value + 1)


def medicine(text: object) -> str:
    """Return what is said of a medicine, or its name; never nothing.

    >>> medicine("Ibuprofen: ask first")
    'Ibuprofen: ask first'

    Raises
    ------
    UndefinedError
        When there is no text, or a blank one.
    TypeError
        When it is anything but a text.
    """
    if isinstance(text, Undefined) or text is None:
        raise UndefinedError("what is said of a medicine is undefined")
    if not isinstance(text, str):
        raise TypeError(f"found {text!r} said of a medicine; expected a text")
    if not text.strip():
        raise UndefinedError("what is said of a medicine is blank")
    return text


def asset(name: str, static: str = "/static") -> str:
    """Return the address of a file of ours, with its contents' hash so that it may be kept.

    >>> asset("popliteus.svg").partition("?")[0]
    '/static/popliteus.svg'
    """
    file = STATIC / name
    return f"{static}/{name}?v={_hash(file, file.stat().st_mtime_ns)}"


def need_style() -> None:
    """Refuse to start without the style sheet; for the command that starts the application.

    Raises
    ------
    PopliteusError
        When it was not compiled.
    """
    if not STYLE.exists():
        raise PopliteusError(
            "The web app has no style sheet yet. Install Node.js 20.19 or newer with npm, "
            "then type: make assets"
        )


@cache
def _hash(file: Path, _changed: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]


@cache
def _components() -> Mapping[str, Component]:
    """Return every component, under our name, from an environment that forgives undefined."""
    theirs = Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return {name: _component(theirs, name, *where) for name, where in COMPONENTS.items()}


def _component(theirs: Environment, name: str, folder: str, macro: str) -> Component:
    """Return one component: a function of its parameters, and of what a call block holds."""
    place = f"nhsuk/components/{folder}"
    drawn: Component = getattr(theirs.get_template(f"{place}/macro.jinja").module, macro)
    source = (
        theirs.loader and theirs.loader.get_source(theirs, f"{place}/template.jinja")[0]
    ) or ""
    known = {first or second for first, second in _PARAMETER.findall(source)}

    def component(params: Mapping[str, object], **block: object) -> Markup:
        held = _held(params, name)
        unknown = sorted(set(params) - known)
        if unknown:
            raise TypeError(f"{name}: found {unknown}; expected some of {sorted(known)}")
        return drawn(held, **block)

    return component


def _held(value: object, where: str) -> object:
    """Return a value that a component may have: all defined, and None left out."""
    if isinstance(value, Undefined):
        raise UndefinedError(f"{where} is undefined")
    if isinstance(value, Mapping):
        return {
            key: _held(one, f"{where}.{key}")
            for key, one in value.items()
            if one is not None and not _is_loose(key, one, where)
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_held(one, f"{where}[{number}]") for number, one in enumerate(value)]
    return value


def _is_loose(key: str, value: object, where: str) -> bool:
    """Refuse a plain string where a component would write it unescaped."""
    raw = key.lower().endswith("html") or key == "attributes"
    if raw and isinstance(value, str) and not isinstance(value, Markup):
        raise TypeError(f"{where}.{key}: found a plain string; expected Markup, or `text` instead")
    return False

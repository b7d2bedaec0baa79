"""Texts of the knowledge base as HTML: Markdown, with figures, sources and links filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from popliteus.errors import KnowledgeError
from popliteus.knowledge.prose import CALL, CITED, DRAWING, NUMBER, Prose
from popliteus.publish.pages.numbers import STYLES
from popliteus.publish.pages.pictures import picture
from popliteus.publish.pages.sheet import Sheet
from popliteus.publish.pages.words import slug

#: Stand for what was filled in while the Markdown is made into HTML; no text holds them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
#: A picture stands in a paragraph of its own; HTML wants it outside.
_ALONE = re.compile(f"<p>({_OPEN}[0-9]+{_CLOSE})</p>")


def rendered(prose: Prose, sheet: Sheet, body: str | None = None) -> Markup:
    """Return a text, or a part of it, as HTML for a page.

    Raises
    ------
    KnowledgeError
        A figure, style or link that does not exist, or a call that is none.
    """
    filled: list[Markup] = []

    def keep(made: Markup) -> str:
        filled.append(made)
        return f"{_OPEN}{len(filled) - 1}{_CLOSE}"

    text = prose.body if body is None else body
    either = re.compile(rf"{CALL.pattern}|\s?{CITED.pattern}", re.S)  # a mark follows its word
    marked = either.sub(lambda found: keep(_filled(found, prose, sheet)), text)
    env: dict[str, Any] = {"sheet": sheet, "tables": 0}
    html = _ALONE.sub(r"\1", _markdown().render(marked, env))
    made = _PLACE.sub(lambda found: str(filled[int(found[1])]), html)
    return Markup(made)  # noqa: S704 - every part was escaped above


def _filled(found: re.Match[str], prose: Prose, sheet: Sheet) -> Markup:
    if found[2] is not None:
        return Markup().join(
            sheet.mark(one.strip().removeprefix("@")) for one in found[2].split(";")
        )
    line = prose.line(max(prose.body.find(found[0]), 0))
    drawing = DRAWING.match(found[1])
    if drawing:
        made = picture(drawing["name"], sheet.base)
        return Markup('<figure class="picture">{}</figure>').format(made)
    number = NUMBER.match(found[1])
    style = (number and number["style"]) or "full"
    if number is None or style not in STYLES:
        raise KnowledgeError(
            found=f"the call {found[0]}", file=prose.file, line=line,
            expected=f'{{{{ n("record#number") }}}}, or with a style: {", ".join(STYLES)}',
            code="unknown-call",
        )  # fmt: skip
    return sheet.figure(sheet.site.figures.at(number["address"], file=prose.file, line=line), style)


Env = MutableMapping[str, Any]
Rule = Callable[[Sequence[Token], int, Env], str]


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name, rule in _RULES.items():
        made.add_render_rule(name, _adapted(rule))
    return made


def _adapted(rule: Rule) -> Callable[..., str]:
    """Return a rule as the renderer calls it: with itself and its options, which no rule needs."""

    def render(
        _renderer: object, tokens: Sequence[Token], at: int, _options: object, env: Env
    ) -> str:
        return rule(tokens, at, env)

    return render


def _text(tokens: Sequence[Token], at: int, env: Env) -> str:
    """Explain hard words, but not inside a link or a heading."""
    linked = sum(one.nesting for one in tokens[:at] if one.type in {"link_open", "link_close"})
    content = tokens[at].content
    return str(escape(content) if linked or env.get("heading") else env["sheet"].plain(content))


def _link_open(tokens: Sequence[Token], at: int, env: Env) -> str:
    target = str(tokens[at].attrGet("href") or "")
    return f'<a href="{escape(env["sheet"].href(target))}">'


def _heading_open(tokens: Sequence[Token], at: int, env: Env) -> str:
    env["heading"] = True
    words = tokens[at + 1].content
    if env["sheet"].entry.key == "page:words":
        words = words.partition("(")[0].strip()
    return f'<{tokens[at].tag} id="{slug(words)}">'


def _heading_close(tokens: Sequence[Token], at: int, env: Env) -> str:
    env["heading"] = False
    return f"</{tokens[at].tag}>\n"


def _table_open(_tokens: Sequence[Token], _at: int, env: Env) -> str:
    env["tables"] += 1
    label = f"Table {env['tables']}"
    return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">\n<table>\n'


def _table_close(_tokens: Sequence[Token], _at: int, _env: Env) -> str:
    return "</table>\n</div>\n"


_RULES: dict[str, Rule] = {
    "text": _text,
    "link_open": _link_open,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "table_open": _table_open,
    "table_close": _table_close,
}

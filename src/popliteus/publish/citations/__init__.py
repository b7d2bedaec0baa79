"""Citations in the styles that people are asked for.

What this module is
    `citation` and `citations` turn a reference of the knowledge base, or any mapping in the
    fields of CSL-JSON, into a printed entry, the same as a piece of HTML, and what stands in the
    text. `STYLES` lists the styles. The four printed ones follow their manuals by way of the
    published CSL styles and pandoc; BibTeX is written by pandoc as well, RIS and CSL-JSON here.

What it is not
    It knows nothing of pages, numbers or records: `popliteus.publish.citations.targets` makes the
    mapping of a page, or of a number, that is cited here.

Every entry is made as if it stood alone: no "2018a", no line in place of a repeated author, number
one in numbered styles. A list that numbers its sources puts its own numbers.

Asking for many at once costs one start of pandoc for each style; what was made once in a process
is kept.
"""

from __future__ import annotations

import difflib
import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from popliteus.errors import CaseError
from popliteus.knowledge.records import Reference
from popliteus.publish.citations import pandoc
from popliteus.publish.citations.items import adapted, entry_note, item_of, key_of
from popliteus.publish.citations.ris import ris

Cited = Reference | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Style:
    """One way to print a citation.

    Attributes
    ----------
    id
        What is typed: ``apa``.
    label
        What people call it: ``APA 7``.
    kind
        ``text`` is for readers, ``data`` for reference managers.
    csl
        Name of the published CSL style, for styles of kind ``text``.
    suffix
        Ending of a file of such citations.
    """

    id: str
    label: str
    kind: Literal["text", "data"]
    csl: str = ""
    suffix: str = "txt"


#: Chicago is the author-date system, which its manual recommends to the sciences; the style is the
#: one of the 18th edition. Vancouver is the citation-sequence system of *Citing Medicine*.
STYLES: Mapping[str, Style] = MappingProxyType(
    {
        one.id: one
        for one in (
            Style("apa", "APA 7", "text", "apa"),
            Style("mla", "MLA 9", "text", "modern-language-association"),
            Style("vancouver", "Vancouver", "text", "nlm-citation-sequence"),
            Style("chicago", "Chicago 18, author-date", "text", "chicago-author-date"),
            Style("bibtex", "BibTeX", "data", suffix="bib"),
            Style("ris", "RIS", "data", suffix="ris"),
            Style("csl-json", "CSL-JSON", "data", suffix="json"),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry in one style.

    Attributes
    ----------
    style
        Id of the style.
    text
        The entry as plain text.
    html
        The same with ``em``, ``a`` and nothing that a strict content policy refuses; a ``pre`` for
        the styles of reference managers.
    in_text
        What stands in the text, such as ``(Wells et al., 2003)``; empty for reference managers.
    """

    style: str
    text: str
    html: str
    in_text: str = ""

    def at(self, place: str) -> str:
        """Return what stands in the text, with the place inside the source.

        Examples
        --------
        >>> Citation("apa", "...", "...", "(Wells et al., 2003)").at("Table 2")
        '(Wells et al., 2003, Table 2)'
        """
        if not place or not self.in_text.endswith(")"):
            return self.in_text
        return f"{self.in_text[:-1]}, {place})"


def style_of(name: str) -> Style:
    """Return a style by its id.

    Raises
    ------
    CaseError
        There is none of this name.

    Examples
    --------
    >>> style_of("apa").label
    'APA 7'
    """
    known = STYLES.get(name.lower())
    if known is not None:
        return known
    near = difflib.get_close_matches(name.lower(), STYLES, n=1, cutoff=0.4)
    hint = f"; nearest: {near[0]}" if near else ""
    raise CaseError(
        found=f"the style '{name}'",
        where="--style",
        expected=f"{', '.join(STYLES)} or all{hint}",
        code="unknown-style",
    )


def citation(cited: Cited, style: str) -> Citation:
    """Return one reference in one style.

    Parameters
    ----------
    cited
        A reference of the knowledge base, or a mapping in the fields of CSL-JSON.
    style
        Id of a style.

    Examples
    --------
    >>> knees = {"id": "roe-2001", "type": "article-journal", "title": "Knees: a history",
    ...          "author": [{"family": "Roe", "given": "Ann B."}], "container-title": "BMJ",
    ...          "issued": {"date-parts": [[2001]]}, "volume": "3", "page": "14-15"}
    >>> made = citation(knees, "apa")
    >>> made.text, made.in_text
    ('Roe, A. B. (2001). Knees: A history. BMJ, 3, 14–15.', '(Roe, 2001)')
    """
    return citations([cited], style)[0]


#: Style and item, as text, to what was made of them.
_MADE: dict[tuple[str, str], Citation] = {}


def citations(many: Iterable[Cited], style: str) -> list[Citation]:
    """Return references in one style, in their order.

    Parameters
    ----------
    many
        References of the knowledge base, or mappings in the fields of CSL-JSON.
    style
        Id of a style.

    Raises
    ------
    CaseError
        There is no such style.
    PopliteusError
        pandoc or a style file is not installed, or pandoc failed.
    """
    wanted = style_of(style)
    items = [one if isinstance(one, Mapping) else item_of(one) for one in many]
    keys = [(wanted.id, json.dumps(one, sort_keys=True)) for one in items]
    new = {key: one for key, one in zip(keys, items, strict=True) if key not in _MADE}
    if new:
        _MADE.update(zip(new, _made(list(new.values()), wanted), strict=True))
    return [_MADE[key] for key in keys]


def _made(items: list[Mapping[str, Any]], style: Style) -> list[Citation]:
    if style.kind == "text":
        fitted = [adapted(one, style.id) for one in items]
        entries = pandoc.entries(fitted, style.csl)
        pairs = zip(items, entries, strict=True)
        return [_printed(style.id, entry, entry_note(one)) for one, entry in pairs]
    if style.id == "bibtex":
        texts = pandoc.bibtex([adapted(one, "bibtex") for one in items])
    elif style.id == "ris":
        texts = [ris(one) for one in items]
    else:
        plain = [{**one, "id": key_of(one)} for one in items]
        texts = [json.dumps(one, ensure_ascii=False, indent=1) for one in plain]
    return [Citation(style.id, one, f"<pre>{html.escape(one)}</pre>") for one in texts]


def _printed(style: str, entry: pandoc.Entry, note: str) -> Citation:
    """Return an entry with what has to be said about it, such as that it was retracted."""
    text, marked = entry.text, entry.html
    if note:
        text, marked = f"{text} {note}", f"{marked} {html.escape(note)}"
    return Citation(style, text, marked, entry.in_text)


def joined(made: Iterable[Citation], style: str) -> str:
    """Return citations of one style as the text of one file.

    Examples
    --------
    >>> print(joined([Citation("csl-json", "{}", "")], "csl-json"), end="")
    [
    {}
    ]
    """
    texts = [one.text for one in made]
    if style == "csl-json":
        return "[\n" + ",\n".join(texts) + "\n]\n"
    return ("\n" if STYLES[style].kind == "text" else "\n\n").join(texts) + "\n"

"""References in the fields of CSL-JSON, and what each manual wants done to them beforehand.

CSL-JSON is what pandoc, reference managers and the CSL styles understand. Two things the styles
cannot know are done here: titles in the capitals that a manual wants, and which address leads to a
source that was seen in a copy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from popliteus.knowledge.records import Reference

Item = dict[str, Any]

#: Fields of a reference that have the same meaning in CSL-JSON and are plain text.
_SAME = ("title", "volume", "issue", "page", "publisher", "DOI", "PMID", "PMCID", "language")

#: Types that appear in a journal, a book or a meeting: cited by their place in it.
_CONTAINED = frozenset(["article-journal", "chapter", "paper-conference"])

#: Words of titles in headline capitals that keep their capital, because they are names.
_NAMES = frozenset(["Baker", "Staphylococcus"])

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\Z")
#: A capitalised word, unless it begins a sentence.
_CAPITAL = re.compile(r"(?<![A-Za-z])(?<![?!.] )(?:A|[A-Z][a-z]+)(?![A-Za-z])")
_REPORT_NUMBER = re.compile(r"(.+?)\s+No\.?\s*(\S+)\Z")
_VERSION = re.compile(r"[Vv](\d[\w.]*)\Z")


def item_of(reference: Reference) -> Item:
    """Return a reference of the knowledge base as CSL-JSON.

    A DOI, a PMC or a PubMed number leads to a publication better than the copy in which it was
    seen, so with one of them that copy's address is left out.

    Examples
    --------
    >>> one = Reference(schema=1, id="x-2001", type="report", title="Knees", issued=2001,
    ...                 number="Green-top Guideline No. 7")
    >>> item_of(one)["genre"], item_of(one)["number"], item_of(one)["issued"]
    ('Green-top Guideline', '7', {'date-parts': [[2001]]})
    """
    item: Item = {"id": reference.id, "type": reference.type}
    item |= {name: getattr(reference, name) for name in _SAME if getattr(reference, name)}
    if reference.author:
        item["author"] = [
            {name: value for name, value in asdict(one).items() if value}
            for one in reference.author
        ]
    if reference.container_title:
        item["container-title"] = reference.container_title
        short = journals().get(reference.container_title)
        item |= {"container-title-short": short} if short else {}
    item |= _numbered(reference.number)
    item |= _address(reference)
    if reference.issued is not None:
        item["issued"] = {"date-parts": [[reference.issued]]}
    return item | _retraction(reference)


def _numbered(number: str) -> Item:
    """Return the number of a report, its kind, or the version that stands in its place."""
    if version := _VERSION.match(number):
        return {"version": version[1]}
    if kind := _REPORT_NUMBER.match(number):
        return {"genre": kind[1], "number": kind[2]}
    return {"number": number} if number else {}


def _address(reference: Reference) -> Item:
    if reference.type in _CONTAINED:
        if reference.DOI:
            return {}
        if reference.PMCID:
            return {"URL": f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.PMCID}/"}
        if reference.PMID:
            return {"URL": f"https://pubmed.ncbi.nlm.nih.gov/{reference.PMID}/"}
    if not reference.URL:
        return {}
    return {"URL": reference.URL} | dated("accessed", reference.accessed)


def _retraction(reference: Reference) -> Item:
    known = reference.retraction
    if known is None or known.found == "none":
        return {}
    word = "Retracted" if known.found == "retracted" else "Expression of concern"
    notice = f"; notice: {known.notice}" if known.notice else ""
    status = "retracted" if known.found == "retracted" else "expression of concern"
    return {"status": status, "note": f"{word} (looked up {known.checked}{notice})"}


def entry_note(item: Mapping[str, Any]) -> str:
    """Return what an entry must say after itself: that it was retracted, or is doubted.

    Examples
    --------
    >>> entry_note({"status": "retracted"})
    '[Retracted]'
    """
    status = str(item.get("status", ""))
    if status not in {"retracted", "expression of concern"}:
        return ""
    return f"[{item.get('note') or status.capitalize()}]"


def dated(name: str, text: str) -> Item:
    """Return a date, such as ``2026-11-23`` or ``2026-11``, as a field; nothing if it is none.

    Examples
    --------
    >>> dated("issued", "2026-11"), dated("accessed", "soon")
    ({'issued': {'date-parts': [[2026, 11]]}}, {})
    """
    found = _DATE.match(text)
    if not found:
        return {}
    return {name: {"date-parts": [[int(part) for part in found.groups() if part is not None]]}}


@cache
def journals() -> Mapping[str, str]:
    """Return journals by name with the abbreviation that the National Library of Medicine uses."""
    text = (
        files("popliteus.publish.citations").joinpath("journals.json").read_text(encoding="utf-8")
    )
    found: dict[str, str] = json.loads(text)
    return found


def key_of(item: Mapping[str, Any]) -> str:
    """Return the key of an item: its id, without what BibTeX refuses in a key.

    Examples
    --------
    >>> key_of({"id": "wells-2003"}), key_of({"id": "a, {b}"})
    ('wells-2003', 'a-b')
    """
    return re.sub(r"[^A-Za-z0-9.:_+]+", "-", str(item.get("id", ""))).strip("-") or "item"


def adapted(item: Mapping[str, Any], style: str) -> Item:
    """Return an item as one style has to be given it.

    Retractions are said after the entry, in the same words in every style, so the styles do not
    see them.
    """
    one = {name: value for name, value in item.items() if name not in {"status", "note"}}
    english = str(item.get("language", "en")).startswith("en")
    title = str(item.get("title", ""))
    if style in {"apa", "vancouver"} and english and item.get("type") in _CONTAINED:
        title = one["title"] = sentence_case(title)
    if style == "apa":
        if english:
            one["title"] = capital_after_stop(title)
        if one.get("version") and one.get("type") == "webpage":
            one["type"] = "report"  # the style prints a version of reports, not of web pages
    if style == "vancouver":
        _for_vancouver(one)
    if style == "bibtex":
        version = f"Version {one['version']}" if one.get("version") else ""
        said = ". ".join(part for part in (version, str(item.get("note", ""))) if part)
        one |= {"id": key_of(item), "note": said} if said else {"id": key_of(item)}
    return one


def _for_vancouver(one: Item) -> None:
    """Print a version as a medium is printed, and no address beside a PubMed number."""
    if one.get("version"):
        one["genre"] = f"version {one['version']}"
    if one.get("PMID") and one.get("type") in _CONTAINED:
        one.pop("URL", None)
        one.pop("accessed", None)


def sentence_case(title: str) -> str:
    """Return a title that stands in headline capitals in the capitals of a sentence.

    A title that is in sentence case already is left alone; so are words with an inner capital.

    Examples
    --------
    >>> sentence_case("Incidence of Baker's Cysts: A US Study")
    "Incidence of Baker's cysts: a US study"
    >>> sentence_case("The Ottawa knee rule: a review")
    'The Ottawa knee rule: a review'
    """
    words = re.findall(r"[A-Za-z][a-z]{3,}", title)[1:]
    if 2 * sum(word[0].isupper() for word in words) <= len(words):
        return title
    first, rest = title[:1], title[1:]
    return first + _CAPITAL.sub(_lower, rest)


def _lower(found: re.Match[str]) -> str:
    word = found[0]
    return word if word in _NAMES else word.lower()


def capital_after_stop(title: str) -> str:
    """Return a title whose subtitle begins with a capital, as APA wants it.

    Examples
    --------
    >>> capital_after_stop("Gout: diagnosis and management")
    'Gout: Diagnosis and management'
    """
    return re.sub(r"(?<=[:?!] )[a-z]", lambda found: found[0].upper(), title)

"""What can be found by searching: each page, each section of a text, each hard word, each source.

What this module is
    `documents` turns records and texts into plain words, in four parts of different weight: title,
    other names, phrases in which people tell of it, and the text.

What it is not
    No index and no ranking (`popliteus.web.library.search`), and no HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from popliteus.assess.words import capital
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.cited import citation
from popliteus.knowledge.patient_texts import texts_of
from popliteus.knowledge.prose import CALL, CITED
from popliteus.knowledge.records import Cause, Test, Treatment
from popliteus.publish.pages.words import slug
from popliteus.publish.views.cause import cause_view
from popliteus.publish.views.shared import Shared
from popliteus.rules import Rule

Address = Callable[[str, str], str]

#: Pages whose words are not in a text of their own: what they are about.
_ABOUT = {
    "page:causes": "all causes list which reasons",
    "page:rules": "danger signs red flags emergency numbers decision rules calculators",
    "page:treatments": "what helps treatment medicines exercises operations self-care",
    "page:tests": "tests scans blood tests x-ray ultrasound MRI",
    "page:evidence": "evidence table numbers studies grades download CSV JSON",
    "page:sources": "sources references publications bibliography",
    "page:changes": "what changed releases versions",
    "page:how": "how it works model probability Bayes algorithm example prior urgency threshold",
    "page:how-well": "how well it works evaluation accuracy accurate right wrong validation missed",
}

_LINK = re.compile(r"\[([^\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"[#*_`|>]+")
_CALLS = re.compile(rf"{CALL.pattern}|{CITED.pattern}", re.S)


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    Attributes
    ----------
    kind
        ``cause``, ``rule``, ``treatment``, ``test``, ``page``, ``word`` or ``source``.
    title, names, phrases, text
        Its words, the weightiest first.
    """

    kind: str
    address: str
    title: str
    names: str = ""
    phrases: str = ""
    text: str = ""


def documents(shared: Shared, address: Address) -> Iterator[Document]:
    """Yield everything that can be found."""
    makers: dict[str, Callable[[str, Shared], Document]] = {
        "cause": _cause,
        "rule": _rule,
        "treatment": _treatment,
        "test": _test,
    }
    for entry in shared.site.entries.values():
        where = address(entry.path, "")
        if entry.kind in makers:
            made = makers[entry.kind](entry.id, shared)
            names = _joined((made.names, *_also(f"{entry.title} {made.names}", shared)))
            yield Document(entry.kind, where, entry.title, names, made.phrases, made.text)
        elif entry.id not in shared.site.prose:
            yield Document("page", where, entry.title, _ABOUT.get(entry.key, ""))
    yield from _texts(shared, address)
    sources = shared.site.entry("page:sources")
    for one in shared.base.references.values():
        yield Document("source", address(sources.path, one.id), one.title, "", "", citation(one))


def _also(names: str, shared: Shared) -> Iterator[str]:
    """Yield what the hard words in a name are called besides: DVT for deep vein thrombosis."""
    words = shared.site.words
    terms = {words.term[found[0].lower()] for found in words.pattern.finditer(names)}
    yield from (word for word, term in words.term.items() if term in terms)


def _cause(name: str, shared: Shared) -> Document:
    one = shared.base.causes[name]
    codes = (f"{code.code} {code.display or ''}" for code in one.codes)
    return Document(
        "cause",
        "",
        one.lay_name,
        _joined((one.name, *one.synonyms, *codes)),
        _joined(_feelings(one, shared)),
        _patient_text("causes", one),
    )


def _feelings(cause: Cause, shared: Shared) -> Iterator[str]:
    """Yield what people with a cause tell most, and the phrases that they use for it."""
    view = cause_view(cause, shared)
    told = {one.text for one in (*view.most, *view.some)}
    for finding in shared.base.findings.values():
        if capital(finding.lay_name) in told:
            yield from (finding.lay_name, finding.name, *finding.phrases)


def _rule(name: str, shared: Shared) -> Document:
    one = shared.base.rules[name]
    says = [one.says.patient, one.says.clinician] if one.says else []
    counted = one.scheme.items if one.scheme else ()
    items = [part for item in counted for part in (item.lay_name, item.name)]
    bands = [band.action.patient for band in (one.scheme.bands if one.scheme else ())]
    return Document(
        "rule",
        "",
        one.lay_name,
        _joined((one.name, "calculator score" if one.scheme else "danger sign red flag")),
        _joined((*_phrases(one, shared.base), *items)),
        _joined((*says, one.why, *one.phone, *bands)),
    )


def _phrases(rule: Rule, base: KnowledgeBase) -> Iterator[str]:
    if rule.scheme:
        return
    for item in rule.items:
        record = base.findings.get(item) or base.factors.get(item)
        if record:
            yield from (record.lay_name, record.name)


def _treatment(name: str, shared: Shared) -> Document:
    one = shared.base.treatments[name]
    causes = (c for c in shared.base.causes.values() if c.care and name in c.care.treatments)
    used = (cause.lay_name for cause in causes)
    return Document(
        "treatment", "", one.lay_name, one.name, _joined(used), _patient_text("treatments", one)
    )


def _test(name: str, shared: Shared) -> Document:
    one = shared.base.tests[name]
    finding = shared.base.findings[one.finding]
    used = (shared.base.causes[cause].lay_name for cause in one.helps_with)
    return Document(
        "test",
        "",
        one.lay_name,
        _joined((one.name, finding.name)),
        _joined(used),
        _patient_text("tests", one),
    )


def _patient_text(kind: str, record: Cause | Treatment | Test) -> str:
    """Return everything that a patient reads of a record, its name left out."""
    value = asdict(record)
    return _joined(one.text for one in texts_of(kind, "", value) if one.field != "lay_name")


def _texts(shared: Shared, address: Address) -> Iterator[Document]:
    """Yield the texts by section; hard words are told as such, and prevention by its causes."""
    for name, prose in shared.site.prose.items():
        if name == "prevention":
            continue
        entry = shared.site.entry(f"page:{name}")
        sections = prose.sections()
        first = prose.body.partition("\n## ")[0]
        yield Document(
            "page", address(entry.path, ""), entry.title, prose.description, "", _plain(first)
        )
        for heading, body in sections.items():
            title, _, others = heading.partition("(")
            if name == "words":
                where = address(entry.path, slug(title))
                yield Document("word", where, title.strip(), others.rstrip(") "), "", _plain(body))
            else:
                where = address(entry.path, slug(heading))
                yield Document("page", where, f"{heading} – {entry.title}", "", "", _plain(body))


def _plain(body: str) -> str:
    text = _LINK.sub(r"\1", _CALLS.sub("", body))
    return " ".join(_MARKS.sub(" ", text).split())


def _joined(texts: Iterable[str]) -> str:
    """Return texts as one, each once, with a stop between."""
    kept = dict.fromkeys(text.strip() for text in texts if text and text.strip())
    return " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in kept)

"""Which page to ask next: danger first, then the page that is expected to change most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from popliteus.assess.case import Case
from popliteus.assess.evidence import engine_evidence
from popliteus.engine import Evidence, Posterior, posterior
from popliteus.engine.selection import Page, score_pages
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Attribute, Factor, Finding, PageRecord

_READERS = {"patient": 0, "clinician": 1}

#: Questions with one answer each that share a page, and the answers that they may offer together:
#: about two screens of a phone. More would be read less well.
MOST_QUESTIONS = 3
MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Scored:
    """One page and why it comes now."""

    page: PageRecord
    items: tuple[str, ...]
    score: float
    triage_fall: float
    gain_bits: float


def together(pages: Sequence[PageRecord], base: KnowledgeBase) -> list[PageRecord]:
    """Return what shares a page with the first: the next that are single questions as it is.

    Parameters
    ----------
    pages
        Pages that are worth asking now, the one that comes next first.

    Returns
    -------
    list of PageRecord
        In the order of the questionnaire. The first alone where it is no single question.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> pages = {page.id: page for page in base.questionnaire.pages}
    >>> wanted = [pages[f"{name}-page"] for name in ("duration", "swelling", "course")]
    >>> [page.id for page in together(wanted, base)]
    ['duration-page', 'course-page']
    """
    kept: list[PageRecord] = []
    room = MOST_CHOICES
    for page in pages:
        if page.kind != "attribute":
            continue
        size = len(base.attributes[page.items[0]].options)
        if len(kept) < MOST_QUESTIONS and size <= room:
            kept.append(page)
            room -= size
    if not kept or kept[0] is not pages[0]:
        return [*pages[:1]]
    return [page for page in base.questionnaire.pages if page in kept]


def open_items(page: PageRecord, case: Case, base: KnowledgeBase) -> tuple[str, ...]:
    """Return what on a page has not been answered and makes sense for this person."""
    if page.only_sex is not None and case.sex is not None and case.sex != page.only_sex:
        return ()
    if case.age is not None and page.age_from is not None and case.age < page.age_from:
        return ()
    if case.age is not None and page.age_to is not None and case.age > page.age_to:
        return ()
    if page.kind == "attribute" and not _condition(page.items[0], case, base):
        return ()
    return tuple(
        item for item in page.items if item not in case.answers and not too_young(item, case, base)
    )


def too_young(item: str, case: Case, base: KnowledgeBase) -> bool:
    """Return whether a finding is not asked of somebody of this age."""
    finding = base.findings.get(item)
    least = finding.age_from if finding else None
    return least is not None and case.age is not None and case.age < least


def pointless(item: str, case: Case, base: KnowledgeBase) -> bool:
    """Return whether it makes no sense to name a finding to this person as still open.

    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = popliteus.case_from_mapping({"findings": {"mechanism": "none"}}, base)
    >>> pointless("pop-in-knee", case, base), pointless("fever", case, base)
    (True, False)
    """
    told = {name: given.value for name, given in case.answers.items()}
    out = base.findings[item].pointless_if.items()
    return too_young(item, case, base) or any(told.get(name) in values for name, values in out)


def _condition(attribute: str, case: Case, base: KnowledgeBase) -> bool:
    needed = base.attributes[attribute].only_if_any
    if not needed:
        return True
    given = [case.answers.get(item) for item in needed]
    return any(one is not None and one.value == "present" for one in given)


def record_of(item: str, base: KnowledgeBase) -> Finding | Factor | Attribute:
    """Return the record of anything that can be asked."""
    return base.findings.get(item) or base.factors.get(item) or base.attributes[item]


def ranked(
    case: Case,
    base: KnowledgeBase,
    *,
    who: Collection[str] = ("patient",),
    evidence: Evidence | None = None,
    found: Posterior | None = None,
) -> list[Scored]:
    """Return the open ordinary pages, the one expected to change most first.

    Parameters
    ----------
    who
        Whose pages: ``patient``, ``clinician`` or both.
    evidence, found
        The person for the engine, when already known.
    """
    evidence = evidence or engine_evidence(case, base)
    found = found or posterior(base.compiled.model, evidence, beyond=False)
    candidates: list[tuple[PageRecord, tuple[str, ...]]] = []
    pages: list[Page] = []
    for record in base.questionnaire.pages:
        if record.danger or record.who not in who:
            continue
        items = open_items(record, case, base)
        page = _page(record, items, base)
        if page is not None:
            candidates.append((record, items))
            pages.append(page)
    if not pages:
        return []
    scores = score_pages(base.compiled.model, evidence, found, pages)
    result = [
        Scored(record, items, float(s), float(t), float(g))
        for (record, items), s, t, g in zip(
            candidates, scores.score, scores.triage_fall, scores.gain_bits, strict=True
        )
    ]
    order = {record.id: place for place, record in enumerate(base.questionnaire.pages)}
    return sorted(result, key=lambda one: (-one.score, order[one.page.id]))


def _page(record: PageRecord, items: Sequence[str], base: KnowledgeBase) -> Page | None:
    """Return the page for the engine; None when nothing on it is part of the model."""
    compiled = base.compiled
    places = {
        "boxes": compiled.readings,
        "factors": compiled.factors,
        "attribute": compiled.attributes,
    }[record.kind]
    known = tuple(places.index(item) for item in items if item in places)
    if not known:
        return None
    return Page(
        kind=record.kind,
        items=known,
        burden=record.burden,
        answered=min(record.answered, 1.0),
        reader=_READERS[record.who],
    )


def danger_pages(case: Case, base: KnowledgeBase) -> list[tuple[PageRecord, tuple[str, ...]]]:
    """Return the danger pages that still have open items, in their order."""
    found = []
    for record in base.questionnaire.pages:
        items = open_items(record, case, base) if record.danger else ()
        if items:
            found.append((record, items))
    return found

"""Pages of ``popliteus show`` about what to do: care of a cause, treatments, tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from popliteus.cli.show_phases import programme
from popliteus.cli.show_text import Cites, bullets, heading, numbers, pairs, title
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Begins, Care, Caution, Cited, Test, Treatment
from popliteus.knowledge.second import second_readings, unread_doses


def care(one: Care, base: KnowledgeBase, cites: Cites) -> Iterator[RenderableType]:
    """Yield what to do about a cause."""
    yield heading("What to do")
    yield pairs(
        [
            ("now", "\n".join(one.now)),
            ("now, clinician", "\n".join(one.now_clinician)),
            ("come back if", "\n".join(one.come_back_if)),
            ("expect", one.course.patient),
            ("expect, clinician", one.course.clinician),
            ("off track if", one.course.off_track_if),
            ("course rests on", ", ".join(one.course.evidence) or "judgement"),
            ("treatments", _named(one.treatments, base)),
            ("tests", _named(one.tests, base)),
            ("sources", cited(one.sources, cites) or "judgement"),
        ]
    )


def _named(ids: Iterable[str], base: KnowledgeBase) -> str:
    found = []
    for name in ids:
        record = base.treatments.get(name) or base.tests.get(name)
        found.append(f"{name} ({record.name})" if record else name)
    return "\n".join(found)


def cited(sources: Iterable[Cited], cites: Cites) -> str:
    """Return pointers to references, one on each line, with the words that were seen."""
    lines = []
    for one in sources:
        parts = [f"{cites.mark(one.ref)} {one.ref}", one.where]
        parts += [f"seen: {one.seen.replace('_', ' ')}" if one.seen else ""]
        parts += [f"“{one.printed}”" if one.printed else "", one.url]
        lines.append(", ".join(part for part in parts if part))
    return "\n".join(lines)


def treatment_page(one: Treatment, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a treatment."""
    cites = Cites(base)
    yield title(f"{one.name} ({one.lay_name})", f"treatment ({one.kind})", one.id, one.status)
    yield Text()
    used = [c.id for c in base.causes.values() if c.care and one.id in c.care.treatments]
    yield pairs(
        [
            ("what", one.what),
            ("how", one.how),
            ("how, clinician", one.how_clinician),
            ("begins", _begins(one.begins, cites)),
            ("leave out", "\n".join(one.leave_out)),
            ("for it", "\n".join(one.pros)),
            ("against it", "\n".join(one.cons)),
            ("stop if", "\n".join(one.stop_if)),
            ("used for", ", ".join(used)),
            ("grade", (one.grade or "").replace("_", " ")),
            ("judgement", one.judgement),
            ("sources", cited(one.sources, cites)),
        ]
    )
    unread = unread_doses(one, second_readings(base.path))
    yield from programme(one, lambda sources: cited(sources, cites), unread)
    if one.cautions:
        yield heading("Who must be careful")
        yield bullets(_caution(caution, cites) for caution in one.cautions)
    yield from numbers(one.evidence, cites)
    yield from cites.listed()


def _begins(one: Begins, cites: Cites) -> str:
    basis = f"judgement: {one.judgement}" if one.judgement else ""
    said = f"{one.at.replace('_', ' ')}. {one.because}".strip()
    return "\n".join(part for part in (said, cited(one.sources, cites), basis) if part)


def _caution(one: Caution, cites: Cites) -> str:
    if one.age_at_least is not None:
        when = f"age {one.age_at_least} or more"
    elif one.age_below is not None:
        when = f"age below {one.age_below}"
    elif one.not_excluded is not None:
        when = f"{one.not_excluded} not excluded"
    else:
        when = str(one.factor or one.finding)
    text = f"{when}: {one.fit}. {one.because_clinician or one.because}"
    sources = cited(one.sources, cites)
    return f"{text} ({sources or 'judgement: ' + (one.judgement or 'no reason given')})"


def test_page(one: Test, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a test."""
    cites = Cites(base)
    yield title(f"{one.name} ({one.lay_name})", "test", one.id, one.status)
    yield Text()
    yield pairs(
        [
            ("answers", one.finding),
            ("helps", one.why),
            ("does not help", one.why_not),
            ("helps with", ", ".join(one.helps_with)),
            ("advised from", f"{one.advise_at:g} probability that one of these is active"),
            ("not for", ", ".join(one.not_for)),
            ("judgement", one.judgement),
            ("sources", cited(one.sources, cites)),
        ]
    )
    yield from numbers(one.evidence, cites)
    yield from cites.listed()

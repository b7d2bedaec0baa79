"""Pages of ``popliteus show`` about rules and references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from popliteus.cli.show_text import (
    Cites,
    bullets,
    by_id,
    heading,
    number,
    pairs,
    table,
    title,
)
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.cited import citation
from popliteus.knowledge.records import Number, Reference
from popliteus.rules import Rule
from popliteus.rules.conditions import (
    UNSURE,
    Age,
    All,
    AnyOf,
    AtLeast,
    Attribute,
    Bounds,
    Condition,
    Factor,
    Finding,
    Not,
    Sex,
)


def condition_lines(condition: Condition, base: KnowledgeBase, depth: int = 0) -> Iterator[str]:
    """Yield a condition in words, one line for each part, indented by its depth."""
    indent = "  " * depth
    match condition:
        case All(of):
            yield f"{indent}all of these:"
        case AnyOf(of):
            yield f"{indent}any of these:"
        case AtLeast(count, of):
            yield f"{indent}at least {count} of these:"
        case Not(part):
            yield f"{indent}not:"
            of = (part,)
        case _:
            yield f"{indent}- {_leaf(condition, base)}"
            return
    for part in of:
        yield from condition_lines(part, base, depth + 1)


def _leaf(leaf: Condition, base: KnowledgeBase) -> str:
    match leaf:
        case Finding(item, bounds, by_number):
            known = base.findings.get(item)
            limits = f" {_bounds(bounds)}" if bounds else ""
            limits += ", only by the number" if by_number else ""
            return f"{known.name if known else item}{limits} ({item})"
        case Factor(item):
            factor = base.factors.get(item)
            return f"{factor.name if factor else item} ({item})"
        case Attribute(item, options):
            attribute = base.attributes[item]
            named = [one.name for one in attribute.options if one.id in options]
            named += ["not sure"] if UNSURE in options else []
            return f"{attribute.name}: {' or '.join(named)} ({item})"
        case Age(bounds):
            return f"age {_bounds(bounds)}"
        case Sex(sex):
            return f"sex {sex}"
        case _:
            return str(leaf)


def _bounds(bounds: Bounds) -> str:
    return " and ".join(
        f"{name.replace('_', ' ')} {value:g}"
        for name, value in asdict(bounds).items()
        if value is not None
    )


def rule_page(rule: Rule, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a rule."""
    cites = Cites(base)
    kind = rule.kind.value.replace("_", " ")
    yield title(f"{rule.name} ({rule.lay_name})", kind, rule.id, rule.status)
    yield Text()
    sets = "no level" if rule.scheme else rule.level.word.replace("_", " ")
    yield pairs(
        [
            ("sets", sets),
            ("why", rule.why),
            ("costs", rule.cost),
            ("looks like", rule.looks_like),
            ("to be ruled out first", ", ".join(rule.suspects)),
            ("says to people", rule.says.patient if rule.says else ""),
            ("says to clinicians", rule.says.clinician if rule.says else ""),
            ("to say on the phone", "\n".join(rule.phone)),
            ("withdrawn when", " and ".join(f"{one} is absent" for one in rule.resolved_by)),
            ("group", "" if rule.covered else "not covered by the list of causes"),
        ]
    )
    if rule.fires_when is not None:
        yield heading("Fires when")
        yield Text("\n".join(condition_lines(rule.fires_when, base)))
    if rule.scheme is not None:
        yield from _scheme(rule, base)
    yield from _rule_sources(rule, cites)
    yield heading("Cases, run as tests")
    yield table(
        ("expected", "given"),
        [
            (
                _expected(one.expect, one.score),
                ", ".join(f"{k}: {_given(v)}" for k, v in one.given.items()),
            )
            for one in rule.cases
        ],
    )
    yield from cites.listed()


def _expected(word: str, score: float | None) -> str:
    return word if score is None else f"{word} ({score})"


def _given(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return str(value)


def _scheme(rule: Rule, base: KnowledgeBase) -> Iterator[RenderableType]:
    scheme = rule.scheme
    if scheme is None:
        return
    yield heading("Computed for")
    yield Text("\n".join(condition_lines(scheme.gate, base)))
    yield heading("Items")
    for item in scheme.items:
        by = "; only a clinician's answer counts" if item.by_clinician else ""
        points = f"{item.points:+g}  " if scheme.form == "points" else ""
        yield Text(f"{points}{item.name}{by}")
        yield Padding(
            Text("\n".join(condition_lines(item.is_met, base)), style="dim"), (0, 0, 0, 4)
        )
    yield heading("Result")
    yield table(
        ("score", "means", "then"),
        [
            (f"{one.lowest} to {one.highest}", one.name, one.action.clinician)
            for one in scheme.bands
        ],
    )


def _rule_sources(rule: Rule, cites: Cites) -> Iterator[RenderableType]:
    yield heading("Rests on")
    lines = []
    for one in rule.sources:
        seen = f", seen: {one.seen.replace('_', ' ')}" if one.seen else ""
        printed = f": “{one.printed}”" if one.printed else ""
        lines.append(f"{cites.mark(one.ref)} {one.ref}, {one.where}{seen}{printed}")
    if rule.judgement:
        lines.append(f"Judgement: {rule.judgement}")
    yield bullets(lines)


def uses_of(ref: str, base: KnowledgeBase) -> tuple[list[tuple[str, Number]], list[str]]:
    """Return every published figure that cites a reference, and every other place that does."""
    figures: list[tuple[str, Number]] = []
    places: list[str] = []
    kinds: dict[str, dict[str, Any]] = {
        "causes": dict(base.causes),
        "facts": dict(base.facts),
        "findings": dict(base.findings),
        "factors": dict(base.factors),
        "treatments": dict(base.treatments),
        "tests": dict(base.tests),
    }
    for kind, records in kinds.items():
        for name, record in records.items():
            known = by_id(record.evidence)
            figures += [(f"{kind}/{name}", n) for n in known.values() if n.source.ref == ref]
            plain = {k: v for k, v in asdict(record).items() if k != "evidence"}
            if _cites(plain, ref):
                places.append(f"{kind}/{name}")
    places += [
        f"rules/{rule.id}"
        for rule in base.rules.values()
        if any(s.ref == ref for s in rule.sources)
    ]
    if any(one.ref == ref for one in base.services.sources):
        places.append("services")
    return figures, places


def _cites(value: object, ref: str) -> bool:
    if isinstance(value, dict):
        return value.get("ref") == ref or any(_cites(one, ref) for one in value.values())
    if isinstance(value, list | tuple):
        return any(_cites(one, ref) for one in value)
    return False


def reference_page(one: Reference, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a reference: its citation and every number that cites it."""
    figures, places = uses_of(one.id, base)
    yield title(one.title, "reference", one.id)
    yield Text()
    yield Text(citation(one))
    yield pairs([("seen on", one.accessed), ("address", one.URL), ("note", one.note)])
    cites = Cites(base)
    if figures:
        yield heading(f"Figures from it ({len(figures)})")
    for place, figure in figures:
        yield Text(f"\n{place}", style="dim")
        yield number(figure, cites)
    if places:
        yield heading("Also cited by")
        yield bullets(places)

"""``popliteus show <cause>``: everything the model holds about a cause, so that it can be checked.

What this module is
    `facts_of` and `tables_of`, the compiled probabilities of a cause beside the words or figures
    they come from, and `page`, which prints them with rates, links, factors and care.

What it is not
    It computes nothing: every probability is the one that the engine uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from popliteus.cli.show_care import care
from popliteus.cli.show_text import (
    Cites,
    bullets,
    by_id,
    estimate,
    heading,
    numbers,
    pairs,
    table,
    title,
)
from popliteus.knowledge import KnowledgeBase, derive
from popliteus.knowledge.records import AGE_BANDS, SETTINGS, Cause, Number, Ratio

_SAYS = {
    "none": "none",
    derive.DEFINES: "defines it",
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a cause: what the file says and what the engine uses.

    `probability` is None where the cause does not produce the fact; then `leak` is all there is.
    """

    fact: str
    meaning: str
    says: str
    probability: float | None
    leak: tuple[float, float]
    number: str
    danger: bool


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option of an attribute in one presentation."""

    presentation: str
    attribute: str
    option: str
    says: str
    probability: float


def facts_of(cause: Cause, base: KnowledgeBase) -> list[FactRow]:
    """Return every fact of the base for a cause, the most probable first."""
    compiled = base.compiled
    place = compiled.causes.index(cause.id)
    danger = {one.fact for one in base.findings.values() if one.danger}
    rows = []
    for f, fact in enumerate(base.facts.values()):
        produced = derive.fact_probability(cause, fact.id, base.findings, base.settings)
        source = (
            derive.parameter_of(cause, fact.id, base.findings)
            if cause.facts.get(fact.id) == derive.PUBLISHED
            else None
        )
        rows.append(
            FactRow(
                fact=fact.id,
                meaning=fact.meaning,
                says=_says(cause, fact.id, source, base),
                probability=None if produced is None else float(compiled.model.fact[place, f]),
                leak=(min(fact.leak.values()), max(fact.leak.values())),
                number=source.id if source else "",
                danger=fact.id in danger,
            )
        )
    return sorted(rows, key=lambda row: (-(row.probability or 0.0), row.fact))


def _says(cause: Cause, fact: str, source: Number | None, base: KnowledgeBase) -> str:
    cell = cause.facts.get(fact)
    if cell is None:
        return "not considered"
    if source is None:
        words = derive.words_of(cell)
        return "; ".join(_SAYS.get(word, word) for word in words)
    told = f"published: {source.id}"
    if source.of.finding is None:
        return told
    finding = base.findings[source.of.finding]
    reader = source.reader or derive.readers_of(finding)[0]
    yes, no = derive.accuracy(finding, reader, base.settings)
    value = derive.mean(source.estimate)
    return f"{told}, read by {reader}: ({value:.3g} - {no:g}) / ({yes:g} - {no:g})"


def tables_of(cause: Cause, base: KnowledgeBase) -> list[OptionRow]:
    """Return every option of every attribute, with the probability that the engine uses."""
    compiled = base.compiled
    owner = list(compiled.model.presentation_cause)
    first = owner.index(compiled.causes.index(cause.id))
    rows = []
    for g, presentation in enumerate(cause.presentations, start=first):
        for q, attribute in enumerate(compiled.attributes):
            cells = presentation.tables.get(attribute, {})
            for v, option in enumerate(compiled.options[q]):
                said = "; ".join(derive.words_of(cells[option])) if option in cells else "none"
                share = float(compiled.model.tables[q][g, v])
                rows.append(
                    OptionRow(presentation.id, attribute, option, said if cells else "-", share)
                )
    return rows


def page(cause: Cause, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a cause."""
    cites = Cites(base)
    yield title(f"{cause.name} ({cause.lay_name})", "cause", cause.id, cause.status)
    yield Text()
    yield Text(cause.summary)
    yield Text()
    yield pairs(
        [
            ("for people", cause.lay_summary),
            ("group", cause.group),
            ("usually", cause.usual_level.replace("_", " ")),
            ("also called", ", ".join(cause.synonyms)),
            ("codes", "; ".join(f"{c.system} {c.code} ({c.display})" for c in cause.codes)),
        ]
    )
    yield from _rates(cause)
    yield from _links(cause, cites)
    yield from _factors(cause, cites)
    yield from _danger(cause)
    yield from _facts(cause, base, cites)
    yield from _presentations(cause, base)
    if cause.differences:
        yield heading("Told from look-alikes")
        yield bullets(f"{_name(one.cause, base)}: {one.how}" for one in cause.differences)
    if cause.care:
        yield from care(cause.care, base, cites)
    yield from numbers(cause.evidence, cites)
    yield from cites.listed()


def _name(cause: str, base: KnowledgeBase) -> str:
    return base.causes[cause].name if cause in base.causes else cause


def _rests_on(cause: Cause) -> str:
    if cause.spell_weeks is None:
        return "judgement"
    return f"rate x spell of {cause.spell_weeks:g} weeks (judgement)"


def _rates(cause: Cause) -> Iterator[RenderableType]:
    yield heading("How often people come with it")
    rows = []
    for band in AGE_BANDS:
        female, male = cause.rate.per_1000.get(band, (0.0, 0.0))
        active = "/".join(f"{share:.2g}" for share in dict.fromkeys(derive.active(cause, band)))
        rows.append((band.replace("_", " "), f"{female:g}", f"{male:g}", active))
    yield table(("age", "female", "male", "active beside another pain"), rows, right=(1, 2, 3))
    comes = ", ".join(f"{s.replace('_', ' ')} {cause.comes.get(s, 0):g}" for s in SETTINGS)
    yield pairs(
        [
            ("unit", "new presentations with pain per 1000 people and year; active: probability"),
            ("active", _rests_on(cause)),
            ("rests on", cause.rate.judgement or "the published figures named next"),
            ("compare", ", ".join(cause.rate.evidence)),
            ("comes to", f"{comes} (judgement: probability of coming there)"),
        ]
    )


def _links(cause: Cause, cites: Cites) -> Iterator[RenderableType]:
    if not cause.links and not cause.implies:
        return
    yield heading("When it is the main cause, active too")
    rows = [(name, "1", "by definition", "") for name in cause.implies]
    for link in cause.links:
        where = "judgement"
        if link.source is not None:
            where = f"{cites.mark(link.source.ref)} {link.source.where}".strip()
        rows.append((link.cause, f"{link.probability:g}", link.why, where))
    yield table(("cause", "probability", "why", "source"), rows, right=(1,))


def _factors(cause: Cause, cites: Cites) -> Iterator[RenderableType]:
    if not cause.factors:
        return
    yield heading("Who gets it: rate with the factor, divided by rate without")
    known = by_id(cause.evidence)
    yield table(
        ("factor", "ratio", "source"),
        [(one.factor, f"{one.ratio:g}", ratio_source(one, known, cites)) for one in cause.factors],
        right=(1,),
    )


def ratio_source(one: Ratio, known: Mapping[str, Number], cites: Cites) -> str:
    """Return the published figure that a ratio rests on, or that it is a judgement."""
    source = "judgement"
    if one.evidence:
        figure = known.get(one.evidence)
        source = one.evidence
        if figure is not None:
            source += f": {estimate(figure.estimate)} {cites.mark(figure.source.ref)}"
    return f"{source}. {one.note}" if one.note else source


def _danger(cause: Cause) -> Iterator[RenderableType]:
    if not cause.danger:
        return
    yield heading("How dangerous: people without it whom it is right to raise for one with it")
    yield table(
        ("level", "people", "reached alone at", "after a week", "after six", "because (judgement)"),
        [
            (
                level.replace("_", " "),
                f"{one.raise_for_one:g}",
                f"{1 / (1 + one.raise_for_one):.2%}",
                _later(one.weeks),
                _later(one.old),
                one.because,
            )
            for level, one in cause.danger.items()
        ],
        right=(1, 2, 3, 4),
    )


def _later(people: float | None) -> str:
    return "as new" if people is None else f"{people:g}" if people else "not"


def _facts(cause: Cause, base: KnowledgeBase, cites: Cites) -> Iterator[RenderableType]:
    yield heading("What it produces: P(fact | it is the main cause)")
    yield Text(
        "Words are judgements, pooled from the raters in knowledge/elicitation (a list: they "
        "differed). Where it does not produce a fact, the leak (lowest to highest over ages) is "
        "all there is. ! marks what a danger sign reads.",
        style="dim",
    )
    known = by_id(cause.evidence)
    yield table(
        ("fact", "P", "leak", "says", "meaning"),
        [_fact_row(row, known, cites) for row in facts_of(cause, base)],
        right=(1, 2),
    )


def _fact_row(row: FactRow, known: Mapping[str, Number], cites: Cites) -> Sequence[str]:
    says = row.says
    if row.number:
        says += f" {cites.mark(known[row.number].source.ref)}"
    probability = "leak" if row.probability is None else f"{row.probability:.3f}"
    low, high = row.leak
    leak = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    return (f"{row.fact}{' !' if row.danger else ''}", probability, leak, says, row.meaning)


def _presentations(cause: Cause, base: KnowledgeBase) -> Iterator[RenderableType]:
    rows = tables_of(cause, base)
    total = sum(one.share for one in cause.presentations)
    average = base.settings.average_share
    yield heading("How it presents: P(option | presentation)")
    yield Text(
        f"Words are judgements, made to sum to 1 and mixed with {average:.0%} of the average of "
        "all causes.",
        style="dim",
    )
    for one in cause.presentations:
        meaning = f": {one.meaning}" if one.meaning else ""
        yield Text(
            f"\n{one.id}, {one.share / total:.0%} of its people (judgement){meaning}", style="bold"
        )
        shown = []
        for name, attribute in base.attributes.items():
            shown.append((attribute.name, "", ""))
            labels = {option.id: option.name for option in attribute.options}
            mine = [r for r in rows if r.presentation == one.id and r.attribute == name]
            for row in sorted(mine, key=lambda r: -r.probability):
                shown.append((f"  {labels[row.option]}", f"{row.probability:.3f}", row.says))
        yield table(("attribute and option", "P", "says"), shown, right=(1,))

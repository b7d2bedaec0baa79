"""Pages of ``popliteus show`` about what is asked: findings, facts, attributes, factors."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from popliteus.cli.show_cause import ratio_source, tables_of
from popliteus.cli.show_text import Cites, by_id, heading, numbers, pairs, table, title
from popliteus.knowledge import KnowledgeBase, derive
from popliteus.knowledge.records import (
    AGE_BANDS,
    Attribute,
    Fact,
    Factor,
    Finding,
    Measure,
    Reader,
)

READERS: tuple[Reader, ...] = ("patient", "generalist", "specialist")


def finding_page(one: Finding, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a finding."""
    cites = Cites(base)
    fact = base.facts.get(one.fact or "")
    yield title(f"{one.name} ({one.lay_name})", "finding", one.id, one.status)
    yield Text()
    yield pairs(
        [
            ("asked", one.ask),
            ("hint", one.hint),
            ("examined", one.how),
            ("why", one.why),
            ("answered by", one.who),
            ("danger sign", "yes: on the danger pages" if one.danger else "no"),
            ("limit", limit(one.measure)),
            ("told unasked", one.telling),
            ("is a reading of", f"{fact.id}: {fact.meaning}" if fact else "nothing: score only"),
            ("also read by", _siblings(one, base)),
            ("read by rules", ", ".join(r.id for r in base.rules.values() if one.id in r.items)),
            ("settled by", ", ".join(t.id for t in base.tests.values() if t.finding == one.id)),
            ("phrases", "; ".join(one.phrases)),
        ]
    )
    yield heading("Accuracy against the fact")
    yield table(
        ("reader", "yes, fact there", "yes, not there", "source"),
        [
            (
                str(row["reader"]),
                f"{row['yes_if_fact']:g}",
                f"{row['yes_if_no_fact']:g}",
                str(row["source"]),
            )
            for row in accuracy_of(one, base)
        ],
        right=(1, 2),
    )
    if fact is not None:
        yield from _produced(fact, base)
    yield from numbers(one.evidence, cites)
    yield from cites.listed()


def _siblings(one: Finding, base: KnowledgeBase) -> str:
    return ", ".join(
        f.id for f in base.findings.values() if one.fact and f.fact == one.fact and f.id != one.id
    )


def limit(measure: Measure | None) -> str:
    """Return from which number on a measured finding is present."""
    if measure is None:
        return ""
    for word, value in (
        ("at least", measure.at_least),
        ("above", measure.above),
        ("below", measure.below),
    ):
        if value is not None:
            return (
                f"{word} {value:g} {measure.unit} "
                f"({measure.least:g} to {measure.most:g} can be entered)"
            )
    return ""


def accuracy_of(one: Finding, base: KnowledgeBase) -> list[dict[str, str | float]]:
    """Return the accuracy of each reader and where it comes from."""
    rows: list[dict[str, str | float]] = []
    readers: tuple[Reader, ...] = ("test",) if one.who == "test" else READERS
    for reader in readers:
        if one.who == "clinician" and reader == "patient":
            continue
        yes, no = derive.accuracy(one, reader, base.settings)
        rows.append(
            {
                "reader": reader,
                "yes_if_fact": yes,
                "yes_if_no_fact": no,
                "source": _accuracy_source(one, reader),
            }
        )
    return rows


def _accuracy_source(one: Finding, reader: Reader) -> str:
    given = one.accuracy.get(reader)
    if given is None and reader == "specialist" and "generalist" in one.accuracy:
        return "as the generalist"
    if given is None:
        return "default (judgement)"
    if given.evidence:
        return f"published: {', '.join(given.evidence)}. {given.because}".strip()
    because = given.because.removeprefix("Judgement: ")
    return f"judgement: {because}"


def producers(fact: str, base: KnowledgeBase) -> list[dict[str, str | float]]:
    """Return the causes that produce a fact, the likeliest first."""
    rows: list[dict[str, str | float]] = []
    for cause in base.causes.values():
        value = derive.fact_probability(cause, fact, base.findings, base.settings)
        if value is not None:
            cell = cause.facts[fact]
            rows.append(
                {
                    "cause": cause.id,
                    "probability": round(value, 6),
                    "says": "; ".join(derive.words_of(cell)),
                }
            )
    return sorted(rows, key=lambda row: (-float(row["probability"]), str(row["cause"])))


def _produced(fact: Fact, base: KnowledgeBase) -> Iterator[RenderableType]:
    yield heading(f"Causes that produce it: P({fact.id} | main cause)")
    yield table(
        ("cause", "P", "says"),
        [
            (str(row["cause"]), f"{row['probability']:.3f}", str(row["says"]))
            for row in producers(fact.id, base)
        ],
        right=(1,),
    )
    leak = ", ".join(f"{b.replace('_', ' ')} {fact.leak[b]:g}" for b in AGE_BANDS if b in fact.leak)
    yield pairs([("nothing produces it", leak), ("", fact.judgement)])


def fact_page(one: Fact, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a fact."""
    cites = Cites(base)
    yield title(one.meaning, "fact", one.id)
    yield Text()
    yield pairs([("read by", ", ".join(f.id for f in base.findings.values() if f.fact == one.id))])
    yield from _produced(one, base)
    yield from numbers(one.evidence, cites)
    yield from cites.listed()


def attribute_page(one: Attribute, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of an attribute: what is asked, and which causes favour each option."""
    yield title(one.name, "attribute", one.id, one.status)
    yield Text()
    yield pairs(
        [
            ("asked", one.ask),
            ("hint", one.hint),
            ("why", one.why),
            ("asked if any of", ", ".join(one.only_if_any)),
        ]
    )
    rows = [
        (cause.id, row)
        for cause in base.causes.values()
        for row in tables_of(cause, base)
        if row.attribute == one.id
    ]
    for option in one.options:
        yield heading(f"{option.name} ({option.id})")
        yield pairs([("asked", option.ask), ("also", ", ".join(option.aliases))])
        mine = sorted(
            (r for r in rows if r[1].option == option.id), key=lambda r: -r[1].probability
        )
        yield table(
            ("cause", "P", "presentation", "says"),
            [(c, f"{r.probability:.3f}", r.presentation, r.says) for c, r in mine[:8]],
            right=(1,),
        )


def factor_page(one: Factor, base: KnowledgeBase) -> Iterator[RenderableType]:
    """Yield the page of a factor: how common, and what it does to each cause."""
    cites = Cites(base)
    yield title(f"{one.name} ({one.lay_name})", "factor", one.id, one.status)
    yield Text()
    yield pairs(
        [
            ("asked", one.ask),
            ("hint", one.hint),
            ("why", one.why),
            ("use", one.use.replace("_", " ")),
            ("read by rules", ", ".join(r.id for r in base.rules.values() if one.id in r.items)),
            ("phrases", "; ".join(one.phrases)),
        ]
    )
    yield heading("How common")
    yield table(
        ("age", "female", "male"),
        [
            (band.replace("_", " "), *(f"{share:g}" for share in one.common[band]))
            for band in AGE_BANDS
            if band in one.common
        ],
        right=(1, 2),
    )
    yield pairs([("rests on", one.judgement)])
    ratios = [
        (cause.id, f"{ratio.ratio:g}", ratio_source(ratio, by_id(cause.evidence), cites))
        for cause in base.causes.values()
        for ratio in cause.factors
        if ratio.factor == one.id
    ]
    if ratios:
        yield heading("Rate with it, divided by rate without")
        ratios.sort(key=lambda row: (-float(row[1]), row[0]))
        yield table(("cause", "ratio", "source"), ratios, right=(1,))
    yield from numbers(one.evidence, cites)
    yield from cites.listed()

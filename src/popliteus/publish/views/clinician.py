"""The page of a cause, the part for clinicians: likelihood ratios, intervals, grades, figures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from popliteus.knowledge import derive
from popliteus.knowledge.addresses import Figure
from popliteus.knowledge.records import Cause, Number
from popliteus.knowledge.records.cause import Harm
from popliteus.publish.pages.numbers import QUANTITIES, estimate
from popliteus.publish.views.shared import Shared, percent

#: A finding stands in the table when either of its ratios is at least this far from 1.
_SAYS = 1.5

#: Quantile of the normal distribution for an interval of 90 %.
_NINETY = 1.645


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One finding: what the model implies, what it rests on, and what was published.

    `published` are figures of this cause about this finding.
    """

    finding: str
    name: str
    yes: str
    others: str
    positive: str
    negative: str
    basis: str
    published: tuple[Number, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor: its ratio, and the published figure or the words that it is a judgement."""

    name: str
    ratio: str
    figure: Number | None
    note: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One published figure of a record."""

    address: str
    number: Number
    what: str
    value: str
    grade: str
    again: str


@dataclass(frozen=True, slots=True)
class ClinicianView:
    """What the page of a cause says to clinicians."""

    ratios: tuple[RatioRow, ...]
    factors: tuple[FactorRow, ...]
    rates: tuple[tuple[str, str, str], ...]
    harms: tuple[tuple[str, str, str, str], ...]
    links: tuple[tuple[str, str, str, str], ...]
    figures: tuple[FigureRow, ...]
    rate_basis: str


def clinician_view(cause: Cause, shared: Shared) -> ClinicianView:
    """Return what the page of a cause says to clinicians."""
    rows = sorted(_ratios(cause, shared), key=lambda row: (-row.strength, row.finding))
    return ClinicianView(
        ratios=tuple(rows),
        factors=tuple(_factors(cause, shared)),
        rates=tuple(
            (band, f"{women:g}", f"{men:g}")
            for band, (women, men) in cause.rate.per_1000.items()
        ),
        harms=tuple(
            (
                shared.level_name(level),
                f"{one.raise_for_one:g}",
                _later(one),
                one.because,
            )
            for level, one in cause.danger.items()
        ),
        links=tuple(
            (one.cause, percent(one.probability), one.why, one.source.ref if one.source else "")
            for one in cause.links
        ),
        figures=tuple(figure_rows(Figure("causes", cause, n), shared) for n in cause.evidence),
        rate_basis=cause.rate.judgement or "Published figures, see below.",
    )  # fmt: skip


def _later(harm: Harm) -> str:
    """Return what holds for an older complaint; empty where it is as for a new one."""
    parts = [
        f"after {when} {f'{people:g}' if people else 'nobody'}"
        for when, people in (("a week", harm.weeks), ("six weeks", harm.old))
        if people is not None
    ]
    return "; ".join(parts)


def _ratios(cause: Cause, shared: Shared) -> Iterator[RatioRow]:
    chances, base = shared.chances, shared.base
    place = chances.place(cause.id)
    others = chances.others(place, chances.reading)
    for r, name in enumerate(base.compiled.readings):
        mine, other = float(chances.reading[place, r]), float(others[r])
        positive, negative = mine / other, (1 - mine) / (1 - other)
        finding = base.findings[name]
        published = tuple(
            one for one in cause.evidence if one.of.finding == name and one.use != "shown"
        )
        strength = max(abs(math.log(positive)), abs(math.log(negative)))
        if strength < math.log(_SAYS) and not published:
            continue
        low, high = _interval(place, r, shared)
        yield RatioRow(
            finding=name,
            name=finding.name,
            yes=f"{percent(mine)} ({percent(low)} to {percent(high)})",
            others=percent(other),
            positive=f"{positive:.2g}",
            negative=f"{negative:.2g}",
            basis=_basis(cause, str(finding.fact), shared),
            published=published,
            strength=strength,
        )


def _interval(place: int, reading: int, shared: Shared) -> tuple[float, float]:
    """Return 90 % limits of P(yes | cause) from the error of the fact alone."""
    chances = shared.chances
    model = chances.compiled.model
    fact = int(model.reading_fact[reading])
    middle = float(chances.fact[place, fact])
    spread = model.spread
    sd = math.hypot(*spread.fact[place, fact]) if spread is not None else 0.0
    reader = 0 if chances.patient[reading] else 1
    yes, no = model.reading_yes[reading, reader]
    limits = (
        derive.expit(derive.logit(middle) + sign * _NINETY * sd) for sign in (-1, 1)
    )  # fmt: skip
    low, high = sorted(float(limit * yes + (1 - limit) * no) for limit in limits)
    return low, high


def _basis(cause: Cause, fact: str, shared: Shared) -> str:
    """Return what a cell rests on: a figure, the definition, or words of raters."""
    cell = cause.facts.get(fact)
    if cell is None:
        return "not considered"
    if cell == derive.PUBLISHED:
        number = derive.parameter_of(cause, fact, shared.base.findings)
        return f"published ({number.id})" if number else "published"
    if cell == derive.DEFINES:
        return "definition"
    words = derive.words_of(cell)
    return f"judged: {', '.join(words)}"


def _factors(cause: Cause, shared: Shared) -> Iterator[FactorRow]:
    known = {one.id: one for one in cause.evidence}
    for one in sorted(cause.factors, key=lambda f: -f.ratio):
        name = shared.base.factors[one.factor].name
        yield FactorRow(name, f"{one.ratio:g}", known.get(one.evidence), one.note)


def figure_rows(figure: Figure, shared: Shared) -> FigureRow:
    """Return one published figure as a row: also used by rules, treatments and tests."""
    number = figure.number
    return FigureRow(
        address=figure.address,
        number=number,
        what=f"{QUANTITIES[number.quantity]}: {about(number, shared)}",
        value=estimate(number.estimate, number.quantity),
        grade=number.grade.replace("_", " "),
        again=again(figure, shared),
    )


def about(number: Number, shared: Shared) -> str:
    """Return what a figure speaks of, in the words of the record that it names."""
    base, of = shared.base, number.of
    if of.finding:
        return base.findings[of.finding].name
    if of.fact:
        return base.facts[of.fact].meaning
    if of.factor:
        return base.factors[of.factor].name
    if of.rule:
        return base.rules[of.rule].name
    if of.attribute:
        attribute = base.attributes[of.attribute]
        options = {one.id: one.name for one in attribute.options}
        return f"{attribute.name}: {options[of.option]}" if of.option else attribute.name
    return str(of.text)


def again(figure: Figure, shared: Shared) -> str:
    """Return what a second reading of a figure found."""
    second = shared.second(figure.kind, figure.record.id, figure.number)
    if second is None:
        return "not read again"
    if not second.seen:
        return "second reader could not see it"
    return f"agrees ({second.signed})"

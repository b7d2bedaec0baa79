"""The page of a cause, the part for everybody: made from its record and from the model.

What this module is
    `cause_view`: what it feels like, who gets it, what is taken for it and how the two are told
    apart, as words with rounded frequencies.

What it is not
    No HTML, and no number that is not computed from records. The part for clinicians is
    `popliteus.publish.views.clinician`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from popliteus.assess.words import capital, in_words, small
from popliteus.knowledge.records import AGE_BANDS, AgeBand, Cause, Test, Treatment
from popliteus.publish.pages.numbers import times
from popliteus.publish.views.model import Said
from popliteus.publish.views.shared import ForCause, Shared, urgent
from popliteus.rules import Rule

#: How many of each a page names.
FEATURES, LOOK_ALIKES, SEPARATORS, RULES = 10, 3, 2, 6

#: A feature is said by at least this share, or by this much more of them than of others.
_COMMON, _LEAST, _MORE = 0.5, 0.15, 1.5

#: A factor is named when it changes how often people come by at least this much.
_RAISES, _LOWERS = 1.2, 0.8

#: A judged ratio is told from this many times on, or from as many times less.
_JUDGED = 2.0

#: Ages as people say them.
AGES: dict[AgeBand, str] = {
    "under_18": "under 18",
    "18_to_34": "18 to 34",
    "35_to_49": "35 to 49",
    "50_to_69": "50 to 69",
    "70_plus": "70 or older",
}

#: First year of each band of age.
EDGES = (0, 18, 35, 50, 70)

#: How many people a rate is told for, and how that is written.
_PEOPLE, THOUSANDS = 10_000, "10\N{NO-BREAK SPACE}000"

#: Kinds of treatment in the order of the page, with their headings.
KINDS = {
    "self_care": "What you can do yourself",
    "exercise": "Exercises",
    "medicine": "Medicines",
    "procedure": "Operations and injections",
    "specialist": "People who can help",
}


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that people with a cause say, and how many of them."""

    text: str
    chance: float
    often: str


@dataclass(frozen=True, slots=True)
class Separator:
    """One thing that tells two causes apart: how many say it with the one and with the other."""

    text: str
    mine: str
    other: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A cause that is taken for this one."""

    cause: Cause
    how: str
    separators: tuple[Separator, ...]


@dataclass(frozen=True, slots=True)
class CauseView:
    """What the page of a cause says to everybody."""

    cause: Cause
    level: str
    level_words: str
    urgent: tuple[str, ...]
    most: tuple[Feature, ...]
    some: tuple[Feature, ...]
    pain: tuple[Feature, ...]
    ages: str
    sexes: str
    more_often: tuple[tuple[str, str], ...]
    less_often: tuple[str, ...]
    look_alikes: tuple[LookAlike, ...]
    care: tuple[tuple[str, tuple[Treatment, ...]], ...]
    tests: tuple[Test, ...]
    rules: tuple[ForCause, ...]
    scores: tuple[Rule, ...]


def cause_view(cause: Cause, shared: Shared) -> CauseView:
    """Return what the page of a cause says to everybody."""
    base = shared.base
    features = list(_features(cause, shared))
    care = cause.care
    treatments = [base.treatments[one] for one in (care.treatments if care else ())]
    grouped = ((KINDS[kind], tuple(t for t in treatments if t.kind == kind)) for kind in KINDS)
    more, less = _factors(cause, shared)
    return CauseView(
        cause=cause,
        level=shared.level_name(cause.usual_level),
        level_words=shared.level_words(cause.usual_level),
        urgent=tuple(urgent(care.come_back_if if care else ())),
        most=tuple(one for one in features if one.chance >= _COMMON),
        some=tuple(one for one in features if one.chance < _COMMON),
        pain=tuple(_pain(cause, shared)),
        ages=_ages(cause),
        sexes=_sexes(cause, shared),
        more_often=more,
        less_often=less,
        look_alikes=tuple(_look_alikes(cause, shared)),
        care=tuple(group for group in grouped if group[1]),
        tests=tuple(base.tests[one] for one in (care.tests if care else ())),
        rules=tuple(one for one in shared.for_causes if one.cause == cause.id),
        scores=tuple(shared.scores_for[cause.id]),
    )


def _features(cause: Cause, shared: Shared) -> Iterator[Feature]:
    """Yield what people with a cause report, the most frequent first."""
    chances = shared.chances
    place = chances.place(cause.id)
    others = chances.others(place, chances.reading)
    best: dict[int, int] = {}
    for r, _ in enumerate(shared.base.compiled.readings):
        mine = chances.reading[place, r]
        more = mine >= _COMMON or mine >= _MORE * others[r]
        if not chances.patient[r] or mine < _LEAST or not more:
            continue
        fact = int(chances.compiled.model.reading_fact[r])
        if fact not in best or mine > chances.reading[place, best[fact]]:
            best[fact] = r
    order = sorted(
        best.values(), key=lambda r: -_weight(float(chances.reading[place, r]), float(others[r]))
    )
    for r in sorted(order[:FEATURES], key=lambda r: -chances.reading[place, r]):
        mine = float(chances.reading[place, r])
        name = shared.base.findings[shared.base.compiled.readings[r]].lay_name
        yield Feature(capital(name), mine, in_words(mine))


def _weight(mine: float, other: float) -> float:
    """Return how much a feature says: frequent, and more frequent than with others."""
    return float(mine * (1 + max(mine - other, 0)))


def _pain(cause: Cause, shared: Shared) -> Iterator[Feature]:
    """Yield each question about the pain with the answers that people give most."""
    chances, base = shared.chances, shared.base
    place = chances.place(cause.id)
    for q, name in enumerate(base.compiled.attributes):
        attribute = base.attributes[name]
        table = chances.options[q][place]
        order = sorted(range(len(table)), key=lambda v: -table[v])
        first = order[0]
        said = [first] if table[first] >= _COMMON else order[:2]
        answers = " or ".join(
            f"{small(attribute.options[v].ask)} ({in_words(float(table[v]))})" for v in said
        )
        if name == "swelling-timing":
            if not _swells(cause, shared):
                continue
            answers = f"{answers}, of those with a swelling"
        yield Feature(attribute.ask, float(table[first]), capital(answers))


def _swells(cause: Cause, shared: Shared) -> bool:
    """Whether at least some people with a cause have a swelling to be asked about."""
    attribute = shared.base.attributes["swelling-timing"]
    readings = shared.base.compiled.readings
    place = shared.chances.place(cause.id)
    asked = [readings.index(one) for one in attribute.only_if_any if one in readings]
    return not asked or bool(shared.chances.reading[place, asked].max() >= 2 * _LEAST)


def _ages(cause: Cause) -> str:
    """Return the age at which people come with a cause most often."""
    rates = [sum(cause.rate.per_1000.get(band, (0.0, 0.0))) / 2 for band in AGE_BANDS]
    most = max(range(len(rates)), key=lambda a: rates[a])
    low = high = most
    while low and rates[low - 1] >= rates[most] / 2:
        low -= 1
    while high + 1 < len(rates) and rates[high + 1] >= rates[most] / 2:
        high += 1
    people = rates[most] * _PEOPLE / 1000
    known = f"about {float(f'{people:.2g}'):.0f}" if people >= 1.5 else "about one or fewer"
    return (
        f"People come with it most often at {_span(low, high)}. Of {THOUSANDS} people aged "
        f"{AGES[AGE_BANDS[most]]}, {known} come with it in a year."
    )


def _span(low: int, high: int) -> str:
    """Return a run of age bands in words.

    >>> _span(3, 4), _span(0, 4), _span(0, 1), _span(1, 2)
    ('the age of 50 or older', 'any age', 'an age under 35', 'the age of 18 to 49')
    """
    if low == 0 and high == len(AGE_BANDS) - 1:
        return "any age"
    if low == 0:
        return f"an age under {EDGES[high + 1]}"
    last = "or older" if high == len(AGE_BANDS) - 1 else f"to {EDGES[high + 1] - 1}"
    return f"the age of {EDGES[low]} {last}"


def _sexes(cause: Cause, shared: Shared) -> str:
    women, men = shared.chances.at[shared.chances.place(cause.id)].sum(axis=0)
    if women >= 0.6:
        return f"Women come with it more often than men: {in_words(float(women))} are women."
    if men >= 0.6:
        return f"Men come with it more often than women: {in_words(float(men))} are men."
    return "It comes about as often in women as in men."


def _factors(cause: Cause, shared: Shared) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return what makes a cause more frequent, with how much, and what makes it rarer.

    A ratio that nobody published is named only where the raters meant it to count for much: every
    factor has one, and most of them say "next to nothing".
    """
    names = {one.factor: shared.base.factors[one.factor].lay_name for one in cause.factors}
    order = sorted(
        (one for one in cause.factors if one.evidence or not 1 / _JUDGED < one.ratio < _JUDGED),
        key=lambda one: -one.ratio,
    )
    more = tuple(
        (capital(names[one.factor]), times(one.ratio)) for one in order if one.ratio >= _RAISES
    )
    less = tuple(capital(names[one.factor]) for one in reversed(order) if one.ratio <= _LOWERS)
    return more, less


def _look_alikes(cause: Cause, shared: Shared) -> Iterator[LookAlike]:
    """Yield what is taken for a cause: by the model first, then what its record names besides."""
    chances, base = shared.chances, shared.base
    place = chances.place(cause.id)
    told = {one.cause: one.how for one in cause.differences}
    causes = base.compiled.causes
    names = [causes[one] for one in chances.look_alikes(place, LOOK_ALIKES)]
    for name in dict.fromkeys((*names, *told)):
        other = base.causes[name]
        back = {one.cause: one.how for one in other.differences}
        best = chosen(chances.separators(place, chances.place(name)))
        yield LookAlike(
            cause=other,
            how=told.get(name) or back.get(cause.id, ""),
            separators=tuple(
                Separator(
                    said_text(one, shared), in_words(one.mine), in_words(one.other)
                )
                for one in best
            ),
        )  # fmt: skip


def chosen(found: list[Said]) -> list[Said]:
    """Return the best separators: one that speaks for each of the two, where there is one."""
    mine = next((one for one in found if one.mine > one.other), None)
    other = next((one for one in found if one.mine < one.other), None)
    best = [one for one in (mine, other) if one is not None]
    if len(best) == SEPARATORS and min(one.telling for one in best) * 5 < found[0].telling:
        return found[:SEPARATORS]
    return best


def said_text(said: Said, shared: Shared) -> str:
    """Return a finding, or an answer to a question about the pain, in the words for people."""
    compiled = shared.base.compiled
    if said.option < 0:
        return capital(shared.base.findings[compiled.readings[said.item]].lay_name)
    attribute = shared.base.attributes[compiled.attributes[said.item]]
    return f"{attribute.ask} {attribute.options[said.option].ask}"

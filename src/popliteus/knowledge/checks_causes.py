"""Checks on causes: what they say about facts, tables, links, factors and danger."""

from __future__ import annotations

from collections.abc import Iterator

from popliteus.knowledge import derive
from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.knowledge.records import AGE_BANDS, LEVELS, Cause

#: A ratio in a record may differ from the figure it rests on only by rounding.
ROUNDING = 1e-9

#: A judged word is below its leak only when the next of these words is below it too.
COARSE = ("rarely", "sometimes", "about half", "often", "almost always")


def ids(checked: Checked) -> Iterator[Problem]:
    """KB101, KB109: every id and option that a cause names exists."""
    base = checked.base
    for name, cause in base.causes.items():
        file = f"causes/{name}.yaml"
        risks = {factor for factor, one in base.factors.items() if one.use == "risk"}
        named: list[tuple[str, str, bool]] = [
            *(("facts", fact, fact in base.facts) for fact in cause.facts),
            *(("links", link.cause, link.cause in base.causes) for link in cause.links),
            *(("implies", other, other in base.causes) for other in cause.implies),
            *(("factors", one.factor, one.factor in risks) for one in cause.factors),
            *(("differences", d.cause, d.cause in base.causes) for d in cause.differences),
        ]
        if cause.care is not None:
            named += [("care", t, t in base.treatments) for t in cause.care.treatments]
            named += [("care", t, t in base.tests) for t in cause.care.tests]
        for key, other, known in named:
            if not known:
                yield checked.problem(
                    "KB101", file, (key, other), f"{key} names {other}, which does not exist here",
                    "name an id of the base; a factor must be one of risk",
                )  # fmt: skip
        yield from _tables(checked, cause, file)


def _tables(checked: Checked, cause: Cause, file: str) -> Iterator[Problem]:
    attributes = checked.base.attributes
    for number, one in enumerate(cause.presentations):
        for attribute, table in one.tables.items():
            path = ("presentations", number, "tables", attribute)
            options = (
                {o.id for o in attributes[attribute].options} if attribute in attributes else set()
            )
            for option in set(table) ^ options:
                yield checked.problem(
                    "KB109", file, path, f"{attribute} does not weigh or does not have {option}",
                    "weigh every option once",
                )  # fmt: skip
        for attribute in set(attributes) - set(one.tables):
            yield checked.problem(
                "KB109", file, ("presentations", number), f"no table for {attribute}",
                "weigh every attribute",
            )  # fmt: skip


def considered(checked: Checked) -> Iterator[Problem]:
    """KB103: dangerous causes say something about every danger finding's fact."""
    base = checked.base
    danger = {str(f.fact) for f in base.findings.values() if f.danger and f.fact is not None}
    for name, cause in base.causes.items():
        blank = set(base.facts) - set(cause.facts)
        for fact in sorted(blank & danger if cause.danger else ()):
            yield checked.problem(
                "KB103", f"causes/{name}.yaml", ("facts",), f"says nothing about {fact}",
                "write a word, or none",
            )  # fmt: skip
        if blank - danger:
            yield checked.problem(
                "KB103", f"causes/{name}.yaml", ("facts",),
                f"has not considered {len(blank - danger)} facts",
                "write a word, or none", level="warning",
            )  # fmt: skip


def compiles(checked: Checked) -> Iterator[Problem]:
    """KB104, KB107: every cell gives a probability, and none is far below its leak."""
    base = checked.base
    words = sorted(base.settings.words[word] for word in COARSE)
    for name, cause in base.causes.items():
        file = f"causes/{name}.yaml"
        for fact, cell in cause.facts.items():
            try:
                value = derive.fact_probability(cause, fact, base.findings, base.settings)
            except (ValueError, KeyError) as error:
                yield checked.problem(
                    "KB104", file, ("facts", fact), str(error), "mend the cell or the figure"
                )
                continue
            leak = _usual_leak(checked, cause, fact)
            room = next((w for w in words if value is not None and w > value + ROUNDING), 1.0)
            limit = value if cell == derive.PUBLISHED else room
            if value is not None and limit is not None and limit < leak:
                yield checked.problem(
                    "KB107", file, ("facts", fact),
                    f"{fact} at {value:.2f} is below its leak of {leak:.2f} at the cause's ages",
                    "turn the finding round, say none, or mend the leak",
                )  # fmt: skip


def _usual_leak(checked: Checked, cause: Cause, fact: str) -> float:
    """Return the leak at the ages at which people come with this cause."""
    rates = [sum(cause.rate.per_1000.get(band, (0.0, 0.0))) for band in AGE_BANDS]
    leaks = [checked.base.facts[fact].leak[band] for band in AGE_BANDS]
    total = sum(rates)
    return sum(r * leak for r, leak in zip(rates, leaks, strict=True)) / total if total else 0.0


def danger(checked: Checked) -> Iterator[Problem]:
    """KB110: a cause that should be seen soon says how many it is right to raise for it."""
    for name, cause in checked.base.causes.items():
        file = f"causes/{name}.yaml"
        if LEVELS.index(cause.usual_level) >= LEVELS.index("soon_days"):
            reached = [LEVELS.index(level) for level in cause.danger]
            if max(reached, default=-1) < LEVELS.index(cause.usual_level):
                yield checked.problem(
                    "KB110", file, ("usual_level",),
                    f"should be seen at {cause.usual_level}, but danger does not reach it",
                    "add danger for that level, with its reason",
                )  # fmt: skip


def ratios(checked: Checked) -> Iterator[Problem]:
    """KB113: a ratio that names its figure equals it."""
    for name, cause in checked.base.causes.items():
        figures = {number.id: number for number in cause.evidence}
        for place, one in enumerate(cause.factors):
            if not one.evidence:
                continue
            figure = figures.get(one.evidence)
            if figure is None or abs(figure.estimate.value - one.ratio) > ROUNDING:
                yield checked.problem(
                    "KB113", f"causes/{name}.yaml", ("factors", place),
                    f"ratio {one.ratio} of {one.factor} is not what {one.evidence} says",
                    "copy the figure, or leave evidence out and call it a judgement",
                )  # fmt: skip


def activity(checked: Checked) -> Iterator[Problem]:
    """KB120: how often a cause is active is judged, or follows from its spells; not both."""
    for name, cause in checked.base.causes.items():
        if bool(cause.active) == (cause.spell_weeks is not None):
            said = "both active and spell_weeks" if cause.active else "neither"
            yield checked.problem(
                "KB120", f"causes/{name}.yaml", ("active",),
                f"says {said} for how often it is active beside another pain",
                "write spell_weeks for what comes in spells, else active by age",
            )  # fmt: skip


def recovery(checked: Checked) -> Iterator[Problem]:
    """KB136: a recovery curve says what was counted, and counts one thing."""
    for name, cause in checked.base.causes.items():
        words = {one.counted for one in cause.recovery}
        if len(words) > 1 or "" in words:
            said = " and ".join(f"'{one}'" for one in sorted(words) if one) or "nothing"
            yield checked.problem(
                "KB136", f"causes/{name}.yaml", ("evidence",),
                f"the points of the recovery curve count {said}, or do not say what they count",
                "say in counted what the study counted, the same at each point; a figure of "
                "something else has no after_weeks",
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (ids, considered, compiles, danger, ratios, activity, recovery)

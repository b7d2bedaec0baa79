"""An evaluation as one page: self-contained, no script, no request to anywhere.

What this module is
    `report`, which fills ``templates/evaluation.html`` with every table, the plots and the story
    of every open case.

What it is not
    Scores. Held-back cases stand in the totals alone; nothing of them reaches the template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup

from popliteus.assess import Assessment, Case, assess
from popliteus.assess.differential import Entry
from popliteus.evaluate.metrics import Metric
from popliteus.evaluate.modes import Vignette
from popliteus.evaluate.plots import interval_svg, reliability_svg
from popliteus.evaluate.run import Evaluation
from popliteus.evaluate.score import CaseScore
from popliteus.evaluate.values import all_metrics
from popliteus.evaluate.words import GROUPS, LEVEL_NAMES, MEANINGS, shown
from popliteus.knowledge import KnowledgeBase

#: Reasons shown for and against a cause.
REASONS = 4

#: Scores by which parts of the cases are compared.
BY_GROUP = ("top_1", "top_3", "safety", "triage_over")


@dataclass(frozen=True, slots=True)
class Story:
    """One open case: what it said, what was asked, what was concluded, and why."""

    score: CaseScore
    case: Case
    result: Assessment
    said: tuple[tuple[str, str], ...]
    verdict: tuple[str, ...]
    pages: tuple[tuple[str, str, str], ...]
    causes: tuple[tuple[Entry, bool, tuple[str, ...], tuple[str, ...]], ...]


def report(found: Evaluation, vignettes: Sequence[Vignette], base: KnowledgeBase) -> str:
    """Return an evaluation as HTML.

    Parameters
    ----------
    found
        What `popliteus.evaluate.evaluate` returned for these vignettes.
    vignettes
        In the same order.
    base
        The knowledge base.
    """
    stories = [
        _story(score, one.case, told.case, base)
        for score, one, told in zip(found.cases, vignettes, found.told, strict=True)
        if not score.held_back
    ]
    return _template().render(
        found=found,
        held_back=sum(case.held_back for case in found.cases),
        tables=_tables(found),
        levels=LEVEL_NAMES,
        darkest=max((max(row) for row in found.matrix), default=0) or 1,
        plots=_plots(found),
        by_group=BY_GROUP,
        cell=_cell,
        stories=stories,
    )


def _tables(found: Evaluation) -> list[tuple[str, list[tuple[str, ...]]]]:
    metrics = all_metrics(found)
    result: list[tuple[str, list[tuple[str, ...]]]] = []
    for title, names in GROUPS.items():
        rows: list[tuple[str, ...]] = [
            (name, *shown(name, metrics[name]), str(metrics[name].n), _agreed(name, found),
             MEANINGS[name.removesuffix("_shifted")])
            for name in names
            if name in metrics
        ]  # fmt: skip
        if rows:
            result.append((title, rows))
    return result


def _agreed(name: str, found: Evaluation) -> str:
    return shown(name, found.agreed[name])[0] if name in found.agreed else ""


def _plots(found: Evaluation) -> list[tuple[str, Markup]]:
    """Return captions and charts; every text inside them was escaped where it was drawn."""
    plots = []
    if found.judged is not None:
        for one in found.judged:
            caption = f"Reliability of the first-listed cause, prior {one.mix}"
            plots.append((caption, _drawn(reliability_svg(one.bins, caption))))
    for name in ("top_1", "top_3"):
        rows = [(one.name, one.differences[name]) for one in found.compared
                if name in one.differences]  # fmt: skip
        if rows:
            caption = f"popliteus minus simpler methods, {name}, 90 % intervals"
            plots.append((caption, _drawn(interval_svg(rows, caption, "difference"))))
    return plots


def _drawn(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - made by us from numbers and escaped names


def _cell(metrics: Mapping[str, Metric], name: str, *, short: bool = False) -> str:
    if name not in metrics:
        return "-"
    value, interval = shown(name, metrics[name])
    return value if short or value == "-" else f"{value} ({interval})"


def _story(score: CaseScore, case: Case, told: Case, base: KnowledgeBase) -> Story:
    result = assess(told, base, audience="clinician")
    said = tuple((_name(item, base), answer.value) for item, answer in told.answers.items()
                 if answer.value != "unknown")  # fmt: skip
    wanted = {score.gold, *score.accepted, *score.coexisting}
    causes = tuple(
        (entry, entry.cause in wanted, _reasons(entry, supports=True),
         _reasons(entry, supports=False))
        for entry in result.differential
        if entry.shown or entry.cause in wanted
    )  # fmt: skip
    return Story(score, case, result, said, _verdict(score), _pages(score), causes)


def _pages(score: CaseScore) -> tuple[tuple[str, str, str], ...]:
    """Return title, answers, and what the person was not sure of, for each page."""
    replies = () if score.asked is None else score.asked.replies
    result = []
    for title, group in groupby(replies, key=lambda reply: reply[0]):
        boxes = [(item, value) for _, item, value in group]
        known = ", ".join(f"{item}: {value}" for item, value in boxes if value != "unknown")
        unsure = ", ".join(item for item, value in boxes if value == "unknown")
        result.append((title, known, unsure))
    return tuple(result)


def _verdict(score: CaseScore) -> tuple[str, ...]:
    rank = "not reported" if score.rank is None else f"at rank {score.rank}"
    words = [f"Gold {score.gold}: {rank}."]
    if score.gold_triage is not None:
        how = "below all raters" if score.under else "above all raters" if score.over else "agreed"
        words.append(f"Level {score.triage}, gold {score.gold_triage}: {how}.")
    return tuple(words)


def _reasons(entry: Entry, *, supports: bool) -> tuple[str, ...]:
    reasons = entry.supports if supports else entry.opposes
    return tuple(f"{one.name}: {one.value} ({one.log_odds:+.2f})" for one in reasons[:REASONS])


def _name(item: str, base: KnowledgeBase) -> str:
    if item in base.findings:
        return base.findings[item].name
    if item in base.attributes:
        return base.attributes[item].name
    return base.factors[item].name


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("popliteus.evaluate"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("evaluation.html")

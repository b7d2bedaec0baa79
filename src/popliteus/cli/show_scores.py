"""The tables of ``popliteus evaluate``."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from popliteus.cli.console import console_for
from popliteus.cli.show_text import bullets, heading, table
from popliteus.evaluate import CaseScore, Evaluation
from popliteus.evaluate.metrics import Metric
from popliteus.evaluate.values import all_metrics
from popliteus.evaluate.words import GROUPS, LEVEL_NAMES, MEANINGS, shown

#: Scores that parts of the cases are compared by.
BY_GROUP = ("top_1", "top_3", "safety", "triage_over")


def show_scores(found: Evaluation) -> None:
    """Print every table, the most important first."""
    console = console_for()
    held = sum(case.held_back for case in found.cases)
    how = {
        "findings": "structured findings",
        "text": "the story as told",
        "interview": f"interview, respondent: {found.options.respondent}",
        "text+interview": f"the story, then an interview, respondent: {found.options.respondent}",
    }[found.mode]
    console.print(f"{found.n} vignettes ({held} held back), {how}")
    _metrics(console, found)
    _matrix(console, found)
    _groups(console, found)
    _baselines(console, found)
    _robustness(console, found)
    if found.failed:
        console.print(
            heading("Open cases that went wrong (not in the first three, or a level too low)")
        )
        console.print(bullets(_failed(case) for case in found.failed))
    console.print(f"\n{found.stamp}")


def _metrics(console: Console, found: Evaluation) -> None:
    metrics = all_metrics(found)
    for title, names in GROUPS.items():
        rows = [_row(name, metrics, found.agreed) for name in names if name in metrics]
        if not rows:
            continue
        console.print(heading(title))
        if title == "Urgency":
            columns = ("metric", "value", "95 % interval", "n", "raters agree", "meaning")
            console.print(table(columns, rows, right=(1, 3, 4)))
        else:
            short = [(*row[:4], row[5]) for row in rows]
            heads = ("metric", "value", "95 % interval", "n", "meaning")
            console.print(table(heads, short, right=(1, 3)))
    if found.judged is not None:
        console.print(f"The set's own mix of causes: {found.judged[1].mix}.")
    console.print(
        f"Raters agree on the level of {found.n_agreed} cases. NDCG: the gold cause or an accepted "
        "one counts 1, a coexisting one 0.5."
    )


def _row(name: str, metrics: Mapping[str, Metric], agreed: Mapping[str, Metric]) -> tuple[str, ...]:
    metric = metrics[name]
    value, interval = shown(name, metric)
    other = shown(name, agreed[name])[0] if name in agreed else ""
    return (name, value, interval, str(metric.n), other, MEANINGS[name.removesuffix("_shifted")])


def _matrix(console: Console, found: Evaluation) -> None:
    if not any(map(any, found.matrix)):
        return
    console.print(heading("Urgency: rows are the gold level, columns the level given"))
    rows = [
        (name, *(str(count) if count else "." for count in row))
        for name, row in zip(LEVEL_NAMES, found.matrix, strict=True)
    ]
    console.print(table(("gold", *LEVEL_NAMES), rows, right=range(1, 6)))


def _groups(console: Console, found: Evaluation) -> None:
    console.print(heading("Parts of the cases (of five or more)"))
    rows = [
        (f"{one.by}: {one.value}", str(one.n), *(_with(name, one.metrics) for name in BY_GROUP))
        for one in found.groups
    ]
    console.print(table(("group", "n", *BY_GROUP), rows, right=(1,)))


def _baselines(console: Console, found: Evaluation) -> None:
    if not found.compared:
        return
    console.print(heading("Simpler methods on the same cases"))
    names = ("top_1", "top_3", "safety_strict")
    rows = [("popliteus", *(shown(name, found.metrics[name])[0] for name in names), "")]
    rows += [
        (one.name, *(_plain(name, one.metrics) for name in names), one.meaning)
        for one in found.compared
    ]
    console.print(table(("method", "top_1", "top_3", "strict", "meaning"), rows, right=(1, 2, 3)))
    console.print(heading("popliteus minus the method, paired, with 90 % interval"))
    rows = [
        (one.name, *(_with(name, one.differences, signed=True) for name in names))
        for one in found.compared
    ]
    console.print(table(("method", "top_1", "top_3", "strict"), rows))
    console.print("strict: safety_strict, the level not below the gold level.")


def _robustness(console: Console, found: Evaluation) -> None:
    if not found.spoiled:
        return
    console.print(heading("Change when answers are dropped or turned round at random"))
    rows = [
        (
            f"{one.share:.0%} {one.kind}",
            *(_with(name, one.changes, signed=True) for name in ("top_1", "top_3", "safety")),
        )
        for one in found.spoiled
    ]
    console.print(table(("answers", "top_1", "top_3", "safety"), rows))


def _plain(name: str, metrics: Mapping[str, Metric]) -> str:
    return shown(name, metrics[name])[0] if name in metrics else "-"


def _with(name: str, metrics: Mapping[str, Metric], *, signed: bool = False) -> str:
    """Return value and interval of a share in whole per cent."""
    if name not in metrics or metrics[name].n == 0:
        return "-"
    one = metrics[name]
    sign = "+" if signed else ""
    value, low, high = (round(100 * number) + 0 for number in (one.value, one.low, one.high))
    return f"{value:{sign}d} % ({low:{sign}d} to {high:{sign}d})"


def _failed(case: CaseScore) -> str:
    rank = "not found" if case.rank is None else f"found at {case.rank}"
    return (
        f"{case.id}\n{case.gold}: {rank}; shown first: {', '.join(case.listed[:3]) or 'nothing'}\n"
        f"level {case.triage}, gold {case.gold_triage or 'unknown'}"
    )

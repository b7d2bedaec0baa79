"""``popliteus evaluate``."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import click
from rich.progress import Progress

from popliteus import load
from popliteus.assess import Case, case_from_mapping
from popliteus.cli.console import console_for
from popliteus.cli.files import read_cases
from popliteus.cli.show_text import bullets, table
from popliteus.errors import CaseError
from popliteus.evaluate import CaseScore, Evaluation, evaluate
from popliteus.evaluate.metrics import Metric
from popliteus.knowledge import KnowledgeBase

#: Cases in a folder of this name are scored only as totals.
HELD_BACK = "held-back"

MEANINGS = {
    "top_1": "gold diagnosis first",
    "top_3": "gold diagnosis among the first three",
    "top_5": "gold diagnosis among the first five",
    "in_list": "gold diagnosis in the list that is shown",
    "list_length": "causes shown (mean)",
    "triage_exact": "level exactly the gold level",
    "triage_accepted": "level within what careful raters gave",
    "triage_under": "level below all raters",
    "triage_over": "level above all raters",
    "safety": "level not below the raters",
    "safety_strict": "level not below the gold level",
    "urgent_found": "same day or emergency, of those that are",
    "self_care_recall": "home care, of those for which it is right",
}


def run(files: list[Path], mode: str, knowledge: Path | None, *, as_json: bool) -> None:
    """Score the vignettes and print the table."""
    if mode != "findings":
        raise CaseError(found=f"'{mode}'", where="--mode", expected="findings")
    base = load(knowledge)
    cases = [found for path in files for found in _cases(path, base)]
    if not cases:
        raise CaseError(
            found="no vignette",
            where=", ".join(map(str, files)),
            expected="files with a gold entry",
        )
    console = console_for(error=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Scoring vignettes", total=len(cases))
        found = evaluate(cases, base, progress=lambda done: progress.update(task, completed=done))
    if as_json:
        click.echo(json.dumps(finite(found.to_dict()), indent=1, ensure_ascii=False))
    else:
        _print(found)


def finite(value: object) -> object:
    """Return a value that JSON can hold: what is not a number becomes null."""
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cases(path: Path, base: KnowledgeBase) -> Iterator[tuple[Case, bool]]:
    if path.is_dir():
        for file in sorted(path.rglob("*.yaml")):
            yield from _cases(file, base)
        return
    for values in read_cases(str(path)):
        case = case_from_mapping(values, base, where=str(path))
        if case.gold is None:
            raise CaseError(found="no gold", where=str(path), expected="gold: {primary: <cause>}")
        yield case, HELD_BACK in path.resolve().parts


def _print(found: Evaluation) -> None:
    console = console_for()
    held = sum(case.held_back for case in found.cases)
    console.print(f"{found.n} vignettes ({held} held back), structured findings")
    rows = [
        (name, *shown(name, metric), str(metric.n), MEANINGS[name])
        for name, metric in found.metrics.items()
    ]
    columns = ("metric", "value", "95 % interval", "n", "meaning")
    console.print(table(columns, rows, right=(1, 3)))
    if found.failed:
        console.print("\nOpen cases that went wrong (not in the first three, or a level too low):")
        console.print(bullets(_failed(case) for case in found.failed))
    console.print(f"\n{found.stamp}")


def _failed(case: CaseScore) -> str:
    rank = "not found" if case.rank is None else f"found at {case.rank}"
    return (
        f"{case.id}\n{case.gold}: {rank}; shown first: {', '.join(case.listed[:3]) or 'nothing'}\n"
        f"level {case.triage}, gold {case.gold_triage or 'unknown'}"
    )


def shown(name: str, metric: Metric) -> tuple[str, str]:
    """Return a metric's value and interval as they stand in the table."""
    if name == "list_length":
        return f"{metric.value:.1f}", f"{metric.low:.1f} to {metric.high:.1f}"
    if metric.n == 0:
        return "-", "-"
    return f"{metric.value:.1%}", f"{metric.low:.1%} to {metric.high:.1%}"

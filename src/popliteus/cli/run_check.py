"""``popliteus check``: problems, then what rules cost, then what rests on what."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from popliteus.assess.cost import MOST_RAISED, Cost, cost
from popliteus.cli.console import console_for
from popliteus.cli.show_text import table as plain_table
from popliteus.errors import KnowledgeError
from popliteus.knowledge import KnowledgeBase, Problem, check, load
from popliteus.knowledge.base import default_path
from popliteus.knowledge.coverage import Coverage, coverage

#: Problems of one code that are printed; the rest is counted.
PRINTED = 12

#: Rules that raise fewer than this share of the calm are not worth a line.
LEAST_COST = 0.001


def run(folder: Path | None, people: int, *, as_json: bool) -> int:
    """Check a knowledge base; return 1 when there is an error, else 0."""
    path = folder or default_path()
    if not (path / "VERSION").is_file():
        raise KnowledgeError(
            found="no file VERSION", file=path, expected="the folder of a knowledge base"
        )
    problems = check(path)
    errors = [one for one in problems if one.level == "error"]
    readable = not any(one.code in {"KB001", "KB104"} for one in errors)
    base = load(path) if readable else None
    spent = _cost(base, people) if base is not None and people else None
    if spent is not None and not spent.acceptable:
        errors.append(_too_dear(spent))
        problems.append(errors[-1])
    shares = coverage(base) if base is not None else ()
    if as_json:
        click.echo(_json(problems, spent, shares))
    else:
        _print(console_for(), problems, spent, shares, base)
    return 1 if errors else 0


def _cost(base: KnowledgeBase, people: int) -> Cost:
    console = console_for(error=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Drawing people", total=people)
        return cost(base, people, progress=lambda done: progress.update(task, completed=done))


def _too_dear(spent: Cost) -> Problem:
    return Problem(
        "KB201",
        "error",
        "rules",
        1,
        f"rules and thresholds raise {spent.together:.1%} of calm people; "
        f"agreed are {MOST_RAISED:.0%}",
        "make the dearest rules conjunctions, or lower `raise_for_one` of the dearest causes",
    )


def _json(problems: list[Problem], spent: Cost | None, shares: tuple[Coverage, ...]) -> str:
    return json.dumps(
        {
            "problems": [asdict(one) for one in problems],
            "cost": None if spent is None else asdict(spent),
            "coverage": [asdict(one) for one in shares],
        },
        indent=1,
    )


def _print(
    console: Console,
    problems: list[Problem],
    spent: Cost | None,
    shares: tuple[Coverage, ...],
    base: KnowledgeBase | None,
) -> None:
    printed: Counter[str] = Counter()
    for one in problems:
        printed[one.code] += 1
        if printed[one.code] <= PRINTED:
            console.print(str(one), soft_wrap=True)
    for code, count in sorted(printed.items()):
        if count > PRINTED:
            console.print(f"{code}: {count - PRINTED} more")
    if spent is not None:
        _print_cost(console, spent)
    if base is not None:
        _print_coverage(console, base, shares)
    errors = sum(one.level == "error" for one in problems)
    console.print(f"{errors} errors, {len(problems) - errors} warnings")


def _print_cost(console: Console, spent: Cost) -> None:
    console.print(
        f"\nOf {spent.people} people drawn in primary care, {spent.outside} belong to groups that "
        f"the model does not cover. Of the others {spent.harmless} have a cause for routine or "
        f"home care: {spent.signed} of them truly have a sign that a rule acts on, "
        f"{spent.calm} have none. Of these calm people {spent.together:.1%} are raised "
        f"({spent.to_same_day:.1%} to the same day or an emergency), {spent.thresholds:.1%} by the "
        f"model's thresholds. Of people with a same-day or emergency cause {spent.missed:.1%} "
        "stay below its level."
    )
    rows = [
        (name, f"{share:.1%}", f"{spent.breadth[name]:.1%}")
        for name, share in sorted(spent.by_rule.items(), key=lambda one: -one[1])
        if max(share, spent.breadth[name]) >= LEAST_COST
    ]
    columns = ("rule", "raises of the calm", "true sign, harmless cause")
    console.print(plain_table(columns, rows, right=(1, 2)))


def _print_coverage(console: Console, base: KnowledgeBase, shares: tuple[Coverage, ...]) -> None:
    console.print("\nWhat each cause rests on:")
    rows = [
        (
            one.cause,
            str(one.published),
            str(one.judged),
            f"{one.share:.1%}",
            str(one.other_figures),
            str(one.secondary),
        )
        for one in shares
    ]
    columns = (
        "cause", "published parameters", "judged numbers", "published", "other figures", "secondary"
    )  # fmt: skip
    console.print(plain_table(columns, rows, right=range(1, 6)))
    total = sum(one.published for one in shares)
    judged = sum(one.judged for one in shares)
    console.print(
        f"{len(base.causes)} causes, {len(base.findings)} findings of {len(base.facts)} facts, "
        f"{len(base.factors)} factors, {len(base.rules)} rules, {len(base.treatments)} treatments, "
        f"{len(base.tests)} tests, {len(base.references)} references; {total} published "
        f"parameters and {judged} judgements in causes; {base.digest}"
    )

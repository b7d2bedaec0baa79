"""``popliteus evaluate --stories``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from popliteus import load
from popliteus.cli.console import console_for
from popliteus.cli.files import read_cases
from popliteus.cli.run_evaluate import HELD_BACK
from popliteus.cli.show_text import bullets, table
from popliteus.errors import CaseError
from popliteus.evaluate.stories import StoryGold, StoryScores, score_stories, story_from
from popliteus.evaluate.values import finite
from popliteus.evaluate.words import shown
from popliteus.knowledge import KnowledgeBase

MEANINGS = {
    "precision": "right ones, of all that was taken from the stories",
    "recall": "right ones, of all that is marked in the stories",
    "negation_errors": "present for absent or the reverse, of those found",
    "age_right": "age, of the stories that tell one or were given one",
    "sex_right": "sex, likewise",
    "conflicts_right": "contradictions that stayed unknown",
    "uncertain_right": "uncertain things that stayed unknown",
    "traps_right": "somebody else's, the other leg's, feared: not taken",
}

#: Differences shown; all of them are in the JSON.
SHOWN = 40


def run(files: list[Path], knowledge: Path | None, *, as_json: bool) -> None:
    """Score how annotated stories are read and print the tables."""
    base = load(knowledge)
    stories = [found for path in files for found in _stories(path, base)]
    if not stories:
        raise CaseError(
            found="no story",
            where=", ".join(map(str, files)),
            expected="files of annotated stories",
        )
    found = score_stories(stories, base)
    if as_json:
        click.echo(json.dumps(finite(found.to_dict()), indent=1, ensure_ascii=False))
    else:
        _print(found)


def _stories(path: Path, base: KnowledgeBase) -> Iterator[tuple[StoryGold, bool]]:
    if path.is_dir():
        for file in sorted(path.rglob("*.yaml")):
            yield from _stories(file, base)
        return
    for values in read_cases(str(path)):
        yield story_from(values, base, str(path)), HELD_BACK in path.resolve().parts


def _print(found: StoryScores) -> None:
    console = console_for()
    console.print(f"{found.n} stories ({found.held_back} held back), read from their words")
    metrics = found.total.metrics() | dict(found.others)
    rows = [(name, *shown(name, one), str(one.n), MEANINGS[name]) for name, one in metrics.items()]
    console.print(table(("metric", "value", "95 % interval", "n", "meaning"), rows, right=(1, 3)))
    items = [
        (name, str(one.marked), str(one.found), str(one.right), str(one.turned))
        for name, one in sorted(found.by_item.items())
    ]
    columns = ("item", "marked", "found", "right", "turned round")
    console.print(table(columns, items, right=(1, 2, 3, 4)))
    if found.slips:
        console.print(f"\nDifferences in open stories ({len(found.slips)}):")
        console.print(
            bullets(
                f"{one.story}\n{one.item}: marked {one.marked}, found {one.found}  {one.quote}"
                for one in found.slips[:SHOWN]
            )
        )
    console.print(f"\n{found.stamp}")

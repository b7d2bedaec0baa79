"""``popliteus simulate``: people drawn from the model, as a table or as cases."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, cast

import click
import yaml

from popliteus import load
from popliteus.assess import Case
from popliteus.assess.values import findings_of, plain
from popliteus.cli.files import CaseDumper, cannot_write
from popliteus.cli.run_evaluate import progress_bar
from popliteus.errors import CaseError
from popliteus.evaluate.run import Progress as Told
from popliteus.evaluate.simulated import Practice, simulated
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Setting

ENDINGS = (".csv", ".ndjson", ".yaml")


def run(
    people: int,
    output: Path,
    setting: str,
    seed: int,
    missing: float,
    knowledge: Path | None,
    *,
    examined: bool,
) -> None:
    """Draw people and write them, complete or not at all."""
    if output.suffix not in ENDINGS:
        raise CaseError(
            found=f"'{output.name}'", where="-o", expected=f"a name ending in {', '.join(ENDINGS)}"
        )
    base = load(knowledge)
    practice = Practice(
        setting=cast("Setting", setting), seed=seed, missing=missing, examined=examined
    )
    new = output.with_name(output.name + ".new")
    try:
        with progress_bar() as tell, new.open("w", encoding="utf-8", newline="") as stream:
            drawn = _counted(simulated(base, people, practice), people, tell)
            _WRITERS[output.suffix](stream, drawn, base)
        new.replace(output)
    except OSError as error:
        raise cannot_write(output, error) from error
    finally:
        new.unlink(missing_ok=True)
    click.echo(f"{output}: {people} people, drawn from the model {base.digest}")


def _counted(cases: Iterable[Case], n: int, tell: Told) -> Iterable[Case]:
    for done, case in enumerate(cases, start=1):
        yield case
        tell("Drawing people", done, n)


def values_of(case: Case, base: KnowledgeBase) -> dict[str, object]:
    """Return a drawn person as the values of a case file."""
    gold = case.gold
    return {
        "id": case.id,
        "age": None if case.age is None else plain(case.age),
        "sex": case.sex,
        "setting": case.setting,
        "account": case.account,
        "findings": findings_of(case, base),
        "source": dict(case.source),
        "gold": None
        if gold is None
        else {"primary": gold.primary, "coexisting": list(gold.coexisting)},
    }


def _write_csv(stream: IO[str], cases: Iterable[Case], base: KnowledgeBase) -> None:
    compiled = base.compiled
    items = (*compiled.attributes, *compiled.factors, *compiled.readings)
    head = ("id", "age", "sex", "setting", "primary", "coexisting")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((*head, *items))
    for case in cases:
        values = values_of(case, base)
        gold = cast("Mapping[str, list[str]]", values["gold"])
        said = [case.answers[item].value if item in case.answers else "" for item in items]
        writer.writerow(
            (
                *(values[key] for key in head[:4]),
                gold["primary"],
                " ".join(gold["coexisting"]),
                *said,
            )
        )


def _write_ndjson(stream: IO[str], cases: Iterable[Case], base: KnowledgeBase) -> None:
    for case in cases:
        stream.write(json.dumps(values_of(case, base), ensure_ascii=False) + "\n")


def _write_yaml(stream: IO[str], cases: Iterable[Case], base: KnowledgeBase) -> None:
    for case in cases:
        stream.write(
            yaml.dump([values_of(case, base)], Dumper=CaseDumper, sort_keys=False, width=100)
        )


_WRITERS = {".csv": _write_csv, ".ndjson": _write_ndjson, ".yaml": _write_yaml}

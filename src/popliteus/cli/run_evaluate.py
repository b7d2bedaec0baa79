"""``popliteus evaluate``: vignettes in, tables out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from popliteus import load
from popliteus.assess import case_from_mapping
from popliteus.cli.console import console_for
from popliteus.cli.files import cannot_read, cannot_write, cases_in, read_cases
from popliteus.cli.show_scores import show_scores
from popliteus.errors import CaseError
from popliteus.evaluate import Evaluation, Options, Vignette, evaluate, to_dict
from popliteus.evaluate.modes import Mode, modes
from popliteus.evaluate.respond import KINDS, SHEETS, Kind, read_sheet
from popliteus.evaluate.run import Progress as Told
from popliteus.knowledge import KnowledgeBase

#: Cases in a folder of this name are scored only as totals.
HELD_BACK = "held-back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was typed."""

    files: tuple[Path, ...]
    mode: str
    respondent: str
    answers: Path | None
    baselines: bool
    robustness: bool
    output: Path | None
    knowledge: Path | None
    as_json: bool


def run(request: Request) -> None:
    """Score the vignettes, print the tables and write the report."""
    mode = _one_of(request.mode, modes(), "--mode")
    respondent = _one_of(request.respondent, KINDS, "--respondent")
    if request.output is not None and request.output.suffix != ".html":
        raise CaseError(
            found=f"'{request.output.name}'", where="-o", expected="a name that ends in .html"
        )
    base = load(request.knowledge)
    vignettes = [one for path in request.files for one in vignettes_in(path, base, request.answers)]
    if not vignettes:
        raise CaseError(
            found="no vignette",
            where=", ".join(map(str, request.files)),
            expected="files with a gold entry",
        )
    options = Options(
        mode=cast("Mode", mode),
        respondent=cast("Kind", respondent),
        baselines=request.baselines,
        robustness=request.robustness,
    )
    with progress_bar() as tell:
        found = evaluate(vignettes, base, options, progress=tell)
    if request.output is not None:
        _write(request.output, found, vignettes, base)
    if request.as_json:
        click.echo(json.dumps(to_dict(found), indent=1, ensure_ascii=False))
    else:
        show_scores(found)


def _one_of(given: str, known: tuple[str, ...], where: str) -> str:
    if given not in known:
        raise CaseError(found=f"'{given}'", where=where, expected=" or ".join(known))
    return given


@contextmanager
def progress_bar() -> Iterator[Told]:
    """Show a bar on standard error while something long is done, if anybody is there to see it."""
    console = console_for(error=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task("", total=None)
        yield lambda what, done, total: progress.update(
            task, description=what, completed=done, total=total
        )


def vignettes_in(path: Path, base: KnowledgeBase, answers: Path | None) -> Iterator[Vignette]:
    """Yield the vignettes of a file or folder, each with its answer sheet if there is one."""
    if path.is_dir():
        for file in sorted(path.rglob("*.yaml")):
            yield from vignettes_in(file, base, answers)
        return
    sheets = answers or path.resolve().parent.parent / SHEETS
    held_back = HELD_BACK in path.resolve().parts
    for values in _values(path):
        case = case_from_mapping(values, base, where=str(path))
        if case.gold is None:
            raise CaseError(found="no gold", where=str(path), expected="gold: {primary: <cause>}")
        sheet = read_sheet(sheets / f"{Path(case.id).name}.yaml", case, base)
        yield Vignette(case, held_back, sheet)


def _values(path: Path) -> Iterator[dict[str, object]]:
    """Yield the cases of a file; one with a case on each line may be of any length."""
    if path.suffix != ".ndjson":
        yield from read_cases(str(path))
        return
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                yield from cases_in(line, f"{path}, line {number}")
    except OSError as error:
        raise cannot_read(path, error) from error


def _write(path: Path, found: Evaluation, vignettes: list[Vignette], base: KnowledgeBase) -> None:
    from popliteus.evaluate.report import report

    try:
        path.write_text(report(found, vignettes, base), encoding="utf-8")
    except OSError as error:
        raise cannot_write(path, error) from error

"""The commands of ``popliteus`` and what happens when one fails.

Exit codes: 0 done; 2 bad usage or bad input, with one message that says what was found, where,
and what was expected; 1 anything else. With ``--json`` an error is one JSON object on standard
error.

Why click and not Typer: since it checks arguments with pydantic, Typer costs every start a sixth
of a second, as long as everything else together. A worried person need not wait for that.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from popliteus import stamp
from popliteus.cli.evaluation import evaluate, implied, sensitivity, simulate
from popliteus.cli.options import AUDIENCE, COUNTRY, JSON, KNOWLEDGE, PATH, Years, examples
from popliteus.cli.publishing import cite, draw, pages
from popliteus.cli.serving import serve
from popliteus.errors import InputError


@click.group(invoke_without_command=True)
@click.version_option(stamp.code_version(), prog_name="popliteus", message="%(prog)s %(version)s")
@click.pass_context
def app(context: click.Context) -> None:
    """Say what may cause pain behind the knee, how urgent it is, and what to do.

    Decision support and education, not a doctor. In an emergency call your emergency number.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@app.command(
    epilog=examples(
        "popliteus assess examples/calf-swelling-after-flight.yaml",
        "popliteus assess --age 45 --sex female --set calf-swelling=present --set fever=absent",
        "popliteus assess case.yaml --audience clinician -o result.html",
        "popliteus assess case.yaml -o summary.pdf",
        'popliteus assess --text "My left calf is swollen and sore since yesterday, no fever"',
    ),
)
@click.argument("case", required=False, metavar="[CASE|-]")
@click.option(
    "--text",
    metavar="STORY",
    help="The story in somebody's own words; - reads it from standard input, @FILE from a file.",
)
@click.option("--age", type=Years(), metavar="YEARS", help="How old the person is.")
@click.option("--sex", metavar="SEX", help="female or male.")
@click.option(
    "--set", "settings", multiple=True, metavar="ID=VALUE", help="One answer; may be repeated."
)
@click.option(
    "--setting", metavar="WHERE", help="primary_care, emergency, sports_clinic or referred."
)
@COUNTRY
@AUDIENCE
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    help="Write FILE.json, FILE.html or FILE.pdf (one page for a doctor) instead.",
)
@JSON
@KNOWLEDGE
def assess(
    case: str | None,
    settings: tuple[str, ...],
    audience: str,
    output: Path | None,
    knowledge: Path | None,
    *,
    as_json: bool,
    **given: object,
) -> None:
    """Assess one person.

    How urgent it is, what it may be, why, and what to do. CASE is a case file, or - for standard
    input; options add to it. A story is read for findings, and what was taken from it is shown
    with its words; --set, --age and --sex win over it.
    """
    from popliteus.cli.run_assess import run

    run(case, list(settings), given, audience, output, knowledge, as_json=as_json)


@app.command(epilog=examples("popliteus ask", "popliteus ask popliteus-interview.yaml"))
@click.argument("resume", required=False, type=PATH, metavar="[FILE]")
@click.option(
    "--save",
    type=PATH,
    default=Path("popliteus-interview.yaml"),
    show_default=True,
    metavar="FILE",
    help="Where answers are kept while you answer.",
)
@AUDIENCE
@COUNTRY
@KNOWLEDGE
def ask(
    resume: Path | None, save: Path, audience: str, country: str | None, knowledge: Path | None
) -> None:
    """Ask and answer, danger first.

    A short interview in the terminal. FILE is a saved interview to go on with.

    Type y, n or ? (not sure); w asks why; b goes back; r shows the result so far; q quits and
    keeps your answers. Ctrl-C keeps them too.
    """
    from popliteus.cli.run_ask import run

    run(resume, save, audience, country, knowledge)


@app.command(epilog=examples("popliteus check", "popliteus check my-knowledge --people 6000"))
@click.argument("folder", required=False, type=PATH, metavar="[FOLDER]")
@click.option(
    "--people",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="People drawn to see what the rules cost; 6000 take a minute. Default: none.",
)
@JSON
@KNOWLEDGE
def check(folder: Path | None, people: int, knowledge: Path | None, *, as_json: bool) -> int:
    """Check the knowledge base.

    Prints every problem with code, file, line and remedy, and exits 1 when there is an error. Also
    prints how much of every cause is published and how much is judgement and, with --people, what
    each rule costs in a simulated practice.
    """
    from popliteus.cli.run_check import run

    return run(folder or knowledge, people, as_json=as_json)


@app.command(
    epilog=examples(
        "popliteus show causes",
        "popliteus show deep-vein-thrombosis",
        "popliteus show causes --json",
    ),
)
@click.argument("what", metavar="WHAT")
@JSON
@KNOWLEDGE
def show(what: str, knowledge: Path | None, *, as_json: bool) -> None:
    """Read the knowledge base.

    WHAT is causes, findings, factors, rules, treatments, tests, sources, or one id. The page of a
    cause has every number with the place it comes from.
    """
    from popliteus.cli.run_show import run

    run(what, knowledge, as_json=as_json)


@app.command(
    epilog=examples(
        "popliteus new cause pes-anserine-bursitis",
        "popliteus new reading causes/gout",
    ),
)
@click.argument("kind", metavar="KIND")
@click.argument("name", metavar="ID")
@KNOWLEDGE
def new(kind: str, name: str, knowledge: Path | None) -> None:
    """Write a file to fill in.

    KIND is cause, finding, factor, rule, treatment, test, reference or reading. ID is its new id;
    for a reading, the record to read again: the form is blind, it has places and no values.
    Nothing is overwritten.
    """
    from popliteus.cli.run_new import run

    run(kind, name, knowledge)


@app.group()
def model() -> None:
    """Export the compiled numbers, see which matter, or hold them against published ones."""


@model.command("export", epilog=examples("popliteus model export model.npz"))
@click.argument("file", type=PATH, metavar="FILE.npz")
@KNOWLEDGE
def model_export(file: Path, knowledge: Path | None) -> None:
    """Write the compiled arrays, documented, so that anybody can check our arithmetic."""
    from popliteus.cli.run_model import run

    run(file, knowledge)


app.add_command(draw)
app.add_command(serve)
app.add_command(evaluate)
app.add_command(simulate)
app.add_command(cite)
app.add_command(pages)
model.add_command(sensitivity)
model.add_command(implied)


def main() -> None:
    """Run the command line and end with the right code."""
    # A start makes many objects that stay: looking for garbage among them takes a tenth of it.
    gc.set_threshold(100_000, 50, 100)
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        code = app.main(arguments, prog_name="popliteus", standalone_mode=False)
        sys.stdout.flush()
    except InputError as error:
        return _fail(error.to_dict(), str(error), as_json=as_json)
    except click.ClickException as error:
        return _bad_usage(error, as_json=as_json)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _no_room(error, as_json=as_json)
    except Exception as error:  # the last resort: one line for people, the trace on request
        if os.environ.get("POPLITEUS_DEBUG"):
            raise
        return _internal(error, as_json=as_json)
    return code if isinstance(code, int) else 0


def _bad_usage(error: click.ClickException, *, as_json: bool) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else ""
    if isinstance(error, NoArgsIsHelpError) and context is not None:
        click.echo(context.get_help())
        return 0
    found = {
        "code": "bad-usage",
        "found": error.format_message(),
        "where": command or "the command line",
        "expected": f"see {command or 'popliteus'} --help",
    }
    return _fail(found, f"{found['found']} ({found['expected']})", as_json=as_json)


def _no_room(error: OSError, *, as_json: bool) -> int:
    """Say what the machine refused; it is no mistake of popliteus."""
    found = {
        "code": "input-output",
        "found": error.strerror or str(error),
        "where": str(error.filename or "standard output"),
        "expected": "a place that can be read and written",
    }
    message = f"{found['where']}: {found['found']}; expected {found['expected']}"
    return _fail(found, message, as_json=as_json, code=1)


def _internal(error: Exception, *, as_json: bool) -> int:
    found = {
        "code": "internal",
        "found": f"{type(error).__name__}: {error}",
        "where": "popliteus itself",
        "expected": "a result; POPLITEUS_DEBUG=1 prints the trace for a report",
    }
    message = (
        f"failed: {found['found']}. This is a mistake in popliteus, not in your input; "
        "POPLITEUS_DEBUG=1 prints the trace for a report"
    )
    return _fail(found, message, as_json=as_json, code=1)


def _fail(found: dict[str, str], message: str, *, as_json: bool, code: int = 2) -> int:
    click.echo(json.dumps(found) if as_json else f"popliteus: {message}", err=True)
    return code

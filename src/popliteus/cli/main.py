"""The commands of ``popliteus`` and what happens when one fails.

Exit codes: 0 done; 2 bad usage or bad input, with one message that says what was found, where,
and what was expected; 1 anything else. With ``--json`` an error is one JSON object on standard
error.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from popliteus import stamp
from popliteus.errors import InputError

app = typer.Typer(
    name="popliteus",
    help="What is causing the pain behind my knee, how urgent is it, and what should I do?\n\n"
    "Decision support and education, not a doctor. In an emergency call your emergency number.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
model_app = typer.Typer(help="The compiled numbers.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(model_app, name="model")

Knowledge = Annotated[
    Path | None,
    typer.Option("--knowledge", metavar="DIR", help="Knowledge base to use instead of ours."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, as in the documentation.")]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"popliteus {stamp.code_version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options that belong to no command."""


@app.command()
def assess(
    case: Annotated[
        str | None,
        typer.Argument(metavar="[CASE|-]", help="A case file, or - for standard input."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ID=VALUE", help="One answer; may be repeated."),
    ] = None,
    age: Annotated[float | None, typer.Option(help="Years.")] = None,
    sex: Annotated[str | None, typer.Option(help="female or male.")] = None,
    setting: Annotated[
        str | None, typer.Option(help="primary_care, emergency, sports_clinic or referred.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="Two letters, such as GB.")] = None,
    audience: Annotated[str, typer.Option(help="patient or clinician.")] = "patient",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write FILE.json or FILE.html instead.")
    ] = None,
    as_json: Json = False,
    knowledge: Knowledge = None,
) -> None:
    """Assess one person: how urgent, what it may be, why, and what to do.

    Examples
    --------
      popliteus assess examples/calf-swelling-after-flight.yaml

      popliteus assess --age 45 --sex female --set calf-swelling=present --set fever=absent

      popliteus assess case.yaml --audience clinician -o result.html
    """
    from popliteus.cli.run_assess import run

    given = {"age": age, "sex": sex, "setting": setting, "country": country}
    run(case, settings or [], given, audience, output, knowledge, as_json=as_json)


@app.command()
def ask(
    resume: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A saved interview to go on with.")
    ] = None,
    save: Annotated[Path, typer.Option(help="Where answers are kept while you answer.")] = Path(
        "popliteus-interview.yaml"
    ),
    audience: Annotated[str, typer.Option(help="patient or clinician.")] = "patient",
    country: Annotated[str | None, typer.Option(help="Two letters, such as GB.")] = None,
    knowledge: Knowledge = None,
) -> None:
    """Ask and answer: a short interview in the terminal, danger first.

    Type y, n or ? (not sure); w asks why; b goes back; r shows the result so far; q quits and
    keeps your answers. Ctrl-C keeps them too.

    Examples
    --------
      popliteus ask

      popliteus ask popliteus-interview.yaml
    """
    from popliteus.cli.run_ask import run

    run(resume, save, audience, country, knowledge)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Knowledge base to check.")] = None,
    people: Annotated[
        int, typer.Option(help="People drawn to see what the rules cost; 0 leaves that out.")
    ] = 20_000,
    as_json: Json = False,
    knowledge: Knowledge = None,
) -> None:
    """Check the knowledge base: every problem with code, file, line and remedy.

    Exits 1 when there is an error. Also prints what each rule costs in a simulated practice and
    how much of every cause is published and how much is judgement.

    Examples
    --------
      popliteus check

      popliteus check my-knowledge --people 0
    """
    from popliteus.cli.run_check import run

    raise typer.Exit(run(folder or knowledge, people, as_json=as_json))


@app.command()
def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="causes|findings|factors|rules|treatments|tests|sources|ID",
            help="A kind of record, or one id.",
        ),
    ],
    as_json: Json = False,
    knowledge: Knowledge = None,
) -> None:
    """Read the knowledge base.

    Examples
    --------
      popliteus show causes

      popliteus show deep-vein-thrombosis

      popliteus show causes --json
    """
    from popliteus.cli.run_show import run

    run(what, knowledge, as_json=as_json)


@app.command()
def new(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="cause, finding, factor, rule, treatment, test, reference, reading.",
        ),
    ],
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the record to read again.")],
    knowledge: Knowledge = None,
) -> None:
    """Write a file to fill in. `reading` makes a blind form: places, no values.

    Examples
    --------
      popliteus new cause pes-anserine-bursitis

      popliteus new reading causes/gout
    """
    from popliteus.cli.run_new import run

    run(kind, name, knowledge)


@app.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Vignettes: files or folders.")],
    mode: Annotated[str, typer.Option(help="findings: the structured findings of each case.")] = (
        "findings"
    ),
    as_json: Json = False,
    knowledge: Knowledge = None,
) -> None:
    """Score vignettes: ranking and urgency, each with a confidence interval.

    Exits 0 whatever the scores. Cases in a folder named held-back are counted, never listed.

    Examples
    --------
      popliteus evaluate vignettes/open

      popliteus evaluate vignettes/open vignettes/held-back --json
    """
    from popliteus.cli.run_evaluate import run

    run(files, mode, knowledge, as_json=as_json)


@model_app.command("export")
def model_export(
    file: Annotated[Path, typer.Argument(metavar="FILE.npz", help="Where to write.")],
    knowledge: Knowledge = None,
) -> None:
    """Write the compiled arrays, documented, so that anybody can check our arithmetic.

    Example:

      popliteus model export model.npz
    """
    from popliteus.cli.run_model import run

    run(file, knowledge)


def main() -> None:
    """Run the command line and end with the right code."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        code = app(arguments, standalone_mode=False)
    except InputError as error:
        return _fail(error.to_dict(), str(error), as_json=as_json)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else ""
        found = {
            "code": "bad-usage",
            "found": error.format_message(),
            "where": command or "the command line",
            "expected": f"see {command or 'popliteus'} --help",
        }
        return _fail(found, f"{found['found']} ({found['expected']})", as_json=as_json)
    except (typer.Abort, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last resort: one line for people, the trace on request
        if os.environ.get("POPLITEUS_DEBUG"):
            raise
        found = {
            "code": "internal",
            "found": f"{type(error).__name__}: {error}",
            "where": "popliteus itself",
            "expected": "no such thing; POPLITEUS_DEBUG=1 prints the trace for a report",
        }
        message = f"popliteus failed: {found['found']}. {found['expected']}"
        return _fail(found, message, as_json=as_json, code=1)
    return code if isinstance(code, int) else 0


def _fail(found: dict[str, str], message: str, *, as_json: bool, code: int = 2) -> int:
    print(json.dumps(found) if as_json else f"popliteus: {message}", file=sys.stderr)
    return code

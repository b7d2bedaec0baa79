"""The commands that look at popliteus itself: evaluate, simulate, model sensitivity, implied."""

from __future__ import annotations

from pathlib import Path

import click

from popliteus.cli.options import JSON, KNOWLEDGE, PATH, Share, examples


@click.command(
    epilog=examples(
        "popliteus evaluate vignettes/open",
        "popliteus evaluate vignettes/open vignettes/held-back --json",
        "popliteus evaluate vignettes/open --mode interview --baselines -o scores.html",
        "popliteus evaluate vignettes/open --mode text+interview",
        "popliteus evaluate vignettes/stories/open --stories",
    ),
)
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option(
    "--mode",
    default="findings",
    show_default=True,
    metavar="MODE",
    help="text: the story of each case; findings: its structured findings; interview: a "
    "respondent is asked; text+interview: the respondent tells the story, puts right what was "
    "read wrongly, and is asked the rest.",
)
@click.option(
    "--stories",
    is_flag=True,
    help="Score how annotated stories are read, instead of how vignettes are assessed.",
)
@click.option(
    "--respondent",
    default="sheet",
    show_default=True,
    metavar="WHO",
    help="Who is asked: case knows the case's findings, sheet its answer sheet as well.",
)
@click.option(
    "--answers", type=PATH, metavar="DIR", help="Answer sheets; default: answers, beside the cases."
)
@click.option("--baselines", is_flag=True, help="Score simpler methods on the same cases.")
@click.option("--robustness", is_flag=True, help="Drop and turn round answers at random.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write FILE.html as well.")
@JSON
@KNOWLEDGE
def evaluate(
    files: tuple[Path, ...],
    mode: str,
    respondent: str,
    answers: Path | None,
    output: Path | None,
    knowledge: Path | None,
    *,
    stories: bool,
    baselines: bool,
    robustness: bool,
    as_json: bool,
) -> None:
    """Score vignettes.

    Ranking, urgency and probabilities, each with a confidence interval. FILE is a vignette or a
    folder of them. Exits 0 whatever the scores. Cases in a folder named held-back are counted,
    never listed.
    """
    if stories:
        from popliteus.cli.run_stories import run as run_stories

        run_stories(list(files), knowledge, as_json=as_json)
        return
    from popliteus.cli.run_evaluate import Request, run

    run(
        Request(
            files=files,
            mode=mode,
            respondent=respondent,
            answers=answers,
            baselines=baselines,
            robustness=robustness,
            output=output,
            knowledge=knowledge,
            as_json=as_json,
        )
    )


@click.command(
    epilog=examples(
        "popliteus simulate -n 1000 -o people.csv",
        "popliteus simulate -n 50 -o people.yaml --setting emergency --missing 0.3",
    ),
)
@click.option(
    "-n", "people", type=click.IntRange(min=1), required=True, metavar="N", help="How many."
)
@click.option(
    "-o",
    "--output",
    type=PATH,
    required=True,
    metavar="FILE",
    help="A name that ends in .csv, .ndjson or .yaml.",
)
@click.option(
    "--setting",
    default="primary_care",
    show_default=True,
    metavar="WHERE",
    help="primary_care, emergency, sports_clinic or referred.",
)
@click.option(
    "--seed",
    default=1,
    type=click.IntRange(min=0),
    show_default=True,
    metavar="N",
    help="Same seed, same people.",
)
@click.option(
    "--missing",
    type=Share(0.0, 1.0),
    default=0.0,
    show_default=True,
    metavar="SHARE",
    help="Share of the answers that nobody gave.",
)
@click.option(
    "--examined", is_flag=True, help="With what a clinician and tests would find as well."
)
@KNOWLEDGE
def simulate(
    people: int,
    output: Path,
    setting: str,
    seed: int,
    missing: float,
    knowledge: Path | None,
    *,
    examined: bool,
) -> None:
    """Write people drawn from the model.

    Age, sex, setting, main and accompanying causes, factors, findings and attributes, as the model
    imagines those who come. They are not patients: how well popliteus does on them says nothing
    about how well it does. YAML and NDJSON hold cases that `popliteus evaluate` reads.
    """
    from popliteus.cli.run_simulate import run

    run(people, output, setting, seed, missing, knowledge, examined=examined)


@click.command(
    "sensitivity",
    epilog=examples(
        "popliteus model sensitivity",
        "popliteus model sensitivity vignettes/open -o sensitivity.svg",
    ),
)
@click.argument("files", nargs=-1, type=PATH, metavar="[FILE...]")
@click.option(
    "--people",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="N",
    help="People drawn from the model, where no vignettes are given.",
)
@click.option(
    "--seed",
    default=1,
    type=click.IntRange(min=0),
    show_default=True,
    metavar="N",
    help="Same seed, same people.",
)
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write a chart, FILE.svg.")
@JSON
@KNOWLEDGE
def sensitivity(
    files: tuple[Path, ...],
    people: int,
    seed: int,
    output: Path | None,
    knowledge: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say which numbers matter most.

    Each number is made wrong by a factor of two in its odds, up and down, and ranking and urgency
    are computed again: for people drawn from the model, or for vignettes.
    """
    from popliteus.cli.run_sensitivity import run

    run(list(files), people, seed, output, knowledge, as_json=as_json)


@click.command(
    "implied",
    epilog=examples(
        "popliteus model implied",
        "popliteus model implied --cause deep-vein-thrombosis",
        "popliteus model implied --outliers",
        "popliteus model implied --cause gout --json",
    ),
)
@click.option("--cause", metavar="ID", help="Only the figures in the record of this cause.")
@click.option("--outliers", is_flag=True, help="Only what is off by more than a factor of two.")
@JSON
@KNOWLEDGE
def implied(cause: str | None, knowledge: Path | None, *, outliers: bool, as_json: bool) -> None:
    """Compare published figures that enter no number with what the model implies.

    Each is computed for the study's group as far as its record says which that was: setting, ages
    and sex. Where that cannot be done it says why. Exits 0 whatever the differences.
    """
    from popliteus.cli.run_implied import run

    run(cause, knowledge, outliers=outliers, as_json=as_json)

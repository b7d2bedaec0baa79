"""Options that several commands share, and how examples stand under a help text."""

from __future__ import annotations

from pathlib import Path

import click


class Years(click.ParamType[float]):
    """A number of years. Whether it is an age is decided with the rest of the case."""

    name = "years"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number, or say what was expected."""
        try:
            return float(str(value))
        except ValueError:
            self.fail(f"found {value!r}, expected a number of years, such as 45", param, ctx)


PATH = click.Path(path_type=Path)
AUDIENCE = click.option(
    "--audience",
    default="patient",
    show_default=True,
    metavar="WHOSE",
    help="patient or clinician.",
)
COUNTRY = click.option("--country", metavar="XX", help="Two letters, such as GB.")
KNOWLEDGE = click.option(
    "--knowledge", type=PATH, metavar="DIR", help="Knowledge base to use instead of ours."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, as in the documentation.")


def examples(*commands: str) -> str:
    """Return the examples that stand under a help text, each on its own line."""
    return "Examples:\n\n\b\n" + "\n".join(f"  {command}" for command in commands)

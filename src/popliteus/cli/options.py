"""Options that several commands share, and how examples stand under a help text."""

from __future__ import annotations

import math
from os import PathLike
from pathlib import Path
from typing import cast

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


class Share(click.FloatRange):
    """A share from 0 to 1; "nan" lies outside every range and would pass it."""

    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number in the range, or say what was expected."""
        number = float(super().convert(cast("float", value), param, ctx))
        if math.isnan(number):
            self.fail(f"found {value!r}, expected a number from 0 to 1", param, ctx)
        return number


class DatabaseFile(click.Path):
    """A file for the answers. An address of a database server would become a folder's name."""

    name = "file"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | PathLike[str]:
        """Return the path, or say that it is an address."""
        if "://" in str(value):
            scheme = str(value).partition("://")[0]
            self.fail(f"found an address that begins with {scheme}://, expected a file", param, ctx)
        return super().convert(str(value), param, ctx)


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
JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: docs/reference/case-and-result.md."
)


def examples(*commands: str) -> str:
    """Return the examples that stand under a help text, each on its own line."""
    return "Examples:\n\n\b\n" + "\n".join(f"  {command}" for command in commands)

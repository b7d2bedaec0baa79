"""``popliteus assess``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from popliteus import assess as assess_case
from popliteus import load, take_in
from popliteus.assess import Assessment, case_from_mapping
from popliteus.assess.values import plain
from popliteus.assess.words import listed as listed_words
from popliteus.cli.files import cannot_write, merge, one_case, story_of
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase

Audience = Literal["patient", "clinician"]
AUDIENCES: tuple[Audience, ...] = ("patient", "clinician")

#: Endings of a file that a result can be written to.
ENDINGS = (".json", ".html", ".pdf")


def run(
    name: str | None,
    settings: list[str],
    given: Mapping[str, object],
    audience: str,
    output: Path | None,
    knowledge: Path | None,
    *,
    as_json: bool,
) -> None:
    """Assess one case and print or write the result."""
    words = audience_of(audience)
    # FHIR will be an ending of its own: plain JSON under that name would mislead.
    if output is not None and (output.suffix not in ENDINGS or ".fhir" in output.suffixes):
        raise CaseError(
            found=f"'{output.name}'",
            where="--output",
            expected=f"a name that ends in {listed_words([*ENDINGS], 'or')}",
        )
    values = {} if name is None else one_case(name)
    _add(values, given, taken=name == "-")
    if not settings and not values:
        raise CaseError(
            found="no case",
            where="popliteus assess",
            expected="a file, - for standard input, or --text, --age, --sex and --set; see --help",
        )
    base = load(knowledge)
    case = case_from_mapping(merge(values, settings), base, where=name or "the command line")
    # Who was asked has put right what was read: their words are not read a second time.
    asked = case.account == "asked" and bool(case.answers)
    result = assess_case(case if asked else take_in(case, base), base, audience=words)
    if output is not None:
        _write(output, _bytes(result, base, output.suffix))
    elif as_json:
        sys.stdout.write(_json(result))
    else:
        from popliteus.cli.render import render

        render(result, base)


def _add(values: dict[str, object], given: Mapping[str, object], *, taken: bool) -> None:
    """Add the options to a case; where both say something they must say the same."""
    for key, option in given.items():
        if option is None:
            continue
        value = story_of(str(option), taken=taken) if key == "text" else option
        before = values.get(key)
        if before is not None and before != value:
            raise CaseError(
                found=f"two values for {key}: {before} and {value}",
                where=f"--{key}",
                expected="one value",
                code="two-values",
            )
        values[key] = plain(value) if isinstance(value, float) else value


def _write(path: Path, written: bytes) -> None:
    """Write a result for its owner alone: it is about somebody's health."""
    try:
        path.touch(mode=0o600)
        path.write_bytes(written)
    except OSError as error:
        raise cannot_write(path, error) from error


def audience_of(word: str) -> Audience:
    """Return the audience that a word names.

    Raises
    ------
    CaseError
        It names none.
    """
    for one in AUDIENCES:
        if word == one:
            return one
    raise CaseError(found=f"'{word}'", where="--audience", expected="patient or clinician")


def _bytes(result: Assessment, base: KnowledgeBase, suffix: str) -> bytes:
    """Return a result as a file; what only this file needs is imported here."""
    if suffix == ".html":
        from popliteus.cli.html import page

        return page(result, base).encode()
    if suffix == ".pdf":
        from popliteus.paper import pdf
        from popliteus.wording.handover import summary

        return pdf(summary(result, base))
    return _json(result).encode()


def _json(result: Assessment) -> str:
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=1) + "\n"

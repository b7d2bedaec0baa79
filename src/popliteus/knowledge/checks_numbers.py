"""Checks on published figures and on judgements: sources, second readings, raters' answers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import cast

from popliteus.knowledge import derive
from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.knowledge.prose import cited as cited_in
from popliteus.knowledge.prose import read_prose
from popliteus.knowledge.reader import read_file
from popliteus.knowledge.records import Number
from popliteus.knowledge.second import second_readings as second_readings_of

#: Two readings of one printed figure are equal up to binary rounding.
SAME = 1e-9


def numbers(checked: Checked) -> Iterator[tuple[str, Number]]:
    """Yield (file, number) of every published figure in the base."""
    base = checked.base
    for kind, records in (
        ("causes", base.causes),
        ("facts", base.facts),
        ("findings", base.findings),
        ("factors", base.factors),
        ("treatments", base.treatments),
        ("tests", base.tests),
    ):
        for name, record in records.items():
            for number in record.evidence:
                yield f"{kind}/{name}.yaml", number


def references(checked: Checked) -> Iterator[Problem]:
    """KB101, KB106: every source is a reference, and every reference is cited."""
    base = checked.base
    cited: set[str] = set()
    for file, number in numbers(checked):
        cited.add(number.source.ref)
        if number.source.ref not in base.references:
            yield checked.problem(
                "KB101", file, ("evidence",),
                f"{number.id} cites {number.source.ref}, which is no reference",
                "add references/<id>.yaml",
            )  # fmt: skip
    for test in base.tests.values():
        cited |= {one.ref for one in test.sources}
    for treatment in base.treatments.values():
        cited |= {one.ref for one in treatment.cited}
    for cause in base.causes.values():
        cited |= {link.source.ref for link in cause.links if link.source}
        cited |= {one.ref for one in cause.care.sources} if cause.care else set()
    for rule in base.rules.values():
        cited |= {source.ref for source in rule.sources}
    cited |= {one.ref for one in base.services.sources}
    texts = read_prose(checked.folder).values()
    cited |= {ref for text in texts for _, ref in cited_in(text)}
    for ref in sorted(cited - set(base.references)):
        yield checked.problem(
            "KB101", "references", (), f"{ref} is cited", "add references/<id>.yaml"
        )
    for ref in sorted(set(base.references) - cited):
        yield checked.problem(
            "KB106", f"references/{ref}.yaml", (), "is cited by nothing", "cite it or remove it",
            level="warning",
        )  # fmt: skip


def used(checked: Checked) -> Iterator[Problem]:
    """KB105: a figure that says it is a parameter is one."""
    base = checked.base
    for name, cause in base.causes.items():
        used_ids = {one.evidence for one in cause.factors} | set(cause.rate.evidence)
        for fact, cell in cause.facts.items():
            if cell == derive.PUBLISHED:
                number = derive.parameter_of(cause, fact, base.findings)
                used_ids |= {number.id} if number else set()
        for number in cause.evidence:
            if number.use == "parameter" and number.id not in used_ids:
                yield checked.problem(
                    "KB105", f"causes/{name}.yaml", ("evidence",),
                    f"{number.id} says it is a parameter, but nothing uses it",
                    "point a cell at it with `published`, or say check or shown",
                )  # fmt: skip


def direction(checked: Checked) -> Iterator[Problem]:
    """KB114: what is said to support does not oppose."""
    for file, number in numbers(checked):
        value = number.estimate.value
        ratio = number.quantity in {"lr_positive", "rate_ratio", "odds_ratio"}
        wrong = (ratio and number.direction == "supports" and value < 1) or (
            ratio and number.direction == "opposes" and value > 1
        )
        if wrong:
            yield checked.problem(
                "KB114", file, ("evidence",),
                f"{number.id}: {number.quantity} {value:g} is said to be {number.direction}",
                "read the source again: sign or direction is wrong",
            )  # fmt: skip


def second_readings(checked: Checked) -> Iterator[Problem]:
    """KB115, KB116: every published figure was read twice, and the two agree."""
    twins = second_readings_of(checked.folder)
    for file, number in numbers(checked):
        second = twins.get((file, number.id))
        twin = second.entry if second else None
        if twin is None:
            yield checked.problem(
                "KB115", file, ("evidence",), f"{number.id} has no second reading",
                f"popliteus new reading {file.removesuffix('.yaml')}",
            )  # fmt: skip
        elif twin.get("not_seen") is True:
            yield checked.problem(
                "KB115", file, ("evidence",),
                f"{number.id}: the second reader could not see the figure",
                "find the figure, or use it as shown only", level="warning",
            )  # fmt: skip
        elif wrong := _misplaced(number, twin):
            yield checked.problem(
                "KB116", file, ("evidence",),
                f"{number.id}: {wrong}", "one of the two looked in the wrong place; read again",
            )  # fmt: skip
        elif not twin.get("as"):
            yield checked.problem(
                "KB115", file, ("evidence",), f"{number.id} stands in a form not yet filled in",
                "let the second reader fill it in from the source",
            )  # fmt: skip
        elif not agree(number, cast("Mapping[str, object]", twin.get("as") or {})):
            yield checked.problem(
                "KB116", file, ("evidence",),
                f"{number.id}: first reading {_shown(number)}, second {twin.get('read')!r}",
                "read the source together; keep the story under disagreements",
            )  # fmt: skip


#: A number as it is printed: 3, 37.5, 37,5, 10,000; 1 000 is two.
_PRINTED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?:[.,][0-9]+)?")
_THOUSANDS = re.compile(r",(?=[0-9]{3}(?:,|$))")


def printed_numbers(words: str) -> list[float]:
    """Return the numbers in printed words, in order.

    Examples
    --------
    >>> printed_numbers("above 10,000 in 37,5 of 1.25")
    [10000.0, 37.5, 1.25]
    """
    found = _PRINTED.findall(words)
    return [float(_THOUSANDS.sub("", one).replace(",", ".")) for one in found]


def rule_figures(checked: Checked) -> Iterator[Problem]:
    """KB115, KB116: every number in the printed words of a rule was read twice alike."""
    twins = second_readings_of(checked.folder)
    for name, rule in checked.base.rules.items():
        file = f"rules/{name}.yaml"
        for place, source in enumerate(rule.sources):
            mine = printed_numbers(source.printed or "")
            second = twins.get((file, f"source-{place}"))
            twin = second.entry if second else None
            if not mine:
                continue
            if twin is None or twin.get("ref") != source.ref:
                yield checked.problem(
                    "KB115", file, ("sources", place),
                    f"source {place} ({source.ref}) has no second reading",
                    f"let somebody read it again who sees the words without their numbers, and "
                    f"keep that in qc/{file}",
                )  # fmt: skip
            elif cast("Mapping[str, object]", twin["as"]).get("numbers") != mine:
                yield checked.problem(
                    "KB116", file, ("sources", place),
                    f"source {place}: first reading {source.printed!r}, second {twin['read']!r}",
                    "read the source together; keep the story under disagreements",
                )  # fmt: skip


def _misplaced(number: Number, twin: Mapping[str, object]) -> str:
    """Return what a second reading looked at elsewhere; empty when it is the same figure.

    The form says which quantity was to be read, by which reader; a form that has lost either
    could hide a record that was changed afterwards.
    """
    mine = {"ref": number.source.ref, "quantity": number.quantity, "reader": number.reader}
    for key, value in mine.items():
        if key not in twin:
            return f"the second reading does not say {key}"
        if twin[key] != value:
            return f"{key} is {value}, the second reader read {twin[key]}"
    return ""


def secondary(checked: Checked) -> Iterator[Problem]:
    """KB119: every figure seen only in a secondary source is listed."""
    for file, number in numbers(checked):
        if number.source.seen == "secondary":
            yield checked.problem(
                "KB119", file, ("evidence",),
                f"{number.id} was seen only in a secondary source",
                "look for the source itself", level="warning",
            )  # fmt: skip


def agree(number: Number, twin: Mapping[str, object]) -> bool:
    """Return whether a second reading says the same as the record.

    Parameters
    ----------
    number
        The record.
    twin
        The second reading: `value`, `low` and `high`, or `events` and `total`.
    """
    estimate = number.estimate
    mine = {
        key: float(getattr(estimate, key))
        for key in ("value", "low", "high", "events", "total")
        if hasattr(estimate, key)
    }
    if estimate.kind == "proportion":
        mine.pop("value")
    theirs = {key: value for key, value in twin.items() if key in mine}
    if set(theirs) != set(mine):
        return False
    return all(
        isinstance(value, int | float) and math.isclose(mine[key], value, rel_tol=SAME)
        for key, value in theirs.items()
    )


def _shown(number: Number) -> str:
    estimate = number.estimate
    if estimate.kind == "proportion":
        return f"{estimate.events} of {estimate.total}"
    if estimate.kind == "interval":
        return f"{estimate.value:g} ({estimate.low:g} to {estimate.high:g})"
    return f"{estimate.value:g}"


def elicited(checked: Checked) -> Iterator[Problem]:
    """KB108: judged words are those that the raters gave; finer questions replace coarse ones."""
    given, finer = _raters(checked)
    if not given:
        return
    for name, cause in checked.base.causes.items():
        for fact, cell in cause.facts.items():
            if cell in {derive.PUBLISHED, derive.DEFINES}:
                continue
            asked = [words for words in finer if fact in words.get(name, {})] or given
            answers = [words[name][fact] for words in asked if fact in words.get(name, {})]
            pooled = sorted(set(answers)) if len(set(answers)) == 1 else sorted(answers)
            if pooled != sorted(derive.words_of(cell)):
                yield checked.problem(
                    "KB108", f"causes/{name}.yaml", ("facts", fact),
                    f"{fact} says {cell!r}, the raters said {', '.join(answers) or 'nothing'}",
                    "change elicitation/ with a new answer, or pool again",
                )  # fmt: skip


Answers = list[dict[str, dict[str, str]]]


def _raters(checked: Checked) -> tuple[Answers, Answers]:
    """Return, for each rater, cause to fact to word: the usual raters, and those that replace."""
    usual: Answers = []
    finer: Answers = []
    for path in sorted((checked.folder / "elicitation").glob("*/cells.yaml")):
        value = cast("Mapping[str, object]", read_file(path).value)
        letters = cast("Mapping[str, str]", value["words"])
        cells = cast("Mapping[str, Mapping[str, str]]", value["cells"])
        answers = {
            cause: {fact: letters[letter] for fact, letter in row.items()}
            for cause, row in cells.items()
        }
        (finer if value.get("replaces") is True else usual).append(answers)
    return usual, finer


CHECKS: tuple[Check, ...] = (
    references, used, direction, second_readings, rule_figures, elicited, secondary,
)  # fmt: skip

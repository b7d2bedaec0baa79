"""Take the figures of the evaluation out of docs/validation.md, for the page "how well it works".

The document shows the outputs of ``popliteus evaluate`` as they were printed (`scripts.docs` writes
them), and the page reads the file that is written here: one run feeds both, so that they cannot
differ. Only totals are taken; no case is named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: Marked commands whose figures are taken, and the names of their sets.
SETS = {
    "popliteus evaluate vignettes/open vignettes/held-back": "findings",
    "popliteus evaluate vignettes/open vignettes/held-back --mode text": "story",
    "popliteus evaluate vignettes/open vignettes/held-back --mode interview": "interview",
    "popliteus evaluate vignettes/open vignettes/held-back --mode text+interview": "told",
    "popliteus evaluate vignettes/stories/open --stories | head -n 12": "words-open",
    "popliteus evaluate vignettes/stories/held-back --stories | head -n 12": "words-held-back",
}
#: Names of the levels in the matrix, the least urgent first.
LEVELS = ("home care", "routine", "days", "same day", "emergency")

_BLOCK = re.compile(r"^```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```$", re.M)
_HEAD = re.compile(r"(?P<cases>\d+) (?:vignettes|stories) \((?P<held_back>\d+) held back\)")
_VALUE = r"-?\d+(?:\.\d+)?%?"
_METRIC = re.compile(
    rf"(?P<name>[a-z]\w*) +(?P<value>{_VALUE}) +(?P<low>{_VALUE}) to (?P<high>{_VALUE})"
    rf" +(?P<n>\d+)  +(?:{_VALUE}  +)?(?P<meaning>\S.*)"
)
_STAMP = re.compile(r"popliteus (?P<code>\S+), knowledge (?P<knowledge>\S+)\s+\((?P<digest>\S+)\)")


class NumbersError(Exception):
    """A figure that is not where it is looked for; the message says which."""


@dataclass(frozen=True, slots=True)
class Output:
    """One printed evaluation."""

    name: str
    text: str


def file_of(document: str) -> str:
    """Return the text of the file with the figures of a document.

    Raises
    ------
    NumbersError
        A set or a part of one is missing.
    """
    outputs = list(_outputs(document))
    missing = set(SETS.values()) - {one.name for one in outputs}
    if missing:
        raise NumbersError(f"docs/validation.md: found no output for {', '.join(sorted(missing))}")
    stamps = {found.groups() for one in outputs for found in _STAMP.finditer(one.text)}
    if len(stamps) != 1:
        raise NumbersError(f"docs/validation.md: found {len(stamps)} stamps; expected one for all")
    code, knowledge, digest = stamps.pop()
    values = {
        "schema": 1,
        "from": "docs/validation.md, by scripts/docs.py",
        "code": code,
        "knowledge": knowledge,
        "digest": digest,
        "sets": {one.name: _set(one) for one in outputs},
    }
    return json.dumps(values, indent=1) + "\n"


def _outputs(document: str) -> Iterator[Output]:
    for found in _BLOCK.finditer(document):
        if found["command"] in SETS:
            yield Output(SETS[found["command"]], found["output"])


def _set(output: Output) -> dict[str, Any]:
    head = _HEAD.match(output.text)
    if head is None:
        raise NumbersError(f"{output.name}: found no number of cases in the first line")
    made: dict[str, Any] = {
        "cases": int(head["cases"]),
        "held_back": int(head["held_back"]),
        "metrics": dict(_metrics(output.text.splitlines())),
    }
    if not made["metrics"]:
        raise NumbersError(f"{output.name}: found no figures")
    if not output.name.startswith("words"):
        made["levels"] = list(LEVELS)
        made["matrix"] = _matrix(output)
    return made


def _metrics(lines: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each figure once, with the lines that its meaning runs on to.

    >>> lines = ["top_1  60.9%  55.4% to 66.2%  307  gold diagnosis", " " * 40 + "first"]
    >>> name, figure = next(_metrics(lines))
    >>> name, figure["value"], figure["n"], figure["meaning"]
    ('top_1', 0.609, 307, 'gold diagnosis first')
    """
    for number, line in enumerate(lines):
        found = _METRIC.match(line)
        if found is None:
            continue
        meaning = [found["meaning"]]
        for after in lines[number + 1 :]:
            if not after.startswith(" " * 20):
                break
            meaning.append(after.strip())
        yield (
            found["name"],
            {
                "value": _number(found["value"]),
                "low": _number(found["low"]),
                "high": _number(found["high"]),
                "n": int(found["n"]),
                "meaning": " ".join(meaning),
            },
        )


def _number(text: str) -> float:
    return round(float(text[:-1]) / 100, 6) if text.endswith("%") else float(text)


def _matrix(output: Output) -> list[list[int]]:
    rows = []
    for level in LEVELS:
        cells = r" +(\d+|\.)" * len(LEVELS)
        found = re.search(rf"^{level}{cells}$", output.text, re.M)
        if found is None:
            raise NumbersError(f"{output.name}: found no row of levels for '{level}'")
        rows.append([0 if one == "." else int(one) for one in found.groups()])
    return rows

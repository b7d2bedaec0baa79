"""Say how old a reader must be for each text that a patient can read, the hardest ones first.

The age is the Flesch-Kincaid grade plus five, as textstat 0.7.4 counts words, sentences and
syllables. Texts that are too short to be measured alone are joined with their neighbours of the
same record: the grade is an average over sentences and words, so that in a name of three words one
long word would decide everything. Records that are only a name are joined with each other.

    python -m scripts.reading_age [--worst N]
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from statistics import median, quantiles
from typing import Protocol, cast

from popliteus.knowledge.files import documents
from popliteus.knowledge.patient_texts import PatientText, parts_of, texts_of
from popliteus.knowledge.prose import read_prose

ROOT = Path(__file__).resolve().parents[1]

#: Half of the texts are for readers of at most this age, and none for older ones than that.
MEDIAN_AT_MOST, NONE_ABOVE = 11.0, 14.0

#: A text with fewer words is measured together with its neighbours.
FEWEST_WORDS = 8

_CLINICIANS = re.compile(r'<section class="clinicians".*?</section>|<head>.*?</head>', re.S)
_BLOCK = re.compile(r"<(p|li|h1|h2|h3|dd|dt|caption|summary)\b[^>]*>(.*?)</\1>", re.S)
_SPOKEN = re.compile(r"\{\{.*?\}\}", re.S)
_UNSEEN = re.compile(r"\{%.*?%\}|<[^>]*>", re.S)


@dataclass(frozen=True, slots=True)
class Measured:
    """A text, or several short ones that were joined, and the age that it needs."""

    file: str
    field: str
    text: str
    age: float

    def __str__(self) -> str:
        return f"{self.age:5.1f}  {self.file} {self.field}: {self.text}"


def main(arguments: list[str] | None = None) -> int:
    """Print how the ages are spread and the hardest texts; return 1 when a limit is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--worst", type=int, default=20, help="how many of the hardest to print")
    given = parser.parse_args(arguments)
    found = measured()
    ages = [one.age for one in found]
    first, middle, third = quantiles(ages, n=4)
    print(f"{len(ages)} texts; reading age in years (Flesch-Kincaid grade + 5)")
    print(
        f"half of them from {first:.1f} to {third:.1f}, median {middle:.1f}, up to {max(ages):.1f}"
    )
    for low in range(min(map(int, ages)), int(max(ages)) + 1):
        many = sum(low <= age < low + 1 for age in ages)
        print(f"{low:3d} {many:5d} {'#' * (60 * many // len(ages))}")
    print(f"\nThe {given.worst} hardest:")
    for one in sorted(found, key=lambda text: -text.age)[: given.worst]:
        print(one)
    return int(median(ages) > MEDIAN_AT_MOST or max(ages) > NONE_ABOVE)


def measured(
    knowledge: Path = ROOT / "knowledge", package: Path = ROOT / "src" / "popliteus"
) -> list[Measured]:
    """Return every text that a patient can read, with its age."""
    words = _service_words(knowledge)
    groups: list[list[PatientText]] = []
    lonely: list[PatientText] = []
    for texts in _all(knowledge, package):
        if sum(map(_words, texts)) < FEWEST_WORDS:
            lonely += texts
        else:
            groups += _joined(texts)
    return [_measured(group, words) for group in (*groups, *_joined(lonely))]


def _measured(group: list[PatientText], words: Mapping[str, str]) -> Measured:
    first, text = group[0], " ".join(_sentences(one).format_map(words) for one in group)
    fields = (one.field if one.file == first.file else f"{one.file} {one.field}" for one in group)
    return Measured(first.file, ", ".join(fields), text, age(text))


def age(text: str) -> float:
    """Return the age in years that a reader needs: the Flesch-Kincaid grade plus five.

    >>> age("See a doctor today. Do not drive yourself there, and do not wait.") < 9
    True
    """
    return _textstat().flesch_kincaid_grade(text) + 5


class _Grades(Protocol):
    """What is used of textstat, which ships no types."""

    def flesch_kincaid_grade(self, text: str) -> float: ...


@cache
def _textstat() -> _Grades:
    """Return textstat, which still asks for a package that setuptools has given up.

    It uses it for its lists of easy words only, which no formula of ours needs.
    """
    before = sys.modules.get("pkg_resources")
    sys.modules.setdefault("pkg_resources", types.ModuleType("pkg_resources"))
    try:
        textstat = importlib.import_module("textstat")
    finally:
        if before is None:
            del sys.modules["pkg_resources"]
    return cast("_Grades", textstat.textstat)


def _all(knowledge: Path, package: Path) -> Iterator[list[PatientText]]:
    """Yield the texts of each record, page and template."""
    for kind, _, document in documents(knowledge):
        yield list(texts_of(kind, document.name, document.value))
    for prose in read_prose(knowledge).values():
        yield list(parts_of(prose))
    for path in sorted(package.rglob("templates/*.html")):
        if "evaluate" not in path.parts:
            yield list(_of_template(path, path.relative_to(package).as_posix()))


def _of_template(path: Path, name: str) -> Iterator[PatientText]:
    """Yield the words of a template that are not for clinicians; a value reads as one word."""
    source = path.read_text(encoding="utf-8")
    text = _CLINICIANS.sub(lambda found: "\n" * found[0].count("\n"), source)
    for block in _BLOCK.finditer(text):
        plain = unescape(_UNSEEN.sub("", _SPOKEN.sub("some", block[2])))
        line = text.count("\n", 0, block.start()) + 1
        if plain.replace("some", "").strip():
            yield PatientText(name, (), " ".join(plain.split()), line)


def _joined(texts: Iterable[PatientText]) -> list[list[PatientText]]:
    """Return what is measured together: a text that is long enough alone, short ones joined.

    Short texts that follow one another are one group. If that is too short still, the text after
    it joins, at the end of a record those before it; they are measured alone as well.
    """
    given = list(texts)
    groups: list[list[PatientText]] = []
    short: list[PatientText] = []
    for at, one in enumerate(given):
        if _words(one) >= FEWEST_WORDS:
            groups.append([one])
            continue
        short.append(one)
        if sum(map(_words, short)) >= FEWEST_WORDS:
            groups.append(short)
            short = []
        elif at + 1 < len(given) and _words(given[at + 1]) >= FEWEST_WORDS:
            groups.append([*short, given[at + 1]])
            short = []
    if short:
        start = len(given) - len(short)
        while start and sum(map(_words, given[start:])) < FEWEST_WORDS:
            start -= 1
        groups.append(given[start:])
    return groups


def _words(text: PatientText) -> int:
    return len(text.text.split())


def _sentences(text: PatientText) -> str:
    """Return a text whose lines end as sentences do; names and items of lists have no stop."""
    return " ".join(
        one if one.endswith((".", "?", "!")) else f"{one.rstrip(':;,')}."
        for one in text.text.splitlines()
    )


def _service_words(knowledge: Path) -> Mapping[str, str]:
    """Return what stands for {emergency}, {doctor} ... in texts, and for words of a person."""
    from popliteus.knowledge.reader import read_file

    services = cast(
        "Mapping[str, Mapping[str, Mapping[str, str]]]",
        read_file(knowledge / "services.yaml").value,
    )
    return {**services["countries"]["GB"], "side": "left", "distance": "10 cm", "quote": "hurt"}


if __name__ == "__main__":
    sys.exit(main())

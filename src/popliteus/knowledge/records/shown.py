"""What tests, pictures and samples showed: how their results are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from popliteus.knowledge.records.limits import MinLen
from popliteus.knowledge.records.numbers import STRICT, Text

Patterns = Annotated[tuple[Text, ...], MinLen(1)]


@dataclass(frozen=True, slots=True)
class NamedTest:
    """A test that has a name, the items that it answers, and how its result is told.

    `names` and the results are regular expressions. `found` and `clear` stand for the common words
    for a result unless `besides` is set, when they come before these. `clear_only`: a bad result
    says too little to answer anything ("the blood tests were not good"). `sign`: "no" before its
    name is a result ("no posterior sag"). `counted`: a number of it is read by itself, so that no
    word behind the number is its result. `within`: it is one only under these pictures;
    `felt`: it counts in an examiner's words only.
    """

    __pydantic_config__ = STRICT

    items: Patterns
    names: Patterns
    found: tuple[Text, ...] = ()
    clear: tuple[Text, ...] = ()
    besides: bool = False
    clear_only: bool = False
    sign: bool = False
    counted: bool = False
    within: tuple[Text, ...] = ()
    felt: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A fault that a picture or a sample shows: a part, and what may be wrong with it.

    Without `fault` its words alone are the fault. `within` are the pictures that show it, `of`
    another part of the body that must be named, and `never` what may not stand in its sentence.
    `denied_only`: that it is there says too little ("there is laxity"); `only_faults`: so does that
    its part is whole, and what stands behind a comma is not of it.
    """

    __pydantic_config__ = STRICT

    items: Patterns
    within: Patterns
    part: Patterns
    fault: tuple[Text, ...] = ()
    of: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()
    denied_only: bool = False
    only_faults: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """How results are told: see `popliteus.intake.signs`.

    `found` and `clear` are the common words for a result, and `undone` for none. `pictures` are
    the names of each kind of picture or sample; `not_yet` what is said of one that showed nothing
    yet, `elsewhere` another part of the body, and `leaves` what ends what was said of a picture.
    `sound` says that a part is whole, `denies` that nothing was seen, and `states` ends a denial.
    """

    __pydantic_config__ = STRICT

    found: Patterns
    clear: Patterns
    undone: Patterns
    pictures: dict[Text, Patterns]
    not_yet: Patterns
    elsewhere: Patterns
    knee: Patterns
    leaves: Patterns
    sound: Patterns
    denies: Patterns
    denied: Patterns
    states: Patterns
    tests: tuple[NamedTest, ...]
    shown: tuple[Shown, ...]

"""What it adds that somebody chose to tell a sign: the salience of signs, cause by cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from popliteus.knowledge.records.limits import Ge, Gt, Le
from popliteus.knowledge.records.numbers import STRICT, Text

#: A log factor: three, twentyfold, is far beyond what whole cases can show.
Weight = Annotated[float, Ge(-3), Le(3)]


@dataclass(frozen=True, slots=True)
class Salience:
    """Log factors by which a told "yes", or a told value, speaks for a main cause.

    `told` is finding to cause to weight, `risks` factor to cause to weight, `values` attribute to
    option to cause to weight, and `who` the same for age bands, sexes and settings; what is not
    named has none. `error` is the error of a judged cell, by which the fit was held back,
    `sharpness` the exponent of the beliefs, and `people` how many whole cases were judged.
    """

    __pydantic_config__ = STRICT

    schema: Literal[1]
    because: Text
    people: Annotated[int, Gt(0)]
    error: Annotated[float, Gt(0)]
    sharpness: Annotated[float, Gt(0)]
    told: dict[str, dict[str, Weight]]
    risks: dict[str, dict[str, Weight]]
    values: dict[str, dict[str, dict[str, Weight]]]
    who: dict[Literal["age", "sex", "setting"], dict[str, dict[str, Weight]]]

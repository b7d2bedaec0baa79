"""The knowledge base with one number, or the whole model, changed: for experiments only.

What this module is
    `Number`, which names one number of the compiled model, `moved`, which makes it wrong by a
    factor of its odds, and `with_model`.

What it is not
    A way to change knowledge: the records stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from popliteus.engine import UNKNOWN, Evidence, Model
from popliteus.engine.gradient import Gradient
from popliteus.engine.hypotheses import same_hypotheses
from popliteus.evaluate.metrics import FloatArray
from popliteus.knowledge import KnowledgeBase

Kind = Literal["rate", "ratio", "fact", "leak", "reading", "table"]

#: Kinds that are one array each, in the order of `Gradient`.
SINGLE: tuple[Kind, ...] = ("rate", "ratio", "fact", "leak", "reading")

#: Probabilities keep this distance from 0 and 1, so that a changed model is a model.
EDGE = 1e-6


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """One number: its kind, and its place in the array of that kind.

    Places are those of `Gradient` without the first axis; a table's is (attribute, presentation,
    value).
    """

    kind: Kind
    place: tuple[int, ...]

    def name(self, base: KnowledgeBase) -> str:
        """Return the number in words.

        >>> import popliteus
        >>> Number("leak", (0,)).name(popliteus.load()).startswith("leak of ")
        True
        """
        compiled = base.compiled
        causes = (*compiled.causes, "unlisted")
        if self.kind == "rate":
            return f"rate of {causes[self.place[0]]}"
        if self.kind == "ratio":
            factor, cause = self.place
            return f"rate ratio of {compiled.factors[factor]} for {causes[cause]}"
        if self.kind == "fact":
            cause, fact = self.place
            return f"P({compiled.facts[fact]} | {causes[cause]})"
        if self.kind == "leak":
            return f"leak of {compiled.facts[self.place[0]]}"
        if self.kind == "reading":
            reading, otherwise = self.place
            return f"P({compiled.readings[reading]} yes | {'no fact' if otherwise else 'fact'})"
        attribute, presentation, value = self.place
        owner = compiled.model.presentation_cause
        which = int(np.count_nonzero(owner[:presentation] == owner[presentation])) + 1
        several = np.count_nonzero(owner == owner[presentation]) > 1
        face = f" (face {which})" if several else ""
        option = compiled.options[attribute][value]
        return f"P({compiled.attributes[attribute]} {option} | {causes[owner[presentation]]}{face})"

    def concerns(self, model: Model, evidence: Evidence) -> bool:
        """Return whether the number can matter for what is known of one person."""
        if self.kind == "ratio":
            return bool(evidence.factors[self.place[0]] != UNKNOWN)
        if self.kind == "table":
            return bool(evidence.attributes[self.place[0]] != UNKNOWN)
        heard = (evidence.answers != UNKNOWN) | evidence.silent
        if self.kind == "reading":
            return bool(heard[self.place[0]])
        if self.kind in ("fact", "leak"):
            return bool(heard[model.reading_fact == self.place[-1]].any())
        return True


def parts_of(slopes: Gradient) -> Iterator[tuple[Kind, tuple[int, ...], FloatArray]]:
    """Yield kind, first part of the place, and slopes, for every kind of number."""
    for kind in SINGLE:
        yield kind, (), getattr(slopes, kind)
    for attribute, table in enumerate(slopes.table):
        yield "table", (attribute,), table


def moved(model: Model, number: Number, log_factor: float) -> Model:
    """Return the model with the odds (a rate or ratio: the value) of one number multiplied.

    Parameters
    ----------
    model
        The compiled numbers.
    number
        Which of them. A leak is moved at every age, a reading for every reader; a table's row is
        brought back to sum 1.
    log_factor
        Natural log of the factor.

    Examples
    --------
    P(fact | first) is 0.2, odds 1 : 4; twice the odds are 1 : 2.

    >>> from popliteus.engine.toy import toy_model
    >>> float(moved(toy_model(), Number("fact", (0, 0)), np.log(2.0)).fact[0, 0].round(4))
    0.3333
    """
    change: dict[str, Any]
    if number.kind == "table":
        attribute, presentation, value = number.place
        tables = list(model.tables)
        table = tables[attribute].copy()
        table[presentation, value] *= np.exp(log_factor)
        table[presentation] /= table[presentation].sum()
        tables[attribute] = table
        change = {"tables": tuple(tables)}
    else:
        field, index = _FIELDS[number.kind]
        array = getattr(model, field).copy()
        place = (*index, *number.place)
        if number.kind == "reading":
            place = (number.place[0], slice(None), number.place[1])
        if number.kind in ("rate", "ratio"):
            array[place] *= np.exp(log_factor)
        else:
            array[place] = _shifted(array[place], log_factor)
        change = {field: array}
    result = replace(model, **change)
    same_hypotheses(result, model)
    return result


_FIELDS: dict[str, tuple[str, tuple[slice, ...]]] = {
    "rate": ("rate", (slice(None), slice(None))),
    "ratio": ("rate_ratio", ()),
    "fact": ("fact", ()),
    "leak": ("leak", (slice(None),)),
    "reading": ("reading_yes", ()),
}


def _shifted(p: FloatArray, log_factor: float) -> FloatArray:
    odds = p / (1.0 - p) * np.exp(log_factor)
    return np.asarray(np.clip(odds / (1.0 + odds), EDGE, 1.0 - EDGE))


def with_model(base: KnowledgeBase, model: Model) -> KnowledgeBase:
    """Return the knowledge base with another model in its place."""
    other = KnowledgeBase.__new__(KnowledgeBase)
    other.__dict__.update(base.__dict__)
    other.__dict__["compiled"] = replace(base.compiled, model=model)
    return other

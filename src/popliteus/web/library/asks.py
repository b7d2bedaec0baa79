"""The form of a published decision rule as typed values: what it asks, and what was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from popliteus.knowledge.records import Measure
from popliteus.rules import Rule

Kind = Literal["yes-no", "number", "choice", "ticks"]

YES, NO, UNKNOWN, NONE = "present", "absent", "unknown", "none"
STATES = frozenset({YES, NO, UNKNOWN, ""})

_EXAMINED = "Only for somebody who has examined this person."


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a calculator.

    Attributes
    ----------
    options
        (value, words) of a choice or of check boxes.
    measure
        Of a sign that is measured: its unit and limit. It can be answered without the number too.
    value
        What was given; of check boxes the values that were ticked.
    state
        Of a sign that is measured: yes, no or not sure, from somebody without the number.
    clinician
        Whether only somebody who has examined the person can answer.
    """

    name: str
    kind: Kind
    label: str
    hint: str = ""
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    measure: Measure | None = None
    value: tuple[str, ...] = ()
    state: str = ""
    error: str = ""
    clinician: bool = False

    @property
    def first(self) -> str:
        """Id of the element that takes the focus when there is an error."""
        return self.name if self.kind in {"number", "choice"} else f"{self.name}-1"

    @property
    def said(self) -> str:
        """What stands below the label."""
        return f"{self.hint} {_EXAMINED}".strip() if self.clinician else self.hint

    @property
    def items(self) -> list[dict[str, object]]:
        """Return the options of a choice or of check boxes, as the components take them."""
        if self.kind == "choice":
            return [
                {"value": value, "text": words, "selected": value == "".join(self.value)}
                for value, words in (("", "Not sure"), *self.options)
            ]
        found: list[dict[str, object]] = []
        for number, (value, words) in enumerate(self.options, start=1):
            if value == NONE:
                found.append({"divider": "or"})
            item = {"id": f"{self.name}-{number}", "value": value, "text": words}
            found.append({**item, "checked": value in self.value})
        return found


@dataclass(frozen=True, slots=True)
class Counted:
    """One item of a rule with its questions; none when all were asked before."""

    title: str
    name: str
    points: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Calculator:
    """The form of a rule: for whom it was made, and what it counts."""

    rule: Rule
    gate: tuple[Ask, ...]
    items: tuple[Counted, ...]

    @property
    def asks(self) -> Iterator[Ask]:
        """Every question in the order of the form."""
        yield from self.gate
        for item in self.items:
            yield from item.asks

    @property
    def errors(self) -> tuple[Ask, ...]:
        """Questions whose answers cannot be."""
        return tuple(one for one in self.asks if one.error)

    @property
    def error_list(self) -> list[dict[str, str]]:
        """Return the errors as the component takes them."""
        return [{"text": one.error, "href": f"#{one.first}"} for one in self.errors]

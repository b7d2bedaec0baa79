"""What was said about one person, and nothing that was not said.

What this module is
    The only input of every rule: a frozen record of answers. An item that is not in it was not
    asked; an item that is in it as *unknown* was asked and answered "not sure". Both are unknown
    to a rule. Neither is ever "no".

What it is not
    It knows no finding, no attribute and no factor by name: whether an id exists and whether an
    option belongs to it was checked before, against the knowledge base.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from popliteus.rules.fields import expected

STATES: Final[Mapping[str, bool | None]] = {"present": True, "absent": False, "unknown": None}
PATIENT: Final = "patient"
CLINICIANS: Final = frozenset({"clinician", "generalist", "specialist", "test"})
ANSWERED_BY: Final = frozenset({PATIENT, "unstated"}) | CLINICIANS
SEXES: Final = ("female", "male")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a state, a measured number, an option of an attribute, or "not sure".

    Parameters
    ----------
    state
        True is present, False is absent, None is unknown or not that kind of answer.
    number
        What was measured, in the unit of the finding; a rule compares it with its own bound.
    option
        The chosen option of an attribute.
    by
        Who answered: ``patient``, ``clinician``, ``generalist``, ``specialist``, ``test``, or
        ``unstated``, which is trusted no more than a patient.
    """

    state: bool | None = None
    number: float | None = None
    option: str | None = None
    by: str = PATIENT

    @property
    def by_clinician(self) -> bool:
        """Whether somebody who examined or tested entered it."""
        return self.by in CLINICIANS

    @property
    def unsure(self) -> bool:
        """Whether it was asked and left open."""
        return self.state is None and self.number is None and self.option is None


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that was said about one person.

    Examples
    --------
    >>> said = Answers.from_mapping(
    ...     {"age": 54, "sex": "female", "fever": "absent", "onset": "seconds",
    ...      "calf-difference": {"value": 3.5, "unit": "cm", "by": "clinician"}}
    ... )
    >>> said.state("fever"), said.state("cold-foot")
    (False, None)
    >>> said.get("calf-difference")
    Answer(state=None, number=3.5, option=None, by='clinician')
    """

    items: Mapping[str, Answer] = field(default_factory=dict)
    age: float | None = None
    sex: str | None = None

    def get(self, item: str) -> Answer | None:
        """Return the answer to an item, or None when it was never asked."""
        return self.items.get(item)

    def state(self, item: str) -> bool | None:
        """Return present (True), absent (False) or unknown (None)."""
        answer = self.items.get(item)
        return None if answer is None else answer.state

    def unsure(self, item: str) -> bool:
        """Whether the item was asked and answered "not sure"."""
        answer = self.items.get(item)
        return answer is not None and answer.unsure

    @classmethod
    def from_mapping(cls, said: Mapping[str, object]) -> Answers:
        """Read answers as they stand in a case: ids to values, with ``age`` and ``sex``.

        Parameters
        ----------
        said
            A value is ``present``, ``absent``, ``unknown`` (or None), an option of an attribute,
            a number, or a mapping with ``value`` and, if wanted, ``state`` (what the number means
            by the finding's own definition), ``unit`` and ``by``.

        Raises
        ------
        ValueError
            When a value has another shape; the message names the item.
        """
        items: dict[str, Answer] = {}
        age: float | None = None
        sex: str | None = None
        for item, value in said.items():
            if item == "age":
                age = _age(value)
            elif item == "sex":
                sex = _sex(value)
            else:
                items[item] = _answer(item, value)
        return cls(items=items, age=age, sex=sex)


def _age(value: object) -> float | None:
    if value is None or value == "unknown":
        return None
    number = _number("age", value)
    if not 0 <= number <= 120:
        raise expected("age", value, "years from 0 to 120, or null")
    return number


def _sex(value: object) -> str | None:
    if value is None or value == "unknown":
        return None
    if value not in SEXES:
        raise expected("sex", value, "female, male or null")
    return str(value)


def _answer(item: str, value: object) -> Answer:
    if not isinstance(value, Mapping):
        return _plain(item, value, PATIENT)
    unknown = sorted(set(value) - {"value", "state", "unit", "by"}, key=str)
    if unknown:
        raise expected(f"{item}.{unknown[0]}", unknown[0], "one of value, state, unit, by")
    by = value.get("by", PATIENT)
    if by not in ANSWERED_BY:
        raise expected(f"{item}.by", by, f"one of {', '.join(sorted(ANSWERED_BY))}")
    answer = _plain(item, value.get("value"), str(by))
    if "state" not in value:
        return answer
    if value["state"] not in STATES:
        raise expected(f"{item}.state", value["state"], "present, absent or unknown")
    return Answer(STATES[value["state"]], answer.number, answer.option, answer.by)


def _plain(item: str, value: object, by: str) -> Answer:
    if value is None:
        return Answer(by=by)
    if isinstance(value, str):
        if value in STATES:
            return Answer(state=STATES[value], by=by)
        return Answer(option=value, by=by)
    return Answer(number=_number(item, value), by=by)


def _number(item: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise expected(item, value, "present, absent, unknown, an option or a number")
    return float(value)

"""One answer, read strictly: ids that exist, values that can be, units that fit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Reader

Value = Literal["present", "absent", "unknown"]

VALUES: tuple[Value, ...] = ("present", "absent", "unknown")

#: What an answer that is a mapping may say.
_PARTS = ("value", "unit", "by")

_READERS: dict[str, Reader] = {
    "patient": "patient",
    "clinician": "generalist",
    "generalist": "generalist",
    "specialist": "specialist",
    "test": "test",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what was said about a finding, factor or attribute, and by whom.

    Attributes
    ----------
    value
        ``present``, ``absent``, ``unknown``, or the id of an attribute's option.
    measured
        The number behind it, where there is one, in the finding's own unit.
    by
        Who read it; None means the usual one.
    """

    value: str
    measured: float | None = None
    by: Reader | None = None


def answer_from(item: str, given: object, base: KnowledgeBase, where: str) -> Answer:
    """Read one answer.

    Parameters
    ----------
    item
        Id of a finding, factor or attribute.
    given
        ``present``, ``absent``, ``unknown``, an option, a number, or a mapping with `value`,
        `unit` and `by`.

    Raises
    ------
    CaseError
        An unknown id (the nearest ones are named) or an impossible value.
    """
    place = f"{where}: {item}"
    by: Reader | None = None
    unit: object = None
    if isinstance(given, Mapping):
        known_keys(given, _PARTS, place)
        unit, by = given.get("unit"), _reader(given.get("by"), place)
        given = given.get("value")
    if item in base.attributes:
        return Answer(_option(item, given, base, place), by=by)
    if item in base.findings:
        measure = base.findings[item].measure
        if measure is not None and isinstance(given, int | float) and not isinstance(given, bool):
            if unit != measure.unit:
                raise CaseError(
                    found=f"{given} without a unit" if unit is None else f"unit {unit!r}",
                    where=place,
                    expected=f"{{value: {given}, unit: {measure.unit}}}",
                    code="unit",
                )
            if not measure.least <= given <= measure.most:
                raise CaseError(
                    found=f"{given} {measure.unit}",
                    where=place,
                    expected=f"{measure.least:g} to {measure.most:g} {measure.unit}",
                )
            value: Value = "present" if measure.present(float(given)) else "absent"
            return Answer(value, measured=float(given), by=by)
    elif item not in base.factors:
        known = (*base.findings, *base.factors, *base.attributes)
        raise CaseError(
            found=f"the id '{item}'",
            where=where,
            expected=near(item, known, "an id of a finding, factor or attribute"),
            code="unknown-id",
        )
    if given not in VALUES:
        raise CaseError(found=repr(given), where=place, expected="present, absent or unknown")
    return Answer(given, by=by)


def known_keys(given: Mapping[object, object], known: tuple[str, ...], where: str) -> None:
    """Refuse a key that nobody would read: a misspelt one loses what stands under it."""
    for key in given:
        if key not in known:
            raise CaseError(
                found=f"the key '{key}'", where=where, expected=near(str(key), known, "a key")
            )


def _reader(value: object, place: str) -> Reader | None:
    if value is None:
        return None
    if isinstance(value, str) and value in _READERS:
        return _READERS[value]
    raise CaseError(
        found=f"by {value!r}", where=place, expected="patient, clinician, specialist or test"
    )


def _option(item: str, given: object, base: KnowledgeBase, place: str) -> str:
    options = base.attributes[item].options
    for option in options:
        if given == option.id or (isinstance(given, str) and given.lower() in option.aliases):
            return option.id
    if given == "unknown":
        return "unknown"
    raise CaseError(
        found=repr(given),
        where=place,
        expected=f"one of {', '.join(option.id for option in options)}, or unknown",
    )


def near(given: str, known: Iterable[str], kind: str) -> str:
    """Say what was probably meant."""
    close = difflib.get_close_matches(given, list(known), n=3, cutoff=0.5)
    return f"{kind}; did you mean {' or '.join(close)}?" if close else kind

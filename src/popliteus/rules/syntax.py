"""Reading a condition from a parsed record.

What this module is
    The grammar of conditions, in one place::

        {finding: ID}                                the finding is present
        {finding: ID, at_least: 3}                   or above, at_most, below: a measured number
        {finding: ID, at_least: 90, by_number: true} a bound that is not the finding's own
        {factor: ID}
        {attribute: ID, in: [OPTION, ...]}  # unknown: asked, and not sure
        {age: {at_least: 65}}                        or above, at_most, below; several together
        {sex: female}
        {all: [...]}   {any: [...]}   {not: ...}
        {at_least: {count: 2, of: [...]}}

What it is not
    It does not know which ids exist. The checks of the knowledge base do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from popliteus.rules import fields
from popliteus.rules.answers import SEXES
from popliteus.rules.conditions import (
    Age,
    All,
    AnyOf,
    AtLeast,
    Attribute,
    Bounds,
    Condition,
    Factor,
    Finding,
    Not,
    Sex,
)

BOUNDS: Final = ("at_least", "above", "at_most", "below")
HEADS: Final = ("finding", "factor", "attribute", "age", "sex", "all", "any", "not", "at_least")


def condition(value: object, where: str) -> Condition:
    """Read one condition.

    Parameters
    ----------
    value
        A mapping of the grammar above.
    where
        The place of `value` in its record, for messages.

    Raises
    ------
    ValueError
        When the shape is none of the above; the message names the exact place.

    Examples
    --------
    >>> condition({"finding": "calf-difference", "at_least": 3}, "fires_when")
    Finding(id='calf-difference', bounds=Bounds(at_least=3.0, above=None, at_most=None, \
below=None), by_number=False)
    >>> condition({"any": [{"finding": "fever"}, {"find": "limp"}]}, "fires_when")
    Traceback (most recent call last):
        ...
    ValueError: fires_when.any[1]: found {'find': 'limp'}; expected one of finding, factor, \
attribute, age, sex, all, any, not, at_least
    """
    given = fields.mapping(value, where)
    for head in HEADS:
        if head in given:
            return _read(head, given, where)
    raise fields.expected(where, dict(given), f"one of {', '.join(HEADS)}")


def _read(head: str, given: Mapping[str, object], where: str) -> Condition:
    inside = f"{where}.{head}"
    if head == "finding":
        fields.mapping(given, where, ("finding", *BOUNDS, "by_number"))
        limits = _bounds(given, where) if len(given) > 1 else None
        by_number = fields.truth(given.get("by_number", False), f"{where}.by_number")
        return Finding(fields.identifier(given[head], inside), limits, by_number)
    if head == "attribute":
        fields.mapping(given, where, ("attribute", "in"))
        options = _options(given.get("in"), f"{where}.in")
        return Attribute(fields.identifier(given[head], inside), options)
    fields.mapping(given, where, (head,))
    if head == "factor":
        return Factor(fields.identifier(given[head], inside))
    if head == "sex":
        return Sex(fields.one_of(given[head], inside, SEXES))
    if head == "age":
        return Age(_bounds(fields.mapping(given[head], inside, BOUNDS), inside))
    return _connective(head, given[head], inside)


def _connective(head: str, value: object, where: str) -> Condition:
    if head == "not":
        return Not(condition(value, where))
    if head == "all":
        return All(_parts(value, where))
    if head == "any":
        return AnyOf(_parts(value, where))
    given = fields.mapping(value, where, ("count", "of"))
    parts = _parts(given.get("of"), f"{where}.of")
    count = fields.whole(given.get("count"), f"{where}.count")
    if not 1 <= count <= len(parts):
        raise fields.expected(f"{where}.count", count, f"a number from 1 to {len(parts)}")
    return AtLeast(count, parts)


def _parts(value: object, where: str) -> tuple[Condition, ...]:
    listed = fields.sequence(value, where, least=1)
    return tuple(condition(part, f"{where}[{i}]") for i, part in enumerate(listed))


def _options(value: object, where: str) -> tuple[str, ...]:
    listed = fields.sequence(value, where, least=1)
    options = tuple(fields.text(one, f"{where}[{i}]") for i, one in enumerate(listed))
    if len(set(options)) != len(options):
        raise fields.expected(where, list(options), "each option once")
    return options


def _bounds(given: Mapping[str, object], where: str) -> Bounds:
    limits = {
        name: fields.number(given[name], f"{where}.{name}") for name in BOUNDS if name in given
    }
    if not limits:
        raise fields.expected(where, dict(given), f"at least one of {', '.join(BOUNDS)}")
    return Bounds(**limits)

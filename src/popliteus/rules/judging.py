"""What decided a condition, and what still could.

What this module is
    One walk over a condition that finds its value together with the answers that gave it, the
    items that could still decide it, and the signs in it that are there.

What it is not
    The meaning of a condition: `popliteus.rules.conditions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from popliteus.rules.answers import Answers
from popliteus.rules.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Factor,
    Finding,
    Not,
    enough,
    item_of,
)

_CONNECTIVES = (All, AnyOf, AtLeast)
_SIGNS = (Finding, Factor)


class Judged(NamedTuple):
    """A condition on one person's answers, with what decides it; items in the order written.

    Attributes
    ----------
    value
        As from `holds`.
    because
        The answered items that give the value; none while it is undecided.
    unknown
        The unknown items that could still decide it; none when it is decided.
    met
        The findings and factors in it that were said to be there.
    """

    value: bool | None
    because: tuple[str, ...]
    unknown: tuple[str, ...]
    met: tuple[str, ...]


def judge(condition: Condition, said: Answers) -> Judged:
    """Evaluate a condition and everything that can be said about its value, in one walk.

    An item is left out of `unknown` when the parts around it are decided without it.

    Examples
    --------
    >>> rule = All((Finding("cold-foot"), AnyOf((Finding("foot-numbness"), Finding("limp")))))
    >>> judge(rule, Answers.from_mapping({"limp": "present"}))
    Judged(value=None, because=(), unknown=('cold-foot',), met=('limp',))
    """
    value, *items = _judge(condition, said)
    return Judged(value, *(_unique(listed) for listed in items))


def undecided_by(condition: Condition, said: Answers) -> tuple[str, ...]:
    """List the unknown items that could still decide a condition, in the order written.

    Empty when the condition is decided. An item is left out when the parts around it are decided
    without it.

    Examples
    --------
    >>> rule = All((Finding("cold-foot"), AnyOf((Finding("foot-numbness"), Finding("limp")))))
    >>> undecided_by(rule, Answers.from_mapping({"limp": "present"}))
    ('cold-foot',)
    """
    return judge(condition, said).unknown


def because(condition: Condition, said: Answers) -> tuple[str, ...]:
    """List the answered items that give a condition its value, in the order written.

    Empty while the condition is undecided.

    Examples
    --------
    >>> either = AnyOf((Finding("fever"), Finding("shivering")))
    >>> because(either, Answers.from_mapping({"fever": "absent", "shivering": "present"}))
    ('shivering',)
    """
    return judge(condition, said).because


def _judge(condition: Condition, said: Answers) -> Judged:
    """Judge a condition; an item that stands in it twice may be named twice."""
    if isinstance(condition, _CONNECTIVES):
        parts = [_judge(part, said) for part in condition.of]
        value = enough([part.value for part in parts], condition.needed)
        met = _joined(part.met for part in parts)
        if value is None:
            return Judged(None, (), _joined(part.unknown for part in parts), met)
        return Judged(
            value, _joined(part.because for part in parts if part.value is value), (), met
        )
    if isinstance(condition, Not):
        inside = _judge(condition.of, said)
        return inside._replace(value=None if inside.value is None else not inside.value)
    item, value = (item_of(condition),), condition.holds(said)
    if value is None:
        return Judged(None, (), item, ())
    met = item if value and isinstance(condition, _SIGNS) else ()
    return Judged(value, item, (), met)


def _joined(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(item for part in parts for item in part)


def _unique(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items)) if len(items) > 1 else items

"""Conditions over answers in three-valued logic: yes, no, and not known.

What this module is
    The language in which red flags, floors and the gates of decision rules are written, and its
    meaning. The connectives are Kleene's strong ones: a condition is True or False only when the
    answers given decide it, whatever the rest would be.

Why it matters
    Kleene's connectives never change a decided value when more is said. So a rule that fired stays
    fired when answers are added, whatever its condition; only a corrected answer changes it.

What it is not
    It reads no mapping (`popliteus.rules.syntax`) and holds no rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from popliteus.rules.answers import Answers

AGE = "age"
SEX = "sex"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of a number; every one that is given must hold."""

    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None

    def hold(self, value: float) -> bool:
        """Whether the value lies within the limits.

        Examples
        --------
        >>> Bounds(at_least=3).hold(3.0), Bounds(above=30).hold(30.0)
        (True, False)
        """
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding is present; with bounds, its measured number lies within them.

    The bounds are those that define the finding as present (a calf at least so much larger), so
    that a plain present or absent answers a bounded condition as well. Bounds that are not the
    finding's own are marked ``by_number``: only a number decides them then. A number alone leaves
    a condition without bounds unknown: the record must say what the number means.
    """

    id: str
    bounds: Bounds | None = None
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class Factor:
    """The factor is present."""

    id: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """The attribute has one of these options."""

    id: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Age:
    """The age in years lies within the bounds."""

    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Sex:
    """The sex is this one."""

    sex: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold. An unknown part leaves it unknown."""

    of: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    of: tuple[Condition, ...]


Leaf = Finding | Factor | Attribute | Age | Sex
Condition = Leaf | All | AnyOf | Not | AtLeast
_LEAVES = (Finding, Factor, Attribute, Age, Sex)  # a tuple: asked far faster than a union


def holds(condition: Condition, said: Answers) -> bool | None:
    """Evaluate a condition: True, False, or None while the answers do not decide it.

    Parameters
    ----------
    condition
        What to evaluate.
    said
        What was said. Nothing else is assumed: silence is unknown.

    Examples
    --------
    >>> cold_and_pale = All((Finding("cold-foot"), Finding("pale-or-blue-foot")))
    >>> holds(cold_and_pale, Answers.from_mapping({"cold-foot": "present"})) is None
    True
    >>> holds(cold_and_pale, Answers.from_mapping({"cold-foot": "absent"}))
    False

    References
    ----------
    S. C. Kleene, Introduction to Metamathematics, 1952, section 64 (strong connectives).
    """
    if isinstance(condition, _LEAVES):
        return _leaf(condition, said)
    if isinstance(condition, Not):
        value = holds(condition.of, said)
        return None if value is None else not value
    return _counted([holds(part, said) for part in condition.of], _needed(condition))


class Settled(NamedTuple):
    """The value, the answered items that give it, and the unknown ones that could decide it."""

    value: bool | None
    because: tuple[str, ...]
    unknown: tuple[str, ...]


def settle(condition: Condition, said: Answers) -> Settled:
    """Evaluate a condition with its reasons, in one walk through its parts.

    Every answer of an interview asks this of every rule, so no part is looked at twice.

    Examples
    --------
    >>> either = AnyOf((Finding("fever"), Finding("shivering")))
    >>> settle(either, Answers.from_mapping({"fever": "absent"}))
    Settled(value=None, because=(), unknown=('shivering',))
    """
    if isinstance(condition, _LEAVES):
        value, name = _leaf(condition, said), (item_of(condition),)
        return Settled(value, (), name) if value is None else Settled(value, name, ())
    if isinstance(condition, Not):
        value, reasons, unknown = settle(condition.of, said)
        return Settled(None if value is None else not value, reasons, unknown)
    parts = [settle(part, said) for part in condition.of]
    value = _counted([part.value for part in parts], _needed(condition))
    if value is None:
        return Settled(None, (), _unique(item for part in parts for item in part.unknown))
    deciding = (part for part in parts if part.value is value)
    return Settled(value, _unique(item for part in deciding for item in part.because), ())


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
    return settle(condition, said).unknown


def because(condition: Condition, said: Answers) -> tuple[str, ...]:
    """List the answered items that give a condition its value, in the order written.

    Empty while the condition is undecided.

    Examples
    --------
    >>> either = AnyOf((Finding("fever"), Finding("shivering")))
    >>> because(either, Answers.from_mapping({"fever": "absent", "shivering": "present"}))
    ('shivering',)
    """
    return settle(condition, said).because


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Go through the leaves of a condition in the order written.

    Examples
    --------
    >>> [item_of(leaf) for leaf in leaves(All((Sex("female"), Not(Factor("pregnant")))))]
    ['sex', 'pregnant']
    """
    match condition:
        case All(of) | AnyOf(of) | AtLeast(_, of):
            for part in of:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def item_of(leaf: Leaf) -> str:
    """Name the item that a leaf asks about: its id, ``age`` or ``sex``."""
    if isinstance(leaf, Age):
        return AGE
    return SEX if isinstance(leaf, Sex) else leaf.id


def uses_not(condition: Condition) -> bool:
    """Whether the absence of something can make the condition hold.

    No red flag and no floor may: else a danger sign could be what keeps a rule from firing.

    Examples
    --------
    >>> uses_not(All((Finding("fever"), Not(Finding("limp")))))
    True
    """
    match condition:
        case Not():
            return True
        case All(of) | AnyOf(of) | AtLeast(_, of):
            return any(uses_not(part) for part in of)
        case _:
            return False


def _needed(condition: All | AnyOf | AtLeast) -> int:
    if isinstance(condition, AtLeast):
        return condition.count
    return len(condition.of) if isinstance(condition, All) else 1


def _counted(values: list[bool | None], needed: int) -> bool | None:
    """At least `needed` of the values, in three values; all and any are its two ends."""
    certain = values.count(True)
    if certain >= needed:
        return True
    return None if certain + values.count(None) >= needed else False


def _leaf(leaf: Leaf, said: Answers) -> bool | None:
    if isinstance(leaf, Age):
        return None if said.age is None else leaf.bounds.hold(said.age)
    if isinstance(leaf, Sex):
        return None if said.sex is None else said.sex == leaf.sex
    answer = said.items.get(leaf.id)
    if answer is None:
        return None
    if isinstance(leaf, Factor):
        return answer.state
    if isinstance(leaf, Attribute):
        return None if answer.option is None else answer.option in leaf.options
    if leaf.bounds is not None and answer.number is not None:
        return leaf.bounds.hold(answer.number)
    return None if leaf.by_number else answer.state


def _unique(items: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))

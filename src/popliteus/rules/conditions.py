"""Conditions over answers in three-valued logic: yes, no, and not known.

What this module is
    The language in which red flags, floors and the gates of decision rules are written, and its
    meaning. The connectives are Kleene's strong ones: a condition is True or False only when the
    answers given decide it, whatever the rest would be.

Why it matters
    Kleene's connectives never change a decided value when more is said. So a rule that fired stays
    fired when answers are added, whatever its condition; only a corrected answer changes it.

What it is not
    It reads no mapping (`popliteus.rules.syntax`) and holds no rule. Which answers decided a
    condition is told by `popliteus.rules.judging`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from popliteus.rules.answers import Answers

AGE = "age"
SEX = "sex"


#: Stands among the options of an attribute for "not sure".
UNSURE: Final = "unknown"


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

    def holds(self, said: Answers) -> bool | None:
        """Whether the finding was said to be there, or the number measured lies within bounds."""
        answer = said.items.get(self.id)
        if answer is None:
            return None
        if self.bounds is not None and answer.number is not None:
            return self.bounds.hold(answer.number)
        return None if self.by_number else answer.state


@dataclass(frozen=True, slots=True)
class Factor:
    """The factor is present."""

    id: str

    def holds(self, said: Answers) -> bool | None:
        """Whether the factor was said to be there."""
        return said.state(self.id)


@dataclass(frozen=True, slots=True)
class Attribute:
    """The attribute has one of these options.

    `UNSURE` among them: it was asked and could not be told. For a danger that cannot wait until
    somebody remembers when it began.
    """

    id: str
    options: tuple[str, ...]

    def holds(self, said: Answers) -> bool | None:
        """Whether one of the options was chosen."""
        answer = said.items.get(self.id)
        if answer is not None and answer.unsure and UNSURE in self.options:
            return True
        return None if answer is None or answer.option is None else answer.option in self.options


@dataclass(frozen=True, slots=True)
class Age:
    """The age in years lies within the bounds."""

    bounds: Bounds

    def holds(self, said: Answers) -> bool | None:
        """Whether the age is known and lies within the bounds."""
        return None if said.age is None else self.bounds.hold(said.age)


@dataclass(frozen=True, slots=True)
class Sex:
    """The sex is this one."""

    sex: str

    def holds(self, said: Answers) -> bool | None:
        """Whether the sex is known and is this one."""
        return None if said.sex is None else said.sex == self.sex


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    of: tuple[Condition, ...]

    @property
    def needed(self) -> int:
        """How many parts have to hold."""
        return len(self.of)

    def holds(self, said: Answers) -> bool | None:
        """Whether all parts hold."""
        return _count(self.of, len(self.of), said)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    of: tuple[Condition, ...]

    @property
    def needed(self) -> int:
        """How many parts have to hold."""
        return 1

    def holds(self, said: Answers) -> bool | None:
        """Whether a part holds."""
        return _count(self.of, 1, said)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold. An unknown part leaves it unknown."""

    of: Condition

    def holds(self, said: Answers) -> bool | None:
        """Whether the part is known not to hold."""
        value = self.of.holds(said)
        return None if value is None else not value


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    of: tuple[Condition, ...]

    @property
    def needed(self) -> int:
        """How many parts have to hold."""
        return self.count

    def holds(self, said: Answers) -> bool | None:
        """Whether that many parts hold."""
        return _count(self.of, self.count, said)


Leaf = Finding | Factor | Attribute | Age | Sex
Condition = Leaf | All | AnyOf | Not | AtLeast


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
    return condition.holds(said)


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


def _count(parts: tuple[Condition, ...], needed: int, said: Answers) -> bool | None:
    """At least `needed` of the parts, in three values; all and any are its two ends."""
    return enough([part.holds(said) for part in parts], needed)


def enough(values: list[bool | None], needed: int) -> bool | None:
    """Return whether at least `needed` of the values are yes, in three values.

    Examples
    --------
    >>> enough([True, None], 1), enough([False, None], 1), enough([False, None], 2)
    (True, None, False)
    """
    certain = values.count(True)
    if certain >= needed:
        return True
    return None if certain + values.count(None) >= needed else False

"""Conditions of rules: in words for both audiences, and how likely a cause makes them true.

The chance is taken answer by answer as if answers were independent given the cause. That is good
enough to say which rules matter for which cause, and is used for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from popliteus.assess.words import small
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import AGE_BANDS
from popliteus.publish.pages.numbers import measured
from popliteus.publish.views.model import Chances, FloatArray
from popliteus.rules.conditions import (
    UNSURE,
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
from popliteus.rules.rule import Rule

#: First age of each band and of the one after the last.
_EDGES = (0.0, 18.0, 35.0, 50.0, 70.0, 100.0)


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a condition: its words for people and for clinicians, and its own parts."""

    patient: str
    clinician: str
    parts: tuple[Node, ...] = ()


def tree(condition: Condition, base: KnowledgeBase) -> Node:
    """Return a condition as words."""
    match condition:
        case All(of):
            head = "All of these"
        case AnyOf(of):
            head = "Any one of these"
        case AtLeast(count, of):
            head = f"At least {count} of these"
        case Not(part):
            head, of = "Not this", (part,)
        case _:
            return Node(*_leaf(condition, base))
    return Node(head, head, tuple(tree(one, base) for one in of))


def _leaf(leaf: Condition, base: KnowledgeBase) -> tuple[str, str]:
    match leaf:
        case Finding(item, bounds):
            finding = base.findings[item]
            limit = f" ({_bounds(bounds)})" if bounds else ""
            if finding.measure and not bounds:
                limit = f" ({measured(finding.measure)})"
            return f"{finding.lay_name}{limit}", f"{finding.name}{limit}"
        case Factor(item):
            factor = base.factors[item]
            return factor.lay_name, factor.name
        case Attribute(item, options):
            attribute = base.attributes[item]
            chosen = [one for one in attribute.options if one.id in options]
            unsure = ["not sure"] if UNSURE in options else []
            lay = " or ".join([*(small(one.ask) for one in chosen), *unsure])
            return (
                f"{attribute.ask} {lay}",
                f"{attribute.name}: {' or '.join([*(o.name for o in chosen), *unsure])}",
            )
        case Age(bounds):
            return f"age {_bounds(bounds)}", f"age {_bounds(bounds)}"
        case Sex(sex):
            return sex, f"sex {sex}"
        case _:
            return str(leaf), str(leaf)


def _bounds(bounds: Bounds) -> str:
    said = {
        "at_least": "{:g} or more",
        "above": "above {:g}",
        "at_most": "{:g} or less",
        "below": "below {:g}",
    }
    given = ((words, getattr(bounds, name)) for name, words in said.items())
    return " and ".join(words.format(value) for words, value in given if value is not None)


def chances_of(rule: Rule, chances: Chances) -> FloatArray:
    """Return P(the rule fires | cause) for every cause; for a score P(it is computed)."""
    if rule.fires_when is None:
        return _true(rule.scheme.gate, chances) if rule.scheme else np.zeros(len(chances.share))
    return _true(rule.fires_when, chances)


def _true(condition: Condition, chances: Chances) -> FloatArray:
    match condition:
        case All(of):
            return _count([_true(one, chances) for one in of], len(of))
        case AnyOf(of):
            return _count([_true(one, chances) for one in of], 1)
        case AtLeast(count, of):
            return _count([_true(one, chances) for one in of], count)
        case Not(part):
            return 1 - _true(part, chances)
        case _:
            return _leaf_true(condition, chances)


def _count(parts: list[FloatArray], needed: int) -> FloatArray:
    """Return P(at least `needed` of independent parts)."""
    exactly = np.zeros((len(parts) + 1, parts[0].size))
    exactly[0] = 1
    for part in parts:
        exactly[1:] = exactly[1:] * (1 - part) + exactly[:-1] * part
        exactly[0] *= 1 - part
    found: FloatArray = exactly[needed:].sum(axis=0)
    return found


def _leaf_true(leaf: Condition, chances: Chances) -> FloatArray:
    compiled, model = chances.compiled, chances.compiled.model
    n = len(chances.share)
    match leaf:
        case Finding(item, _) if item in compiled.readings:
            return chances.reading[:, compiled.readings.index(item)]
        case Factor(item) if item in compiled.factors:
            x = compiled.factors.index(item)
            common = np.tensordot(chances.at, model.factor_rate[x], axes=2)
            ratio = model.rate_ratio[x]
            with_it: FloatArray = common * ratio / (1 + common * (ratio - 1))
            return with_it
        case Attribute(item, options):
            q = compiled.attributes.index(item)
            chosen = [compiled.options[q].index(one) for one in options if one != UNSURE]
            picked: FloatArray = chances.options[q][:, chosen].sum(axis=1)
            return picked
        case Age(bounds):
            part = np.array([_part_of_band(bounds, band) for band in range(len(AGE_BANDS))])
            within: FloatArray = chances.at.sum(axis=2) @ part
            return within
        case Sex(sex):
            spread: FloatArray = chances.at.sum(axis=1)[:, ("female", "male").index(sex)]
            return spread
        case _:  # a score, or a factor that only medicines ask for
            return np.zeros(n)


def _part_of_band(bounds: Bounds, band: int) -> float:
    """Return which part of the years of a band lies within the bounds."""
    first, last = _EDGES[band], _EDGES[band + 1]
    low = max(first, bounds.at_least or bounds.above or first)
    high = min(last, bounds.at_most or bounds.below or last)
    return max(0.0, high - low) / (last - first)


def leaves_of(node: Node) -> Iterator[Node]:
    """Yield the parts of a condition that have no parts of their own."""
    if not node.parts:
        yield node
    for part in node.parts:
        yield from leaves_of(part)

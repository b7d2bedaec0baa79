"""Urgency and published decision rules, in the standard library alone.

What this package is
    The part that must be right when everything else is wrong: red flags, floors for groups that
    the model does not cover, and published scores, evaluated on what was said. It depends on
    nothing that has to be installed, so that one afternoon is enough to read all of it.

How it is used
    The knowledge base builds rules with `from_mapping`. `evaluate` runs the red flags and floors,
    `combine` joins their level with the model's, `compute_all` gives the scores.
"""

from __future__ import annotations

from popliteus.rules.answers import Answer, Answers
from popliteus.rules.conditions import (
    Condition,
    Leaf,
    holds,
    item_of,
    leaves,
)
from popliteus.rules.judging import because, judge, undecided_by
from popliteus.rules.level import Level, LevelWord
from popliteus.rules.reader import from_mapping
from popliteus.rules.rule import Band, Item, Kind, Rule, RuleCase, Says, Scheme, Source
from popliteus.rules.scores import ItemResult, ScoreResult, compute, compute_all
from popliteus.rules.triage import Outcome, Screen, Status, Urgency, combine, evaluate, fires

__all__ = [
    "Answer",
    "Answers",
    "Band",
    "Condition",
    "Item",
    "ItemResult",
    "Kind",
    "Leaf",
    "Level",
    "LevelWord",
    "Outcome",
    "Rule",
    "RuleCase",
    "Says",
    "Scheme",
    "ScoreResult",
    "Screen",
    "Source",
    "Status",
    "Urgency",
    "because",
    "combine",
    "compute",
    "compute_all",
    "evaluate",
    "fires",
    "from_mapping",
    "holds",
    "item_of",
    "judge",
    "leaves",
    "undecided_by",
]

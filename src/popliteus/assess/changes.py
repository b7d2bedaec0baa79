"""What would change this: the answers still open that would move ranking or urgency most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from popliteus.assess.case import Case
from popliteus.assess.evidence import said, said_too
from popliteus.assess.questions import pointless
from popliteus.assess.urgency import as_thresholds_see
from popliteus.engine import ABSENT, PRESENT, Evidence, Posterior, posterior
from popliteus.engine.harm import harm_of, raising
from popliteus.engine.model import LEVELS as HARM_LEVELS
from popliteus.engine.model import FloatArray
from popliteus.engine.telling import Telling, most_telling
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Answers, Level, fires

#: How many answers are named.
NAMED = 2

#: A rise in urgency goes before any change of order: it counts as this many whole probabilities.
URGENCY_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is still open, and what it would do."""

    finding: str
    name: str
    value: str
    chance: float
    first_cause: str
    level: str


def ahead_of(case: Case, base: KnowledgeBase, evidence: Evidence, found: Posterior) -> Telling:
    """Return what every answer that a person can still give would make of the causes.

    What makes no sense for this person is not among them.
    """
    compiled = base.compiled
    readings = [
        r
        for r, name in enumerate(compiled.readings)
        if base.findings[name].who == "patient"
        and name not in case.answers
        and not pointless(name, case, base)
    ]
    attributes = [q for q, name in enumerate(compiled.attributes) if name not in case.answers]
    return most_telling(compiled.model, evidence, found, readings=readings, attributes=attributes)


def what_would_change(
    case: Case,
    base: KnowledgeBase,
    evidence: Evidence,
    found: Posterior,
    ahead: Telling,
    level: Level,
) -> tuple[Change, ...]:
    """Return the two answers that would move the ranking or the urgency most.

    Parameters
    ----------
    evidence, found, ahead
        The person for the engine, the posterior now, and what `ahead_of` says of it.
    level
        The urgency now.

    Notes
    -----
    The score of an answer is the total change of the probabilities (total variation) plus one for
    each level that it would raise, times the chance of the answer. A person can only be asked
    what a person can answer. An answer that leaves the level and the first cause as they are
    changes nothing that one could see, and is not named.
    """
    if not ahead.chance.size:
        return ()
    moved = 0.5 * np.abs(ahead.probability - found.probability).sum(axis=1)
    seen = as_thresholds_see(evidence)
    weighed = ahead
    if seen is not evidence:
        model = base.compiled.model
        weighed = ahead_of(case, base, seen, posterior(model, seen, beyond=False))
    rises = _rises(case, base, seen, weighed, level)
    score = ahead.chance * (moved + URGENCY_WEIGHT * rises)
    now = _cause_at(found.probability, base)
    chosen: list[Change] = []
    for place in np.argsort(-score, kind="stable"):
        change = _change(int(place), base, ahead, Level(int(level) + int(rises[place])))
        if change.first_cause == now and not rises[place]:
            continue
        if change.finding not in {one.finding for one in chosen}:
            chosen.append(change)
        if len(chosen) == NAMED:
            break
    return tuple(chosen)


def _rises(
    case: Case, base: KnowledgeBase, evidence: Evidence, ahead: Telling, level: Level
) -> FloatArray:
    """Return by how many levels each answer would raise the urgency, rules and model together."""
    factor = raising(harm_of(base.compiled.model, evidence))
    reached = (ahead.present @ factor.T) >= 1.0
    by_model = np.zeros(ahead.chance.size)
    for row, word in enumerate(HARM_LEVELS):
        by_model = np.where(reached[:, row], float(Level.parse(word)), by_model)
    by_rule = np.zeros(ahead.chance.size)
    now = said(case, base)
    for place in np.flatnonzero(~ahead.is_attribute & (ahead.value == PRESENT)):
        item = base.compiled.readings[ahead.index[place]]
        by_rule[place] = float(_level_of_rules(now, base, item, level))
    raised: FloatArray = np.maximum(np.maximum(by_model, by_rule) - float(level), 0.0)
    return raised


def _level_of_rules(now: Answers, base: KnowledgeBase, item: str, level: Level) -> Level:
    """Return the highest level of the rules that one more "yes" would fire."""
    above = [rule for rule in base.rules_by_item.get(item, ()) if rule.level > level]
    if not above:
        return level
    then = said_too(now, item)
    return max([level, *(rule.level for rule in above if fires(rule, then))])


def _change(place: int, base: KnowledgeBase, ahead: Telling, level: Level) -> Change:
    first = _cause_at(ahead.probability[place], base)
    name, label, said = answer_at(place, base, ahead)
    return Change(name, label, said, float(ahead.chance[place]), first, level.word)


def _cause_at(probability: FloatArray, base: KnowledgeBase) -> str:
    """Return the likeliest cause."""
    return (*base.compiled.causes, "unlisted")[int(probability.argmax())]


def answer_at(place: int, base: KnowledgeBase, ahead: Telling) -> tuple[str, str, str]:
    """Return item, its name and value of one of the answers ahead."""
    compiled = base.compiled
    index, value = int(ahead.index[place]), int(ahead.value[place])
    words: Mapping[int, str] = {PRESENT: "present", ABSENT: "absent"}
    if ahead.is_attribute[place]:
        name = compiled.attributes[index]
        return name, base.attributes[name].name, compiled.options[index][value]
    name = compiled.readings[index]
    return name, base.findings[name].lay_name, words[value]

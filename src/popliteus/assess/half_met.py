"""What a danger sign could mean that does not settle the urgency by itself.

What this module is
    `half_met`: the rules for help now or today of which a sign is one part, while the other part
    was not told yet. A foot that is cold is an emergency when it turned cold suddenly, wants a look
    today when that is new, and neither when it has been so for years.

A sign that somebody is not sure of
    is treated so where it would be enough by itself if it were there: new pain in the chest.

What is left out
    Rules that wait for the age alone: it is asked of everybody right after the danger signs, and
    few of the grown people with a lump or pain at night have to be stopped for it.

What it is not
    No level. Until the other part is told a rule has not fired, and the urgency says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from popliteus.assess.answers import Answer
from popliteus.assess.case import Case
from popliteus.assess.evidence import danger_items
from popliteus.assess.urgency import level_of_rules, screen_of
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level, Rule, Status


@dataclass(frozen=True, slots=True)
class HalfMet:
    """A rule that waits for the rest of what it asks for.

    Attributes
    ----------
    rule
        Its id.
    level
        How urgent it is if the rest is true as well.
    name, looks_like
        What it is, for a clinician; and how a person knows it.
    signs
        The danger signs that are part of it.
    """

    rule: str
    level: Level
    name: str
    looks_like: str
    signs: tuple[str, ...]


def danger_signs(case: Case, base: KnowledgeBase, *, unsure: bool = False) -> tuple[str, ...]:
    """Return the signs of the danger pages that are there, or that may be.

    >>> import popliteus
    >>> base = popliteus.load()
    >>> told = {"findings": {"limp": "present", "cold-foot": "present", "fever": "absent"}}
    >>> danger_signs(popliteus.case_from_mapping(told, base), base)
    ('cold-foot',)
    """
    wanted = {"present", "unknown"} if unsure else {"present"}
    return tuple(item for item in danger_items(base) if _value(case, item) in wanted)


def half_met(
    case: Case, base: KnowledgeBase, signs: Collection[str], *, clinician: bool = False
) -> tuple[HalfMet, ...]:
    """Return the rules above the level so far that wait for more than these signs.

    Parameters
    ----------
    signs
        Present ones, of which a rule must ask for one at least; and unsure ones, which must be
        enough for it if they are there.
    clinician
        Whether whoever answers can also examine. Without, a rule is left out when only an
        examination or a test could still decide it.

    Returns
    -------
    tuple of HalfMet
        For help now or today, most urgent first.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = popliteus.case_from_mapping({"findings": {"foot-drop": "present"}}, base)
    >>> [(one.level.word, one.rule) for one in half_met(case, base, ["foot-drop"])][-1]
    ('urgent_same_day', 'foot-drop-new')
    """
    above = max(level_of_rules(case, base), Level.SOON_DAYS)
    there = [one for one in signs if _value(case, one) == "present"]
    unsure = [one for one in signs if _value(case, one) == "unknown"]
    found = _waiting(_as_after_the_screen(case, base), base, there, clinician=clinician)
    if unsure:
        yes = replace(case, answers={**case.answers, **dict.fromkeys(unsure, Answer("present"))})
        found = [*found, *_enough(yes, base, unsure)]
    ranked = sorted(found, key=lambda one: -one.level)
    return tuple({one.rule: one for one in ranked if one.level > above}.values())


def _waiting(
    case: Case, base: KnowledgeBase, there: Collection[str], *, clinician: bool
) -> list[HalfMet]:
    """Return the undecided rules that ask for one of these signs and for something else."""
    found = []
    for outcome in screen_of(case, base).of(Status.UNDECIDED):
        signs = tuple(one for one in outcome.met if one in there)
        waits_for = [item for item in outcome.ask if clinician or _a_person_knows(item, base)]
        if signs and waits_for not in ([], ["age"]):
            found.append(_of(outcome.rule, signs))
    return found


def _enough(yes: Case, base: KnowledgeBase, unsure: Collection[str]) -> list[HalfMet]:
    """Return the rules that fire because of signs that somebody is unsure of."""
    return [
        _of(outcome.rule, signs)
        for outcome in screen_of(yes, base).fired
        if (signs := tuple(one for one in outcome.because if one in unsure))
    ]


def _of(rule: Rule, signs: tuple[str, ...]) -> HalfMet:
    return HalfMet(rule.id, rule.level, rule.name, rule.looks_like or rule.lay_name, signs)


def _as_after_the_screen(case: Case, base: KnowledgeBase) -> Case:
    """Return the case with "no" where an answer is as good as given or comes with the next pages.

    Whoever said that there is no fever is not asked for the number on a thermometer; and a danger
    sign that is still to be asked interrupts by itself, if it is there.
    """
    given = case.answers
    facts = {
        value: {
            base.findings[item].fact
            for item in given
            if item in base.findings and _value(case, item) == value
        }
        for value in ("absent", "present")
    }
    denied = facts["absent"] - facts["present"]
    settled = [
        item
        for item, finding in base.findings.items()
        if item not in given and finding.fact is not None and finding.fact in denied
    ]
    later = [item for item in danger_items(base) if item not in given]
    no = dict.fromkeys([*settled, *later], Answer("absent"))
    return replace(case, answers={**given, **no})


def _value(case: Case, item: str) -> str:
    given = case.answers.get(item)
    return "" if given is None else given.value


def _a_person_knows(item: str, base: KnowledgeBase) -> bool:
    """Whether it is something to be felt, seen or remembered, and not for an examination."""
    return item not in base.findings or base.findings[item].who == "patient"

"""What a danger sign could mean that does not settle the urgency by itself.

What this module is
    `half_met`: the rules for help now or today of which a sign is one part, while the other part
    was not told yet. A foot that is cold is an emergency when it turned cold suddenly, wants a look
    today when that is new, and neither when it has been so for years.

What is left out
    Rules that wait for the age alone: it is asked of everybody right after the danger signs, and
    few of the grown people with a lump or pain at night have to be stopped for it.

What it is not
    No level. Until the other part is told a rule has not fired, and the urgency says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from popliteus.assess.case import Case
from popliteus.assess.evidence import danger_items
from popliteus.assess.urgency import screen_of
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level, Status


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


def danger_signs(case: Case, base: KnowledgeBase) -> tuple[str, ...]:
    """Return the signs of the danger pages that are there.

    >>> import popliteus
    >>> base = popliteus.load()
    >>> told = {"findings": {"limp": "present", "cold-foot": "present", "fever": "absent"}}
    >>> danger_signs(popliteus.case_from_mapping(told, base), base)
    ('cold-foot',)
    """
    given = case.answers
    return tuple(
        item for item in danger_items(base) if item in given and given[item].value == "present"
    )


def half_met(
    case: Case, base: KnowledgeBase, signs: Collection[str], *, clinician: bool = False
) -> tuple[HalfMet, ...]:
    """Return the rules above the level so far that wait for more than these signs.

    Parameters
    ----------
    signs
        Of these a rule must ask for one at least.
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
    screen = screen_of(case, base)
    above = max(screen.level, Level.SOON_DAYS)
    found = []
    for outcome in screen.of(Status.UNDECIDED):
        rule, there = outcome.rule, tuple(one for one in outcome.met if one in signs)
        waits_for = [item for item in outcome.ask if clinician or _a_person_knows(item, base)]
        if there and rule.level > above and waits_for not in ([], ["age"]):
            looks_like = rule.looks_like or rule.lay_name
            found.append(HalfMet(rule.id, rule.level, rule.name, looks_like, there))
    return tuple(found)


def _a_person_knows(item: str, base: KnowledgeBase) -> bool:
    """Whether it is something to be felt, seen or remembered, and not for an examination."""
    return item not in base.findings or base.findings[item].who == "patient"

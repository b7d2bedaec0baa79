"""The urgency in words: what to do first, how fast, whom to call, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.report import country_of
from popliteus.assess.words import small
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level, leaves
from popliteus.wording.result import Lines, Unasked, view

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")

#: Sentences of the action that are said first: in an emergency the number is one of them.
_FIRST = {Level.EMERGENCY: 2}


@dataclass(frozen=True, slots=True)
class UrgencyView:
    """How urgent, and what to do first.

    Attributes
    ----------
    within
        How fast, as it follows the name of the level.
    first, then
        The action: what is read first, and the rest.
    call
        Words that name whom to call; their numbers are offered as buttons.
    why
        Reasons, the most urgent first.
    nothing
        Said first where nothing was answered yet: then all of it holds for anybody.
    notes
        What else must be said of the level.
    group
        What has to be known of the list of causes; empty where it covers this person.
    """

    level: Level
    name: str
    within: str
    nothing: str
    first: str
    then: str
    call: str
    phone: Lines
    why: Lines
    notes: Lines
    group: str
    unasked: Unasked | None
    about: str


def urgency_view(result: Assessment, base: KnowledgeBase, *, other: bool = False) -> UrgencyView:
    """Return the urgency of a result in words; `other`: a person calls for another."""
    words = view(result, base, other=other)
    country = country_of(result.case, base)
    parts = sentences(words.action)
    first = _FIRST.get(words.level, 1)
    call = {Level.EMERGENCY: country.emergency, Level.URGENT_SAME_DAY: country.urgent}
    return UrgencyView(
        level=words.level,
        name=words.level_name,
        within=words.within,
        nothing=_nothing(result),
        first=" ".join(parts[:first]),
        then=" ".join(parts[first:]),
        call=call.get(words.level, "") if words.patient else "",
        phone=words.phone,
        why=words.why,
        notes=words.notes[len(result.triage.not_covered) :],
        group=_group(result, base),
        unasked=words.unasked,
        about=_person(result) if words.patient else words.about,
    )


def _nothing(result: Assessment) -> str:
    """Return that nothing is known yet; age and sex alone say next to nothing of a pain."""
    if result.case.answers or result.case.elsewhere:
        return ""
    if result.audience == "clinician":
        return (
            "Nothing has been answered yet. This holds for anybody who comes with leg or knee pain."
        )
    return (
        "You have not answered anything about the pain yet, so we know nothing of it. We say this "
        "to everybody with pain in a leg or knee, until more is known."
    )


def _group(result: Assessment, base: KnowledgeBase) -> str:
    """Return for whom the list of causes is not made, by the rule that asks for least.

    One that names signs as well, "a limp, fever or night pain", reads as if all of them were there.
    """
    floors = [one for one in result.triage.reasons if one.kind == "floor"]
    groups = [base.rules[one.id] for one in floors if not base.rules[one.id].covered]
    if not groups:
        return ""
    widest = min(groups, key=lambda one: len([*leaves(one.fires_when)]) if one.fires_when else 0)
    more = " It can mislead." if result.shown else ""
    return f"Our list of causes does not cover this well enough: {small(widest.lay_name)}.{more}"


def _person(result: Assessment) -> str:
    """Return who the result is about, as a person would say it."""
    case = result.case
    age = "age not told" if case.age is None else f"age {case.age:g}"
    return f"{age}, {case.sex}" if case.sex else age


def sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> sentences("Call 999. Do not wait (not even a day). Why? It may be a clot.")
    ['Call 999.', 'Do not wait (not even a day).', 'Why?', 'It may be a clot.']
    """
    return _SENTENCES.split(text)

"""Several mentions of one item become one finding, an uncertainty, or a conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from popliteus.intake.reading import Mention, Mentions, Stretch
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Intake

#: How far around something its clause is looked for, in characters.
NEAR = 120


def settle(
    mentions: Sequence[tuple[str, Mention]], base: KnowledgeBase
) -> tuple[dict[str, Mention], dict[str, Stretch], dict[str, tuple[Stretch, ...]]]:
    """Return findings, what is uncertain, and what a story says both ways.

    Parameters
    ----------
    mentions
        How sure (``present``, ``absent`` or ``uncertain``) and what, in any order.
    base
        The knowledge base: an attribute has one value, a finding is there or not.

    Examples
    --------
    >>> import popliteus
    >>> def said(value, start):
    ...     return value, Mention("fever", value, Stretch(start, start + 5, "fever"))
    >>> settle([said("present", 0), said("absent", 9)], popliteus.load())[2].keys()
    dict_keys(['fever'])
    """
    by_item: dict[str, Mentions] = {}
    for state, one in sorted(mentions, key=lambda pair: (pair[1].words.start, pair[1].words.end)):
        by_item.setdefault(one.item, []).append((state, one))
    findings: dict[str, Mention] = {}
    uncertain: dict[str, Stretch] = {}
    conflicts: dict[str, tuple[Stretch, ...]] = {}
    for item, told in by_item.items():
        sure = [one for state, one in told if state != "uncertain"]
        if not sure:
            uncertain[item] = told[0][1].words
        elif item in base.attributes:
            _attribute(item, sure, findings, uncertain, base.intake.priority.get(item, ()))
        else:
            _finding(item, sure, findings, conflicts)
    return findings, uncertain, conflicts


def as_now(mentions: Mentions, low: str, intake: Intake) -> Mentions:
    """Return what a story tells without what is no longer so: "then I could, now I cannot".

    Only what is there now stands against an earlier denial. What was there and is gone stays a
    conflict, and is asked.

    Parameters
    ----------
    mentions
        How sure, and what.
    low
        The story in small letters.
    intake
        Words of how it is now.
    """
    then, now = (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
        for words in (intake.tellers.earlier, intake.tellers.still)
    )
    denied = {one.item for _, one in mentions if one.value == "absent"}
    since = {
        one.item: one.words.start
        for state, one in mentions
        if one.item in denied
        and state == one.value == "present"
        and now.search(_clause(low, one.words))
    }
    return [
        (state, one)
        for state, one in _without_gone(mentions, intake)
        if not (
            one.value == "absent"
            and one.words.start < since.get(one.item, 0)
            and then.search(_clause(low, one.words))
        )
    ]


def _without_gone(mentions: Mentions, intake: Intake) -> Mentions:
    """Return mentions without what a story tells to be no more: a lump that has vanished."""
    told = {one.item for state, one in mentions if state == one.value == "present"}
    gone = {other for item, other in intake.gone.items() if item in told}
    return [
        (state, one) for state, one in mentions if one.item not in gone or one.value == "absent"
    ]


def _clause(low: str, words: Stretch) -> str:
    """Return the words around something, between the marks next to it."""
    first, last = max(0, words.start - NEAR), words.end + NEAR
    start = max(low.rfind(mark, first, words.start) for mark in ".;!?,")
    ends = [place for mark in ".;!?," if (place := low.find(mark, words.end, last)) >= 0]
    return low[max(start + 1, first) : min([*ends, last])]


def _attribute(
    item: str,
    sure: list[Mention],
    findings: dict[str, Mention],
    uncertain: dict[str, Stretch],
    priority: tuple[str, ...],
) -> None:
    """Take the only value of an attribute, or the one that says most where several are named."""
    values = {one.value for one in sure}
    chosen = next((one for one in priority if one in values), None)
    if len(values) == 1 or chosen is not None:
        findings[item] = next(one for one in sure if chosen in (None, one.value))
    else:
        uncertain[item] = sure[0].words


def _finding(
    item: str,
    sure: list[Mention],
    findings: dict[str, Mention],
    conflicts: dict[str, tuple[Stretch, ...]],
) -> None:
    first = {one.value: one for one in reversed(sure)}
    if len(first) > 1:
        both = sorted(first.values(), key=lambda one: one.words.start)
        conflicts[item] = tuple(one.words for one in both)
    else:
        findings[item] = next((one for one in sure if one.measured is not None), sure[0])

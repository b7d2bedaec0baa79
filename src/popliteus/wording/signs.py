"""The danger screen in words: which signs are there, which are not, which were not asked."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.result import Flag
from popliteus.assess.words import small
from popliteus.knowledge import KnowledgeBase
from popliteus.wording.result import Lines


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Signs of one page of the danger screen."""

    title: str
    signs: Lines


@dataclass(frozen=True, slots=True)
class SignsView:
    """Danger signs by answer; those that are absent by theme, because there are many.

    `rules` names the rules that fired: some need no sign of the screen, so "none" alone would read
    as if nothing had raised the urgency. `asked` is how many signs were answered.
    """

    title: str
    asked: int
    present: Lines
    absent: tuple[SignGroup, ...]
    unknown: Lines
    rules: Lines


def signs_view(result: Assessment, base: KnowledgeBase) -> SignsView:
    """Return the danger screen of a result."""
    flags, patient = result.flags, result.audience == "patient"

    def name(flag: Flag) -> str:
        return flag.name if patient else base.findings[flag.finding].name

    absent = {flag.finding: name(flag) for flag in flags.absent}
    groups = (
        SignGroup(page.title, tuple(absent[item] for item in page.items if item in absent))
        for page in base.questionnaire.pages
        if page.danger
    )
    asked = len(flags.present) + len(absent)
    rules = fired(result)
    found = f"{len(flags.present)} of the {asked} that you answered"
    if not flags.present:
        found = f"none of the {asked} that you answered"
    if rules and not flags.present:
        found = f"none of the {asked} asked first, but other answers count"
    return SignsView(
        title=f"Danger signs: {found}",
        asked=asked,
        present=tuple(name(flag) for flag in flags.present),
        absent=tuple(group for group in groups if group.signs),
        unknown=tuple(name(flag) for flag in flags.not_asked),
        rules=rules,
    )


def absent_by_theme(result: Assessment, base: KnowledgeBase) -> Lines:
    """Return how many signs of each page of the danger screen were denied: ``fever, all 5``.

    Which they are follows: what is there and what was not asked is named elsewhere.
    """
    absent = {flag.finding for flag in result.flags.absent}
    found = []
    for page in base.questionnaire.pages:
        there = absent.intersection(page.items) if page.danger else ()
        if there:
            theme = small(page.title.removeprefix("Danger signs: "))
            all_of = f"all {len(there)}" if len(there) == len(page.items) else ""
            found.append(f"{theme}, {all_of or f'{len(there)} of {len(page.items)}'}")
    return tuple(found)


def fired(result: Assessment) -> Lines:
    """Return the names of the rules that fired, the most urgent first."""
    kinds = ("rule", "floor")  # the others are a cause, and a story about no leg
    return tuple(one.name for one in result.triage.reasons if one.kind in kinds)

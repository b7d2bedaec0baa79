"""The danger screen in words: which signs are there, which are not, which were not asked."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.result import Flag
from popliteus.knowledge import KnowledgeBase
from popliteus.wording.result import Lines


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Signs of one page of the danger screen."""

    title: str
    signs: Lines


@dataclass(frozen=True, slots=True)
class SignsView:
    """Danger signs by answer; those that are absent by theme, because there are many."""

    title: str
    present: Lines
    absent: tuple[SignGroup, ...]
    unknown: Lines


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
    none = f"Danger signs: none of the {asked} that you answered"
    found = f"Danger signs: {len(flags.present)} of the {asked} that you answered"
    return SignsView(
        title=found if flags.present else none,
        present=tuple(name(flag) for flag in flags.present),
        absent=tuple(group for group in groups if group.signs),
        unknown=tuple(name(flag) for flag in flags.not_asked),
    )

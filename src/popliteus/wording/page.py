"""A whole result for a page, in a person's words: what is read first stands first."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.closer import Closer
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.wording.care import CareView, care_view
from popliteus.wording.causes import CausesView, causes_view, changes
from popliteus.wording.checks import ChecksView, checks_view
from popliteus.wording.result import Lines, Section, view
from popliteus.wording.signs import SignsView, signs_view
from popliteus.wording.urgency import UrgencyView, urgency_view

#: From this probability on the first cause is called likely; from this share of it on the second
#: one is named beside it.
LIKELY, NEAR = 0.35, 0.6

#: What was taken from a story.
_STORY = ("told", "open", "missed")


@dataclass(frozen=True, slots=True)
class Likely:
    """What it probably is, on one line: how that is begun, and the causes with how often."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A whole result.

    Attributes
    ----------
    likely
        What stands beside the urgency; None in an emergency, where nobody should be calmed by it,
        for groups whom the list of causes does not cover well, and where nothing fits well.
    changes
        Answers still open that would move the result most.
    story
        What was taken from one's own words, left open, or not understood.
    hurry
        Whether nothing may stand between the person and the telephone.
    """

    urgency: UrgencyView
    likely: Likely | None
    causes: CausesView
    care: CareView
    signs: SignsView
    checks: ChecksView
    changes: Lines
    story: tuple[Section, ...]
    limits: Lines
    stamp: str
    hurry: bool


def result_page(
    result: Assessment, closer: Closer, base: KnowledgeBase, *, other: bool = False
) -> ResultPage:
    """Return a result for the page of a person; `other`: somebody else reads it for them."""
    words = view(result, base)
    by_key = {section.key: section for section in words.sections}
    hurry = result.triage.level == Level.EMERGENCY
    return ResultPage(
        urgency=urgency_view(result, base, other=other),
        likely=None if hurry or result.triage.not_covered else _likely(result),
        causes=causes_view(result, closer, base),
        care=care_view(result, base),
        signs=signs_view(result, base),
        checks=checks_view(result, base),
        changes=() if hurry else changes(result, base),
        story=tuple(by_key[key] for key in _STORY if key in by_key),
        limits=words.limits,
        stamp=words.stamp,
        hurry=hurry,
    )


def _likely(result: Assessment) -> Likely | None:
    """Return the first cause, and the second where it comes near."""
    if not result.shown or result.fits_poorly:
        return None
    first, *others = result.shown
    near = [one for one in others[:1] if one.probability >= NEAR * first.probability]
    word = "Most likely" if first.probability >= LIKELY else "It may be"
    text = " or ".join(f"{one.lay_name} ({one.in_words})" for one in (first, *near))
    return Likely(word, f"{text}.")

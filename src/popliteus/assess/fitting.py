"""Which treatments suit a person at all, and what is done for a child whatever the cause.

What this module is
    The conditions of a treatment's record beside the answers and the urgency; and the plan of
    children, whom the care of the causes does not cover.

What it is not
    What to mind with a treatment: its cautions (`popliteus.assess.cautions`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from popliteus.assess.case import Case
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Treatment
from popliteus.rules import Level, Screen


def fits(one: Treatment, case: Case, level: Level) -> bool:
    """Return whether a treatment is advice for this person at this level.

    Nobody is told to lose weight who did not say that it is too much, nor given crutches without
    a limp.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> told = popliteus.case_from_mapping({"findings": {"limp": "present"}}, base)
    >>> stick = base.treatments["walking-aid"]
    >>> fits(stick, told, Level.SOON_DAYS), fits(stick, Case(age=40), Level.SOON_DAYS)
    (True, False)
    """
    if one.from_level is not None and level < Level.parse(one.from_level):
        return False
    if one.only_if_any and not _given(one.only_if_any, case):
        return False
    return not _given(one.pointless_if, case)


def _given(answers: Mapping[str, Sequence[str]], case: Case) -> bool:
    """Whether one of these answers was given."""
    return any(
        item in case.answers and case.answers[item].value in values
        for item, values in answers.items()
    )


def child_not_covered(case: Case, base: KnowledgeBase, screen: Screen) -> bool:
    """Return whether the care of the causes is for other people: it is an adult's.

    >>> import popliteus
    >>> from popliteus.assess.urgency import screen_of
    >>> base = popliteus.load()
    >>> [child_not_covered(one, base, screen_of(one, base)) for one in (Case(age=8), Case(age=30))]
    [True, False]
    """
    young = case.age is not None and case.age < base.services.young.below
    return young and bool(screen.not_covered)


def child_care(
    case: Case, base: KnowledgeBase, screen: Screen | None, level: Level
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the treatments for a child whatever the cause, and when to get help sooner.

    Empty for grown people, and for those too young for it. A line that asks for no more than the
    level does already is left out.
    """
    young = base.services.young
    if screen is None or not child_not_covered(case, base, screen):
        return (), ()
    if case.age is not None and case.age < young.from_age:
        return (), ()
    above = tuple(one.begins for one in base.services.sooner if Level.parse(one.level) > level)
    return young.treatments, tuple(one for one in young.come_back_if if one.startswith(above))

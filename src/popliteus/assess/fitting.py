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
from popliteus.assess.cautions import Known, condition
from popliteus.assess.words import LEAST_TENTH
from popliteus.engine import Posterior
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Cause, Treatment
from popliteus.rules import Level, Screen

#: Said of a medicine in home care instead of what it could hide: nothing has to be ruled out there,
#: or it would not be home care, but nobody has looked either.
IN_DOUBT = "Nobody has looked at it yet. Ask a pharmacist before you use this."


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


def worth_training_for(
    causes: Sequence[Cause], base: KnowledgeBase, found: Posterior | None
) -> list[Cause]:
    """Return the causes for which somebody would train for weeks: the likeliest, and no rare one.

    A programme for what is told as "about 1 in 15" is none for the other fourteen.
    """
    if found is None:
        return [*causes]
    place = base.compiled.causes.index
    return [
        one
        for number, one in enumerate(causes)
        if number == 0 or found.probability[place(one.id)] >= LEAST_TENTH
    ]


def for_a_visit(one: Treatment, known: Known, level: Level) -> bool:
    """Return whether a prescribed medicine would wait for tests that home care has no visit for."""
    return (
        level == Level.SELF_CARE
        and one.prescribed
        and any(c.not_excluded is not None and condition(c, known) for c in one.cautions)
    )


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

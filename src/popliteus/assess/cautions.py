"""Whether a reason for care with a treatment holds for a person: yes, no, or not known.

What this module is
    The cautions of one treatment beside what was answered and what has been ruled out.

What it is not
    What follows from it: `popliteus.assess.plan` leaves things out and says what to mind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from popliteus.assess.case import Case
from popliteus.assess.evidence import impossible
from popliteus.assess.urgency import screen_of
from popliteus.engine import Posterior
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Caution
from popliteus.rules import Screen

#: Readers whose "no" to a defining test rules a cause out.
_CLINICIANS = frozenset({"generalist", "specialist", "test"})

#: A cause that would make a medicine wrong counts as ruled out below this probability of being
#: active: one in a hundred, the share below which causes are not reported either.
RULED_OUT_BELOW = 0.01


@dataclass(frozen=True)
class Known:
    """What is known of a person that may speak against a medicine.

    `found` is the posterior; None where nothing is improbable: in an emergency, and for groups
    that the model does not cover. `screen` holds the rules, when already known.
    """

    case: Case
    base: KnowledgeBase
    found: Posterior | None
    screen: Screen | None = None

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The tests that rules which fired wait for."""
        fired = (self.screen or screen_of(self.case, self.base)).fired
        return frozenset(test for one in fired for test in one.rule.resolved_by)


def condition(caution: Caution, known: Known) -> bool | None:
    """Return whether a reason for care holds; None when it was not asked or not known."""
    case = known.case
    if caution.age_at_least is not None:
        return None if case.age is None else case.age >= caution.age_at_least
    if caution.age_below is not None:
        return None if case.age is None else case.age < caution.age_below
    if caution.not_excluded is not None:
        return not excluded(caution.not_excluded, known)
    item = str(caution.factor or caution.finding)
    answer = case.answers.get(item)
    if answer is not None and answer.value != "unknown":
        return answer.value == "present"
    return False if impossible(item, case) else None


def excluded(cause: str, known: Known) -> bool:
    """Return whether a cause is ruled out: by the test that defines it, or by its improbability.

    Only a clinician can enter such a test, as for the rules that it withdraws. While a rule waits
    for that test the cause is open, however improbable the model finds it.
    """
    base, found = known.base, known.found
    facts = base.causes[cause].facts
    defining = {
        test.finding
        for test in base.tests.values()
        if facts.get(str(base.findings[test.finding].fact)) == "defines"
    }
    for finding in defining:
        answer = known.case.answers.get(finding)
        if answer is not None and answer.value == "absent" and answer.by in _CLINICIANS:
            return True
    if found is None or known.waiting & defining:
        return False
    return bool(found.present[base.compiled.causes.index(cause)] < RULED_OUT_BELOW)


def item_of(caution: Caution) -> str:
    """Return what has to be known: an id, or ``age``."""
    if caution.age_at_least is not None or caution.age_below is not None:
        return "age"
    return str(caution.factor or caution.finding or caution.not_excluded)

"""What to ask: a patient's questions to a doctor, and what a clinician asks or examines next."""

from __future__ import annotations

from collections.abc import Iterator

from popliteus.assess import Assessment
from popliteus.assess.words import listed, small
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.wording.handover.answers import Names, called
from popliteus.wording.scores import score_rows

#: A page is read in seconds, and a visit is short.
MOST = 5

#: Medicines and tests named in one question.
NAMED = 3


def to_ask(result: Assessment, base: KnowledgeBase) -> Names:
    """Return what a patient may ask a doctor, what matters most first."""
    return tuple(_questions(result, base))[:MOST]


def _questions(result: Assessment, base: KnowledgeBase) -> Iterator[str]:
    urgent = result.triage.level >= Level.URGENT_SAME_DAY
    if result.flags.not_asked:
        yield "Which of the danger signs that nobody asked about should you check?"
    dangers = _open_dangers(result, base) if urgent else []
    if dangers:
        yield f"How will we know that it is not this: {listed(dangers, 'or')}?"
    wanted = [one.lay_name for one in result.tests if one.advised][:NAMED]
    if wanted:
        yield f"Do I need this: {'; '.join(wanted)}? What will the result change?"
    emergency = result.triage.level == Level.EMERGENCY
    open_to = [
        one.name
        for one in result.plan.medicines
        if not one.prescribed and one.fit in {"ask_first", "caution"}
    ]
    if open_to and not emergency:  # then no new medicine at all
        yield f"With my illnesses and medicines, can I use: {listed(open_to[:NAMED], 'or')}?"
    if result.plan.exercise and not urgent:
        yield "Which exercises may I start now, and what should I leave alone?"
    yield "When should it be better, and what should bring me back sooner?"


def _open_dangers(result: Assessment, base: KnowledgeBase) -> list[str]:
    """Return the dangers that raise the urgency, as a person calls them."""
    names = [base.causes[one.id].lay_name for one in result.triage.reasons if one.kind == "harm"]
    return [small(name) for name in names][:NAMED]


def examine_next(result: Assessment, base: KnowledgeBase) -> Names:
    """Return what would tell a clinician most: gaps of scores, then the most useful questions."""
    missing = [name for row in score_rows(result, base) for name in (*row.missing, *row.left_out)]
    useful = [called(one.finding, base, patient=False) for one in result.next_questions]
    return tuple(dict.fromkeys([*missing[:MOST], *useful]))[: 2 * MOST]

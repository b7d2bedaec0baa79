"""When a treatment begins: every record says it, and nothing for today needs somebody else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from popliteus import KnowledgeBase
from popliteus.knowledge.records import Begins, Cited, Treatment, When
from popliteus.publish.pages.pictures import PICTURES

#: Who has to be there before a person can begin. "Have it checked today" names nobody to wait for.
SOMEBODY = re.compile(
    r"physiotherapist|surgeon|specialist|trained|measured by|fitted|prescribed|team", re.IGNORECASE
)


def treatment(begins: Begins, given: dict[str, Any]) -> Treatment:
    kept = {"kind": "self_care", "id": "x", "status": "draft", "schema": 1, **given}
    return Treatment(name="n", lay_name="l", what="w", how="h", begins=begins, **kept)


def test_when_something_begins_has_a_source_or_is_a_judgement() -> None:
    with pytest.raises(ValueError, match="is a judgement"):
        Begins("today")
    assert Begins("today", sources=(Cited(ref="somebody-2001"),)).judgement == ""


def test_what_begins_later_says_what_it_waits_for() -> None:
    with pytest.raises(ValueError, match="what it waits for"):
        Begins("later", judgement="ours")


@pytest.mark.parametrize("at", ["today", "this_week"])
@pytest.mark.parametrize(
    "given", [{"kind": "procedure"}, {"kind": "specialist"}, {"kind": "medicine", "prescribed": 1}]
)
def test_what_professionals_do_follows_the_visit(at: When, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="after_visit"):
        treatment(Begins(at, judgement="ours"), given)
    assert treatment(Begins("after_visit", judgement="ours"), given).professional


def test_what_waits_for_a_visit_though_done_alone_says_why() -> None:
    with pytest.raises(ValueError, match="says why"):
        treatment(Begins("after_visit", judgement="ours"), {})
    assert not treatment(Begins("after_visit", "First this.", judgement="ours"), {}).professional


def test_nothing_for_today_waits_for_somebody(knowledge: KnowledgeBase) -> None:
    today = [one for one in knowledge.treatments.values() if one.begins.at == "today"]
    assert {one.kind for one in today} == {"self_care", "exercise", "medicine"}
    for one in today:
        assert not one.professional, one.id
        found = SOMEBODY.search(f"{one.what} {one.begins.because} {one.how}")
        assert found is None, one.id


def test_the_base_uses_every_time(knowledge: KnowledgeBase) -> None:
    at = {one.begins.at for one in knowledge.treatments.values() if not one.professional}
    assert at == {"today", "this_week", "later", "after_visit"}


def test_the_picture_of_an_exercise_shows_one_of_its_steps(knowledge: KnowledgeBase) -> None:
    shown = 0
    for key, name in PICTURES.items():
        one = knowledge.treatments.get(key.removeprefix("treatment:"))
        if one is None or one.kind != "exercise":
            continue
        shown += 1
        drawn = knowledge.drawings.drawings[name].title
        steps = [step.name for phase in one.phases for step in phase.steps]
        assert any(drawn in step for step in steps), f"{one.id} has no step {drawn}: {steps}"
    assert shown

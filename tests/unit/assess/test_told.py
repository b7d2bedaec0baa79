"""What was told of somebody's own accord, and what was only asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from popliteus import Case, Interview, KnowledgeBase, assess
from popliteus.assess import Answer
from popliteus.assess.case import Account
from popliteus.assess.evidence import engine_evidence
from popliteus.engine.surprise import surprise
from popliteus.intake import take_in

STORY = (
    "I am 34 and ran a half marathon on Sunday. Since then my right calf aches. It is a little "
    "better each day. It is not swollen, and I walk normally."
)


@pytest.fixture(scope="module")
def read(knowledge: KnowledgeBase) -> Case:
    return take_in(Case(text=STORY, account="story"), knowledge)


def told_of(case: Case, base: KnowledgeBase) -> set[str]:
    evidence, compiled = engine_evidence(case, base), base.compiled
    kinds = (
        (evidence.told, compiled.readings),
        (evidence.told_attributes, compiled.attributes),
        (evidence.told_factors, compiled.factors),
    )
    return {name for told, names in kinds for name, one in zip(names, told, strict=True) if one}


@pytest.mark.parametrize("account", ["story", "asked"])
def test_an_answer_given_after_a_story_was_not_told(
    knowledge: KnowledgeBase, read: Case, account: Account
) -> None:
    begun = replace(read, account=account)
    before = told_of(begun, knowledge)
    assert {"calf-swelling", "worst-place"} <= before
    after = begun.with_answer("fever", Answer("present")).with_answer("smoking", Answer("present"))
    assert told_of(after, knowledge) == before


def test_what_a_story_passed_over_is_silence_only_until_it_is_asked_for(
    knowledge: KnowledgeBase, read: Case
) -> None:
    assert engine_evidence(read, knowledge).silent.any()
    assert not engine_evidence(replace(read, account="asked"), knowledge).silent.any()


def test_whoever_told_a_story_is_no_average_visitor(knowledge: KnowledgeBase, read: Case) -> None:
    begun = replace(read, account="asked")
    assert not engine_evidence(begun, knowledge).mix_known
    nothing = replace(begun, answers={}, told=replace(begun.told, origins={}))
    assert engine_evidence(nothing, knowledge).mix_known


def test_findings_listed_beside_an_unread_story_are_all_told(knowledge: KnowledgeBase) -> None:
    case = Case(account="story", answers={"fever": Answer("absent"), "side": Answer("one")})
    assert told_of(case, knowledge) == {"fever", "side"}


@pytest.mark.parametrize("account", ["story", "asked"])
def test_to_be_asked_after_a_story_is_no_surprise(
    knowledge: KnowledgeBase, read: Case, account: Account
) -> None:
    talk = Interview(knowledge, replace(read, account=account, setting="primary_care"))
    while (page := talk.next()) is not None and talk.ordinary_pages < 6:
        talk.answer_page(page, {box.id: "absent" for box in page.boxes if len(box.choices) == 3})
    evidence = engine_evidence(talk.case, knowledge)
    assert surprise(knowledge.compiled.model, evidence) > knowledge.settings.surprise_limit


def test_a_text_that_nobody_read_passes_over_nothing(knowledge: KnowledgeBase) -> None:
    unread = Case(age=60, text="My foot is cold and I have chest pain.", account="story")
    nothing = replace(unread, text="", account="asked")
    found = engine_evidence(unread, knowledge)
    assert not found.silent.any()
    assert not found.silent_factors.any()
    assert assess(unread, knowledge).triage.level == assess(nothing, knowledge).triage.level
    assert engine_evidence(take_in(unread, knowledge), knowledge).silent.any()


def test_whoever_is_interviewed_passes_over_nothing(knowledge: KnowledgeBase, read: Case) -> None:
    assert read.account == "story"
    talk = Interview(knowledge, read)
    assert talk.case.account == "asked"
    assert talk.case.told == read.told

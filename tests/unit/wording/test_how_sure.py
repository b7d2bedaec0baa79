"""What moved a result, what would move it, and how sure we are of it."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.so_far import SoFar, so_far
from popliteus.assess.words import in_words
from popliteus.rules import Level
from popliteus.wording.causes import (
    causes_view,
    changes,
)
from popliteus.wording.clinical import SMALL, clinician_page
from popliteus.wording.moved import moved
from popliteus.wording.said import said
from popliteus.wording.sure import sure_view
from tests.unit.wording.looking import CLOT, COLD, SORE, Given, look


def test_what_moved_is_told_and_only_that(knowledge: KnowledgeBase) -> None:
    before, _ = look(knowledge, SORE)
    same = moved(before, before, knowledge)
    assert same.nothing
    assert "stays the same" in same.level
    after, _ = look(knowledge, SORE | {"calf-swelling": "present", "worst-place": "calf"})
    there, back = moved(before, after, knowledge), moved(after, before, knowledge)
    assert (there.change, back.change) == (1, -1)
    assert "more urgent" in there.level
    assert "less urgent" in back.level
    assert {one.partition(":")[0] for one in there.up} == {
        one.partition(":")[0] for one in back.down
    }
    assert there.up


def test_changes_name_the_answers_that_the_result_names(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    told = changes(result, knowledge)
    first = result.shown[0].cause
    seen = [
        one
        for one in result.changes
        if one.finding in knowledge.findings or one.first_cause != first
    ]  # a person sees nothing change where only how it began raises the level
    assert seen
    for line, one in zip(told, seen, strict=True):
        assert said(one.finding, one.name, one.value, knowledge) in line
        # To a person only a sign changes the urgency; how a pain began is no alarm by itself.
        alarms = one.level != result.triage.level.word and one.finding in knowledge.findings
        assert ("how urgent" in line) is alarms


@pytest.mark.parametrize("given", [CLOT, COLD, SORE])
def test_ratios_multiply_to_the_odds_of_the_result(knowledge: KnowledgeBase, given: Given) -> None:
    result, closer = look(knowledge, given, audience="clinician")
    page = clinician_page(result, closer, knowledge)
    for row, entry in zip(page.causes, result.shown, strict=True):
        prior = float(row.prior.rstrip("%")) / 100
        total = log(prior / (1 - prior)) + sum(float(one.log_odds) for one in row.answers)
        assert total == pytest.approx(entry.log_odds, abs=0.2)  # each is rounded on the page
        sizes = [abs(float(one.log_odds)) for one in row.answers if one.basis]
        assert all(one >= two for one, two in pairwise(sizes))
        assert all(one >= SMALL - 0.005 for one in sizes)
        for one in row.answers:
            assert float(one.ratio) == pytest.approx(exp(float(one.log_odds)), rel=0.1)


def test_a_clinician_reads_clinicians_names(knowledge: KnowledgeBase) -> None:
    result, closer = look(knowledge, COLD, 71, audience="clinician")
    page = clinician_page(result, closer, knowledge)
    assert page.signs.present == tuple(
        knowledge.findings[flag.finding].name for flag in result.flags.present
    )
    assert page.causes[0].name == knowledge.causes[result.shown[0].cause].name
    assert page.urgency.call == ""


@pytest.mark.parametrize(
    ("first", "words"),
    [(0.9, "clearly better"), (0.5, "fits best"), (0.3, "about as well"), (0.05, "too early")],
)
def test_how_sure_we_are_follows_the_first_cause(first: float, words: str) -> None:
    found = sure_view(SoFar(first, 3, Level.ROUTINE_WEEKS, settled=True))
    assert words in found.causes
    odd = sure_view(SoFar(first, 3, Level.ROUTINE_WEEKS, settled=True, odd=True))
    assert "do not fit" in odd.causes


def test_a_level_that_a_rule_gives_is_settled_and_one_of_the_model_is_not(
    knowledge: KnowledgeBase,
) -> None:
    def after(given: Given, age: float = 45) -> SoFar:
        found = so_far(look(knowledge, given, age)[0].case, knowledge)
        assert found is not None
        return found

    ruled = after(COLD, 71)
    assert ruled.level == Level.EMERGENCY
    assert ruled.settled
    assert "can wait" in sure_view(ruled).urgency
    weighed = after({"worst-place": "behind-knee", "onset": "days", "duration": "1-7-days"}, 34)
    assert weighed.level == Level.URGENT_SAME_DAY
    assert not weighed.settled
    assert "More answers help" in sure_view(weighed).urgency


def test_without_the_danger_screen_nothing_is_settled(knowledge: KnowledgeBase) -> None:
    found = so_far(popliteus.Case(age=30, sex="male"), knowledge)
    assert found is not None
    assert not found.settled


def test_where_there_is_no_list_of_causes_there_is_nothing_to_be_sure_of(
    knowledge: KnowledgeBase,
) -> None:
    assert so_far(popliteus.Case(age=1), knowledge) is None


def test_a_lump_that_goes_with_a_worn_knee_is_not_said_to_be_absent(
    knowledge: KnowledgeBase,
) -> None:
    worn = {
        "worst-place": "all-over-knee", "duration": "longer", "onset": "weeks",
        "known-knee-osteoarthritis": "present", "knee-swelling": "present",
        "lump-behind-knee": "present", "activity-related-pain": "present",
    }  # fmt: skip
    result, closer = look(knowledge, worn, age=72)
    shown = causes_view(result, closer, knowledge)
    assert [card.cause for card in shown.first] == ["knee-osteoarthritis"]
    along = {brief.cause: brief.often for brief in shown.along}
    assert "bakers-cyst" in along
    assert along["bakers-cyst"] == in_words(dict(closer.companions)["bakers-cyst"])
    assert not {*along} & {brief.cause for brief in (*shown.less, *shown.improbable)}

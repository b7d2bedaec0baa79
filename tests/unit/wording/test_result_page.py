"""What a result says may be the cause: in which order, how likely, and what it never says."""

from __future__ import annotations

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.closer import GRAVE, IMPROBABLE
from popliteus.assess.words import chance_word, in_words
from popliteus.rules import Level
from popliteus.wording.causes import (
    FIRST,
    HURRY,
    OPEN,
    TOGETHER,
    causes_view,
    reasons,
    weight,
)
from popliteus.wording.page import result_page
from popliteus.wording.said import BEGINS, said
from tests.unit.wording.looking import CLOT, COLD, SORE, look, signs


def test_the_result_of_a_closer_look_is_the_result(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT)
    assert result.to_dict() == popliteus.assess(result.case, knowledge).to_dict()


def test_a_shift_is_what_the_answer_would_bring(knowledge: KnowledgeBase) -> None:
    result, closer = look(knowledge, SORE)
    for cause, shifts in closer.shifts.items():
        for one in shifts:
            told = {one.item: one.value}
            after, _ = look(knowledge, SORE | told)
            found = {entry.cause: entry.probability for entry in after.differential}
            assert one.item not in result.case.answers
            assert found.get(cause, 0.0) == pytest.approx(one.probability, abs=0.02)


def test_improbable_dangers_are_grave_and_below_the_limit(knowledge: KnowledgeBase) -> None:
    result, closer = look(knowledge, SORE)
    assert closer.improbable
    shown = {entry.cause for entry in result.shown}
    for entry in closer.improbable:
        assert knowledge.causes[entry.cause].usual_level in GRAVE
        assert entry.present < IMPROBABLE
        assert entry.cause not in shown
    ordered = [entry.present for entry in closer.improbable]
    assert ordered == sorted(ordered, reverse=True)


@pytest.mark.parametrize("sign", ["fever", "calf-hard-tight", "weight-loss-or-sweats"])
@pytest.mark.parametrize("value", ["present", "unknown"])
def test_with_one_danger_sign_open_no_danger_is_called_improbable(
    knowledge: KnowledgeBase, sign: str, value: str
) -> None:
    assert causes_view(*look(knowledge, SORE), knowledge).improbable
    assert not causes_view(*look(knowledge, SORE | {sign: value}), knowledge).improbable


def test_no_danger_sign_is_spoken_of_where_none_was_told(knowledge: KnowledgeBase) -> None:
    told = signs(knowledge) | {
        "worst-place": "calf", "calf-swelling": "present", "long-travel": "present",
    }  # fmt: skip
    found = causes_view(*look(knowledge, told), knowledge)
    (clot,) = (one for one in found.first if one.cause == "deep-vein-thrombosis")
    assert clot.first == TOGETHER
    assert not any(one.first == FIRST for one in (*found.first, *found.more))


def test_an_answer_that_leaves_the_number_as_it_is_moves_nothing(knowledge: KnowledgeBase) -> None:
    for told in (SORE, CLOT, CLOT | {"previous-dvt": "present"}):
        found = causes_view(*look(knowledge, told), knowledge)
        for card in (*found.first, *found.more):
            assert not any(line.endswith(f"likely: {card.often}.") for line in card.changes)


def test_one_number_has_one_word() -> None:
    words: dict[str, set[str]] = {}
    for place in range(1, 1000):
        words.setdefault(in_words(place / 1000), set()).add(chance_word(place / 1000))
    assert all(len(found) == 1 for found in words.values())
    assert words["about 4 in 10"] == {"possible"}
    assert words["about 5 in 10"] == {"likely"}


def test_reasons_stand_in_the_order_of_their_strength(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT | {"previous-dvt": "present"}, 60)
    entry = result.shown[0]
    told = sorted(
        [*entry.supports, *(one for one in entry.factors if one.log_odds > 0)],
        key=lambda one: -one.log_odds,
    )
    shown = reasons(entry, knowledge, towards=True)
    assert [one.weight for one in shown] == [weight(one.log_odds) for one in told[: len(shown)]]
    assert shown[0].text == said(told[0].finding, told[0].name, told[0].value, knowledge)


def test_what_is_serious_stands_open_when_it_is_urgent(knowledge: KnowledgeBase) -> None:
    hot = dict.fromkeys(("hot-knee", "fever", "cannot-move-knee", "shivering"), "present")
    given = hot | {"worst-place": "all-over-knee", "knee-swelling": "present", "onset": "days"}
    result, closer = look(knowledge, given, 68)
    found = causes_view(result, closer, knowledge)
    assert found.hurry == HURRY
    grave = [one.cause for one in (*found.first, *found.more) if one.grave]
    assert grave
    assert {*grave} <= {one.cause for one in found.first}
    calm = causes_view(*look(knowledge, SORE), knowledge)
    assert calm.hurry == ""
    assert len(calm.first) <= OPEN


def test_what_a_danger_sign_asks_to_rule_out_is_listed_however_improbable(
    knowledge: KnowledgeBase,
) -> None:
    # Everything else speaks for a sore knee; the foot alone speaks for the artery.
    result, closer = look(knowledge, SORE | signs(knowledge) | COLD, 30)
    likely = [one.probability for one in result.shown if one.cause != "acute-limb-ischaemia"]
    (suspect,) = (one for one in result.shown if one.cause == "acute-limb-ischaemia")
    assert suspect.probability < min(likely), "the premise"
    cards = causes_view(result, closer, knowledge)
    said_first = {one.cause for one in (*cards.first, *cards.more) if one.first}
    assert said_first == {"acute-limb-ischaemia"}
    calm = causes_view(*look(knowledge, SORE | signs(knowledge)), knowledge)
    assert not [one.cause for one in (*calm.first, *calm.more) if one.first]


def test_what_is_serious_and_not_shown_is_named_when_it_is_urgent(
    knowledge: KnowledgeBase,
) -> None:
    given = {"worst-place": "behind-knee", "calf-swelling": "present", "known-gout": "present"}
    result, closer = look(knowledge, given, 70)
    assert closer.pressing
    shown = {entry.cause for entry in result.shown}
    assert all(one.cause not in shown and one.present >= IMPROBABLE for one in closer.pressing)
    assert result.triage.level == Level.URGENT_SAME_DAY
    found = causes_view(result, closer, knowledge)
    named = [one.name for one in found.pressing]
    assert named == [one.lay_name for one in closer.pressing]
    assert not {*named} & {one.name for one in found.less}


def test_every_attribute_has_a_short_beginning(knowledge: KnowledgeBase) -> None:
    assert {*BEGINS} == {*knowledge.attributes}
    assert said("fever", "fever", "absent", knowledge) == "Fever: no"


def test_a_person_is_never_given_a_number_that_looks_exact(knowledge: KnowledgeBase) -> None:
    for given in (CLOT, SORE):
        page = result_page(*look(knowledge, given), knowledge)
        assert "%" not in str(page.causes)
        assert "%" not in str(page.likely)
        assert "%" not in str(page.checks.helpful)

"""A result in words: what moved it, what moves it, how sure we are, and what is never said."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess import Assessment
from popliteus.assess.assessment import assess_closely
from popliteus.assess.closer import GRAVE, IMPROBABLE, Closer
from popliteus.assess.result import Audience
from popliteus.assess.so_far import SoFar, so_far
from popliteus.assess.words import chance_word, in_words
from popliteus.rules import Level
from popliteus.wording.care import MedicineCard, care_view
from popliteus.wording.causes import (
    FIRST,
    HURRY,
    OPEN,
    TOGETHER,
    causes_view,
    changes,
    reasons,
    weight,
)
from popliteus.wording.clinical import SMALL, clinician_page
from popliteus.wording.handover import record, summary
from popliteus.wording.moved import moved
from popliteus.wording.page import result_page
from popliteus.wording.said import BEGINS, said
from popliteus.wording.sure import sure_view
from popliteus.wording.urgency import urgency_view

Given = dict[str, str]

CLOT: Given = {"worst-place": "calf", "onset": "days", "calf-swelling": "present"}
COLD: Given = {"cold-foot": "present", "pale-or-blue-foot": "present", "smoking": "present"}
SORE: Given = {
    "worst-place": "front-of-knee", "onset": "after-event", "duration": "1-7-days",
    "mechanism": "new-or-more-exercise", "course": "better", "activity-related-pain": "present",
    "kneecap-pain": "present",
}  # fmt: skip


def signs(base: KnowledgeBase) -> Given:
    """Every danger sign, denied."""
    return {item: "absent" for p in base.questionnaire.pages if p.danger for item in p.items}


def look(
    base: KnowledgeBase, given: Given, age: float = 45, audience: Audience = "patient", **more: str
) -> tuple[Assessment, Closer]:
    values = {
        "age": age, "sex": more.get("sex", "male"), "setting": "primary_care", "account": "asked",
        "country": "GB", "findings": signs(base) | given,
    }  # fmt: skip
    case = popliteus.case_from_mapping(values, base)
    return assess_closely(case, base, audience=audience)


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


def test_in_an_emergency_the_number_is_read_first_and_nobody_is_calmed(
    knowledge: KnowledgeBase,
) -> None:
    result, closer = look(knowledge, COLD, 71)
    page = result_page(result, closer, knowledge)
    assert page.urgency.first.startswith("Get help now. Call 999")
    assert page.urgency.call == "999"
    assert f"{page.urgency.first} {page.urgency.then}" == result.triage.action
    assert page.likely is None
    assert page.hurry
    assert page.care.medicines == ()
    assert page.care.nothing_new
    assert page.care.recovery is None
    assert page.checks.helpful == ()


def test_a_list_that_is_not_made_for_somebody_says_so_and_calms_nobody(
    knowledge: KnowledgeBase,
) -> None:
    page = result_page(*look(knowledge, {"worst-place": "all-over-knee"}, 7), knowledge)
    assert page.urgency.group.startswith(
        "Our list of causes does not cover this well enough: a child"
    )
    assert page.causes.first
    assert page.likely is None
    grown = result_page(*look(knowledge, SORE), knowledge)
    assert grown.urgency.group == ""
    assert grown.likely is not None
    assert grown.likely.text.startswith(grown.causes.first[0].name)


def test_for_whom_the_list_is_not_made_names_no_sign_that_was_denied(
    knowledge: KnowledgeBase,
) -> None:
    result, closer = look(knowledge, {"limp": "present", "worst-place": "all-over-knee"}, 5)
    group = result_page(result, closer, knowledge).urgency.group
    assert len(result.triage.not_covered) > 1, "the premise: a rule with signs fired as well"
    assert group.startswith("Our list of causes does not cover this well enough: a child")
    assert "fever" not in group


def test_a_rule_that_fired_without_a_danger_sign_is_named(knowledge: KnowledgeBase) -> None:
    given = CLOT | {"long-travel": "present", "whole-leg-swelling": "present"}
    result, closer = look(knowledge, given)
    rule = knowledge.rules["swollen-leg-with-clot-risk"]
    assert result.flags.present == ()
    page = result_page(result, closer, knowledge)
    assert page.signs.title == "Danger signs: none of the 35 asked first, but other answers count"
    assert page.signs.rules == (rule.lay_name,)
    doctor, more = look(knowledge, given, audience="clinician")
    assert clinician_page(doctor, more, knowledge).signs.rules == (rule.name,)
    text = record(summary(doctor, knowledge))
    assert f"RED FLAGS PRESENT: none of the screen\nRULES THAT FIRED: {rule.name}\n" in text
    calm = result_page(*look(knowledge, SORE), knowledge).signs
    assert calm.title == "Danger signs: none of the 35 that you answered"
    assert calm.rules == ()


def test_that_the_first_is_not_the_reason_is_said_only_where_it_is_not(
    knowledge: KnowledgeBase,
) -> None:
    clot = CLOT | {"whole-leg-swelling": "present"}
    page = result_page(*look(knowledge, clot), knowledge)
    assert page.causes.first[0].grave
    assert page.causes.hurry == ""


def test_the_call_for_today_names_the_number_for_today(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT)
    assert result.triage.level == Level.URGENT_SAME_DAY
    assert "111" in urgency_view(result, knowledge).call


def test_a_medicine_says_what_this_person_must_mind(knowledge: KnowledgeBase) -> None:
    def gel(**more: str) -> MedicineCard:
        result, _ = look(knowledge, SORE | more)
        cards = care_view(result, knowledge).medicines
        return next(one for one in cards if one.name == "Anti-inflammatory gel")

    record = knowledge.treatments["topical-nsaid"]
    asked = {
        item: "absent"
        for caution in record.cautions
        if (item := caution.factor or caution.finding) is not None
    }
    fits = gel(**asked)
    assert fits.fit == "suitable"
    assert fits.how
    forbidden = next(one for one in record.cautions if one.fit == "avoid" and one.factor)
    hit = gel(**asked | {str(forbidden.factor): "present"})
    assert hit.fit == "avoid"
    assert forbidden.because in hit.because
    assert hit.how == ""
    assert hit.unknown == ()


def test_a_prescribed_medicine_is_the_doctors(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT | {"whole-leg-swelling": "present"})
    thinner = [one for one in care_view(result, knowledge).medicines if one.name == "Blood thinner"]
    assert [one.tag for one in thinner] == ["A doctor decides"]
    assert "do not stop it by yourself" in thinner[0].said


def test_exercises_have_every_phase_of_their_programme(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    cards = care_view(result, knowledge).exercises
    assert cards
    for card in cards:
        record = knowledge.treatments[card.measure.treatment]
        assert [one.name for one in card.phases] == [one.name for one in record.phases]
        assert card.stop_if == record.stop_if
        doses = [step.often for phase in card.phases for step in phase.steps]
        assert doses == [step.often for phase in record.phases for step in phase.steps]


def test_lines_to_get_help_sooner_are_told_by_how_fast(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    care = care_view(result, knowledge)
    assert care.sooner
    assert {*care.sooner} | {*care.come_back_if} == {*result.plan.come_back_if}
    assert all(
        one.startswith(("Call an amb", "Go to an em", "Be seen today")) for one in care.sooner
    )
    assert not any("ambulance" in one or "today" in one for one in care.come_back_if)


def test_recovery_says_every_point_that_was_measured(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    found = care_view(result, knowledge).recovery
    assert found is not None
    points = knowledge.causes[found.cause].recovery
    assert len(found.measured) == len(points)
    for line, one in zip(found.measured, points, strict=True):
        assert one.counted in line
        assert in_words(one.estimate.value) in line


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

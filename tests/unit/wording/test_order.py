"""The plan in the order of time: what stands under today, this week and later."""

from __future__ import annotations

from dataclasses import replace

from popliteus import Assessment, KnowledgeBase
from popliteus.assess.plan import Fit
from popliteus.assess.shapes import plan_values
from popliteus.assess.starts import ASK
from popliteus.rules import Level
from popliteus.wording.handover import record, summary
from popliteus.wording.order import Turn, leave_out, turns
from popliteus.wording.plan import plan_sections
from popliteus.wording.result import view
from tests.safety.people import calm, judge
from tests.unit.wording.looking import CLOT, COLD, SORE, Given, look

TORN: Given = {
    "worst-place": "calf", "onset": "seconds", "duration": "1-7-days", "calf-snap": "present",
    "mechanism": "push-off-or-sprint", "calf-tenderness": "present",
}  # fmt: skip


def told(result: Assessment, base: KnowledgeBase) -> dict[str, Turn]:
    return {one.key: one for one in turns(result, base)}


def at(result: Assessment, level: Level) -> Assessment:
    return replace(result, triage=replace(result.triage, level=level))


def fitting(result: Assessment, fit: Fit) -> Assessment:
    """The same plan, with every medicine of the shelf of one fit."""
    medicines = tuple(
        one if one.prescribed else replace(one, fit=fit) for one in result.plan.medicines
    )
    return replace(result, plan=replace(result.plan, medicines=medicines))


def test_each_thing_stands_once_under_its_time(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    found = told(result, knowledge)
    assert list(found) == [key for key in ("today", "this-week", "later") if key in found]
    assert {"today", "this-week"} <= set(found)
    under = {"today": "today", "this_week": "this-week", "later": "later", "after_visit": "later"}
    for one in (*result.plan.self_care, *result.plan.exercise):
        has = [key for key, turn in found.items() if one.name in turn.names]
        assert has == [under[one.start.at]]


def test_loading_a_torn_calf_comes_later(knowledge: KnowledgeBase) -> None:
    result = judge(knowledge, calm(knowledge, TORN), 38, "male")
    found = told(result, knowledge)
    load = knowledge.treatments["calf-loading"]
    assert "calf-loading" in {one.treatment for one in result.plan.exercise}, "the premise"
    line = next(one for one in found["later"].things if one.treatment == "calf-loading")
    assert load.begins.because in line.text
    assert knowledge.treatments["relative-rest"].lay_name in found["today"].names


def test_a_caution_of_this_person_stands_with_the_thing(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT)
    minded = [one for one in result.plan.self_care if one.because]
    assert minded, "the premise"
    lines = [one.line for turn in turns(result, knowledge) for one in turn.things]
    for one in minded:
        assert any(line.startswith(one.name) and one.because[0] in line for line in lines)


def test_a_medicine_stands_under_today_only_where_it_fits(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    names = [one.name.lower() for one in result.plan.medicines if not one.prescribed]
    assert names, "the premise"

    def today(fit: Fit) -> str:
        things = told(fitting(result, fit), knowledge)["today"].things
        return " ".join(one.text for one in things if not one.name).lower()

    for name in names:
        assert name in today("suitable")
        assert name in today("ask_first")
        assert name not in today("avoid")
    assert "need something for the pain" in today("suitable")
    assert "packet or your pharmacist" in today("suitable")
    assert "need something for the pain" not in today("ask_first")
    assert "ask a pharmacist before" in today("caution")
    avoided = leave_out(fitting(result, "avoid"), patient=True)[-1].lower()
    assert all(name in avoided for name in names)
    assert leave_out(fitting(result, "avoid"), patient=False) == result.plan.leave_out


def test_what_follows_a_visit_is_no_painkiller_for_today(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    medicines = tuple(
        replace(one, fit="suitable", start=replace(one.start, at="after_visit"))
        for one in result.plan.medicines
    )
    later = replace(result, plan=replace(result.plan, medicines=medicines))
    today = " ".join(one.text for one in told(later, knowledge)["today"].things)
    assert "need something for the pain" not in today
    again = " ".join(
        one.text for one in told(fitting(result, "suitable"), knowledge)["today"].things
    )
    assert "need something for the pain" in again, "the premise"


def test_the_visit_is_part_of_the_order(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    today = told(at(result, Level.SOON_DAYS), knowledge)["today"].things
    assert today[0].text == "Ask for a visit this week."
    week = told(at(result, Level.ROUTINE_WEEKS), knowledge)["this-week"].things
    assert week[0].text.startswith("Book a visit")
    home = [
        one.text for turn in turns(at(result, Level.SELF_CARE), knowledge) for one in turn.things
    ]
    assert not any("visit" in text for text in home)


def test_until_the_visit_of_today_little_begins(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, CLOT)
    assert result.triage.level is Level.URGENT_SAME_DAY, "the premise"
    found = told(result, knowledge)
    assert found["today"].title == "Today, until you are seen"
    assert "this-week" not in found
    for one in result.plan.self_care:
        waits = knowledge.treatments[one.treatment].begins.at in {"this_week", "later"}
        assert one.start.because.startswith(ASK) is waits


def test_an_emergency_has_no_order_but_now(knowledge: KnowledgeBase) -> None:
    for audience in ("patient", "clinician"):
        result, _ = look(knowledge, COLD, 71, audience)
        assert result.triage.level is Level.EMERGENCY, "the premise"
        assert turns(result, knowledge) == ()
        assert leave_out(result, patient=audience == "patient") == ()
        assert summary(result, knowledge).advice == ()


def test_what_to_stop_comes_from_what_is_advised(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    wanted = [
        text
        for one in result.plan.self_care
        for text in knowledge.treatments[one.treatment].leave_out
    ]
    assert wanted
    assert list(result.plan.leave_out) == list(dict.fromkeys(wanted))


def test_a_clinician_reads_the_same_order_tersely(knowledge: KnowledgeBase) -> None:
    patient, _ = look(knowledge, SORE)
    clinician, _ = look(knowledge, SORE, audience="clinician")
    mine, theirs = turns(patient, knowledge), turns(clinician, knowledge)
    assert [[one.treatment for one in turn.things if one.treatment] for turn in mine] == [
        [one.treatment for one in turn.things] for turn in theirs
    ]
    rest = knowledge.treatments["relative-rest"]
    line = next(one.line for one in theirs[0].things if one.treatment == rest.id)
    assert line.startswith(rest.name)
    assert rest.what not in line
    assert rest.sources[0].ref in line
    last = [part for part in plan_sections(clinician, knowledge) if part[0] == theirs[-1].key]
    assert "judgement" in last[0][2][-1]


def test_the_order_of_parts_is_the_order_of_time(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    keys = [one.key for one in view(result, knowledge).sections]
    wanted = ["now", "come-back", "today", "this-week", "leave-out", "self-care", "medicines"]
    assert [key for key in keys if key in wanted] == wanted


def test_the_record_and_the_json_hold_the_order(knowledge: KnowledgeBase) -> None:
    result, _ = look(knowledge, SORE)
    lines = record(summary(result, knowledge)).splitlines()
    for turn in turns(result, knowledge):
        line = next(one for one in lines if one.startswith(f"- advice, {turn.title.lower()}: "))
        assert all(name in line for name in turn.names)
    assert any(one.startswith("- leave out for now: ") for one in lines)
    values = plan_values(result.plan)
    assert values["leave_out"] == [{"text": text} for text in result.plan.leave_out]
    things = [*values["self_care"], *values["exercise"], *values["medicines"]]
    assert {one["begins"]["at"] for one in things} >= {"today", "this_week"}
    assert all(set(one["begins"]) == {"at", "because", "sources"} for one in things)

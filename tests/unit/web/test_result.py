"""The result page: what stands first, what is worked out once, and what a clinician reads."""

from __future__ import annotations

import re

import pytest

from popliteus import Assessment, Case, KnowledgeBase
from popliteus.assess.assessment import assess_closely
from popliteus.assess.closer import Closer
from popliteus.assess.result import Audience
from popliteus.web import results
from popliteus.web.visit import Visit
from tests.unit.web.at_result import CALM, COLD, HOT, folded, through, words
from tests.unit.web.conftest import Person

INLINE = re.compile(r'\sstyle=|<style|<script(?! type="module" src="/static/)|\son\w+=')


def test_urgency_what_to_do_now_and_the_likeliest_stand_first_and_open(person: Person) -> None:
    open_text = words(folded(through(person, CALM, "30", "male", "front-of-knee")))
    order = [
        "Care at home", "You can care for this at home", "Most likely: Soreness from doing more",
        "What to do now", "What it may be", "Very likely", "More on what to do", "Get help sooner",
        "Call an ambulance if", "More about this result", "Take it away",
    ]  # fmt: skip
    places = [open_text.find(one) for one in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)
    for hidden in (
        "What speaks for it",
        "Today Rest it",
        "This week Strengthening",
        "Leave out for now",
        "Phase 1",
        "Chest, breathing and feeling very ill",
        "Not needed now",
        "Download the result for programs",
    ):
        assert hidden not in open_text
        assert hidden in words(person.page.text)


def test_what_is_folded_says_what_is_in_it_and_needs_no_script(person: Person) -> None:
    page = through(person, CALM, "30", "male", "front-of-knee")
    parts = re.findall(r"<details.*?<summary[^>]*>(.*?)</summary>", page, re.DOTALL)
    assert len(parts) == page.count("<details")
    assert "Step by step: today, this week, what to leave out" in map(words, parts)
    assert all(len(words(one)) > len("How to") for one in parts)


def test_until_somebody_is_seen_today_nothing_to_do_or_to_leave_out_is_folded(
    person: Person,
) -> None:
    say = {"calf-swelling": "present", "long-travel": "present", "onset": "days"}
    open_text = words(folded(through(person, say, "61", "male", "calf")))
    assert "See somebody today" in open_text
    plan = open_text.partition("What to do now")[2].partition("What it may be")[0]
    assert "until you are seen" in plan
    assert "Get help sooner Call an ambulance if" in open_text


def test_in_an_emergency_nothing_calms_and_no_medicine_is_named(person: Person) -> None:
    page = through(person, HOT, "68", "male", "all-over-knee")
    text = words(page)
    assert "Get help now." in text
    assert 'href="tel:999"' in page
    assert "What to say on the phone" in words(folded(page))
    assert "Most likely:" not in text
    assert "Take no new medicine" in text
    assert "something serious has to be ruled out" in text
    assert "These are serious. From your answers each of them is improbable" not in text
    assert "Paracetamol" not in text


def test_what_only_was_not_asked_is_for_the_person_to_tell(person: Person) -> None:
    page = through(person, CALM, "30", "male", "front-of-knee")
    shelf = person.client.get("/result/patient.json").json()["plan"]["medicines"]
    alone = [
        one for one in shelf
        if one["fit"] == "ask_first" and not one["prescribed"] and not one["because"]
    ]  # fmt: skip
    assert alone, "the premise: a medicine of which only something was not asked"
    text = words(page)
    assert text.count("You may take it unless one of these is true:") == len(alone)
    assert "or you are not sure, ask a pharmacist or doctor first" in text
    assert "Ask a pharmacist before you use paracetamol" not in text


def test_no_heading_stands_alone(person: Person) -> None:
    person.begin()
    person.send(("text", "I have a headache and a stuffy nose."))
    pages = [person.open("/result").text]
    pages.append(through(person, CALM, "30", "male", "front-of-knee"))
    assert ['aria-labelledby="do"' in one for one in pages] == [False, True], "the premise"
    for page, least in zip(pages, (1, 3), strict=True):
        found = re.findall(r"<section aria-labelledby=.*?</section>", page, re.DOTALL)
        assert len(found) >= least
        for section in found:
            heading = re.search(r"<h2.*?</h2>", section, re.DOTALL)
            assert heading is not None
            assert len(words(section)) > len(words(heading[0])) + 10


def test_dangers_are_called_improbable_only_when_every_danger_sign_was_denied(
    person: Person,
) -> None:
    calm = words(through(person, CALM, "30", "male", "front-of-knee"))
    assert "These are serious. From your answers each of them is improbable" in calm
    assert "Danger signs: none of the 35 that you answered" in calm
    early = Person(person.app)
    early.start()
    early.send(("ticked", "none"))
    assert "each of them is improbable" not in words(early.open("/result").text)


def test_a_grave_cause_stands_open_when_it_is_urgent_although_it_is_less_likely(
    person: Person, knowledge: KnowledgeBase
) -> None:
    page = through(person, HOT, "68", "male", "all-over-knee")
    shown = person.client.get("/result/patient.json").json()["differential"]
    names = [one["lay_name"] for one in shown if one["shown"]]
    infected = knowledge.causes["septic-arthritis"].lay_name
    if infected in names:
        assert infected in folded(page)
    assert all(name.replace("'", "&#39;") in page for name in names)


def test_the_page_needs_no_style_and_no_script_of_its_own(person: Person) -> None:
    page = through(person, COLD, "71", "male", "calf")
    assert not INLINE.search(page)
    bars = [int(one) for one in re.findall(r'<rect width="(\d+)" height="10"', page)]
    shown = person.client.get("/result/patient.json").json()["differential"]
    assert bars == [round(100 * one["probability"]) for one in shown if one["shown"]]
    clinician = person.open("/result/clinician").text
    assert not INLINE.search(clinician)


def test_looking_again_works_nothing_out_again_and_erasing_forgets(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    count: list[str] = []

    def counted(
        case: Case, base: KnowledgeBase, *, audience: Audience
    ) -> tuple[Assessment, Closer]:
        count.append(audience)
        return assess_closely(case, base, audience=audience)

    monkeypatch.setattr(results, "assess_closely", counted)
    through(person, CALM, "30", "male", "front-of-knee")
    before = len(count)
    for address in ("/result", "/result/patient", "/result/patient.json", "/result"):
        assert person.open(address).status_code == 200
    assert len(count) == before
    person.open("/about")
    person.about("31", "male")
    person.open("/result")
    assert len(count) == before + 1
    forgotten: list[str] = []
    monkeypatch.setattr(results.Results, "forget", lambda _, browser, __: forgotten.append(browser))
    browser = person.client.cookies["popliteus"]
    person.open("/erase")
    person.send()
    assert forgotten == [browser]


def test_results_are_held_by_answers_for_a_while_and_never_more_than_a_few(
    knowledge: KnowledgeBase,
) -> None:
    now = [0.0]
    held = results.Results(knowledge, lambda: now[0])
    visit = Visit(findings={"fever": "present"})
    first = held.of("a", visit, "patient")
    assert held.of("a", visit, "patient") is first
    assert held.of("b", visit, "patient") is not first
    visit.findings["fever"] = "absent"
    assert held.of("a", visit, "patient")[0].flags != first[0].flags
    assert len(held) == 3
    held.forget("a", None)
    assert len(held) == 1
    held.forget("", Visit(findings={"fever": "present"}))
    assert len(held) == 0
    held.so_far("a", visit)
    now[0] = results.KEEP + 1
    held.so_far("b", visit)
    assert len(held) == 1
    for age in range(results.MOST + 5):
        held.so_far("a", Visit(values={"age": age}))
    assert len(held) == results.MOST


def test_a_clinician_reads_intervals_ratios_and_rules_with_their_items(person: Person) -> None:
    say = {"calf-swelling": "present", "whole-leg-swelling": "present", "pitting": "present"}
    page = through(person, say, "45", "female", "calf", door="clinician")
    text = words(page)
    found = person.client.get("/result/clinician.json").json()
    first = found["differential"][0]
    low, high = first["interval"]
    row = f"Main cause {first['probability']:.1%} 90% interval {low:.0%} to {high:.0%} Active "
    assert f"{row}{first['present']:.1%}" in text
    for title in ("Danger screen", "Differential", "Decision rules", "References"):
        assert title in text
    rules = [one for one in found["decision_rules"] if one["applies"]]
    for rule in rules:
        assert rule["name"].replace("'", "&#39;") in page
        for item in rule["items"]:
            assert item["name"].replace("'", "&#39;").replace('"', "&#34;") in page
    assert all(f"[{one['ref']}]" in page for one in found["basis"]["references"])


def test_recovery_is_a_curve_where_it_was_measured_twice_and_words_elsewhere(
    person: Person, knowledge: KnowledgeBase
) -> None:
    from popliteus.web.figures import recovery_figure

    drawn = {name: bool(recovery_figure(name, knowledge)) for name in knowledge.causes}
    assert drawn == {name: len(one.recovery) > 1 for name, one in knowledge.causes.items()}
    assert {*drawn.values()} == {True, False}
    text = words(through(person, CALM, "30", "male", "front-of-knee"))
    cause = person.client.get("/result/patient.json").json()["plan"]["recovery"]["cause"]
    measured = knowledge.causes[cause].recovery
    assert ("We have found no study" in text) is not bool(measured)
    assert all(one.counted in text for one in measured)
    assert ("Recovery from" in person.page.text) is drawn[cause]

"""The result page: what stands first, what is worked out once, and what other answers would do."""

from __future__ import annotations

import re

import pytest

from popliteus import KnowledgeBase
from popliteus.assess.assessment import assess_closely
from popliteus.web import results
from popliteus.web.visit import Visit
from tests.unit.web.conftest import Person
from tests.unit.web.test_journey import walk

Say = dict[str, str]

CALM: Say = {
    "onset": "after-event", "mechanism": "new-or-more-exercise", "duration": "1-7-days",
    "course": "better", "relief": "rest", "kneecap-pain": "present",
    "activity-related-pain": "present", "brings-on": "stairs-squat-or-long-sitting",
}  # fmt: skip
COLD: Say = {"cold-foot": "present", "pale-or-blue-foot": "present", "onset": "seconds"}
HOT: Say = {
    "hot-knee": "present", "fever": "present", "cannot-move-knee": "present",
    "knee-swelling": "present", "onset": "hours", "duration": "1-7-days",
}  # fmt: skip


INLINE = re.compile(r'\sstyle=|<style|<script(?! type="module" src="/static/)|\son\w+=')


def through(person: Person, say: Say, age: str, sex: str, place: str, door: str = "patient") -> str:
    """Walk to the result and return its page."""
    person.start(door=door)
    walk(person, say)
    if door == "clinician":
        person.send(("age", age), ("sex", sex), ("setting", "primary_care"))
    else:
        person.about(age, sex)
    walk(person, say)
    person.send(("places", place))
    person.send(("text", ""))
    walk(person, say)
    assert person.where == "/result", person.where
    return person.page.text


def trial(person: Person, *fields: tuple[str, str]) -> str:
    """Send the form that tries out other answers."""
    number = next(
        i for i, (action, _) in enumerate(person.form.forms)
        if action in {"/result/patient", "/result/clinician"}
    )  # fmt: skip
    return person.send(*fields, number=number).text


def keep(person: Person) -> None:
    number = next(i for i, (to, _) in enumerate(person.form.forms) if to == "/result/keep")
    person.send(number=number)


def folded(page: str) -> str:
    """A page without anything that is folded."""
    while True:
        shorter = re.sub(r"<details(?:(?!<details).)*?</details>", "", page, flags=re.DOTALL)
        if shorter == page:
            return page
        page = shorter


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_urgency_action_and_the_likeliest_stand_first_and_open(person: Person) -> None:
    open_text = words(folded(through(person, CALM, "30", "male", "front-of-knee")))
    order = [
        "Care at home", "You can care for this at home", "Most likely: Soreness from doing more",
        "What it may be", "What to do Today", "Get help sooner", "Take it away",
    ]  # fmt: skip
    places = [open_text.find(one) for one in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)
    for hidden in ("What speaks for it", "Phase 1", "Chest and breathing", "Not needed now"):
        assert hidden not in open_text
        assert hidden in words(person.page.text)


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

    def counted(*given: object, audience: str) -> object:
        count.append(audience)
        return assess_closely(*given, audience=audience)  # type: ignore[arg-type]

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


def test_another_answer_is_tried_without_being_kept(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    before = person.client.get("/result/patient.json").text
    text = words(trial(person, ("if-calf-swelling", "present"), ("if-worst-place", "calf")))
    assert person.page.status_code == 200
    assert "You are trying out other answers" in text
    assert "Swollen calf: Yes (your answer: No)" in text
    assert "It would be more urgent: See somebody today. Before, it was: Care at home." in text
    assert "More likely" in text
    assert "If that were so, this would be the result:" in text
    assert person.client.get("/result/patient.json").text == before


def test_a_change_that_is_kept_counts_everywhere_and_can_be_changed_again(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    trial(person, ("if-knee-redness", "present"), ("if-age", "52"))
    keep(person)
    kept = person.client.get("/result/patient.json").json()
    assert kept["case"]["age"] == 52
    assert {one["finding"]: one["value"] for one in kept["evidence"]}["knee-redness"] == "present"
    listed = person.open("/answers").text
    row = listed[listed.index("edness over the knee") if "edness over the knee" in listed else 0 :]
    assert "52" in words(listed)
    address = re.findall(r'href="(/questions/\d+)"', row)[-1]
    assert person.open(address).status_code == 200


def test_a_danger_sign_that_is_kept_interrupts_like_any_other(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    text = words(trial(person, ("if-cold-foot", "present"), ("if-pale-or-blue-foot", "present")))
    assert "It would be more urgent: Emergency." in text
    assert "You need help now." not in person.open("/result").text
    trial(person, ("if-cold-foot", "present"), ("if-pale-or-blue-foot", "present"))
    keep(person)
    assert person.where == "/help-now"
    person.open("/continue")
    assert person.where == "/result"


def test_where_it_hurts_stays_in_step_when_it_is_tried(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    trial(person, ("if-worst-place", "calf"))
    keep(person)
    if person.where == "/help-now":
        person.open("/continue")
    found = person.client.get("/result/patient.json").json()["evidence"]
    values = {one["finding"]: one["value"] for one in found}
    assert values["worst-place"] == "calf"
    assert values["pain-also-calf"] == "unknown"
    assert values["pain-also-front-knee"] == "present"
    listed = words(person.open("/answers").text)
    assert "Where it hurts most In the calf" in listed


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("if-age", "old", "Enter the age in years"),
        ("if-age", "1e400", "Enter the age in years"),
        ("if-age", "-3", "Enter the age in years"),
        ("if-sex", "<b>", "Choose one of the answers"),
        ("if-onset", "yesterday", "Choose one of the answers"),
        ("if-fever", "", "Choose one of the answers"),
    ],
)
def test_what_cannot_be_is_refused_with_a_message_at_its_field(
    person: Person, name: str, value: str, message: str
) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    before = person.client.get("/result/patient.json").text
    page = trial(person, (name, value))
    assert person.page.status_code == 422
    assert f'href="#{name}"' in page
    assert f'id="{name}-error"' in page
    assert message in page
    assert "There is a problem" in page
    assert person.client.get("/result/patient.json").text == before


def test_fields_that_nobody_knows_change_nothing(person: Person) -> None:
    through(person, CALM, "30", "male", "front-of-knee")
    page = trial(person, ("if-no-such-thing", "present"), ("if-fever", "absent"))
    assert person.page.status_code == 200
    assert "You are trying out" not in page


def test_a_clinician_reads_intervals_ratios_and_rules_with_their_items(person: Person) -> None:
    say = {"calf-swelling": "present", "whole-leg-swelling": "present", "pitting": "present"}
    page = through(person, say, "45", "female", "calf", door="clinician")
    text = words(page)
    found = person.client.get("/result/clinician.json").json()
    first = found["differential"][0]
    low, high = first["interval"]
    assert f"{first['probability']:.1%} {low:.0%} to {high:.0%} {first['present']:.1%}" in text
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

"""What must never break, on random accounts over the shipped knowledge base."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus import Case, Interview, KnowledgeBase, assess, case_from_mapping
from popliteus.assess import Answer
from popliteus.assess.differential import suspects_of
from popliteus.assess.urgency import level_of_rules, screen_of, shows_no_causes
from popliteus.rules import Level
from tests.safety.people import CRAMP, command, danger_items, level_of, medicines_of, screened
from tests.safety.someone import Person, people

ROOT = Path(__file__).resolve().parents[2]

#: What a result says about the person, apart from the list of what was answered.
SAID = ("triage", "red_flags", "differential", "unexplained", "surprise", "fits_poorly",
        "left_out", "decision_rules", "tests", "plan")  # fmt: skip


def told(person: Person, knowledge: KnowledgeBase, findings: dict[str, object]) -> str:
    result = assess(person.case(knowledge, findings), knowledge).to_dict()
    return json.dumps(result, allow_nan=False)


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_order_of_answers_does_not_matter(knowledge: KnowledgeBase, data: st.DataObject) -> None:
    person = data.draw(people(knowledge))
    mixed = dict(data.draw(st.permutations(list(person.findings.items()))))
    assert told(person, knowledge, mixed) == told(person, knowledge, person.findings)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_unknown_answer_changes_nothing(knowledge: KnowledgeBase, data: st.DataObject) -> None:
    person = data.draw(people(knowledge, values=("present", "absent"), accounts=("asked",)))
    everything = (*knowledge.findings, *knowledge.factors, *knowledge.attributes)
    unsure = data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=6))
    more = {**dict.fromkeys(unsure, "unknown"), **person.findings}
    first = assess(person.case(knowledge), knowledge).to_dict()
    second = assess(person.case(knowledge, more), knowledge).to_dict()
    for key in SAID:
        assert first[key] == second[key], key


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_present_red_flag_never_lowers_the_level(
    knowledge: KnowledgeBase, data: st.DataObject
) -> None:
    dangers = danger_items(knowledge)
    person = data.draw(people(knowledge, most=10))
    # Many flags at once: that is where signs explain one another away.
    flags = data.draw(st.lists(st.sampled_from(dangers), min_size=1, max_size=9, unique=True))
    findings = {k: v for k, v in person.findings.items() if k not in flags}
    before = level_of(person.case(knowledge, findings), knowledge)
    for flag in flags:
        findings[flag] = "present"
        after = level_of(person.case(knowledge, findings), knowledge)
        assert after >= before, f"{flag}: {before.word} -> {after.word}"
        before = after
        if before is Level.EMERGENCY:
            break


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_rule_that_fires_is_a_floor(knowledge: KnowledgeBase, data: st.DataObject) -> None:
    person = data.draw(people(knowledge))
    item = data.draw(st.sampled_from([*knowledge.findings, *knowledge.factors]))
    findings = {**person.findings, item: "present"}
    case = person.case(knowledge, findings)
    assert level_of(case, knowledge) >= screen_of(case, knowledge).level


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_asked_of_the_rules_in_short_is_what_they_say_at_length(
    knowledge: KnowledgeBase, data: st.DataObject
) -> None:
    case = data.draw(people(knowledge)).case(knowledge)
    tests = {test: Answer("absent", by="test") for test in data.draw(st.sets(_tests(knowledge)))}
    case = replace(case, answers={**case.answers, **tests})
    screen = screen_of(case, knowledge)
    assert level_of_rules(case, knowledge) == screen.level
    assert shows_no_causes(case, knowledge) == screen.no_differential


def _tests(knowledge: KnowledgeBase) -> st.SearchStrategy[str]:
    named = {test for rule in knowledge.rules.values() for test in rule.resolved_by}
    return st.sampled_from(sorted(named))


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_contributions_add_up(knowledge: KnowledgeBase, data: st.DataObject) -> None:
    person = data.draw(people(knowledge))
    result = assess(person.case(knowledge), knowledge).to_dict()
    for entry in result["differential"]:
        answers = sum(one["log_odds"] for one in (*entry["supports"], *entry["opposes"]))
        factors = sum(one["log_odds"] for one in entry["factors"])
        assert entry["prior_log_odds"] + answers == pytest.approx(entry["log_odds"], abs=1e-6)
        assert entry["baseline_log_odds"] + factors == pytest.approx(
            entry["prior_log_odds"], abs=1e-6
        )
        low, high = entry["interval"]
        assert 0 <= low <= entry["probability"] <= high <= 1
        assert entry["probability"] <= entry["present"] + 1e-9


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_probabilities_and_the_list_that_is_shown(
    knowledge: KnowledgeBase, data: st.DataObject
) -> None:
    person = data.draw(people(knowledge))
    found = assess(person.case(knowledge), knowledge)
    limits = knowledge.settings
    if screen_of(found.case, knowledge).no_differential:
        assert found.differential == ()
        return
    total = found.unexplained + sum(entry.probability for entry in found.differential)
    # Causes below one in a hundred are not listed; there are at most 32 of them.
    left = (len(knowledge.causes) - len(found.differential)) * limits.reported_from
    assert 1 - left - 1e-9 <= total <= 1 + 1e-9
    probabilities = [entry.probability for entry in found.differential]
    assert probabilities == sorted(probabilities, reverse=True)
    # The most probable that cover enough, `unlisted` in its place among them, ...
    ranked = [(entry.probability, entry.cause) for entry in found.differential]
    ranked = sorted([*ranked, (found.unexplained, "")], key=lambda one: -one[0])
    needed: set[str] = set()
    covered = 0.0
    for probability, cause in ranked:
        if covered >= limits.listed_coverage or len(needed) == limits.listed_at_most:
            break
        covered += probability
        needed |= {cause} - {""}
    # ... and what danger signs suspect however improbable, and nothing else.
    fired = screen_of(found.case, knowledge).fired
    possible = {entry.cause for entry in found.differential if entry.probability > 0}
    suspects = suspects_of(one.rule for one in fired) & possible
    assert {entry.cause for entry in found.shown} == needed | suspects
    # All of it, from the engine itself.
    from popliteus.assess.evidence import engine_evidence
    from popliteus.engine import posterior

    whole = posterior(knowledge.compiled.model, engine_evidence(found.case, knowledge))
    assert whole.probability.sum() == pytest.approx(1.0, abs=1e-9)
    assert whole.probability[-1] == pytest.approx(found.unexplained)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_level_alone_is_the_level_of_the_assessment(
    knowledge: KnowledgeBase, data: st.DataObject
) -> None:
    person = data.draw(people(knowledge, most=25))
    person = replace(person, setting="primary_care") if data.draw(st.booleans()) else person
    case = person.case(knowledge)
    result = assess(case, knowledge)
    assert level_of(case, knowledge) is result.triage.level
    if result.triage.not_covered and person.age is not None and person.age < 16:
        young = knowledge.services.young.treatments
        named = {one.treatment for one in result.plan.medicines}
        assert named <= {*young}, "an adult's care for a child who is not covered"
    elif person.account == "asked" and person.setting == "primary_care":
        alone = medicines_of(knowledge, person.findings, person.age, person.sex)
        assert tuple(alone.values()) == result.plan.medicines


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_suitable_means_that_every_reason_against_was_asked(
    knowledge: KnowledgeBase, data: st.DataObject
) -> None:
    story = {**screened(knowledge, CRAMP), **dict.fromkeys(knowledge.factors, "absent")}
    names = list(knowledge.factors)
    changed = data.draw(
        st.dictionaries(st.sampled_from(names), st.sampled_from(["present", "unknown"]), max_size=3)
    )
    findings = {**story, **changed}
    values = {"age": 40, "sex": "female", "findings": findings}
    result = assess(case_from_mapping(values, knowledge), knowledge)
    clot = next((e.present for e in result.differential if e.cause == "deep-vein-thrombosis"), 0.0)
    for one in result.plan.medicines:
        record = knowledge.treatments[one.treatment]
        items = [str(c.factor or c.finding) for c in record.cautions if c.factor or c.finding]
        if one.fit == "suitable":
            assert all(findings.get(item) == "absent" for item in items)
            if one.treatment == "oral-nsaid":
                assert clot < 0.01
        assert set(one.not_asked) >= {i for i in items if changed.get(i) == "unknown"}
        if one.fit == "ask_first":
            assert one.not_asked


def interview(knowledge: KnowledgeBase, case: Case, data: st.DataObject) -> Interview:
    """Answer everything that is asked, at random."""
    talk = Interview(knowledge, case)
    ordinary = 0
    while (page := talk.next()) is not None:
        if page.danger:
            assert ordinary == 0, "a danger page after an ordinary one"
        else:
            ordinary += 1
            assert set(danger_items(knowledge)) <= set(talk.case.answers)
        assert ordinary <= knowledge.settings.most_pages
        assert not {box.id for box in page.boxes} & set(talk.case.answers), "asked twice"
        before = talk.case
        values = {
            box.id: data.draw(st.sampled_from([choice for choice, _ in box.choices]))
            for box in page.boxes
        }
        talk.answer_page(page, values)
        done = talk.case
        assert talk.undo()
        assert talk.case == before
        assert talk.next() == page, "after going back the same page comes again"
        talk.answer_page(page, values)
        assert talk.case == done
    return talk


@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_interview_asks_danger_first_ends_and_gives_the_same_result(
    knowledge: KnowledgeBase, data: st.DataObject
) -> None:
    person = data.draw(people(knowledge, most=3))
    talk = interview(knowledge, person.case(knowledge), data)
    assert talk.ordinary_pages <= knowledge.settings.most_pages
    assert talk.result().to_dict() == assess(talk.case, knowledge).to_dict()
    again = assess(talk.case, knowledge, audience="clinician").to_dict()
    assert talk.result(audience="clinician").to_dict() == again


def test_undo_goes_back_to_the_beginning(knowledge: KnowledgeBase) -> None:
    start = Case(age=30, answers={"fever": Answer("absent")})
    talk = Interview(knowledge, start)
    assert not talk.undo()
    states = [talk.case]
    for item, value in (("chest-pain", "absent"), ("chest-pain", "present"), ("onset", "days")):
        talk.answer(item, value)
        states.append(talk.case)
    while len(states) > 1:
        assert talk.case == states.pop()
        assert talk.undo()
    assert talk.case == start
    assert not talk.undo()


def test_three_not_sure_in_a_row_leave_only_pages_that_change_the_level(
    knowledge: KnowledgeBase,
) -> None:
    talk = Interview(knowledge, Case(age=45, sex="female", setting="primary_care"))
    pages = 0
    while (page := talk.next()) is not None and pages < 60:
        talk.answer_page(page, {})
        pages += 1
    assert talk.next() is None
    assert talk.ordinary_pages <= knowledge.settings.most_pages
    assert {answer.value for answer in talk.case.answers.values()} == {"unknown"}


VALUES: dict[str, object] = {
    "age": 52, "sex": "female", "setting": "primary_care", "country": "GB",
    "findings": {"calf-swelling": "present", "calf-tenderness": "present", "fever": "absent",
                 "long-travel": "present", "onset": "days"},
}  # fmt: skip


def test_terminal_library_and_interview_say_the_same(
    knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    library = assess(case_from_mapping(VALUES, knowledge), knowledge).to_dict()
    path = tmp_path / "case.yaml"
    path.write_text(json.dumps(VALUES), encoding="utf-8")  # JSON is YAML
    from_file = command("assess", str(path), "--json")
    assert from_file.code == 0, from_file.err
    findings = VALUES["findings"]
    assert isinstance(findings, dict)
    typed = [part for item, value in findings.items() for part in ("--set", f"{item}={value}")]
    typed_in = command("assess", "--age", "52", "--sex", "female", "--setting", "primary_care",
                       "--country", "GB", *typed, "--json")  # fmt: skip
    assert from_file.out == typed_in.out
    assert json.loads(from_file.out) == library
    values = {**VALUES, "findings": {}}
    talk = Interview(knowledge, case_from_mapping(values, knowledge))
    for item, value in findings.items():
        talk.answer(item, value)
    assert talk.result().to_dict() == library


def test_same_input_gives_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(json.dumps(VALUES), encoding="utf-8")
    outputs = []
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        code = "from popliteus.cli import main; main()"
        ran = subprocess.run(
            [sys.executable, "-c", code, "assess", str(path), "--json"],
            capture_output=True, check=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        outputs.append(ran.stdout)
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])["case"]["age"] == 52

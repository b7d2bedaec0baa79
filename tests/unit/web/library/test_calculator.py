"""Decision rules as forms: the form gives the rule just what was typed in, and keeps nothing."""

from __future__ import annotations

import html
import re
import sqlite3

import pytest

from popliteus import KnowledgeBase
from popliteus.rules import Answers, Rule, compute, item_of, leaves
from popliteus.web import Settings
from popliteus.web.context import Form
from popliteus.web.library.calculator import calculator, said
from tests.unit.web.conftest import Person


def scores(knowledge: KnowledgeBase) -> list[Rule]:
    return [one for one in knowledge.rules.values() if one.scheme]


def typed(rule: Rule, given: dict[str, object], knowledge: KnowledgeBase) -> list[tuple[str, str]]:
    """What somebody would send who means these answers."""
    assert rule.scheme
    made = calculator(rule, rule.scheme, knowledge)
    fields: list[tuple[str, str]] = []
    for one in made.asks:
        if one.kind == "ticks":
            fields += [(one.name, name) for name, _ in one.options if given.get(name) == "present"]
            absent = [name for name, _ in one.options if name != "none"]
            if all(given.get(name) == "absent" for name in absent):
                fields.append((one.name, "none"))
            continue
        value = given.get(one.name)
        if isinstance(value, dict):
            value = value["value"]
        if value is not None:
            plain = one.measure and isinstance(value, str)
            fields.append((f"{one.name}-is" if plain else one.name, str(value)))
    return fields


def test_every_published_rule_has_a_form_that_asks_each_thing_once(
    knowledge: KnowledgeBase,
) -> None:
    assert len(scores(knowledge)) >= 15
    for rule in scores(knowledge):
        assert rule.scheme
        made = calculator(rule, rule.scheme, knowledge)
        asked = [
            name
            for one in made.asks
            for name in (
                [value for value, _ in one.options if value != "none"]
                if one.kind == "ticks"
                else [one.name]
            )
        ]
        wanted = {item_of(leaf) for part in rule.conditions for leaf in leaves(part)}
        assert sorted(asked) == sorted(wanted), rule.id


def test_a_form_gives_the_result_that_the_rule_s_own_cases_ask_for(
    knowledge: KnowledgeBase,
) -> None:
    """Each rule carries cases with the band that must come out; they go through the form."""
    tried = 0
    for rule in scores(knowledge):
        assert rule.scheme
        for case in rule.cases:
            given = dict(case.given)
            filled, answers = said(
                Form(typed(rule, given, knowledge)), calculator(rule, rule.scheme, knowledge)
            )
            assert not filled.errors, (rule.id, filled.errors)
            expected = compute(rule, Answers.from_mapping(given))
            # A form cannot say of one box in a list that it is absent while others are open, and
            # what only an examiner can judge is an examiner's there.
            result = compute(rule, answers)
            if expected.band and result.band:
                assert result.band == expected.band, rule.id
                assert result.score == expected.score
                tried += 1
            elif expected.applies and result.applies:
                assert expected.band in {None, *result.possible}
    assert tried >= 25


def test_a_patient_s_word_is_not_taken_for_an_examiner_s(knowledge: KnowledgeBase) -> None:
    rule = knowledge.rules["wells-dvt"]
    assert rule.scheme
    form = Form([("alternative-as-likely", "present"), ("previous-dvt", "present")])
    made, answers = said(form, calculator(rule, rule.scheme, knowledge))
    hidden = {one.name for one in made.asks if one.clinician}
    assert hidden == {"alternative-as-likely"}
    assert answers.items["alternative-as-likely"].by == "clinician"
    assert answers.items["previous-dvt"].by == "patient"


WHERE = "/library/rules/wells-dvt"
LIKELY = [
    ("age", "54"), ("pregnant", "absent"), ("after-birth", "absent"),
    ("whole-leg-swelling", "present"), ("previous-dvt", "present"),
]  # fmt: skip


def test_a_result_names_band_score_advice_and_what_is_missing(
    person: Person, knowledge: KnowledgeBase
) -> None:
    answer = person.post(WHERE, LIKELY)
    text = html.unescape(answer.text)
    scheme = knowledge.rules["wells-dvt"].scheme
    assert scheme
    band = next(one for one in scheme.bands if one.id == "likely")
    for words in (band.name, band.action.patient, "Score so far: 2", "Sore along the deep veins"):
        assert words in text
    assert re.search(r'value="present" checked', text)  # what was typed is still in the form
    assert "autofocus" in answer.text


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ([], "It is not clear yet whether this rule was made for this person"),
        ([("age", "12")], "This rule was not made for this person"),
        (LIKELY[:4], "Too little is known for a result"),
    ],
)
def test_without_a_result_it_says_why(
    person: Person, fields: list[tuple[str, str]], heading: str
) -> None:
    assert heading in person.post(WHERE, fields).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", "old"), ("age", "-1"), ("age", "1e9"), ("age", "nan"), ("age", "9" * 5000),
        ("calf-difference", "<b>"), ("calf-difference", "400"), ("pregnant", "maybe"),
        ("worst-place", "<script>"), ("signs-3", "nonsense"), ("age", "😀"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_the_field(person: Person, name: str, value: str) -> None:
    answer = person.post(WHERE, [*(one for one in LIKELY if one[0] != name), (name, value)])
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert "There is a problem" in answer.text
    target = re.search(r'href="#([\w-]+)">', answer.text.partition("error-summary")[2])
    assert target
    assert f'id="{target[1]}"' in answer.text
    assert "<script>" not in answer.text
    assert "DVT likely (" not in answer.text.partition("What is counted")[0]


def test_signs_and_none_of_them_cannot_both_be_true(person: Person) -> None:
    name = re.search(r'name="(signs-\d+)"', person.open(WHERE).text)
    assert name
    fields = [(name[1], "calf-tenderness"), (name[1], "none")]
    assert person.post(WHERE, fields).status_code == 422


def test_nothing_is_kept(person: Person, settings: Settings) -> None:
    answer = person.post(WHERE, LIKELY)
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert str(answer.url).endswith(WHERE)
    again = person.open(WHERE).text
    assert not re.search(r'value="(?:present|absent)" checked', again)
    assert "This is what came out" not in again
    with sqlite3.connect(settings.database) as database:
        assert "previous-dvt" not in "".join(database.iterdump())


def test_the_kept_form_is_the_empty_one(person: Person) -> None:
    """What somebody typed first must not be what the next one sees."""
    person.post(WHERE, [("age", "999")])
    person.post(WHERE, LIKELY)
    first = person.open(WHERE).text
    person.post(WHERE, LIKELY)
    assert person.open(WHERE).text == first
    assert 'value="54"' not in first
    assert "There is a problem" not in first


def test_another_site_cannot_work_it_out(person: Person) -> None:
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "origin": "https://elsewhere.example",
    }
    assert person.client.post(WHERE, content="age=54", headers=headers).status_code == 403


def test_danger_signs_have_no_form(person: Person) -> None:
    assert "Work it out" not in person.open("/library/rules/cold-pale-leg").text
    assert person.post("/library/rules/cold-pale-leg", []).status_code in {404, 405}
    assert person.post("/library/rules/nothing", []).status_code in {404, 405}

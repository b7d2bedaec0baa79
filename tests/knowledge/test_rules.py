"""Every shipped rule: its own cases, its wording, its sources, and that it is never undone."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus.rules import (
    Answer,
    Answers,
    Kind,
    Level,
    Rule,
    Status,
    combine,
    compute_all,
    evaluate,
    from_mapping,
)
from popliteus.rules.cases import failures
from popliteus.rules.conditions import (
    UNSURE,
    Age,
    Attribute,
    Factor,
    Finding,
    leaves,
    uses_not,
)

FOLDER = Path(__file__).resolve().parents[2] / "knowledge" / "rules"
RECORDS: dict[str, dict[str, object]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.yaml"))
}
SHIPPED = tuple(from_mapping(record) for record in RECORDS.values())
RED_OR_FLOOR = tuple(rule for rule in SHIPPED if rule.kind is not Kind.SCORE)
REFERENCES = FOLDER.parent / "references"
RULES = pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule.id)
FLAGS = pytest.mark.parametrize("rule", RED_OR_FLOOR, ids=lambda rule: rule.id)
LEAVES = tuple(
    leaf for rule in RED_OR_FLOOR for condition in rule.conditions for leaf in leaves(condition)
)
MEASURED = {leaf.id for leaf in LEAVES if isinstance(leaf, Finding) and leaf.bounds is not None}
TESTS = {test for rule in RED_OR_FLOOR for test in rule.resolved_by}


def test_there_are_enough_rules() -> None:
    kinds = [rule.kind for rule in SHIPPED]
    assert kinds.count(Kind.RED_FLAG) >= 20
    assert kinds.count(Kind.FLOOR) >= 7
    assert {rule.id for rule in SHIPPED if rule.kind is Kind.SCORE} == {
        "acr-knee-osteoarthritis",
        "alt-70",
        "compartment-signs",
        "eular-knee-osteoarthritis",
        "hot-joint-pathway",
        "janssens-gout",
        "kocher",
        "lowery-meniscus",
        "nice-ng12-sarcoma-adult",
        "nice-ng12-sarcoma-young",
        "nice-ng219",
        "nice-ng226",
        "ottawa-knee",
        "oudega",
        "patellofemoral-cluster",
        "pittsburgh-knee",
        "wagemakers-acl",
        "wells-dvt",
        "wells-pe",
    }


def test_each_file_is_named_after_its_rule() -> None:
    assert list(RECORDS) == [rule.id for rule in SHIPPED]


@RULES
def test_own_cases(rule: Rule) -> None:
    assert failures(rule) == ()


@FLAGS
def test_never_fires_on_an_absence(rule: Rule) -> None:
    assert rule.fires_when is not None
    assert not uses_not(rule.fires_when)


@FLAGS
def test_silence_fires_nothing(rule: Rule) -> None:
    assert evaluate([rule], Answers()).outcomes[0].status is Status.UNDECIDED


@RULES
def test_words_carry_no_bare_figures(rule: Rule) -> None:
    words = [rule.name, rule.lay_name, rule.why, rule.judgement or "", rule.cost, *rule.phone]
    if rule.says is not None:
        words += [rule.says.patient, rule.says.clinician]
    if rule.scheme is not None:
        words += [word for item in rule.scheme.items for word in (item.name, item.lay_name)]
        words += [
            word for b in rule.scheme.bands for word in (b.action.patient, b.action.clinician)
        ]
    assert [word for word in words if re.search(r"\d", word)] == []


@FLAGS
def test_tells_a_person_how_fast(rule: Rule) -> None:
    assert rule.says is not None
    at_once = " ".join(re.split(r"(?<=[.])\s+", rule.says.patient)[:2])
    wanted = {
        Level.EMERGENCY: r"\bnow\b",
        Level.URGENT_SAME_DAY: r"\btoday\b",
        Level.SOON_DAYS: r"\bwithin a few days\b",
        Level.ROUTINE_WEEKS: r"\bwithin the next weeks\b",
    }[rule.level]
    assert re.search(wanted, at_once)
    assert len(rule.phone) == (2 if rule.level >= Level.URGENT_SAME_DAY else 0)


@FLAGS
def test_patient_sentences_are_short(rule: Rule) -> None:
    assert rule.says is not None
    spoken = (rule.says.patient, rule.why, *rule.phone)
    sentences = chain.from_iterable(re.split(r"(?<=[.!?;:])\s+", text) for text in spoken)
    assert [one for one in sentences if len(one.split()) > 24] == []


@RULES
def test_sources_exist_and_quote_little(rule: Rule) -> None:
    for source in rule.sources:
        assert (REFERENCES / f"{source.ref}.yaml").is_file(), source.ref
        assert source.seen is not None
        assert source.printed is not None
        assert len(source.printed.split()) <= 15


@RULES
def test_what_is_ours_is_called_ours(rule: Rule) -> None:
    # No guideline writes our five levels, so every rule owes a word on what is judged.
    assert rule.judgement


def test_measured_findings_always_carry_their_bound() -> None:
    plain = [leaf.id for leaf in LEAVES if isinstance(leaf, Finding) and leaf.bounds is None]
    assert MEASURED & set(plain) == set()


def test_one_id_has_one_role() -> None:
    kinds: dict[str, set[type]] = {}
    for rule in SHIPPED:
        for leaf in chain.from_iterable(leaves(condition) for condition in rule.conditions):
            if isinstance(leaf, Finding | Factor | Attribute):
                kinds.setdefault(leaf.id, set()).add(type(leaf))
    assert {name for name, roles in kinds.items() if len(roles) > 1} == set()


def _answers() -> st.SearchStrategy[Answers]:
    """Draw people about whom anything, or nothing, may have been said."""
    options: dict[str, set[str]] = {}
    plain = set()
    for leaf in LEAVES:
        if isinstance(leaf, Attribute):
            options.setdefault(leaf.id, {"something-else"}).update(leaf.options)
        elif isinstance(leaf, Finding | Factor):
            plain.add(leaf.id)
    by = st.sampled_from(("patient", "clinician", "test"))
    values: dict[str, st.SearchStrategy[Answer]] = {
        name: st.builds(Answer, state=st.sampled_from((True, True, False, None)), by=by)
        for name in sorted(plain)
    }
    for name in sorted(MEASURED):
        numbers = st.sampled_from((0.0, 0.5, 2.9, 3.0, 37.9, 38.0, 89.0, 90.0, 60_000.0))
        values[name] = st.builds(Answer, number=numbers, by=by)
    for name, found in sorted(options.items()):
        values[name] = st.builds(Answer, option=st.sampled_from(sorted(found)))
    return st.builds(
        Answers,
        items=st.fixed_dictionaries({}, optional=values),
        age=st.none() | st.sampled_from((1.0, 2.0, 5.0, 15.0, 16.0, 17.0, 24.0, 25.0, 54.0, 55.0)),
        sex=st.sampled_from((None, "female", "male")),
    )


def _plus(said: Answers, more: Answers) -> Answers:
    """Add answers without correcting one: what was known stays, what was open may be filled."""
    kept = {name: answer for name, answer in said.items.items() if not answer.unsure}
    # A definitive test that a clinician enters may withdraw a rule; that has its own test.
    added = {
        name: replace(answer, by="patient") if name in TESTS else answer
        for name, answer in more.items.items()
    }
    return Answers(
        items={**added, **kept},
        age=more.age if said.age is None else said.age,
        sex=more.sex if said.sex is None else said.sex,
    )


@settings(deadline=None, max_examples=400)
@given(_answers(), _answers())
def test_more_answers_never_silence_a_rule_nor_lower_the_level(
    said: Answers, more: Answers
) -> None:
    before, after = evaluate(SHIPPED, said), evaluate(SHIPPED, _plus(said, more))
    assert {one.rule.id for one in before.fired} <= {one.rule.id for one in after.fired}
    assert after.level >= before.level
    for model in Level:
        assert combine(after, model).level >= combine(before, model).level


@settings(deadline=None, max_examples=200)
@given(_answers(), st.data())
def test_one_more_yes_never_lowers_the_level(said: Answers, data: st.DataObject) -> None:
    """Even where the answer was no before: a danger sign never speaks for calm."""
    plain = sorted({leaf.id for leaf in LEAVES if isinstance(leaf, Finding)} - MEASURED - TESTS)
    name = data.draw(st.sampled_from(plain))
    items = {**said.items, name: Answer(state=True, by="clinician")}
    assert evaluate(SHIPPED, replace(said, items=items)).level >= evaluate(SHIPPED, said).level


@settings(deadline=None, max_examples=100)
@given(_answers(), st.data())
def test_order_of_answers_and_rules_does_not_matter(said: Answers, data: st.DataObject) -> None:
    again = replace(said, items=dict(data.draw(st.permutations(list(said.items.items())))))
    assert evaluate(tuple(reversed(SHIPPED)), again) == evaluate(SHIPPED, said)
    assert compute_all(reversed(SHIPPED), again) == compute_all(SHIPPED, said)


def _names_unsure(rule: Rule) -> bool:
    assert rule.fires_when is not None
    found = leaves(rule.fires_when)
    return any(isinstance(leaf, Attribute) and UNSURE in leaf.options for leaf in found)


@settings(deadline=None, max_examples=100)
@given(_answers())
def test_not_sure_changes_nothing_unless_a_rule_says_so(said: Answers) -> None:
    names = {leaf.id for leaf in LEAVES if isinstance(leaf, Finding | Factor | Attribute)}
    unsure = {name: Answer() for name in names - set(said.items)}
    asked = replace(said, items={**said.items, **unsure})
    rules = [rule for rule in SHIPPED if rule.fires_when is None or not _names_unsure(rule)]
    assert len(rules) >= 80
    before, after = evaluate(rules, said), evaluate(rules, asked)
    assert [(o.rule.id, o.status) for o in after.outcomes] == [
        (o.rule.id, o.status) for o in before.outcomes
    ]
    assert set(after.ask_above(Level.SELF_CARE)) <= {"age", "sex"}


@pytest.mark.parametrize(
    ("said", "least"),
    [
        ({"age": 1}, Level.URGENT_SAME_DAY),
        ({"age": 8}, Level.SOON_DAYS),
        *(
            ({"age": 8, sign: "present"}, Level.URGENT_SAME_DAY)
            for sign in (
                "limp", "fever", "night-pain", "bone-point-tenderness", "bone-swelling",
                "hip-movement-pain",
            )
        ),
        *(
            ({state: "present", sign: "present"}, Level.URGENT_SAME_DAY)
            for state in ("pregnant", "after-birth")
            for sign in ("calf-swelling", "pain-also-calf", "calf-tenderness")
        ),
        ({"pregnant": "present", "worst-place": "calf"}, Level.URGENT_SAME_DAY),
        ({"immunosuppression": "present", "hot-knee": "present"}, Level.URGENT_SAME_DAY),
        ({"immunosuppression": "present", "knee-swelling": "present"}, Level.URGENT_SAME_DAY),
        (
            {"anticoagulant": "present", "mechanism": "blow-or-fall", "duration": "1-7-days"},
            Level.URGENT_SAME_DAY,
        ),
        (
            {"anticoagulant": "present", "knee-swelling": "present", "onset": "seconds"},
            Level.URGENT_SAME_DAY,
        ),
    ],
)  # fmt: skip
def test_scope_floors(said: dict[str, object], least: Level) -> None:
    screen = evaluate(SHIPPED, Answers.from_mapping(said))
    assert screen.level >= least
    assert screen.not_covered
    assert combine(screen, Level.SELF_CARE).level >= least


def test_no_list_of_causes_below_two_alone() -> None:
    replaced = {"knee-replacement": "present", "recent-knee-procedure": "present"}
    assert evaluate(SHIPPED, Answers(age=1.9)).no_differential
    assert not evaluate(SHIPPED, Answers(age=2)).no_differential
    fresh = evaluate(SHIPPED, Answers.from_mapping(replaced))
    assert fresh.not_covered
    assert not fresh.no_differential


@pytest.mark.parametrize(
    "name",
    [
        "pregnancy-calf",
        "knee-replacement-recent",
        "immunosuppression-hot-knee",
        "anticoagulant-bleed",
    ],
)
def test_floors_say_not_covered(name: str) -> None:
    assert not next(rule for rule in SHIPPED if rule.id == name).covered


def test_a_worn_knee_at_rest_raises_nothing() -> None:
    """An ordinary osteoarthritis story with the danger screen answered no stays calm."""
    asked = {leaf.id: "absent" for leaf in LEAVES if isinstance(leaf, Finding | Factor)}
    story = {
        **asked, "age": 63, "sex": "female", "knee-swelling": "present", "limp": "present",
        "onset": "weeks", "duration": "longer", "mechanism": "none", "worst-place": "inner-knee",
        "swelling-timing": "comes-and-goes", "side": "one",
    }  # fmt: skip
    screen = evaluate(SHIPPED, Answers.from_mapping(story))
    assert screen.level is Level.ROUTINE_WEEKS  # it has lasted: a planned visit, no danger
    assert not screen.of(Status.UNDECIDED)


def test_ages_stand_where_they_are_meant_to() -> None:
    bounds = {
        rule.id: [leaf.bounds for condition in rule.conditions for leaf in leaves(condition)
                  if isinstance(leaf, Age)]
        for rule in SHIPPED
    }  # fmt: skip
    assert [one.below for one in bounds["under-2"]] == [2]
    assert [one.below for one in bounds["under-10"]] == [10]
    assert [one.below for one in bounds["under-16"]] == [16]
    assert [one.below for one in bounds["under-16-with-warning"]] == [16]
    assert [one.below for one in bounds["under-16-with-sign"]] == [16]

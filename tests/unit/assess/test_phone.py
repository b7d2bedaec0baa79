"""What somebody says on the phone holds what was said, and nothing that was not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import popliteus
from popliteus import Case, KnowledgeBase
from popliteus.assess.answers import Answer
from popliteus.assess.phone import CAUSES, as_said, signs_line
from popliteus.assess.result import TriageReason
from popliteus.assess.told import Passage, Told
from popliteus.rules import Answers, Level, Outcome, Rule, evaluate

TOLD = "A website about leg and knee pain says that "


def reasons(
    base: KnowledgeBase, findings: dict[str, str], age: float = 40
) -> tuple[TriageReason, ...]:
    case = popliteus.case_from_mapping({"age": age, "findings": findings}, base)
    return popliteus.assess(case, base).triage.reasons


def spoken(base: KnowledgeBase, findings: dict[str, str], age: float = 40) -> tuple[str, ...]:
    return next(one.phone for one in reasons(base, findings, age) if one.phone)


def test_a_sign_that_was_denied_is_not_said(knowledge: KnowledgeBase) -> None:
    told = {"limp": "present", "fever": "absent", "night-pain": "absent"}
    first, *rest = spoken(knowledge, told, age=5)
    assert first == "The child has this: limp. Age: 5."
    assert not any("fever" in line or "night" in line for line in rest)


def test_of_four_signs_of_one_rule_only_the_one_told_is_said(knowledge: KnowledgeBase) -> None:
    first, *rest = spoken(knowledge, {"fainting": "present"})
    assert first == "I have this: fainting or almost fainting."
    assert not any("chest" in line or "breath" in line for line in rest)


def test_reasons_for_a_clot_are_those_that_were_told(knowledge: KnowledgeBase) -> None:
    told = {"calf-swelling": "present", "oestrogen": "present", "long-travel": "present"}
    lines = " ".join(spoken(knowledge, told))
    assert "the pill or hormones with oestrogen; long journey" in lines
    assert "operation" not in lines
    assert "cancer" not in lines


def fired(base: KnowledgeBase) -> Iterator[tuple[Rule, Mapping[str, object], Outcome]]:
    """Go through every case of every rule with lines for the phone that makes it fire."""
    for rule in base.rules.values():
        for given in (one.given for one in rule.cases if one.expect == "fires" and rule.phone):
            yield rule, given, evaluate([rule], Answers.from_mapping(given)).outcomes[0]


def test_every_rule_is_told_with_the_answers_that_fired_it(knowledge: KnowledgeBase) -> None:
    names = {item: one.lay_name for item, one in knowledge.findings.items()}
    names |= {item: one.lay_name for item, one in knowledge.factors.items()}
    told = 0
    for rule, given, outcome in fired(knowledge):
        age = given.get("age")
        answers = {i: Answer(str(v)) for i, v in given.items() if i in knowledge.attributes}
        case = Case(age=age if isinstance(age, int) else None, answers=answers)
        line = signs_line(case, knowledge, outcome.because)
        said = [names[item] for item in outcome.because if item in names]
        there = re.sub(r"\b(them|me)\b", "you", re.sub(r"\b(their|my)\b", "your", line))
        assert all(name[1:] in there for name in said), (rule.id, line)
        for item in set(rule.items) & names.keys() - set(outcome.because):
            inside = any(names[item] in name for name in said)
            assert inside or names[item] not in line, (rule.id, item, line)
        assert ": ;" not in line
        assert "{" not in line
        told += 1
    assert told > 100


def test_nobody_but_a_website_has_told_them(knowledge: KnowledgeBase) -> None:
    for rule in knowledge.rules.values():
        for line in rule.phone:
            assert "told" not in line, rule.id
            assert not line.startswith(("I ", "My ")), (rule.id, "who calls may be another")
        assert not rule.phone or any(line.startswith(TOLD) for line in rule.phone), rule.id


def test_where_no_rule_fired_there_are_three_lines_too(knowledge: KnowledgeBase) -> None:
    told = {"worst-place": "calf", "duration": "1-7-days"}
    (reason,) = reasons(knowledge, told)
    assert reason.kind == "harm"
    assert reason.level == Level.URGENT_SAME_DAY.word
    first, second, third = reason.phone
    assert first == "I have this: pain in the calf; pain for one day to one week."
    assert second.startswith(TOLD)
    names = [one.lay_name.lower() for one in knowledge.causes.values()]
    assert 1 <= sum(name in second.lower() for name in names) <= CAUSES
    assert third.startswith("Please ")


def test_who_calls_for_another_says_so(knowledge: KnowledgeBase) -> None:
    case = popliteus.case_from_mapping(
        {"age": 40, "findings": {"chest-pain": "present"}}, knowledge
    )
    one = popliteus.assess(case, knowledge).triage.reasons[0]
    assert as_said(one, case, knowledge, other=True)[0] == "The person has this: new chest pain."
    assert as_said(one, case, knowledge, other=False) == one.phone
    assert as_said(one, case, knowledge, other=True)[1:] == one.phone[1:]


def test_what_a_story_says_both_ways_is_not_said_for_certain(knowledge: KnowledgeBase) -> None:
    words = (Passage((0, 10), "chest pain"), Passage((12, 25), "no chest pain"))
    case = Case(told=Told(read=True, conflicts={"chest-pain": words}))
    one = popliteus.assess(case, knowledge).triage.reasons[0]
    assert one.phone[0] == "I have this: perhaps new chest pain."


def test_a_sign_is_told_of_whom_it_is_about(knowledge: KnowledgeBase) -> None:
    case = Case(age=20)
    items = ["night-pain", "toe-stretch-pain"]
    mine, theirs = (signs_line(case, knowledge, items, other=other) for other in (False, True))
    assert mine.startswith("I have this: deep pain that wakes me at night; bad pain when somebody")
    assert mine.endswith(" moves my toes.")
    assert theirs.endswith("wakes them at night; bad pain when somebody moves their toes.")


def test_only_lines_of_the_level_are_said(knowledge: KnowledgeBase) -> None:
    found = reasons(knowledge, {"fainting": "present"})
    harm = [one for one in found if one.kind == "harm"]
    assert harm
    assert all(one.level == Level.URGENT_SAME_DAY.word and not one.phone for one in harm)

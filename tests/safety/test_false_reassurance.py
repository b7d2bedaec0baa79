"""HAZ-008: somebody stays at home because a danger was never asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus import KnowledgeBase, case_from_mapping
from popliteus.rules import Level
from tests.safety.people import (
    HARMLESS,
    OVERUSE,
    Findings,
    all_absent,
    calm,
    command,
    danger_items,
    judge,
    judged,
    level,
    one_line,
    screened,
    visible,
)
from tests.safety.someone import people

TOLD: tuple[Findings, ...] = (
    {"calf-tenderness": "present"},
    {"knee-swelling": "present", "onset": "days"},
    {"cold-foot": "absent", "fever": "absent"},
    OVERUSE,
)


@pytest.mark.parametrize("told", TOLD, ids=range(len(TOLD)))
@pytest.mark.parametrize("account", ["story", "asked"])
def test_story_without_the_danger_screen_is_provisional(
    knowledge: KnowledgeBase, account: str, told: Findings
) -> None:
    triage = judge(knowledge, told, 40, account=account).to_dict()["triage"]
    assert triage["level"] != "emergency"
    assert triage["provisional"] is True
    asked = {one["finding"]: one["ask"] for one in triage["ask_before_relying"]}
    assert list(asked) == [item for item in danger_items(knowledge) if item not in told]
    assert asked == {item: knowledge.findings[item].ask for item in asked}
    values = {"age": 40, "account": account, "findings": screened(knowledge, told)}
    settled, _ = judged(case_from_mapping(values, knowledge), knowledge)
    assert not settled.provisional
    assert settled.ask == ()


def silent_or_unsure(knowledge: KnowledgeBase, findings: Findings, account: str) -> dict[str, Any]:
    return judge(knowledge, findings, 40, "female", account=account).to_dict()


GATES: dict[str, Findings] = {
    "ottawa-knee": {"mechanism": "twist", "duration": "1-7-days", "worst-place": "inner-knee"},
    "wells-dvt": {"calf-swelling": "present", "pregnant": "absent", "after-birth": "absent"},
    "nice-ng226": {"worst-place": "inner-knee", "hot-knee": "absent", "fever": "absent",
                   "mechanism": "none"},
}  # fmt: skip


def score_items(knowledge: KnowledgeBase, rule: str) -> set[str]:
    scheme = knowledge.rules[rule].scheme
    assert scheme is not None
    from popliteus.rules.conditions import item_of, leaves

    read = {item_of(leaf) for item in scheme.items for leaf in leaves(item.is_met)}
    return read - {"age", "sex"}


@pytest.mark.parametrize("rule", GATES)
def test_silence_is_never_no(knowledge: KnowledgeBase, rule: str) -> None:
    told = GATES[rule]
    result = silent_or_unsure(knowledge, told, "story")
    absent = {one["finding"] for one in result["red_flags"]["absent"]}
    assert absent == {item for item in danger_items(knowledge) if told.get(item) == "absent"}
    score = next(one for one in result["decision_rules"] if one["rule"] == rule)
    assert score["applies"]
    open_items = {one["finding"] for one in score["missing"]} | {
        one["finding"] for one in score["left_out"]
    }
    named = {one["finding"]: one["value"] for one in score["items"]}
    silent = score_items(knowledge, rule) - set(told)
    assert silent, "the premise: something of the score was not said"
    assert silent - open_items - {"alternative-as-likely"} == set()
    assert "absent" not in [v for item, v in named.items() if item in silent]
    medicines = result["plan"]["medicines"]
    for told_home in (OVERUSE, {"worst-place": "behind-knee", "known-gout": "present"}):
        medicines += silent_or_unsure(knowledge, told_home, "story")["plan"]["medicines"]
    assert medicines, "the premise: a medicine is named"
    assert "suitable" not in [one["fit"] for one in medicines]


@pytest.mark.parametrize("rule", GATES)
def test_not_sure_is_never_no(knowledge: KnowledgeBase, rule: str) -> None:
    told = GATES[rule]
    open_items = [*danger_items(knowledge), *score_items(knowledge, rule), *knowledge.factors]
    unsure = {item: "unknown" for item in open_items if item not in told}
    result = silent_or_unsure(knowledge, {**told, **unsure}, "asked")
    plain = silent_or_unsure(knowledge, told, "asked")
    absent = {one["finding"] for one in result["red_flags"]["absent"]}
    assert absent == {item for item in danger_items(knowledge) if told.get(item) == "absent"}
    score = next(one for one in result["decision_rules"] if one["rule"] == rule)
    assert score == next(one for one in plain["decision_rules"] if one["rule"] == rule)
    assert {one["finding"] for one in score["missing"]}
    assert "suitable" not in [one["fit"] for one in result["plan"]["medicines"]]
    for key in ("triage", "differential", "unexplained", "surprise", "red_flags", "plan"):
        assert result[key] == plain[key], key


@pytest.mark.parametrize("account", ["story", "asked", "not sure"])
def test_provisional_home_care_shows_its_danger_questions(
    knowledge: KnowledgeBase, tmp_path: Path, account: str
) -> None:
    told: dict[str, object] = {
        **{k: v for k, v in all_absent(knowledge).items() if k not in danger_items(knowledge)},
        **OVERUSE,
    }
    if account == "story":
        told = dict(OVERUSE)
    if account == "not sure":
        told |= dict.fromkeys(danger_items(knowledge), "unknown")
    kind = "story" if account == "story" else "asked"
    result = judge(knowledge, told, 35, "male", account=kind)
    assert result.triage.level is Level.SELF_CARE, "the premise: home care"
    assert result.triage.provisional
    shown = result.to_dict()["triage"]["ask_before_relying"]
    assert {one["finding"] for one in shown} == set(danger_items(knowledge))
    names = [knowledge.findings[one["finding"]].lay_name for one in shown]
    case = tmp_path / "case.yaml"
    rows = "".join(f"  {item}: {value}\n" for item, value in told.items())
    case.write_text(
        f"age: 35\nsex: male\nsetting: primary_care\naccount: {kind}\nfindings:\n{rows}",
        encoding="utf-8",
    )
    printed = command("assess", str(case))
    assert printed.code == 0, printed.err
    web = tmp_path / "result.html"
    assert command("assess", str(case), "-o", str(web)).code == 0
    for words in (one_line(printed.out), visible(web.read_text(encoding="utf-8"))):
        # Next to the level: before anything is said about causes.
        first_cause = words.index(result.differential[0].lay_name)
        top = words[:first_cause]
        asks = [knowledge.findings[one["finding"]].ask.strip() for one in shown]
        lost = [name for name, ask in zip(names, asks, strict=True)
                if name not in top and one_line(ask) not in top]  # fmt: skip
        assert lost == []


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_present_red_flag_never_lowers_the_level(
    knowledge: KnowledgeBase, data: st.DataObject
) -> None:
    person = data.draw(people(knowledge))
    flag = data.draw(st.sampled_from(danger_items(knowledge)))
    findings = {item: value for item, value in person.findings.items() if item != flag}
    before = level(knowledge, findings, person.age, person.sex, person.setting)
    after = level(knowledge, {**findings, flag: "present"}, person.age, person.sex, person.setting)
    assert after >= before, f"{flag}: {before.word} -> {after.word}"


@pytest.mark.parametrize("name", [name for name, *_ in HARMLESS])
def test_home_care_needs_every_danger_sign_to_be_away(knowledge: KnowledgeBase, name: str) -> None:
    _, age, sex, story = next(one for one in HARMLESS if one[0] == name)
    background = calm(knowledge, story)
    home = [
        item
        for item in danger_items(knowledge)
        if level(knowledge, {**background, item: "present"}, age, sex) is Level.SELF_CARE
    ]
    assert home == []

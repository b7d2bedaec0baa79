"""HAZ-013: somebody who should call an ambulance answers questions instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from popliteus import Interview, KnowledgeBase
from popliteus.rules import Level
from tests.safety.people import command, danger_items, one_line, visible
from tests.safety.someone import people

CAUSES = {"calf-swelling": "present", "calf-tenderness": "present", "long-travel": "present"}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_danger_pages_come_first(knowledge: KnowledgeBase, data: st.DataObject) -> None:
    person = data.draw(people(knowledge))
    talk = Interview(knowledge, person.case(knowledge))
    pages = [page for page in knowledge.questionnaire.pages if page.danger]
    for record in pages:
        wanted = [item for item in record.items if item not in talk.case.answers]
        if not wanted:
            continue
        page = talk.next()
        assert page is not None
        assert (page.id, page.danger) == (record.id, True)
        assert [box.id for box in page.boxes] == wanted
        value = data.draw(st.sampled_from(["present", "absent", "unknown"]))
        talk.answer_page(page, dict.fromkeys(wanted, value))
    assert set(danger_items(knowledge)) <= set(talk.case.answers)


EMERGENCIES = ("sudden-breathlessness", "chest-pain", "fainting", "coughing-blood", "deformity")


@pytest.mark.parametrize("sign", EMERGENCIES)
def test_interview_stops_at_once_for_an_emergency(
    knowledge: KnowledgeBase, tmp_path: Path, sign: str
) -> None:
    assert Interview(knowledge).alarm is None
    talk = Interview(knowledge)
    talk.answer(sign, "present")
    assert talk.alarm is Level.EMERGENCY
    talk.answer("fever", "absent")  # going on is possible, and the alarm stays
    assert talk.alarm is Level.EMERGENCY
    # In the terminal: the very next thing after the answer is what to do.
    order = danger_items(knowledge)
    typed = "\n52\nf\n" + "n\n" * order.index(sign) + "y\n" + "n\n" * 3 + "q\n"
    ran = command("ask", "--save", str(tmp_path / "a.yaml"), typed=typed)
    assert ran.code == 0, ran.err
    words = one_line(ran.out)
    action = one_line(talk.result().triage.action)
    asked = words.index(one_line(knowledge.findings[sign].ask))
    assert action in words[asked:]
    between = words[asked : words.index(action, asked)]
    following = order[order.index(sign) + 1 :]
    early = [i for i in following if one_line(knowledge.findings[i].ask) in between]
    assert early == [], "asked before the emergency was shown"
    first = order[0]
    if sign != first:  # the premise: without the sign nothing of the kind is shown at this place
        before = words[words.index(one_line(knowledge.findings[first].ask)) : asked]
        assert action not in before


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_urgency_is_printed_before_any_cause(
    knowledge: KnowledgeBase, tmp_path: Path, audience: str
) -> None:
    answers = [part for item, value in CAUSES.items() for part in ("--set", f"{item}={value}")]
    arguments = ["assess", "--age", "45", *answers, "--audience", audience]
    web = tmp_path / "result.html"
    told = command(*arguments, "--json")
    assert told.code == 0, told.err
    result = json.loads(told.out)
    keys = list(result)
    assert keys.index("triage") < keys.index("differential")
    assert next(iter(result["triage"])) == "level"
    printed = one_line(command(*arguments).out)
    html = command(*arguments, "-o", str(web))
    assert html.code == 0, html.err
    level = next(one for one in knowledge.services.levels if one.id == result["triage"]["level"])
    action = one_line(result["triage"]["action"])
    shown = [one for one in result["differential"] if one["shown"]]
    assert len(shown) >= 2
    for words in (printed, visible(web.read_text(encoding="utf-8"))):
        assert level.name.lower() in words.lower()
        start = words.index(action)
        for heading in ("what it may be", "differential"):
            if heading in words.lower():
                assert start < words.lower().index(heading)
        for entry in shown:
            name = entry["lay_name"] if audience == "patient" else entry["name"]
            assert start < words.rindex(name)
        assert any(f"{chance}" in words[start:] for chance in (shown[0]["in_words"], "%"))
        assert shown[0]["in_words"] not in words[:start]
        assert "%" not in words[:start]

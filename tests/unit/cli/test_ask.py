"""The interview at a real terminal: nothing is lost, alarms come at once."""

from __future__ import annotations

import signal
import stat
from pathlib import Path

import pexpect
import pytest
import yaml

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.evidence import danger_items
from popliteus.assess.values import findings_of
from popliteus.cli.files import one_case, write_case
from tests.unit.cli.calls import Call
from tests.unit.cli.terminal import KEPT, PROMPT, Start, begin, ends, kept, say, skip_words


def test_back_not_sure_why_and_quit(start: Start, tmp_path: Path, knowledge: KnowledgeBase) -> None:
    first, second, third = danger_items(knowledge)[:3]
    child = start()
    begin(child)
    assert knowledge.findings[first].why.split()[0] in say(child, "w")
    assert "Found 'perhaps', expected y or n" in say(child, "perhaps")
    say(child, "n", "y")
    assert kept(tmp_path)["findings"] == {first: "absent", second: "present"}
    again = " ".join(say(child, "b").split())
    assert knowledge.findings[second].ask in again
    assert kept(tmp_path)["findings"] == {first: "absent"}
    assert "no longer applies" in say(child, "?")
    assert kept(tmp_path)["findings"] == {first: "absent", second: "unknown"}
    child.sendline("q")
    end = ends(child)
    assert f"Go on with: popliteus ask {KEPT}" in end
    assert "BEFORE" in end.upper()
    assert kept(tmp_path) == {
        "setting": "primary_care",
        "account": "asked",
        "knowledge": knowledge.digest,
        "age": 45,
        "sex": "female",
        "findings": {first: "absent", second: "unknown"},
    }
    assert third not in str(kept(tmp_path))


def test_resume_asks_what_is_open_and_nothing_else(
    start: Start, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    first, second = danger_items(knowledge)[:2]
    child = start()
    begin(child)
    say(child, "n")
    child.sendline("q")
    ends(child)
    child = start(KEPT)
    child.expect(PROMPT)
    shown = " ".join(str(child.before).split())
    assert "How old" not in shown
    assert knowledge.findings[first].ask not in shown
    assert knowledge.findings[second].ask in shown
    child.sendline("q")
    ends(child)
    assert kept(tmp_path)["findings"] == {first: "absent"}


def test_an_alarm_comes_with_the_answer_that_raises_it(
    start: Start, knowledge: KnowledgeBase
) -> None:
    items = danger_items(knowledge)
    child = start()
    begin(child)
    calm = say(child, *("n" for _ in range(items.index("chest-pain"))))
    assert "emergency number" not in calm
    alarm = " ".join(say(child, "y").split())
    assert "Call your local emergency number" in alarm
    assert "You can stop here with q" in alarm
    child.sendline("q")
    assert "EMERGENCY" in ends(child).upper()


def test_a_danger_sign_that_settles_nothing_alone_comes_with_what_would(
    start: Start, knowledge: KnowledgeBase
) -> None:
    page = next(one for one in knowledge.questionnaire.pages if "cold-foot" in one.items)
    before = danger_items(knowledge).index(page.items[0])
    child = start()
    begin(child)
    say(child, *("n" for _ in range(before)))
    answers = ("y" if item == "cold-foot" else "n" for item in page.items)
    shown = " ".join(say(child, *answers).split())
    assert "I have this: foot or leg newly cold. That alone" in shown
    assert "Call for help now if one of these fits:" in shown
    assert "- A foot that suddenly turned cold" in shown
    assert "within the last weeks" in shown.partition("Be seen today if one of these")[2]
    child.sendline("q")
    ends(child)


def test_not_being_sure_of_pain_in_the_chest_is_not_passed_over(
    start: Start, knowledge: KnowledgeBase
) -> None:
    page = next(one for one in knowledge.questionnaire.pages if "chest-pain" in one.items)
    before = danger_items(knowledge).index(page.items[0])
    child = start()
    begin(child)
    say(child, *("n" for _ in range(before)))
    answers = ("?" if item == "chest-pain" else "n" for item in page.items)
    shown = " ".join(say(child, *answers).split())
    assert "Not sure: new chest pain." in shown
    assert "I have:" not in shown
    assert "Call for help now if one of these fits" in shown
    child.sendline("q")
    ends(child)


@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d", "hang-up", "kill"])
def test_answers_are_complete_and_private_however_it_ends(
    start: Start, tmp_path: Path, knowledge: KnowledgeBase, how: str
) -> None:
    items = danger_items(knowledge)[:3]
    child = start()
    begin(child)
    say(child, "n", "?", "n")
    if how == "ctrl-c":
        child.sendcontrol("c")
        assert "Go on with" in ends(child)
    elif how == "ctrl-d":
        child.sendcontrol("d")
        assert "Go on with" in ends(child)
    else:
        child.kill(signal.SIGHUP if how == "hang-up" else signal.SIGKILL)
        child.expect(pexpect.EOF)
    path = tmp_path / KEPT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept(tmp_path)["findings"] == dict(
        zip(items, ("absent", "unknown", "absent"), strict=True)
    )
    assert [p.name for p in tmp_path.iterdir()] == [KEPT], "no half-written file is left"


def test_quitting_before_the_first_page_keeps_the_age(start: Start, tmp_path: Path) -> None:
    child = start()
    skip_words(child)
    child.expect("How old")
    child.sendline("200")
    child.expect("expected years from 0 to 120")
    child.expect("How old")
    child.sendline("forty")
    child.expect("expected a number of years")
    child.expect("How old")
    child.sendline("40")
    child.expect("Female or male")
    child.sendcontrol("c")
    ends(child)
    assert kept(tmp_path)["age"] == 40
    child = start(KEPT)
    child.expect("Female or male")
    child.sendline("x")
    child.expect("expected f, m or Enter")
    child.expect("Female or male")
    child.sendline("")
    child.expect(PROMPT)
    child.sendline("q")
    ends(child)
    assert kept(tmp_path)["sex"] is None


def test_two_interviews_are_never_mixed(start: Start, tmp_path: Path) -> None:
    (tmp_path / KEPT).write_text("age: 70\nfindings: {fever: present}\n", encoding="utf-8")
    child = start()
    begin(child)
    child.sendline("q")
    assert "popliteus-interview-2.yaml" in ends(child)
    assert kept(tmp_path) == {"age": 70, "findings": {"fever": "present"}}
    assert kept(tmp_path, "popliteus-interview-2.yaml")["age"] == 45


def test_options_are_chosen_by_number(
    start: Start, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    """With every danger sign denied, the first ordinary pages bring a choice soon."""
    findings = dict.fromkeys(danger_items(knowledge), "absent")
    write_case(tmp_path / "calm.yaml", {"age": 30, "sex": "male", "findings": findings})
    child = start("calm.yaml")
    for _ in range(40):
        which = child.expect(["1 to (\\d+), or \\? > ", "y, n or \\? > "])
        if which == 0:
            break
        child.sendline("n")
    say(child, "y", "99")
    child.sendline("1")
    child.expect(PROMPT)
    chosen = kept(tmp_path, "calm.yaml")["findings"]
    assert isinstance(chosen, dict)
    options = {name: value for name, value in chosen.items() if name in knowledge.attributes}
    (name, value), *rest = options.items()
    assert rest == []
    assert value == knowledge.attributes[name].options[0].id
    child.sendline("r")
    child.expect("Limits")
    child.sendline("q")
    ends(child)


def test_a_case_comes_back_from_its_file(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    values: dict[str, object] = {
        "id": "n",
        "text": "It hurts: 012 and 1:30, yes\nsecond line",
        "age": 45.5,
        "country": "NO",
        "source": {"citation": "y", "url": "on"},
        "findings": {
            "calf-difference": {"value": 3.5, "unit": "cm", "by": "clinician"},
            "duration": "1-7-days",
            "fever": "unknown",
        },
    }
    case = popliteus.case_from_mapping(values, knowledge)
    path = tmp_path / "case.yaml"
    write_case(path, {**values, "findings": findings_of(case, knowledge)})
    assert one_case(str(path)) == values
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["id"] == "n"
    assert popliteus.case_from_mapping(one_case(str(path)), knowledge) == case


def test_an_interview_that_is_piped_is_plain(call: Call, tmp_path: Path) -> None:
    done = call("ask", "--save", str(tmp_path / "a.yaml"), stdin=b"\n45\nf\nn\n?\n")
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert "Stopped." in done.out
    findings = kept(tmp_path, "a.yaml")["findings"]
    assert isinstance(findings, dict)
    assert list(findings.values()) == ["absent", "unknown"]


def test_standard_input_is_no_saved_interview(call: Call) -> None:
    done = call("ask", "-")
    assert done.code == 2
    assert "needed for your answers" in done.err


def test_a_saved_interview_with_several_cases_is_refused(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text("- {age: 40}\n- {age: 50}\n", encoding="utf-8")
    before = path.read_bytes()
    done = call("ask", str(path))
    assert done.code == 2
    assert path.read_bytes() == before


def test_what_the_file_says_besides_is_kept(
    call: Call, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(
        "- id: mine\n  age: 50\n  sex: male\n  account: asked\n  text: my knee hurts\n"
        "  findings: {fever: absent}\n",
        encoding="utf-8",
    )
    assert call("ask", str(path), stdin=b"n\nq\n").code == 0
    assert kept(tmp_path, "story.yaml") == {
        "id": "mine",
        "age": 50,
        "sex": "male",
        "account": "asked",
        "text": "my knee hurts",
        "knowledge": knowledge.digest,
        "findings": {"fever": "absent", danger_items(knowledge)[0]: "absent"},
    }

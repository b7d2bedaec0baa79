"""The interview in a terminal begins with own words: nothing of them counts unconfirmed."""

from __future__ import annotations

from pathlib import Path

from popliteus import KnowledgeBase
from tests.unit.cli.calls import Call
from tests.unit.cli.terminal import PROMPT, Start, ends, kept

STORY = "58 year old woman, calf swollen, no fever. The zither plays at dawn."


def test_ones_own_words_count_only_when_confirmed(
    start: Start, tmp_path: Path, knowledge: KnowledgeBase
) -> None:
    child = start()
    child.expect("In your own words")
    child.sendline(STORY)
    child.expect("Age 58")
    child.expect("right")
    child.sendline("y")
    child.expect("Sex: female")
    child.expect("right")
    child.sendline("maybe")
    child.expect("expected y, n, x or q")
    child.sendline("")
    child.expect("swollen calf: yes")
    child.expect("right")
    assert kept(tmp_path).get("findings") is not None
    assert "calf-swelling" not in str(kept(tmp_path)["findings"])
    child.sendline("y")
    child.expect("fever: no")
    child.expect("right")
    assert "calf-swelling" in str(kept(tmp_path)["findings"])
    child.sendline("n")
    child.expect(PROMPT)
    assert knowledge.findings["fever"].ask[:30] in " ".join(str(child.before).split())
    child.sendline("y")
    child.expect("did not understand")
    child.expect("The zither plays at dawn")
    child.expect(PROMPT)
    findings = kept(tmp_path)["findings"]
    assert isinstance(findings, dict)
    assert (findings["calf-swelling"], findings["fever"]) == ("present", "present")
    assert (kept(tmp_path)["age"], kept(tmp_path)["sex"]) == (58, "female")
    child.sendline("q")
    ends(child)


def test_words_that_are_too_long_are_asked_for_again(call: Call, tmp_path: Path) -> None:
    given = b"my calf hurts " * 8_000 + b"\nI have a headache\nq\n"
    done = call("ask", "--save", str(tmp_path / "a.yaml"), stdin=given)
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "That is 111,999 letters and spaces long. At most 100,000 fit." in said
    assert "does not sound like a knee or leg problem" in said


def test_words_about_no_leg_are_said_to_be_so(call: Call, tmp_path: Path) -> None:
    done = call("ask", "--save", str(tmp_path / "a.yaml"), stdin=b"I have a headache\nq\n")
    assert done.code == 0
    assert "does not sound like a knee or leg problem" in done.out


STORY_FILE = """# a comment of mine
age: 60
text: My foot suddenly went cold and white an hour ago.
findings: {fever: absent}
"""


def test_the_story_of_a_file_is_gone_through_and_nothing_is_rewritten_before_an_answer(
    start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(STORY_FILE, encoding="utf-8")
    child = start("mine.yaml")
    child.expect("This is what we understood")
    child.expect("right\\? > ")
    assert "Age 60" not in str(child.before)
    child.sendline("q")
    ends(child)
    assert path.read_text(encoding="utf-8") == STORY_FILE
    child = start("mine.yaml")
    child.expect("right\\? > ")
    child.sendline("y")
    child.expect("right\\? > ")
    child.sendline("q")
    assert "EMERGENCY" in ends(child).upper()
    assert kept(tmp_path, "mine.yaml")["account"] == "asked"


def test_danger_that_was_told_is_confirmed_first(call: Call, tmp_path: Path) -> None:
    told = b"My calf has hurt for three days. It began slowly. I have new chest pain.\n"
    shown = call("ask", "--save", str(tmp_path / "a.yaml"), stdin=told + b"y\ny\nq\n").out
    assert 0 < shown.index("new chest pain") < shown.index("three days")

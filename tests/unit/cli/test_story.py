"""``popliteus assess --text``: what it takes, where from, and what it leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.calls import Call

STORY = (
    "My left calf is swollen since Tuesday, no fever. Maybe it is warm. The zither plays at dawn."
)


def test_text_is_read_and_shown(call: Call) -> None:
    done = call("assess", "--text", STORY)
    assert (done.code, done.err) == (0, "")
    shown = " ".join(done.out.split())
    assert "What we took from the story" in shown
    assert "swollen calf: yes “calf is swollen”" in shown
    assert "fever: no “no fever”" in shown
    assert "warm leg: not certain" in shown
    assert "What we did not understand - “The zither plays at dawn”" in shown
    assert "knows phrases and no more" in shown


def test_standard_input_and_a_file_say_the_same(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    by_option = call("assess", "--text", STORY, "--json")
    by_file = call("assess", "--text", f"@{path}", "--json")
    by_input = call("assess", "--text", "-", "--json", stdin=STORY.encode())
    assert by_option.out == by_file.out == by_input.out


def test_set_age_and_sex_win(call: Call) -> None:
    text = "58F, my calf is swollen and I have a fever."
    done = call("assess", "--text", text, "--age", "40", "--set", "fever=absent", "--json")
    assert (done.json["case"]["age"], done.json["case"]["sex"]) == (40, "female")
    answers = {one["finding"]: (one["value"], one["origin"]) for one in done.json["evidence"]}
    assert answers["fever"] == ("absent", "asked")
    assert answers["calf-swelling"] == ("present", "story")


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ("", True),
        ("findings: {fever: absent}\n", True),
        ("account: story\nfindings: {fever: absent}\n", True),
        ("account: asked\nfindings: {fever: absent}\n", False),
    ],
)
def test_the_text_of_a_case_is_read_unless_its_teller_was_asked(
    call: Call, tmp_path: Path, more: str, *, read: bool
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"text: My calf is swollen and my foot is cold.\n{more}", encoding="utf-8")
    done = call("assess", str(path), "--json")
    assert ("calf-swelling" in {one["finding"] for one in done.json["evidence"]}) is read
    assert (done.json["triage"]["level"] == "emergency") is read
    limits = " ".join(one["text"] for one in done.json["basis"]["limits"])
    assert ("were not read" in limits) is not read


def test_a_page_shows_the_words(call: Call, tmp_path: Path) -> None:
    page = tmp_path / "result.html"
    assert call("assess", "--text", STORY, "-o", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "What we took from the story" in text
    assert "“calf is swollen”" in text


def test_a_story_about_no_leg(call: Call) -> None:
    done = call("assess", "--text", "I have a sore throat.", "--json")
    assert done.json["about_leg"] is False
    assert done.json["triage"]["level"] == "soon_days"


@pytest.mark.parametrize(
    ("arguments", "stdin", "found"),
    [
        (("--text", " "), b"", "no story"),
        (("--text", "@nowhere.txt"), b"", "cannot be read"),
        (("--text", "-"), b"\xff\xfe", "no UTF-8"),
        (("-", "--text", "-"), b"age: 40", "standard input twice"),
        (("--text", "x" * 100_001), b"", "100001 characters"),
    ],
)
def test_what_is_no_story_is_said(
    call: Call, arguments: tuple[str, ...], stdin: bytes, found: str
) -> None:
    done = call("assess", *arguments, stdin=stdin)
    assert done.code == 2
    assert found in done.err


def test_stories_are_scored(call: Call, tmp_path: Path) -> None:
    stories = """
- id: one
  text: "My calf is swollen. No fever. My mother had a clot."
  age: null
  sex: null
  findings:
    calf-swelling: {value: present, quote: "calf is swollen"}
    fever: {value: present, quote: "fever"}
    chest-pain: {value: absent, quote: "x"}
  traps: {previous-dvt: "my mother had a clot"}
"""
    (tmp_path / "open.yaml").write_text(stories, encoding="utf-8")
    done = call("evaluate", "--stories", str(tmp_path), "--json")
    assert done.code == 0
    metrics = done.json["metrics"]
    assert metrics["recall"]["n"] == 3
    assert metrics["recall"]["value"] == pytest.approx(1 / 3)
    assert metrics["negation_errors"]["value"] == 0.5
    assert metrics["traps_right"]["value"] == 1.0
    assert {one["item"] for one in done.json["slips"]} >= {"fever", "chest-pain"}
    table = call("evaluate", "--stories", str(tmp_path))
    assert "turned round" in table.out


def test_stories_held_back_are_totals_only(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "held-back"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "- {id: a, text: My knee hurts., findings: {fever: {value: present}}}\n", encoding="utf-8"
    )
    done = call("evaluate", "--stories", str(folder), "--json")
    assert done.json["n"] == 1
    assert done.json["slips"] == []
    assert done.json["metrics"]["recall"]["n"] == 1


def test_a_story_with_an_unknown_id_is_an_error(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- {id: a, text: x, findings: {nothing-such: present}}\n", encoding="utf-8")
    done = call("evaluate", "--stories", str(path))
    assert done.code == 2
    assert "nothing-such" in done.err

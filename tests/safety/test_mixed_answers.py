"""HAZ-011: answers of two people, or of two knees, end up in one result."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

import popliteus
from popliteus import Interview, KnowledgeBase, assess, case_from_mapping
from tests.safety.people import command, copied, one_line

PEOPLE: tuple[dict[str, object], ...] = (
    {"age": 45, "sex": "female",
     "findings": {"calf-swelling": "present", "long-travel": "present"}},
    {"age": 70, "sex": "male", "findings": {"cold-foot": "present", "onset": "seconds"}},
    {"age": 22, "sex": "female", "setting": "sports_clinic",
     "findings": {"pop-in-knee": "present", "mechanism": "twist"}},
    {"age": None, "sex": None, "account": "story", "findings": {"knee-swelling": "present"}},
    {"age": 1, "sex": "male", "findings": {"limp": "present"}},
)  # fmt: skip


def told(knowledge: KnowledgeBase, values: dict[str, object]) -> str:
    return json.dumps(assess(case_from_mapping(values, knowledge), knowledge).to_dict())


def test_assessments_side_by_side_equal_assessments_alone(knowledge: KnowledgeBase) -> None:
    alone = [told(popliteus.load(), values) for values in PEOPLE]
    assert len(set(alone)) == len(PEOPLE), "the premise: the results differ"
    assert [told(knowledge, values) for values in reversed(PEOPLE)] == alone[::-1]
    with ThreadPoolExecutor(4) as pool:
        order = [number % len(PEOPLE) for number in range(2 * len(PEOPLE))]
        together = list(pool.map(lambda number: told(knowledge, PEOPLE[number]), order))
    assert together == [alone[number] for number in order]
    talks = [Interview(knowledge, case_from_mapping(values, knowledge)) for values in PEOPLE]
    for talk in talks:
        talk.answer("foot-numbness", "absent")
    for talk, values in zip(talks, PEOPLE, strict=True):
        found = values["findings"]
        assert isinstance(found, dict)
        assert set(talk.case.answers) == {*found, "foot-numbness"}


def test_resumed_interview_has_exactly_its_own_answers(
    knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    saved = tmp_path / "mine.yaml"
    typed = "\n52\nf\n" + "n\n" * 9 + "?\n" * 3 + "q\n"
    first = command("ask", "--save", str(saved), typed=typed)
    assert first.code == 0, first.err
    before = yaml.safe_load(saved.read_text(encoding="utf-8"))
    assert before["age"] == 52
    assert len(before["findings"]) >= 6, "the premise: something was answered"
    keys = {"id", "age", "sex", "setting", "account", "country", "findings"}
    case = case_from_mapping({k: v for k, v in before.items() if k in keys}, knowledge)
    page = Interview(knowledge, case).next()
    assert page is not None
    again = command("ask", str(saved), typed="q\n")
    assert again.code == 0, again.err
    assert one_line(page.boxes[0].ask) in one_line(again.out)
    after = yaml.safe_load(saved.read_text(encoding="utf-8"))
    assert after["findings"] == before["findings"]
    result = [one_line(run.out).rpartition("This is what your answers say so far")[2]
              for run in (first, again)]  # fmt: skip
    assert result[0] == result[1]
    # Another state of the knowledge is said aloud, not mixed in silently.
    other = copied(knowledge, tmp_path / "other")
    path = other / "findings" / "crepitus.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("why:", "why: Again. ", 1),
                    encoding="utf-8")  # fmt: skip
    assert popliteus.load(other).digest != knowledge.digest
    changed = command("ask", str(saved), "--knowledge", str(other), typed="q\n")
    words = one_line(changed.out + changed.err).lower()
    assert changed.code == 0, changed.err
    assert "knowledge" in words
    assert any(word in words for word in ("changed", "another", "different", "other version"))


def test_saved_measurement_survives_resuming(tmp_path: Path) -> None:
    saved = tmp_path / "measured.yaml"
    saved.write_text(
        "age: 50\nfindings:\n"
        "  calf-difference: {value: 4, unit: cm, by: clinician}\n  fever: absent\n",
        encoding="utf-8",
    )
    assert command("ask", str(saved), typed="q\n").code == 0
    again = command("ask", str(saved), typed="q\n")
    assert again.code == 0, again.err
    kept = yaml.safe_load(saved.read_text(encoding="utf-8"))["findings"]
    assert kept["calf-difference"] == {"value": 4, "unit": "cm", "by": "clinician"}


@pytest.mark.parametrize("how", ["in a file", "--set twice", "file and --set", "file and --age"])
def test_two_values_for_one_question_are_refused(tmp_path: Path, how: str) -> None:
    case = tmp_path / "case.yaml"
    rows = "age: 40\nfindings:\n  fever: present\n"
    given = {
        "in a file": [rows + "  fever: absent\n", []],
        "--set twice": ["", ["--set", "fever=present", "--set", "fever=absent"]],
        "file and --set": [rows, ["--set", "fever=absent"]],
        "file and --age": [rows, ["--age", "41"]],
    }
    text, options = given[how]
    case.write_text(str(text), encoding="utf-8")
    arguments = [str(case), *options] if text else list(options)
    ran = command("assess", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    both = {"in a file": ("'fever' twice",), "file and --age": ("40", "41")}
    for word in both.get(how, ("present", "absent")):
        assert word in ran.err
    same = command("assess", "--set", "fever=present", "--set", "fever=present", "--json")
    assert same.code == 0, "the premise: the same value twice is no conflict"

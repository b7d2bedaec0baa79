"""The respondent: what it knows, what it says, what is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from popliteus import Case, CaseError, KnowledgeBase, case_from_mapping
from popliteus.assess import Answer, assess
from popliteus.evaluate import Options, Vignette, evaluate
from popliteus.evaluate import modes as modes_module
from popliteus.evaluate.modes import modes, tell
from popliteus.evaluate.outcome import outcome_of
from popliteus.evaluate.respond import Respondent, interview, pertinent, read_sheet

SHEET = """\
id: {id}
answers:
  fever: {{value: absent, basis: inferred}}
  onset: {{value: seconds, basis: source}}
"""


@pytest.fixture
def case(knowledge: KnowledgeBase) -> Case:
    values = {
        "id": "a-case",
        "age": 71,
        "sex": "male",
        "setting": "primary_care",
        "country": "GB",
        "text": "My foot is cold.",
        "findings": {"cold-foot": "present", "hot-knee": "unknown", "popliteal-pulse": "absent"},
        "gold": {"primary": "acute-limb-ischaemia"},
        "triage": "emergency",
    }
    known = values["findings"]
    assert isinstance(known, dict)
    if "popliteal-pulse" not in knowledge.findings:
        del known["popliteal-pulse"]
        sign = next(name for name, one in knowledge.findings.items() if one.who == "clinician")
        known[sign] = "absent"
    return case_from_mapping(values, knowledge)


def test_it_starts_from_age_sex_and_setting_only(case: Case, knowledge: KnowledgeBase) -> None:
    after, asked = interview(Respondent(case), knowledge)
    assert (after.age, after.sex, after.setting, after.account) == (
        71.0, "male", "primary_care", "asked",
    )  # fmt: skip
    assert after.text == ""
    assert after.gold is None
    assert after.answers["cold-foot"].value == "present"
    known = {item for item, one in after.answers.items() if one.value != "unknown"}
    assert known == {"cold-foot"}  # of everything else this person is not sure
    assert asked.boxes == len(asked.replies) == len(after.answers)
    assert asked.pages <= asked.boxes
    assert not asked.sheet


def test_only_what_a_person_can_answer_is_pertinent(case: Case, knowledge: KnowledgeBase) -> None:
    assert pertinent(case, knowledge) == ("cold-foot",)


def test_a_sheet_adds_and_never_overrules(
    case: Case, knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    path = tmp_path / "a-case.yaml"
    path.write_text(
        SHEET.format(id="a-case") + "  cold-foot: {value: absent, basis: inferred}\n", "utf-8"
    )
    sheet = read_sheet(path, case, knowledge)
    assert sheet is not None
    who = Respondent(case, sheet)
    assert (who.reply("fever"), who.reply("cold-foot")) == ("absent", "present")
    after, asked = interview(who, knowledge)
    assert after.answers["fever"].value == "absent"
    assert asked.sheet
    vignette = Vignette(case, sheet=sheet)
    assert not tell(vignette, knowledge, "interview", "case").asked.sheet  # type: ignore[union-attr]
    found = evaluate([vignette, Vignette(case)], knowledge, Options(mode="interview"))
    assert found.metrics["answer_sheets"].value == 0.5
    assert found.metrics["pages_mean"].n == 2
    assert found.metrics["pertinent_recall"].value == 1.0
    assert found.metrics["red_flags_found"].value == 1.0
    assert found.metrics["emergency_sensitivity"].value == 1.0


def test_a_sheet_may_stand_in_two_parts(
    case: Case, knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    path = tmp_path / "a-case.yaml"
    path.write_text(SHEET.format(id="a-case"), "utf-8")
    one = read_sheet(path, case, knowledge)
    path.write_text("id: a-case\nsource: {onset: seconds}\ninferred: {fever: absent}\n", "utf-8")
    assert read_sheet(path, case, knowledge) == one
    path.write_text("id: a-case\nsource: {fever: absent}\ninferred: {fever: absent}\n", "utf-8")
    with pytest.raises(CaseError, match="fever twice"):
        read_sheet(path, case, knowledge)
    path.write_text("id: a-case\nsource: [fever]\n", "utf-8")
    with pytest.raises(CaseError, match="id: value"):
        read_sheet(path, case, knowledge)


def test_a_missing_sheet_is_no_error(case: Case, knowledge: KnowledgeBase, tmp_path: Path) -> None:
    assert read_sheet(tmp_path / "none.yaml", case, knowledge) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- 1\n", "no answer sheet"),
        (SHEET.format(id="another"), "id 'another'"),
        ("id: a-case\nanswers: {fever: absent}\n", "fever"),
        ("id: a-case\nanswers: {fever: {value: absent, basis: guess}}\n", "guess"),
        ("id: a-case\nanswers: {fever: {value: maybe, basis: source}}\n", "maybe"),
        ("id: a-case\nanswers: {fewer: {value: absent, basis: source}}\n", "fewer"),
    ],
)
def test_a_bad_sheet_says_why(
    text: str, says: str, case: Case, knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    path = tmp_path / "a-case.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CaseError, match=says):
        read_sheet(path, case, knowledge)


def test_red_flags_that_were_never_asked_are_not_found(
    case: Case, knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A reader of stories that reads nothing: the danger sign of the case is not in the result.
    monkeypatch.setattr(
        modes_module, "cases_from_text", lambda case, _: Case(case.id, case.age, case.sex)
    )
    assert modes() == ("text", "findings", "interview", "text+interview")
    found = evaluate([Vignette(case)], knowledge, Options(mode="text"))
    assert (found.metrics["red_flags_found"].value, found.metrics["red_flags_found"].n) == (0.0, 1)


def test_text_mode_knows_the_story_and_not_the_findings(knowledge: KnowledgeBase) -> None:
    case = Case(
        "told", 50, "female", text="My calf is swollen. No fever.",
        answers={"cold-foot": Answer("present")},
    )  # fmt: skip
    told = tell(Vignette(case), knowledge, "text").case
    assert {item: one.value for item, one in told.answers.items()} == {
        "calf-swelling": "present", "fever": "absent",
    }  # fmt: skip
    assert (told.age, told.account) == (50, "story")
    with pytest.raises(CaseError, match="no text"):
        tell(Vignette(Case("silent")), knowledge, "text")


def test_findings_are_taken_as_they_are(case: Case, knowledge: KnowledgeBase) -> None:
    assert tell(Vignette(case), knowledge, "findings").case is case
    assert outcome_of(case, knowledge).level == assess(case, knowledge).triage.level.word


def test_a_story_first_and_then_the_rest(case: Case, knowledge: KnowledgeBase) -> None:
    story = replace(case, text="My foot is cold. My calf is swollen and I have a fever.")
    answers = {**story.answers, "fever": Answer("absent")}
    vignette = Vignette(replace(story, answers=answers))
    told = tell(vignette, knowledge, "text+interview")
    assert told.case.account == "asked"
    assert told.case.answers["fever"].value == "absent"  # put right
    assert "calf-swelling" in told.case.told.origins  # nothing is known against it
    assert told.asked is not None
    put = {item for _, item, _ in told.asked.replies}
    assert not put & {"cold-foot", "fever", "calf-swelling"}
    assert "cold-foot" in told.asked.found  # what was told need not be asked
    plain = tell(vignette, knowledge, "interview").asked
    assert plain is not None
    assert told.asked.boxes < plain.boxes

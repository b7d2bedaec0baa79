"""HAZ-017: a result is taken for a diagnosis, or for the word of a clinician."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from popliteus import KnowledgeBase
from tests.safety.people import HARMLESS, Findings, command, one_line, present, screened, visible

PEOPLE: dict[str, tuple[float, Findings]] = {
    "clot": (45, present("calf-swelling", "calf-tenderness", "long-travel")),
    "cold foot": (71, present("cold-foot", "foot-numbness")),
    "nothing": (40, {}),
    "child": (9, present("limp")),
    "baby": (1, {}),
}
NOBODY = re.compile(
    r"no (doctor|clinician)[^.]* (has |have )?(checked|reviewed|signed)|not been reviewed", re.I
)


def outputs(
    folder: Path, age: float, findings: Findings, audience: str
) -> tuple[dict[str, object], str, str]:
    answers = [part for item, value in findings.items() for part in ("--set", f"{item}={value}")]
    arguments = ["assess", "--age", f"{age:g}", *answers, "--audience", audience]
    told = command(*arguments, "--json")
    assert told.code == 0, told.err
    web = folder / "result.html"
    page = command(*arguments, "-o", str(web))
    assert page.code == 0, page.err
    return (
        json.loads(told.out),
        one_line(command(*arguments).out),
        visible(web.read_text(encoding="utf-8")),
    )


@pytest.mark.parametrize("audience", ["patient", "clinician"])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_result_says_that_nobody_reviewed_it(
    knowledge: KnowledgeBase, tmp_path: Path, name: str, audience: str
) -> None:
    assert {one.status for one in knowledge.causes.values()} != {"reviewed"}
    told, printed, page = outputs(tmp_path, *PEOPLE[name], audience)
    known = told["knowledge"]
    assert isinstance(known, dict)
    assert known["reviewed"] is False
    for words in (printed, page):
        assert NOBODY.search(words), "does not say that nobody has reviewed it"
        assert "not a diagnosis" in words.lower()


@pytest.mark.parametrize("name", [*PEOPLE, *(name for name, *_ in HARMLESS)])
def test_patient_sees_words_and_rounded_numbers(
    knowledge: KnowledgeBase, tmp_path: Path, name: str
) -> None:
    if name in PEOPLE:
        age, findings = PEOPLE[name]
    else:
        _, age, _, story = next(one for one in HARMLESS if one[0] == name)
        findings = screened(knowledge, story)
    told, printed, page = outputs(tmp_path, age, findings, "patient")
    differential = told["differential"]
    assert isinstance(differential, list)
    shown = [one for one in differential if one["shown"]]
    version = str(knowledge.version)
    for words in (printed, page):
        plain = re.sub(r"popliteus \S+|knowledge \S+|sha256:\S+", " ", words).replace(version, " ")
        assert "%" not in plain
        assert "per cent" not in plain
        decimals = re.findall(r"\b0[.,]\d+|\b\d+\.\d+\s*(?:log|odds|prob)", plain)
        assert decimals == []
        for entry in shown:
            assert entry["in_words"] in words
            assert f"{entry['probability']:.2f}" not in plain
        alternatives = len(shown) > 1 or "something else" in plain or "do not know" in plain
        assert alternatives or not shown, "one cause alone, without anything beside it"

"""Parts of the cases, and spoiled answers."""

from __future__ import annotations

import pytest

from popliteus import Case, KnowledgeBase, case_from_mapping
from popliteus.evaluate import CaseScore, Options, Vignette, evaluate
from popliteus.evaluate.groups import groups_of
from popliteus.evaluate.robust import drop, flip


def someone(age: float | None, sex: str | None, country: str | None, rank: int = 1) -> CaseScore:
    return CaseScore(
        "x", "gold", rank, ("gold",), "soon_days", "soon_days", (), held_back=False,
        age=age, sex=sex, country=country,
    )  # fmt: skip


def test_groups_by_hand() -> None:
    # 6 under 18 (3 of them right), 12 of 18 to 49; 12 in GB, 5 in US (too few), 1 in FR.
    cases = [someone(10, "female", "US", 1 if i < 3 else 2) for i in range(5)]
    cases += [someone(10, "female", "FR", 2)]
    cases += [someone(18 + i, "male", "GB") for i in range(12)]
    found = {(one.by, one.value): one for one in groups_of(cases)}
    assert {key: one.n for key, one in found.items()} == {
        ("age", "under 18"): 6,
        ("age", "18 to 49"): 12,
        ("sex", "female"): 6,
        ("sex", "male"): 12,
        ("country", "other"): 6,
        ("country", "GB"): 12,
    }
    assert found["age", "under 18"].metrics["top_1"].value == 0.5


def test_small_groups_are_not_shown() -> None:
    assert groups_of([someone(80, None, None)] * 4) == ()


@pytest.fixture
def case(knowledge: KnowledgeBase) -> Case:
    findings = {
        "calf-swelling": "present",
        "fever": "absent",
        "hot-knee": "unknown",
        "onset": "seconds",
    }
    return case_from_mapping({"age": 45, "findings": findings}, knowledge)


def test_dropping_takes_answers_out(case: Case, knowledge: KnowledgeBase) -> None:
    assert drop(case, knowledge, 0.0, 1) == case
    # What says nothing cannot be lost.
    assert set(drop(case, knowledge, 1.0, 1).answers) == {"hot-knee"}
    sizes = [len(drop(case, knowledge, 0.5, seed).answers) for seed in range(200)]
    # One stays, three go with probability one half: 2.5 on average, sd sqrt(0.75 / 200) = 0.06.
    assert sum(sizes) / 200 == pytest.approx(2.5, abs=0.25)
    assert drop(case, knowledge, 0.5, 3) == drop(case, knowledge, 0.5, 3)


def test_flipping_turns_answers_round(case: Case, knowledge: KnowledgeBase) -> None:
    assert flip(case, knowledge, 0.0, 1) == case
    found = {item: one.value for item, one in flip(case, knowledge, 1.0, 1).answers.items()}
    assert found["calf-swelling"] == "absent"
    assert found["fever"] == "present"
    assert found["hot-knee"] == "unknown"
    options = {one.id for one in knowledge.attributes["onset"].options}
    assert found["onset"] in options - {"seconds"}


def test_robustness_of_one_sure_case(knowledge: KnowledgeBase) -> None:
    # Right and safe while intact: spoiling can only lose.
    values = {
        "age": 71,
        "sex": "male",
        "findings": {"cold-foot": "present", "onset": "seconds", "fever": "absent"},
        "gold": {"primary": "acute-limb-ischaemia"},
        "triage": "emergency",
    }
    vignette = Vignette(case_from_mapping(values, knowledge))
    found = evaluate([vignette], knowledge, Options(robustness=True))
    assert [(one.kind, one.share) for one in found.spoiled] == [
        ("dropped", 0.1), ("dropped", 0.3), ("dropped", 0.5), ("flipped", 0.05), ("flipped", 0.1),
    ]  # fmt: skip
    assert found.metrics["safety"].value == 1.0
    for one in found.spoiled:
        assert -1.0 <= one.changes["safety"].value <= 0.0

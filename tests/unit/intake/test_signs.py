"""What tests, pictures and hands showed: lists of results, whole parts, and what was not done."""

from __future__ import annotations

import pytest

from popliteus.intake.story import read_story
from popliteus.knowledge import KnowledgeBase

KNEE = "Knee pain. "

CASES: list[tuple[str, dict[str, str | None]]] = [
    (
        "Lachman and pivot shift were both negative, as was the anterior drawer.",
        {"lachman": "absent", "pivot-shift": "absent", "anterior-drawer": "absent"},
    ),
    (
        "McMurray, Apley and Thessaly all positive.",
        {"apley-test": "present", "mcmurray": "present"},
    ),
    ("Lachman was positive but the pivot shift was not.", {"pivot-shift": "absent"}),
    (
        "No posterior sag, pivot shift positive.",
        {"posterior-drawer": "absent", "pivot-shift": "present"},
    ),
    ("No bruit, pulses full.", {"arterial-bruit": "absent", "foot-pulses-absent": "absent"}),
    ("Dorsalis pedis pulse not palpable.", {"foot-pulses-absent": "present"}),
    ("Neither foot pulse palpable.", {"foot-pulses-absent": "present"}),
    ("No laxity to varus or valgus.", {"varus-stress": "absent", "valgus-stress": "absent"}),
    ("Lachman not tested.", {"lachman": None}),
    (
        "MRI: torn medial meniscus, ACL intact.",
        {"meniscal-tear-on-mri": "present", "acl-tear-on-mri": "absent"},
    ),
    (
        "MRI showed no tear of the menisci or cruciates.",
        {"meniscal-tear-on-mri": "absent", "acl-tear-on-mri": "absent"},
    ),
    ("MRI ruled out a meniscal tear.", {"meniscal-tear-on-mri": "absent"}),
    ("MRI is booked to see whether the meniscus is torn.", {"meniscal-tear-on-mri": None}),
    ("Ultrasound: no DVT, ruptured Baker's cyst.", {"cyst-on-ultrasound": "present"}),
    ("A fracture was seen on the X-ray.", {"fracture-on-xray": "present"}),
    ("Inflammatory markers were raised.", {"crp-raised": "present", "esr-raised": "present"}),
    ("FBC, U&E and CRP normal.", {"blood-count-abnormal": "absent", "crp-raised": "absent"}),
    (
        "Fluid: Gram stain negative, culture grew Staph aureus.",
        {"joint-culture-positive": "present"},
    ),
    ("Tender over the fibular head.", {"fibular-head-tenderness": "present"}),
    ("No warmth, effusion or laxity.", {"warm-knee-examined": "absent"}),
    ("ROM 10-85.", {"flexion-deformity": "present", "cannot-bend-90": "present"}),
    ("Range of movement 0 to 130 degrees.", {"flexion-deformity": "absent"}),
    ("Hip range of movement 10-60.", {"cannot-bend-90": None}),
    ("The chest X-ray showed a fracture of a rib.", {"fracture-on-xray": None}),
]


@pytest.mark.parametrize(("story", "wanted"), CASES, ids=[one[0] for one in CASES])
def test_what_was_found(
    story: str, wanted: dict[str, str | None], knowledge: KnowledgeBase
) -> None:
    findings = read_story(KNEE + story, knowledge).findings
    assert {item: findings[item].value if item in findings else None for item in wanted} == wanted


def test_a_hand_is_an_examiners(knowledge: KnowledgeBase) -> None:
    own = read_story("My knee is warm and I am tender along the joint line.", knowledge)
    assert "joint-line-tenderness" not in own.findings
    theirs = read_story("My knee hurts. The doctor found the joint line tender.", knowledge)
    assert theirs.findings["joint-line-tenderness"].value == "present"


def test_somebody_elses_scan_is_not_taken(knowledge: KnowledgeBase) -> None:
    told = read_story("My knee hurts. My brother's MRI showed a torn ACL.", knowledge)
    assert "acl-tear-on-mri" not in told.findings

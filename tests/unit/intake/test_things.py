"""What a quality, a number and a relative are said of: the body, or something else."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("My right knee hurts. Ice, cold packs and hot baths help.", "hot-knee", None),
        ("My knees hurt and a hot shower helps.", "hot-knee", None),
        ("My knee hurts. It is hot.", "hot-knee", "present"),
        ("The foot hurts after I stood on the cold floor.", "cold-foot", None),
        ("My foot is cold.", "cold-foot", "present"),
        ("My calf feels really weak.", "foot-weakness", None),
        ("My leg is weak.", "foot-weakness", "present"),
        ("Knee: flexion 60, extension -10.", "cannot-bend-90", "present"),
        ("Knee swollen, ROM 0-110.", "cannot-bend-90", "absent"),
        ("My knee hurts when it bends 3 times.", "cannot-bend-90", None),
        ("L calf +3.5 cm vs R.", "calf-difference", "present"),
        ("58M calf NT, swollen.", "calf-tenderness", "absent"),
        ("58M calf NT, swollen.", "calf-swelling", "present"),
        ("Lachman +. Knee swollen.", "lachman", "present"),
        ("62F T2DM, calf pain.", "diabetes", "present"),
        ("My knee hurts. The other knee was replaced.", "knee-replacement", None),
        ("My knee hurts. It was replaced last year, this knee was replaced.", "knee-replacement",
         "present"),
        ("Knee pain. Could this be gout", "known-gout", None),
        ("I could be pregnant and my calf hurts", "pregnant", None),
        ("My calf hurts. X-ray: no fracture", "fracture-on-xray", "absent"),
        ("I was dancing at my brother's wedding when my knee popped.", "pop-in-knee", "present"),
    ],
)  # fmt: skip
def test_what_is_said_of_what(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value


def test_a_brother_in_the_next_sentence_is_not_the_patient(knowledge: KnowledgeBase) -> None:
    told = read_story("My knee hurts. My brother's knee was swollen once.", knowledge)
    assert "knee-swelling" not in told.findings
    proxy = read_story("My brother's knee is swollen.", knowledge)
    assert proxy.findings["knee-swelling"].value == "present"

"""An answer that is said to change the urgency changes it just so when it is given."""

from __future__ import annotations

import pytest

from popliteus import Assessment, KnowledgeBase, assess, case_from_mapping
from popliteus.rules import Level
from tests.safety.people import screened

STORIES = {
    "a twist": {"worst-place": "front-of-knee", "mechanism": "twist", "onset": "seconds"},
    "behind": {"worst-place": "behind-knee", "mechanism": "none", "onset": "weeks"},
    "kneeling": {
        "worst-place": "front-of-knee", "mechanism": "deep-bend-or-kneel", "onset": "days",
    },
    "a new knee": {
        "worst-place": "front-of-knee", "mechanism": "none", "onset": "weeks",
        "knee-replacement": "present",
    },
}  # fmt: skip


@pytest.mark.parametrize("setting", [None, "primary_care"])
@pytest.mark.parametrize("duration", ["1-7-days", "longer"])
@pytest.mark.parametrize("story", STORIES)
def test_a_change_of_level_is_what_the_answer_makes(
    knowledge: KnowledgeBase, story: str, duration: str, setting: str | None
) -> None:
    def result(**more: str) -> Assessment:
        findings = {
            **screened(knowledge, STORIES[story]), "duration": duration, "course": "same", **more,
        }  # fmt: skip
        told = {"age": 45, "sex": "male", "account": "asked", "setting": setting}
        return assess(case_from_mapping({**told, "findings": findings}, knowledge), knowledge)

    now = result()
    assert now.changes
    for one in now.changes:
        then = result(**{one.finding: one.value}).triage.level
        if max(then, Level.parse(one.level)) > now.triage.level:
            assert one.level == then.word, one.finding

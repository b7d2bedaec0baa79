"""People in a few answers, and the closer look at each of them."""

from __future__ import annotations

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess import Assessment
from popliteus.assess.assessment import assess_closely
from popliteus.assess.closer import Closer
from popliteus.assess.result import Audience

Given = dict[str, str]

CLOT: Given = {"worst-place": "calf", "onset": "days", "calf-swelling": "present"}
COLD: Given = {"cold-foot": "present", "pale-or-blue-foot": "present", "smoking": "present"}
SORE: Given = {
    "worst-place": "front-of-knee", "onset": "after-event", "duration": "1-7-days",
    "mechanism": "new-or-more-exercise", "course": "better", "activity-related-pain": "present",
    "kneecap-pain": "present",
}  # fmt: skip


def signs(base: KnowledgeBase) -> Given:
    """Every danger sign, denied."""
    return {item: "absent" for p in base.questionnaire.pages if p.danger for item in p.items}


def look(
    base: KnowledgeBase, given: Given, age: float = 45, audience: Audience = "patient", **more: str
) -> tuple[Assessment, Closer]:
    values = {
        "age": age, "sex": more.get("sex", "male"), "setting": "primary_care", "account": "asked",
        "country": "GB", "findings": signs(base) | given,
    }  # fmt: skip
    case = popliteus.case_from_mapping(values, base)
    return assess_closely(case, base, audience=audience)

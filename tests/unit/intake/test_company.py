"""What counts only in some company: an examiner, a person, two legs, no limit."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("My knee hurts and my foot is numb.", "foot-sensation-tested", None),
        ("My knee hurts. A warm bath feels good.", "very-unwell", None),
        ("My knee hurts. I feel fine otherwise.", "very-unwell", "absent"),
        ("My knee hurts. I was always fit and well.", "very-unwell", None),
        ("My left leg has been swelling up.", "both-legs-swelling", None),
        ("Both my legs are swollen.", "both-legs-swelling", "present"),
        ("My shin hurts when I put weight on it.", "cannot-bear-weight", None),
        ("My shin hurts, but I can put weight on it.", "cannot-bear-weight", "absent"),
        ("My calf hurts and I cannot walk more than a street.", "cannot-bear-weight", None),
        ("My knee hurts. They stuck a needle in my knee.", "locked-knee", None),
        ("My shin is sore. I never hurt my ankle.", "mechanism", None),
        ("My calf hurts and I cannot walk.", "cannot-bear-weight", "present"),
        ("My knee hurts. I am afraid to walk by myself.", "cannot-bear-weight", None),
        ("My knee hurts. I am scared of walking on it.", "cannot-bear-weight", None),
        ("My knee hurts, but I walked by myself.", "cannot-bear-weight", "absent"),
        ("My knee hurts. I have not walked by myself since.", "cannot-bear-weight", "present"),
        ("My knee hurts. I cannot walk by myself.", "cannot-bear-weight", "present"),
        ("My knee hurts. I cannot weight bear fully.", "cannot-bear-weight", "present"),
        ("My knee hurts. I cannot weight bear normally.", "cannot-bear-weight", None),
        ("My knee hurts. I cannot move my toes fine.", "foot-weakness", "present"),
        ("My knee hurts. I cannot move all my toes.", "foot-weakness", None),
        ("My knee hurts. I cannot squat without pain.", "deep-bend-pain", None),
        ("My knee hurts. The physio found that my foot is numb.", "foot-numbness", "present"),
        ("He tested and found no feeling in my foot. My knee hurts.", "foot-numbness", "present"),
        ("I have got a new knee pain since Monday.", "knee-replacement", None),
        ("My knee hurts. I got a new knee brace.", "knee-replacement", None),
        ("My knee hurts. I got a new knee two years ago.", "knee-replacement", "present"),
    ],
)  # fmt: skip
def test_what_counts_in_company_only(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value

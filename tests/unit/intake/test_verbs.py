"""What tense, subject and number tell: sides, beginnings, course and what brings a pain on."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

SIDES: list[Case] = [
    ("My right shin hurts.", "side", "one"),
    ("I got a stab at the back of my knee.", "side", None),
    ("First the right knee was sore, later the left as well.", "side", "both"),
    ("The ache began in one leg; a year on it is in both.", "side", "both"),
    ("My calf muscles ache.", "side", "both"),
    ("For two months the front of my right knee has hurt.", "side", "one"),
    ("I take the stairs one at a time, my right knee hurts so much.", "side", "one"),
    ("It is sore. I cannot feel my right leg properly. My shin hurts.", "side", "one"),
    ("The outer side of both knees hurts.", "side", "both"),
    ("I have a pain in my calf, behind the knee.", "worst-place", "calf"),
    ("My calf hurts. A dog got between my legs.", "side", None),
    ("On my knees I scrubbed the floor, and now my right calf hurts.", "side", "one"),
]

BEGINNINGS: list[Case] = [
    ("I reached for a plate and felt something rip in my calf.", "onset", "seconds"),
    ("I woke with a terrible cramp in my calf.", "onset", "seconds"),
    ("I twisted my knee at judo. The next morning it was sore.", "onset", "after-event"),
    ("After a steep walk my knee began to ache.", "onset", "after-event"),
    ("I slipped on moss and could not get up. My knee hurts.", "onset", "seconds"),
    ("My knee hurts. Over three days it has got worse.", "onset", None),
    ("My knee is sore. I have not hurt it, I know that.", "mechanism", "none"),
    ("My shin is sore. It has not hurt before.", "mechanism", None),
    ("My knee is sore. I don't remember any knock.", "mechanism", "none"),
    ("My knee is sore. I never hurt my back.", "mechanism", None),
    ("My knee hurts, no bruise on the arm and no injury.", "mechanism", "none"),
    ("My knees have turned inwards and they hurt.", "mechanism", None),
    ("My knee hurts when I land from a hop.", "mechanism", None),
    ("My knee hurts and I cannot pivot on it.", "mechanism", None),
    ("I stumbled in a hole and twisted my knee; it hurts.", "mechanism", "twist"),
]

COURSE: list[Case] = [
    ("My knee hurts more and more.", "course", "worse"),
    ("My knee is sore, and the stiffness has become much worse.", "course", "worse"),
    ("My knee hurts; in the past 12 hours it has become far worse.", "course", "worse"),
    ("My knee is sore on and off.", "course", "comes-and-goes"),
    ("I get cramps in my calf three times a week.", "course", "comes-and-goes"),
    ("I get cramps in my calf three times a week.", "same-before", "many-times"),
    ("My knee hurts. My back has been sore on and off.", "course", None),
    ("My knee has been sore on and off for years.", "same-before", "many-times"),
    ("My knee hurts. I have smoked on and off for years.", "same-before", None),
    ("My knee hurts. I take ibuprofen now and again for years.", "same-before", None),
]

LOADS: list[Case] = [
    ("My shin aches whenever I jog.", "activity-related-pain", "present"),
    ("My shin aches whenever I jog.", "brings-on", "sport-only"),
    ("My shin hurts going up stairs, but it comes mainly when I run.", "brings-on", "sport-only"),
    ("I was kicked on the shin; it does not hurt when I walk.", "activity-related-pain", "absent"),
    ("My hip is fine, but my calf hurts when I stand.", "brings-on", "weight-bearing"),
    ("I run in the woods. My shin hurts.", "running-or-sprint-sport", "present"),
    ("The pain runs down my shin.", "running-or-sprint-sport", None),
    ("I cannot run. My shin hurts.", "running-or-sprint-sport", None),
    ("At netball I felt my knee go.", "pivot-sport", "present"),
    ("I play in the back row and my knee hurts.", "pivot-sport", "present"),
    ("My knee hurts. I sat in the front row of the cinema.", "pivot-sport", None),
    ("My knee hurts when I sit in the back row.", "pivot-sport", None),
    ("My knee hurts. I was watching the football match.", "pivot-sport", None),
    ("My knee hurts. I was at the football match.", "pivot-sport", None),
    ("My knee hurts. I drove past the football club.", "pivot-sport", None),
]

TIMES: list[Case] = [
    ("Four days ago at rugby I twisted my knee.", "duration", "1-7-days"),
    ("My calf has hurt for more than a year.", "duration", "longer"),
]


@pytest.mark.parametrize(("story", "item", "value"), [*SIDES, *BEGINNINGS, *COURSE, *LOADS, *TIMES])
def test_what_verbs_and_numbers_tell(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value

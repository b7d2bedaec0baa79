"""How old the person of a story is, and of which sex."""

from __future__ import annotations

import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.intake import read_story

AGES: list[tuple[str, float | None]] = [
    ("65/F, R knee. Something catches on every movement.", 65),
    ("Home visit, Mrs A, 79. Leg pain for 3 days.", 79),
    ("C wing. Mr Kerr (31) has pain in the left calf.", 31),
    ("I am a nurse, a woman of 51, and my knee hurts.", 51),
    ("I am a housewife aged 56 and my knee hurts.", 56),
    ("Bloke, electrician, 33, inside of my right knee.", 33),
    ("I run halves for fun, 36, mum of two, and my shin hurts.", 36),
    ("I'll be eighty in March and my calf cramps.", 79),
    ("I am eighty-one in November. My knee hurts.", 80),
    ("She's 50 next week and her knee has gone.", 49),
    ("Our Sam is 13. Both his legs ache.", 13),
    ("My son Kofi is 9. His shin hurts.", 9),
    ("Mum's 82. Her leg has gone white.", 82),
    ("Our lad turned five in the spring. His leg hurts.", 5),
    ("son 13 football mad, sore bump below the kneecap", 13),
    ("My knee popped. 34, 210 lb, otherwise healthy.", 34),
    ("My little girl, 22 months, will not put her foot down.", 1.83),
    # Distances, other people, other times and parts of the body are no ages.
    ("My calf hurts after 50 m.", None),
    ("I can walk 80 m, then my calf cramps.", None),
    ("I turned one ankle and my knee hurts.", None),
    ("My knee hurts. My friend Sarah, 34, had the same.", None),
    ("I ran 5, 10, then 15, and my shin hurts.", None),
    ("Our dog is 9 and knocked my knee.", None),
    ("She is 7 months pregnant and her calf is sore.", None),
    ("He's 9 months post op and his knee is stiff.", None),
    ("My knee hurts. My brother is 45 and had a clot.", None),
    ("The foot turned 90 degrees and my knee hurts.", None),
    ("My knee hurts. My mother is 45 and had a clot.", None),
    ("My knee hurts. My sister Anna is 34 and had the same.", None),
]

SEXES: list[tuple[str, str | None]] = [
    ("GP note. Mrs K, 54, cleaner. R knee pain.", "female"),
    ("Mr K, 31, calf pain x 2/7.", "male"),
    ("Retired postman, 68, both thighs ache.", "male"),
    ("I'm 57 and a woman. My knee is stuck.", "female"),
    ("Builder, six foot bloke. Both knees sore.", "male"),
    ("17-year-old girl, a hurdler, calf pain after 100 m and rest.", "female"),
    ("No tablets except the pill. My calf hurts.", "female"),
    ("My calf hurts. I wear the contraceptive patch.", "female"),
    ("I haven't had a period since Christmas and my shin hurts.", "female"),
    ("He's fifteen and I think his leg is swelling. His foot hurts.", "male"),
    ("Himself was out at the cattle and I saw his knee swell.", "male"),
    ("Dad here. Daughter, 19, rang me. Her leg is blue.", "female"),
    ("I set out the facts as to my son (14). He limps, his knee hurts.", "male"),
    ("Sorry for my English. My daughter is four, her knee is big.", "female"),
    ("I teach PE. She came down, she spun, and her kneecap was out.", "female"),
    # Somebody met on the way, a relative, a helper with the typing, a thing not taken.
    ("My knee hurts. Bloke next door had a clot.", None),
    ("It began the weekend Doreen's boy got married. My knee hurts.", None),
    ("My calf is fat. Bloke at work reckons it is a clot.", None),
    ("My grandson types this for me. My knee is swollen.", None),
    ("He hit my left knee in a tackle, he was huge, he fell on it.", None),
    ("I'm not on the pill and my calf hurts.", None),
    ("My calf hurts. My sister is on the pill.", None),
    ("My calf hurts. I had a period of rest.", None),
    ("I can walk 50 m before my calf hurts.", None),
]


@pytest.mark.parametrize(("story", "age"), AGES, ids=[one[0][:60] for one in AGES])
def test_age(story: str, age: float | None, knowledge: KnowledgeBase) -> None:
    assert read_story(story, knowledge).age == age


@pytest.mark.parametrize(("story", "sex"), SEXES, ids=[one[0][:60] for one in SEXES])
def test_sex(story: str, sex: str | None, knowledge: KnowledgeBase) -> None:
    assert read_story(story, knowledge).sex == sex


@pytest.mark.parametrize("who", popliteus.load().intake.proxies)
def test_age_and_sex_of_everybody_one_may_speak_for(who: str, knowledge: KnowledgeBase) -> None:
    told = read_story(f"My {who} is 72. Since yesterday the left calf is swollen.", knowledge)
    either = who in knowledge.intake.of_either_sex
    sexes = [sex for sex, words in knowledge.intake.sexes.items() if who in words]
    assert told.age == 72
    assert [told.sex] == ([None] if either else sexes)

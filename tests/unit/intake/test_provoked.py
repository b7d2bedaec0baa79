"""What brings a pain on, how it goes and how it began, told otherwise than by its name."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story

Case = tuple[str, str, str | None]

STAIRS = "stairs-squat-or-long-sitting"

LOADS: list[Case] = [
    ("My knee aches. Gardening is difficult, and so is going up stairs.", "brings-on", STAIRS),
    ("My knee hurts, mostly when I go down the steps.", "brings-on", STAIRS),
    ("Because of my knee I cannot climb the stairs any more.", "brings-on", STAIRS),
    ("My knee aches. Going downstairs has become a struggle.", "brings-on", STAIRS),
    ("My knee hurts. I went downstairs to ring you.", "brings-on", None),
    ("My shin stings whenever I turn it or put weight on it, and hurts.", "brings-on", None),
    ("My shin hurts whenever I turn it or put weight on it.", "brings-on", "weight-bearing"),
    ("My knee is sore. Walking to the bakery hurts.", "brings-on", "weight-bearing"),
    ("Walking, gardening, getting up all make my knee sore. Walking was hard.", "brings-on", None),
    ("Twenty minutes into a match my shin begins to ache.", "brings-on", "sport-only"),
    ("At the four mile mark my calf aches.", "brings-on", "sport-only"),
    ("I cannot jog for more than a lap before my knee hurts.", "brings-on", "sport-only"),
    ("I tried to sprint on Monday and the pain in my calf came back.", "brings-on", "sport-only"),
    ("I manage about forty yards before my calf cramps.", "brings-on", "fixed-distance"),
    ("I can only walk for six minutes, then my calf makes me stop.", "brings-on", "fixed-distance"),
    ("At night I woke with an ugly pain in my left calf.", "brings-on", "night-or-rest"),
]

COURSE: list[Case] = [
    ("My knee hurts so badly that I can no longer kneel.", "course", "worse"),
    ("My calf was sore; it is now so painful that I cannot stand.", "course", "worse"),
    ("I fell and my calf was so painful that I could not stand.", "course", None),
    ("My calf is sore, and my leg has got redder.", "course", "worse"),
    ("The cord in my calf is sore, thicker and harder.", "course", "worse"),
    ("My knee hurts. Lately it also spreads to the shin.", "course", "worse"),
    ("My shin was sore for a week. Now it aches a lot more.", "course", "worse"),
]

BEGINNINGS: list[Case] = [
    ("I was serving when a pain shot through my calf.", "onset", "seconds"),
    ("I was hanging out the washing when my knee buckled. It hurts.", "onset", "seconds"),
    ("He hurt his knee at judo and it has been sore ever since.", "onset", "after-event"),
    ("A day after training my shin began to ache.", "onset", "after-event"),
    ("When I got home the calf ached.", "onset", "after-event"),
]


TURNS: list[Case] = [
    ("I tripped on the kerb and could not catch myself. My knee hurts.", "catching", None),
    ("My knee hurt back in May.", "back-or-buttock-pain", None),
    ("The pain in my calf is back.", "back-or-buttock-pain", None),
    ("My knee hurts and my back hurts.", "back-or-buttock-pain", "present"),
    ("I hurt my knee and could not continue the climb.", "brings-on", None),
    ("Even walking to work hurts. I have a sore shin.", "brings-on", None),
]

PLACES_AND_TIMES: list[Case] = [
    ("My calves tighten when I row.", "worst-place", "calf"),
    ("I could dance all day if it were not for my calves, which ache.", "side", "both"),
    ("Some months ago my knee began to hurt.", "duration", "longer"),
    ("My knee began to hurt yesterday evening.", "duration", "under-1-day"),
    ("This morning I woke and my calf hurt.", "duration", "under-1-day"),
    ("I fell, and since then my knee has ached. Then I tripped.", "onset", "after-event"),
]


@pytest.mark.parametrize(
    ("story", "item", "value"), [*LOADS, *COURSE, *BEGINNINGS, *TURNS, *PLACES_AND_TIMES]
)
def test_what_is_told_otherwise_is_read(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (None if found is None else found.value) == value

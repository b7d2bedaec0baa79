"""Danger signs in words of everyday speech, and the same words about something harmless."""

from __future__ import annotations

import pytest

from popliteus import KnowledgeBase
from popliteus.intake import read_story


@pytest.mark.parametrize(
    ("story", "item", "value"),
    [
        ("My shin hurts far more than you would expect.", "pain-out-of-proportion", "present"),
        ("My shin hurts more than you'd expect.", "pain-out-of-proportion", "present"),
        ("I have far more pain than I expected in my shin.", "pain-out-of-proportion", "present"),
        ("My shin is far worse than I expected.", "pain-out-of-proportion", "present"),
        ("My knee has improved far more than I expected.", "pain-out-of-proportion", None),
        ("My knee pain has improved far more than I expected.", "pain-out-of-proportion", None),
        ("My knee hurts. The taxi cost far more than I expected.", "pain-out-of-proportion", None),
        ("My knee hurts. I woke up with it in the morning.", "night-pain", None),
        ("My knee hurts. I can put up with it in the morning.", "night-pain", None),
        ("My wife's knee hurts. She says the brace keeps dropping off.", "very-unwell", None),
        ("My son's knee is swollen. He keeps dropping off.", "very-unwell", "present"),
        ("My calf hurts. I was home in two hours door to door.", "long-travel", None),
        ("My calf hurts. It was nine hours door to door.", "long-travel", "present"),
        ("The pain in my leg is far too much for a knock.", "pain-out-of-proportion", "present"),
        ("My broken wrist was nothing compared to this calf.", "pain-out-of-proportion", "present"),
        ("My knee hurts. Far too much for one day!", "pain-out-of-proportion", None),
        ("My shin hurts. She is awake with it at two in the morning.", "night-pain", "present"),
        ("My knee is sore. I am up with the baby at night.", "night-pain", None),
        ("My son's knee is swollen. He is listless.", "very-unwell", "present"),
        ("My leg is floppy since the fall and hurts.", "very-unwell", None),
        ("If she moves my toes up I scream. My calf hurts.", "toe-stretch-pain", "present"),
        (
            "My husband moved my big toe up and I yelled. My calf hurts.",
            "toe-stretch-pain",
            "present",
        ),
        ("I moved my foot to the other side. My calf hurts.", "toe-stretch-pain", None),
        ("His knee is hot; he screams if you even lift it.", "cannot-move-knee", "present"),
        ("My knee hurts and I cannot move it an inch.", "cannot-move-knee", "present"),
        ("My knee hurts. I cannot move my knee as far as before.", "cannot-move-knee", None),
        ("My knee hurts. I cannot move my knee as far as before.", "reduced-bending", "present"),
        ("My calf hurts and I have a stitch in my chest.", "chest-pain", "present"),
        ("My calf hurts. No pain in my chest.", "chest-pain", "absent"),
        ("My leg and back hurt, and I am numb between the legs.", "saddle-numbness", "present"),
        ("My knee hurts. I can no longer put weight on it.", "cannot-bear-weight", "present"),
        ("O/E mass in popliteal fossa. US: not cystic, solid.", "solid-mass-on-scan", "present"),
        ("My calf is sore. I'm puffed just going to the loo.", "sudden-breathlessness", "present"),
        ("My calf is sore. I'm puffed just going to the loo.", "calf-swelling", None),
        ("My calf is sore and I am panting at rest.", "sudden-breathlessness", "present"),
        ("My calf hurts. I get puffed when I run.", "sudden-breathlessness", None),
        ("My calf is puffed.", "calf-swelling", "present"),
        ("My knee was all puffed and sore.", "sudden-breathlessness", None),
        ("My calf is sore. I coughed up a bit of pink stuff.", "coughing-blood", "present"),
        ("My calf is sore. I coughed up pink frothy spit.", "coughing-blood", "present"),
        ("My calf is sore. I coughed up pink frothy spit.", "leg-redness", None),
        ("My calf is sore. What I cough up is rusty.", "coughing-blood", "present"),
        ("My calf is sore. I have not coughed up any pink stuff.", "coughing-blood", None),
        ("My calf is sore. I coughed until I was red in the face.", "coughing-blood", None),
        ("My calf is hot. It's pink and shiny.", "leg-redness", "present"),
        (
            "My leg hurts. I haven't managed to pass water since last night.",
            "bladder-or-bowel-change",
            "present",
        ),
        (
            "My leg hurts. I've not been able to go for a wee all day.",
            "bladder-or-bowel-change",
            "present",
        ),
        ("My leg hurts. No wee since yesterday.", "bladder-or-bowel-change", "present"),
        ("My leg hurts. I managed to pass water today.", "bladder-or-bowel-change", None),
        (
            "I have not been able to go for a wee without holding on, my knee hurts so.",
            "bladder-or-bowel-change",
            None,
        ),
        ("My knee hurts. My foot looks pink but feels cool.", "cold-foot", "present"),
        ("My knee hurts. My foot looks pink but feels cool.", "hot-knee", None),
        ("My knee hurts. My foot is numb but is not cold.", "cold-foot", "absent"),
        ("My knee hurts. My foot is fine but I feel cold.", "cold-foot", None),
        ("My knee hurts. Cold and shivery.", "hot-knee", None),
        ("My knee is hot and sweaty.", "hot-knee", "present"),
        ("A lump in my calf was like a plum, now it's a tennis ball.", "growing-lump", "present"),
        ("A lump in my calf was like a tennis ball, now it's a plum.", "growing-lump", None),
        ("A lump in my calf was small, now bigger.", "growing-lump", "present"),
        ("I have a lump in my calf. My knee is now bigger.", "growing-lump", None),
        ("My calf is sore and has a firm lump.", "calf-hard-tight", None),
        ("My calf hurts and is firm.", "calf-hard-tight", "present"),
        ("Soft tissue crepitus on palpation of the leg.", "crepitus-examined", None),
        ("Leg red and tender, not crepitant.", "crepitus-examined", None),
        ("O/E knee: crepitus on movement.", "crepitus-examined", "present"),
        ("Knee pain. Warm? No.", "hot-knee", "absent"),
        ("Knee pain. Is it warm? Yes, a bit.", "hot-knee", "present"),
        ("Knee pain. Fever? None.", "fever", "absent"),
        ("Knee pain. Hot? - no.", "hot-knee", "absent"),
        ("Knee pain\nFever?\nNo", "fever", "absent"),
        ("Knee pain. Red? Not really.", "knee-redness", "absent"),
        ("Knee pain. Red? No idea.", "knee-redness", None),
        ("My calf is sore. There was red in my phlegm.", "coughing-blood", "present"),
        ("My calf is sore. I coughed and the tissue was pink.", "leg-redness", None),
        ("My leg hurts. I have a cough and my leg is red.", "leg-redness", "present"),
        (
            "Lump in my thigh. Used to be like a golf ball. Now the size of a grapefruit.",
            "growing-lump",
            "present",
        ),
        (
            "My knee hurts at the front and there's a lump at the back.",
            "lump-behind-knee",
            "present",
        ),
        ("Knee pain. Red? Not at all.", "knee-redness", "absent"),
        ("My knee is hot and I am a bit shivery.", "shivering", None),
        ("My knee hurts. I felt shivery yesterday but fine today.", "shivering", None),
        ("My knee is hot and I am shivery.", "shivering", "present"),
        ("My knee hurts. Shaking chills last night.", "shivering", "present"),
        ("My knee is hot and swollen and I can't bend it at all.", "cannot-move-knee", None),
        ("My knee is hot and I can't bend it at all for pain.", "cannot-move-knee", "present"),
        ("My knee is hot and I can't bend or straighten it at all.", "cannot-move-knee", "present"),
        ("It felt as though somebody hit me in the calf.", "mechanism", None),
        ("Somebody hit me in the calf.", "mechanism", "blow-or-fall"),
        ("I felt a pop at the back of my knee.", "burst-feeling", None),
        ("I felt a pop at the back of my knee.", "pop-in-knee", "present"),
        ("Something burst behind my knee.", "burst-feeling", "present"),
        ("My son's knee hurts. He woke up crying this morning.", "night-pain", None),
        ("My son's knee hurts. He woke up crying in the night.", "night-pain", "present"),
        ("My leg hurts. My wee is normal coloured.", "dark-urine", "absent"),
        ("My leg hurts. My wee is normal coloured.", "pale-or-blue-foot", None),
        ("Pain below the kneecap and a bump there.", "lump-behind-knee", None),
        ("Pain behind my knee and there's a bump there.", "lump-behind-knee", "present"),
        ("Cellulitis of right leg.", "leg-redness", "present"),
        (
            "My leg hurts. I've been told it is cellulitis and it is spreading.",
            "spreading-redness",
            "present",
        ),
        ("My leg hurts. I have cellulitis but it is not spreading.", "spreading-redness", None),
        ("My leg hurts. I had cellulitis last year.", "leg-redness", None),
        ("My leg hurts. Is it cellulitis?", "leg-redness", None),
    ],
)
def test_danger_in_other_words(
    story: str, item: str, value: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get(item)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("story", "place"),
    [
        ("It hurts at the front of my knee and towards the outer side.", "front-of-knee"),
        ("I get a pain in the calf and behind the knee.", "calf"),
        ("Pain in my calf and in my shin.", None),
        ("I have an ache in my calf, mostly behind the knee.", "behind-knee"),
        ("My leg hurts, especially my shin.", "shin"),
    ],
)
def test_the_worst_of_several_places(
    story: str, place: str | None, knowledge: KnowledgeBase
) -> None:
    found = read_story(story, knowledge).findings.get("worst-place")
    assert (found.value if found else None) == place
